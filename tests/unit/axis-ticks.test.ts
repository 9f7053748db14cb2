import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decadeRange,
  decadeShare,
  lengthAxis,
  linearAxis,
  readableTicks,
} from '../../src/charts/axis-ticks.ts';
import { endLabels } from '../../src/charts/end-labels.ts';
import { nextLinePoint } from '../../src/charts/line-keys.ts';
import { seriesLook } from '../../src/charts/plot-marks.ts';
import { pointLabels } from '../../src/charts/trade-off-labels.ts';

describe('a linear axis', () => {
  it.each([
    // Steps of 1, 2 and 5 times a power of ten: the smallest that gives no more than five intervals.
    [[87.3], 5, [0, 20, 40, 60, 80, 100]],
    [[100], 5, [0, 20, 40, 60, 80, 100]],
    [[101], 5, [0, 50, 100, 150]],
    [[41, 12], 5, [0, 10, 20, 30, 40, 50]],
    [[4.2], 5, [0, 1, 2, 3, 4, 5]],
    [[1e6], 5, [0, 200_000, 400_000, 600_000, 800_000, 1_000_000]],
    [[1e6], 2, [0, 500_000, 1_000_000]],
    [[1e-6], 5, [0, 2e-7, 4e-7, 6e-7, 8e-7, 1e-6]],
    [[3], 1, [0, 5]],
    // 0.3 is a hair less than 3 × 0.1.
    [[0.3], 3, [0, 0.1, 0.2, 0.3]],
    [[0.1 + 0.2], 3, [0, 0.1, 0.2, 0.3]],
  ])('of %j in %i intervals', (values, most, ticks) => {
    expect(linearAxis(values, most)).toEqual({ end: ticks.at(-1), ticks });
  });

  it('ends at 1 without a value above 0, and leaves out what is no number', () => {
    const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
    expect(linearAxis([], 5)).toEqual({ end: 1, ticks });
    expect(linearAxis([0, -3], 5)).toEqual({ end: 1, ticks });
    expect(linearAxis([NaN, Infinity, 0.9], 5)).toEqual({ end: 1, ticks });
  });

  it('has a place for every value, in equal steps that are no more than fit', () => {
    const value = fc.oneof(
      fc.double({ min: 1e-300, max: 1e299, noNaN: true }),
      fc.integer({ min: 1, max: 1_000_000 }),
    );
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 12 }), (greatest, most) => {
        const { end, ticks } = linearAxis([greatest], most);
        expect(end * (1 + 1e-9)).toBeGreaterThanOrEqual(greatest);
        expect(ticks[0]).toBe(0);
        expect(ticks.length - 1).toBeLessThanOrEqual(most);
        const [digit] = ticks[1]!.toExponential().split('e');
        expect(['1', '2', '5']).toContain(digit);
        ticks.forEach((tick, i) =>
          expect(Math.abs(tick / (ticks[1]! * Math.max(1, i)) - Math.sign(i))).toBeLessThan(1e-9),
        );
      }),
    );
  });
});

describe('decades', () => {
  it('hold all values above 0, two of them at least', () => {
    expect(decadeRange([0.0021, 0.062, 0])).toEqual({ low: -3, high: -1 });
    expect(decadeRange([2e-7, 0.062])).toEqual({ low: -7, high: -1 });
    expect(decadeRange([1e-6])).toEqual({ low: -6, high: -4 });
    expect(decadeRange([1e-3, 1])).toEqual({ low: -3, high: 0 });
    expect(decadeRange([0, NaN, -1e-17])).toEqual({ low: -4, high: -2 });
    // The smallest number above 0 that there is.
    expect(decadeRange([5e-324])).toEqual({ low: -300, high: -298 });
  });

  it('are of one length', () => {
    const range = { low: -4, high: -2 };
    expect(decadeShare(1e-4, range)).toBeCloseTo(0, 12);
    expect(decadeShare(1e-3, range)).toBeCloseTo(0.5, 12);
    expect(decadeShare(1e-2, range)).toBeCloseTo(1, 12);
    expect(decadeShare(0, range)).toBe(0);
    expect(decadeShare(1, range)).toBe(1);
  });
});

describe('an axis of lengths', () => {
  it('is by powers of two, with the given lengths at it', () => {
    const { ticks, share } = lengthAxis([256, 64, 128, 64, 512]);
    expect(ticks).toEqual([64, 128, 256, 512]);
    expect([64, 128, 256, 512].map(share)).toEqual([0, 1 / 3, 2 / 3, 1]);
  });

  it('has the powers of two where there are many lengths', () => {
    const lengths = Array.from({ length: 40 }, (_, i) => 50 + 20 * i);
    // From 50 to 830.
    expect(lengthAxis(lengths).ticks).toEqual([64, 128, 256, 512]);
    const within = Array.from({ length: 20 }, (_, i) => 300 + i);
    expect(lengthAxis(within).ticks).toEqual([300, 319]);
  });

  it('has one length in its middle, and 0 on a linear scale', () => {
    expect(lengthAxis([400]).share(400)).toBe(0.5);
    const { ticks, share } = lengthAxis([0, 50, 100]);
    expect(ticks).toEqual([0, 20, 40, 60, 80, 100]);
    expect([0, 50, 100].map(share)).toEqual([0, 0.5, 1]);
  });
});

