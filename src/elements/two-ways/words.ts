import { alignTokens, sumLogProbabilities } from '../../core/align.ts';
import { surprisalBits } from '../../core/softmax.ts';
import type {
  BothToken,
  Judgement,
  Masking,
  TwoWaysReading,
  WordReading,
  WordSide,
} from '../../records/views/two-ways.ts';

/** What a WordPiece vocabulary has in the place of a word that it cannot write. */
const unknownPiece = '[UNK]';

/** How a masked model judged a token, under one of the two ways of hiding words in pieces. */
export function judgementOf(token: BothToken, masking: Masking): Judgement | null {
  return (masking === 'withinWord' ? token.withinWord : undefined) ?? token.plain;
}

/**
 * The text by words, each as both models judge it: the smallest stretches that begin and end where tokens of both do.
 * The log-probability of a word of several tokens is the sum of theirs.
 */
export function wordsOf({ text, left, both }: TwoWaysReading, masking: Masking): WordReading[] {
  return alignTokens(text, left, both).map(({ start, end, a, b }) => {
    const ofLeft = left.slice(a.from, a.to);
    const ofBoth = both.slice(b.from, b.to);
    const isUnknown = ofBoth.some((token) => token.special && token.text === unknownPiece);
    const readings = {
      left: sideOf(
        a,
        ofLeft.map((token) => token.judgement),
        'nothing-before',
      ),
      both: isUnknown
        ? { ...b, ...notKnown, missing: 'unknown' as const }
        : sideOf(
            b,
            ofBoth.map((token) => judgementOf(token, masking)),
            'unknown',
          ),
    };
    return { start, end, text: text.slice(start, end).trim(), ...readings, gainBits: gainOf(readings) };
  });
}

const notKnown = { logProbability: null, surprisalBits: null };

function sideOf(
  range: { readonly from: number; readonly to: number },
  judgements: readonly (Judgement | null)[],
  missing: 'nothing-before' | 'unknown',
): WordSide {
  if (judgements.length === 0) return { ...range, ...notKnown, missing: 'no-token' };
  const logProbability = sumLogProbabilities(judgements.map((one) => one?.logProbability ?? null));
  if (logProbability === null) return { ...range, ...notKnown, missing };
  return { ...range, logProbability, surprisalBits: surprisalBits(logProbability), missing: null };
}

function gainOf({ left, both }: { left: WordSide; both: WordSide }): number | null {
  if (left.surprisalBits === null || both.surprisalBits === null) return null;
  const gain = left.surprisalBits - both.surprisalBits;
  // What both hold for impossible.
  return Number.isNaN(gain) ? null : gain;
}

/** What the words come to on both sides. */
export interface WordTotals {
  /** Words that both models judged. */
  readonly words: number;
  /** The sums of their surprisals, in bits. */
  readonly left: number;
  readonly both: number;
}

/** Where words stand that are left out of the sums, among those that are in them. */
export type LeftOut = 'none' | 'before' | 'inside';

/** The chain rule makes a probability of the left sum only where no word is left out behind one that is in it. */
export function leftOutOf(words: readonly WordReading[]): LeftOut {
  const first = words.findIndex(({ gainBits }) => gainBits !== null);
  const last = words.findLastIndex(({ gainBits }) => gainBits !== null);
  if (words.slice(Math.max(0, first), last + 1).some(({ gainBits }) => gainBits === null)) return 'inside';
  return first > 0 ? 'before' : 'none';
}

/** The sums over the words that both models judged: a word that only one has would weigh on its side alone. */
export function totalsOf(words: readonly WordReading[]): WordTotals {
  const judged = words.filter(({ gainBits }) => gainBits !== null);
  const sum = (of: (word: WordReading) => number) => judged.reduce((total, word) => total + of(word), 0);
  return {
    words: judged.length,
    left: sum(({ left }) => left.surprisalBits!),
    both: sum(({ both }) => both.surprisalBits!),
  };
}

/** A gain that is worth a name, in bits: half a bit is a factor of 1.4. */
const leastNamed = 0.5;

/**
 * The words that surprise less from both sides, and those that surprise more, each with the largest difference first.
 * Punctuation is named only where no word is.
 */
export function namedWords(
  words: readonly WordReading[],
  most = 3,
): { readonly helped: readonly WordReading[]; readonly hurt: readonly WordReading[] } {
  const judged = words.filter(({ gainBits }) => gainBits !== null && Math.abs(gainBits) >= leastNamed);
  const sorted = judged.toSorted((a, b) => b.gainBits! - a.gainBits!);
  const first = (some: readonly WordReading[]) => {
    const real = some.filter(({ text }) => isWord.test(text));
    return (real.length > 0 ? real : some).slice(0, most);
  };
  return {
    helped: first(sorted.filter(({ gainBits }) => gainBits! > 0)),
    hurt: first(sorted.filter(({ gainBits }) => gainBits! < 0).toReversed()),
  };
}

const isWord = /[\p{L}\p{N}]/u;

/** A blank in the middle: words before it to go by, and something behind it. */
const leastBefore = 2;

/** The word to begin with: the one with the largest gain, in the middle where there is such; −1 for none. */
export function firstChoice(words: readonly WordReading[]): number {
  const helped = namedWords(words, words.length).helped.map((word) => words.indexOf(word));
  const inMiddle = helped.find((index) => index >= leastBefore && index < words.length - 1);
  return inMiddle ?? helped[0] ?? -1;
}

/** The words that have several tokens on a side: their numbers are of the word, not of one token. */
export function wordsInPieces(words: readonly WordReading[]): WordReading[] {
  return words.filter(({ left, both }) => countOf(left) > 1 || countOf(both) > 1);
}

/** How many tokens a side has of a word. */
export function countOf({ from, to }: WordSide): number {
  return to - from;
}

/** The word that a place of the text lies in; −1 for none. */
export function wordAt(words: readonly WordReading[], place: number | null): number {
  return place === null ? -1 : words.findIndex(({ start, end }) => place >= start && place < end);
}

/** The word that a token belongs to; −1 for none. */
export function wordOfToken(words: readonly WordReading[], side: 'left' | 'both', token: number): number {
  return words.findIndex((word) => token >= word[side].from && token < word[side].to);
}

/** A place in a word that stays in it when a tokenizer puts white space elsewhere: where its own text begins. */
export function placeOf(word: WordReading, text: string): number {
  const own = text.slice(word.start, word.end);
  const before = own.length - own.trimStart().length;
  return word.start + (before < own.length ? before : 0);
}
