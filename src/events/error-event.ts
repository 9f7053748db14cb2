/** Something failed. `error` is an `EngineError`, whose `code` and `data` say what. */
export class LmErrorEvent extends Event {
  static readonly type = 'lm-error';
  readonly error: unknown;

  constructor(error: unknown) {
    super(LmErrorEvent.type, { bubbles: true, composed: true });
    this.error = error;
  }
}
