import { EngineError, type Model, type Tokenizer } from '../../engine/index.ts';
import { viewModelOf } from '../view-model-of.ts';
import type { TextPiece, TokenPiece } from '../../protocol/results.ts';
import type { WordScore } from '../../records/index.ts';
import {
  plainJudgement,
  type Masking,
  type SampleJudgement,
  type SampleSet,
} from '../../records/views/self-supervision.ts';
import { scoreWordInBlank } from '../masked/word-in-blank.ts';
import { spacedGuess } from './guesses.ts';
import { inputIds, isAdded, maskedSamples, nextTokenSamples } from './samples.ts';

/** So many of the model's likeliest tokens are shown for a sample. */
export const listed = 5;

/**
 * What separates the texts of a training corpus in the vocabularies that descend from GPT-2's. A vocabulary that has it
 * does not show that a model was trained so.
 */
export const separator = '<|endoftext|>';

type Reader = Model | Tokenizer;

/** The samples of an autoregressive model. @throws EngineError; AbortError */
export async function makeNextToken(reader: Reader, text: string, signal: AbortSignal): Promise<SampleSet> {
  const pieces = await reader.tokenize(text, { signal });
  const [first] = pieces;
  const { begin, end } = reader.info.markers;
  const model = viewModelOf(reader);
  if (first && isAdded(first)) {
    return nextTokenSamples(text, pieces, await nameOf(reader, end, signal), model);
  }
  // Without a marker of its own before a text, its markers are those of a chat.
  const [own, chatBegin, chatEnd] = await Promise.all([
    separatorOf(reader, signal),
    nameOf(reader, begin, signal),
    nameOf(reader, end, signal),
  ]);
  const chat = own && chatBegin && chatEnd ? { begin: chatBegin.text, end: chatEnd.text } : null;
  return nextTokenSamples(text, pieces, own ?? chatEnd, model, chat);
}

async function nameOf(
  reader: Reader,
  tokenId: number | null,
  signal: AbortSignal,
): Promise<TokenPiece | null> {
  if (tokenId === null) return null;
  return (await reader.tokenize([tokenId], { signal }))[0] ?? null;
}

async function separatorOf(reader: Reader, signal: AbortSignal): Promise<TextPiece | null> {
  const [only, ...rest] = await reader.tokenize(separator, { signal });
  return only?.special && rest.length === 0 ? only : null;
}

/** The samples of a masked model, random tokens by their names. @throws EngineError; AbortError */
export async function makeMasked(
  reader: Reader,
  text: string,
  masking: Masking,
  signal: AbortSignal,
): Promise<SampleSet> {
  const tokens = await reader.tokenize(text, { signal });
  const tokenId = reader.info.markers.mask!;
  const mask = (await nameOf(reader, tokenId, signal)) ?? { tokenId, text: '[MASK]' };
  const set = maskedSamples(text, tokens, masking, mask, viewModelOf(reader));
  return nameRandom(reader, set, signal);
}

/** The same samples with the names of their random tokens. */
export async function nameRandom(reader: Reader, set: SampleSet, signal: AbortSignal): Promise<SampleSet> {
  const samples = await Promise.all(
    set.samples.map(async (one) => {
      const name = one.random && (await nameOf(reader, one.random.tokenId, signal));
      return one.random && name ? { ...one, random: { ...one.random, text: name.text } } : one;
    }),
  );
  return { ...set, samples };
}

/** The samples with the model's judgement of each. @throws EngineError; AbortError */
export async function judgeSamples(model: Model, set: SampleSet, signal: AbortSignal): Promise<SampleSet> {
  const judged =
    set.way === 'next-token' ? await judgeNext(model, set, signal) : await judgeHidden(model, set, signal);
  return { ...set, model: viewModelOf(model), judged };
}

async function judgeNext(model: Model, { tokens, samples }: SampleSet, signal: AbortSignal) {
  const scored = await model.score(
    tokens.map(({ tokenId }) => tokenId),
    { top: listed, signal },
  );
  return samples.map(({ position }): SampleJudgement => {
    const { tokenId, probability, logProbability, rank, surprisalBits, entropyBits, top } = scored[position]!;
    if (probability === null || logProbability === null || rank === null) {
      throw new EngineError('unexpected', { detail: `token ${position} has no probability` });
    }
    return {
      tokenId,
      probability,
      logProbability,
      rank,
      surprisalBits: surprisalBits!,
      entropyBits: entropyBits!,
      top,
    };
  });
}

/** All hidden tokens of one input at once, as in training. */
async function judgeHidden(model: Model, set: SampleSet, signal: AbortSignal): Promise<SampleJudgement[]> {
  const { tokens, samples } = set;
  if (samples.length === 0) return [];
  const positions = samples.map(({ position }) => position);
  const row = {
    tokenIds: inputIds(set, model.info.markers.mask!),
    positions,
    targets: positions.map((position) => tokens[position]!.tokenId),
  };
  const { rows } = await model.predict([row], { top: listed, signal });
  return rows[0]!.map((one) =>
    plainJudgement({ ...one.target!, entropyBits: one.entropyBits, top: one.top }),
  );
}

/**
 * How likely a model finds a guess in a label's place, as a whole: the product over its tokens, each after those before
 * it.
 *
 * @throws EngineError `empty-text`, `unknown-word`, `text-too-long`; AbortError
 */
export async function scoreGuess(
  model: Model,
  set: SampleSet,
  index: number,
  guess: string,
  signal: AbortSignal,
): Promise<WordScore> {
  const sample = set.samples[index]!;
  if (set.way === 'masked') {
    return scoreWordInBlank(model, inputIds(set, model.info.markers.mask!), sample.position, guess, signal);
  }
  const all = await model.tokenize(spacedGuess(guess, set, sample), { signal });
  const own = all.filter((piece) => !isAdded(piece));
  if (own.length === 0) throw new EngineError('empty-text', {});
  const context = set.tokens.slice(0, sample.position).map(({ tokenId }) => tokenId);
  const scored = await model.score([...context, ...own.map(({ tokenId }) => tokenId)], {
    top: 0,
    from: context.length,
    signal,
  });
  const pieces = scored.map(({ text, tokenId, logProbability, rank }) => ({
    text,
    tokenId,
    logProbability: logProbability!,
    rank: rank!,
  }));
  return { pieces, logProbability: pieces.reduce((sum, one) => sum + one.logProbability, 0) };
}
