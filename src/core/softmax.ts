/** Logits that cannot be turned into probabilities: a NaN, +∞, or nothing but −∞. */
export class BrokenLogitsError extends Error {
  override name = 'BrokenLogitsError';
}

/** What one pass over a distribution gives. */
export interface DistributionSummary {
  /** ln Σ exp(logits): subtract it from a logit to get its natural-log probability. */
  readonly normaliser: number;
  /** Shannon entropy −Σ p·log₂ p, in bits. */
  readonly entropyBits: number;
}

/**
 * The softmax's normaliser and the entropy, in float64 with the maximum taken out first so that no exponential
 * overflows. With Z = Σ exp(logit), −Σ p·ln p = ln Z − Σ p·logit, so both come of the same exponentials, which are
 * most of what a decoding step costs beside the model.
 *
 * @param logits one score a vocabulary entry; −∞ stands for an impossible token
 * @throws BrokenLogitsError when the scores hold NaN or +∞, or no finite value at all
 */
export function summarize(logits: ArrayLike<number>): DistributionSummary {
  let max = -Infinity;
  for (let i = 0; i < logits.length; i++) {
    const value = logits[i]!;
    if (value > max) max = value;
  }
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < logits.length; i++) {
    const below = logits[i]! - max;
    const weight = Math.exp(below);
    sum += weight;
    // 0 · −∞ would be NaN: an impossible token adds nothing. A NaN is not 0, and so reaches the sum.
    if (weight !== 0) weighted += weight * below;
  }
  const logSum = Math.log(sum);
  const normaliser = max + logSum;
  if (!Number.isFinite(normaliser)) throw new BrokenLogitsError('The logits are not finite numbers');
  return { normaliser, entropyBits: Math.max(0, (logSum - weighted / sum) / Math.LN2) };
}

/**
 * ln Σ exp(logits).
 *
 * @throws BrokenLogitsError as {@link summarize}
 */
export function logSumExp(logits: ArrayLike<number>): number {
  return summarize(logits).normaliser;
}

/**
 * Log-softmax over the whole vocabulary.
 *
 * @returns natural-log probabilities, shape [vocabulary], float64
 * @throws BrokenLogitsError as {@link logSumExp}
 */
export function logSoftmax(logits: ArrayLike<number>): Float64Array {
  const normaliser = logSumExp(logits);
  const result = new Float64Array(logits.length);
  for (let i = 0; i < logits.length; i++) result[i] = logits[i]! - normaliser;
  return result;
}

/** Surprisal of an event in bits: −log₂ p, from its natural-log probability. */
export function surprisalBits(logProbability: number): number {
  return Math.max(0, -logProbability / Math.LN2);
}
