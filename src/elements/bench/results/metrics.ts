import { summarizeCell, type CellSummary } from '../../../lab/index.ts';
import type { Cell } from '../../../lab/types.ts';
import type { SampleSummary } from '../../../core/statistics.ts';

/** What can be compared between configurations. */
export type Metric = 'decode' | 'first' | 'prefill' | 'load' | 'step' | 'total';

export const metrics: readonly Metric[] = ['decode', 'first', 'prefill', 'load', 'step', 'total'];

const places = {
  decode: 'decodeTokensPerSecond',
  first: 'firstMs',
  prefill: 'prefillTokensPerSecond',
  load: 'loadMs',
  step: 'stepP95Ms',
  total: 'totalMs',
} as const satisfies { readonly [M in Metric]: keyof CellSummary };

/** Cells of a report do not change: what was reckoned for one holds as long as it. */
const known = new WeakMap<Cell, CellSummary>();

/** What a cell comes to. */
export function summaryOf(cell: Cell): CellSummary {
  const found = known.get(cell) ?? summarizeCell(cell);
  known.set(cell, found);
  return found;
}

/** Median and quartiles of a metric in a cell; `null` where nothing was measured. */
export function metricOf(cell: Cell, metric: Metric): SampleSummary | null {
  return summaryOf(cell)[places[metric]];
}
