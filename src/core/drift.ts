import { logSumExp } from './softmax.ts';

/** The scores of one position as a configuration and as the reference computed them, each of shape [vocabulary]. */
export interface DistributionPair {
  readonly logits: Float32Array;
  readonly reference: Float32Array;
}

/** How far the distributions of some positions lie from the reference's. */
export interface DistributionComparison {
  /** The mean over the positions of the Kullback-Leibler divergence from the reference, in nats. */
  readonly meanKlNats: number;
  readonly worstKlNats: number;
  /** The share of the positions whose likeliest token is the same; of equals the lowest id is the likeliest. */
  readonly topAgreement: number;
  readonly positions: number;
}

/**
 * The Kullback-Leibler divergence of a distribution from a reference, Σ p_ref · (ln p_ref − ln p) over the whole
 * vocabulary (Kullback & Leibler 1951), in nats and float64: what is lost, on average, by who takes the one for the other.
 * It is 0 where they are the same, and infinite where a token is impossible that the reference gives a chance.
 *
 * @param logits one score a vocabulary entry
 * @param reference those of the reference, as many
 * @throws RangeError where the lengths differ
 * @throws BrokenLogitsError where either holds NaN or +∞, or no finite value at all
 */
export function klDivergence(logits: Float32Array, reference: Float32Array): number {
  if (logits.length !== reference.length) {
    throw new RangeError(`The distributions have ${logits.length} and ${reference.length} tokens`);
  }
  const normaliser = logSumExp(logits);
  const referenceNormaliser = logSumExp(reference);
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    const logReference = reference[i]! - referenceNormaliser;
    const probability = Math.exp(logReference);
    // 0 · ∞ would be NaN: what the reference holds impossible adds nothing.
    if (probability !== 0) sum += probability * (logReference - (logits[i]! - normaliser));
  }
  // Never below 0 but by rounding.
  return Math.max(0, sum);
}

/**
 * Compares the distributions of some positions with the reference's.
 *
 * @param pairs one or more; they are gone through once, so that they need not all be held at the same time
 * @throws RangeError where there is none, or the lengths of a pair differ
 * @throws BrokenLogitsError as {@link klDivergence}
 */
export function compareDistributions(pairs: Iterable<DistributionPair>): DistributionComparison {
  let sum = 0;
  let worstKlNats = 0;
  let agreeing = 0;
  let positions = 0;
  for (const { logits, reference } of pairs) {
    const nats = klDivergence(logits, reference);
    sum += nats;
    worstKlNats = Math.max(worstKlNats, nats);
    if (likeliest(logits) === likeliest(reference)) agreeing++;
    positions++;
  }
  if (positions === 0) throw new RangeError('No positions to compare');
  return { meanKlNats: sum / positions, worstKlNats, topAgreement: agreeing / positions, positions };
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
  return best;
}
