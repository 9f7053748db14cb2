import type { Model } from '../engine/index.ts';
import { unlessAborted } from '../protocol/abort.ts';

/** A text of this package as a model's tokens. */
export interface ReadText {
  /** What the tokenizer puts before a text. */
  readonly markers: readonly number[];
  readonly tokenIds: readonly number[];
}

/** A text as tokens, the markers at its beginning apart and those at its end left out. */
export async function readText(
  model: Pick<Model, 'tokenize'>,
  text: string,
  signal: AbortSignal,
): Promise<ReadText> {
  const pieces = await unlessAborted(model.tokenize(text, { signal }), signal);
  const first = pieces.findIndex(({ special }) => !special);
  return {
    markers: pieces.slice(0, Math.max(0, first)).map(({ tokenId }) => tokenId),
    tokenIds: pieces.filter(({ special }) => !special).map(({ tokenId }) => tokenId),
  };
}

/**
 * A prompt of a wished length, markers included. Each repetition begins with another token of the text, so that no text that
 * was computed before begins as it does: the prefix cache cannot help.
 *
 * @param repetition 0 begins as the text does; −1, for warming up, with the last of its tokens
 */
export function promptOf({ markers, tokenIds }: ReadText, length: number, repetition: number): number[] {
  const leads = [...new Set(tokenIds)];
  const lead = leads.at(repetition < 0 ? repetition : repetition % leads.length)!;
  const count = Math.max(1, length - markers.length);
  const rest = Array.from({ length: count - 1 }, (_, i) => tokenIds[(i + 1) % tokenIds.length]!);
  return [...markers, lead, ...rest];
}
