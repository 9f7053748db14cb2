import type { Messages } from '../../../i18n/index.ts';
import { bestFill, likeliestOf, orderOf, type ScoredOrder } from './findings.ts';
import { numbersOf } from './names.ts';
import {
  keyOfWords,
  totalOf,
  wordsOf,
  type FilledStep,
  type NamedToken,
  type OrdersResult,
} from './types.ts';

/** A row of the table: words for all blanks and how they came. */
export interface OrderRow {
  /** `alone`, `own`, or the way. */
  readonly key: string;
  readonly name: string;
  /** The order of filling in words; `null` where there is none. */
  readonly order: string | null;
  readonly words: readonly (readonly NamedToken[])[];
  /** Empty for words that the model did not choose. */
  readonly steps: readonly FilledStep[];
  /** The sum of the steps' log-probabilities, in nats; `null` without steps. */
  readonly total: number | null;
  /** Whether that is a joint log-probability. */
  readonly joint: boolean;
  /** The words in the order that likes them best, of all that were judged: the same measure for every row. */
  readonly likeliest: ScoredOrder;
  /** By how much that is above (below where negative) the same of the best fill, in nats. */
  readonly lead: number;
  /** Whether the words are those of the best fill. */
  readonly best: boolean;
}

/** The rows in the order of the table: each blank alone, the fills, the reader's own words. */
export function rowsOf(result: OrdersResult, { maskedOrders: texts }: Messages): OrderRow[] {
  const { alone, filled, words, own } = result;
  const sets = own ? [...words, own] : words;
  const best = wordsOf(bestFill(result).steps);
  const highest = likeliestOf(sets, best).total;
  const isBest = (of: OrderRow['words']) => keyOfWords(of) === keyOfWords(best);
  const judged = (of: OrderRow['words']) => {
    const likeliest = likeliestOf(sets, of);
    return { words: of, likeliest, lead: likeliest.total - highest };
  };
  const rows: OrderRow[] = [
    {
      key: 'alone',
      name: texts.alone,
      order: null,
      steps: alone,
      total: totalOf(alone),
      joint: false,
      best: isBest(wordsOf(alone)),
      ...judged(wordsOf(alone)),
    },
    ...filled.map((one) => ({
      key: one.way,
      name: texts.ways[one.way],
      order: texts.order(numbersOf(orderOf(one))),
      steps: one.steps,
      total: totalOf(one.steps),
      joint: true,
      best: isBest(wordsOf(one.steps)),
      ...judged(wordsOf(one.steps)),
    })),
  ];
  if (!own) return rows;
  return [
    ...rows,
    {
      key: 'own',
      name: texts.own,
      order: null,
      steps: [],
      total: null,
      joint: false,
      best: false,
      ...judged(own.words),
    },
  ];
}

/** The row that is shown where none was chosen: the best fill. */
export function bestRow(rows: readonly OrderRow[], result: OrdersResult): OrderRow {
  const { way } = bestFill(result);
  return rows.find(({ key }) => key === way)!;
}
