import type { SamplingSettings } from '../core/filters.ts';
import type { ScoredToken, Step, TokenPiece } from '../protocol/results.ts';
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

function pieceOf({ tokenId, text, bytes, special, continuation }: TokenPiece): TokenPiece {
  return { tokenId, text, bytes, special, continuation };
}
