import type { FilledBlank } from '../protocol/results.ts';

/** The blanks of a text were filled. */
export class LmFillEvent extends Event {
  static readonly type = 'lm-fill';
  readonly text: string;
  readonly blanks: readonly FilledBlank[];

  constructor(text: string, blanks: readonly FilledBlank[]) {
    super(LmFillEvent.type, { bubbles: true, composed: true });
    this.text = text;
    this.blanks = blanks;
  }
}
