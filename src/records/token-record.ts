import type { SamplingSettings } from '../core/filters.ts';
import type { Candidate, TokenPiece } from '../protocol/results.ts';

/**
 * How a token came into the text: given with the prompt, drawn at random, taken as the likeliest, picked from the
 * candidates by a person, or typed into the text by a person. A token that came with a link may be any of these: it is
 * known by its id alone.
 */
export type TokenSource = 'prompt' | 'sampled' | 'greedy' | 'picked' | 'typed' | 'unknown';

/** How a token was drawn. */
export interface SamplingRecord {
  readonly settings: SamplingSettings;
  readonly seed: number;
  /** Which number of the seed's sequence: tokens are counted from the end of the prompt. */
  readonly index: number;
  /** The random number that chose the token, in [0, 1); `null` for a greedy choice. */
  readonly draw: number | null;
  /** After repetition penalty, temperature and filters, renormalised. */
  readonly finalProbability: number;
  /** Natural logarithm of `finalProbability`. */
  readonly finalLogProbability: number;
  /** How many tokens the filters kept (the vocabulary's size where none is on). */
  readonly keptCount: number;
  /** The share of the distribution after temperature that those tokens hold. */
  readonly keptMass: number;
}

/** A candidate as it was recorded; the final probability only where the token was drawn. */
export interface RecordedCandidate extends Candidate {
  readonly finalProbability?: number;
}

/**
 * A token of a text with all that is known of how it came: the plain data that is shown, exported and replayed.
 * The numbers are those before temperature and filters, over the whole vocabulary; they are `null` together, where
 * nothing stands before the token or it was not scored.
 */
export interface TokenRecord extends TokenPiece {
  /** The token by its name in the vocabulary where its text is written otherwise, as `##ing` or a word in lower case. */
  readonly piece?: string;
  readonly source: TokenSource;
  readonly probability: number | null;
  /** Natural logarithm of `probability`. */
  readonly logProbability: number | null;
  /** 1 for the likeliest token. */
  readonly rank: number | null;
  /** −log₂ of `probability`. */
  readonly surprisalBits: number | null;
  /** Entropy of the whole distribution, in bits. */
  readonly entropyBits: number | null;
  /** The likeliest tokens before temperature and filters, best first; empty where there are no numbers. */
  readonly top: readonly RecordedCandidate[];
  /** `null` for a token that was not drawn. */
  readonly sampling: SamplingRecord | null;
  /** Milliseconds that the model took, for a token that it generated. */
  readonly timeMs: number | null;
  /** Set on a token that ended its text: the end marker, or the last one that fits into the context. */
  readonly finishReason?: 'end-of-text' | 'context-full';
}
