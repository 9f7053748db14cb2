import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAhead, DescendingOrder } from '../../src/core/descending-order.ts';

/** Many ties, wide gaps, impossible tokens. */
const values = fc.array(
  fc.oneof(
    fc.integer({ min: -6, max: 6 }).map((eighths) => eighths / 2),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    fc.constant(-Infinity),
  ),
  { maxLength: 80 },
);

/** The order by its definition, sorted whole. */
function sortWhole(list: readonly number[]): number[] {
  const before = (a: number, b: number) => list[a]! > list[b]! || (list[a] === list[b] && a < b);
  return list.map((_, id) => id).sort((a, b) => (before(a, b) ? -1 : 1));
}

describe('DescendingOrder', () => {
  it('puts the highest first and the lower id first among equals', () => {
    expect(new DescendingOrder([1, 3, 2, 3, -Infinity, 2]).take(6)).toEqual([1, 3, 2, 5, 0, 4]);
  });

  it('takes as many as there are', () => {
    expect(new DescendingOrder([1, 2]).take(10)).toEqual([1, 0]);
    expect(new DescendingOrder([]).take(10)).toEqual([]);
  });

  it('takes none of none asked for, before and after a sort', () => {
    const order = new DescendingOrder([1, 2]);
    expect(order.take(0)).toEqual([]);
    order.take(2);
    expect(order.take(0)).toEqual([]);
  });

  it('has nothing past the end', () => {
    const order = new DescendingOrder([1, 2]);
    expect(order.at(1)).toBe(0);
    expect(order.at(2)).toBeUndefined();
  });

  it('reaches values that lie millions below the best', () => {
    expect(new DescendingOrder([-3e6, 0, -9e30, -2e6, -Infinity]).take(5)).toEqual([1, 3, 0, 2, 4]);
  });

  it('orders values so large that a step of 2 is lost in them', () => {
    expect(new DescendingOrder([1e38, 3e38, 2e38, 3e38]).take(4)).toEqual([1, 3, 2, 0]);
  });

  it('sorts many float32 values as it does few', () => {
    // So many that they are sorted by keys: ties, both zeros, both signs, impossible tokens, the ends of float32.
    const many = fc.array(
      fc.oneof(
        fc.integer({ min: -4, max: 4 }),
        fc.constantFrom(-0, -Infinity, 3.4028234663852886e38, -3.4028234663852886e38, 1e-45, -1e-45),
        fc.float({ min: -100, max: 100, noNaN: true }),
      ),
      { minLength: 600, maxLength: 900 },
    );
    fc.assert(
      fc.property(many, (list) => {
        const floats = Float32Array.from(list);
        expect(new DescendingOrder(floats).take(list.length)).toEqual(sortWhole([...floats]));
      }),
      { numRuns: 30 },
    );
  });

  it('equals a sort of everything, asked for in any pieces', () => {
    fc.assert(
      fc.property(values, fc.array(fc.nat(100), { maxLength: 6 }), (list, places) => {
        const expected = sortWhole(list);
        const order = new DescendingOrder(list);
        for (const place of places) expect(order.at(place)).toBe(expected[place]);
        for (const count of places) expect(order.take(count)).toEqual(expected.slice(0, count));
        expect(order.take(list.length)).toEqual(expected);
      }),
    );
  });
});

describe('countAhead', () => {
  it('counts higher values and equal ones with a lower id', () => {
    const list = [1, 3, 2, 3, -Infinity, 2];
    expect(list.map((_, id) => countAhead(list, id))).toEqual([4, 0, 2, 1, 5, 3]);
  });

  it('is the place in the order', () => {
    fc.assert(
      fc.property(values, (list) => {
        expect(sortWhole(list).map((id) => countAhead(list, id))).toEqual(list.map((_, place) => place));
      }),
    );
  });
});
