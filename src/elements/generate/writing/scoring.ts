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
  const logits = ids.length - from <= store.capacity(model.info.vocabularySize);
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
  { settings, seed }: WritingOptions,
): Promise<TokenRecord[]> {
  const { model, store } = judge;
  const { length } = promptIds;
  const ids = [...promptIds, ...ownIds];
  const sourceOf = (index: number) => (index < length ? 'prompt' : 'unknown');
  // In stretches whose logits fit: the draws are repeated from them, and the store lets go of the oldest.
  const stretch = store.capacity(model.info.vocabularySize);
  const records: TokenRecord[] = [];
  for (let start = 0; start < ids.length; start += stretch) {
    const part = ids.slice(0, start + stretch);
    for (const [i, token] of (await scoreTokens(judge, part, start, sourceOf)).entries()) {
      const place = start + i;
      const context = { settings, seed, textTokenIds: ids.slice(0, place), index: place - length };
      const record = place < length ? token : replay(token, store.get(token), context);
      store.move(token, record);
      records.push(record);
    }
  }
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
