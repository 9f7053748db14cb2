/** A token's name in the vocabulary. */
export interface TokenLabel {
  readonly text: string;
  /** A marker such as `<|im_end|>`, not text. */
  readonly special: boolean;
  /** A piece that continues a word (`##ing`), WordPiece vocabularies only. */
  readonly continuation: boolean;
}
