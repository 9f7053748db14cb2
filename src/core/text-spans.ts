import { bertWords, findMarkers, type BertWord } from './bert-words.ts';
import { decodeUtf8 } from './utf8.ts';

/** A stretch of a text in UTF-16 units, from `start` to `end` (exclusive); an empty one stands for nothing. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A token of byte-level BPE, as far as its place in a text goes. */
export interface BytePiece {
  /** Its bytes in UTF-8, which may begin or end inside of a character; of a marker those of its name. */
  readonly bytes: Uint8Array;
  readonly special: boolean;
}

/**
 * Which stretch of a text each token of byte-level BPE stands for. The tokens' bytes joined are the text's, so all of
 * the text is in a span, white space too. Only a byte that the vocabulary lacks is in none, which the tokenizer drops
 * (SmolLM2 has no U+0004, and none for the first byte of the planes 4 to 11).
 *
 * A token that is a part of a character has the span of the whole character. A marker that stands in the text
 * (`<|im_end|>`) has the span of its name; one that the tokenizer added is empty, where it stands.
 *
 * A token that does not occur in the text after the one before it has an empty span: it is of another text.
 */
export function byteSpans(text: string, pieces: readonly BytePiece[]): Span[] {
  const names = pieces.map(({ special, bytes }) => (special ? decodeUtf8(bytes) : null));
  const added = findAdded(names, literalsIn(text, names));
  const whole = encoder.encode(text);
  const { starts, ends } = byteBorders(text);
  let at = 0;
  return pieces.map(({ bytes }, i) => {
    const from = added[i] ? undefined : findBytes(whole, bytes, at);
    if (bytes.length === 0 || from === undefined) {
      const place = at === 0 ? 0 : ends[at - 1]!;
      return { start: place, end: place };
    }
    at = from + bytes.length;
    return { start: starts[from]!, end: ends[at - 1]! };
  });
}

const encoder = new TextEncoder();

/** The markers of a text, with `null` for each stretch of text between them. */
function literalsIn(text: string, names: readonly (string | null)[]): (string | null)[] {
  const literals: (string | null)[] = [];
  let at = 0;
  for (const { start, marker } of findMarkers(text, markersIn(names))) {
    if (start > at) literals.push(null);
    literals.push(marker);
    at = start + marker.length;
  }
  return at < text.length ? [...literals, null] : literals;
}

function markersIn(names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter((name) => name !== null))];
}

/** Where bytes lie in others, at `from` or after it. */
function findBytes(whole: Uint8Array, bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at + bytes.length <= whole.length; at++) {
    if (bytes.every((byte, i) => whole[at + i] === byte)) return at;
  }
  return undefined;
}

