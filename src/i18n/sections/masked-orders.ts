import { count } from '../english.ts';
import { formatFor, roundedFor } from '../format.ts';

type Way = 'leftToRight' | 'rightToLeft' | 'mostCertain' | 'byHand';

/** Joint log-probabilities of two sets of words in one order. */
interface Lead {
  readonly order: string;
  readonly alone: number;
  readonly best: number;
}

/** Texts of several blanks that are filled one by one, both languages side by side. Log-probabilities are in nats. */
export interface MaskedOrdersMessages {
  readonly heading: string;
  readonly intro: string;
  readonly button: string;
  readonly stop: string;
  readonly fewBlanks: string;
  readonly tooMany: (blanks: number, most: number) => string;
  readonly filling: (step: number, of: number) => string;
  readonly judging: string;
  /** A row and what its words come to in the order that likes them best. */
  readonly done: (row: string, words: string, total: number, order: string, best: boolean) => string;
  readonly earlier: string;

  /** Whether the words change where the blanks are filled one by one; `wins` of `orders` find the new ones likelier. */
  readonly finding: (
    aloneWords: string,
    bestWords: string,
    order: string,
    wins: number,
    orders: number,
  ) => string;
  readonly sameEvery: (words: string) => string;
  readonly sameBest: (words: string, order: string) => string;

  readonly table: string;
  readonly columns: {
    readonly row: string;
    readonly words: string;
    readonly joint: string;
    readonly likeliest: string;
    readonly difference: string;
  };
  readonly alone: string;
  readonly own: string;
  readonly ways: Readonly<Record<Way, string>>;
  /** Blanks by their numbers, from 1. */
  readonly order: (numbers: readonly number[]) => string;
  readonly best: string;
  /** By how much words are likelier than the best fill, with its sign. */
  readonly lead: (value: number) => string;
  readonly nats: (value: number) => string;
  readonly odds: (oneIn: number) => string;
  readonly none: string;

  readonly steps: (row: string) => string;
  readonly sentence: string;
  readonly blank: (number: number) => string;
  readonly step: {
    readonly number: string;
    readonly blank: string;
    readonly token: string;
    readonly probability: string;
    readonly log: string;
    readonly entropy: string;
  };
  /** The entropy of a blank when it was filled, and with all the others blank. */
  readonly entropy: (bits: number, aloneBits: number) => string;
  readonly entropyOnly: (bits: number) => string;
  readonly sumAxis: string;
  readonly sum: (parts: readonly number[], total: number) => string;
  readonly sumAlone: string;
  readonly use: string;
  readonly used: string;

  readonly hand: string;
  readonly handHint: string;
  readonly place: (blank: number) => string;
  readonly handButton: string;

  readonly same: string;
  readonly allOrders: (orders: number, blanks: number) => string;
  readonly namedOrders: (blanks: number) => string;
  readonly sameList: string;
  readonly orderHeard: (order: string, parts: readonly number[], total: number) => string;
  /** How far apart the likeliest and the unlikeliest order are. */
  readonly spread: (words: string, best: string, most: number, worst: string, least: number) => string;
  readonly agree: (words: string, total: number) => string;
  /** By how much the words of the best fill lead over those of each blank alone: in the orders with most and least. */
  readonly against: (bestWords: string, aloneWords: string, most: Lead, least: Lead) => string;
  readonly turns: string;
  readonly pieces: (word: string, pieces: number) => string;
  readonly ownButton: string;

  readonly reading: string;
  readonly method: string;
  readonly aloneNote: string;
  readonly likeliestNote: string;
  readonly certainNote: string;
  readonly noJoint: string;
}

const english = formatFor('en');
const korean = formatFor('ko');
const englishRounded = roundedFor('en');
const koreanRounded = roundedFor('ko');

/** A few numbers stay on one line. */
const arrows = (numbers: readonly number[]) => numbers.join(numbers.length <= 4 ? '\u00a0→\u00a0' : ' → ');
const nats = (value: number) => english.decimal(value, 2);
/** No sign before what rounds to nothing. */
const signed = (value: number) =>
  Math.abs(value) < 0.005 ? nats(0) : `${value > 0 ? '+' : ''}${nats(value)}`;
const englishLead = ({ order, alone, best }: Lead) =>
  `${signed(best - alone)} nats in the order ${order} (${nats(best)} against ${nats(alone)})`;
/** In how many of the orders something holds. */
const inOrders = (wins: number, orders: number) => {
  if (wins === 0) return 'in no order';
  if (wins < orders) return `in ${english.integer(wins)} of ${english.integer(orders)} orders`;
  return orders === 2 ? 'in both orders' : `in all ${english.integer(orders)} orders`;
};

