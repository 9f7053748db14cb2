import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../src/core/intervals.ts';

describe('wilsonInterval', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3, given to four decimals.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is that of the literature', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  // Python: the two roots in p of (s/n − p)² = z² p (1 − p) / n, by bisection.
  it.each([
    [3, 8, 0.13684428582359737, 0.6942576053973728],
    [1, 8, 0.02241749145005667, 0.47088818221285356],
    [4, 8, 0.2152160622138775, 0.7847839377861225],
    [0, 8, 0, 0.32440756488388023],
    [8, 8, 0.6755924351161198, 1],
    [1, 1, 0.2065493143772374, 1],
    [17, 1000, 0.010640689856816328, 0.027055958840229925],
  ])('of %i of %i solves the score equation', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });

  it('knows nothing without a trial', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('holds the share, lies in 0 to 1, and is mirrored for what did not come up', () => {
    const anyCount = fc
      .nat({ max: 1e6 })
      .chain((trials) => fc.tuple(fc.nat({ max: trials }), fc.constant(trials)));
    fc.assert(
      fc.property(anyCount, ([successes, trials]) => {
        fc.pre(trials > 0);
        const { low, high } = wilsonInterval(successes, trials);
        const share = successes / trials;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
        const mirrored = wilsonInterval(trials - successes, trials);
        expect(mirrored.low).toBeCloseTo(1 - high, 9);
        expect(mirrored.high).toBeCloseTo(1 - low, 9);
      }),
    );
  });
});
