import { describe, expect, it } from 'vitest';
import { median, percentiles, quantile, medianRatio, summarizeSample } from '../../src/core/statistics.ts';

// Sorted: 1 1 2 3 4 5 6 9. Expected values are numpy.quantile's, worked out by hand: the place is (count − 1) · share.
const sample = [3, 1, 4, 1, 5, 9, 2, 6];

describe('quantile', () => {
  it.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 3.5],
    [0.75, 5.25],
    [0.95, 7.95],
    [1, 9],
  ])('at %d is %d', (share, expected) => {
    expect(quantile(sample, share)).toBeCloseTo(expected, 12);
  });

  it('sorts by value, not by digits, and leaves the sample as it is', () => {
    const values = [100, 20, 3];
    expect(quantile(values, 0)).toBe(3);
    expect(values).toEqual([100, 20, 3]);
  });

  it.each([-0.1, 1.1, NaN])('refuses a share of %d', (share) => {
    expect(() => quantile(sample, share)).toThrow(RangeError);
  });
});

describe('a sample', () => {
  it('has a median', () => {
    expect(median([50, 15, 40, 20, 35])).toBe(35);
    expect(median(sample)).toBe(3.5);
    expect(median([7])).toBe(7);
  });

  it('is summarised by its median and quartiles', () => {
    expect(summarizeSample(sample)).toEqual({ median: 3.5, low: 1.75, high: 5.25, count: 8 });
    expect(summarizeSample([7])).toEqual({ median: 7, low: 7, high: 7, count: 1 });
  });

  it('has a 50th and a 95th percentile', () => {
    const { p50, p95 } = percentiles([15, 20, 35, 40, 50]);
    expect(p50).toBe(35);
    expect(p95).toBeCloseTo(48, 12);
  });

  it.each([[[]], [[1, NaN]], [[1, Infinity]]])('of %j is refused', (values: number[]) => {
    for (const statistic of [median, summarizeSample, percentiles]) {
      expect(() => statistic(values)).toThrow(RangeError);
    }
  });
});

describe('medianRatio', () => {
  it('takes the median of the ratios of the pairs, with their range', () => {
    // The ratios are 2, 3 and 1.5; the medians alone would give 30 / 10 = 3.
    expect(medianRatio([10, 30, 90], [5, 10, 60])).toEqual({ ratio: 2, low: 1.5, high: 3, count: 3 });
  });

  it('is the same where a pair was measured while everything took ten times as long', () => {
    expect(medianRatio([10, 300, 12], [5, 150, 6])).toEqual({ ratio: 2, low: 2, high: 2, count: 3 });
  });

  it.each([
    ['none', [], []],
    ['of unlike length', [1, 2], [1]],
    ['with NaN', [1, NaN], [1, 2]],
    ['with an infinite value below', [1, 2], [1, Infinity]],
    ['with 0 below', [1, 2], [1, 0]],
  ])('refuses samples: %s', (_name, first: number[], second: number[]) => {
    expect(() => medianRatio(first, second)).toThrow(RangeError);
  });
});
