import type { Model } from '../../../engine/index.ts';
import { recordOfScored, type TokenRecord, type WordScore } from '../../../records/index.ts';
import type { LogitsStore } from './logits-store.ts';
import { cut, idsOf } from './prompt-tokens.ts';
import { replay } from './replay.ts';
import type { WritingOptions } from './types.ts';

/** What a text is judged by, and where the logits go. */
export interface Judge {
  readonly model: Model;
  readonly store: LogitsStore;
  readonly signal: AbortSignal;
}

/**
 * The tokens of a text with the model's judgement of each.
 *
 * @param from the first one that is wanted
 * @param sourceOf how the token of a place came
 */
export async function scoreTokens(
  { model, store, signal }: Judge,
  ids: readonly number[],
  from: number,
  sourceOf: (index: number) => TokenRecord['source'],
): Promise<TokenRecord[]> {
  const logits = store.fits(ids.length - from, model.info.vocabularySize);
  const scored = await model.score(ids, { from, logits, signal });
  return scored.map((token, i) => {
    const record = recordOfScored(token, sourceOf(from + i));
    store.set(record, token.logits);
    return record;
  });
}

/** A text that is known by its ids alone: the model judges it, and each draw is repeated to tell what was drawn. */
export async function restoreTokens(
  judge: Judge,
  promptIds: readonly number[],
  ownIds: readonly number[],
  options: WritingOptions,
): Promise<TokenRecord[]> {
  const { store } = judge;
  const { length } = promptIds;
  const scored = await scoreTokens(judge, [...promptIds, ...ownIds], 0, (index) =>
    index < length ? 'prompt' : 'picked',
  );
  const records = replay(scored, length, options, (token) => store.get(token));
  for (const [index, record] of records.entries()) store.set(record, store.get(scored[index]!));
  return records;
}

/** How likely a typed word is after a text. */
export async function scoreWord(
  model: Model,
  before: readonly number[],
  word: string,
  signal: AbortSignal,
): Promise<WordScore> {
  const pieces = await cut(model, word, signal);
  const ids = [...before, ...idsOf(pieces)];
  const scored = await model.score(ids, { from: before.length, top: 0, signal });
  return {
    pieces: scored.map((token, i) => ({
      text: pieces[i]!.text,
      tokenId: token.tokenId,
      logProbability: token.logProbability!,
      rank: token.rank!,
    })),
    logProbability: scored.reduce((sum, token) => sum + token.logProbability!, 0),
  };
}
