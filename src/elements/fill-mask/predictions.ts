import { writeMasks } from '../../core/masks.ts';
import { viewModelOf } from '../view-model-of.ts';
import { EngineError, type Model } from '../../engine/index.ts';
import type { Candidate, TokenNumbers } from '../../protocol/results.ts';
import type { ViewModel } from '../../records/index.ts';
import { maskPiece } from '../chips/pieces.ts';
import type { Choice } from './blanks.ts';
import type { MaskedSentence } from './sentence.ts';

/** What the model makes of one blank: it is hidden, the other blanks hold what was chosen for them. */
export interface BlankResult {
  /** The row that was read, and the blank's place in it. */
  readonly tokenIds: readonly number[];
  readonly position: number;
  readonly entropyBits: number;
  /** The likeliest tokens, best first. */
  readonly top: readonly Candidate[];
  /** How likely the blank's own word is there; `null` where it is empty or has several pieces. */
  readonly target: TokenNumbers | null;
  /** Shape [vocabulary]; `null` where they were not kept. */
  readonly logits: Float32Array | null;
  /** The logits before the last choice, where that changed them. */
  readonly before: Float32Array | null;
}

/** What came of filling the blanks of a text. */
export interface FillResult {
  /** As it was typed. */
  readonly source: string;
  readonly sentence: MaskedSentence;
  /** What was in the blanks. */
  readonly choices: readonly (Choice | null)[];
  readonly blanks: readonly BlankResult[];
  /** The blanks whose numbers are new: all of another text, else those that the last choice was for the context of. */
  readonly asked: readonly number[];
  readonly model: ViewModel;
}

/** Of more blanks the logits (122 kB each) are not kept; they are asked for where one is looked at. */
const mostKeptLogits = 32;

/**
 * A text as the model reads it.
 *
 * @throws EngineError what `tokenize` throws, `text-too-long`; AbortError when the signal fires
 */
export async function readSentence(
  model: Model,
  source: string,
  signal: AbortSignal,
): Promise<MaskedSentence> {
  const text = writeMasks(source, maskPiece);
  const pieces = await model.tokenize(text, { signal });
  const { contextLength: limit, markers } = model.info;
  const tokens = pieces.length;
  if (tokens > limit) throw new EngineError('text-too-long', { tokens, limit, over: tokens - limit });
  return {
    text,
    pieces,
    tokenIds: pieces.map(({ tokenId }) => tokenId),
    positions: pieces.flatMap(({ tokenId }, position) => (tokenId === markers.mask ? [position] : [])),
  };
}

/** The row in which one blank is hidden and the others hold their words. */
export function rowOf(
  { tokenIds, positions }: Pick<MaskedSentence, 'tokenIds' | 'positions'>,
  choices: readonly (Choice | null)[],
  blank: number,
): { readonly tokenIds: readonly number[]; readonly position: number } {
  const blankAt = new Map(positions.map((at, index) => [at, index]));
  const ids: number[] = [];
  let position = 0;
  tokenIds.forEach((id, at) => {
    const here = blankAt.get(at);
    const choice = here === undefined || here === blank ? null : choices[here];
    if (here === blank) position = ids.length;
    if (choice) ids.push(...choice.pieces.map(({ tokenId }) => tokenId));
    else ids.push(id);
  });
  return { tokenIds: ids, position };
}

/**
 * The distributions of all blanks: of an empty one given the words in the others, of a filled one the same with itself
 * hidden. Blanks that read the same row share it.
 *
 * @param before what was found last, to tell what the last choice changed
 * @throws EngineError; AbortError when the signal fires
 */
export async function predictBlanks(
  model: Model,
  source: string,
  sentence: MaskedSentence,
  choices: readonly (Choice | null)[],
  { top, signal, before }: { top: number; signal: AbortSignal; before: FillResult | null },
): Promise<FillResult> {
  const rows = new Map<string, { tokenIds: readonly number[]; positions: number[]; targets: number[] }>();
  const places = sentence.positions.map((_, blank) => {
    const { tokenIds, position } = rowOf(sentence, choices, blank);
    const pieces = choices[blank]?.pieces ?? [];
    const target = pieces.length === 1 ? pieces[0]!.tokenId : null;
    const key = tokenIds.join();
    const row = rows.get(key) ?? { tokenIds, positions: [], targets: [] };
    rows.set(key, row);
    row.positions.push(position);
    // A row has a target for each place or for none; what nobody asked for is not looked at.
    row.targets.push(target ?? 0);
    return { key, at: row.positions.length - 1, wanted: target !== null };
  });
  const all = [...rows.values()];
  const keys = [...rows.keys()];
  const logits = places.length <= mostKeptLogits;
  const { rows: answers } = await model.predict(all, { top, logits, signal });
  const earlier = before?.sentence.text === sentence.text ? before.blanks : [];
  const changed = places.flatMap(({ key }, blank) =>
    earlier[blank]?.tokenIds.join() === key ? [] : [blank],
  );
  return {
    source,
    sentence,
    choices,
    asked: changed.length > 0 ? changed : places.map((_, blank) => blank),
    model: viewModelOf(model),
    blanks: places.map(({ key, at, wanted }, blank) => {
      const { tokenIds, positions } = rows.get(key)!;
      const answer = answers[keys.indexOf(key)]![at]!;
      const last = earlier[blank];
      const moved = last !== undefined && last.tokenIds.join() !== key;
      return {
        tokenIds,
        position: positions[at]!,
        entropyBits: answer.entropyBits,
        top: answer.top,
        target: wanted ? answer.target : null,
        logits: answer.logits ?? null,
        before: moved ? last.logits : null,
      };
    }),
  };
}

/** The whole distribution of one blank of a result that has it not. */
export async function blankLogits(
  model: Model,
  { tokenIds, position }: BlankResult,
  signal: AbortSignal,
): Promise<Float32Array> {
  const { rows } = await model.predict([{ tokenIds, positions: [position] }], {
    top: 0,
    logits: true,
    signal,
  });
  return rows[0]![0]!.logits!;
}
