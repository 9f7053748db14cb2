import { decodeStep } from '../../../core/decode-step.ts';
import { uniform } from '../../../core/random.ts';
import { samplingRecord, type TokenRecord } from '../../../records/index.ts';
import type { WritingOptions } from './types.ts';

/** What a draw is repeated from. */
export interface ReplayContext extends Pick<WritingOptions, 'settings' | 'seed'> {
  /** The tokens before it. */
  readonly textTokenIds: readonly number[];
  /** How many of them were generated. */
  readonly index: number;
}

/**
 * Tells how a token came that is known by its id alone. Each draw depends on the seed and its number only, so it is
 * repeated: where it gives the token that stands there, the token was drawn so. Where it does not, nothing is known: it
 * may have been drawn with other settings, or a person chose it.
 *
 * @param token as the model judged it
 * @param logits what it was judged by; without them nothing can be repeated
 */
export function replay(
  token: TokenRecord,
  logits: Float32Array | null,
  { settings, seed, textTokenIds, index }: ReplayContext,
): TokenRecord {
  if (!logits || seed === null) return token;
  const step = decodeStep(logits, settings, textTokenIds, uniform(seed, index), 10);
  if (step.tokenId !== token.tokenId) return token;
  const finals = new Map(step.top.map((candidate) => [candidate.tokenId, candidate.finalProbability]));
  return {
    ...token,
    source: step.choice,
    top: token.top.map((candidate) => ({
      ...candidate,
      finalProbability: finals.get(candidate.tokenId) ?? 0,
    })),
    sampling: samplingRecord(step, settings, seed, index),
  };
}
