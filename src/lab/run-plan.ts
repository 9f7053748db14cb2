import { createEngine } from '../engine/engine.ts';
import { findModel } from '../models/catalogue.ts';
import type { BackendInfo, LoadProgress } from '../protocol/results.ts';
import { measureDrifts, type PromptReader } from './drift.ts';
import { nameAdapter, readEnvironment } from './environment.ts';
import { messageOf } from '../protocol/errors.ts';
import type { Cell, CellEnd, Configuration, Plan, Report } from './types.ts';
import { isAbort } from '../protocol/abort.ts';
import { runVisit, type EngineSource, type VisitOptions } from './visit.ts';
import { withLimit } from './with-limit.ts';
import { isFor } from './workloads.ts';

/** What a run is at. */
export interface RunProgress {
  readonly configuration: Configuration;
  /** The place of the cell that is visited; `null` while distributions are compared. */
  readonly cell: number | null;
  /** 0 for the first. */
  readonly round: number;
  /** How far the load has come; `null` before and after. */
  readonly load: LoadProgress | null;
}

export interface RunOptions extends Partial<EngineSource> {
  readonly signal?: AbortSignal | undefined;
  /** Called at the start and whenever there is more, each time with an object of its own that stays as it is. */
  readonly onReport?: ((report: Report) => void) | undefined;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  readonly readPrompts?: PromptReader | undefined;
}

/**
 * Carries out a plan: compares the distributions first, where that is asked for, then visits the cells round after round,
 * each visit in an engine of its own. Every other round goes backwards, so that a machine that grows hot meets all alike.
 *
 * @returns the report. It does not reject: what a cell fails with is its result, and when the signal fires, the engine under
 *   way is disposed of and the report has what was found so far.
 */
export async function runPlan(plan: Plan, options: RunOptions = {}): Promise<Report> {
  return new PlanRun(plan, options).run();
}

class PlanRun {
  private readonly options: RunOptions;
  private readonly signal: AbortSignal;
  private readonly limitMs: number;
  /** By cell, what its visits have taken. */
  private readonly usedMs: number[];
  private report: Report;

  constructor(plan: Plan, options: RunOptions) {
    this.options = options;
    this.signal = options.signal ?? new AbortController().signal;
    this.limitMs = plan.limitSeconds * 1000;
    const cells = plan.configurations.flatMap((_, configuration) =>
      plan.workloads.map((workload): Cell => {
        // A model that nobody knows is for the engine to complain about.
        const entry = findModel(plan.configurations[configuration]!.modelId);
        const end: CellEnd | null = entry && !isFor(workload, entry.task) ? { kind: 'not-applicable' } : null;
        return { configuration, workload, end, backend: null, visits: [] };
      }),
    );
    this.usedMs = cells.map(() => 0);
    this.report = { plan, environment: readEnvironment(), cells, drifts: [] };
  }

  async run(): Promise<Report> {
    const { plan, cells } = this.report;
    this.tell({});
    if (plan.drift) await this.compare();
    const places = cells.map((_, place) => place);
    for (let round = 0; round < plan.rounds; round++) {
      for (const place of round % 2 === 0 ? places : places.toReversed()) {
        if (this.signal.aborted) break;
        if (this.report.cells[place]!.end === null) await this.visit(place, round);
      }
    }
    const kind = this.signal.aborted ? 'stopped' : 'done';
    this.tell({ cells: this.report.cells.map((cell) => (cell.end ? cell : { ...cell, end: { kind } })) });
    return this.report;
  }

  private async compare(): Promise<void> {
    const { report, options, limitMs, signal } = this;
    try {
      await measureDrifts(report.plan.configurations, {
        ...this.source,
        signal,
        limitMs,
        readPrompts: options.readPrompts,
        onStart: (configuration) => this.progress({ configuration, cell: null, round: 0 }),
        onDrift: (drift, references) =>
          this.tell({
            drifts: [...this.report.drifts, drift],
            ...(references.length > 0 ? { references } : {}),
          }),
      });
    } catch (error) {
      if (!isAbort(error)) throw error;
    }
  }

  private async visit(place: number, round: number): Promise<void> {
    const { configuration: index, workload } = this.report.cells[place]!;
    const { configurations, repetitions, rounds } = this.report.plan;
    const configuration = configurations[index]!;
    const leftMs = this.limitMs - this.usedMs[place]!;
    if (leftMs <= 0) return this.change(place, { end: { kind: 'time-limit', limitMs: this.limitMs } });
    const onProgress = this.progress({ configuration, cell: place, round });
    const start = performance.now();
    try {
      const { visit, backend } = await withLimit(leftMs, this.signal, (signal) =>
        runVisit(configuration, workload, repetitions, { ...this.source, signal, onProgress }),
      );
      const cell = this.report.cells[place]!;
      this.change(place, {
        visits: [...cell.visits, visit],
        backend: cell.backend ?? backend,
        end: round === rounds - 1 ? { kind: 'done' } : null,
      });
      this.learn(backend);
    } catch (error) {
      this.change(place, { end: this.endOf(error) });
    }
    this.usedMs[place]! += performance.now() - start;
  }

  private endOf(error: unknown): CellEnd {
    if (!isAbort(error)) return { kind: 'failed', error: messageOf(error) };
    return this.signal.aborted ? { kind: 'stopped' } : { kind: 'time-limit', limitMs: this.limitMs };
  }

  private get source(): EngineSource {
    return { createEngine: this.options.createEngine ?? createEngine, modelBase: this.options.modelBase };
  }

  /** Says what begins, and gives what tells of its load. */
  private progress(at: Omit<RunProgress, 'load'>): VisitOptions['onProgress'] {
    const { onProgress } = this.options;
    onProgress?.({ ...at, load: null });
    return onProgress && ((load) => onProgress({ ...at, load }));
  }

  /** The first graphics adapter that a worker tells of is the machine's. */
  private learn(backend: BackendInfo | null): void {
    const { environment } = this.report;
    if (!backend?.adapter || environment.adapter !== null) return;
    this.tell({ environment: { ...environment, adapter: nameAdapter(backend.adapter) } });
  }

  private change(place: number, changes: Partial<Cell>): void {
    this.tell({ cells: this.report.cells.map((cell, i) => (i === place ? { ...cell, ...changes } : cell)) });
  }

  private tell(changes: Partial<Report>): void {
    this.report = { ...this.report, ...changes };
    this.options.onReport?.(this.report);
  }
}
