import type { FinishReason } from '../../protocol/results.ts';
import { count } from '../english.ts';
import { formatFor, type Format } from '../format.ts';

/** Texts of the completions, both languages side by side. */
export interface CompletionsMessages {
  readonly heading: string;
  readonly empty: string;
  /** Which text they go on from; its end. */
  readonly of: (prompt: string) => string;
  readonly working: (done: number, count: number) => string;
  /** What a screen reader is told, once. */
  readonly started: (count: number) => string;
  readonly done: (count: number) => string;
  readonly seed: (seed: number) => string;
  readonly tokens: (count: number) => string;
  readonly perplexity: (value: number) => string;
  readonly finish: (reason: string) => string;
  readonly writing: string;
  readonly waiting: string;
  readonly open: string;
  readonly openOf: (seed: number) => string;
  /** Of one that is open as a branch. */
  readonly opened: string;
  readonly partsHere: string;
  readonly partsLegend: string;
  readonly sameAs: (seeds: readonly string[]) => string;

  readonly tree: string;
  readonly treeLegend: string;
  readonly treeEmpty: string;
  readonly ways: (some: number, all: number) => string;
  readonly nothingShared: string;
  readonly ended: (count: number) => string;
  readonly stillHere: (count: number) => string;

  readonly first: string;
  readonly firstLegend: string;
  readonly firstEmpty: string;
  readonly observed: string;
  /** Shares of all completions, 0 to 1, here and below. */
  readonly share: (count: number, all: number, share: number) => string;
  readonly expected: (value: number, low: number, high: number) => string;
  readonly interval: (low: number, high: number) => string;
  readonly unknown: string;
  readonly others: string;
  readonly smallNumbers: (count: number, low: number, high: number) => string;
  readonly missing: (count: number, share: number) => string;
  readonly greedy: string;
}

const english = formatFor('en');
const korean = formatFor('ko');

const englishReasons: Record<FinishReason, string> = {
  'end-of-text': 'the model ended the text',
  'stop-string': 'a stop text came',
  'max-tokens': 'as long as was asked for',
  'context-full': 'the context is full',
  stopped: 'stopped',
};

const koreanReasons: Record<FinishReason, string> = {
  'end-of-text': '모델이 글을 끝냄',
  'stop-string': '멈춤 문자열이 나옴',
  'max-tokens': '정한 길이만큼 씀',
  'context-full': '문맥이 가득 참',
  stopped: '중지됨',
};

/** A share that so few draws tell no closer: without decimals, with one near either end, where that says something. */
function rough({ percent, wholePercent, decimal }: Format, share: number): string {
  if (share === 0 || share === 1 || (share >= 0.1 && share <= 0.99)) return wholePercent(share);
  return share < 0.0005 || share >= 0.9995 ? percent(share) : `${decimal(share * 100, 1)}%`;
}

const inEnglish = (share: number) => rough(english, share);
const inKorean = (share: number) => rough(korean, share);

const reasonIn = (reasons: Readonly<Record<string, string>>, reason: string) =>
  Object.hasOwn(reasons, reason) ? reasons[reason]! : reason;

export const en: CompletionsMessages = {
  heading: 'Completions',
  empty: 'No completion yet. Each one continues the same text with a seed of its own.',
  of: (prompt) => `Completions of “${prompt}”`,
  working: (done, all) => `${english.integer(done)} of ${count(all, 'completion')} done`,
  started: (all) => `Writing ${count(all, 'completion')}…`,
  done: (all) => `${count(all, 'completion')} done.`,
  seed: (seed) => `Seed ${seed}`,
  tokens: (tokens) => count(tokens, 'token'),
  perplexity: (value) => `perplexity ${english.decimal(value, 2)}`,
  finish: (reason) => reasonIn(englishReasons, reason),
  writing: 'writing…',
  waiting: 'waiting',
  open: 'Open as branch',
  openOf: (seed) => `Open as branch: seed ${seed}`,
  opened: 'open as a branch',
  partsHere: 'parts from the others here',
  partsLegend: 'Lighter: what another completion has as well. After ▸ it goes its own way.',
  sameAs: (seeds) =>
    seeds.length === 1 ? `the same text as seed ${seeds[0]!}` : `the same text as seeds ${seeds.join(', ')}`,

  tree: 'Where they part',
  treeLegend: 'Each line is a stretch of text; the bar and the number say how many go that way.',
  treeEmpty: 'Shown once there are two completions.',
  ways: (some, all) => `${english.integer(some)} of ${english.integer(all)}`,
  nothingShared: '(no shared beginning)',
  ended: (ended) => `${count(ended, 'ends', 'end')} here`,
  stillHere: (here) => `${count(here, 'is', 'are')} here so far`,

  first: 'First tokens',
  firstLegend:
    'Outline: the probability after temperature and filters. Fill: the share of the completions that begin so.',
  firstEmpty: 'Shown once a completion has its first token.',
  observed: 'came up in',
  share: (count, all, share) => `${english.integer(count)} of ${english.integer(all)} (${inEnglish(share)})`,
  expected: (value, low, high) =>
    `${english.decimal(value, 1)} expected; 95% interval of the share: ${inEnglish(low)} to ${inEnglish(high)}`,
  interval: (low, high) => `95% interval of the share: ${inEnglish(low)} to ${inEnglish(high)}`,
  unknown: 'probability not known',
  others: 'all others',
  smallNumbers: (draws, low, high) =>
    `${count(draws, 'draw')} can tell only so much: a share of one half fits a probability anywhere from ${inEnglish(low)} to ${inEnglish(high)} (95% Wilson interval).`,
  missing: (count, share) =>
    `A token with a probability of 10% stays out of all ${english.integer(count)} in ${inEnglish(share)} of such runs.`,
  greedy: 'One token has all of the probability, so every completion begins with it.',
};

