import { count } from '../english.ts';
import { formatFor } from '../format.ts';

/** Texts of what can be done with a text that a model writes, both languages side by side. */
export interface WritingMessages {
  readonly back: string;
  readonly pace: string;
  readonly paces: { readonly full: string; readonly perSecond: (tokens: number) => string };
  readonly edit: string;
  readonly editField: string;
  readonly editHint: string;
  readonly apply: string;
  readonly cancel: string;
  readonly showSpaces: string;
  readonly showBytes: string;
  readonly goHere: string;
  /** After a person took another candidate; `text` as it is shown. */
  readonly picked: (text: string, branch: string) => string;
  readonly pin: string;
  readonly chat: string;
  readonly system: string;
  readonly systemHint: string;
  readonly user: string;
  readonly rawPrompt: string;
  readonly rawLater: string;
  readonly rawHint: string;
  readonly useRaw: string;
  readonly many: string;
  readonly manyCount: string;
  readonly manyButton: (count: number) => string;
  readonly manyHint: string;
  readonly branches: (count: number) => string;
  readonly compareHint: string;
  readonly measures: string;
  readonly keys: string;
  readonly keysHint: string;
  readonly keyNames: Record<KeyName, string>;
  /** The recorded example, before any model is loaded. */
  readonly recorded: (model: string) => string;
  readonly linked: (tokens: number) => string;
  readonly openLinked: string;
  readonly ahead: (tokens: number) => string;
  /** Heading of the text for those who hear it. */
  readonly text: string;
  /** The token that a step wrote. */
  readonly stepped: (token: string, percent: string, rank: string) => string;
  /** Beside what one run wrote. */
  readonly inAll: (tokens: number) => string;
  readonly seed: (seed: number) => string;
  readonly keepSeed: string;
  /** A prompt that was typed, and had to make room. */
  readonly aside: (prompt: string) => string;
  readonly takeBack: string;
  readonly otherPrompt: string;
  readonly branchOf: (name: string, place: number, count: number) => string;
  readonly prunedByKey: string;
  readonly broughtBack: string;
  /** The branch that was edited is no longer there. */
  readonly draftLost: string;
  /** Why a key did nothing: the token is the prompt's, or the text is the last one. */
  readonly refused: { readonly prompt: string; readonly last: string };
  readonly linkField: string;
  readonly dropHere: string;
}

/** Actions that have a key of their own while the tokens have the focus. */
export type KeyName =
  | 'move'
  | 'page'
  | 'jump'
  | 'pin'
  | 'unpin'
  | 'detail'
  | 'generate'
  | 'step'
  | 'back'
  | 'pause'
  | 'stop'
  | 'here'
  | 'edit'
  | 'many'
  | 'previousBranch'
  | 'nextBranch'
  | 'prune'
  | 'undo'
  | 'candidates'
  | 'copy';

/** Of a prompt: enough to know it again. */
function clip(prompt: string): string {
  const characters = Array.from(prompt);
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : prompt;
}

const english = formatFor('en');
const korean = formatFor('ko');

