import type { Report } from '../lab/types.ts';

/** A benchmark ended: it is through, or was stopped. */
export class LmBenchEvent extends Event {
  static readonly type = 'lm-bench';
  /** What it found; cells that were stopped are marked as such. */
  readonly report: Report;

  constructor(report: Report) {
    super(LmBenchEvent.type, { bubbles: true, composed: true });
    this.report = report;
  }
}
