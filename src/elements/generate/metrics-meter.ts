import {
  generationMetrics,
  type GenerationCosts,
  type GenerationMetrics,
  type GenerationSetting,
  type TimedStep,
} from '../../core/metrics.ts';
import type { ModelInfo } from '../../protocol/results.ts';

/** The least time between two reports while a text is written: four a second. Milliseconds. */
const apart = 250;

/** Who is told of the numbers of a generation. */
export type MetricsReport = (metrics: GenerationMetrics, final: boolean) => void;

/** Measures one generation after the other, and reports the numbers. */
export class MetricsMeter {
  private readonly report: MetricsReport;
  private readonly now: () => number;
  private setting: GenerationSetting | null = null;
  private steps: TimedStep[] = [];
  private reportedAt = -Infinity;
  private last: GenerationMetrics | null = null;
  private textId: number | null = null;

  /** @param now milliseconds; a test has its own */
  constructor(report: MetricsReport, now: () => number = () => performance.now()) {
    this.report = report;
    this.now = now;
  }

  /** A generation begins; what was measured before is forgotten. */
  begin({ id, form, backend, threads }: ModelInfo, promptTokens: number): void {
    this.setting = {
      model: id,
      form,
      backend,
      threads: backend === 'webgpu' ? null : threads,
      promptTokens,
    };
    this.steps = [];
    this.last = null;
    this.textId = null;
  }

  /**
   * Takes tokens as they come; nothing where no generation was begun.
   *
   * @param textId the text that they are a part of
   */
  add(steps: readonly TimedStep[], textId: number | null): void {
    if (!this.setting) return;
    // Without their logits, which would be held for as long as the numbers are.
    for (const { timeMs, accepted, row } of steps) {
      this.steps.push({ timeMs, ...(accepted && { accepted }), ...(row !== undefined && { row }) });
    }
    this.textId = textId;
    this.last = generationMetrics(this.setting, this.steps, null);
    const now = this.now();
    if (now - this.reportedAt < apart) return;
    this.reportedAt = now;
    this.report(this.last, false);
  }

  /** @param costs `null` for a generation that failed */
  end(costs: GenerationCosts | null): void {
    if (!this.setting) return;
    this.last = generationMetrics(this.setting, this.steps, costs);
    this.setting = null;
    this.reportedAt = this.now();
    this.report(this.last, true);
  }

  /** The numbers of the generation that wrote a text, once it has a token; `null` for any other text. */
  of(textId: number | undefined): GenerationMetrics | null {
    return this.last && this.last.tokens > 0 && this.textId === textId ? this.last : null;
  }
}
