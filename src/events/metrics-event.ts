import type { GenerationMetrics } from '../core/metrics.ts';

/** A generation in numbers: at most four times a second while it goes on, and once at its end, whatever ended it. */
export class LmMetricsEvent extends Event {
  static readonly type = 'lm-metrics';
  /**
   * The numbers so far, a new object each time: times in milliseconds, sizes in bytes, rates in tokens a second; `null` for
   * each that is not known (yet). `<lm-metrics>` takes it as it is.
   */
  readonly metrics: GenerationMetrics;
  /**
   * Whether the generation is over. Costs that only its end tells are `null` in `metrics` before, and where it failed:
   * computed and drafted tokens, dispatches, kept bytes, memory.
   */
  readonly final: boolean;

  constructor(metrics: GenerationMetrics, final: boolean) {
    super(LmMetricsEvent.type, { bubbles: true, composed: true });
    this.metrics = metrics;
    this.final = final;
  }
}