export const ko: CompletionsMessages = {
  heading: '이어 쓴 글',
  empty: '아직 이어 쓴 글이 없어요. 같은 글을 저마다 다른 시드로 이어 써요.',
  of: (prompt) => `“${prompt}”에 이어 쓴 글`,
  working: (done, count) => `${korean.integer(count)}개 중 ${korean.integer(done)}개 완료`,
  started: (count) => `글 ${korean.integer(count)}개를 쓰는 중…`,
  done: (count) => `글 ${korean.integer(count)}개를 다 썼어요.`,
  seed: (seed) => `시드 ${seed}`,
  tokens: (count) => `${korean.integer(count)}토큰`,
  perplexity: (value) => `퍼플렉시티 ${korean.decimal(value, 2)}`,
  finish: (reason) => reasonIn(koreanReasons, reason),
  writing: '쓰는 중…',
  waiting: '기다리는 중',
  open: '가지로 열기',
  openOf: (seed) => `시드 ${seed}, 가지로 열기`,
  opened: '가지로 연 글',
  partsHere: '여기서 다른 글과 갈라짐',
  partsLegend: '옅은 글자는 다른 글에도 있는 부분이에요. ▸부터는 그 글에만 있어요.',
  sameAs: (seeds) => `시드 ${seeds.join(', ')}의 글과 같음`,

  tree: '갈라지는 자리',
  treeLegend: '한 줄이 글 한 토막이에요. 막대와 수는 그쪽으로 간 글이 몇 개인지 나타내요.',
  treeEmpty: '글이 두 개 이상 생기면 보여요.',
  ways: (some, all) => `${korean.integer(all)}개 중 ${korean.integer(some)}개`,
  nothingShared: '(같은 앞부분 없음)',
  ended: (count) => `${korean.integer(count)}개가 여기서 끝남`,
  stillHere: (count) => `${korean.integer(count)}개가 아직 여기까지 씀`,

  first: '첫 토큰',
  firstLegend: '테두리: 온도와 필터를 적용한 확률. 채움: 그 토큰으로 시작한 글의 비율.',
  firstEmpty: '첫 토큰이 나오면 보여요.',
  observed: '나온 비율',
  share: (count, all, share) => `${korean.integer(all)}개 중 ${korean.integer(count)}개 (${inKorean(share)})`,
  expected: (value, low, high) =>
    `기댓값 ${korean.decimal(value, 1)}개, 비율의 95% 구간 ${inKorean(low)}~${inKorean(high)}`,
  interval: (low, high) => `비율의 95% 구간 ${inKorean(low)}~${inKorean(high)}`,
  unknown: '확률을 모름',
  others: '나머지 모두',
  smallNumbers: (count, low, high) =>
    `${korean.integer(count)}번 뽑아서 알 수 있는 것은 많지 않아요. 절반이 나왔다면 확률은 ${inKorean(low)}에서 ${inKorean(high)} 사이 어디든 될 수 있어요 (95% 윌슨 구간).`,
  missing: (count, share) =>
    `확률이 10%인 토큰이 ${korean.integer(count)}번 뽑는 동안 한 번도 나오지 않을 확률은 ${inKorean(share)}예요.`,
  greedy: '한 토큰의 확률이 100%라서 모든 글이 그 토큰으로 시작해요.',
};
