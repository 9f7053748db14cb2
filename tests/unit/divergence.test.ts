import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  divergenceTree,
  firstDifference,
  partingPlaces,
  commonLength,
  type Run,
} from '../../src/core/divergence.ts';

// Three letters and short texts, so that they share beginnings, repeat and end inside of each other.
const anySequence = fc.array(fc.nat(2), { maxLength: 7 });
const anySequences = fc.array(anySequence, { minLength: 1, maxLength: 9 });

/** Every node with all that leads to it. */
function walk(run: Run, visit: (run: Run, parent: Run | null) => void, parent: Run | null = null): void {
  visit(run, parent);
  for (const child of run.children) walk(child, visit, run);
}

describe('firstDifference', () => {
  it.each([
    [[1, 2, 3], [1, 2, 4], 0, 2],
    [[1, 2], [1, 2, 4], 0, 2],
    [[1, 2], [1, 2], 0, 2],
    [[1], [2], 0, 0],
    [[], [2], 0, 0],
    // What lies before `from` is not looked at.
    [[9, 2, 3], [1, 2, 4], 1, 2],
    [[1], [1], 5, 1],
  ])('of %j and %j from %i on is %i', (one, other, from, place) => {
    expect(firstDifference(one, other, from)).toBe(place);
  });

  it('is the same both ways', () => {
    fc.assert(
      fc.property(anySequence, anySequence, (one, other) => {
        expect(firstDifference(one, other)).toBe(firstDifference(other, one));
      }),
    );
  });
});

describe('commonLength', () => {
  it.each([
    [[], 0],
    [[[1, 2, 3]], 3],
    [
      [
        [1, 2, 3],
        [1, 2],
        [1, 2, 9],
      ],
      2,
    ],
    [[[1, 2], [3], [1, 2]], 0],
  ])('of %j is %i', (sequences, length) => {
    expect(commonLength(sequences)).toBe(length);
  });

  it('is the smallest of the pairs’ first differences', () => {
    fc.assert(
      fc.property(anySequences, (sequences) => {
        const pairs = sequences.flatMap((one) => sequences.map((other) => firstDifference(one, other)));
        expect(commonLength(sequences)).toBe(Math.min(...pairs));
      }),
    );
  });
});

describe('divergenceTree', () => {
  it('merges what has one way on, and puts the way of the most first', () => {
    // By hand: all begin 5 6; row 1 goes on alone; rows 0, 2 and 3 share 7 8, then end, or part into 9 and 1.
    const sequences = [
      [5, 6, 7, 8, 9],
      [5, 6, 1, 1],
      [5, 6, 7, 8],
      [5, 6, 7, 8, 1, 2],
    ];
    const leaf = (start: number, end: number, row: number) => ({
      start,
      end,
      rows: [row],
      ended: [row],
      children: [],
    });
    expect(divergenceTree(sequences)).toEqual({
      start: 0,
      end: 2,
      rows: [0, 1, 2, 3],
      ended: [],
      children: [
        { start: 2, end: 4, rows: [0, 2, 3], ended: [2], children: [leaf(4, 5, 0), leaf(4, 6, 3)] },
        leaf(2, 4, 1),
      ],
    });
  });

  it('has an empty root where nothing is shared, and one run where all are the same', () => {
    expect(divergenceTree([[1], [2]])).toMatchObject({ start: 0, end: 0, rows: [0, 1] });
    const same = divergenceTree([
      [1, 2],
      [1, 2],
    ]);
    expect(same).toEqual({ start: 0, end: 2, rows: [0, 1], ended: [0, 1], children: [] });
    expect(divergenceTree([])).toEqual({ start: 0, end: 0, rows: [], ended: [], children: [] });
    expect(divergenceTree([[], []])).toEqual({ start: 0, end: 0, rows: [0, 1], ended: [0, 1], children: [] });
  });

  it('begins where it is told, also past the end of a sequence', () => {
    const tree = divergenceTree([[9, 1, 2], [8, 1, 3], [7]], 1);
    expect(tree).toMatchObject({ start: 1, end: 1, ended: [2] });
    expect(tree.children[0]).toMatchObject({ start: 1, end: 2, rows: [0, 1] });
  });

  it('holds every sequence whole, once, and branches only where sequences part or end', () => {
    fc.assert(
      fc.property(anySequences, (sequences) => {
        const ended: number[] = [];
        walk(divergenceTree(sequences), (run, parent) => {
          ended.push(...run.ended);
          const [lead] = run.rows;
          // The rows of a run have its tokens in common, and all that leads to it.
          for (const row of run.rows) {
            expect(sequences[row]!.slice(0, run.end)).toEqual(sequences[lead!]!.slice(0, run.end));
          }
          for (const row of run.ended) expect(sequences[row]).toHaveLength(run.end);
          if (parent) {
            expect(run.start).toBe(parent.end);
            expect(run.end).toBeGreaterThan(run.start);
          }
          expect(run.children.length === 1 && run.ended.length === 0).toBe(false);
          // The children begin with different tokens and share the rest of the rows out.
          const nexts = run.children.map(({ rows, start }) => sequences[rows[0]!]![start]);
          expect(new Set(nexts).size).toBe(nexts.length);
          const below = [...run.ended, ...run.children.flatMap(({ rows }) => rows)];
          expect(below.sort((a, b) => a - b)).toEqual(run.rows);
        });
        expect(ended.sort((a, b) => a - b)).toEqual(sequences.map((_, row) => row));
      }),
    );
  });
});

describe('partingPlaces', () => {
  it('says where each leaves the last of the others', () => {
    expect(partingPlaces(divergenceTree([[5, 6, 7], [5, 6, 8], [5, 1], [5, 1, 1], [4]]))).toEqual([
      2, 2, 2, 2, 0,
    ]);
  });

  it('is the longest that a sequence shares with any other', () => {
    fc.assert(
      fc.property(anySequences, (sequences) => {
        const places = sequences.map((one, row) =>
          Math.max(0, ...sequences.map((other, at) => (at === row ? 0 : firstDifference(one, other)))),
        );
        expect(partingPlaces(divergenceTree(sequences))).toEqual(places);
      }),
    );
  });
});