describe('labels at an axis', () => {
  it('are written from the last one on, as far apart as they are wide', () => {
    expect(readableTicks([0, 10, 20, 30, 40], 20)).toEqual([true, false, true, false, true]);
    expect(readableTicks([0, 5, 60, 100], 30)).toEqual([false, true, true, true]);
    expect(readableTicks([], 30)).toEqual([]);
  });
});

describe('labels at the ends of lines', () => {
  it('stay where they are, or make room for each other', () => {
    expect(endLabels([20, 80], 18, 100)).toEqual([20, 80]);
    // Around 51: half a label to each side.
    expect(endLabels([50, 52], 18, 100)).toEqual([42, 60]);
    expect(endLabels([52, 50], 18, 100)).toEqual([60, 42]);
    // Within the edges.
    expect(endLabels([0, 1], 18, 100)).toEqual([9, 27]);
    expect(endLabels([100], 18, 100)).toEqual([91]);
  });

  it('are not there where they do not fit', () => {
    expect(endLabels([1, 2, 3], 18, 53)).toBeNull();
  });

  it('never lie on each other', () => {
    const wanted = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 16 });
    fc.assert(
      fc.property(wanted, (places) => {
        const middles = [...endLabels(places, 18, 300)!].sort((a, b) => a - b);
        expect(middles).toHaveLength(places.length);
        middles.forEach((middle, i) => {
          const before = i === 0 ? -9 : middles[i - 1]!;
          expect(middle - before).toBeGreaterThanOrEqual(18 - 1e-9);
        });
        expect(middles.at(-1) ?? 0).toBeLessThanOrEqual(291 + 1e-9);
      }),
    );
  });
});

describe('the keys of lines', () => {
  // Two lines at 64, 128 and 256, and a third at 200 only.
  const points = [
    ...[64, 128, 256].map((x) => ({ series: 0, x, y: 50 })),
    ...[64, 128, 256].map((x) => ({ series: 1, x, y: 80 })),
    { series: 2, x: 200, y: 10 },
  ];

  it('follow a line, and lead from line to line', () => {
    const from = (index: number, key: string) => nextLinePoint(points, index, key);
    expect(from(0, 'ArrowRight')).toBe(1);
    expect(from(2, 'ArrowRight')).toBe(2);
    expect(from(4, 'ArrowLeft')).toBe(3);
    expect(from(1, 'ArrowUp')).toBe(4);
    expect(from(4, 'ArrowUp')).toBe(4);
    expect(from(4, 'ArrowDown')).toBe(1);
    expect(from(1, 'ArrowDown')).toBe(6);
    // 256 is nearer to 200 than 128 is.
    expect(from(6, 'ArrowUp')).toBe(2);
    expect(from(3, 'Home')).toBe(0);
    expect(from(3, 'End')).toBe(6);
    expect(from(2, 'PageDown')).toBe(3);
    expect(from(0, 'PageUp')).toBe(0);
    expect(from(0, 'a')).toBeNull();
    expect(nextLinePoint([], 0, 'Home')).toBeNull();
  });
});

describe('labels of a trade-off', () => {
  const bounds = { width: 200, height: 60, radius: 10 };

  it('are names where there is room', () => {
    const places = [
      { x: 20, y: 30 },
      { x: 150, y: 30 },
    ];
    // To the right, 2 px from the point; the second one would be cut there.
    expect(pointLabels(places, { widths: [30, 40], numberWidth: 10, height: 18 }, [], bounds)).toEqual([
      { number: null, isNamed: true, offset: { dx: 12, dy: -9 } },
      { number: null, isNamed: true, offset: { dx: -52, dy: -9 } },
    ]);
  });

  it('are numbers where there is none, and names where they must be', () => {
    const places = [
      { x: 20, y: 30 },
      { x: 100, y: 30 },
    ];
    const sizes = { widths: [300, 50], numberWidth: 10, height: 18 };
    const [first, second] = pointLabels(places, sizes, [], bounds);
    expect(first).toEqual({ number: 1, isNamed: false, offset: { dx: 12, dy: -9 } });
    expect(second).toEqual({ number: null, isNamed: true, offset: { dx: 12, dy: -9 } });
    const [pointed] = pointLabels(places, sizes, [0], bounds);
    expect(pointed).toMatchObject({ number: 1, isNamed: true });
    expect(pointed!.offset).not.toBeNull();
  });

  it('never lie nearer to another point', () => {
    // The name of the second fits only above or below the first one.
    const places = [
      { x: 100, y: 30 },
      { x: 130, y: 30 },
    ];
    const [first, second] = pointLabels(
      places,
      { widths: [60, 100], numberWidth: 10, height: 18 },
      [],
      bounds,
    );
    expect(first).toEqual({ number: null, isNamed: true, offset: { dx: -72, dy: -9 } });
    expect(second).toEqual({ number: 1, isNamed: false, offset: { dx: 12, dy: -9 } });
  });
});

it('draws 24 series in 24 ways', () => {
  const looks = Array.from({ length: 24 }, (_, i) => JSON.stringify(seriesLook(i)));
  expect(new Set(looks).size).toBe(24);
});
