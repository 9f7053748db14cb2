import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankOneWord, findBlanks, findWords, writeMasks } from '../../src/core/masks.ts';

/** Words, blanks, and what lies between them. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('cat', 'don’t', '한국어', 'é', 'MASK', '42', '🙂', ' ', '. ', '-', "'", '\n'),
      fc.constantFrom('[MASK]', '___', '_____', '_', '__', '[', ']', '[mask]', '[MASK'),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

describe('findBlanks', () => {
  const texts: [text: string, blanks: string[]][] = [
    ['', []],
    ['no blank', []],
    ['a [MASK] b', ['[MASK]']],
    ['a ___ b', ['___']],
    ['a ________ b', ['________']],
    ['a _ b __ c', []],
    ['[mask] [ MASK ] MASK', []],
    ['[MASK][MASK]', ['[MASK]', '[MASK]']],
    ['___[MASK]____', ['___', '[MASK]', '____']],
    ['foo___bar', ['___']],
    ['[[MASK]]', ['[MASK]']],
  ];

  it.each(texts)('of %j are %j', (text, blanks) => {
    expect(findBlanks(text).map(({ start, end }) => text.slice(start, end))).toEqual(blanks);
  });

  it('are counted in UTF-16 units', () => {
    // The emoji takes two.
    expect(findBlanks('🙂 [MASK] 한 ___')).toEqual([
      { start: 3, end: 9 },
      { start: 12, end: 15 },
    ]);
  });

  it('are the same every time they are looked for', () => {
    expect(findBlanks('[MASK] ___')).toEqual(findBlanks('[MASK] ___'));
  });
});

describe('writeMasks', () => {
  it('writes each blank as the mask token', () => {
    expect(writeMasks('The ___ sat on the [MASK].', '<mask>')).toBe('The <mask> sat on the <mask>.');
  });

  it('leaves a text without blanks alone', () => {
    expect(writeMasks('a _ b __ c', '<mask>')).toBe('a _ b __ c');
    expect(writeMasks('', '<mask>')).toBe('');
  });

  it('takes the mask token as it is', () => {
    // `$&` would put the blank itself there, and `$$` a single dollar sign.
    expect(writeMasks('a ___', '$&$$')).toBe('a $&$$');
  });

  it('puts as many masks as there are blanks, and changes nothing between them', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const blanks = findBlanks(text);
        const between = [...blanks, undefined].map((blank, i) =>
          text.slice(blanks[i - 1]?.end ?? 0, blank?.start ?? text.length),
        );
        expect(writeMasks(text, '\u0001').split('\u0001')).toEqual(between);
      }),
    );
  });
});

describe('blankOneWord', () => {
  /** The text with `|` at the caret, or around the selection; the answer with the new blank in braces. */
  function blank(marked: string): string {
    const from = marked.indexOf('|');
    const to = marked.lastIndexOf('|');
    const text = marked.replaceAll('|', '');
    const result = blankOneWord(text, from, to === from ? from : to - 1);
    return `${result.text.slice(0, result.start)}{${result.text.slice(result.start, result.end)}}${result.text.slice(result.end)}`;
  }

  const texts: [what: string, marked: string, expected: string][] = [
    ['the selection', 'The |cat| sat', 'The {[MASK]} sat'],
    ['a selection of several words', 'The |cat sat|.', 'The {[MASK]}.'],
    ['a selection inside a word', 'under|stand|ing', 'under{[MASK]}ing'],
    ['a selection of everything', '|The cat|', '{[MASK]}'],
    ['a selection of white space', 'a| |b', 'a{[MASK]}b'],
    ['a selected blank', 'a |___| b', 'a {[MASK]} b'],
    ['the word that the caret is in', 'The c|at sat', 'The {[MASK]} sat'],
    ['the word that the caret is before', 'The |cat sat', 'The {[MASK]} sat'],
    ['the word that the caret is after', 'The cat| sat', 'The {[MASK]} sat'],
    ['the word before a caret in white space', 'The cat  | sat', 'The {[MASK]}   sat'],
    ['the last word for a caret at the end', 'The cat sat.|', 'The cat {[MASK]}.'],
    ['the first word for a caret at the start', '|The cat', '{[MASK]} cat'],
    ['the first word for a caret before all words', '|  “The cat”', '  “{[MASK]} cat”'],
    ['a word of Hangul', '고양이가 앉|았다.', '고양이가 {[MASK]}.'],
    ['a word with an apostrophe', 'I don|’t know', 'I {[MASK]} know'],
    ['a word with a hyphen', 'a well-kn|own cat', 'a {[MASK]} cat'],
    ['a word with combining marks', 'a cafe\u0301| here', 'a {[MASK]} here'],
    ['a number', 'in 19|84.', 'in {[MASK]}.'],
    ['a word after an emoji', '🙂 ca|t', '🙂 {[MASK]}'],
    ['a word outside the BMP', 'a 𝒄𝒂|𝒕 b', 'a {[MASK]} b'],
    ['an empty text', '|', '{[MASK]}'],
    ['a text without words', '… |!', '… !{[MASK]}'],
    ['the word before a blank that the caret is in', 'The [MA|SK] sat', '{[MASK]} [MASK] sat'],
    ['the word before a blank that the caret is after', 'The ___ | sat', '{[MASK]} ___  sat'],
    ['the first word after a blank at the start', '[MASK]| cat sat', '[MASK] {[MASK]} sat'],
    ['a text of blanks alone', '[MASK] ___|', '[MASK] ___{[MASK]}'],
    ['the word MASK without brackets', 'a MASK| b', 'a {[MASK]} b'],
  ];

  it.each(texts)('blanks %s: %s', (_what, marked, expected) => {
    expect(blank(marked)).toBe(expected);
  });

  it('makes one blank more wherever the caret is, and tells where', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, place) => {
        const caret = place % (text.length + 1);
        const result = blankOneWord(text, caret, caret);
        const blanks = findBlanks(result.text);
        expect(blanks).toHaveLength(findBlanks(text).length + 1);
        expect(blanks).toContainEqual({ start: result.start, end: result.end });
        const tail = result.text.slice(result.end);
        expect(text.startsWith(result.text.slice(0, result.start))).toBe(true);
        expect(text.endsWith(tail)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('puts the blank in place of the selection, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, selected, after) => {
        const from = before.length;
        expect(blankOneWord(before + selected + after, from, from + selected.length)).toEqual({
          text: `${before}[MASK]${after}`,
          start: from,
          end: from + 6,
        });
      }),
    );
  });

  it('leaves quotes and dashes around a word alone', () => {
    expect(blankOneWord("She said 'hello' to me", 12, 12).text).toBe("She said '[MASK]' to me");
    expect(blankOneWord('wait--what now', 2, 2).text).toBe('[MASK]--what now');
    expect(blankOneWord("I don't know", 4, 4).text).toBe('I [MASK] know');
  });

  it('takes a blank that the selection cuts as a whole', () => {
    expect(blankOneWord('[MASK]', 1, 3)).toEqual({ text: '[MASK]', start: 0, end: 6 });
    expect(blankOneWord('a ____ b', 4, 8).text).toBe('a [MASK]');
  });
});

describe('findWords', () => {
  it('are letters and digits, with a single apostrophe or hyphen inside', () => {
    const text = " Don’t, 'well-known' -- 한국어 cafe\u0301 a_b 🙂 42";
    expect(findWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Don’t',
      'well-known',
      '한국어',
      'cafe\u0301',
      'a',
      'b',
      '42',
    ]);
    expect(findWords(' …')).toEqual([]);
  });
});
