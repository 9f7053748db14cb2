import { decodeStep } from '../../../core/decode-step.ts';
import { uniform } from '../../../core/random.ts';
import { samplingRecord, type TokenRecord } from '../../../records/index.ts';
import type { WritingOptions } from './types.ts';

/**
 * Tells how the tokens of a text came that is known by its ids alone. Each draw depends on the seed and its number only,
 * so it is repeated: where it gives the token that stands there, the token was drawn; where it does not, somebody chose it.
 *
 * @param scored the text, judged by the model; its tokens after the prompt count as chosen
 * @param logitsOf what a token was judged by; without it nothing can be repeated
 */
export function replay(
  scored: readonly TokenRecord[],
  promptLength: number,
  { settings, seed }: Pick<WritingOptions, 'settings' | 'seed'>,
  logitsOf: (token: TokenRecord) => Float32Array | null,
): TokenRecord[] {
  const ids = scored.map(({ tokenId }) => tokenId);
  return scored.map((token, place) => {
    const index = place - promptLength;
    const logits = index < 0 || seed === null ? null : logitsOf(token);
    if (!logits || seed === null) return token;
    const step = decodeStep(logits, settings, ids.slice(0, place), uniform(seed, index), 10);
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
  });
}
