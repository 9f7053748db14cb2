import type { LoadProgress } from '../protocol/results.ts';

/** How far the element's model has been loaded. */
export class LmProgressEvent extends Event {
  static readonly type = 'lm-progress';
  readonly progress: LoadProgress;

  constructor(progress: LoadProgress) {
    super(LmProgressEvent.type, { bubbles: true, composed: true });
    this.progress = progress;
  }
}
