import type { TokenLabel } from '../../distribution/token-label.ts';

/** A token by its name. */
export interface NamedToken extends TokenLabel {
  readonly tokenId: number;
}

/** A blank that was filled, and how likely its token was then. Logarithms are natural. */
export interface FilledStep extends NamedToken {
  /** From 0, in the order of the text. */
  readonly blank: number;
  readonly logProbability: number;
  readonly probability: number;
  /** Of the blank's whole distribution before it was filled. */
  readonly entropyBits: number;
}

/** How the order of filling came about. */
export type Way = 'leftToRight' | 'rightToLeft' | 'mostCertain' | 'byHand';

/** Blanks filled one by one, each with its likeliest token given those before it. */
export interface FilledOrder {
  readonly way: Way;
  /** In the order of filling. */
  readonly steps: readonly FilledStep[];
}

/** The same words of all blanks, judged one by one in an order. */
export interface OrderScore {
  readonly order: readonly number[];
  /** The log-probability of each word given those before it, in the order's order. */
  readonly steps: readonly number[];
}

/** Words for all blanks, and what they come to in several orders. */
export interface WordsInOrders {
  /** For each blank its word's pieces. */
  readonly words: readonly (readonly NamedToken[])[];
  readonly orders: readonly OrderScore[];
}

/** What came of filling several blanks. */
export interface OrdersResult {
  /** With each blank written as the model's mask. */
  readonly text: string;
  /** Each blank's likeliest token with all the others blank, in the order of the text. */
  readonly alone: readonly FilledStep[];
  readonly filled: readonly FilledOrder[];
  /** Once for each different set of words above. */
  readonly words: readonly WordsInOrders[];
  /** The same of words that the reader chose. */
  readonly own: WordsInOrders | null;
}

/** Beyond so many blanks nothing is filled: the numbers would say little of so open a text. */
export const mostFilledBlanks = 8;

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The sum of the log-probabilities of steps. */
export const totalOf = (steps: readonly { readonly logProbability: number }[]): number =>
  sumOf(steps.map(({ logProbability }) => logProbability));

/** The tokens of a fill by blank. */
export const wordsOf = (steps: readonly FilledStep[]): NamedToken[][] =>
  steps
    .toSorted((a, b) => a.blank - b.blank)
    .map(({ tokenId, text, special, continuation }) => [{ tokenId, text, special, continuation }]);

/** By which two sets of words are the same. */
export const keyOfWords = (words: readonly (readonly { readonly tokenId: number }[])[]): string =>
  words.map((pieces) => pieces.map(({ tokenId }) => tokenId).join('+')).join();