export const en: MaskedOrdersMessages = {
  heading: 'Several blanks, one by one',
  intro: 'Each guess is put into its blank before the next blank is guessed. The order matters.',
  button: 'Compare orders',
  stop: 'Stop',
  fewBlanks: 'For this, the sentence needs two blanks or more.',
  tooMany: (blanks, most) =>
    `The sentence has ${count(blanks, 'blank')}. Up to ${english.integer(most)} are filled one by one: with more, hardly any context is left.`,
  filling: (step, of) => `Guessing: step ${english.integer(step)} of ${english.integer(of)}…`,
  judging: 'Judging the words in other orders…',
  done: (row, words, total, order, best) =>
    `${best ? 'Best of the fills' : row}: ${best ? `${row.toLowerCase()}, ` : ''}${words}, ${nats(total)} nats in the order ${order}.`,
  earlier: 'This is of an earlier text.',

  finding: (aloneWords, bestWords, order, wins, orders) =>
    `Each blank alone gives ${aloneWords}; one by one in the order ${order}: ${bestWords}, likelier together ${inOrders(wins, orders)}.`,
  sameEvery: (words) =>
    `Each blank alone gives ${words}, and so does every order in which they were filled one by one.`,
  sameBest: (words, order) =>
    `Each blank alone gives ${words}, and so does the best of the fills, in the order ${order}; another order gives other words.`,

  table: 'Joint log-probability of the words, filled in one by one',
  columns: {
    row: 'Order',
    words: 'Words',
    joint: 'In this order (nats)',
    likeliest: 'In the likeliest order (nats)',
    difference: 'To the best of the fills',
  },
  alone: 'Each alone',
  own: 'Your own words',
  ways: {
    leftToRight: 'Left to right',
    rightToLeft: 'Right to left',
    mostCertain: 'Most certain first',
    byHand: 'By hand',
  },
  order: arrows,
  best: 'best of the fills',
  lead: signed,
  nats,
  odds: (oneIn) => `As a probability: 1 in ${englishRounded(oneIn)}.`,
  none: '–',

  steps: (row) => `Step by step: ${row}`,
  sentence: 'The sentence that comes out',
  blank: (number) => `blank ${english.integer(number)}`,
  step: {
    number: 'Step',
    blank: 'Blank',
    token: 'Token',
    probability: 'Probability',
    log: 'Log (nats)',
    entropy: 'Entropy (bits)',
  },
  entropy: (bits, aloneBits) => `${english.decimal(bits, 2)} (alone\u00a0${english.decimal(aloneBits, 2)})`,
  entropyOnly: (bits) => english.decimal(bits, 2),
  sumAxis: 'Log-probability in nats, blank by blank; the shorter the bar, the likelier',
  sum: (parts, total) => `${parts.map(nats).join(' + ')} = ${nats(total)}`,
  sumAlone: 'Added up, but not a joint log-probability:',
  use: 'Put these words in',
  used: 'The blanks have these words now.',

  hand: 'An order of your own',
  handHint: 'Choose the turn of each blank; two blanks swap theirs.',
  place: (blank) => `Turn of blank ${english.integer(blank)}`,
  handButton: 'Compare with this order',

  same: 'The same words in every order',
  allOrders: (orders, blanks) =>
    `All ${english.integer(orders)} orders of ${english.integer(blanks)} blanks, the likeliest first.`,
  namedOrders: (blanks) =>
    `${english.integer(blanks)} blanks have too many orders to list; these are the ones above, the likeliest first.`,
  sameList: 'The joint log-probability of the same words, order by order',
  orderHeard: (order, parts, total) =>
    `Order ${order}: joint log-probability ${nats(total)}, the sum of ${parts.map(nats).join(', ')}`,
  spread: (words, best, most, worst, least) =>
    `${words} come to ${nats(most)} in the order ${best} and to ${nats(least)} in the order ${worst}: a difference of ${nats(most - least)} nats, a factor of ${englishRounded(Math.exp(most - least))} in probability.`,
  agree: (words, total) =>
    `${words} come to ${nats(total)} in all orders listed here, to two decimals. That need not be so.`,
  against: (bestWords, aloneWords, most, least) =>
    most.order === least.order
      ? `${bestWords} lead over ${aloneWords} by ${englishLead(most)}.`
      : `The lead of ${bestWords} over ${aloneWords} goes from ${englishLead(most)} to ${englishLead(least)}.`,
  turns: 'Which of the two is likelier depends on the order.',
  pieces: (word, pieces) =>
    `“${word}” has ${english.integer(pieces)} pieces, so ${english.integer(pieces)} masks stand in its blank. The number of masks is information: it moves the numbers of the other words even before a piece is there. Compare with words of one piece with care.`,
  ownButton: 'Judge your own words',

  reading: 'How to read this',
  method:
    'Above, each blank is guessed as if the others stayed blank. Here one is filled with its likeliest token, and the next is guessed with that in place. The probabilities of the steps multiply; their logarithms add up.',
  aloneNote:
    'Each alone: these words were chosen with the other blanks still blank, so the sum of those log-probabilities is no joint one. The table has what they come to one by one.',
  likeliestNote:
    'The likeliest order: the same words are judged in every order that is listed below, and each row shows its highest number, your own words as well. So rows are compared like with like; the order in which words were filled need not be the one that likes them best.',
  certainNote:
    'Most certain first: the next blank is the one whose likeliest token is likeliest, not the one with the lowest entropy.',
  noJoint:
    'If one joint distribution stood behind these numbers, every order would give the same. A masked model learns each blank’s distribution by itself, and they belong to no one joint distribution: no order is the right one.',
};

