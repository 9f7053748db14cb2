import { count } from '../english.ts';
import { formatFor, roundedFor } from '../format.ts';
import { plain } from '../plain.ts';

/** A word with how many tokens it is on each side. */
interface CutWord {
  readonly word: string;
  readonly left: number;
  readonly both: number;
}

/** A word with the difference between its two surprisals, in bits. */
interface WordGain {
  readonly word: string;
  readonly bits: number;
}

/** Sums over the words that both judged, in bits. */
interface Totals {
  readonly words: number;
  readonly left: number;
  readonly both: number;
}

/** A model with how many parameters it has. */
interface Sized {
  readonly name: string;
  readonly parameters: number;
}

/** What the masked model's tokenizer takes away, with an example of each where there is one. */
interface Unseen {
  readonly capitals: string | null;
  readonly accents: string | null;
  readonly spaces: boolean;
}

/** What the sums are of. */
interface Kinds {
  /** Where words stand that are left out: nowhere, before all others, or among them. */
  readonly leftOut: 'none' | 'before' | 'inside';
  /** Those that stand before all others. */
  readonly before: readonly string[];
  /** The sum from the left minus the one from both sides, in bits. */
  readonly difference: number;
}

/** What keys do, by name. */
export type TwoWaysKey = 'read' | 'move' | 'ends' | 'choose' | 'close';

/** Why a word has no number on a side. */
type Missing = 'nothing-before' | 'unknown' | 'no-token';

/** Texts of one sentence read in two ways, both languages side by side. */
export interface TwoWaysMessages {
  readonly text: string;
  readonly hint: string;
  /** Beside the field, for those who hear it. */
  readonly textKeys: string;
  readonly button: string;
  readonly stop: string;
  readonly stopped: string;
  readonly working: string;
  readonly done: (words: number) => string;
  readonly hasBlank: string;
  /** Below an error about the text: which of the models cannot read it. */
  readonly cannotRead: (model: string) => string;
  readonly masking: string;
  readonly maskings: { readonly withinWord: string; readonly plain: string };
  /** The numbers are of another text, or of other models, than what is asked for now. */
  readonly earlier: (button: string) => string;

  readonly left: string;
  readonly both: string;
  readonly leftHint: string;
  readonly bothHint: { readonly withinWord: string; readonly plain: string };
  /** What the first token is judged by. */
  readonly nothingBefore: (word: string, model: string) => string;
  readonly beginMarker: (marker: string, model: string) => string;
  readonly inPieces: (words: readonly CutWord[]) => string;
  readonly notKnown: (words: readonly string[]) => string;

  readonly words: string;
  readonly wordsHint: string;
  readonly chartLabel: string;
  readonly chartKeys: string;
  /** A model's name beside what it reads. */
  readonly readBy: (side: string, model: string) => string;
  readonly saved: string;
  readonly lines: (bits: number) => string;
  readonly missing: { readonly [M in Missing]: string };
  readonly bitsShort: (value: number) => string;
  /** With its sign. */
  readonly gain: (bits: number) => string;
  /** A word of the chart as it is heard; `null` where a side did not judge it. */
  readonly heard: (word: string, left: number | null, both: number | null, gain: number | null) => string;
  readonly helped: (words: readonly WordGain[]) => string;
  /** Alone where no word is less surprising. */
  readonly hurt: (words: readonly WordGain[], isAlone: boolean) => string;
  /** Why a difference is not all due to the right side. */
  readonly twoModels: (models: readonly Sized[]) => string;
  /** What the masked model does not see; at least one of the three. */
  readonly unseenBy: (unseen: Unseen, left: string, both: string) => string;
  readonly nothingNamed: string;

  readonly totals: string;
  readonly total: (bits: number) => string;
  readonly perWord: (bits: number) => string;
  readonly totalsOver: (totals: Totals) => string;
  readonly noTotals: string;
  readonly kinds: (kinds: Kinds) => string;
  readonly perplexity: string;

