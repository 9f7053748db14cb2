import { count } from '../english.ts';
import { formatFor, roundedFor } from '../format.ts';

type Masking = 'withinWord' | 'plain';

/** Texts of every position in turn, both languages side by side. */
export interface InTurnMessages {
  readonly heading: string;
  readonly intro: string;
  readonly button: string;
  readonly stop: string;
  readonly working: string;
  readonly progress: string;
  /** The token of the highest surprisal, and the pseudo-perplexity of all. */
  readonly finding: (token: string, bits: number, perplexity: number) => string;
  /** A token that was chosen; without bits it is a blank. */
  readonly pinned: (token: string, bits: number | null) => string;
  readonly earlier: string;

  readonly masking: string;
  readonly maskings: Readonly<Record<Masking, string>>;
  readonly chips: string;
  readonly pin: string;
  readonly blankPinned: string;
  /** A token whose two numbers differ; bits with it alone hidden, and with the later pieces of its word. */
  readonly both: (token: string, plainBits: number, withinWordBits: number) => string;
  readonly rankedBoth: (plain: number, withinWord: number) => string;

  readonly totals: string;
  readonly rows: {
    readonly nats: string;
    readonly bits: string;
    readonly perplexity: string;
    readonly tokens: string;
  };
  readonly value: (value: number) => string;
  readonly perplexity: (value: number) => string;
  readonly integer: (value: number) => string;
  readonly none: string;
  readonly blanks: (blanks: number) => string;
  readonly onlyBlanks: string;
  readonly unknown: (tokens: number) => string;

  readonly differing: string;
  readonly differ: (tokens: number) => string;
  readonly why: string;
  readonly same: string;
  readonly columns: {
    readonly token: string;
    readonly plain: string;
    readonly withinWord: string;
    readonly difference: string;
  };
  readonly show: (token: string) => string;

  readonly reading: string;
  readonly method: string;
  readonly meaning: string;
  readonly cuts: string;
  readonly runs: (runs: number) => string;
}

const english = formatFor('en');
const korean = formatFor('ko');
const inEnglish = (value: number) => english.decimal(value, 2);
const inKorean = (value: number) => korean.decimal(value, 2);
const englishRounded = roundedFor('en');
const koreanRounded = roundedFor('ko');
/** From here on decimals say nothing, and some texts have more digits than a line. */
const mostPlain = 100_000;
const englishPerplexity = (value: number) => (value < mostPlain ? inEnglish(value) : englishRounded(value));
const koreanPerplexity = (value: number) => (value < mostPlain ? inKorean(value) : koreanRounded(value));

export const en: InTurnMessages = {
  heading: 'Every position in turn',
  intro:
    'Each token is hidden in its turn, with the later pieces of its word, and judged from all the rest of the text.',
  button: 'Judge every token',
  stop: 'Stop',
  working: 'Judging every token…',
  progress: 'Runs of the model',
  finding: (token, bits, perplexity) =>
    `Most surprising: “${token}”, ${english.decimal(bits, 1)} bits. Pseudo-perplexity of the text: ${englishPerplexity(perplexity)}.`,
  pinned: (token, bits) =>
    bits === null
      ? 'A blank: there is no token to judge.'
      : `Shown below: “${token}”, ${english.decimal(bits, 1)} bits, and what was expected in its place.`,
  earlier: 'This is of an earlier text.',

  masking: 'What is hidden',
  maskings: {
    withinWord: 'the token and the later pieces of its word',
    plain: 'the token alone',
  },
  chips: 'The text, token by token',
  pin: 'Choose a token to see what the model expected in its place.',
  blankPinned: 'A blank was left blank: there is no token to judge.',
  both: (token, plain, withinWord) =>
    `Hidden alone, “${token}” has ${inEnglish(plain)} bits; with the later pieces of its word hidden too, ${inEnglish(withinWord)} bits. ${plain < withinWord ? 'The pieces after it give it away.' : 'Here the pieces after it do not help.'}`,
  rankedBoth: (plain, withinWord) =>
    `Its rank: ${english.integer(plain)} hidden alone, ${english.integer(withinWord)} with the later pieces hidden.`,

  totals: 'The text in numbers, by what is hidden',
  rows: {
    nats: 'Pseudo-log-likelihood (nats)',
    bits: 'Pseudo-log-likelihood (bits)',
    perplexity: 'Pseudo-perplexity',
    tokens: 'Tokens judged',
  },
  value: inEnglish,
  perplexity: englishPerplexity,
  integer: (value) => english.integer(value),
  none: '–',
  blanks: (blanks) =>
    `${count(blanks, 'blank')} stayed blank and ${blanks === 1 ? 'was' : 'were'} not judged.`,
  onlyBlanks: 'The text has nothing but blanks, so no token was judged.',
  unknown: (tokens) =>
    `${count(tokens, 'token')} ${tokens === 1 ? 'is' : 'are'} [UNK]: the number says how likely a word unknown to the model is there, not that word.`,

  differing: 'Where the two maskings differ',
  differ: (tokens) => `They differ at ${count(tokens, 'token')}, in words of several pieces:`,
  why: 'Hidden alone, a piece of a rare word is easy to guess from the pieces after it: the plain masking flatters such words. Hiding the later pieces as well takes that away (PLL-word-l2r, Kauf & Ivanova 2023).',
  same: 'No token of this text goes on with a word (##), so both maskings hide the same.',
  columns: {
    token: 'Token',
    plain: 'Alone (bits)',
    withinWord: 'With later pieces (bits)',
    difference: 'Difference',
  },
  show: (token) => `Show “${token}”`,

  reading: 'How to read this',
  method:
    'No order is involved, so the sum of the log-probabilities is no log-probability of the text but a pseudo-log-likelihood. It falls with each token: compare sentences of like length, of one model.',
  meaning:
    'Pseudo-perplexity is the exponential of the mean loss in nats. It cannot be set beside an autoregressive model’s perplexity: here each token is found with the rest of the text in sight.',
  cuts: 'The later pieces of a word are those marked with ##. The tokenizer also cuts at apostrophes and hyphens: “don’t” is three tokens without the mark, and each of them is hidden by itself.',
  runs: (runs) => `Both maskings together took ${count(runs, 'run')} of the model.`,
};

