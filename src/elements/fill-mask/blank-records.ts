import { writtenPiece, writtenPieces, type TokenRecord } from '../../records/index.ts';
import { maskPiece } from '../chips/pieces.ts';
import { spelled, stretches, type Choice } from './blanks.ts';
import type { ReadText } from './pieces-reader.ts';
import type { BlankResult } from './predictions.ts';

const noNumbers = {
  probability: null,
  logProbability: null,
  rank: null,
  surprisalBits: null,
  entropyBits: null,
  top: [],
  sampling: null,
  timeMs: null,
} as const;

/** A token of the text as it is shown, and the stretch of the text as it was typed that it belongs to. */
export interface ShownToken {
  readonly record: TokenRecord;
  /** Of the word, the blank or the mark, in UTF-16 units. */
  readonly start: number;
  /** The blank that it is; −1 for none. */
  readonly blank: number;
  /** Whether it is a word, or a piece of one, that can be blanked. */
  readonly word: { readonly start: number; readonly end: number } | null;
}

/**
 * The pieces of a text as chips: blanks as boxes, with what is in them.
 *
 * @param numbers for each blank how likely its word is; none where that is not known
 */
export function shownTokens(
  { blanked, written, pieces }: ReadText,
  numbers: readonly BlankResult[],
): ShownToken[] {
  const places = blanked.blanks;
  const all = stretches(blanked);
  let blank = -1;
  let shift = 0;
  return writtenPieces(written, pieces).map(({ token, written: text }) => {
    if (token.special && token.text === maskPiece) {
      blank++;
      const { start, end } = places[blank] ?? { start: 0, end: 0 };
      shift += maskPiece.length - (end - start);
      const choice = places[blank]?.choice ?? null;
      const record = boxed(writtenPiece(token, text), choice, numbers[blank]);
      return { record, start, blank, word: null };
    }
    const start = token.start - shift;
    const word = all.find((one) => one.kind === 'word' && start >= one.start && start < one.end) ?? null;
    const record = { ...writtenPiece(token, text), source: 'prompt', ...noNumbers } as const;
    return { record, start: word?.start ?? start, blank: -1, word };
  });
}

function boxed(
  piece: ReturnType<typeof writtenPiece>,
  choice: Choice | null,
  result?: BlankResult,
): TokenRecord {
  const box = { ...piece, piece: maskPiece, special: true };
  if (!choice) return { ...box, source: 'prompt', ...noNumbers };
  const before = /^\s*/.exec(piece.text)![0];
  const after = /\s*$/.exec(piece.text)![0];
  const { pieces } = choice;
  const single = pieces.length === 1 ? pieces[0]! : null;
  const target = result?.target && result.target.tokenId === single?.tokenId ? result.target : null;
  return {
    ...box,
    ...noNumbers,
    text: before + spelled(pieces) + after,
    tokenId: pieces[0]!.tokenId,
    continuation: single?.continuation ?? false,
    source: choice.source,
    ...(target
      ? {
          probability: target.probability,
          logProbability: target.logProbability,
          rank: target.rank,
          surprisalBits: target.surprisalBits,
          entropyBits: result!.entropyBits,
        }
      : {}),
  };
}

const encoder = new TextEncoder();

const made = new WeakMap<
  BlankResult,
  { readonly choice: Choice | null; readonly record: TokenRecord | null }
>();

/** The same as {@link blankRecord}, made once: a view of it begins anew with another one. */
export function recordOfBlank(result: BlankResult, choice: Choice | null): TokenRecord | null {
  let kept = made.get(result);
  if (kept?.choice !== choice) kept = undefined;
  if (!kept) {
    kept = { choice, record: blankRecord(result, choice) };
    made.set(result, kept);
  }
  return kept.record;
}

/**
 * A blank for its distribution: with the word that is in it, or with the likeliest token where it is empty, or where its
 * word is none of one token.
 */
export function blankRecord(
  { top, entropyBits, target }: BlankResult,
  choice: Choice | null,
): TokenRecord | null {
  const best = top[0];
  if (!best) return null;
  const own = choice?.pieces.length === 1 ? choice.pieces[0]! : null;
  const chosen = own && target?.tokenId === own.tokenId ? own : null;
  const { tokenId, text, continuation } = chosen ?? best;
  const numbers = chosen
    ? target!
    : { ...best, rank: 1, surprisalBits: Math.max(0, -best.logProbability / Math.LN2) };
  return {
    tokenId,
    text,
    bytes: encoder.encode(text),
    continuation,
    special: true,
    piece: maskPiece,
    source: chosen ? choice!.source : 'greedy',
    probability: numbers.probability,
    logProbability: numbers.logProbability,
    rank: numbers.rank,
    surprisalBits: numbers.surprisalBits,
    entropyBits,
    top,
    sampling: null,
    timeMs: null,
  };
}

/** Which stretches of a text the model has no token for. */
export function unknownStretches(read: ReadText | null): string[] {
  if (!read) return [];
  return read.pieces
    .filter(({ special, text, start, end }) => special && text === '[UNK]' && end > start)
    .map(({ start, end }) => read.written.slice(start, end));
}

/** Words that the other blanks hold. */
export function othersOf(
  choices: readonly (Choice | null)[],
  blank: number,
): { readonly number: number; readonly word: string }[] {
  return choices.flatMap((choice, i) =>
    choice && i !== blank ? [{ number: i + 1, word: spelled(choice.pieces) }] : [],
  );
}
