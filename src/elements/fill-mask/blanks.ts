import { findBlanks, findWords } from '../../core/masks.ts';
import type { NamedToken } from './orders/types.ts';

/** The word that a person put into a blank, in the pieces of the vocabulary; at least one. */
export interface Choice {
  readonly pieces: readonly NamedToken[];
  readonly source: 'picked' | 'typed';
}

/** A blank of a text, in UTF-16 units. */
export interface Blank {
  readonly start: number;
  readonly end: number;
  /** The word that was blanked there; `null` for a blank that was typed as one. */
  readonly word: string | null;
  /** What is in the blank; `null` while it is empty. */
  readonly choice: Choice | null;
}

/** A text with its blanks, in order. */
export interface BlankedText {
  readonly text: string;
  readonly blanks: readonly Blank[];
}

/** A stretch of a text: between the words, a word, or a blank by its number from 0. */
export interface Stretch {
  readonly kind: 'between' | 'word' | 'blank';
  readonly start: number;
  readonly end: number;
  readonly blank: number;
}

const mask = '[MASK]';

/** A text as it was typed: nothing is known of what was in its blanks. */
export function blankedText(text: string): BlankedText {
  return { text, blanks: findBlanks(text).map((place) => ({ ...place, word: null, choice: null })) };
}

/**
 * The same blanks after an edit: those that lie in what the edit left alone keep their word and their choice. The edit is
 * what stands between the longest common beginning and the longest common end. Where it replaces more than half of the
 * text, it is another text, whose blanks have nothing of the former ones.
 */
export function retyped(before: BlankedText, text: string): BlankedText {
  const longest = Math.min(before.text.length, text.length);
  let head = 0;
  while (head < longest && before.text[head] === text[head]) head++;
  let tail = 0;
  while (tail < longest - head && before.text.at(-1 - tail) === text.at(-1 - tail)) tail++;
  const same = head + tail;
  const replaces = same < before.text.length && same < text.length;
  if (replaces && same < before.text.length / 2) return blankedText(text);
  const shift = text.length - before.text.length;
  const kept = new Map<number, Blank>();
  for (const blank of before.blanks) {
    if (blank.end <= head) kept.set(blank.start, blank);
    else if (blank.start >= before.text.length - tail) kept.set(blank.start + shift, blank);
  }
  return {
    text,
    blanks: findBlanks(text).map(({ start, end }) => {
      const own = kept.get(start);
      const isSame = own && own.end - own.start === end - start;
      return { start, end, word: isSame ? own.word : null, choice: isSame ? own.choice : null };
    }),
  };
}

/** Makes a blank of a stretch of text, which is remembered. */
export function blankStretch(before: BlankedText, start: number, end: number): BlankedText {
  const word = before.text.slice(start, end);
  return replaced(before, start, end, mask, word);
}

/** Puts the word back that was in a blank; the same text where there is none to put back. */
export function giveBack(before: BlankedText, blank: number): BlankedText {
  const { start, end, word } = before.blanks[blank]!;
  return word === null ? before : replaced(before, start, end, word, null);
}

/** Replaces a stretch; the blanks around it stay what they are. */
function replaced(
  before: BlankedText,
  start: number,
  end: number,
  by: string,
  word: string | null,
): BlankedText {
  const text = before.text.slice(0, start) + by + before.text.slice(end);
  const shift = by.length - (end - start);
  const others = new Map(
    before.blanks
      .filter((blank) => blank.end <= start || blank.start >= end)
      .map((blank) => [blank.start >= end ? blank.start + shift : blank.start, blank]),
  );
  return {
    text,
    blanks: findBlanks(text).map((place) => {
      const own = others.get(place.start);
      if (own) return { ...place, word: own.word, choice: own.choice };
      return { ...place, word: place.start === start ? word : null, choice: null };
    }),
  };
}

/** Puts a word into a blank, or empties it. */
export function choose(before: BlankedText, blank: number, choice: Choice | null): BlankedText {
  return {
    text: before.text,
    blanks: before.blanks.map((one, index) => (index === blank ? { ...one, choice } : one)),
  };
}

/** The stretches of a text, one after another: joined they are the text. */
export function stretches({ text, blanks }: BlankedText): Stretch[] {
  const words = findWords(text).filter(
    (word) => !blanks.some((blank) => word.start < blank.end && word.end > blank.start),
  );
  const marked: Stretch[] = [
    ...words.map((word): Stretch => ({ ...word, kind: 'word', blank: -1 })),
    ...blanks.map(({ start, end }, blank): Stretch => ({ start, end, kind: 'blank', blank })),
  ].sort((a, b) => a.start - b.start);
  const list: Stretch[] = [];
  let from = 0;
  const between = (end: number) => {
    if (end > from) list.push({ kind: 'between', start: from, end, blank: -1 });
  };
  for (const one of marked) {
    between(one.start);
    list.push(one);
    from = one.end;
  }
  between(text.length);
  return list;
}

/** The word that a place of a text is in; `null` for none. */
export function wordAt(blanked: BlankedText, place: number): Stretch | null {
  return (
    stretches(blanked).find(({ kind, start, end }) => kind === 'word' && place >= start && place < end) ??
    null
  );
}

/** Pieces as they are written together: `sky` and `##lark` as `skylark`; a piece without a head keeps its marks. */
export function spelled(pieces: readonly NamedToken[]): string {
  return pieces.map(({ text, continuation }, i) => (i > 0 && continuation ? text.slice(2) : text)).join('');
}

/** By which two choices are the same. */
export function keyOfChoices(choices: readonly (Choice | null)[]): string {
  return choices.map((choice) => choice?.pieces.map(({ tokenId }) => tokenId).join('+') ?? '-').join();
}

/** What is in the blanks. */
export function choicesOf({ blanks }: BlankedText): (Choice | null)[] {
  return blanks.map(({ choice }) => choice);
}