const koreanNats = (value: number) => korean.decimal(value, 2);
const koreanSigned = (value: number) =>
  Math.abs(value) < 0.005 ? koreanNats(0) : `${value > 0 ? '+' : ''}${koreanNats(value)}`;
const koreanLead = ({ order, alone, best }: Lead) =>
  `${order} 순서에서 ${koreanSigned(best - alone)} nat (${koreanNats(best)} 대 ${koreanNats(alone)})`;
const koreanWins = (wins: number, orders: number) => {
  if (wins === 0) return '하지만 함께 나올 확률은 어느 순서로도 더 높지 않아요.';
  const where =
    wins < orders
      ? `순서 ${korean.integer(orders)}가지 중 ${korean.integer(wins)}가지에서`
      : `순서 ${korean.integer(orders)}가지 모두에서`;
  return `함께 나올 확률은 ${where} 뒤의 조합이 더 높아요.`;
};

export const ko: MaskedOrdersMessages = {
  heading: '여러 빈칸을 하나씩',
  intro: '예측한 단어를 빈칸에 넣고 나서 다음 빈칸을 예측해요. 그래서 순서에 따라 결과가 달라져요.',
  button: '순서 비교하기',
  stop: '멈추기',
  fewBlanks: '빈칸이 두 개 이상 있어야 해요.',
  tooMany: (blanks, most) =>
    `빈칸이 ${korean.integer(blanks)}개예요. 하나씩 넣어 보기는 ${korean.integer(most)}개까지 할 수 있어요. 더 많으면 문맥이 거의 남지 않아요.`,
  filling: (step, of) => `예측하는 중: ${korean.integer(of)}단계 중 ${korean.integer(step)}단계…`,
  judging: '다른 순서로도 계산하는 중…',
  done: (row, words, total, order, best) =>
    `${best ? '넣어 본 것 중 최고: ' : ''}${row}, ${words}, ${order} 순서로 ${koreanNats(total)} nat.`,
  earlier: '바꾸기 전 글의 결과예요.',

  finding: (aloneWords, bestWords, order, wins, orders) =>
    `빈칸마다 따로 고르면 ${aloneWords} 조합이, ${order} 순서로 하나씩 넣으면 ${bestWords} 조합이 나와요. ${koreanWins(wins, orders)}`,
  sameEvery: (words) => `빈칸마다 따로 골라도, 어느 순서로 하나씩 넣어도 ${words} 조합이 나와요.`,
  sameBest: (words, order) =>
    `빈칸마다 따로 골라도, 넣어 본 것 중 최고인 ${order} 순서로도 ${words} 조합이 나와요. 다른 순서에서는 다른 단어가 나와요.`,

  table: '하나씩 넣은 단어의 결합 로그 확률',
  columns: {
    row: '순서',
    words: '단어',
    joint: '이 순서에서 (nat)',
    likeliest: '가장 높은 순서에서 (nat)',
    difference: '넣어 본 것 중 최고와의 차이',
  },
  alone: '따로따로',
  own: '직접 고른 단어',
  ways: {
    leftToRight: '왼쪽부터',
    rightToLeft: '오른쪽부터',
    mostCertain: '확실한 것부터',
    byHand: '직접 정한 순서',
  },
  order: arrows,
  best: '넣어 본 것 중 최고',
  lead: koreanSigned,
  nats: koreanNats,
  odds: (oneIn) => `확률로는 ${koreanRounded(oneIn)}${oneIn < 1e6 ? '' : ' '}번 중 1번이에요.`,
  none: '–',

  steps: (row) => `단계별로 보기: ${row}`,
  sentence: '완성된 문장',
  blank: (number) => `빈칸 ${korean.integer(number)}`,
  step: {
    number: '단계',
    blank: '빈칸',
    token: '토큰',
    probability: '확률',
    log: '로그 (nat)',
    entropy: '엔트로피 (비트)',
  },
  entropy: (bits, aloneBits) => `${korean.decimal(bits, 2)} (따로\u00a0${korean.decimal(aloneBits, 2)})`,
  entropyOnly: (bits) => korean.decimal(bits, 2),
  sumAxis: '빈칸별 로그 확률 (nat): 막대가 짧을수록 나올 법함',
  sum: (parts, total) => `${parts.map(koreanNats).join(' + ')} = ${koreanNats(total)}`,
  sumAlone: '더하기는 했지만 결합 로그 확률은 아니에요:',
  use: '이 단어 넣기',
  used: '빈칸에 이 단어가 들어 있어요.',

  hand: '순서 직접 정하기',
  handHint: '빈칸마다 차례를 골라 주세요. 그 차례였던 빈칸과 서로 바뀌어요.',
  place: (blank) => `빈칸 ${korean.integer(blank)}의 차례`,
  handButton: '이 순서도 비교하기',

  same: '같은 단어를 다른 순서로',
  allOrders: (orders, blanks) =>
    `빈칸 ${korean.integer(blanks)}개의 순서 ${korean.integer(orders)}가지 모두, 나올 법한 것부터예요.`,
  namedOrders: (blanks) =>
    `빈칸이 ${korean.integer(blanks)}개면 순서가 너무 많아서, 위에 있는 순서만 나올 법한 것부터 보여요.`,
  sameList: '순서별로 본 같은 단어의 결합 로그 확률',
  orderHeard: (order, parts, total) =>
    `순서 ${order}: 결합 로그 확률 ${koreanNats(total)}, 단계별 ${parts.map(koreanNats).join(', ')}`,
  spread: (words, best, most, worst, least) =>
    `${words}: ${best} 순서로는 ${koreanNats(most)} nat, ${worst} 순서로는 ${koreanNats(least)} nat예요. 차이는 ${koreanNats(most - least)} nat, 확률로는 ${koreanRounded(Math.exp(most - least))}배예요.`,
  agree: (words, total) =>
    `${words}: 여기 있는 모든 순서에서 소수 둘째 자리까지 같아요 (${koreanNats(total)} nat). 늘 그렇지는 않아요.`,
  against: (bestWords, aloneWords, most, least) =>
    most.order === least.order
      ? `${bestWords} 조합이 ${aloneWords} 조합보다 앞서는 폭: ${koreanLead(most)}.`
      : `${bestWords} 조합이 ${aloneWords} 조합보다 앞서는 폭은 순서마다 달라요. 가장 클 때는 ${koreanLead(most)}, 가장 작을 때는 ${koreanLead(least)}.`,
  turns: '둘 중 어느 쪽의 확률이 더 높은지는 순서에 따라 달라져요.',
  pieces: (word, pieces) =>
    `“${word}”의 조각은 ${korean.integer(pieces)}개라서 빈칸에 마스크를 ${korean.integer(pieces)}개 놓았어요. 마스크의 개수도 정보라서, 조각을 넣기 전부터 다른 단어의 확률이 달라져요. 조각이 하나인 단어와는 조심해서 견주어 주세요.`,
  ownButton: '직접 고른 단어로 계산하기',

  reading: '읽는 방법',
  method:
    '위에서는 다른 빈칸이 비어 있다고 보고 빈칸마다 따로 예측했어요. 여기서는 한 빈칸에 가장 그럴듯한 토큰을 넣고, 그대로 둔 채 다음 빈칸을 예측해요. 단계마다 나온 확률은 곱하고, 로그 확률은 더해요.',
  aloneNote:
    '따로따로: 다른 빈칸이 비어 있을 때 저마다 고른 단어라서, 그때의 로그 확률을 더해도 결합 로그 확률이 아니에요. 표에는 그 단어들을 하나씩 넣었을 때의 값이 있어요.',
  likeliestNote:
    '가장 높은 순서: 같은 단어를 아래에 있는 모든 순서로 계산해서, 줄마다 가장 높은 값을 보여요. 직접 고른 단어도 마찬가지라서 같은 기준으로 견줄 수 있어요. 단어를 넣은 순서가 그 단어의 확률이 가장 높은 순서라는 법은 없어요.',
  certainNote:
    '확실한 것부터: 엔트로피가 가장 낮은 빈칸이 아니라, 가장 그럴듯한 토큰의 확률이 가장 높은 빈칸을 먼저 넣어요.',
  noJoint:
    '이 수치들이 하나의 결합 분포에서 나왔다면 어떤 순서로든 같아야 해요. 마스크 언어 모델은 빈칸마다 분포를 따로 배우고, 그 분포들을 모두 아우르는 결합 분포는 없어요. 그래서 옳은 순서도 따로 없어요.',
};
