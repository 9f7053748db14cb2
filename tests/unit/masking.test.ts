import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawMasking, meanLoss, type MaskableToken } from '../../src/core/masking.ts';

/** `[` and `]` are markers, `a` begins a word, `-` continues it. */
const tokensOf = (shape: string): MaskableToken[] =>
  Array.from(shape, (one) => ({ maskable: !'[]'.includes(one), wordStart: one === 'a' }));

const positions = (...args: Parameters<typeof drawMasking>) =>
  drawMasking(...args).map(({ position }) => position);

const anyTokens = fc.string({ unit: fc.constantFrom('a', 'a', '-', '[', ']'), maxLength: 40 }).map(tokensOf);

describe('drawMasking', () => {
  it('hides the share, rounded, and at least one', () => {
    const hidden = (shape: string, share?: number) => positions(1, tokensOf(shape), { share }).length;
    expect(hidden('aaaaaaaaaaaaaaaaaaaa')).toBe(3);
    expect(hidden('aaaaaaaaaa')).toBe(2);
    expect(hidden('[aaa]')).toBe(1);
    expect(hidden('[aaaaaa]', 0.5)).toBe(3);
    expect(hidden('[aaaaaa]', 0)).toBe(1);
    expect(positions(1, tokensOf('[a-a]'), { share: 1 })).toEqual([1, 2, 3]);
    expect(hidden('[]')).toBe(0);
    expect(hidden('')).toBe(0);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses a share of %s', (share) => {
    expect(() => drawMasking(1, tokensOf('aa'), { share })).toThrow(RangeError);
  });

  it('hides whole words, and a word that is too long only where nothing else is hidden', () => {
    // Words at 1-2, 3, 4-6 and 8-9: a marker between two pieces ends a word.
    const tokens = tokensOf('[a-aa--]--');
    const words = ['1,2', '3', '4,5,6', '8,9'];
    for (let seed = 0; seed < 200; seed++) {
      const hidden = positions(seed, tokens, { share: 0.5, wholeWords: true }).join();
      expect(['1,2,3', '1,2,8,9', '3,4,5,6', '3,8,9', '4,5,6', '1,2']).toContain(hidden);
      expect(words).toContain(positions(seed, tokens, { share: 0.1, wholeWords: true }).join());
    }
  });

  it('is the same for the same seed, and hides only what it may', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        anyTokens,
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, tokens, wholeWords, share) => {
          const options = { share, wholeWords, replacement: 'bert' } as const;
          const hidden = drawMasking(seed, tokens, options);
          expect(drawMasking(seed, tokens, options)).toEqual(hidden);
          const places = hidden.map(({ position }) => position);
          expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
          expect(places.every((position) => tokens[position]!.maskable)).toBe(true);
          const maskable = tokens.filter((token) => token.maskable).length;
          expect(places.length > 0).toBe(maskable > 0);
          if (!wholeWords && maskable > 0)
            expect(places).toHaveLength(Math.max(1, Math.round(share * maskable)));
        },
      ),
    );
  });

  it('replaces by the mask token alone unless told otherwise', () => {
    const hidden = drawMasking(3, tokensOf('a'.repeat(1000)), { share: 1 });
    expect(hidden.every(({ kind }) => kind === 'mask')).toBe(true);
  });

  it('replaces 80, 10 and 10 % as BERT does', () => {
    const hidden = drawMasking(7, tokensOf('a'.repeat(10_000)), { share: 1, replacement: 'bert' });
    const share = (kind: string) => hidden.filter((one) => one.kind === kind).length / hidden.length;
    // Four standard deviations of 10,000 draws: 4 · √(0.8 · 0.2 / 10,000), and of 0.1 and 0.9.
    expect(Math.abs(share('mask') - 0.8)).toBeLessThan(0.016);
    expect(Math.abs(share('random') - 0.1)).toBeLessThan(0.012);
    expect(Math.abs(share('kept') - 0.1)).toBeLessThan(0.012);
    const draws = hidden.flatMap((one) => (one.kind === 'random' ? [one.draw] : []));
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    // The mean of a thousand uniform draws: 0.5 ± 4 · √(1/12 / 1,000).
    expect(Math.abs(draws.reduce((sum, draw) => sum + draw, 0) / draws.length - 0.5)).toBeLessThan(0.04);
  });

  it('hides every position as often as the others', () => {
    const tokens = tokensOf('[aaaaaaaaaa]');
    const counts = tokens.map(() => 0);
    for (let seed = 0; seed < 10_000; seed++)
      for (const position of positions(seed, tokens, { share: 0.2 })) counts[position]!++;
    // Each of the ten in 2,000 of 10,000 drawings, ± 4 · √(10,000 · 0.2 · 0.8).
    for (const count of counts.slice(1, 11)) expect(Math.abs(count - 2000)).toBeLessThan(160);
    expect([counts[0], counts[11]]).toEqual([0, 0]);
  });
});

describe('meanLoss', () => {
  it('is the mean of −ln p, and its exponential', () => {
    // p = 1/2 and 1/8: the geometric mean is 1/4.
    const { mean, perplexity } = meanLoss([Math.log(1 / 2), Math.log(1 / 8)])!;
    expect(mean).toBeCloseTo(1.3862943611198906, 12);
    expect(perplexity).toBeCloseTo(4, 12);
    expect(meanLoss([0])).toEqual({ mean: 0, perplexity: 1 });
    expect(meanLoss([1e-17])).toEqual({ mean: 0, perplexity: 1 });
    expect(meanLoss([-1, -Infinity])).toEqual({ mean: Infinity, perplexity: Infinity });
    expect(meanLoss([])).toBeNull();
  });
});
