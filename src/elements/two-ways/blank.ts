import { sumLogProbabilities } from '../../core/align.ts';
import type { Candidate } from '../../protocol/results.ts';
import type { Judgement, TwoWaysReading, WordReading } from '../../records/views/two-ways.ts';
import { judgementOf, wordAt, wordsOf } from './words.ts';

/** What one model holds for likely in the place of a word, and how it judges the word that stands there. */
export interface BlankSide {
  readonly entropyBits: number;
  readonly top: readonly Candidate[];
  /** The word's own pieces, each judged after those before it; none where the model cannot judge it. */
  readonly pieces: readonly BlankPiece[];
  /** Natural logarithm of the product over the pieces; `null` where the model cannot judge the word. */
  readonly logProbability: number | null;
}

/** A piece of the word in a blank. */
export interface BlankPiece {
  readonly tokenId: number;
  /** As the vocabulary has it. */
  readonly text: string;
  readonly special: boolean;
  readonly continuation: boolean;
  readonly logProbability: number;
  readonly probability: number;
  readonly rank: number;
}

/** What the autoregressive model expects after what stands before a word; `null` where nothing does. */
export function leftBlank({ left }: TwoWaysReading, word: WordReading): BlankSide | null {
  const tokens = left.slice(word.left.from, word.left.to);
  const first = tokens[0]?.judgement;
  return first
    ? sideOf(
        first,
        tokens,
        tokens.map((token) => token.judgement),
      )
    : null;
}

/**
 * What the masked model expects in the place of a word that is one blank to it; `null` where it has no token there. The
 * word itself is judged with as many masks as it has pieces, from left to right: within the word, whatever the view does.
 */
export function bothBlank(
  { both, blanks }: TwoWaysReading,
  words: readonly WordReading[],
  word: WordReading,
): BlankSide | null {
  const guess = blanks[words.indexOf(word)];
  if (!guess) return null;
  if (word.both.missing === 'unknown') return { ...guess, pieces: [], logProbability: null };
  const tokens = both.slice(word.both.from, word.both.to);
  return sideOf(
    guess,
    tokens,
    tokens.map((token) => judgementOf(token, 'withinWord')),
  );
}

function sideOf(
  { entropyBits, top }: Pick<BlankSide, 'entropyBits' | 'top'>,
  tokens: readonly Pick<BlankPiece, 'tokenId' | 'text' | 'special' | 'continuation'>[],
  judgements: readonly (Judgement | null)[],
): BlankSide {
  const logProbability = sumLogProbabilities(judgements.map((one) => one?.logProbability ?? null));
  const pieces = tokens.flatMap(({ tokenId, text, special, continuation }, i): BlankPiece[] => {
    const one = judgements[i];
    if (!one) return [];
    const { probability, rank } = one;
    return [{ tokenId, text, special, continuation, logProbability: one.logProbability, probability, rank }];
  });
  return { entropyBits, top, pieces, logProbability };
}

/** A word's blank before and after what stands behind it was changed. */
export interface BlankChange {
  readonly before: TwoWaysReading;
  readonly now: TwoWaysReading;
  readonly word: string;
  /** What stood behind the word before. */
  readonly afterBefore: string;
  readonly left: SideChange;
  readonly both: SideChange;
}

export interface SideChange {
  readonly before: BlankSide;
  readonly now: BlankSide;
  /**
   * The largest difference among the log-probabilities of the word and of the ten likeliest tokens; infinite where those
   * are not the same tokens.
   */
  readonly largest: number;
}

/**
 * The blank of the word at a place in two readings that are the same up to the end of that word and differ behind it;
 * `null` where they are not such readings, or a model says nothing there.
 */
export function changeBehind(
  before: TwoWaysReading,
  now: TwoWaysReading,
  place: number | null,
): BlankChange | null {
  if (before.text === now.text) return null;
  const [one, other] = [before, now].map((reading) => {
    const words = wordsOf(reading, 'withinWord');
    const word = words[wordAt(words, place)];
    if (!word) return null;
    const left = leftBlank(reading, word);
    const both = bothBlank(reading, words, word);
    const context = reading.text.slice(
      0,
      word.start + reading.text.slice(word.start, word.end).trimEnd().length,
    );
    return left && both ? { word, left, both, context } : null;
  });
  if (!one || !other || one.context !== other.context) return null;
  // Characters behind a word may become a part of its last token.
  if (!sameTokens(one.left, other.left) || !sameTokens(one.both, other.both)) return null;
  return {
    before,
    now,
    word: other.word.text,
    afterBefore: aroundWord(before.text, one.word)[2],
    left: { before: one.left, now: other.left, largest: largestDifference(one.left, other.left) },
    both: { before: one.both, now: other.both, largest: largestDifference(one.both, other.both) },
  };
}

function sameTokens(a: BlankSide, b: BlankSide): boolean {
  return (
    a.pieces.length === b.pieces.length && a.pieces.every((one, i) => one.tokenId === b.pieces[i]!.tokenId)
  );
}

function largestDifference(a: BlankSide, b: BlankSide): number {
  if (a.top.length !== b.top.length || a.top.some((one, i) => one.tokenId !== b.top[i]!.tokenId))
    return Infinity;
  const differences = a.top.map((one, i) => Math.abs(one.logProbability - b.top[i]!.logProbability));
  const word =
    a.logProbability === null || b.logProbability === null ? 0 : a.logProbability - b.logProbability;
  return Math.max(Math.abs(word), Math.abs(a.entropyBits - b.entropyBits), ...differences);
}

/** The text before a word's own characters, those characters, and the text behind them. */
export function aroundWord(
  text: string,
  { start, end }: WordReading,
): [before: string, own: string, after: string] {
  const stretch = text.slice(start, end);
  const from = start + (stretch.length - stretch.trimStart().length);
  const to = Math.max(from, start + stretch.trimEnd().length);
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

/** A text behind a word: one that begins with a word needs a space, or the two become one. */
export function joinedAfter(after: string): string {
  return /^[\p{L}\p{N}]/u.test(after) ? ` ${after}` : after;
}
