import { boolean, check, length, minLength, object, pipe, type InferOutput } from 'valibot';
import { mostChoices, parseVariants } from '../../core/variants.ts';
import { damaged } from '../record-error.ts';
import { quoted, writeTable, type Cell } from '../table.ts';
import { readView, writeView, type ViewModel } from '../view-file.ts';
import {
  count,
  entropyBits,
  list,
  logProbability,
  mostCharacters,
  rank,
  text,
  tokenId,
  tokenText,
  within,
} from '../view-schemas.ts';

const mostWords = 20_000;
/** Words that a person chose, and the pieces of one. */
const mostChosen = 1_000;
const mostBlanks = 100_000;

const variantIndex = count(mostChoices - 1);

const variant = object({
  text: text(mostCharacters),
  choices: list(text(mostCharacters), 10_000),
  /** Of the blank's whole distribution. */
  entropyBits,
});

/** A token, and how likely it is in the blank of each variant, in their order. */
const word = object({
  tokenId,
  text: tokenText,
  special: boolean(),
  continuation: boolean(),
  logProbabilities: list(logProbability, mostChoices),
  /** 1 for the likeliest of the whole vocabulary. */
  ranks: list(rank, mostChoices),
});

const divergence = object({
  first: variantIndex,
  second: variantIndex,
  /** The Jensen-Shannon divergence over the whole vocabulary. */
  bits: within({ min: 0, max: 1 }),
});

const piece = object({ text: tokenText, tokenId, logProbability, rank });

/** A word of several pieces, with its score in each variant. */
const longWord = object({
  word: text(mostCharacters),
  scores: list(
    object({
      pieces: pipe(list(piece, mostChosen), minLength(1)),
      logProbability,
      masks: count(mostChosen),
    }),
    mostChoices,
  ),
});

/** What a file of the view holds, beside its model. */
export const compareSchema = pipe(
  object({
    template: text(mostCharacters),
    /** Which blank of each variant, from 0. */
    blank: count(mostBlanks),
    variants: pipe(list(variant, mostChoices), minLength(2)),
    words: list(word, mostWords),
    divergences: list(divergence, (mostChoices * (mostChoices - 1)) / 2),
    /** The variants that are set against each other: across and upwards. */
    pair: pipe(list(variantIndex, 2), length(2)),
    /** The tokens that were chosen, and the words of several tokens. */
    chosen: list(tokenId, mostChosen),
    longWords: list(longWord, mostChosen),
  }),
  check(({ template, variants }) => areVariantsOf(template, variants)),
  check(({ variants, words, longWords }) =>
    [
      ...words.flatMap(({ logProbabilities, ranks }) => [logProbabilities, ranks]),
      ...longWords.map((one) => one.scores),
    ].every((values) => values.length === variants.length),
  ),
  check(({ variants, divergences }) => areAllPairs(divergences, variants.length)),
  check(({ variants, pair: [x, y] }) => x !== y && x! < variants.length && y! < variants.length),
  check(({ words, chosen }) => {
    const ids = new Set(words.map((one) => one.tokenId));
    return ids.size === words.length && chosen.every((id) => ids.has(id));
  }),
);

/** How the sentences of a template fill one of their blanks. */
export type ComparisonRecord = InferOutput<typeof compareSchema>;
/** A word of it, with its numbers in each variant. Logarithms are natural. */
export type ComparedWord = ComparisonRecord['words'][number];

function areVariantsOf(
  template: string,
  variants: readonly { text: string; choices: readonly string[] }[],
): boolean {
  const set = parseVariants(template);
  if ('fault' in set || set.variants.length !== variants.length) return false;
  return set.variants.every(
    ({ text: own, choices }, i) =>
      own === variants[i]!.text &&
      choices.length === variants[i]!.choices.length &&
      choices.every((choice, j) => choice === variants[i]!.choices[j]),
  );
}

/** Whether each pair of so many variants is there once. */
function areAllPairs(pairs: readonly { first: number; second: number }[], variants: number): boolean {
  const names = new Set(pairs.map(({ first, second }) => `${first} ${second}`));
  const isPair = ({ first, second }: { first: number; second: number }) =>
    first < second && second < variants;
  return (
    names.size === pairs.length && pairs.length === (variants * (variants - 1)) / 2 && pairs.every(isPair)
  );
}

/** A comparison as JSON. */
export function writeCompare(record: ComparisonRecord, model: ViewModel): string {
  return writeView('compare', record, [model]);
}

/**
 * Reads what {@link writeCompare} wrote.
 *
 * @throws RecordError saying what is wrong, and where
 */
export function readCompare(file: string): { readonly model: ViewModel; readonly data: ComparisonRecord } {
  const { models, data } = readView(file, 'compare', compareSchema);
  const [model] = models;
  if (!model) throw damaged('models', 'missing');
  if (models.length > 1) throw damaged('models', 'too-many');
  const strange = data.words.findIndex(({ tokenId: id, ranks }) =>
    [id + 1, ...ranks].some((value) => value > model.vocabularySize),
  );
  if (strange >= 0) throw damaged(`words[${strange}]`, 'out-of-range');
  return { model, data };
}

/**
 * The words of a comparison as CSV, one row each, in their order. The variants are counted from 1, with what they have
 * where they differ in the names of their columns.
 *
 * @param bitsOf what a word adds to the divergence of the pair
 */
export function compareTable(
  { variants, words }: ComparisonRecord,
  bitsOf: (word: ComparedWord) => number,
): string {
  const columns = variants.flatMap(({ choices }, i) =>
    ['probability', 'log_probability_nats', 'rank'].map((name) => `${name} ${i + 1}: ${choices.join(' / ')}`),
  );
  const rows: Cell[][] = [['token_id', 'text', 'special', 'continuation', ...columns, 'divergence_bits']];
  for (const one of words) {
    const { tokenId: id, text: name, special, continuation, logProbabilities, ranks } = one;
    const numbers = logProbabilities.flatMap((log, i) => [Math.exp(log), log, ranks[i]!]);
    rows.push([id, quoted(name), special, continuation, ...numbers, bitsOf(one)]);
  }
  return writeTable(rows);
}
