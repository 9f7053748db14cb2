import {
  array,
  boolean,
  check,
  finite,
  instance,
  integer,
  literal,
  maxLength,
  maxValue,
  minValue,
  number,
  object,
  picklist,
  pipe,
  regex,
  string,
  transform,
  union,
  type BaseIssue,
  type BaseSchema,
} from 'valibot';
import { agree, isSurprisal } from './agreement.ts';
import { fromHex } from './encodings.ts';
import type { NumberRange } from './ranges.ts';

// The values that files of every view are made of. Each is checked by itself and, where it can be, against those beside it.

type ItemSchema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;

export const mostCandidates = 1_000;
export const mostVocabulary = 10_000_000;
/** Of a text that the model reads, in UTF-16 units. */
export const mostCharacters = 1_000_000;
/** Rounding: sums of many probabilities end a hair above 1. */
const slack = 1e-9;

/** A number in a range. */
export const within = ({ min, max, whole }: NumberRange) => {
  const inRange = pipe(number(), minValue(min), maxValue(max));
  return whole ? pipe(inRange, integer()) : inRange;
};
/** A whole number from 0. */
export const count = (max: number) => within({ min: 0, max, whole: true });
/** A list of so many at most. Its length comes first: a list of millions is not read to be refused. */
export const list = <const S extends ItemSchema>(item: S, most: number) =>
  pipe(instance(Array), maxLength(most), array(item));
/** A text of so many UTF-16 units at most. */
export const text = (longest: number) => pipe(string(), maxLength(longest));

export const probability = within({ min: 0, max: 1 + slack });
/** Of a probability: 0 or less, −∞ as a text. */
export const logProbability = pipe(
  union([number(), literal('-Infinity')]),
  transform(Number),
  maxValue(slack),
);
/** 0 or more, ∞ as a text. */
export const surprisalBits = pipe(union([number(), literal('Infinity')]), transform(Number), minValue(0));
export const entropyBits = pipe(number(), minValue(0), finite());
export const rank = within({ min: 1, max: mostVocabulary, whole: true });
export const milliseconds = pipe(number(), minValue(0), finite());
export const tokenId = count(mostVocabulary - 1);
export const tokenText = text(1_000);
/** Bytes of a token, hexadecimal in a file. */
export const tokenBytes = pipe(text(2_000), regex(/^(?:[\da-f]{2})*$/), transform(fromHex));
export const vocabularySize = within({ min: 1, max: mostVocabulary, whole: true });
export const backend = picklist(['webgpu', 'wasm']);
/** A model's id, or that of a form of its weights. */
export const modelName = text(200);

/** The members of a candidate; {@link candidate} also sees whether they agree. */
export const candidateEntries = {
  tokenId,
  text: tokenText,
  special: boolean(),
  continuation: boolean(),
  logProbability,
  probability,
};

/** One of the likeliest tokens of a place. */
export const candidate = pipe(
  object(candidateEntries),
  check((one) => agree(one.logProbability, one.probability)),
);

/** The likeliest tokens of a place. */
export const candidates = list(candidate, mostCandidates);

/** How likely a token was at its place, of the whole vocabulary. */
export const tokenNumbers = pipe(
  object({ probability, logProbability, rank, surprisalBits, entropyBits }),
  check((one) => agree(one.logProbability, one.probability)),
  check((one) => isSurprisal(one.surprisalBits, one.logProbability)),
);

/** A token of a text, with where it stands there: UTF-16 units, `end` excluded. */
export const piece = pipe(
  object({
    tokenId,
    text: tokenText,
    start: count(mostCharacters),
    end: count(mostCharacters),
    special: boolean(),
    continuation: boolean(),
  }),
  check(({ start, end }) => start <= end),
);
