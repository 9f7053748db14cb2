/** One of many completions is to be opened as a branch; the host does it. */
export class LmOpenCompletionEvent extends Event {
  static readonly type = 'lm-open-completion';
  /** Its place among the element's `completions`. */
  readonly index: number;

  constructor(index: number) {
    super(LmOpenCompletionEvent.type, { bubbles: true, composed: true });
    this.index = index;
  }
}