export const en: WritingMessages = {
  back: 'Back',
  pace: 'Pace',
  paces: {
    full: 'as fast as it goes',
    perSecond: (tokens) => `${count(tokens, 'token')} a second`,
  },
  edit: 'Edit the text',
  editField: 'The text after the prompt',
  editHint:
    'Tokens before your first change stay as they are. The rest is cut into tokens anew, and the model says how likely each was.',
  apply: 'Take it over',
  cancel: 'Cancel',
  showSpaces: 'Show spaces',
  showBytes: 'Show bytes',
  goHere: 'Go back to before this token',
  picked: (text, branch) =>
    `${branch} has “${text}” here. The other text is kept. “Continue” writes on from it.`,
  pin: 'Choose a token in the text to see what else could have come there.',
  chat: 'Chat: put the prompt into the model’s template',
  system: 'System message',
  systemHint: 'Left empty, the template takes its own.',
  user: 'Your message',
  rawPrompt: 'The prompt as the model sees it',
  rawLater: 'The template is written out once the model is loaded.',
  rawHint: 'A chat is one text with special tokens. The model writes on where the answer would begin.',
  useRaw: 'Edit it as a plain prompt',
  many: 'Many at once',
  manyCount: 'How many',
  manyButton: (count) => `Write ${english.integer(count)} at once`,
  manyHint:
    'The same prompt is completed several times, with one seed each, as one batch: the model reads its weights once for all of them.',
  branches: (count) => `Branches (${english.integer(count)})`,
  compareHint: 'Tick “Compare” at two branches or more to see them side by side.',
  measures: 'Measures',
  keys: 'Keys',
  keysHint: 'While a token has the focus:',
  keyNames: {
    move: 'to the next or previous token',
    page: 'ten tokens back or on',
    jump: 'to the first or last token',
    pin: 'show the token’s numbers',
    unpin: 'put them away',
    detail: 'to the token’s numbers; Esc comes back',
    generate: 'generate anew',
    step: 'write one token',
    back: 'go back one token',
    pause: 'pause or continue',
    stop: 'stop',
    here: 'go back to before the token',
    edit: 'edit the text',
    many: 'write many at once',
    previousBranch: 'to the previous branch',
    nextBranch: 'to the next branch',
    prune: 'prune the branch',
    undo: 'bring a pruned branch back',
    candidates: 'take the candidate of that place in the list',
    copy: 'copy the text',
  },
  recorded: (model) =>
    `This is a recording: ${model} wrote it earlier, and every number is the one it gave. Nothing is loaded yet. “Generate” loads the model and writes anew.`,
  linked: (tokens) =>
    `The link holds a text of ${count(tokens, 'token')} after the prompt. To show it, the model has to be loaded.`,
  openLinked: 'Load the model and show it',
  ahead: (tokens) =>
    tokens === 1
      ? '1 token ahead is kept for as long as what is written agrees with it.'
      : `${english.integer(tokens)} tokens ahead are kept for as long as what is written agrees with them.`,
  text: 'Text',
  stepped: (token, percent, rank) => `${token}, ${percent}, ${rank}.`,
  inAll: (tokens) => `${count(tokens, 'token')} in all.`,
  seed: (seed) => `Drawn with seed ${seed}.`,
  keepSeed: 'Keep this seed',
  aside: (prompt) => `What you typed is kept: “${clip(prompt)}”`,
  takeBack: 'Take it back',
  otherPrompt: 'The link’s tokens stand for another prompt than its text says. The tokens count.',
  branchOf: (name, place, all) => `${name}, ${english.integer(place)} of ${english.integer(all)}.`,
  prunedByKey: 'The branch was pruned; U brings it back.',
  broughtBack: 'The branch is back.',
  draftLost:
    'The text that you edited is no longer there, so the edit was not taken over. Copy it, then cancel.',
  refused: {
    prompt: 'This token is part of the prompt. Change the prompt instead.',
    last: 'This is the only text; it stays.',
  },
  linkField: 'Link to this text',
  dropHere: 'Drop the file to import it',
};

