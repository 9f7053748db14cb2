/** A person put a word into a blank, or emptied it. */
export class LmChooseEvent extends Event {
  static readonly type = 'lm-choose';
  /** 0 for the first blank of the text. */
  readonly blank: number;
  /** The word's pieces; `null` for a blank that was emptied. */
  readonly tokenIds: readonly number[] | null;

  constructor(blank: number, tokenIds: readonly number[] | null) {
    super(LmChooseEvent.type, { bubbles: true, composed: true });
    this.blank = blank;
    this.tokenIds = tokenIds;
  }
}
