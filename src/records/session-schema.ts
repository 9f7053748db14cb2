import {
  array,
  boolean,
  finite,
  instance,
  integer,
  literal,
  maxLength,
  maxValue,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  record,
  regex,
  string,
  transform,
  union,
  type BaseIssue,
  type BaseSchema,
  type InferOutput,
} from 'valibot';
import { fromHex } from './encodings.ts';
import { ranges, type NumberRange } from './ranges.ts';
import type { Damage } from './record-error.ts';
import { sessionFormat, sessionVersion } from './session.ts';

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
  bytes: 256 * 2 ** 20,
  branches: 500,
  tokens: 100_000,
  branchTokens: 4_096,
  places: 250_000,
  characters: 1_000_000,
};

type ItemSchema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;

const mostCandidates = 1_000;
const mostVocabulary = 10_000_000;
/** Rounding: sums of many probabilities end a hair above 1. */
const slack = 1e-9;

const within = ({ min, max, whole }: NumberRange) => {
  const inRange = pipe(number(), minValue(min), maxValue(max));
  return whole ? pipe(inRange, integer()) : inRange;
};
const count = (max: number) => within({ min: 0, max, whole: true });
/** Its length comes first: a list of millions is not read to be refused. */
const list = <const S extends ItemSchema>(item: S, most: number) =>
  pipe(instance(Array), maxLength(most), array(item));
const text = (longest: number) => pipe(string(), maxLength(longest));
const probability = within({ min: 0, max: 1 + slack });
/** Of a probability: 0 or less, −∞ as a text. */
const logarithm = pipe(union([number(), literal('-Infinity')]), transform(Number), maxValue(slack));
const surprisal = pipe(union([number(), literal('Infinity')]), transform(Number), minValue(0));
const milliseconds = pipe(number(), minValue(0), finite());
const tokenId = count(mostVocabulary - 1);
const tokenText = text(1_000);

const settings = object({
  temperature: within(ranges.temperature),
  topK: within(ranges.topK),
  topP: within(ranges.topP),
  minP: within(ranges.minP),
  repetitionPenalty: within(ranges.repetitionPenalty),
});

const candidate = object({
  tokenId,
  text: tokenText,
  special: boolean(),
  continuation: boolean(),
  logProbability: logarithm,
  probability,
  finalProbability: optional(probability),
});

const sampling = object({
  settings,
  seed: within(ranges.seed),
  index: count(1_000_000),
  draw: nullable(pipe(number(), minValue(0), maxValue(1 - 2 ** -53))),
  finalProbability: probability,
  finalLogProbability: logarithm,
  keptCount: within({ min: 1, max: mostVocabulary, whole: true }),
  // Of as many terms as the vocabulary has.
  keptMass: within({ min: 0, max: 1 + 1e-6 }),
});

const token = object({
  tokenId,
  text: tokenText,
  bytes: pipe(text(2_000), regex(/^(?:[\da-f]{2})*$/), transform(fromHex)),
  special: boolean(),
  continuation: boolean(),
  source: picklist(['prompt', 'sampled', 'greedy', 'picked', 'typed', 'unknown']),
  probability: nullable(probability),
  logProbability: nullable(logarithm),
  rank: nullable(within({ min: 1, max: mostVocabulary, whole: true })),
  surprisalBits: nullable(surprisal),
  entropyBits: nullable(pipe(number(), minValue(0), finite())),
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
    model: text(200),
    form: text(200),
    backend: nullable(picklist(['webgpu', 'wasm'])),
    vocabularySize: within({ min: 1, max: mostVocabulary, whole: true }),
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

/** Which of the problems that people are told a finding of the schema is. */
export function damageOf(issue: BaseIssue<unknown>): Damage {
  if (issue.received === 'undefined') return 'missing';
  if (issue.kind === 'schema') return issue.type === 'picklist' ? 'out-of-range' : 'wrong-kind';
  return issue.type === 'max_length' ? 'too-many' : 'out-of-range';
}

/** The way to the finding, as in code: `tokens[3].rank`. */
export function pathOf(issue: BaseIssue<unknown>): string {
  const keys = issue.path?.map(({ key }) => key) ?? [];
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path ? `${path}.${String(key)}` : String(key);
  }, '');
}