/** For each byte of a text's UTF-8 where its character starts and ends in the text. */
function byteBorders(text: string): { starts: number[]; ends: number[] } {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    // A lone surrogate becomes U+FFFD, three bytes.
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (let i = 0; i < size; i++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return { starts, ends };
}

/** A token of WordPiece, as far as its place in a text goes. */
export interface WordPiece {
  /** As the vocabulary has it: `##ing` with its marks. */
  readonly text: string;
  readonly special: boolean;
  /** It continues a word. */
  readonly continuation: boolean;
}

/** What stands for a word that the vocabulary cannot spell. */
const unknown = '[UNK]';
const continuationMark = '##';

/**
 * Which stretch of a text each token of BERT's uncased WordPiece stands for. Every character but white space, and what
 * the tokenizer drops between two white spaces, is in a span; characters such as accents are in that of their letter.
 *
 * Pieces that share a character have the span of all of it: a Hangul syllable is cut into jamo. `[UNK]` has the span
 * of its whole word, a marker that stands in the text that of its name. A marker that the tokenizer added is empty, at
 * the end of the token before it.
 *
 * A piece that does not spell what is there takes the rest of the word, and the next word is matched anew. Tokens of
 * another text get spans of this one all the same, in order.
 */
export function wordPieceSpans(text: string, pieces: readonly WordPiece[]): Span[] {
  const markers = markersIn(pieces.map((piece) => (piece.special ? piece.text : null)));
  const words = bertWords(text, markers);
  // One that stands for a word is no marker here.
  const known = (name: string | null) => (name === unknown ? null : name);
  const added = findAdded(
    pieces.map((piece) => known(piece.special ? piece.text : null)),
    words.map(({ marker }) => known(marker)),
  );
  const groups = groupPieces(pieces, added);
  const spans: { start: number; end: number }[] = pieces.map(() => ({ start: -1, end: -1 }));
  let word = 0;
  groups.forEach(({ from, to }, index) => {
    const groupsLeft = groups.length - index;
    const first = word;
    // The library's words and these are the same, one for one. Where they are not, the text goes on all the same: a
    // word too many belongs to the token before it, or else to the first; a token too many has none.
    while (words.length - word > groupsLeft && !begins(words[word]!, pieces[from]!)) word++;
    if (word > first && index > 0) spans[from - 1]!.end = endOf(words[word - 1]!);
    const one = words[word];
    if (!one || (words.length - word < groupsLeft && !begins(one, pieces[from]!))) return;
    spellWord(one, pieces, from, to, spans);
    if (word > first && index === 0) spans[from]!.start = startOf(words[0]!);
    word++;
  });
  const last = groups.at(-1);
  if (last && word < words.length) spans[last.to - 1]!.end = endOf(words.at(-1)!);
  return inOrder(spans);
}

/**
 * Which markers the tokenizer put before and after the text: those that are more at its ends than the text has there.
 *
 * @param names of the pieces in turn: the marker, or `null` for a piece of text
 * @param literals of the text in turn: a marker that stands in it, or `null` for what lies between
 */
function findAdded(names: readonly (string | null)[], literals: readonly (string | null)[]): boolean[] {
  const standing = literals.filter((name) => name !== null);
  const surplus = names.length - standing.length;
  if (names.every((name) => name !== null)) {
    // Nothing but markers. Where they could lie in several ways, as many were added before as after, or one more.
    const fits = (from: number) => standing.every((name, i) => names[from + i] === name);
    const from = [Math.ceil(surplus / 2), ...names.keys()].find((one) => one >= 0 && fits(one)) ?? 0;
    return names.map((_, i) => i < from || i >= from + standing.length);
  }
  const left = new Map<string, number>();
  const count = (name: string, by: number) => left.set(name, (left.get(name) ?? 0) + by);
  for (const name of names) if (name !== null) count(name, 1);
  for (const name of standing) count(name, -1);
  const added = names.map(() => false);
  const mark = (order: readonly number[], own: number, standingThere: number) => {
    for (const i of order.slice(0, Math.max(0, own - standingThere))) {
      if (left.get(names[i]!)! <= 0) continue;
      count(names[i]!, -1);
      added[i] = true;
    }
  };
  const order = [...names.keys()];
  mark(order, leadingMarkers(names), leadingMarkers(literals));
  mark(order.toReversed(), leadingMarkers(names.toReversed()), leadingMarkers(literals.toReversed()));
  return added;
}

function leadingMarkers(names: readonly (string | null)[]): number {
  const length = names.indexOf(null);
  return length < 0 ? names.length : length;
}

/** The pieces of one word each, from `from` to `to` (exclusive). */
function groupPieces(
  pieces: readonly WordPiece[],
  added: readonly boolean[],
): { from: number; to: number }[] {
  const groups: { from: number; to: number }[] = [];
  pieces.forEach(({ special, continuation }, i) => {
    if (added[i]) return;
    const last = groups.at(-1);
    if (continuation && !special && last?.to === i && !pieces[i - 1]!.special) last.to = i + 1;
    else groups.push({ from: i, to: i + 1 });
  });
  return groups;
}

function spelling({ text, continuation }: WordPiece): string {
  return continuation && text.startsWith(continuationMark) ? text.slice(continuationMark.length) : text;
}

function startOf({ characters }: BertWord): number {
  return characters[0]!.source.start;
}

function endOf({ characters }: BertWord): number {
  return characters.at(-1)!.source.end;
}

/** Whether a word can begin with a piece. */
function begins({ characters, marker }: BertWord, piece: WordPiece): boolean {
  if (marker !== null || piece.special)
    return marker === piece.text || (piece.text === unknown && marker === null);
  const text = spelling(piece);
  return characters
    .map((character) => character.text)
    .join('')
    .startsWith(text);
}

/** Gives the pieces of a word their characters. */
function spellWord(
  { characters }: BertWord,
  pieces: readonly WordPiece[],
  from: number,
  to: number,
  spans: Span[],
): void {
  let at = 0;
  for (let i = from; i < to && at < characters.length; i++) {
    const start = at;
    let text = spelling(pieces[i]!);
    while (at < characters.length && text !== '' && text.startsWith(characters[at]!.text)) {
      text = text.slice(characters[at++]!.text.length);
    }
    // What is not spelled as it should be, and what no piece is left for.
    if (text !== '' || i === to - 1) at = characters.length;
    if (at > start)
      spans[i] = { start: characters[start]!.source.start, end: characters[at - 1]!.source.end };
  }
}

/** Puts the spans without a place at the end of the one before them. */
function inOrder(spans: readonly Span[]): Span[] {
  let place = 0;
  return spans.map(({ start, end }) => {
    const from = start < 0 ? place : start;
    const to = Math.max(from, end);
    place = Math.max(place, to);
    return { start: from, end: to };
  });
}
