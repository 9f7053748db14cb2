/** The pointer or the focus came to a token, or left. */
export class LmPointEvent extends Event {
  static readonly type = 'lm-point';
  /** The token's place in the text; −1 where none is pointed at any more. */
  readonly index: number;

  constructor(index: number) {
    super(LmPointEvent.type, { bubbles: true, composed: true });
    this.index = index;
  }
}
