import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDraft } from '../../src/core/prompt-lookup.ts';

describe('findDraft', () => {
  const texts: [name: string, text: number[], ngram: number, most: number, draft: number[]][] = [
    ['what followed the n-gram', [1, 2, 3, 4, 5, 9, 1, 2], 2, 3, [3, 4, 5]],
    ['fewer where the text ends', [1, 2, 3, 1, 2], 2, 8, [3, 1, 2]],
    ['nothing where the n-gram is new', [1, 2, 3, 4, 5], 1, 4, []],
    ['nothing where only a part of it is found', [2, 3, 4, 1, 2], 2, 4, []],
    ['what a shorter n-gram finds there', [2, 3, 4, 1, 2], 1, 2, [3, 4]],
    [
      'from where more of the context agrees, though it is earlier',
      [7, 1, 2, 3, 8, 1, 2, 4, 7, 1, 2],
      2,
      1,
      [3],
    ],
    ['from the latest of equals', [8, 1, 2, 3, 9, 1, 2, 4, 7, 1, 2], 2, 1, [4]],
    ['from a place with enough after it', [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], 2, 4, [5, 5, 5, 5]],
    ['from the start of the text', [1, 6, 1], 1, 5, [6, 1]],
    ['nothing where none is wanted', [1, 2, 1, 2], 1, 0, []],
    ['nothing where the text is shorter than the n-gram', [1, 1], 3, 4, []],
    ['nothing where the text is only the n-gram', [1, 1, 1], 3, 4, []],
    ['nothing of an empty text', [], 1, 4, []],
  ];

  it.each(texts)('drafts %s', (_name, text, ngram, most, draft) => {
    expect(findDraft(text, ngram, most)).toEqual(draft);
  });

  it('asks for as much agreement as a long n-gram has', () => {
    const context = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(findDraft([...context, 11, ...context], 10, 1)).toEqual([11]);
    expect(findDraft([...context.slice(1), 11, ...context], 10, 1)).toEqual([]);
  });

  it('does not weigh agreement beyond eight tokens', () => {
    // The first place agrees in nine tokens, the second in eight: the later is taken.
    const shared = [1, 2, 3, 4, 5, 6, 7, 8];
    const text = [20, ...shared, 30, 21, ...shared, 31, 20, ...shared];
    expect(findDraft(text, 2, 1)).toEqual([31]);
    // In seven and eight: the one that agrees the longest.
    expect(findDraft([...shared, 30, 21, ...shared.slice(1), 31, ...shared], 2, 1)).toEqual([30]);
  });

  it('gives what follows an earlier occurrence, wherever there is one', () => {
    const text = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 });
    const counts = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(text, counts, counts, (tokenIds, ngram, most) => {
        const followings: number[][] = [];
        const end = tokenIds.slice(-ngram).join();
        for (let place = ngram; place < tokenIds.length; place++) {
          if (tokenIds.slice(place - ngram, place).join() === end) {
            followings.push(tokenIds.slice(place, place + most));
          }
        }
        const draft = findDraft(tokenIds, ngram, most);
        if (followings.length === 0) expect(draft).toEqual([]);
        else expect(followings).toContainEqual(draft);
      }),
    );
  });

  it('reads a long text about once, and a text made to delay it eight times', () => {
    const length = 2048;
    const readsOf = (tokenIds: number[]): number => {
      let reads = 0;
      const watched = new Proxy(tokenIds, {
        get(target, key, receiver) {
          if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
      findDraft(watched, 3, 8);
      return reads;
    };
    // A comparison reads two tokens.
    expect(readsOf(Array.from({ length }, (_, index) => index))).toBeLessThanOrEqual(2 * length);
    const slow = Array.from({ length }, (_, index) => (index % 8 === 0 ? -index : 1));
    expect(readsOf(slow)).toBeLessThanOrEqual(2 * 8 * length);
  });

  it.each([0, -1, 1.5, NaN])('refuses an n-gram of %d', (ngram) => {
    expect(() => findDraft([1, 1], ngram, 1)).toThrow(RangeError);
  });

  it.each([-1, 1.5, NaN, Infinity])('refuses a draft of %d', (most) => {
    expect(() => findDraft([1, 1], 1, most)).toThrow(RangeError);
  });
});
