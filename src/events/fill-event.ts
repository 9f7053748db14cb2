import type { FilledBlank } from '../protocol/results.ts';

/** The blanks of a text were filled. */
export class LmFillEvent extends Event {
  static readonly type = 'lm-fill';
  readonly text: string;
  readonly blanks: readonly FilledBlank[];
  /** What was in the blanks, as token ids; `null` for an empty one. Each blank is judged with the others' words in place. */
  readonly choices: readonly (readonly number[] | null)[];

  constructor(
    text: string,
    blanks: readonly FilledBlank[],
    choices: readonly (readonly number[] | null)[] = blanks.map(() => null),
  ) {
    super(LmFillEvent.type, { bubbles: true, composed: true });
    this.text = text;
    this.blanks = blanks;
    this.choices = choices;
  }
}
