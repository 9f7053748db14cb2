import { medianRatio, median } from '../../core/index.ts';
import { EngineError, type Engine, type EngineOptions } from '../../engine/index.ts';
import { oneMeasurement } from '../../lab/one-at-a-time.ts';
import { runPlan } from '../../lab/run-plan.ts';
import type { Cell, Measurement, Report, Visit } from '../../lab/types.ts';
import type { Circumstances } from './circumstances.ts';
import { effectsOfPage, type Effect } from './effects.ts';
import { configurationsOf, type Pair } from './pairs.ts';

/** Where measurements are made, and who is told of them. */
export interface MeasureHost {
  createEngine(options: EngineOptions): Engine;
  changed(): void;
}

/** How often each of two values is visited, how often it is measured at each visit, and for how long at most, in seconds. */
const rounds = 3;
const repetitions = 2;
const limitSeconds = 60;

/** How a measurement ended; what there is to say of it. */
export type MeasureEnd =
  /** `hidden`: in every round the page was out of sight, where browsers slow it down. */
  | { readonly kind: 'done' | 'stopped' | 'hidden'; readonly pair: Pair }
  | { readonly kind: 'time-limit'; readonly pair: Pair; readonly value: unknown }
  | { readonly kind: 'failed'; readonly pair: Pair; readonly value: unknown; readonly error: unknown };

/** Measures one setting: two of its values in turn, each in workers of their own, and writes the effect into the page's store. */
export class MeasureOne {
  /** What is being measured; `null` for nothing. */
  running: { readonly pair: Pair; readonly modelName: string } | null = null;
  /** Visits that are through, and of how many. */
  progress: { readonly done: number; readonly of: number } = { done: 0, of: 2 * rounds };
  end: MeasureEnd | null = null;

  private readonly host: MeasureHost;
  private request: AbortController | null = null;

  constructor(host: MeasureHost) {
    this.host = host;
  }

  /** Settles when it is through or stopped; never rejects. */
  async start(pair: Pair, at: Circumstances): Promise<void> {
    if (this.request) return;
    const over = oneMeasurement.begin(this);
    // Somebody else of the page is at it: two at a time would measure each other.
    if (!over) return;
    const request = new AbortController();
    this.request = request;
    this.running = { pair, modelName: at.entry.name };
    this.progress = { done: 0, of: 2 * rounds };
    this.end = null;
    this.host.changed();
    const plan = {
      configurations: configurationsOf(pair, at),
      workloads: [pair.workload],
      rounds,
      repetitions,
      limitSeconds,
      drift: false,
    };
    try {
      const report = await runPlan(plan, {
        createEngine: (options) => this.host.createEngine(options),
        signal: request.signal,
        onReport: ({ cells }) => {
          const done = cells.reduce((sum, { visits }) => sum + visits.length, 0);
          this.progress = { done, of: 2 * rounds };
          this.host.changed();
        },
      });
      this.end = this.finish(pair, report);
    } catch (error) {
      this.end = request.signal.aborted
        ? { kind: 'stopped', pair }
        : { kind: 'failed', pair, value: pair.to, error };
    } finally {
      over();
      this.request = null;
      this.running = null;
      this.host.changed();
    }
  }

  stop(): void {
    this.request?.abort();
  }

  private finish(pair: Pair, report: Report): MeasureEnd {
    const [first, second] = report.cells as [Cell, Cell];
    for (const [cell, value] of [
      [first, pair.from],
      [second, pair.to],
    ] as const) {
      const { end } = cell;
      if (end?.kind === 'stopped') return { kind: 'stopped', pair };
      if (end?.kind === 'failed') {
        return { kind: 'failed', pair, value, error: EngineError.fromMessage(end.error) };
      }
      // What was measured in the time is of use where both values have some of it.
      if (cell.visits.length === 0) return { kind: 'time-limit', pair, value };
    }
    const effect = effectOf(pair, report);
    if (!effect) return { kind: 'hidden', pair };
    effectsOfPage.add(effect);
    return { kind: 'done', pair };
  }
}

/** Tokens in each second, or first tokens. */
function speedOf(what: Pair['what'], { decodedTokens, decodeMs, firstMs }: Measurement): number {
  return what === 'first' ? 1000 / firstMs : (decodedTokens * 1000) / decodeMs;
}

/**
 * What a report of two cells says of the second value against the first: the median of the rounds' ratios. `null` where no
 * round was measured in sight.
 */
export function effectOf(pair: Pair, { cells, plan, environment }: Report): Effect | null {
  const [first, second] = cells as [Cell, Cell];
  const rounds = first.visits.flatMap((one, round): (readonly [Visit, Visit])[] => {
    const other = second.visits[round];
    return other && !one.hidden && !other.hidden ? [[one, other]] : [];
  });
  if (rounds.length === 0) return null;
  const speed = ({ measurements }: Visit) => median(measurements.map((one) => speedOf(pair.what, one)));
  const { ratio, low, high } = medianRatio(
    rounds.map(([, other]) => speed(other)),
    rounds.map(([one]) => speed(one)),
  );
  const { modelId, form } = plan.configurations[1]!;
  return {
    setting: pair.name,
    from: String(pair.from),
    to: String(pair.to),
    modelId,
    form,
    workload: pair.workload,
    what: pair.what,
    ratio,
    low,
    high,
    count: rounds.flat().reduce((sum, { measurements }) => sum + measurements.length, 0),
    date: environment.date,
  };
}
