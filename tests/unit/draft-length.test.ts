import { describe, expect, it } from 'vitest';
import { DraftLength } from '../../src/core/draft-length.ts';
import { uniform } from '../../src/core/random.ts';

/** The lengths of some runs in turn, of whose drafts a number each is accepted. */
function lengthsOf(draft: DraftLength, runs: number, accept: (drafted: number) => number): number[] {
  return Array.from({ length: runs }, () => {
    const drafted = draft.next();
    draft.report(drafted, accept(drafted));
    return drafted;
  });
}

const all = (drafted: number) => drafted;
const none = () => 0;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('DraftLength', () => {
  it('takes the length with most tokens for the cost', () => {
    // On WASM: a = ½ gives 1.5 / 1.4 = 1.07 for one token and 1.75 / 1.8 = 0.97 for two. Then a = ⅔ gives 1.190 for one and
    // 1.173 for two; ¾ gives 1.250, 1.285, 1.243 for one to three; ⅚ gives 1.404, 1.412, 1.380 for two to four.
    expect(lengthsOf(new DraftLength(8, 0.4), 4, all)).toEqual([1, 1, 2, 3]);
    // On a GPU: a = ½ gives 1.429, 1.591, 1.630, 1.615 for one to four.
    expect(new DraftLength(8, 0.05).next()).toBe(3);
  });

  it('counts as tried what was accepted and the first that was not', () => {
    // Three of four: a = 4 / 6, which drafts one. Three of eight would be 4 / 10, which drafts none.
    const draft = new DraftLength(8, 0.4);
    draft.report(8, 3);
    expect(draft.next()).toBe(1);
  });

  it('stays within the limit, and takes it where positions cost nothing', () => {
    expect(Math.max(...lengthsOf(new DraftLength(3, 0.05), 50, all))).toBe(3);
    expect(new DraftLength(5, 0).next()).toBe(5);
    expect(lengthsOf(new DraftLength(0, 0), 50, none)).toEqual(Array(50).fill(0));
  });

  it('never drafts where a token that is certain does not pay', () => {
    expect(lengthsOf(new DraftLength(8, 1), 200, all)).toEqual(Array(200).fill(0));
  });

  it('stops where drafts fail and tries again after 4, 8, 16, 32 and 32 runs', () => {
    const lengths = lengthsOf(new DraftLength(8, 0.4), 100, none);
    const tried = lengths.flatMap((length, run) => (length > 0 ? [run] : []));
    expect(tried).toEqual([0, 5, 14, 31, 64, 97]);
    expect(Math.max(...lengths)).toBe(1);
  });

  it('forgets: a text that stops repeating itself is let go after nine rejected drafts', () => {
    // 0.9⁸ = 0.43 still pays at a cost of 0.4; 0.9⁹ = 0.39 does not.
    const draft = new DraftLength(8, 0.4);
    lengthsOf(draft, 400, all);
    const lengths = lengthsOf(draft, 12, none);
    expect(lengths.findIndex((length) => length === 0)).toBe(9);
  });

  it('costs at most 5 % where nothing is ever accepted', () => {
    for (const costPerToken of [0.05, 0.2, 0.4, 0.7, 0.95]) {
      const lengths = lengthsOf(new DraftLength(8, costPerToken), 400, none);
      expect(sum(lengths), `at ${costPerToken}`).toBeGreaterThan(0);
      expect(400 + costPerToken * sum(lengths), `at ${costPerToken}`).toBeLessThanOrEqual(1.05 * 400);
    }
  });

  it('gives at least 1.8 tokens for the cost of one where all is accepted from the start', () => {
    // 9 / 4.2 = 2.14 is the most that there is.
    const lengths = lengthsOf(new DraftLength(8, 0.4), 11, all);
    const tokens = lengths.length + sum(lengths);
    expect(tokens).toBeLessThan(70);
    expect(tokens / (lengths.length + 0.4 * sum(lengths))).toBeGreaterThan(1.8);
  });

  it('finds a text that begins to repeat itself within some tens of tokens', () => {
    // Whatever the place in the longest wait.
    for (let before = 200; before < 233; before++) {
      const draft = new DraftLength(8, 0.4);
      lengthsOf(draft, before, none);
      const lengths = lengthsOf(draft, 80, all);
      const found = lengths.findIndex((length) => length >= 2);
      expect(found).toBeGreaterThan(0);
      expect(found + sum(lengths.slice(0, found))).toBeLessThan(60);
      expect(lengths.at(-1)).toBe(8);
    }
  });

  it.each([
    [0.1, 1, 0.97],
    [0.5, 1.071, 0.94],
    [0.8, 1.356, 0.94],
    [0.95, 1.774, 0.94],
  ])('comes near the best for an acceptance of %d', (acceptance, best, share) => {
    // The best constant length by hand: none, 1, 2 and 6.
    let tokens = 0;
    let cost = 0;
    for (let seed = 0; seed < 20; seed++) {
      const draft = new DraftLength(8, 0.4);
      let tried = 0;
      for (let run = 0; run < 400; run++) {
        const drafted = draft.next();
        let accepted = 0;
        while (accepted < drafted && uniform(seed, tried++) < acceptance) accepted++;
        draft.report(drafted, accepted);
        tokens += 1 + accepted;
        cost += 1 + 0.4 * drafted;
      }
    }
    expect(tokens / cost).toBeGreaterThan(share * best);
  });

  it('asks again for a trial that was not reported, and takes a draft of nothing for no trial', () => {
    const draft = new DraftLength(8, 0.4);
    draft.report(1, 0);
    expect([1, 2, 3, 4].map(() => draft.next())).toEqual([0, 0, 0, 0]);
    expect(draft.next()).toBe(1);
    draft.report(0, 0);
    expect(draft.next()).toBe(1);
  });

  it.each([
    [-1, 0.4],
    [1.5, 0.4],
    [NaN, 0.4],
    [8, -0.1],
    [8, NaN],
    [8, Infinity],
  ])('refuses a limit of %d with a cost of %d', (limit, costPerToken) => {
    expect(() => new DraftLength(limit, costPerToken)).toThrow(RangeError);
  });

  it.each([
    [1, 2],
    [1, -1],
    [1.5, 1],
    [2, 0.5],
    [NaN, 0],
  ])('refuses a report of %d drafted and %d accepted', (drafted, accepted) => {
    expect(() => new DraftLength(8, 0.4).report(drafted, accepted)).toThrow(RangeError);
  });
});
