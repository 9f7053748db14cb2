import { count } from '../english.ts';
import { formatFor } from '../format.ts';

/** Texts of the measures, both languages side by side. */
export interface MeasuresMessages {
  /** The table's caption. */
  readonly caption: string;
  readonly rows: { readonly prompt: string; readonly generated: string; readonly all: string };
  readonly columns: {
    readonly tokens: string;
    readonly logProbability: string;
    readonly perplexity: string;
    readonly meanSurprisalBits: string;
    readonly meanEntropyBits: string;
    readonly timeMs: string;
    readonly tokensPerSecond: string;
  };
  /** In a cell without a value. */
  readonly none: string;
  readonly time: (milliseconds: number) => string;
  readonly empty: string;
  readonly strip: {
    readonly axis: string;
    readonly surprisal: string;
    readonly entropy: string;
    readonly clipped: string;
    readonly prompt: string;
    readonly generated: string;
    readonly bits: (value: number) => string;
    readonly token: (number: number) => string;
    /** All tokens of a text too short for a number at each end. */
    readonly tokens: (last: number) => string;
    /** The strip in a sentence, of the tokens that are scored; `highest` is that of the greatest surprisal. */
    readonly label: (
      scored: number,
      meanBits: number,
      highest: { readonly bits: number; readonly number: number; readonly text: string },
    ) => string;
    readonly unscored: string;
  };
  readonly showTime: string;
  readonly timeAxis: string;
  readonly timeLabel: (tokens: number, longestMs: number, number: number) => string;
  readonly milliseconds: (value: number) => string;
  readonly noTimes: string;
  readonly terms: {
    readonly heading: string;
    readonly list: readonly (readonly [term: string, meaning: string])[];
  };
}

const english = formatFor('en');
const korean = formatFor('ko');

export const en: MeasuresMessages = {
  caption: 'The text in numbers',
  rows: { prompt: 'Prompt', generated: 'Generated', all: 'All' },
  columns: {
    tokens: 'Tokens scored',
    logProbability: 'Log-probability (nats)',
    perplexity: 'Perplexity',
    meanSurprisalBits: 'Bits a token',
    meanEntropyBits: 'Mean entropy (bits)',
    timeMs: 'Time',
    tokensPerSecond: 'Tokens a second',
  },
  none: '–',
  time: (ms) => (ms < 1000 ? `${english.integer(ms)} ms` : `${english.decimal(ms / 1000, 2)} s`),
  empty: 'The numbers of a text appear here once it has tokens.',
  strip: {
    axis: 'Bits, token by token',
    surprisal: 'surprisal',
    entropy: 'entropy',
    clipped: 'above 14 bits, cut off',
    prompt: '← prompt',
    generated: 'generated →',
    bits: (value) => english.integer(value),
    token: (number) => `token ${english.integer(number)}`,
    tokens: (last) => `tokens 1 to ${english.integer(last)}`,
    label: (scored, meanBits, highest) =>
      `Surprisal and entropy of ${count(scored, 'scored token')}: ${english.decimal(meanBits, 2)} bits of surprisal on average; the highest is ${english.decimal(highest.bits, 2)} bits at token ${english.integer(highest.number)}, “${highest.text}”.`,
    unscored: 'Surprisal and entropy by token: no token is scored.',
  },
  showTime: 'Show the time of each token',
  timeAxis: 'Time, token by token',
  timeLabel: (tokens, longestMs, number) =>
    `Time of ${count(tokens, 'token')}; the longest took ${english.decimal(longestMs, 1)} ms, token ${english.integer(number)}.`,
  milliseconds: (value) => `${english.integer(value)} ms`,
  noTimes: 'No token of this text was timed.',
  terms: {
    heading: 'What these words mean',
    list: [
      [
        'Log-probability',
        'The logarithm of the probability of the tokens one after another; it is their sum, and the closer to 0, the likelier the text.',
      ],
      ['Surprisal', 'How unexpected a token is, in bits: 1 bit is a coin toss, 10 bits are 1 in 1,024.'],
      [
        'Entropy',
        'The surprisal that the model itself expects of the next token: low where it is sure, high where many tokens would do.',
      ],
      [
        'Perplexity',
        'As unsure as between so many equally likely tokens, on average; 1 means that every token was certain.',
      ],
      [
        'Tokens a second',
        'All timed tokens by all their time; the first one’s time includes the reading of the prompt.',
      ],
    ],
  },
};

export const ko: MeasuresMessages = {
  caption: '글의 측정값',
  rows: { prompt: '프롬프트', generated: '생성', all: '전체' },
  columns: {
    tokens: '확률을 계산한 토큰',
    logProbability: '로그 확률 (nat)',
    perplexity: '퍼플렉시티',
    meanSurprisalBits: '토큰당 비트',
    meanEntropyBits: '평균 엔트로피 (비트)',
    timeMs: '시간',
    tokensPerSecond: '초당 토큰',
  },
  none: '–',
  time: (ms) => (ms < 1000 ? `${korean.integer(ms)} ms` : `${korean.decimal(ms / 1000, 2)}초`),
  empty: '토큰이 생기면 글의 측정값이 여기에 나타나요.',
  strip: {
    axis: '토큰별 비트',
    surprisal: '놀라움',
    entropy: '엔트로피',
    clipped: '14비트를 넘어 잘린 것',
    prompt: '← 프롬프트',
    generated: '생성 →',
    bits: (value) => korean.integer(value),
    token: (number) => `토큰 ${korean.integer(number)}`,
    tokens: (last) => `토큰 1~${korean.integer(last)}`,
    label: (scored, meanBits, highest) =>
      `확률을 계산한 토큰 ${korean.integer(scored)}개의 놀라움과 엔트로피: 놀라움 평균 ${korean.decimal(meanBits, 2)}비트, 최고 ${korean.decimal(highest.bits, 2)}비트 (${korean.integer(highest.number)}번째 토큰 “${highest.text}”).`,
    unscored: '토큰별 놀라움과 엔트로피: 확률을 계산한 토큰이 없어요.',
  },
  showTime: '토큰별 시간 보기',
  timeAxis: '토큰별 시간',
  timeLabel: (tokens, longestMs, number) =>
    `토큰 ${korean.integer(tokens)}개의 시간: 가장 긴 것은 ${korean.integer(number)}번째 토큰, ${korean.decimal(longestMs, 1)} ms.`,
  milliseconds: (value) => `${korean.integer(value)} ms`,
  noTimes: '이 글에는 시간을 잰 토큰이 없어요.',
  terms: {
    heading: '용어 설명',
    list: [
      [
        '로그 확률',
        '토큰이 차례로 나올 확률마다 자연로그를 취해 더한 값으로, 단위는 나트(nat)예요. 0에 가까울수록 나올 법한 글이에요.',
      ],
      [
        '놀라움',
        '토큰이 얼마나 뜻밖인지를 비트로 나타내요. 1비트는 동전 던지기, 10비트는 1,024번 중 1번이에요.',
      ],
      [
        '엔트로피',
        '모델이 다음 토큰에서 스스로 예상하는 놀라움이에요. 확신하면 낮고, 올 만한 토큰이 많으면 높아요.',
      ],
      [
        '퍼플렉시티',
        '모델이 평균적으로 확률이 같은 토큰 몇 개를 놓고 망설인 셈인지를 나타내요. 1이면 모든 토큰이 확실했다는 뜻이에요.',
      ],
      [
        '초당 토큰',
        '시간을 잰 토큰 수를 그 시간의 합으로 나눈 값이에요. 첫 토큰의 시간에는 프롬프트를 읽는 시간도 들어 있어요.',
      ],
    ],
  },
};
