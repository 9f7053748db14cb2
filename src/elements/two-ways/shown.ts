import { writtenPiece, writtenPieces, type TokenRecord, type ViewModel } from '../../records/index.ts';
import type { Judgement, Masking, TwoWaysReading, WordReading } from '../../records/views/two-ways.ts';
import { judgementOf, wordsOf } from './words.ts';

/** A reading with all that is derived from it, under one way of hiding words in pieces. */
export interface Shown {
  readonly reading: TwoWaysReading;
  /** The autoregressive model first. */
  readonly models: readonly ViewModel[];
  /** Whether it was computed here, and not by somebody else. */
  readonly isOwn: boolean;
  readonly words: readonly WordReading[];
  /** The tokens of both rows, by the same indexes as those of the reading. */
  readonly left: readonly TokenRecord[];
  readonly both: readonly TokenRecord[];
}

export function deriveShown(
  { reading, models, isOwn }: Pick<Shown, 'reading' | 'models' | 'isOwn'>,
  masking: Masking,
): Shown {
  return {
    reading,
    models,
    isOwn,
    words: wordsOf(reading, masking),
    left: reading.left.map(({ judgement, tokenId, text, bytes, special, continuation }) => ({
      ...numbersOf(judgement),
      tokenId,
      text,
      bytes,
      special,
      continuation,
    })),
    both: writtenPieces(reading.text, reading.both).map(({ token, written }) => ({
      ...numbersOf(judgementOf(token, masking)),
      ...writtenPiece(token, written),
    })),
  };
}

function numbersOf(judgement: Judgement | null): Omit<TokenRecord, keyof ReturnType<typeof writtenPiece>> {
  return {
    source: 'prompt',
    probability: judgement?.probability ?? null,
    logProbability: judgement?.logProbability ?? null,
    rank: judgement?.rank ?? null,
    surprisalBits: judgement?.surprisalBits ?? null,
    entropyBits: judgement?.entropyBits ?? null,
    top: judgement?.top ?? [],
    sampling: null,
    timeMs: null,
  };
}

/** Whether two models would compute the same: the same weights on the same backend. */
export function sameModels(a: readonly ViewModel[], b: readonly ViewModel[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i]!;
      return one.model === other.model && one.form === other.form && one.backend === other.backend;
    })
  );
}
