import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blankedText,
  blankStretch,
  choose,
  giveBack,
  keyOfChoices,
  choicesOf,
  retyped,
  spelled,
  stretches,
  wordAt,
  type BlankedText,
  type Choice,
} from '../../src/elements/fill-mask/blanks.ts';

const piece = (tokenId: number, text: string) => ({
  tokenId,
  text,
  special: false,
  continuation: text.startsWith('##'),
});
const cat: Choice = { pieces: [piece(7, 'cat')], source: 'picked' };

/** Blanks a word by its text. */
function blank(state: BlankedText, word: string): BlankedText {
  const start = state.text.indexOf(word);
  return blankStretch(state, start, start + word.length);
}

const wordsOf = ({ blanks }: BlankedText) => blanks.map(({ word }) => word);

describe('blanking and giving back', () => {
  it('remembers each word, in any order, and gives it back', () => {
    let state = blank(blank(blankedText('The cat sat on the ___.'), 'sat'), 'cat');
    expect(state.text).toBe('The [MASK] [MASK] on the ___.');
    expect(wordsOf(state)).toEqual(['cat', 'sat', null]);
    state = giveBack(state, 1);
    expect(state.text).toBe('The [MASK] sat on the ___.');
    expect(wordsOf(state)).toEqual(['cat', null]);
    // A blank that was typed as one holds nothing.
    expect(giveBack(state, 1)).toBe(state);
    expect(giveBack(state, 0).text).toBe('The cat sat on the ___.');
  });

  it('leaves what is in other blanks there', () => {
    let state = choose(blank(blankedText('A cat sat.'), 'sat'), 0, cat);
    state = blank(state, 'cat');
    expect(state.blanks.map(({ choice }) => choice)).toEqual([null, cat]);
    state = giveBack(state, 0);
    expect(state.blanks.map(({ choice }) => choice)).toEqual([cat]);
    expect(choose(state, 0, null).blanks[0]!.choice).toBeNull();
  });

  it('is undone for every word of every text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', ' ', '[MASK]', '___', '.', '-', '한') }),
        (text) => {
          const state = blankedText(text);
          for (const { kind, start, end } of stretches(state)) {
            if (kind !== 'word') continue;
            const blanked = blankStretch(state, start, end);
            const at = blanked.blanks.findIndex((one) => one.start === start);
            expect(giveBack(blanked, at).text).toBe(text);
          }
        },
      ),
    );
  });
});

describe('another sentence', () => {
  const state = choose(blankedText('The [MASK] sat on the [MASK].'), 0, cat);
  const kept = (text: string) => retyped(state, text).blanks.map(({ choice }) => choice);

  it('has nothing of the blanks before, where an edit around them would', () => {
    expect(kept('The [MASK] barked.')).toEqual([null]);
    expect(kept('The [MASK] slept on the [MASK].')).toEqual([cat, null]);
    // However much is added or taken away at one place.
    expect(kept('The [MASK] sat on the [MASK] and looked at all of the birds in the garden.')).toEqual([
      cat,
      null,
    ]);
    expect(kept('The [MASK].')).toEqual([cat]);
  });
});

describe('retyping', () => {
  const state = choose(blank(blank(blankedText('The cat sat on the mat.'), 'cat'), 'mat'), 0, cat);

  it('keeps the blanks before and after what was changed', () => {
    const after = retyped(state, 'The [MASK] slept on the [MASK].');
    expect(wordsOf(after)).toEqual(['cat', 'mat']);
    expect(after.blanks[0]!.choice).toBe(cat);
    // Changed on both sides, it is not known to be the same one.
    expect(wordsOf(retyped(state, 'A [MASK] slept on the [MASK].'))).toEqual([null, 'mat']);
    expect(wordsOf(retyped(state, `So: ${state.text}`))).toEqual(['cat', 'mat']);
  });

  it('forgets a blank that was changed, and knows nothing of a new one', () => {
    expect(wordsOf(retyped(state, 'The [MAS] sat on the [MASK].'))).toEqual(['mat']);
    expect(wordsOf(retyped(state, 'The [MASK] sat ___ the [MASK].'))).toEqual(['cat', null, 'mat']);
    expect(wordsOf(retyped(state, 'The [MASK].'))).toEqual(['cat']);
    // One more underscore is another blank.
    const typed = choose(blankedText('a ___ b'), 0, cat);
    expect(retyped(typed, 'a ____ b').blanks[0]!.choice).toBeNull();
    expect(retyped(state, '')).toEqual({ text: '', blanks: [] });
  });
});

describe('stretches', () => {
  it('are the whole text, and no word is cut out of a blank', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '[MASK]', '[MASK', '___', 'x_', "n't", '🙂') }),
        (text) => {
          const list = stretches(blankedText(text));
          expect(list.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
          expect(list.filter(({ kind }) => kind === 'blank').map(({ blank: number }) => number)).toEqual(
            blankedText(text).blanks.map((_, number) => number),
          );
        },
      ),
    );
    const kinds = stretches(blankedText('a [MASK].')).map(({ kind }) => kind);
    expect(kinds).toEqual(['word', 'between', 'blank', 'between']);
  });

  it('find the word of a place', () => {
    const text = blankedText('A well-known [MASK].');
    expect(wordAt(text, 5)).toMatchObject({ start: 2, end: 12 });
    expect(wordAt(text, 1)).toBeNull();
    expect(wordAt(text, 15)).toBeNull();
  });
});

it('spells pieces together, and tells choices apart by their tokens', () => {
  expect(spelled([piece(1, 'sky'), piece(2, '##lark')])).toBe('skylark');
  expect(spelled([piece(2, '##lark')])).toBe('##lark');
  const both = choose(choose(blankedText('___ ___ ___'), 0, cat), 2, {
    pieces: [piece(1, 'sky'), piece(2, '##lark')],
    source: 'typed',
  });
  expect(keyOfChoices(choicesOf(both))).toBe('7,-,1+2');
});
