import type { SamplingSettings } from '../core/filters.ts';
import type { Backend } from '../models/types.ts';
import { base64Length, floatsToBase64, toHex } from './encodings.ts';
import { formatOf } from './formats.ts';
import { damaged, RecordError } from './record-error.ts';
import { plainSettings, samplingRecord } from './sampling-record.ts';
import type { RecordedCandidate, TokenRecord } from './token-record.ts';

/** A text of a session: the prompt's tokens and those that came after. */
export interface SessionBranch {
  /** Set by a person, or `''`. */
  readonly name: string;
  /** How many tokens at the beginning are the prompt. */
  readonly promptLength: number;
  /** Branches that begin alike hold the same objects. */
  readonly tokens: readonly TokenRecord[];
}

/** All of a generation that is worth keeping: plain data, which is exported, imported and replayed. */
export interface Session {
  /** The model's id, as in the catalogue. */
  readonly model: string;
  /** The form of its weights, such as `q4`. */
  readonly form: string;
  /** What computed it; `null` where that is not known. */
  readonly backend: Backend | null;
  readonly vocabularySize: number;
  /** The prompt as it was written. */
  readonly prompt: string;
  /** The messages that the prompt was made of with the model's chat template; `null` for a plain prompt. */
  readonly chat: { readonly system: string; readonly user: string } | null;
  /** How the next token would be drawn; each drawn token keeps its own. */
  readonly settings: Readonly<SamplingSettings>;
  /** `null`: drawn anew each time. */
  readonly seed: number | null;
  readonly maxTokens: number;
  readonly branches: readonly SessionBranch[];
  /** The place of the current branch among them; -1 where there is none. */
  readonly current: number;
  /** The model's scores of each step that are kept, by the token that came there: float32, shape [vocabulary]. */
  readonly logits?: ReadonlyMap<TokenRecord, Float32Array>;
}

/** What a file says that it is. */
export const sessionFormat = formatOf('generation');
/** Rises when a file can no longer be read by the code before. */
export const sessionVersion = 1;

/** How many bytes the logits of so many steps take in a file, for a choice of whether to write them. */
export function logitsBytes(steps: number, vocabularySize: number): number {
  // Quotation marks, colon, comma, and some digits of the index.
  return steps * (base64Length(vocabularySize * 4) + 10);
}

/**
 * A session as JSON. Each token that branches share is written once; bytes are hexadecimal, logits base64 of little-endian
 * float32, infinite numbers the texts `-Infinity` and `Infinity`. Logits of tokens that no branch holds are left out.
 */
export function writeSession(session: Session): string {
  const { model, form, backend, vocabularySize, prompt, chat, settings, seed, maxTokens, current } = session;
  const places = new Map<TokenRecord, number>();
  const placeOf = (token: TokenRecord): number => {
    const place = places.get(token) ?? places.size;
    places.set(token, place);
    return place;
  };
  const branches = session.branches.map(({ name, promptLength, tokens }) => ({
    name,
    promptLength,
    tokens: tokens.map(placeOf),
  }));
  const logits: Record<string, string> = {};
  for (const [token, values] of session.logits ?? []) {
    const place = places.get(token);
    if (place !== undefined) logits[place] = floatsToBase64(values);
  }
  return JSON.stringify(
    {
      format: sessionFormat,
      version: sessionVersion,
      model,
      form,
      backend,
      vocabularySize,
      prompt,
      chat: chat && { system: chat.system, user: chat.user },
      settings: plainSettings(settings),
      seed,
      maxTokens,
      tokens: Array.from(places.keys(), plainToken),
      branches,
      current,
      ...(session.logits ? { logits } : {}),
    },
    // JSON knows no infinite numbers, and would write null.
    (_, value: unknown) => (value === Infinity || value === -Infinity ? String(value) : value),
  );
}

/** What is known of a model that a session must agree with, as the catalogue has it. */
export interface ModelFacts {
  /** How many tokens there are. */
  readonly vocabularySize: number;
  /** The longest text that it takes, in tokens. */
  readonly contextLength: number;
}

/**
 * Makes sure that what a file says of its model is so.
 *
 * @param expected the model's id
 * @param facts what the file says of the vocabulary is checked against these, and nothing of it without them
 * @throws RecordError `other-model` or `other-vocabulary`
 */
export function requireSameModel(
  { model, vocabularySize }: Pick<Session, 'model' | 'vocabularySize'>,
  expected: string,
  facts?: Pick<ModelFacts, 'vocabularySize'>,
): void {
  if (model !== expected) throw new RecordError('other-model', { model, expected });
  if (facts && vocabularySize !== facts.vocabularySize) {
    throw new RecordError('other-vocabulary', { found: vocabularySize, expected: facts.vocabularySize });
  }
}

/**
 * Makes sure that a session can be replayed on a model.
 *
 * @param expected the model's id
 * @param facts what the session says of the model is checked against these, and nothing of it without them
 * @throws RecordError `other-model`, `other-vocabulary`, or `damaged` where a branch is longer than the model's context
 */
export function requireModel(session: Session, expected: string, facts?: ModelFacts): void {
  requireSameModel(session, expected, facts);
  if (!facts) return;
  const { branches } = session;
  const long = branches.findIndex(({ tokens }) => tokens.length > facts.contextLength);
  if (long >= 0) throw damaged(`branches[${long}].tokens`, 'too-many');
}

/** The members that the format has, whatever else an object carries. */
function plainToken(token: TokenRecord) {
  const { tokenId, text, special, continuation, source, sampling, timeMs, finishReason } = token;
  const { probability, logProbability, rank, surprisalBits, entropyBits } = token;
  return {
    tokenId,
    text,
    bytes: toHex(token.bytes),
    special,
    continuation,
    source,
    probability,
    logProbability,
    rank,
    surprisalBits,
    entropyBits,
    top: token.top.map(plainCandidate),
    sampling: sampling && samplingRecord(sampling, sampling.settings, sampling.seed, sampling.index),
    timeMs,
    finishReason,
  };
}

function plainCandidate(candidate: RecordedCandidate): RecordedCandidate {
  const { tokenId, text, special, continuation, logProbability, probability, finalProbability } = candidate;
  return { tokenId, text, special, continuation, logProbability, probability, finalProbability };
}
