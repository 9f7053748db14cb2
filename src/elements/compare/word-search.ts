import { EngineError, type Model } from '../../engine/index.ts';
import type { ComparedWord } from '../../records/views/compare.ts';
import { scoreWordInBlank } from '../masked/word-in-blank.ts';
import { wordOf, type WholeVocabulary } from './comparison.ts';
import type { LongWord } from './word-texts.ts';

/** How far the search for a typed word is. */
export type SearchState =
  | { readonly phase: 'idle' | 'asking' | 'missing' }
  /** It is none of the words of a file, and there is no model to ask. */
  | { readonly phase: 'not-in-file'; readonly word: string }
  | { readonly phase: 'failed'; readonly error: unknown };

/** Where a word is looked for. */
export interface SearchPlace {
  readonly words: readonly ComparedWord[];
  /** `null` for what came with a file. */
  readonly whole: WholeVocabulary | null;
  /** The model that the numbers are of; `null` where it is not loaded. */
  readonly model: Model | null;
  /** The variants as token ids with the blank's place, to be asked about words of several tokens. */
  readonly rows: readonly { readonly tokenIds: readonly number[]; readonly position: number }[];
}

/** What was found: a token of the vocabulary, or a word of several. */
export type FoundWord =
  | { readonly kind: 'token'; readonly word: ComparedWord }
  | { readonly kind: 'long'; readonly word: LongWord };

/**
 * Looks for a word in the blank of all variants. A piece goes by its name in the vocabulary, `##ing`; anything else is cut
 * as the model's tokenizer cuts it.
 *
 * @returns `null` where it is none of the words of a file, and there is no model to ask
 * @throws EngineError `unknown-word`, `empty-text`, or what the model throws; AbortError
 */
export async function findWord(
  word: string,
  { words, whole, model, rows }: SearchPlace,
  signal: AbortSignal,
): Promise<FoundWord | null> {
  const named =
    words.find(({ text }) => text === word) ?? words.find(({ text }) => text === word.toLowerCase());
  if (named) return { kind: 'token', word: named };
  if (!whole || !model) return null;
  const pieces = (await model.tokenize(word, { signal })).filter(({ start, end }) => end > start);
  const [only] = pieces;
  if (!only) throw new EngineError('empty-text', {});
  const { unknown } = model.info.markers;
  if (pieces.some(({ tokenId }) => tokenId === unknown)) throw new EngineError('unknown-word', { word });
  if (pieces.length === 1) return { kind: 'token', word: wordOf(whole, only.tokenId) };
  const { texts } = await model.vocabulary({ signal });
  const piece = texts.indexOf(word);
  if (piece >= 0) return { kind: 'token', word: wordOf(whole, piece) };
  const scores: LongWord['scores'] = [];
  for (const { tokenIds, position } of rows) {
    const score = await scoreWordInBlank(model, tokenIds, position, word, signal);
    scores.push({ ...score, pieces: [...score.pieces], masks: score.masks ?? score.pieces.length });
  }
  return { kind: 'long', word: { word, scores } };
}