export const ko: InTurnMessages = {
  heading: '모든 자리를 차례로',
  intro:
    '토큰을 하나씩, 같은 단어의 뒤 조각까지 함께 가리고, 나머지 글을 모두 본 모델에게 그 토큰의 확률을 물어요.',
  button: '모든 토큰 확률 보기',
  stop: '멈추기',
  working: '모든 토큰의 확률을 구하는 중…',
  progress: '모델 실행',
  finding: (token, bits, perplexity) =>
    `가장 뜻밖인 토큰은 “${token}”, ${korean.decimal(bits, 1)}비트예요. 글의 유사 퍼플렉시티: ${koreanPerplexity(perplexity)}.`,
  pinned: (token, bits) =>
    bits === null
      ? '빈칸이라서 확률을 구할 토큰이 없어요.'
      : `아래에 보이는 토큰: “${token}”, ${korean.decimal(bits, 1)}비트. 그 자리에 예상한 토큰도 함께 보여요.`,
  earlier: '바꾸기 전 글의 결과예요.',

  masking: '가리는 것',
  maskings: {
    withinWord: '토큰과 그 단어의 뒤 조각들',
    plain: '토큰 하나만',
  },
  chips: '토큰별로 본 글',
  pin: '토큰을 고르면 모델이 그 자리에 무엇을 예상했는지 볼 수 있어요.',
  blankPinned: '빈칸은 비워 두어서 확률을 구할 토큰이 없어요.',
  both: (token, plain, withinWord) =>
    `“${token}”: 혼자 가리면 ${inKorean(plain)}비트, 단어의 뒤 조각들까지 가리면 ${inKorean(withinWord)}비트예요. ${plain < withinWord ? '뒤 조각들이 정답을 알려 준 셈이에요.' : '여기서는 뒤 조각들이 도움이 되지 않았어요.'}`,
  rankedBoth: (plain, withinWord) =>
    `순위는 혼자 가리면 ${korean.integer(plain)}위, 뒤 조각들까지 가리면 ${korean.integer(withinWord)}위예요.`,

  totals: '가리는 방법별 글의 측정값',
  rows: {
    nats: '유사 로그 가능도 (nat)',
    bits: '유사 로그 가능도 (비트)',
    perplexity: '유사 퍼플렉시티',
    tokens: '확률을 구한 토큰',
  },
  value: inKorean,
  perplexity: koreanPerplexity,
  integer: (value) => korean.integer(value),
  none: '–',
  blanks: (blanks) => `빈칸 ${korean.integer(blanks)}개는 비워 두었고, 확률을 구하지 않았어요.`,
  onlyBlanks: '글에 빈칸밖에 없어서 확률을 구한 토큰이 없어요.',
  unknown: (tokens) =>
    `[UNK] 토큰이 ${korean.integer(tokens)}개 있어요. 그 수치는 쓰인 단어가 아니라, 모델이 모르는 말이 올 확률이에요.`,

  differing: '두 방법이 다른 곳',
  differ: (tokens) => `여러 조각으로 된 단어의 토큰 ${korean.integer(tokens)}개에서 달라요:`,
  why: '드문 단어의 조각은 혼자 가리면 뒤 조각들을 보고 쉽게 맞힐 수 있어서, 그런 단어가 실제보다 그럴듯해 보여요. 뒤 조각들까지 가리면 그런 도움이 없어져요 (PLL-word-l2r, Kauf & Ivanova 2023).',
  same: '이 글에는 단어를 이어 가는 조각(##)이 없어서 두 방법이 가리는 것이 같아요.',
  columns: {
    token: '토큰',
    plain: '혼자 (비트)',
    withinWord: '뒤 조각까지 (비트)',
    difference: '차이',
  },
  show: (token) => `“${token}” 보기`,

  reading: '읽는 방법',
  method:
    '순서가 없어서, 로그 확률을 더한 값은 글의 로그 확률이 아니라 유사 로그 가능도예요. 토큰이 늘 때마다 작아지므로, 같은 모델로 길이가 비슷한 문장끼리 견주어 주세요.',
  meaning:
    '유사 퍼플렉시티는 nat로 잰 평균 손실에 지수 함수를 취한 값이에요. 토큰마다 나머지 글을 모두 보고 맞히므로, 자기회귀 모델의 퍼플렉시티와 나란히 놓고 비교할 수 없어요.',
  cuts: '단어의 뒤 조각은 ##이 붙은 토큰이에요. 토크나이저는 아포스트로피와 붙임표에서도 글을 잘라요. 예를 들어 “don’t”는 ## 없는 토큰 세 개이고, 하나씩 따로 가려요.',
  runs: (runs) => `두 방법을 합쳐 모델을 ${korean.integer(runs)}번 실행했어요.`,
};
