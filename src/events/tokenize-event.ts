import type { TokenizedText } from '../records/views/tokens.ts';

/** A text was cut into tokens by every tokenizer. */
export class LmTokenizeEvent extends Event {
  static readonly type = 'lm-tokenize';
  readonly result: TokenizedText;

  constructor(result: TokenizedText) {
    super(LmTokenizeEvent.type, { bubbles: true, composed: true });
    this.result = result;
  }
}
