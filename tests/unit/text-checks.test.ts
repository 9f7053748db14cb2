import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTextFault } from '../../src/core/text-checks.ts';

/** Of ECMAScript 2024, which Node has from 20 on and the project's `lib` not yet. */
interface WellFormedString {
  isWellFormed(): boolean;
  toWellFormed(): string;
}
const isWellFormed = (text: string) => (text as unknown as WellFormedString).isWellFormed();
const toWellFormed = (text: string) => (text as unknown as WellFormedString).toWellFormed();

/** Any UTF-16 units, with halves of characters and NUL more often than by chance. */
const units = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 0xffff }) },
      { weight: 2, arbitrary: fc.constantFrom(0xd800, 0xdbff, 0xd83d, 0xdc00, 0xdfff, 0xde42) },
      { weight: 1, arbitrary: fc.constantFrom(0, 0xd7ff, 0xe000) },
    ),
    { maxLength: 12 },
  )
  .map((list) => String.fromCharCode(...list));

describe('findTextFault', () => {
  it('finds nothing wrong with ordinary text', () => {
    for (const text of ['a', ' ', '한글', '🙂', '👩‍🚀', '\ufeff', '\ufffd', '\u{10ffff}', '\ud7ff\ue000']) {
      expect(findTextFault(text)).toBeUndefined();
    }
  });

  it('finds that there is no text', () => {
    expect(findTextFault('')).toEqual({ code: 'empty-text' });
  });

  it('finds NUL and where it is', () => {
    expect(findTextFault('\0')).toEqual({ code: 'nul-character', position: 0 });
    // An emoji is two UTF-16 units.
    expect(findTextFault('🙂a\0')).toEqual({ code: 'nul-character', position: 3 });
  });

  it('finds half a character and where it is', () => {
    const halves: [text: string, position: number][] = [
      ['\ud83d', 0],
      ['\ude42', 0],
      ['ab\ud83d', 2],
      ['a\ud83db', 1],
      ['\ud83d\ud83d\ude42', 0],
      ['\ud83d\ude42\ude42', 2],
      ['\ude42\ud83d', 0],
    ];
    for (const [text, position] of halves) {
      expect(findTextFault(text)).toEqual({ code: 'lone-surrogate', position });
    }
  });

  it('names the first of several faults', () => {
    expect(findTextFault('a\0\ud83d')).toEqual({ code: 'nul-character', position: 1 });
    expect(findTextFault('a\ud83d\0')).toEqual({ code: 'lone-surrogate', position: 1 });
  });

  it('agrees with isWellFormed and includes', () => {
    fc.assert(
      fc.property(units, (text) => {
        const isFine = text.length > 0 && isWellFormed(text) && !text.includes('\0');
        expect(findTextFault(text) === undefined).toBe(isFine);
      }),
      { numRuns: 1000 },
    );
  });

  it('points where toWellFormed changes the text first, or at the first NUL', () => {
    fc.assert(
      fc.property(units, (text) => {
        const repaired = toWellFormed(text);
        const position = Array.from(
          { length: text.length },
          (_, i) => text[i] !== repaired[i] || text[i] === '\0',
        ).indexOf(true);
        fc.pre(position >= 0);
        const code = text[position] === '\0' ? 'nul-character' : 'lone-surrogate';
        expect(findTextFault(text)).toEqual({ code, position });
      }),
      { numRuns: 1000 },
    );
  });
});
