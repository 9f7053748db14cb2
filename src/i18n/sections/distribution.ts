import { count } from '../english.ts';
import { formatFor, roundedFor } from '../format.ts';

/** The ways to write a probability. */
export type ProbabilityUnit = 'percent' | 'odds' | 'log';

/** Texts of the distribution of a step, both languages side by side. */
export interface DistributionMessages {
  /** Around the token, in quotation marks. */
  readonly headingBefore: string;
  readonly headingAfter: string;
  /** The same of a place of a masked model. */
  readonly maskedHeadingBefore: string;
  readonly maskedHeadingAfter: string;
  /** A token inside of a sentence. */
  readonly quoted: (token: string) => string;
  readonly nothing: string;
  readonly notScored: string;
  readonly nothingBefore: string;
  readonly broken: string;

  readonly probability: string;
  readonly finalProbability: string;
  readonly logProbability: string;
  readonly rank: string;
  readonly rankOf: (rank: number, of: number) => string;
  readonly rankOnly: (rank: number) => string;
  readonly surprisal: string;
  readonly entropy: string;
  readonly maskedEntropy: string;
  readonly finalEntropy: string;
  readonly bits: (value: number) => string;
  readonly id: string;
  readonly time: string;
  readonly milliseconds: (value: number) => string;
  /** 1 in N, by its N. */
  readonly odds: (oneIn: number) => string;
  readonly never: string;
  /** Said after a word that has no space before it. */
  readonly noSpace: string;

  readonly why: string;
  readonly source: {
    readonly prompt: string;
    readonly typed: string;
    readonly picked: string;
    readonly greedy: string;
    readonly sampled: (draw: number) => string;
    readonly unknown: string;
  };
  /** The same of a masked model, which draws nothing. */
  readonly maskedSource: {
    readonly prompt: string;
    readonly typed: string;
    readonly picked: string;
    readonly greedy: string;
  };
  readonly recordedSettings: (settings: string) => string;
  readonly settings: {
    readonly temperature: (value: number) => string;
    readonly topK: (value: number) => string;
    readonly topP: (value: number) => string;
    readonly minP: (value: number) => string;
    readonly repetitionPenalty: (value: number) => string;
  };
  /** What the recorded draw would take under the settings that are set now. */
  readonly sameDraw: (token: string) => string;
  readonly otherDraw: (token: string) => string;
  readonly noDraw: (token: string) => string;
  readonly drawBar: string;
  readonly draw: (value: number, token: string) => string;
  readonly segment: (from: string, to: string) => string;
  readonly segmentRest: (count: number) => string;

  readonly bars: (count: number) => string;
  readonly barsLegend: string;
  readonly barsLegendOne: string;
  readonly barsLegendMasked: string;
  /** Over the columns of the values. */
  readonly heads: { readonly first: string; readonly second: string };
  readonly unit: string;
  readonly units: { readonly [U in ProbabilityUnit]: string };
  readonly chosen: string;
  readonly chosenAtRank: (rank: number) => string;
  /** The token that a masked model did not see: in a mark's width. */
  readonly inText: string;
  readonly inTextAtRank: (rank: number) => string;
  /** Remarks on tokens that are no words. */
  readonly marker: string;
  readonly unknownWord: string;
  readonly others: (count: number) => string;
  readonly cut: string;
  readonly cutBy: (filters: readonly ('topK' | 'topP' | 'minP')[]) => string;
  readonly keptOfOthers: (kept: number) => string;
  readonly take: string;
  readonly takeThis: (token: string) => string;
  readonly onlyRecorded: string;
  readonly onlyRecordedMasked: string;
  readonly compute: string;

  readonly filterNames: { readonly topK: string; readonly topP: string; readonly minP: string };
  readonly keepsAlone: (filter: string, count: number) => string;
  readonly keepsAll: (vocabularySize: number) => string;
  readonly keepsTogether: (count: number, mass: string) => string;
  readonly greedyKeeps: string;

  readonly stages: string;
  readonly stagesHint: string;
  readonly candidate: string;
  readonly stageLogit: string;
  readonly stagePenalty: string;
  readonly penaltyNone: string;
  readonly stageTemperature: string;
  readonly temperatureZero: string;
  readonly stageSoftmax: string;
  /** Under the softmax's arithmetic: which number is the normaliser. */
  readonly normaliser: (value: string) => string;
  readonly stageFilters: string;
  readonly kept: string;
  readonly stageFinal: string;
  readonly likeliest: string;
  readonly notLikeliest: string;

