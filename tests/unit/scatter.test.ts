import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  labelsWith,
  placeLabels,
  type LabelledPoint,
  type LabelOffset,
} from '../../src/charts/scatter-labels.ts';
import { scatterRange, scatterShare, scatterTarget, scatterTicks } from '../../src/charts/scatter-scale.ts';

const at = (x: number, y: number) => ({ x: Math.log(x), y: Math.log(y) });

describe('the range of a scatter', () => {
  it('is in whole decades, the same for both axes', () => {
    expect(scatterRange([at(0.02, 0.3), at(0.004, 0.05)])).toEqual({ low: -3, high: 0 });
    expect(scatterRange([at(0.0005, 0.002), at(0.00003, 0.004)])).toEqual({ low: -5, high: -2 });
  });

  it('has no empty decade for a power of ten, and two at least', () => {
    expect(scatterRange([at(0.001, 0.1)])).toEqual({ low: -3, high: -1 });
    expect(scatterRange([at(0.2, 0.3)])).toEqual({ low: -2, high: 0 });
    expect(scatterRange([])).toEqual({ low: -2, high: 0 });
  });

  it('leaves out what has no logarithm, and draws it at the lower end', () => {
    const range = scatterRange([at(0, 0.5), at(0.02, 0.3)]);
    expect(range).toEqual({ low: -2, high: 0 });
    expect(scatterShare(-Infinity, range)).toBeCloseTo(scatterShare(Math.log(0.01), range), 12);
  });

  it('is cut into equal decades with room at both ends', () => {
    const range = { low: -4, high: 0 };
    const shares = [1e-4, 1e-3, 1e-2, 0.1, 1].map((one) => scatterShare(Math.log(one), range));
    const step = shares[1]! - shares[0]!;
    for (const [i, share] of shares.entries()) expect(share).toBeCloseTo(shares[0]! + i * step, 12);
    expect(shares[0]).toBeGreaterThan(0.01);
    expect(shares[0]! + shares[4]!).toBeCloseTo(1, 12);
  });

  it('has as many ticks as fit, the upper end among them', () => {
    expect(scatterTicks({ low: -4, high: 0 }, 8)).toEqual([-4, -3, -2, -1, 0]);
    expect(scatterTicks({ low: -9, high: 0 }, 5)).toEqual([-9, -6, -3, 0]);
    expect(scatterTicks({ low: -8, high: -1 }, 4)).toEqual([-7, -4, -1]);
  });
});

describe('the keys of a scatter', () => {
  const points = [at(0.1, 0.01), at(0.01, 0.1), at(0.5, 0.05), at(0, 0.9)];

  it('lead to the next point to that side, and stay at the last', () => {
    // From left to right: 3, 1, 0, 2; upwards: 0, 2, 1, 3.
    expect(scatterTarget(points, 0, 'ArrowRight')).toBe(2);
    expect(scatterTarget(points, 2, 'ArrowRight')).toBe(2);
    expect(scatterTarget(points, 0, 'ArrowLeft')).toBe(1);
    expect(scatterTarget(points, 1, 'ArrowLeft')).toBe(3);
    expect(scatterTarget(points, 0, 'ArrowUp')).toBe(2);
    expect(scatterTarget(points, 3, 'ArrowDown')).toBe(1);
    expect(scatterTarget(points, 2, 'Home')).toBe(0);
    expect(scatterTarget(points, 0, 'End')).toBe(3);
    expect(scatterTarget(points, 2, 'PageDown')).toBe(3);
    expect(scatterTarget(points, 3, 'PageDown')).toBe(3);
    expect(scatterTarget(points, 2, 'PageUp')).toBe(1);
    expect(scatterTarget(points, 0, 'PageUp')).toBe(0);
    expect(scatterTarget(points, 0, 'a')).toBeNull();
  });

  it('reach every point along either axis, those in one place too', () => {
    const place = fc.record({
      x: fc.oneof(fc.integer({ min: -5, max: 0 }), fc.constant(-Infinity)),
      y: fc.oneof(fc.integer({ min: -5, max: 0 }), fc.constant(-Infinity)),
    });
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(['ArrowLeft', 'ArrowRight'], ['ArrowDown', 'ArrowUp']),
        (places, [back, forth]) => {
          let index = 0;
          for (let i = 0; i < places.length; i++) index = scatterTarget(places, index, back!)!;
          const seen = new Set([index]);
          for (let i = 0; i < places.length; i++) seen.add((index = scatterTarget(places, index, forth!)!));
          expect(seen.size).toBe(places.length);
        },
      ),
    );
  });
});

