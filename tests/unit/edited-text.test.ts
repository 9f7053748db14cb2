import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEdit } from '../../src/core/edited-text.ts';

const pieces = ['Once', ' upon', ' a', ' time', ',', ' there'];

describe('an edited text', () => {
  it.each([
    // Nothing changed: all stay.
    ['Once upon a time, there', 6, ''],
    // Shortened at a token: those before it stay, and nothing is to be cut.
    ['Once upon a', 3, ''],
    ['Once upon a time', 4, ''],
    // Longer: what is new begins with a space.
    ['Once upon a time, there was', 6, ' was'],
    // "time" and "times" begin alike, but a tokenizer may cut the whole word otherwise.
    ['Once upon a times', 3, ' times'],
    // New text without a space before it goes with the word that it may belong to.
    ['Once upon a time, therefore', 5, ' therefore'],
    ['Once upon the time', 2, ' the time'],
    ['Twice upon a time', 0, 'Twice upon a time'],
    ['', 0, ''],
    // A word was put in: what follows is cut anew, though it is the same text.
    ['Once upon a dark time, there', 3, ' dark time, there'],
  ])('%j keeps %i tokens and cuts %j', (text, kept, rest) => {
    expect(findEdit(pieces, text)).toEqual({ kept, rest });
  });

  it('keeps tokens that add nothing, such as the first bytes of a character', () => {
    expect(findEdit(['A', '', '', '🙂', ' b'], 'A🙂 b c')).toEqual({ kept: 5, rest: ' c' });
    expect(findEdit(['A', '', '', '🙂', ' b'], 'A🙂')).toEqual({ kept: 4, rest: '' });
  });

  it('loses nothing: what is kept and the rest are the text', () => {
    const piece = fc.constantFrom('a', ' a', 'b', ' ', '\n', '', ' ab', '.');
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), (old, edited) => {
        const text = edited.join('');
        const { kept, rest } = findEdit(old, text);
        expect(old.slice(0, kept).join('') + rest).toBe(text);
        // What is cut by itself begins where a tokenizer begins a word.
        if (kept > 0 && rest !== '') expect(rest).toMatch(/^\s/);
      }),
    );
  });
});