  readonly word: string;
  readonly wordField: string;
  readonly wordHint: string;
  readonly maskedWordHint: string;
  readonly spaceBefore: string;
  readonly lookUp: string;
  readonly lookingUp: string;
  readonly noWord: string;
  readonly wordResult: (word: string, odds: string) => string;
  readonly wordRank: (rank: number, of: number) => string;
  readonly firstPieceRank: (rank: number, of: number) => string;
  readonly tail: (mass: string) => string;
  readonly pieces: (count: number) => string;
  readonly masks: (count: number) => string;
  readonly pieceColumn: string;
}

const english = formatFor('en');
const korean = formatFor('ko');
const englishRounded = roundedFor('en');
const koreanRounded = roundedFor('ko');

/** As many decimals as the value has, three at most. */
function plain(format: typeof english, value: number): string {
  const digits = [0, 1, 2].find((one) => Math.abs(value - Number(value.toFixed(one))) < 1e-9) ?? 3;
  return format.decimal(value, digits);
}

const filterNames = { topK: 'top-k', topP: 'top-p', minP: 'min-p' };

export const en: DistributionMessages = {
  headingBefore: 'Where “',
  headingAfter: '” came from',
  maskedHeadingBefore: 'In the place of “',
  maskedHeadingAfter: '”',
  quoted: (token) => `“${token}”`,
  nothing: 'Choose a token to see what else could have come.',
  notScored: 'This token has not been scored, so there are no numbers for it.',
  nothingBefore:
    'This is the first token. Nothing stands before it, so the model has no prediction to compare it with.',
  broken: 'The logits of this step are not numbers, so no distribution is shown.',

  probability: 'Probability',
  finalProbability: 'After temperature and filters',
  logProbability: 'Log-probability (natural)',
  rank: 'Rank',
  rankOf: (rank, of) => `${english.integer(rank)} of ${english.integer(of)}`,
  rankOnly: (rank) => english.integer(rank),
  surprisal: 'Surprisal',
  entropy: 'Entropy of the step',
  maskedEntropy: 'Entropy of the place',
  finalEntropy: 'Entropy after filters',
  bits: (value) => `${english.decimal(value, 2)} bits`,
  id: 'Token id',
  time: 'Time',
  milliseconds: (value) => `${english.decimal(value, 1)} ms`,
  odds: (oneIn) => `1 in ${englishRounded(oneIn)}`,
  never: 'never',
  noSpace: 'no space before',

  why: 'Why this token',
  source: {
    prompt:
      'It was given with the prompt; the model did not choose it. The numbers say how likely it was to the model.',
    typed: 'A person typed it; the model did not choose it. The numbers say how likely it was to the model.',
    picked: 'A person picked it from the candidates; the model did not choose it.',
    greedy: 'It was the likeliest. At temperature 0 nothing is drawn: the likeliest token is always taken.',
    sampled: (draw) =>
      `A random number chose it: ${english.decimal(draw, 3)}, on a line where each token is as wide as its probability.`,
    unknown: 'It came with a link; how it was chosen is not known.',
  },
  maskedSource: {
    prompt:
      'It stood in the text. The model did not see it: the place was masked, and the numbers say how likely it was there.',
    typed:
      'It was typed by you. The model did not see it: the place was masked, and the numbers say how likely it was there.',
    picked: 'It was chosen by you.',
    greedy: 'It is the likeliest token here.',
  },
  recordedSettings: (settings) => `Drawn with ${settings}.`,
  settings: {
    temperature: (value) => `temperature ${plain(english, value)}`,
    topK: (value) => `top-k ${english.integer(value)}`,
    topP: (value) => `top-p ${plain(english, value)}`,
    minP: (value) => `min-p ${plain(english, value)}`,
    repetitionPenalty: (value) => `repetition penalty ${plain(english, value)}`,
  },
  sameDraw: (token) => `With the settings as they are now, the same draw would take ${token} as well.`,
  otherDraw: (token) => `With the settings as they are now, the same draw would take ${token}.`,
  noDraw: (token) => `With the settings as they are now, nothing would be drawn: ${token} is the likeliest.`,
  drawBar: 'The tokens that could be drawn, each as wide as its probability',
  draw: (value, token) => `${english.decimal(value, 3)} → ${token}`,
  segment: (from, to) => `from ${from} to ${to}`,
  segmentRest: (count) => `${english.integer(count)} more`,

  bars: (count) => `The ${english.integer(count)} likeliest tokens`,
  barsLegend:
    'Outline: the model’s probability. Fill: after temperature and filters. Hatched: cut by a filter.',
  barsLegendOne: 'Outline: the model’s probability.',
  barsLegendMasked: 'Bar: the model’s probability, from the text on both sides.',
  heads: { first: 'model', second: '→ after settings' },
  unit: 'Show as',
  units: { percent: 'percent', odds: '1 in N', log: 'log-probability' },
  chosen: 'chosen',
  chosenAtRank: (rank) => `rank ${english.integer(rank)}, chosen`,
  inText: 'in text',
  inTextAtRank: (rank) => `rank ${english.integer(rank)}, in the text`,
  marker: 'a marker',
  unknownWord: 'unknown word',
  others: (others) => `other (${count(others, 'token')})`,
  cut: 'cut',
  cutBy: (filters) => `cut by ${filters.map((name) => filterNames[name]).join(', ')}`,
  keptOfOthers: (kept) => `${english.integer(kept)} of them kept`,
  take: 'Take',
  takeThis: (token) => `Take “${token}” instead`,
  onlyRecorded:
    'Only the likeliest tokens of this step were recorded, with the settings of then. Changed settings show once the whole distribution is there.',
  onlyRecordedMasked: 'Only the likeliest tokens of this place were recorded.',
  compute: 'Compute the whole distribution',

  filterNames: { topK: 'Top-k', topP: 'Top-p', minP: 'Min-p' },
  keepsAlone: (filter, kept) => `${filter} alone keeps ${count(kept, 'token')}.`,
  keepsAll: (size) =>
    size > 0
      ? `No filter cuts anything: all ${count(size, 'token')} can be drawn.`
      : 'No filter cuts anything: every token can be drawn.',
  keepsTogether: (kept, mass) =>
    `Together they keep ${count(kept, 'token')}, which hold ${mass} of the probability after temperature.`,
  greedyKeeps: 'At temperature 0 the likeliest token is taken; no filter is asked.',

  stages: 'From logit to probability',
  stagesHint: 'Point at a bar, or choose here, to follow another token.',
  candidate: 'Token',
  stageLogit: 'Logit',
  stagePenalty: 'Penalty',
  penaltyNone: 'not in the text: unchanged',
  stageTemperature: 'Temperature',
  temperatureZero: '0: no division, the best is taken',
  stageSoftmax: 'Softmax',
  normaliser: (value) => `${value} is ln Σ exp over all tokens`,
  stageFilters: 'Filters',
  kept: 'kept',
  stageFinal: 'Probability',
  likeliest: 'the likeliest',
  notLikeliest: 'not the likeliest',

  word: 'How likely is another word?',
  wordField: 'Any word',
  wordHint:
    'Words inside of a text begin with a space, which belongs to their first token: with and without it they are different tokens.',
  maskedWordHint: 'A word that the vocabulary does not have as a whole is judged in its pieces.',
  spaceBefore: 'with a space before',
  lookUp: 'Look up',
  lookingUp: 'Asking the model…',
  noWord: 'Type a word first.',
  wordResult: (word, odds) => `${word} has a probability of ${odds}.`,
  wordRank: (rank, of) =>
    of > 0 ? `Rank ${english.integer(rank)} of ${english.integer(of)}.` : `Rank ${english.integer(rank)}.`,
  firstPieceRank: (rank, of) =>
    of > 0
      ? `Its first piece has rank ${english.integer(rank)} of ${english.integer(of)}.`
      : `Its first piece has rank ${english.integer(rank)}.`,
  tail: (mass) => `All tokens that rank below hold ${mass} together.`,
  pieces: (count) =>
    `The word is ${english.integer(count)} tokens; its probability is the product of theirs, each after the ones before it.`,
  masks: (masks) =>
    `It was judged with ${english.integer(masks)} masks in the place of the one, so compare it with other words of ${english.integer(masks)} pieces rather than with the bars.`,
  pieceColumn: 'Piece',
};

