import type { SamplingSettings } from '../core/filters.ts';
import type { MaskedToken, ScoredToken, Step, TextPiece, TokenPiece } from '../protocol/results.ts';
import { samplingRecord } from './sampling-record.ts';
import type { TokenRecord, TokenSource } from './token-record.ts';

/**
 * A generated token as it is kept.
 *
 * @param settings what it was drawn with
 * @param seed the seed that its random number came from
 */
export function recordOfStep(step: Step, settings: SamplingSettings, seed: number): TokenRecord {
  const { probability, logProbability, rank, surprisalBits, entropyBits, top, finishReason } = step;
  return {
    ...pieceOf(step),
    source: step.choice,
    probability,
    logProbability,
    rank,
    surprisalBits,
    entropyBits,
    top,
    sampling: samplingRecord(step, settings, seed, step.index),
    timeMs: step.timeMs,
    // The other reasons are of the request, not of the text: it can go on.
    ...(finishReason === 'end-of-text' || finishReason === 'context-full' ? { finishReason } : {}),
  };
}

/** A token of a scored text as it is kept. */
export function recordOfScored(token: ScoredToken, source: TokenSource): TokenRecord {
  const { probability, logProbability, rank, surprisalBits, entropyBits, top } = token;
  return {
    ...pieceOf(token),
    source,
    probability,
    logProbability,
    rank,
    surprisalBits,
    entropyBits,
    top,
    sampling: null,
    timeMs: null,
  };
}

/**
 * The tokens of a text that a masked model judged, as they are kept: each with its text as it is written, the white space
 * before it included, so that they read as the running text. Markers that the tokenizer added are left out.
 *
 * @param text the text that the tokens' stretches are of
 * @param masking which of the two judgements to keep
 */
export function recordsOfMasked(
  text: string,
  tokens: readonly MaskedToken[],
  masking: 'plain' | 'withinWord',
): TokenRecord[] {
  return writtenPieces(text, tokens).map(({ token, written }) => {
    const numbers = token[masking];
    return {
      ...writtenPiece(token, written),
      source: 'prompt',
      probability: numbers?.probability ?? null,
      logProbability: numbers?.logProbability ?? null,
      rank: numbers?.rank ?? null,
      surprisalBits: numbers?.surprisalBits ?? null,
      entropyBits: numbers?.entropyBits ?? null,
      top: numbers?.top ?? [],
      sampling: null,
      timeMs: null,
    };
  });
}

/**
 * The pieces of a text with what is written of it for each: its own stretch, and what no piece stands for before it (after
 * the last one as well). Joined they are the text. Those that stand for nothing are left out.
 */
export function writtenPieces<P extends TextPiece>(
  text: string,
  pieces: readonly P[],
): { readonly token: P; readonly written: string }[] {
  const standing = pieces.filter(({ start, end }) => end > start);
  let from = 0;
  return standing.map((token, i) => {
    const end = i === standing.length - 1 ? text.length : Math.max(from, token.end);
    const written = text.slice(from, end);
    from = end;
    return { token, written };
  });
}

const encoder = new TextEncoder();

/** A piece under the text that is written for it, its own name beside it where that is another. */
export function writtenPiece(token: TokenPiece, written: string): TokenPiece & { readonly piece?: string } {
  const { tokenId, special, continuation, text } = token;
  return {
    tokenId,
    text: written,
    bytes: encoder.encode(written),
    special,
    continuation,
    ...(text === written.trim() && !special ? {} : { piece: text }),
  };
}

function pieceOf({ tokenId, text, bytes, special, continuation }: TokenPiece): TokenPiece {
  return { tokenId, text, bytes, special, continuation };
}
