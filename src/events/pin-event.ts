/** A token was pinned, or the pin taken away, by a person. */
export class LmPinEvent extends Event {
  static readonly type = 'lm-pin';
  /** The token's place in the text, prompt included; −1 where none is pinned any more. */
  readonly index: number;

  constructor(index: number) {
    super(LmPinEvent.type, { bubbles: true, composed: true });
    this.index = index;
  }
}