  /** A word was chosen: what is shown where, for those who hear it. */
  readonly shown: (word: string) => string;
  readonly closed: string;
  readonly keyNames: Readonly<Record<TwoWaysKey, string>>;
  readonly keysHint: string;
  readonly blankBefore: string;
  readonly blankAfter: string;
  readonly blankHint: string;
  readonly noWord: string;
  readonly close: string;
  readonly unseen: string;
  readonly blank: string;
  readonly probability: string;
  readonly rank: string;
  readonly rankOf: (rank: number, size: number) => string;
  readonly ranks: (ranks: readonly number[]) => string;
  readonly entropy: string;
  readonly product: (pieces: readonly string[]) => string;
  readonly masks: (pieces: number) => string;
  readonly leftBars: string;
  readonly bothBars: string;
  readonly here: string;
  readonly hereHeard: (rank: number) => string;
  readonly leftSilent: string;
  readonly bothSilent: string;
  readonly bothUnknown: string;

  readonly changeHeading: string;
  readonly changeHint: string;
  readonly after: (word: string) => string;
  readonly again: string;
  readonly restore: string;
  readonly changed: (word: string) => string;
  readonly before: string;
  readonly now: string;
  readonly side: string;
  readonly logProbability: string;
  readonly best: string;
  readonly same: string;
  /** The largest difference among the log-probabilities. */
  readonly nearlySame: (largest: string) => string;
  readonly notSame: (largest: string) => string;
  readonly moved: (from: string, to: string) => string;
  readonly unmoved: string;

  readonly numbers: string;
  readonly numbersCaption: string;
  readonly word: string;
  readonly leftColumn: string;
  readonly bothColumn: string;
  readonly gainColumn: string;
  readonly tokensColumn: string;
  readonly tokenCounts: (left: number, both: number) => string;
}

const english = formatFor('en');
const korean = formatFor('ko');
const englishRounded = roundedFor('en');
const koreanRounded = roundedFor('ko');
/** More of them are not named. */
const mostNamed = 4;

/** Below this, in bits, two sums are shown as the same. */
const leastDifference = 0.05;

const sign = (value: number) => (value > 0 ? '+' : '');

function englishNames(words: readonly string[]): string {
  const shown = words.slice(0, mostNamed).map((word) => `“${plain(word)}”`);
  return english.list(words.length > mostNamed ? [...shown, `${words.length - mostNamed} more`] : shown);
}

function koreanNames(words: readonly string[]): string {
  const shown = words.slice(0, mostNamed).map((word) => `“${plain(word)}”`);
  const rest = words.length - mostNamed;
  return shown.join(', ') + (rest > 0 ? ` 외 ${korean.integer(rest)}개` : '');
}

const englishGains = (words: readonly WordGain[]): string =>
  english.list(
    words.map(({ word, bits }, i) => {
      const value = english.decimal(Math.abs(bits), 1);
      return `“${plain(word)}” (by ${i === 0 ? `${value} bits` : value})`;
    }),
  );

const koreanGains = (words: readonly WordGain[]): string =>
  words.map(({ word, bits }) => `“${plain(word)}” (${korean.decimal(Math.abs(bits), 1)}비트)`).join(', ');

