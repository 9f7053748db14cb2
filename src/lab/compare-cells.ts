import { medianRatio } from '../core/statistics.ts';
import { summarizeCell } from './summarize-cell.ts';
import type { Cell, Visit } from './types.ts';

/** How many times as fast one cell is as another: the median over the rounds, with the smallest and the largest. */
export interface CellComparison {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Measured runs, of both cells together. */
  readonly count: number;
}

/** What is compared: tokens/s after the first token, or the speed to the first token. */
export type ComparedSpeed = 'decode' | 'first';

/**
 * Holds two cells of one workload against each other, round by round, as far as both have the round and the page was in sight.
 *
 * @returns how many times as fast `other` is as `one`; `null` where no round of both has such a time
 */
export function compareCells(one: Cell, other: Cell, what: ComparedSpeed): CellComparison | null {
  const rounds = one.visits.flatMap((before, round): [Visit, Visit][] => {
    const after = other.visits[round];
    if (!after || before.hidden || after.hidden) return [];
    return speedOf(before, what) === null || speedOf(after, what) === null ? [] : [[before, after]];
  });
  if (rounds.length === 0) return null;
  const { ratio, low, high } = medianRatio(
    rounds.map(([, after]) => speedOf(after, what)!),
    rounds.map(([before]) => speedOf(before, what)!),
  );
  const count = rounds.flat().reduce((sum, { measurements }) => sum + measurements.length, 0);
  return { ratio, low, high, count };
}

/** What a visit comes to, in tokens, or first tokens, a second; `null` where it has no such time. */
function speedOf(visit: Visit, what: ComparedSpeed): number | null {
  const { decodeTokensPerSecond, firstMs } = summarizeCell({ visits: [visit] });
  if (what === 'decode') return decodeTokensPerSecond?.median || null;
  return firstMs && firstMs.median > 0 ? 1000 / firstMs.median : null;
}
