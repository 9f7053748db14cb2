import { permutations, mostPermutedBlanks } from '../../../core/fill-orders.ts';
import {
  keyOfWords,
  sumOf,
  totalOf,
  wordsOf,
  type FilledOrder,
  type NamedToken,
  type OrderScore,
  type OrdersResult,
  type WordsInOrders,
} from './types.ts';

/** An order and the joint log-probability of some words in it, in nats. */
export interface ScoredOrder extends OrderScore {
  readonly total: number;
}

/** The orders of a set of words, the likeliest first; of equals the one that comes first in the list. */
export function rankedOrders({ orders }: WordsInOrders): ScoredOrder[] {
  return orders
    .map((one) => ({ ...one, total: sumOf(one.steps) }))
    .sort((a, b) => (a.total === b.total ? 0 : b.total - a.total));
}

/** What some words come to in the order that likes them best; every set of words is compared by that number. */
export function likeliestOf(sets: readonly WordsInOrders[], words: WordsInOrders['words']): ScoredOrder {
  const set = sets.find((one) => keyOfWords(one.words) === keyOfWords(words));
  if (!set) throw new Error('Words that were judged in no order');
  return rankedOrders(set)[0]!;
}

/**
 * The greedy fill whose words have the highest joint log-probability in any order that they were judged in; of equals the
 * one that has the highest in the order in which it was filled, then the first.
 */
export function bestFill({ filled, words }: Pick<OrdersResult, 'filled' | 'words'>): FilledOrder {
  const ranked = filled.map((one) => ({
    one,
    total: likeliestOf(words, wordsOf(one.steps)).total,
    own: totalOf(one.steps),
  }));
  return ranked.reduce((best, next) =>
    next.total > best.total || (next.total === best.total && next.own > best.own) ? next : best,
  ).one;
}

export const orderOf = ({ steps }: FilledOrder): number[] => steps.map(({ blank }) => blank);

/** Two sets of words in one order: joint log-probabilities in nats. */
export interface Lead {
  readonly order: readonly number[];
  readonly alone: number;
  readonly best: number;
}

/** The words that each blank gets alone against those of the best fill. */
export interface AloneAgainstBest {
  /** In which the best fill was filled. */
  readonly order: readonly number[];
  readonly aloneWords: readonly (readonly NamedToken[])[];
  readonly bestWords: readonly (readonly NamedToken[])[];
  /** Whether the best fill, or every fill, has the words that the blanks get alone. */
  readonly same: 'none' | 'best' | 'every';
  /** Both in every order that was judged, the largest lead of the best fill first. */
  readonly leads: readonly Lead[];
  /** In how many of them the best fill's words are the likelier ones. */
  readonly wins: number;
}

/**
 * What the words that each blank gets alone are worth together. One order would not do for it: the one in which the best
 * fill was found favours that fill, and another order can turn the two round.
 */
export function aloneAgainstBest(result: OrdersResult): AloneAgainstBest {
  const { alone, filled, words } = result;
  const best = bestFill(result);
  const aloneWords = wordsOf(alone);
  const bestWords = wordsOf(best.steps);
  const ordersOf = (of: WordsInOrders['words']) =>
    words.find((one) => keyOfWords(one.words) === keyOfWords(of))?.orders ?? [];
  const ofAlone = new Map(ordersOf(aloneWords).map(({ order, steps }) => [order.join(), sumOf(steps)]));
  const leads = ordersOf(bestWords)
    .flatMap(({ order, steps }): Lead[] => {
      const total = ofAlone.get(order.join());
      return total === undefined ? [] : [{ order, alone: total, best: sumOf(steps) }];
    })
    .sort((a, b) => b.best - b.alone - (a.best - a.alone));
  const hasAlone = (one: FilledOrder) => keyOfWords(wordsOf(one.steps)) === keyOfWords(aloneWords);
  return {
    order: orderOf(best),
    aloneWords,
    bestWords,
    same: filled.every(hasAlone) ? 'every' : hasAlone(best) ? 'best' : 'none',
    leads,
    wins: leads.filter((lead) => lead.best > lead.alone).length,
  };
}

/** The orders that words are judged in: all of up to four blanks, else those that something was filled in, each once. */
export function ordersToJudge(blanks: number, filled: readonly FilledOrder[]): number[][] {
  if (blanks <= mostPermutedBlanks) return permutations(blanks);
  const orders = new Map(filled.map((one) => [orderOf(one).join(), orderOf(one)]));
  return [...orders.values()];
}

/** Each different set of words of the fills once, those that the blanks get alone first. */
export function wordSets({ alone, filled }: Pick<OrdersResult, 'alone' | 'filled'>): NamedToken[][][] {
  const sets = [alone, ...filled.map(({ steps }) => steps)].map(wordsOf);
  return [...new Map(sets.map((words) => [keyOfWords(words), words])).values()];
}