describe('the labels of a scatter', () => {
  const bounds = { width: 300, height: 200, most: 25, radius: 5 };
  const label = (x: number, y: number, width = 40) => ({ x, y, width, height: 16 });

  it('stand to the right of their points, or where there is room', () => {
    const [alone] = placeLabels([label(100, 100)], bounds);
    expect(alone).toEqual({ dx: 7, dy: -8 });
    // At the right edge: to the left.
    expect(placeLabels([label(290, 100)], bounds)[0]).toEqual({ dx: -47, dy: -8 });
    // With a point in the way on either side: above.
    const [between] = placeLabels([label(100, 100), label(120, 100, 400), label(80, 100, 400)], bounds);
    expect(between).toEqual({ dx: -20, dy: -23 });
  });

  it('are left out where there is no room, the later ones first', () => {
    const crowd = Array.from({ length: 12 }, () => label(150, 100, 100));
    const places = placeLabels(crowd, { ...bounds, radius: 0 });
    expect(places[0]).not.toBeNull();
    expect(places.at(-1)).toBeNull();
    const few = placeLabels(
      Array.from({ length: 6 }, (_, i) => label(100, 20 + i * 30)),
      { ...bounds, most: 2 },
    );
    expect(few.map((one) => one !== null)).toEqual([true, true, false, false, false, false]);
  });

  it('never lie on each other, on a point or over the edge', () => {
    const point: fc.Arbitrary<LabelledPoint> = fc.record({
      x: fc.integer({ min: 0, max: 300 }),
      y: fc.integer({ min: 0, max: 200 }),
      width: fc.integer({ min: 5, max: 90 }),
      height: fc.constant(16),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (points) => {
        const boxes = placeLabels(points, bounds).flatMap((place, i) => {
          if (!place) return [];
          const { x, y, width, height } = points[i]!;
          return [{ i, left: x + place.dx, top: y + place.dy, width, height }];
        });
        expect(boxes.length).toBeLessThanOrEqual(25);
        if (points.length === 1 && points[0]!.x < 200 && points[0]!.y > 8 && points[0]!.y < 192) {
          expect(boxes).toHaveLength(1);
        }
        for (const box of boxes) {
          expect(box.left >= 0 && box.left + box.width <= 300).toBe(true);
          expect(box.top >= 0 && box.top + box.height <= 200).toBe(true);
          for (const other of boxes) {
            if (other === box) continue;
            const apart =
              box.left + box.width <= other.left ||
              other.left + other.width <= box.left ||
              box.top + box.height <= other.top ||
              other.top + other.height <= box.top;
            expect(apart).toBe(true);
          }
          for (const [i, { x, y }] of points.entries()) {
            if (i === box.i) continue;
            const clear =
              x + 5 <= box.left ||
              x - 5 >= box.left + box.width ||
              y + 5 <= box.top ||
              y - 5 >= box.top + box.height;
            expect(clear).toBe(true);
          }
        }
      }),
    );
  });

  const withOne = (points: LabelledPoint[], placed: (LabelOffset | null)[], must: number[]) =>
    labelsWith(must, points, placed, bounds);

  it('that must be seen stay within the bounds', () => {
    const [only] = withOne([label(100, 100)], [null], [0]);
    expect(only).toEqual({ dx: 7, dy: -8 });
    // Too long for either side: above, or, where that is over the edge too, from the edge on.
    expect(withOne([label(150, 199, 280)], [null], [0])[0]).toEqual({ dx: -140, dy: -23 });
    expect(withOne([label(100, 199, 280)], [null], [0])[0]).toEqual({ dx: -100, dy: -15 });
  });

  it('that must be seen take free room, and else the place of those that they would cover', () => {
    // Its right side is taken by the label of another point.
    const neighbour = label(110, 100, 100);
    const [beer, gasoline] = withOne([label(100, 100), neighbour], [null, { dx: 7, dy: -8 }], [0]);
    expect(gasoline).toEqual({ dx: 7, dy: -8 });
    expect(beer).toEqual({ dx: -47, dy: -8 });
    // All around it is taken.
    const wall = { x: 100, y: 100, width: 200, height: 100 };
    const far = label(20, 20);
    const placed = [null, { dx: -100, dy: -50 }, { dx: 7, dy: -8 }];
    expect(withOne([label(100, 100), wall, far], placed, [0])).toEqual([
      { dx: 7, dy: -8 },
      null,
      { dx: 7, dy: -8 },
    ]);
    // What was asked for first stays.
    expect(withOne([label(100, 100), wall, far], placed, [1, 0])).toEqual([null, ...placed.slice(1)]);
  });

  it('never cover each other, whatever must be seen', () => {
    const point: fc.Arbitrary<LabelledPoint> = fc.record({
      x: fc.integer({ min: 0, max: 300 }),
      y: fc.integer({ min: 0, max: 200 }),
      width: fc.integer({ min: 5, max: 90 }),
      height: fc.constant(16),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 40 }), fc.nat(), (points, any) => {
        const must = any % points.length;
        const labels = withOne(points, [...placeLabels(points, bounds)], [must]);
        expect(labels[must]).not.toBeNull();
        const boxes = labels.flatMap((offset, i) => {
          const { x, y, width, height } = points[i]!;
          return offset ? [{ left: x + offset.dx, top: y + offset.dy, width, height }] : [];
        });
        for (const [i, box] of boxes.entries()) {
          for (const other of boxes.slice(i + 1)) {
            const apart =
              box.left + box.width <= other.left ||
              other.left + other.width <= box.left ||
              box.top + box.height <= other.top ||
              other.top + other.height <= box.top;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });
});
