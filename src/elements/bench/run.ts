import type { Engine, EngineOptions } from '../../engine/index.ts';
import { oneMeasurement, runPlan, type RunProgress } from '../../lab/index.ts';
import type { Plan, Report } from '../../lab/types.ts';

/** Where a run tells what becomes of it. */
export interface BenchRunHost {
  createEngine(options: EngineOptions): Engine;
  modelBase(): string | undefined;
  changed(): void;
}

/** A benchmark, from its start to its end. */
export class BenchRun {
  private readonly host: BenchRunHost;
  private request: AbortController | null = null;
  private clock = 0;
  private startedAt = 0;
  private found: Report | null = null;
  private at: RunProgress | null = null;
  private seconds = 0;

  constructor(host: BenchRunHost) {
    this.host = host;
  }

  /** Whether another element of the page is at it. */
  get isTaken(): boolean {
    return oneMeasurement.isTakenFrom(this);
  }

  get isRunning(): boolean {
    return this.request !== null;
  }

  /** It was stopped, and what it had begun is being ended. */
  get isStopping(): boolean {
    return this.request?.signal.aborted ?? false;
  }

  /** What the run under way, or the last one, has found so far; `null` before the first report. */
  get report(): Report | null {
    return this.found;
  }

  /** Since the start of the run under way, or what the last one took. */
  get elapsedSeconds(): number {
    return this.seconds;
  }

  /** What the run under way is at; `null` before it begins. */
  get progress(): RunProgress | null {
    return this.at;
  }

  private readonly onTick = (): void => {
    this.seconds = (performance.now() - this.startedAt) / 1000;
    this.host.changed();
  };

  /**
   * Runs a plan. What it finds is in {@link report} as it comes.
   *
   * @returns the report, also of a run that was stopped
   * @throws what `runPlan` throws
   */
  async start(plan: Plan): Promise<Report> {
    const request = new AbortController();
    const end = oneMeasurement.begin(this);
    this.request = request;
    this.found = null;
    this.at = null;
    this.startedAt = performance.now();
    this.seconds = 0;
    this.clock = window.setInterval(this.onTick, 1000);
    this.host.changed();
    try {
      const report = await runPlan(plan, {
        signal: request.signal,
        onReport: (found) => {
          this.found = found;
          this.host.changed();
        },
        onProgress: (progress) => {
          this.at = progress;
          this.host.changed();
        },
        createEngine: (options) => this.host.createEngine(options),
        modelBase: this.host.modelBase(),
      });
      this.found = report;
      return report;
    } finally {
      this.onTick();
      clearInterval(this.clock);
      this.request = null;
      end?.();
      this.host.changed();
    }
  }

  /** Ends the run. What it has found stays. */
  stop(): void {
    this.request?.abort();
    this.host.changed();
  }
}
