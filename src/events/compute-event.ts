/** A person asked for the whole distribution of a step, of which only the likeliest tokens were recorded. */
export class LmComputeEvent extends Event {
  static readonly type = 'lm-compute';

  constructor() {
    super(LmComputeEvent.type, { bubbles: true, composed: true });
  }
}
