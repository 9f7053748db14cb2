import type { TextPiece } from '../../protocol/results.ts';
import { writtenPiece, type TokenRecord } from '../../records/index.ts';
import type { Tokenization } from '../../records/views/tokens.ts';
import { isAdded } from './counts.ts';
import { standaloneLetters } from './piece-names.ts';

const unscored = {
  source: 'prompt',
  probability: null,
  logProbability: null,
  rank: null,
  surprisalBits: null,
  entropyBits: null,
  top: [],
  sampling: null,
  timeMs: null,
} as const;

/**
 * One record for each token, for the chips: as the text was typed, the white space before a token included. WordPieces
 * that share a character, as those of a Hangul syllable do, are written one by one, each letter as one that stands alone.
 *
 * @param before the records of an earlier text: those of the same tokens at its beginning are kept, so that the chips
 *   need not draw them anew
 */
export function recordsOf(
  text: string,
  { kind, tokens }: Tokenization,
  before: readonly TokenRecord[] = [],
): TokenRecord[] {
  const pieces = kind === 'word-piece' ? writtenWordPieces(text, tokens) : tokens.map(bytePiece);
  let same = true;
  return pieces.map((piece, i) => {
    const old = before[i];
    same = same && old !== undefined && isSame(old, piece);
    return same ? old! : { ...piece, ...unscored };
  });
}

type Piece = Pick<TokenRecord, 'tokenId' | 'text' | 'bytes' | 'special' | 'continuation' | 'piece'>;

function bytePiece({ tokenId, text, bytes, special, continuation }: TextPiece): Piece {
  return { tokenId, text, bytes, special, continuation };
}

function writtenWordPieces(text: string, tokens: readonly TextPiece[]): Piece[] {
  let at = 0;
  const last = tokens.findLastIndex((token) => !isAdded(token));
  return tokens.map((token, i): Piece => {
    if (isAdded(token)) return bytePiece(token);
    const shared = sharesCharacter(token, tokens[i - 1]) || sharesCharacter(token, tokens[i + 1]);
    const end = i === last ? text.length : Math.max(at, token.end);
    const space = text.slice(at, Math.max(at, token.start));
    const rest = i === last ? text.slice(Math.max(at, token.end)) : '';
    const own = standaloneLetters(token.continuation ? token.text.slice(2) : token.text);
    const written = shared ? `${space}${own}${rest}` : text.slice(at, end);
    at = end;
    return writtenPiece(token, written);
  });
}

function sharesCharacter(token: TextPiece, other: TextPiece | undefined): boolean {
  return other !== undefined && !isAdded(other) && other.start < token.end && other.end > token.start;
}

function isSame(a: Piece, b: Piece): boolean {
  return (
    a.tokenId === b.tokenId &&
    a.text === b.text &&
    a.piece === b.piece &&
    a.bytes.length === b.bytes.length &&
    a.bytes.every((byte, i) => byte === b.bytes[i])
  );
}
