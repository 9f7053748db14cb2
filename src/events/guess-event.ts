/** A person guessed the label of a training sample. */
export class LmGuessEvent extends Event {
  static readonly type = 'lm-guess';
  /** The sample, counted from 0. */
  readonly index: number;
  /** As it was typed. */
  readonly guess: string;
  /** Whether the text has it there. */
  readonly right: boolean;

  constructor(index: number, guess: string, right: boolean) {
    super(LmGuessEvent.type, { bubbles: true, composed: true });
    this.index = index;
    this.guess = guess;
    this.right = right;
  }
}