export const ko: WritingMessages = {
  back: '한 토큰 뒤로',
  pace: '속도',
  paces: {
    full: '최대한 빠르게',
    perSecond: (tokens) => `초당 ${korean.integer(tokens)}토큰`,
  },
  edit: '글 고치기',
  editField: '프롬프트 뒤의 글',
  editHint:
    '처음 고친 곳 앞의 토큰은 그대로 남아요. 그 뒤는 다시 토큰으로 자르고, 토큰마다 모델이 준 확률을 보여 드려요.',
  apply: '반영',
  cancel: '취소',
  showSpaces: '공백 보이기',
  showBytes: '바이트 보이기',
  goHere: '이 토큰 앞으로 돌아가기',
  picked: (text, branch) =>
    `${branch}: 이 자리의 토큰은 “${text}”예요. 다른 글도 남아 있어요. “이어 쓰기”를 누르면 여기서부터 써요.`,
  pin: '글에서 토큰을 고르면 그 자리에 올 수 있던 다른 토큰을 볼 수 있어요.',
  chat: '대화: 프롬프트를 모델의 대화 틀에 넣기',
  system: '시스템 메시지',
  systemHint: '비워 두면 틀에 들어 있는 메시지를 써요.',
  user: '내 메시지',
  rawPrompt: '모델이 보는 프롬프트',
  rawLater: '모델을 불러오면 틀에 넣은 글을 보여 드려요.',
  rawHint: '대화도 특수 토큰이 든 하나의 글이에요. 모델은 답이 시작될 자리부터 이어 써요.',
  useRaw: '일반 프롬프트로 고치기',
  many: '한 번에 여러 개',
  manyCount: '개수',
  manyButton: (count) => `한 번에 ${korean.integer(count)}개 쓰기`,
  manyHint:
    '같은 프롬프트 뒤를 시드만 바꿔 여러 번 이어 써요. 한 묶음(배치)으로 돌려서 모델은 가중치를 한 번만 읽어요.',
  branches: (count) => `가지 (${korean.integer(count)}개)`,
  compareHint: '가지 두 개 이상에서 “비교”를 선택하면 나란히 볼 수 있어요.',
  measures: '측정값',
  keys: '단축키',
  keysHint: '토큰에 초점이 있을 때:',
  keyNames: {
    move: '다음 또는 이전 토큰으로',
    page: '열 토큰 앞이나 뒤로',
    jump: '처음 또는 마지막 토큰으로',
    pin: '토큰의 수치 보기',
    unpin: '수치 닫기',
    detail: '토큰의 수치로 이동 (Esc로 돌아오기)',
    generate: '새로 생성',
    step: '한 토큰 쓰기',
    back: '한 토큰 뒤로',
    pause: '일시 정지 또는 이어 쓰기',
    stop: '중지',
    here: '이 토큰 앞으로 돌아가기',
    edit: '글 고치기',
    many: '한 번에 여러 개 쓰기',
    previousBranch: '이전 가지로',
    nextBranch: '다음 가지로',
    prune: '가지 지우기',
    undo: '지운 가지 되살리기',
    candidates: '목록에서 그 순서의 후보 고르기',
    copy: '글 복사',
  },
  recorded: (model) =>
    `미리 기록해 둔 예시예요. ${model} 모델이 전에 쓴 글이고, 수치도 모두 그때 나온 값이에요. 아직 아무것도 불러오지 않았어요. “생성”을 누르면 모델을 불러와 새로 써요.`,
  linked: (tokens) =>
    `링크에 프롬프트 뒤로 ${korean.integer(tokens)}토큰의 글이 들어 있어요. 보려면 모델을 불러와야 해요.`,
  openLinked: '모델을 불러와서 보기',
  ahead: (tokens) => `뒤에 남은 ${korean.integer(tokens)}토큰은 새로 쓰는 글과 같으면 그대로 남아요.`,
  text: '글',
  stepped: (token, percent, rank) => `${token}, ${percent}, ${rank}.`,
  inAll: (tokens) => `모두 ${korean.integer(tokens)}토큰이에요.`,
  seed: (seed) => `이 글을 쓴 시드: ${seed}`,
  keepSeed: '이 시드 계속 쓰기',
  aside: (prompt) => `입력하던 프롬프트를 남겨 뒀어요: “${clip(prompt)}”`,
  takeBack: '되돌리기',
  otherPrompt: '링크에 든 토큰이 링크의 프롬프트와 달라서 토큰을 따랐어요.',
  branchOf: (name, place, all) => `${name}, ${korean.integer(all)}개 중 ${korean.integer(place)}번째.`,
  prunedByKey: '가지를 지웠어요. U를 누르면 되살려요.',
  broughtBack: '가지를 되살렸어요.',
  draftLost: '고치던 글이 없어져서 반영하지 못했어요. 내용을 복사한 뒤 취소해 주세요.',
  refused: {
    prompt: '이 토큰은 프롬프트에 들어 있어요. 프롬프트를 고쳐 주세요.',
    last: '하나뿐인 글이라 지울 수 없어요.',
  },
  linkField: '이 글의 링크',
  dropHere: '파일을 놓으면 가져와요',
};
