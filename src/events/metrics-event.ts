import type { GenerationMetrics } from '../core/metrics.ts';

/** A generation in numbers: at most four times a second while it goes on, and once at its end, whatever ended it. */
export class LmMetricsEvent extends Event {
  static readonly type = 'lm-metrics';
  readonly metrics: GenerationMetrics;
  /** Whether the generation is over. What it cost is `null` in `metrics` before, and where it failed. */
  readonly final: boolean;

  constructor(metrics: GenerationMetrics, final: boolean) {
    super(LmMetricsEvent.type, { bubbles: true, composed: true });
    this.metrics = metrics;
    this.final = final;
  }
}
