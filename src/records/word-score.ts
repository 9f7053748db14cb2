/** A piece of a typed word and how the model judges it after the pieces before it. */
export interface WordPieceScore {
  /** What the token adds to the word. */
  readonly text: string;
  readonly tokenId: number;
  /** Natural logarithm of its probability, before temperature and filters, given the text and the pieces before it. */
  readonly logProbability: number;
  /** 1 for the likeliest token at its place. */
  readonly rank: number;
}

/** How likely a typed word is as a whole. */
export interface WordScore {
  /** At least one. */
  readonly pieces: readonly WordPieceScore[];
  /** Natural logarithm of the product over the pieces: the sum of theirs. */
  readonly logProbability: number;
  /** How many masks a masked model judged it with in the place of the one. */
  readonly masks?: number;
}
