import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StopWatcher } from '../../src/core/stop-strings.ts';

/** What each piece of text completes. */
function pushAll(stops: readonly string[], pieces: readonly string[]): (string | undefined)[] {
  const watcher = new StopWatcher(stops);
  return pieces.map((piece) => watcher.push(piece));
}

describe('StopWatcher', () => {
  it('finds a stop string inside one piece', () => {
    expect(pushAll(['end'], ['the end.'])).toEqual(['end']);
  });

  it('finds a stop string that begins in one piece and ends in another', () => {
    expect(pushAll(['\n\nUser:'], ['text\n', '\nUs', '', 'er', ': more'])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      '\n\nUser:',
    ]);
  });

  it('finds a single character', () => {
    expect(pushAll(['.'], ['a', 'b.c', 'd'])).toEqual([undefined, '.', undefined]);
  });

  it('does not stop again for one that was passed', () => {
    expect(pushAll(['aba'], ['aba', 'c', 'ab', 'c'])).toEqual(['aba', undefined, undefined, undefined]);
    expect(pushAll(['ab', 'abcdefgh'], ['ab', 'c', 'd'])).toEqual(['ab', undefined, undefined]);
  });

  it('stops again for a new one that overlaps the last', () => {
    expect(pushAll(['aba'], ['aba', 'b', 'a'])).toEqual(['aba', undefined, 'aba']);
  });

  it('names the first in the list where several end in one piece', () => {
    expect(pushAll(['b', 'a'], ['ab'])).toEqual(['b']);
    expect(pushAll(['a', 'b'], ['ab'])).toEqual(['a']);
  });

  it('never stops without stop strings, or for an empty one', () => {
    expect(pushAll([], ['a', ''])).toEqual([undefined, undefined]);
    expect(pushAll([''], ['a', ''])).toEqual([undefined, undefined]);
    expect(pushAll(['', 'b'], ['a', 'b'])).toEqual([undefined, 'b']);
  });

  it('finds a stop string wherever the text around it is cut', () => {
    const piece = fc.string({ unit: 'grapheme', maxLength: 8 });
    const stop = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        piece,
        stop,
        piece,
        fc.array(fc.nat(), { maxLength: 12 }),
        (before, stop, after, places) => {
          const text = before + stop + after;
          const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort(
            (a, b) => a - b,
          );
          const pieces = ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end));
          const found = pushAll([stop], pieces);
          expect(found).toContain(stop);
          // The first to tell is the piece in which the first one ends.
          const end = text.indexOf(stop) + stop.length;
          expect(found.indexOf(stop)).toBe(ends.findIndex((reached) => reached >= end));
        },
      ),
    );
  });

  it('tells of a stop string exactly where one ends in the new piece', () => {
    const letters = (maxLength: number, minLength = 0) =>
      fc.string({ unit: fc.constantFrom('a', 'b'), minLength, maxLength });
    const stopLists = fc.array(letters(5, 1), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(stopLists, fc.array(letters(4), { maxLength: 12 }), (stops, pieces) => {
        let text = '';
        const expected = pieces.map((piece) => {
          const before = text.length;
          text += piece;
          return stops.find((stop) =>
            Array.from({ length: piece.length }, (_, i) => before + i + 1).some((end) =>
              text.slice(0, end).endsWith(stop),
            ),
          );
        });
        expect(pushAll(stops, pieces)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
