import { count } from '../english.ts';
import { formatFor } from '../format.ts';

/** Texts of the branches and of their comparison, both languages side by side. */
export interface BranchesMessages {
  /** The name of the list. */
  readonly list: string;
  /** What a branch is called that has no name of its own. */
  readonly branch: (number: number) => string;
  readonly empty: string;
  readonly keys: string;
  readonly busy: string;
  readonly current: string;
  /** Of a branch that hangs on none, or whose prompt goes on past the fork; a perplexity of these tokens alone. */
  readonly afterPrompt: (tokens: number, perplexity: number | null) => string;
  /** The same of the tokens after the fork. */
  readonly afterFork: (tokens: number, perplexity: number | null) => string;
  readonly parts: (parent: string, after: string, token: number) => string;
  readonly begins: (prompt: string) => string;
  readonly nothing: string;
  readonly rename: string;
  readonly renameOf: (name: string) => string;
  readonly nameOf: (name: string) => string;
  readonly save: string;
  readonly cancel: string;
  readonly compare: string;
  readonly compareOf: (name: string) => string;
  readonly prune: string;
  readonly pruneOf: (name: string) => string;
  readonly pruned: (name: string) => string;
  readonly undo: (prunes: number) => string;
  readonly restored: (name: string) => string;

  readonly side: {
    readonly empty: string;
    readonly shared: (tokens: number) => string;
    readonly nothingShared: string;
    readonly identical: string;
    readonly parting: (token: number) => string;
    /** After the token that a branch took. */
    readonly took: (percent: string, rank: number | null) => string;
    /** Before every way but the first; may be empty. */
    readonly against: string;
    readonly ends: string;
    readonly probabilityNote: string;
    readonly together: (names: string, tokens: number) => string;
    readonly names: (names: readonly string[]) => string;
    readonly own: (name: string) => string;
    readonly nothingOwn: string;
    readonly scope: string;
    readonly tokens: string;
    /** In its place where a prompt goes on past the fork. */
    readonly tokensAfterPrompt: string;
    readonly logProbability: string;
    readonly nats: (value: number) => string;
    readonly perplexity: string;
    readonly value: (value: number) => string;
    readonly surprisal: string;
    readonly bits: (value: number) => string;
    readonly none: string;
    readonly highest: string;
    readonly lowest: string;
    readonly lengths: string;
  };
}

const english = formatFor('en');
const korean = formatFor('ko');

const ofThese = (perplexity: number | null) =>
  perplexity === null ? '' : `, their perplexity ${english.decimal(perplexity, 2)}`;

const koreanOfThese = (perplexity: number | null) =>
  perplexity === null ? '' : `의 퍼플렉시티 ${korean.decimal(perplexity, 2)}`;

