import { decodeUtf8 } from '../core/utf8.ts';
import type { TextPiece } from '../protocol/results.ts';

/** Characters that a tokenizer may drop: controls, and what has no meaning yet. */
const droppable = /[\p{C}\ufffd]/gu;
/** What need not be in any WordPiece. */
const uncovered = /^[\s\p{Z}\p{C}\p{M}\ufffd]*$/u;

type WordPiece = Pick<TextPiece, 'text' | 'special' | 'continuation' | 'start' | 'end'>;
type BytePiece = Pick<TextPiece, 'bytes' | 'special' | 'start' | 'end'>;

/** Whether tokens of byte-level BPE can be those of a text: in its order, of its bytes, and of all of them. */
export function standsForBytes(whole: string, tokens: readonly BytePiece[]): boolean {
  const parts = partsOf(whole, tokens);
  if (!parts) return false;
  const bytes = Uint8Array.from(parts.own.flatMap((one) => [...one.bytes]));
  const read = decodeUtf8(bytes).replaceAll(droppable, '');
  return parts.left.replaceAll(droppable, '') === '' && read === parts.covered.replaceAll(droppable, '');
}

/**
 * Whether WordPieces can be those of a text: in its order, each what BERT's normalizer makes of its stretch, and none left
 * out but white space and what is dropped.
 */
export function standsForPieces(whole: string, tokens: readonly WordPiece[]): boolean {
  const parts = partsOf(whole, tokens);
  return parts !== null && uncovered.test(parts.left) && arePieces(whole, parts.own);
}

/** The tokens that stand for something, and what of the text they cover; `null` where they are out of order or of the text. */
function partsOf<T extends { readonly special: boolean; readonly start: number; readonly end: number }>(
  whole: string,
  tokens: readonly T[],
): { own: readonly T[]; covered: string; left: string } | null {
  const own = tokens.filter(({ special, start, end }) => !special || end > start);
  if (own.some(({ start, end }, i) => end > whole.length || (i > 0 && start < own[i - 1]!.start)))
    return null;
  const inside = new Uint8Array(whole.length);
  for (const { start, end } of own) inside.fill(1, start, end);
  const pick = (covered: boolean) =>
    Array.from({ length: whole.length }, (_, i) => (Boolean(inside[i]) === covered ? whole[i] : '')).join('');
  return { own, covered: pick(true), left: pick(false) };
}

/** Those of one character, such as the letters of a Hangul syllable, are taken together. */
function arePieces(whole: string, tokens: readonly WordPiece[]): boolean {
  const groups: { start: number; end: number; read: string; isKnown: boolean }[] = [];
  for (const { start, end, continuation, special, text: name } of tokens) {
    const read = continuation ? name.slice(2) : name;
    const last = groups.at(-1);
    if (last && start < last.end)
      Object.assign(last, { end: Math.max(end, last.end), read: last.read + read });
    else groups.push({ start, end, read, isKnown: !special });
  }
  return groups.every(
    ({ start, end, read, isKnown }) => !isKnown || folded(whole.slice(start, end)) === folded(read),
  );
}

/** What a WordPiece need not have of its stretch. */
const foldedAway = /[\p{Mn}\p{C}\ufffd\s]/gu;

/** Without marks, case and what may be dropped. By way of capitals, since a small sigma depends on its place. */
function folded(written: string): string {
  const bare = written.normalize('NFD').replaceAll(foldedAway, '').toLowerCase();
  return bare.normalize('NFD').replaceAll(foldedAway, '').toUpperCase();
}
