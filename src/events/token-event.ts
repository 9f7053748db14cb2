import type { Step } from '../protocol/results.ts';

/** New tokens; at most one event a frame, with all that came since the last. */
export class LmTokenEvent extends Event {
  static readonly type = 'lm-token';
  readonly steps: readonly Step[];

  constructor(steps: readonly Step[]) {
    super(LmTokenEvent.type, { bubbles: true, composed: true });
    this.steps = steps;
  }
}
