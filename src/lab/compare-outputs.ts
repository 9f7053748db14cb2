import { firstDifference } from '../core/divergence.ts';
import type { FormId } from '../models/types.ts';
import type { Cell, Report, WorkloadId } from './types.ts';

/** Where two cells part that should have written the same. */
export interface Parting {
  /** The places of the cells in the report; twice the same where a cell's visits differ. */
  readonly cells: readonly [number, number];
  /** The measurement of a visit, 0 for the first. */
  readonly repetition: number;
  /** The first token that differs, as a place in what came out. */
  readonly token: number;
}

/** The cells of a report whose greedy output has to be the same, whatever their settings, and whether it is. */
export interface OutputGroup {
  readonly modelId: string;
  readonly form: FormId;
  readonly workload: WorkloadId;
  /** The places in the report of the cells that have an output. */
  readonly cells: readonly number[];
  /** The first two that differ; `null` where all agree. */
  readonly parting: Parting | null;
}

/**
 * Holds what came out against each other, cell by cell: of each model, form and workload that two cells or more have
 * measured. A repetition begins with the same prompt in every visit, so that the visits of a cell have to agree as well.
 */
export function compareOutputs({ plan, cells }: Report): OutputGroup[] {
  const groups = new Map<string, { group: Omit<OutputGroup, 'parting' | 'cells'>; places: number[] }>();
  cells.forEach((cell, place) => {
    const configuration = plan.configurations[cell.configuration];
    if (!configuration || cell.visits.every(({ measurements }) => measurements.length === 0)) return;
    const { modelId, form } = configuration;
    const { workload } = cell;
    const key = `${modelId}/${form}/${workload}`;
    const found = groups.get(key) ?? { group: { modelId, form, workload }, places: [] };
    found.places.push(place);
    groups.set(key, found);
  });
  return [...groups.values()]
    .filter(({ places }) => places.length > 1)
    .map(({ group, places }) => ({ ...group, cells: places, parting: findParting(cells, places) }));
}

function findParting(cells: readonly Cell[], places: readonly number[]): Parting | null {
  /** By repetition, what the first visit that has one gave, and whose it is. */
  const expected: { readonly place: number; readonly tokenIds: readonly number[] }[] = [];
  for (const place of places) {
    for (const { measurements } of cells[place]!.visits) {
      for (const [repetition, { tokenIds }] of measurements.entries()) {
        const wanted = (expected[repetition] ??= { place, tokenIds });
        const token = firstDifference(wanted.tokenIds, tokenIds);
        const isSame = token === wanted.tokenIds.length && token === tokenIds.length;
        if (!isSame) return { cells: [wanted.place, place], repetition, token };
      }
    }
  }
  return null;
}
