import { boolean, check, nullable, object, optional, picklist, pipe } from 'valibot';
import type { Candidate, TextPiece } from '../../protocol/results.ts';
import { agree, isSurprisal } from '../agreement.ts';
import { standsForBytes, standsForPieces } from '../stands-for.ts';
import { booleanField, choiceField, defineLink, numberField, textField, type Link } from '../view-link.ts';
import {
  candidates,
  count,
  entropyBits,
  list,
  mostCharacters,
  probability,
  logProbability,
  rank,
  surprisalBits,
  text,
  tokenBytes,
  tokenId,
  tokenText,
} from '../view-schemas.ts';

/**
 * How a word of several pieces is hidden from a masked model: each piece with all that come after it in the word, or each
 * alone. A word is a stretch of `alignTokens`. Where that is one WordPiece word, `withinWord` is PLL-word-l2r, as
 * `wordMaskings` has it; where it is several (`don ' t`), more is hidden: the two models are compared by the stretch, and
 * none of its pieces may give another away.
 */
export type Masking = 'withinWord' | 'plain';

/** How a model judged a token that stands in a text, and what else it held for likely there. */
export interface Judgement {
  readonly probability: number;
  /** Natural logarithm of `probability`. */
  readonly logProbability: number;
  /** 1 for the likeliest token. */
  readonly rank: number;
  /** −log₂ of `probability`. */
  readonly surprisalBits: number;
  /** Entropy of the whole distribution. */
  readonly entropyBits: number;
  /** The likeliest tokens, best first. */
  readonly top: readonly Candidate[];
}

/** A token that an autoregressive model judged by what stands before it; `null` where nothing does. */
export interface LeftToken extends TextPiece {
  readonly judgement: Judgement | null;
}

/** A token that a masked model judged from both sides; `null` for a marker that it does not judge. */
export interface BothToken extends TextPiece {
  /** With the token alone hidden. */
  readonly plain: Judgement | null;
  /**
   * With the later pieces of its stretch of `alignTokens` hidden as well, be they of the same WordPiece word or not; left
   * out where there are none, and it is the same.
   */
  readonly withinWord?: Judgement | undefined;
}

/** What a masked model holds for likely in a blank that stands for a whole word. */
export interface BlankGuess {
  readonly entropyBits: number;
  readonly top: readonly Candidate[];
}

/** A text as two models read it. Markers that the tokenizers added are not among the tokens. */
export interface TwoWaysReading {
  readonly text: string;
  /** The marker that the autoregressive model's tokenizer put before the text, so that its first token is judged too. */
  readonly beginMarker: string | null;
  readonly left: readonly LeftToken[];
  readonly both: readonly BothToken[];
  /**
   * For each stretch that `alignTokens` makes of the two: the masked model's guess with the stretch as one blank; `null`
   * where it has no token there.
   */
  readonly blanks: readonly (BlankGuess | null)[];
}

/** Of a text that the models read; the shortest contexts hold less. */
const mostTokens = 4_096;

const judgement = pipe(
  object({ probability, logProbability, rank, surprisalBits, entropyBits, top: candidates }),
  check((one) => agree(one.logProbability, one.probability)),
  check((one) => isSurprisal(one.surprisalBits, one.logProbability)),
);

const piece = {
  tokenId,
  text: tokenText,
  bytes: tokenBytes,
  special: boolean(),
  continuation: boolean(),
  start: count(mostCharacters),
  end: count(mostCharacters),
};

/** Tokens stand in their order, each for something, and in the text. */
function stand(tokens: readonly { start: number; end: number }[], length: number): boolean {
  return tokens.every(
    ({ start, end }, i) => start < end && end <= length && (i === 0 || start >= tokens[i - 1]!.start),
  );
}

/** What a file of the view holds, beside the models: first the autoregressive one, then the masked one. */
export const twoWays = pipe(
  object({
    text: text(mostCharacters),
    masking: picklist(['withinWord', 'plain']),
    /** A place in the text inside of the chosen word; `null` for none. */
    chosenAt: nullable(count(mostCharacters)),
    beginMarker: nullable(tokenText),
    left: list(object({ ...piece, judgement: nullable(judgement) }), mostTokens),
    both: list(object({ ...piece, plain: nullable(judgement), withinWord: optional(judgement) }), mostTokens),
    blanks: list(nullable(object({ entropyBits, top: candidates })), mostTokens),
  }),
  check((one) => stand(one.left, one.text.length) && stand(one.both, one.text.length)),
  check((one) => standsForBytes(one.text, one.left) && standsForPieces(one.text, one.both)),
);

/** What a link says. */
export interface TwoWaysLink {
  text: string;
  model: string;
  masked: string;
  /** A place in the text inside of the chosen word. */
  at: number;
  plain: boolean;
}

/** The parameters of a link, for the ids of the models that can be chosen. */
export function twoWaysLink(autoregressive: readonly string[], masked: readonly string[]): Link<TwoWaysLink> {
  return defineLink<TwoWaysLink>({
    text: textField(),
    model: choiceField(autoregressive),
    masked: choiceField(masked),
    at: numberField({ min: 0, max: mostCharacters, whole: true }),
    plain: booleanField(),
  });
}

/** How one of the two models stands to a word. */
export interface WordSide {
  /** Its tokens, by index; none where its tokenizer dropped the word. */
  readonly from: number;
  readonly to: number;
  /** Natural logarithm of the product over its tokens; `null` where that is not known. */
  readonly logProbability: number | null;
  readonly surprisalBits: number | null;
  /** Why not: nothing stands before it, the vocabulary cannot write it, or the tokenizer dropped it. */
  readonly missing: 'nothing-before' | 'unknown' | 'no-token' | null;
}

/** A word of the text, or a longer stretch where the vocabularies cut across words, as both models judge it. */
export interface WordReading {
  /** Its place in the text, in UTF-16 units; white space before it is a part of it. */
  readonly start: number;
  readonly end: number;
  /** Without the white space around it. */
  readonly text: string;
  readonly left: WordSide;
  readonly both: WordSide;
  /**
   * By how many bits less it surprises the model that reads both sides; `null` unless both judged it. Two models differ in
   * more than in what they read.
   */
  readonly gainBits: number | null;
}
