import { DescendingOrder } from './descending-order.ts';
import { logSumExp } from './softmax.ts';

/** How a token is drawn from the model's distribution. */
export interface SamplingSettings {
  /** Divides the logits; below 1 sharpens, above 1 flattens. 0 is greedy: the best token, no draw. */
  temperature: number;
  /** Keeps the k likeliest tokens; 0 keeps all. */
  topK: number;
  /** Keeps the smallest set of likeliest tokens whose probabilities reach p (Holtzman et al. 2020); 1 keeps all. */
  topP: number;
  /** Keeps tokens at least this fraction as likely as the likeliest (Nguyen et al. 2024); 0 keeps all. */
  minP: number;
  /** Pushes down every token already in the text (Keskar et al. 2019); 1 changes nothing. */
  repetitionPenalty: number;
}

export const neutralSettings: Readonly<SamplingSettings> = {
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
};

/**
 * The distribution that a token is drawn from.
 *
 * Every filter looks at the whole vocabulary after temperature, and keeps a run of tokens from the top, so the
 * filters do not depend on an order among themselves and the shortest run wins. (Some libraries renormalise
 * between one filter and the next; with one filter at a time the results are the same.)
 */
export interface FinalDistribution {
  /** Tokens from the likeliest down; the first `keptCount` are the ones kept. */
  readonly order: DescendingOrder;
  /** Natural-log probabilities after penalty and temperature, before any filter, shape [vocabulary]. */
  readonly logProbabilities: ArrayLike<number>;
  /** Subtract from a logit-like value in `logProbabilities` to normalise; 0 where they are normalised already. */
  readonly normaliser: number;
  /** How many tokens all filters together keep, at least 1. */
  readonly keptCount: number;
  /** The share of probability, after temperature, that the kept tokens hold. */
  readonly keptMass: number;
  /** What each filter alone would keep; absent where it is off. */
  readonly keptBy: { topK?: number; topP?: number; minP?: number };
}

/**
 * Pushes tokens that are in the text already away: a positive logit is divided by the penalty, a negative one
 * multiplied (Keskar et al. 2019, CTRL, eq. 5 in the sign-safe form that the field uses).
 *
 * @returns the same array where the penalty is 1 or there is nothing to penalise, else a copy
 */
export function penalizeRepetition(
  logits: Float32Array,
  textTokenIds: Iterable<number>,
  penalty: number,
): Float32Array {
  if (penalty === 1) return logits;
  const result = logits.slice();
  for (const id of new Set(textTokenIds)) {
    const logit = result[id];
    if (logit !== undefined) result[id] = logit > 0 ? logit / penalty : logit * penalty;
  }
  return result;
}

/**
 * Temperature and filters over the whole vocabulary.
 *
 * @param penalized logits after {@link penalizeRepetition}, shape [vocabulary]
 * @param settings with a temperature above 0; greedy choice needs no distribution
 * @param known the normaliser of `penalized`, where the caller has it already
 */
export function filterDistribution(
  penalized: Float32Array,
  settings: SamplingSettings,
  known?: number,
): FinalDistribution {
  const { temperature, topK, topP, minP } = settings;
  const order = new DescendingOrder(penalized);
  let scaled: ArrayLike<number> = penalized;
  if (temperature !== 1) {
    const max = penalized[order.at(0)!]!;
    // The maximum is taken out before the division: a temperature of 1e-3 would overflow otherwise.
    const divided = new Float64Array(penalized.length);
    for (let i = 0; i < penalized.length; i++) divided[i] = (penalized[i]! - max) / temperature;
    scaled = divided;
  }
  const normaliser = temperature === 1 && known !== undefined ? known : logSumExp(scaled);
  const vocabulary = penalized.length;

  const keptBy: { topK?: number; topP?: number; minP?: number } = {};
  if (topK > 0 && topK < vocabulary) keptBy.topK = topK;
  if (minP > 0) keptBy.minP = countAtLeast(scaled, scaled[order.at(0)!]! + Math.log(minP));
  if (topP < 1) keptBy.topP = nucleusSize(order, scaled, normaliser, topP);
  const keptCount = Math.max(
    1,
    Math.min(vocabulary, keptBy.topK ?? vocabulary, keptBy.topP ?? vocabulary, keptBy.minP ?? vocabulary),
  );
  let keptMass = 1;
  if (keptCount < vocabulary) {
    keptMass = 0;
    for (let place = 0; place < keptCount; place++) {
      keptMass += Math.exp(scaled[order.at(place)!]! - normaliser);
    }
  }
  return { order, logProbabilities: scaled, normaliser, keptCount, keptMass, keptBy };
}

/**
 * Draws by inverting the cumulative distribution of the kept tokens, likeliest first.
 *
 * @param draw a number in [0, 1)
 * @returns the token id
 */
export function drawToken(distribution: FinalDistribution, draw: number): number {
  const { order, logProbabilities, normaliser, keptCount, keptMass } = distribution;
  const target = draw * keptMass;
  let cumulative = 0;
  for (let place = 0; place < keptCount; place++) {
    const id = order.at(place)!;
    cumulative += Math.exp(logProbabilities[id]! - normaliser);
    if (target < cumulative) return id;
  }
  // Rounding left the sum a hair below the target: the last kept token with any probability.
  for (let place = keptCount - 1; place > 0; place--) {
    const id = order.at(place)!;
    if (Math.exp(logProbabilities[id]! - normaliser) > 0) return id;
  }
  return order.at(0)!;
}

function countAtLeast(values: ArrayLike<number>, threshold: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! >= threshold) count++;
  return count;
}

function nucleusSize(
  order: DescendingOrder,
  values: ArrayLike<number>,
  normaliser: number,
  topP: number,
): number {
  let cumulative = 0;
  for (let place = 0; place < values.length; place++) {
    cumulative += Math.exp(values[order.at(place)!]! - normaliser);
    if (cumulative >= topP) return place + 1;
  }
  return values.length;
}
