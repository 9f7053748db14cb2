import type { Model } from '../engine/index.ts';
import { unlessAborted } from '../protocol/abort.ts';
import type { Measurement } from './types.ts';

/** A measurement of a call that writes nothing: all is before the answer. */
function judged(totalMs: number, positions: number, tokenIds: readonly number[]): Measurement {
  return {
    firstMs: totalMs,
    prefillTokens: positions,
    decodedTokens: 0,
    decodeMs: 0,
    stepsMs: [],
    totalMs,
    draftedTokens: 0,
    acceptedTokens: 0,
    reusedTokens: 0,
    dispatches: null,
    tokenIds,
  };
}

/** Judges a text; what comes out is the likeliest token at each place. */
export async function measureScore(
  model: Pick<Model, 'score'>,
  tokenIds: readonly number[],
  signal: AbortSignal,
): Promise<Measurement> {
  const start = performance.now();
  const tokens = await unlessAborted(model.score(tokenIds, { top: 1, signal }), signal);
  const totalMs = performance.now() - start;
  const best = tokens.flatMap(({ top }) => (top[0] ? [top[0].tokenId] : []));
  // What follows the last token is not asked for, so that it is not run.
  return judged(totalMs, tokenIds.length - 1, best);
}

/** Judges a text with each of its tokens hidden in its turn. */
export async function measureMaskedScore(
  model: Pick<Model, 'scoreMasked'>,
  text: string,
  signal: AbortSignal,
): Promise<Measurement> {
  const start = performance.now();
  const { tokens } = await unlessAborted(model.scoreMasked(text, { top: 1, signal }), signal);
  const totalMs = performance.now() - start;
  const hidden = tokens.flatMap(({ plain, withinWord }) => [
    ...(plain ? [plain] : []),
    ...(withinWord && withinWord !== plain ? [withinWord] : []),
  ]);
  const best = hidden.flatMap(({ top }) => (top[0] ? [top[0].tokenId] : []));
  return judged(totalMs, hidden.length * tokens.length, best);
}

/**
 * Fills the blanks of some texts, one after the other.
 *
 * @param texts each with the number of its tokens
 */
export async function measureFill(
  model: Pick<Model, 'fill'>,
  texts: readonly { readonly text: string; readonly tokens: number }[],
  signal: AbortSignal,
): Promise<Measurement> {
  const best: number[] = [];
  const start = performance.now();
  for (const { text } of texts) {
    const filled = await unlessAborted(model.fill(text, { top: 1, signal }), signal);
    best.push(...filled.flatMap(({ top }) => (top[0] ? [top[0].tokenId] : [])));
  }
  const totalMs = performance.now() - start;
  const positions = texts.reduce((total, { tokens }) => total + tokens, 0);
  return judged(totalMs, positions, best);
}