export const en: BranchesMessages = {
  list: 'Branches',
  branch: (number) => `Branch ${english.integer(number)}`,
  empty: 'There is no branch yet. The first text is one; another candidate at any step begins the next.',
  keys: 'Arrow keys go from branch to branch, F2 renames, Delete prunes.',
  busy: 'Pause or stop the writing to switch or to prune.',
  current: 'current',
  afterPrompt: (value, perplexity) => `${count(value, 'token')} after the prompt${ofThese(perplexity)}`,
  afterFork: (value, perplexity) => `${count(value, 'token')} from there on${ofThese(perplexity)}`,
  parts: (parent, after, token) => `parts from ${parent} after “…${after}” (token ${english.integer(token)})`,
  begins: (prompt) => `begins with the prompt “${prompt}”`,
  nothing: 'no tokens of its own yet',
  rename: 'Rename',
  renameOf: (name) => `Rename ${name}`,
  nameOf: (name) => `Name of ${name}`,
  save: 'Save',
  cancel: 'Cancel',
  compare: 'Compare',
  compareOf: (name) => `Compare ${name}`,
  prune: 'Prune',
  pruneOf: (name) => `Prune ${name}`,
  pruned: (name) => `${name} was pruned.`,
  undo: (prunes) => (prunes > 1 ? `Undo prune (${english.integer(prunes)})` : 'Undo prune'),
  restored: (name) => `${name} is back.`,

  side: {
    empty: 'Choose two branches or more to compare them.',
    shared: (value) => `The same for the first ${count(value, 'token')}`,
    nothingShared: 'They differ from the first token on.',
    identical: 'These texts are the same, token by token.',
    parting: (token) => `At token ${english.integer(token)} they part:`,
    took: (percent, rank) => `${percent}${rank === null ? '' : `, rank ${english.integer(rank)}`}`,
    against: 'against',
    ends: 'the end of the text',
    probabilityNote: 'Probabilities are the model’s own, before temperature and filters.',
    together: (names, value) => `${names} stay together for ${count(value, 'token')} more.`,
    names: (names) =>
      names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`,
    own: (name) => `Tokens of ${name} from where they part`,
    nothingOwn: 'No token here: it ends with the shared beginning.',
    scope: 'The measures are those of the tokens from where these texts part, without those of a prompt.',
    tokens: 'Tokens from where they part',
    tokensAfterPrompt: 'Tokens after the prompt',
    logProbability: 'Log-probability',
    nats: (value) => `${english.decimal(value, 2)} nats`,
    perplexity: 'Perplexity',
    value: (value) => english.decimal(value, 2),
    surprisal: 'Mean surprisal',
    bits: (value) => `${english.decimal(value, 2)} bits`,
    none: 'not scored',
    highest: 'highest',
    lowest: 'lowest',
    lengths: 'Each token lowers the log-probability, so it is not ranked between texts of different lengths.',
  },
};

export const ko: BranchesMessages = {
  list: '가지 목록',
  branch: (number) => `가지 ${korean.integer(number)}`,
  empty:
    '아직 가지가 없어요. 처음 쓴 글이 첫 가지가 되고, 어느 단계에서든 다른 후보를 고르면 새 가지가 생겨요.',
  keys: '화살표 키로 가지 사이를 옮겨 다니고, F2로 이름을 바꾸고, Delete로 지워요.',
  busy: '다른 가지로 옮기거나 가지를 지우려면 먼저 쓰기를 멈춰 주세요.',
  current: '지금 가지',
  afterPrompt: (value, perplexity) =>
    `프롬프트 뒤 토큰 ${korean.integer(value)}개${koreanOfThese(perplexity)}`,
  afterFork: (value, perplexity) => `갈라진 뒤 토큰 ${korean.integer(value)}개${koreanOfThese(perplexity)}`,
  parts: (parent, after, token) => `${parent}의 “…${after}” 다음에서 갈라짐 (토큰 ${korean.integer(token)})`,
  begins: (prompt) => `프롬프트 “${prompt}”에서 시작`,
  nothing: '이 가지에만 있는 토큰이 아직 없음',
  rename: '이름 바꾸기',
  renameOf: (name) => `${name} 이름 바꾸기`,
  nameOf: (name) => `${name}의 이름`,
  save: '저장',
  cancel: '취소',
  compare: '비교',
  compareOf: (name) => `${name} 비교`,
  prune: '지우기',
  pruneOf: (name) => `${name} 지우기`,
  pruned: (name) => `지운 가지: ${name}.`,
  undo: (prunes) => (prunes > 1 ? `지운 가지 되살리기 (${korean.integer(prunes)})` : '지운 가지 되살리기'),
  restored: (name) => `되살린 가지: ${name}.`,

  side: {
    empty: '비교할 가지를 두 개 이상 골라 주세요.',
    shared: (value) => `처음 ${korean.integer(value)}토큰은 같음`,
    nothingShared: '첫 토큰부터 달라요.',
    identical: '토큰 하나까지 똑같은 글이에요.',
    parting: (token) => `토큰 ${korean.integer(token)}에서 갈라져요:`,
    took: (percent, rank) => `${percent}${rank === null ? '' : `, ${korean.integer(rank)}위`}`,
    against: '',
    ends: '글의 끝',
    probabilityNote: '온도와 필터를 적용하기 전에 모델이 매긴 확률이에요.',
    together: (names, value) => `${names}: ${korean.integer(value)}토큰이 더 같아요.`,
    names: (names) => names.join(', '),
    own: (name) => `갈라진 뒤 ${name}의 토큰`,
    nothingOwn: '여기에는 토큰이 없어요. 같은 앞부분에서 끝나요.',
    scope: '측정값은 갈라진 뒤의 토큰으로 계산하고, 프롬프트의 토큰은 빼요.',
    tokens: '갈라진 뒤 토큰 수',
    tokensAfterPrompt: '프롬프트 뒤 토큰 수',
    logProbability: '로그 확률',
    nats: (value) => `${korean.decimal(value, 2)} nat`,
    perplexity: '퍼플렉시티',
    value: (value) => korean.decimal(value, 2),
    surprisal: '평균 놀라움',
    bits: (value) => `${korean.decimal(value, 2)}비트`,
    none: '확률 없음',
    highest: '가장 높음',
    lowest: '가장 낮음',
    lengths: '로그 확률은 토큰이 늘 때마다 낮아져서, 길이가 다른 글끼리는 순위를 매기지 않아요.',
  },
};
