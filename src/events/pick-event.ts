/** A person chose another candidate for a step. */
export class LmPickEvent extends Event {
  static readonly type = 'lm-pick';
  readonly tokenId: number;
  /** The token's text as far as it is known; may be empty. */
  readonly text: string;

  constructor(tokenId: number, text: string) {
    super(LmPickEvent.type, { bubbles: true, composed: true });
    this.tokenId = tokenId;
    this.text = text;
  }
}