export const ko: DistributionMessages = {
  headingBefore: '“',
  headingAfter: '” 토큰이 나온 자리',
  maskedHeadingBefore: '“',
  maskedHeadingAfter: '” 자리에 올 수 있는 토큰',
  quoted: (token) => `“${token}”`,
  nothing: '토큰을 고르면 그 자리에 올 수 있던 다른 토큰을 볼 수 있어요.',
  notScored: '아직 점수를 매기지 않은 토큰이라 수치가 없어요.',
  nothingBefore: '첫 토큰이에요. 앞에 아무것도 없어서 견주어 볼 모델의 예측이 없어요.',
  broken: '이 단계의 로짓이 수가 아니어서 분포를 보여 드리지 않아요.',

  probability: '확률',
  finalProbability: '온도와 필터를 적용한 확률',
  logProbability: '로그 확률 (자연로그)',
  rank: '순위',
  rankOf: (rank, of) => `${korean.integer(of)}개 중 ${korean.integer(rank)}위`,
  rankOnly: (rank) => `${korean.integer(rank)}위`,
  surprisal: '놀라움',
  entropy: '이 단계의 엔트로피',
  maskedEntropy: '이 자리의 엔트로피',
  finalEntropy: '필터를 적용한 엔트로피',
  bits: (value) => `${korean.decimal(value, 2)}비트`,
  id: '토큰 번호',
  time: '시간',
  milliseconds: (value) => `${korean.decimal(value, 1)} ms`,
  // After a number in words (514억) the counter stands apart.
  odds: (oneIn) => `${koreanRounded(oneIn)}${oneIn < 1e6 ? '' : ' '}번 중 1번`,
  never: '나오지 않음',
  noSpace: '앞에 공백 없음',

  why: '이 토큰이 나온 까닭',
  source: {
    prompt:
      '프롬프트에 있던 토큰이에요. 모델이 고르지 않았고, 수치는 모델이 얼마나 그럴듯하게 보았는지를 나타내요.',
    typed:
      '사람이 입력한 토큰이에요. 모델이 고르지 않았고, 수치는 모델이 얼마나 그럴듯하게 보았는지를 나타내요.',
    picked: '사람이 후보 가운데서 고른 토큰이에요. 모델이 고르지 않았어요.',
    greedy: '확률이 가장 높은 토큰이에요. 온도가 0이면 추첨하지 않고 항상 1위를 골라요(탐욕).',
    sampled: (draw) =>
      `무작위 추첨으로 나왔어요(난수 ${korean.decimal(draw, 3)}). 토큰마다 확률만큼의 구간이 있고, 난수가 떨어진 구간의 토큰이 나와요.`,
    unknown: '링크에 담겨 온 토큰이에요. 어떻게 골랐는지는 알 수 없어요.',
  },
  maskedSource: {
    prompt:
      '글에 있던 토큰이에요. 이 자리를 가리고 물었으므로 모델은 보지 못했고, 수치는 여기에 올 확률을 나타내요.',
    typed:
      '직접 입력한 토큰이에요. 이 자리를 가리고 물었으므로 모델은 보지 못했고, 수치는 여기에 올 확률을 나타내요.',
    picked: '직접 고른 토큰이에요.',
    greedy: '여기에 올 확률이 가장 높은 토큰이에요.',
  },
  recordedSettings: (settings) => `추첨할 때의 설정: ${settings}.`,
  settings: {
    temperature: (value) => `온도 ${plain(korean, value)}`,
    topK: (value) => `top-k ${korean.integer(value)}`,
    topP: (value) => `top-p ${plain(korean, value)}`,
    minP: (value) => `min-p ${plain(korean, value)}`,
    repetitionPenalty: (value) => `반복 페널티 ${plain(korean, value)}`,
  },
  sameDraw: (token) => `지금 설정에서 같은 난수를 쓰면 나오는 토큰: 그대로 ${token}.`,
  otherDraw: (token) => `지금 설정에서 같은 난수를 쓰면 나오는 토큰: ${token}.`,
  noDraw: (token) => `지금 설정에서는 추첨하지 않고 1위를 골라요: ${token}.`,
  drawBar: '추첨에 나올 수 있는 토큰 (너비는 확률)',
  draw: (value, token) => `${korean.decimal(value, 3)} → ${token}`,
  segment: (from, to) => `${from}부터 ${to}까지`,
  segmentRest: (count) => `그 밖의 ${korean.integer(count)}개`,

  bars: (count) => `확률이 가장 높은 토큰 ${korean.integer(count)}개`,
  barsLegend: '테두리: 모델의 확률. 채움: 온도와 필터를 적용한 확률. 빗금: 필터가 잘라 낸 것.',
  barsLegendOne: '테두리: 모델의 확률.',
  barsLegendMasked: '막대: 앞뒤 글을 모두 보고 매긴 모델의 확률.',
  heads: { first: '모델', second: '→ 설정 적용' },
  unit: '표시 단위',
  units: { percent: '퍼센트', odds: 'N번 중 1번', log: '로그 확률' },
  chosen: '선택됨',
  chosenAtRank: (rank) => `${korean.integer(rank)}위, 선택됨`,
  inText: '원문',
  inTextAtRank: (rank) => `${korean.integer(rank)}위, 원문의 토큰`,
  marker: '표식',
  unknownWord: '모르는 말',
  others: (count) => `나머지 (${korean.integer(count)}개)`,
  cut: '잘림',
  cutBy: (filters) => `잘림: ${filters.map((name) => filterNames[name]).join(', ')}`,
  keptOfOthers: (kept) => `그중 ${korean.integer(kept)}개 남음`,
  take: '고르기',
  takeThis: (token) => `“${token}” 고르기`,
  onlyRecorded:
    '이 단계에서는 확률이 높은 토큰만 그때의 설정으로 기록했어요. 바뀐 설정은 전체 분포를 계산해야 볼 수 있어요.',
  onlyRecordedMasked: '이 자리에서는 확률이 높은 토큰만 기록했어요.',
  compute: '전체 분포 계산하기',

  filterNames: { topK: 'Top-k', topP: 'Top-p', minP: 'Min-p' },
  keepsAlone: (filter, count) => `${filter}만 쓰면 ${korean.integer(count)}개가 남아요.`,
  keepsAll: (size) =>
    size > 0
      ? `필터가 잘라 낸 토큰이 없어요. ${korean.integer(size)}개 모두 나올 수 있어요.`
      : '필터가 잘라 낸 토큰이 없어요. 모두 나올 수 있어요.',
  keepsTogether: (count, mass) =>
    `모두 함께 쓰면 ${korean.integer(count)}개가 남고, 온도를 적용한 확률의 합은 ${mass}예요.`,
  greedyKeeps: '온도가 0이면 1위를 고르고 필터는 쓰지 않아요.',

  stages: '로짓에서 확률까지',
  stagesHint: '다른 토큰을 따라가려면 막대를 가리키거나 여기서 골라 주세요.',
  candidate: '토큰',
  stageLogit: '로짓',
  stagePenalty: '페널티',
  penaltyNone: '글에 없는 토큰: 그대로',
  stageTemperature: '온도',
  temperatureZero: '0: 나누지 않고 1위를 고름',
  stageSoftmax: '소프트맥스',
  normaliser: (value) => `${value}: 모든 토큰의 ln Σ exp`,
  stageFilters: '필터',
  kept: '남음',
  stageFinal: '확률',
  likeliest: '1위',
  notLikeliest: '1위 아님',

  word: '다른 단어의 확률',
  wordField: '찾을 단어',
  wordHint:
    '글 속의 단어는 공백으로 시작하고, 그 공백은 첫 토큰에 들어가요. 공백이 있을 때와 없을 때는 서로 다른 토큰이에요.',
  maskedWordHint: '어휘에 통째로 없는 단어는 조각으로 나누어 확률을 구해요.',
  spaceBefore: '앞에 공백 넣기',
  lookUp: '찾기',
  lookingUp: '모델에 묻는 중…',
  noWord: '먼저 단어를 입력해 주세요.',
  wordResult: (word, odds) => `${word}의 확률: ${odds}.`,
  wordRank: (rank, of) =>
    of > 0
      ? `순위: ${korean.integer(of)}개 중 ${korean.integer(rank)}위.`
      : `순위: ${korean.integer(rank)}위.`,
  firstPieceRank: (rank, of) =>
    of > 0
      ? `첫 조각의 순위: ${korean.integer(of)}개 중 ${korean.integer(rank)}위.`
      : `첫 조각의 순위: ${korean.integer(rank)}위.`,
  tail: (mass) => `그보다 순위가 낮은 토큰의 확률을 모두 더하면 ${mass}예요.`,
  pieces: (count) =>
    `이 단어는 토큰 ${korean.integer(count)}개예요. 단어의 확률은 조각마다 앞 조각들 뒤에 올 확률을 곱한 값이에요.`,
  masks: (count) =>
    `마스크 하나 대신 ${korean.integer(count)}개를 놓고 구했어요. 막대보다는 조각이 ${korean.integer(count)}개인 다른 단어와 견주어 보세요.`,
  pieceColumn: '조각',
};
