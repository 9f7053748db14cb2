import type { GenerationSummary } from '../protocol/results.ts';

/** A generation ended: by itself, by a limit, or by a stop. */
export class LmDoneEvent extends Event {
  static readonly type = 'lm-done';
  readonly summary: GenerationSummary;

  constructor(summary: GenerationSummary) {
    super(LmDoneEvent.type, { bubbles: true, composed: true });
    this.summary = summary;
  }
}
