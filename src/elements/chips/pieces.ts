import type { TokenRecord } from '../../records/token-record.ts';

/** The mask of a WordPiece vocabulary: the place of a blank. */
export const maskPiece = '[MASK]';
/** What a WordPiece vocabulary has in the place of a word that it cannot write. */
export const unknownPiece = '[UNK]';

/** Whether a token is a blank, empty or with a candidate in it. */
export function isBlank({ special, piece }: TokenRecord): boolean {
  return special && piece === maskPiece;
}

/** Whether a token is a text of which the model knows nothing but that it is there. */
export function isUnknown({ special, piece }: TokenRecord): boolean {
  return special && piece === unknownPiece;
}

/** Whether a token goes on with the word before it, and is not a marker of another kind. */
export function isContinuation(token: TokenRecord): boolean {
  return token.continuation && (!token.special || isBlank(token));
}

/** The white space before a blank, and what was put into it; `''` for an empty one. */
export function blankText({ text }: TokenRecord): { readonly before: string; readonly filled: string } {
  const filled = text.trimStart();
  const before = text.slice(0, text.length - filled.length);
  return { before, filled: filled.trimEnd() === maskPiece ? '' : filled };
}

/** The token's name in the vocabulary, where that is not the text itself: `##ing`, or a word in lower case. */
export function pieceBeside(token: TokenRecord): string | null {
  const { piece, text } = token;
  return piece === undefined || isBlank(token) || piece === text.trim() ? null : piece;
}

/** The places of the blanks, in order. */
export function blanksOf(tokens: readonly TokenRecord[]): readonly number[] {
  return tokens.flatMap((token, index) => (isBlank(token) ? [index] : []));
}
