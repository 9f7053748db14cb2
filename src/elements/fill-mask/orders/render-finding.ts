import type { Messages } from '../../../i18n/index.ts';
import { aloneAgainstBest } from './findings.ts';
import { numbersOf, quotedWords } from './names.ts';
import type { OrderRow } from './rows.ts';
import type { OrdersResult } from './types.ts';

/** What came of it in one line: whether the words change where the blanks are filled one by one, and what they gain. */
export function findingOf(result: OrdersResult, { maskedOrders: texts }: Messages): string {
  const { order, aloneWords, bestWords, same, leads, wins } = aloneAgainstBest(result);
  if (same === 'every') return texts.sameEvery(quotedWords(aloneWords));
  const named = texts.order(numbersOf(order));
  if (same === 'best') return texts.sameBest(quotedWords(aloneWords), named);
  return texts.finding(quotedWords(aloneWords), quotedWords(bestWords), named, wins, leads.length);
}

/** A row as it is said when it has come. */
export function saidRow(
  { name, words, likeliest, best }: OrderRow,
  { maskedOrders: texts }: Messages,
): string {
  const order = texts.order(numbersOf(likeliest.order));
  return texts.done(name, quotedWords(words), likeliest.total, order, best);
}