export const en: TwoWaysMessages = {
  text: 'A sentence',
  hint: 'Whole, without a blank. Both models read it.',
  textKeys: 'Ctrl + Enter reads it both ways.',
  button: 'Read it both ways',
  stop: 'Stop',
  stopped: 'Stopped. What was shown before is still there.',
  working: 'Reading it both ways…',
  done: (words) => `Read both ways: ${count(words, 'word')} and marks.`,
  hasBlank:
    'The sentence has a blank. Both models read a whole sentence here: write a word in its place. Afterwards any word can be made a blank by choosing it.',
  cannotRead: (model) => `That is what ${model} says; nothing was computed.`,
  masking: 'A word in pieces, from both sides',
  maskings: {
    withinWord: 'a piece with those after it hidden',
    plain: 'each piece hidden alone',
  },
  earlier: (button) =>
    `These numbers are of an earlier text or of other models. “${button}” computes them for what is chosen now.`,

  left: 'Left context only',
  both: 'Both sides',
  leftHint: 'Each token, given those before it.',
  bothHint: {
    withinWord: 'Each token hidden in its turn, with those after it in the same word.',
    plain: 'Each token hidden in its turn, given all the others.',
  },
  nothingBefore: (word, model) =>
    `Nothing stands before “${plain(word)}”, and ${model} puts no marker there: it has no number on the left and is left out of the sums.`,
  beginMarker: (marker, model) =>
    `${model} reads a begin marker (${plain(marker)}) before the text, so that the first word is judged as well.`,
  inPieces: (words) => {
    const shown = words.slice(0, mostNamed);
    const rest = words.length - shown.length;
    const list = shown.map(({ word, left, both }, i) =>
      i === 0
        ? `“${plain(word)}” is ${count(left, 'token')} on the left and ${english.integer(both)} on both sides`
        : `“${plain(word)}” ${english.integer(left)} and ${english.integer(both)}`,
    );
    return `The vocabularies cut differently: ${[...list, ...(rest > 0 ? [`${count(rest, 'word')} more`] : [])].join('; ')}. Such a word is compared as one, by the sum over its tokens.`;
  },
  notKnown: (words) =>
    `The masked model has no token for ${englishNames(words)}: it is left out on that side, and of the sums.`,

  words: 'Word by word',
  wordsHint:
    'Surprisal in bits: the lower the bar, the better the word was foreseen. Below each word: left minus both. Choose a word to make it a blank.',
  chartLabel: 'Surprisal of each word, from the left alone and from both sides',
  chartKeys: 'Arrow keys move, Enter chooses a word.',
  readBy: (side, model) => `${side}: ${plain(model)}`,
  saved: 'Dashed: how much lower from both sides',
  lines: (bits) => `A line every ${english.integer(bits)} bits`,
  missing: {
    'nothing-before': 'nothing before it',
    unknown: 'not in the vocabulary',
    'no-token': 'no token',
  },
  bitsShort: (value) => english.decimal(value, 1),
  gain: (bits) => sign(bits) + english.decimal(bits, 1),
  heard: (word, left, both, gain) =>
    [
      word,
      left === null ? 'not judged from the left' : `${english.decimal(left, 1)} bits from the left`,
      both === null ? 'not judged from both sides' : `${english.decimal(both, 1)} from both sides`,
      ...(gain === null
        ? []
        : [gain < 0 ? `${english.decimal(-gain, 1)} more` : `${english.decimal(gain, 1)} less`]),
    ].join(', '),
  helped: (words) => `Less surprising from both sides: ${englishGains(words)}.`,
  hurt: (words, isAlone) => `More surprising${isAlone ? ' from both sides' : ''}: ${englishGains(words)}.`,
  twoModels: (models) =>
    `These are two models, not one that reads in two ways: ${models.map((one, i) => (i === 0 ? `${plain(one.name)} has ${englishRounded(one.parameters)} parameters` : `${plain(one.name)} ${englishRounded(one.parameters)}`)).join(', ')}, and each was trained on texts of its own. The masked one also sees where the text ends, and how many tokens are hidden. So a difference is not the right side’s alone.`,
  unseenBy: ({ capitals, accents, spaces }, left, both) => {
    const what = [
      ...(capitals === null ? [] : [`capitals (“${plain(capitals)}”)`]),
      ...(accents === null ? [] : [`accents (“${plain(accents)}”)`]),
      ...(spaces ? ['extra spaces'] : []),
    ];
    return `The tokenizer of ${plain(both)} drops ${english.list(what)}. ${plain(left)} has to foresee them as well, so a part of the difference may be theirs.`;
  },
  nothingNamed: 'No word differs by half a bit or more.',

  totals: 'In total',
  total: (bits) => `${english.decimal(bits, 1)} bits`,
  perWord: (bits) => `${english.decimal(bits, 2)} bits a word or mark`,
  totalsOver: ({ words, left, both }) => {
    const difference = left - both;
    if (Math.abs(difference) < leastDifference)
      return `Over the ${count(words, 'word')} and marks that both judged, the two sums are the same to a tenth of a bit.`;
    const sum = english.decimal(Math.abs(difference), 1);
    return `Over the ${count(words, 'word')} and marks that both judged, the sum from both sides is ${sum} bits ${difference >= 0 ? 'lower' : 'higher'}.`;
  },
  noTotals: 'No word was judged by both, so there is no sum to compare.',
  kinds: ({ leftOut, before, difference }) => {
    const left = {
      none: 'By the chain rule the left one is −log₂ of a probability: the one that the model gives to these words, one after the other.',
      before: `By the chain rule the left one is −log₂ of a probability: the one that the model gives to these words, given ${englishNames(before)}, which is left out.`,
      inside:
        'The left one is −log₂ of a product: each word’s probability, given all that stands before it, the words left out among it.',
    }[leftOut];
    const compared =
      Math.abs(difference) < leastDifference
        ? 'That they are the same does not make the two models equally good.'
        : difference > 0
          ? 'That it is lower does not make the masked model the better one: it had more in sight, and it is another model.'
          : 'That it is higher, with more in sight, does not make the masked model the worse one: it is another model, with a vocabulary and training of its own.';
    return `The two sums are not the same kind of thing. ${left} The one from both sides is a pseudo-log-likelihood: each word is judged with all the others in sight, so the product of its factors is the probability of no text. ${compared}`;
  },
  perplexity:
    'Perplexity is not compared: it is the exponential of a mean over tokens, and the two vocabularies cut the text into different ones.',

  shown: (word) => `“${plain(word)}” as a blank: what each model expects there is shown below both rows.`,
  closed: 'Closed.',
  keysHint: 'In the text field, and while a word of the chart has the focus:',
  keyNames: {
    read: 'in the text field: read it both ways',
    move: 'to the word before or after',
    ends: 'to the first or the last word',
    choose: 'make the word a blank, or close it',
    close: 'close the blank, from inside of it as well',
  },
  blankBefore: 'With “',
  blankAfter: '” as a blank',
  blankHint: 'What each model expects in its place.',
  noWord: 'Choose a word, in the chart or in either row above, to see what each model expects in its place.',
  close: 'Close',
  unseen: 'not read',
  blank: 'blank',
  probability: 'Its probability',
  rank: 'Its rank',
  rankOf: (rank, size) =>
    size > 0 ? `${english.integer(rank)} of ${english.integer(size)}` : english.integer(rank),
  ranks: (ranks) => `${ranks.map(english.integer).join(', then ')}, piece by piece`,
  entropy: 'Entropy here',
  product: (pieces) => `Product over its pieces: ${pieces.join(' · ')}.`,
  masks: (pieces) =>
    `The word is judged with ${count(pieces, 'mask')} in its place. The bars are of one mask, so no single bar is the word.`,
  leftBars: 'The ten likeliest next tokens, given the left context alone',
  bothBars: 'The ten likeliest tokens in the blank, given both sides',
  here: 'in text',
  hereHeard: (rank) => `in the text, rank ${english.integer(rank)}`,
  leftSilent: 'Nothing stands before it, so the model on the left says nothing here.',
  bothSilent: 'The masked model has no token here, so there is nothing to hide.',
  bothUnknown: 'The masked model cannot write the word that stands here, so it has no probability.',

  changeHeading: 'Change what comes after',
  changeHint: 'Only one of the two can notice.',
  after: (word) => `The text after “${plain(word)}”`,
  again: 'Read again',
  restore: 'Put the earlier text back',
  changed: (word) => `“${plain(word)}” before and after the change`,
  before: 'Before',
  now: 'Now',
  side: 'Read from',
  logProbability: 'ln p of the word',
  best: 'Likeliest',
  same: 'The left one cannot see this change: its ten likeliest tokens, their probabilities and its entropy are the same to the last digit.',
  nearlySame: (largest) =>
    `The left one cannot see this change: its ten likeliest tokens are the same, and no log-probability differs by more than ${largest}, which is the order in which the machine adds up.`,
  notSame: (largest) =>
    `The left context is the same, but the numbers differ by ${largest}. That is more than rounding; the two were not computed alike.`,
  moved: (from, to) => `The one that reads both sides does: the word went from ${from} to ${to}.`,
  unmoved: 'The one that reads both sides gives the word the same probability as before.',

  numbers: 'All numbers as a table',
  numbersCaption: 'Surprisal of each word, left minus both, and its tokens on the left and on both sides',
  word: 'Word',
  leftColumn: 'Left, bits',
  bothColumn: 'Both, bits',
  gainColumn: 'Left − both',
  tokensColumn: 'Tokens',
  tokenCounts: (left, both) => `${english.integer(left)} / ${english.integer(both)}`,
};

