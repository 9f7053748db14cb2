import {
  boolean,
  literal,
  maxValue,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  record,
  string,
  type InferOutput,
} from 'valibot';
import { mostFileBytes } from './parse-file.ts';
import { ranges } from './ranges.ts';
import { sessionFormat, sessionVersion } from './session.ts';
import {
  backend,
  candidateEntries,
  count,
  entropyBits,
  list,
  logProbability,
  milliseconds,
  modelName,
  mostCandidates,
  mostCharacters,
  mostVocabulary,
  probability,
  rank,
  surprisalBits,
  text,
  tokenBytes,
  tokenId,
  tokenText,
  vocabularySize,
  within,
} from './view-schemas.ts';

/** How much of everything a file may hold. */
export interface SessionLimits {
  /** Of the file, in UTF-8. */
  readonly bytes: number;
  readonly branches: number;
  /** Different tokens, over all branches. */
  readonly tokens: number;
  /** Tokens of one branch, its prompt included. */
  readonly branchTokens: number;
  /** Tokens of all branches together, shared ones counted in each. */
  readonly places: number;
  /** Of the prompt and of each message, in UTF-16 units. */
  readonly characters: number;
}

/** More than any session of the embedded models, and little enough not to hang a page. */
export const sessionLimits: SessionLimits = {
  bytes: mostFileBytes,
  branches: 500,
  tokens: 100_000,
  branchTokens: 4_096,
  places: 250_000,
  characters: mostCharacters,
};

const settings = object({
  temperature: within(ranges.temperature),
  topK: within(ranges.topK),
  topP: within(ranges.topP),
  minP: within(ranges.minP),
  repetitionPenalty: within(ranges.repetitionPenalty),
});

const candidate = object({ ...candidateEntries, finalProbability: optional(probability) });

const sampling = object({
  settings,
  seed: within(ranges.seed),
  index: count(1_000_000),
  draw: nullable(pipe(number(), minValue(0), maxValue(1 - 2 ** -53))),
  finalProbability: probability,
  finalLogProbability: logProbability,
  keptCount: within({ min: 1, max: mostVocabulary, whole: true }),
  // Of as many terms as the vocabulary has.
  keptMass: within({ min: 0, max: 1 + 1e-6 }),
});

const token = object({
  tokenId,
  text: tokenText,
  bytes: tokenBytes,
  special: boolean(),
  continuation: boolean(),
  source: picklist(['prompt', 'sampled', 'greedy', 'picked', 'typed', 'unknown']),
  probability: nullable(probability),
  logProbability: nullable(logProbability),
  rank: nullable(rank),
  surprisalBits: nullable(surprisalBits),
  entropyBits: nullable(entropyBits),
  top: list(candidate, mostCandidates),
  sampling: nullable(sampling),
  timeMs: nullable(milliseconds),
  finishReason: optional(picklist(['end-of-text', 'context-full'])),
});

/** The shape of a file and the range of each number by itself. Members that it does not know are left out. */
export function sessionSchema(limits: SessionLimits) {
  const characters = text(limits.characters);
  return object({
    format: literal(sessionFormat),
    version: literal(sessionVersion),
    model: modelName,
    form: modelName,
    backend: nullable(backend),
    vocabularySize,
    prompt: characters,
    chat: nullable(object({ system: characters, user: characters })),
    settings,
    seed: nullable(within(ranges.seed)),
    maxTokens: within(ranges.maxTokens),
    tokens: list(token, limits.tokens),
    branches: list(
      object({
        // 60 characters, each of two UTF-16 units at most.
        name: text(120),
        promptLength: within({ min: 1, max: limits.branchTokens, whole: true }),
        tokens: list(count(limits.tokens), limits.branchTokens),
      }),
      limits.branches,
    ),
    current: within({ min: -1, max: limits.branches, whole: true }),
    logits: optional(record(string(), string())),
  });
}

export type SessionFile = InferOutput<ReturnType<typeof sessionSchema>>;
