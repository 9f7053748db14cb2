import { findWords } from './masks.ts';
import type { Span } from './text-spans.ts';

/** Tokens by index, from `from` to `to` (exclusive). */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** A stretch of a text, and the tokens that stand for it in each of two vocabularies. */
export interface Stretch extends Span {
  readonly a: TokenRange;
  readonly b: TokenRange;
}

/**
 * Cuts a text into the smallest stretches that can be compared across two vocabularies: no stretch cuts a word or a
 * token, and each begins and ends where tokens of both do. Mostly that is a word or a punctuation mark, with the white
 * space before it; white space at the end of the text is the last stretch's.
 *
 * The stretches joined are the text, and each token that has a place is in exactly one of them on its side. Tokens
 * without one (markers that were added) are in none, unless they stand between two tokens of a stretch. A stretch has no
 * tokens on a side whose tokenizer dropped all of it (a zero-width space by itself). A text of nothing but white space
 * is one stretch; an empty text has none.
 *
 * @param a the places of one vocabulary's tokens, in order
 * @param b those of the other's
 */
export function alignTokens(text: string, a: readonly Span[], b: readonly Span[]): Stretch[] {
  if (text === '') return [];
  const borders = bordersOf(text, a);
  const others = bordersOf(text, b);
  for (const { start, end } of findWords(text)) borders.fill(inside, start + 1, end);
  const visibleEnd = text.trimEnd().length;
  const stretches: Stretch[] = [];
  const takeA = tokenTaker(a);
  const takeB = tokenTaker(b);
  let start = 0;
  for (let end = 1; end <= text.length; end++) {
    const cuts =
      borders[end] === border && others[end] === border && end < visibleEnd && !isWhiteSpace(text[end - 1]!);
    if (!cuts && end < text.length) continue;
    stretches.push({ start, end, a: takeA(end), b: takeB(end) });
    start = end;
  }
  return stretches;
}

/** The log-probability of tokens together, in the unit of the values; `null` where that of any is not known. */
export function sumLogProbabilities(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

const border = 1;
const inside = 2;

/** For each place of a text whether a token begins or ends there, or goes on across it. */
function bordersOf(text: string, spans: readonly Span[]): Uint8Array {
  const places = new Uint8Array(text.length + 1);
  for (const { start, end } of spans) {
    if (start === end) continue;
    for (const place of [start, end]) if (places[place] !== inside) places[place] = border;
    places.fill(inside, start + 1, end);
  }
  return places;
}

/** Gives the tokens from where the last call ended up to a place of the text. */
function tokenTaker(spans: readonly Span[]): (end: number) => TokenRange {
  let next = 0;
  return (end) => {
    let from = next;
    let to = next;
    for (; next < spans.length && spans[next]!.end <= end; next++) {
      if (spans[next]!.start === spans[next]!.end) continue;
      if (from === to) from = next;
      to = next + 1;
    }
    next = to;
    return { from, to };
  };
}

function isWhiteSpace(character: string): boolean {
  return character.trim() === '';
}
