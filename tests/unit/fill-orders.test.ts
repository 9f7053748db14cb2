import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  jointLogProbability,
  mostCertainFirst,
  mostPermutedBlanks,
  orderSteps,
  permutations,
  statesOfOrders,
} from '../../src/core/fill-orders.ts';

describe('permutations', () => {
  it('are all orders, left to right first', () => {
    expect(permutations(0)).toEqual([[]]);
    expect(permutations(1)).toEqual([[0]]);
    expect(permutations(3).map((order) => order.join(''))).toEqual([
      '012',
      '021',
      '102',
      '120',
      '201',
      '210',
    ]);
    expect(new Set(permutations(4).map((order) => order.join(''))).size).toBe(24);
  });

  it.each([-1, 1.5, Number.NaN, mostPermutedBlanks + 1])('are refused for %s blanks', (count) => {
    expect(() => permutations(count)).toThrow(RangeError);
  });
});

describe('orderSteps', () => {
  it('have the blanks before in ascending order', () => {
    expect(orderSteps([2, 0, 1])).toEqual([
      { filled: [], next: 2 },
      { filled: [2], next: 0 },
      { filled: [0, 2], next: 1 },
    ]);
    expect(orderSteps([])).toEqual([]);
  });
});

describe('statesOfOrders', () => {
  it('has each row once', () => {
    expect(
      statesOfOrders([
        [0, 1],
        [1, 0],
      ]),
    ).toEqual([
      { filled: [], next: [0, 1] },
      { filled: [0], next: [1] },
      { filled: [1], next: [0] },
    ]);
    expect(statesOfOrders([[1, 0, 2]])).toEqual([
      { filled: [], next: [1] },
      { filled: [1], next: [0] },
      { filled: [0, 1], next: [2] },
    ]);
    expect(statesOfOrders([])).toEqual([]);
  });

  it.each([1, 2, 3, 4])(
    'has 2^k − 1 rows for all orders of %i blanks, each read at every blank that is left',
    (count) => {
      const states = statesOfOrders(permutations(count));
      expect(states).toHaveLength(2 ** count - 1);
      for (const { filled, next } of states) {
        expect([...filled, ...next].sort()).toEqual(Array.from({ length: count }, (_, i) => i));
      }
    },
  );

  it('has what every step asks for, and nothing else', () => {
    const all = permutations(4);
    fc.assert(
      fc.property(fc.subarray(all), (orders) => {
        const asked = new Set(
          orders.flatMap(orderSteps).map(({ filled, next }) => `${filled.join()}:${next}`),
        );
        const read = statesOfOrders(orders).flatMap(({ filled, next }) =>
          next.map((one) => `${filled.join()}:${one}`),
        );
        expect(new Set(read)).toEqual(asked);
        expect(read).toHaveLength(asked.size);
      }),
    );
  });
});

describe('jointLogProbability', () => {
  // p(x, y) over two blanks of two words each: 0.5, 0.1, 0.15, 0.25, of which the first is the words in question.
  const ofJoint: Record<string, number> = { ':0': 0.6, '0:1': 0.5 / 0.6, ':1': 0.65, '1:0': 0.5 / 0.65 };

  it('is the same in every order of one distribution', () => {
    const of = (filled: readonly number[], next: number) => Math.log(ofJoint[`${filled.join()}:${next}`]!);
    for (const order of permutations(2)) {
      const { steps, total } = jointLogProbability(order, of);
      expect(steps).toHaveLength(2);
      expect(total).toBeCloseTo(Math.log(0.5), 12);
    }
  });

  it('adds what the steps give, in the order of the order', () => {
    const values: Record<string, number> = { ':1': -1, '1:2': -0.25, '1,2:0': -4 };
    expect(jointLogProbability([1, 2, 0], (filled, next) => values[`${filled.join()}:${next}`]!)).toEqual({
      steps: [-1, -0.25, -4],
      total: -5.25,
    });
    expect(jointLogProbability([], () => Number.NaN)).toEqual({ steps: [], total: 0 });
  });
});

describe('mostCertainFirst', () => {
  it('takes the blank with the likeliest best token', () => {
    expect(mostCertainFirst([[-2, -1.5], [-3, -0.5], [-1]])).toBe(1);
    expect(mostCertainFirst([Float32Array.of(-1, -2), null, Float32Array.of(-2, -1)])).toBe(0);
    expect(mostCertainFirst([null, [-9]])).toBe(1);
    expect(mostCertainFirst([null, [-Infinity]])).toBe(1);
    expect(mostCertainFirst([null, null])).toBeNull();
    expect(mostCertainFirst([])).toBeNull();
  });
});
