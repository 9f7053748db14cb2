import type { WordReading } from '../records/views/two-ways.ts';

/** A text was read in both ways. */
export class LmTwoWaysEvent extends Event {
  static readonly type = 'lm-two-ways';
  readonly text: string;
  /** Its words in order, each as both models judge it. */
  readonly words: readonly WordReading[];

  constructor(text: string, words: readonly WordReading[]) {
    super(LmTwoWaysEvent.type, { bubbles: true, composed: true });
    this.text = text;
    this.words = words;
  }
}