export const ko: TwoWaysMessages = {
  text: '문장',
  hint: '빈칸 없이 온전한 문장을 쓰세요. 두 모델이 모두 읽어요.',
  textKeys: 'Ctrl + Enter를 누르면 두 방식으로 읽어요.',
  button: '두 방식으로 읽기',
  stop: '멈추기',
  stopped: '멈췄어요. 전에 보이던 결과는 그대로예요.',
  working: '두 방식으로 읽는 중…',
  done: (words) => `두 방식으로 읽었어요. 단어와 부호 ${korean.integer(words)}개.`,
  hasBlank:
    '문장에 빈칸이 있어요. 여기서는 두 모델이 온전한 문장을 읽으니 그 자리에 단어를 써 주세요. 읽은 뒤에는 어떤 단어든 골라서 빈칸으로 볼 수 있어요.',
  cannotRead: (model) => `${model} 모델이 읽지 못하는 글이에요. 아무것도 계산하지 않았어요.`,
  masking: '여러 조각으로 된 단어를 양쪽에서 볼 때',
  maskings: {
    withinWord: '뒤 조각도 함께 가리기',
    plain: '조각마다 하나만 가리기',
  },
  earlier: (button) =>
    `전에 읽은 글이나 다른 모델의 수치예요. “${button}” 버튼을 누르면 지금 고른 대로 다시 계산해요.`,

  left: '왼쪽 문맥만',
  both: '양쪽 문맥',
  leftHint: '앞에 있는 토큰만 보고 매긴 값.',
  bothHint: {
    withinWord: '토큰을 하나씩, 같은 단어의 뒤 토큰과 함께 가리고 나머지를 보고 매긴 값.',
    plain: '토큰을 하나씩 가리고 나머지를 모두 보고 매긴 값.',
  },
  nothingBefore: (word, model) =>
    `“${plain(word)}” 앞에는 아무것도 없고 ${model} 모델은 시작 표식도 넣지 않아요. 그래서 왼쪽 값이 없고 합계에서도 빠져요.`,
  beginMarker: (marker, model) =>
    `${model} 모델은 글 앞에 시작 표식(${plain(marker)})를 넣고 읽어요. 그래서 첫 단어에도 값이 있어요.`,
  inPieces: (words) => {
    const shown = words.slice(0, mostNamed);
    const rest = words.length - shown.length;
    const list = shown.map(
      ({ word, left, both }) =>
        `“${plain(word)}” 왼쪽 ${korean.integer(left)}개, 양쪽 ${korean.integer(both)}개`,
    );
    return `두 어휘가 글을 다르게 나눠요. 토큰 수: ${list.join('; ')}${rest > 0 ? ` 외 단어 ${korean.integer(rest)}개` : ''}. 이런 단어는 토큰 값을 더해 하나의 단어로 비교해요.`;
  },
  notKnown: (words) =>
    `마스크 언어 모델에는 ${koreanNames(words)}에 해당하는 토큰이 없어요. 그쪽 값과 합계에서 뺐어요.`,

  words: '단어별로 보기',
  wordsHint:
    '놀라움(비트)이에요. 막대가 낮을수록 잘 예측한 단어예요. 단어 아래 수는 왼쪽에서 양쪽을 뺀 값이에요. 단어를 고르면 빈칸으로 볼 수 있어요.',
  chartLabel: '단어마다 왼쪽 문맥만 볼 때와 양쪽을 볼 때의 놀라움',
  chartKeys: '화살표 키로 옮기고 Enter로 골라요.',
  readBy: (side, model) => `${side}: ${plain(model)}`,
  saved: '점선: 양쪽을 볼 때 더 낮은 만큼',
  lines: (bits) => `가로줄: ${korean.integer(bits)}비트 간격`,
  missing: {
    'nothing-before': '앞에 아무것도 없음',
    unknown: '어휘에 없음',
    'no-token': '토큰 없음',
  },
  bitsShort: (value) => korean.decimal(value, 1),
  gain: (bits) => sign(bits) + korean.decimal(bits, 1),
  heard: (word, left, both, gain) =>
    [
      word,
      left === null ? '왼쪽 값 없음' : `왼쪽만 ${korean.decimal(left, 1)}비트`,
      both === null ? '양쪽 값 없음' : `양쪽 ${korean.decimal(both, 1)}비트`,
      ...(gain === null
        ? []
        : [
            gain < 0
              ? `양쪽이 ${korean.decimal(-gain, 1)}비트 높음`
              : `양쪽이 ${korean.decimal(gain, 1)}비트 낮음`,
          ]),
    ].join(', '),
  helped: (words) => `양쪽을 볼 때 덜 놀라운 단어: ${koreanGains(words)}.`,
  hurt: (words, isAlone) => `${isAlone ? '양쪽을 볼 때 ' : ''}더 놀라운 단어: ${koreanGains(words)}.`,
  twoModels: (models) =>
    `한 모델이 두 방식으로 읽은 것이 아니라 서로 다른 두 모델이에요. 파라미터 수는 ${models.map((one) => `${plain(one.name)} ${koreanRounded(one.parameters)}개`).join(', ')}이고, 학습한 글도 달라요. 마스크 언어 모델은 글이 어디서 끝나는지, 토큰이 몇 개 가려졌는지도 알아요. 그래서 차이가 모두 오른쪽 문맥 덕분은 아니에요.`,
  unseenBy: ({ capitals, accents, spaces }, left, both) => {
    const what = [
      ...(capitals === null ? [] : [`대문자(“${plain(capitals)}”)`]),
      ...(accents === null ? [] : [`악센트 부호(“${plain(accents)}”)`]),
      ...(spaces ? ['여분의 공백'] : []),
    ];
    return `${plain(both)} 모델의 토크나이저가 버리는 것: ${what.join(', ')}. ${plain(left)} 모델은 이것까지 맞혀야 하니 차이의 일부는 여기서 왔을 수 있어요.`;
  },
  nothingNamed: '반 비트 이상 달라지는 단어가 없어요.',

  totals: '합계',
  total: (bits) => `${korean.decimal(bits, 1)}비트`,
  perWord: (bits) => `단어나 부호 하나당 ${korean.decimal(bits, 2)}비트`,
  totalsOver: ({ words, left, both }) => {
    const difference = left - both;
    if (Math.abs(difference) < leastDifference)
      return `두 모델이 모두 값을 매긴 단어와 부호 ${korean.integer(words)}개를 더하면 두 합계가 0.1비트 이내로 같아요.`;
    return `두 모델이 모두 값을 매긴 단어와 부호 ${korean.integer(words)}개를 더하면 양쪽을 볼 때가 ${korean.decimal(Math.abs(difference), 1)}비트 ${difference >= 0 ? '낮아요' : '높아요'}.`;
  },
  noTotals: '두 모델이 모두 값을 매긴 단어가 없어서 비교할 합계가 없어요.',
  kinds: ({ leftOut, before, difference }) => {
    const left = {
      none: '왼쪽 합계는 연쇄 법칙에 따라 확률의 −log₂예요. 모델이 이 단어들을 차례로 쓸 확률이죠.',
      before: `왼쪽 합계는 연쇄 법칙에 따라 확률의 −log₂예요. 합계에서 빠진 ${koreanNames(before)} 다음에 모델이 이 단어들을 차례로 쓸 확률이죠.`,
      inside:
        '왼쪽 합계는 곱의 −log₂예요. 합계에서 빠진 단어까지 포함해 앞의 글을 모두 주었을 때 단어마다 나온 확률을 곱한 값이죠.',
    }[leftOut];
    const compared =
      Math.abs(difference) < leastDifference
        ? '합계가 같다고 두 모델이 똑같이 좋다는 뜻은 아니에요.'
        : difference > 0
          ? '이 합계가 낮다고 마스크 언어 모델이 더 좋다는 뜻은 아니에요. 더 많이 보고 맞혔고, 모델 자체도 달라요.'
          : '더 많이 보고도 이 합계가 높지만 마스크 언어 모델이 더 나쁘다는 뜻은 아니에요. 어휘와 학습이 다른 별개의 모델이에요.';
    return `두 합계는 종류가 달라요. ${left} 양쪽 합계는 유사 로그 가능도예요. 단어마다 나머지를 모두 보고 매긴 값이라, 곱해도 어떤 글의 확률이 되지 않아요. ${compared}`;
  },
  perplexity:
    '퍼플렉시티는 비교하지 않아요. 토큰마다 낸 평균에 지수 함수를 취한 값인데, 두 어휘가 글을 서로 다른 토큰으로 나누기 때문이에요.',

  shown: (word) => `“${plain(word)}” 자리를 빈칸으로 봤어요. 두 모델의 예측은 두 줄 아래에 있어요.`,
  closed: '닫았어요.',
  keysHint: '글 입력란이나 그래프의 단어에 초점이 있을 때:',
  keyNames: {
    read: '글 입력란에서: 두 방식으로 읽기',
    move: '앞이나 뒤의 단어로',
    ends: '첫 단어나 마지막 단어로',
    choose: '단어를 빈칸으로 보기, 닫기',
    close: '빈칸 닫기 (빈칸 안에서도)',
  },
  blankBefore: '“',
  blankAfter: '” 자리를 빈칸으로 보면',
  blankHint: '그 자리에 무엇이 올지 두 모델이 예측한 결과예요.',
  noWord: '그래프나 위의 두 줄에서 단어를 고르면, 그 자리에 무엇이 올지 두 모델이 예측한 결과가 보여요.',
  close: '닫기',
  unseen: '읽지 않음',
  blank: '빈칸',
  probability: '이 단어의 확률',
  rank: '이 단어의 순위',
  rankOf: (rank, size) =>
    size > 0 ? `${korean.integer(size)}개 중 ${korean.integer(rank)}위` : `${korean.integer(rank)}위`,
  ranks: (ranks) => `조각마다 ${ranks.map((one) => `${korean.integer(one)}위`).join(', ')}`,
  entropy: '이 자리의 엔트로피',
  product: (pieces) => `조각 확률의 곱: ${pieces.join(' · ')}.`,
  masks: (pieces) =>
    `단어의 확률은 그 자리에 마스크 ${korean.integer(pieces)}개를 두고 매긴 값이에요. 막대는 마스크가 하나일 때라서 이 단어와 같은 막대는 없어요.`,
  leftBars: '왼쪽 문맥만 볼 때 다음에 올 가능성이 높은 토큰 10개',
  bothBars: '양쪽을 볼 때 빈칸에 올 가능성이 높은 토큰 10개',
  here: '원문',
  hereHeard: (rank) => `원문의 토큰, ${korean.integer(rank)}위`,
  leftSilent: '앞에 아무것도 없어서 왼쪽만 읽는 모델은 여기에 할 말이 없어요.',
  bothSilent: '마스크 언어 모델에는 여기에 토큰이 없어서 가릴 것이 없어요.',
  bothUnknown: '마스크 언어 모델은 여기 있는 단어를 쓸 수 없어서 확률이 없어요.',

  changeHeading: '뒤에 오는 글을 바꿔 보기',
  changeHint: '둘 중 하나만 알아챌 수 있어요.',
  after: (word) => `“${plain(word)}” 뒤의 글`,
  again: '다시 읽기',
  restore: '바꾸기 전 글로 되돌리기',
  changed: (word) => `바꾸기 전과 뒤의 “${plain(word)}”`,
  before: '전',
  now: '지금',
  side: '읽는 쪽',
  logProbability: '단어의 ln p',
  best: '1위',
  same: '왼쪽만 읽는 모델은 이 변화를 볼 수 없어요. 상위 토큰 10개와 그 확률, 엔트로피가 마지막 자리까지 같아요.',
  nearlySame: (largest) =>
    `왼쪽만 읽는 모델은 이 변화를 볼 수 없어요. 상위 토큰 10개가 같고 로그 확률의 차이는 ${largest} 이하예요. 더하는 순서 때문에 생기는 차이예요.`,
  notSame: (largest) =>
    `왼쪽 문맥은 같은데 수치가 ${largest}만큼 달라요. 반올림으로 보기에는 커요. 두 번의 계산 조건이 달랐어요.`,
  moved: (from, to) => `양쪽을 읽는 모델은 알아채요. 단어의 확률이 ${from}에서 ${to}로 바뀌었어요.`,
  unmoved: '양쪽을 읽는 모델이 매긴 단어의 확률은 전과 같아요.',

  numbers: '수치를 표로 보기',
  numbersCaption: '단어마다 놀라움, 왼쪽에서 양쪽을 뺀 값, 왼쪽과 양쪽의 토큰 수',
  word: '단어',
  leftColumn: '왼쪽만, 비트',
  bothColumn: '양쪽, 비트',
  gainColumn: '왼쪽 − 양쪽',
  tokensColumn: '토큰',
  tokenCounts: (left, both) => `${korean.integer(left)} / ${korean.integer(both)}`,
};
