import { boolean, check, minLength, nullable, object, picklist, pipe, type InferOutput } from 'valibot';
import { findBlanks } from '../../core/masks.ts';
import { agree } from '../agreement.ts';
import {
  count,
  entropyBits,
  list,
  logProbability,
  mostCharacters,
  probability,
  text,
  tokenId,
  tokenText,
} from '../view-schemas.ts';

/** More blanks than this are not filled one by one. */
const mostBlanks = 8;
/** All orders of four blanks. */
const mostOrders = 24;
/** Of one word. */
const mostPieces = 100;

const blank = count(mostBlanks - 1);
const word = { tokenId, text: tokenText, special: boolean(), continuation: boolean() };

const step = pipe(
  object({ ...word, blank, logProbability, probability, entropyBits }),
  check((one) => agree(one.logProbability, one.probability)),
);

/** Each blank of a text once, in some order. */
const isOrder = (blanks: readonly number[]) =>
  blanks.length >= 2 && blanks.toSorted((a, b) => a - b).every((one, place) => one === place);

const order = pipe(
  list(blank, mostBlanks),
  check((blanks) => isOrder(blanks)),
);

const steps = pipe(
  list(step, mostBlanks),
  check((all) => isOrder(all.map((one) => one.blank))),
);

const words = pipe(
  object({
    words: list(pipe(list(object(word), mostPieces), minLength(1)), mostBlanks),
    orders: pipe(
      list(
        pipe(
          object({ order, steps: list(logProbability, mostBlanks) }),
          check((one) => one.steps.length === one.order.length),
        ),
        mostOrders,
      ),
      minLength(1),
    ),
  }),
  check((one) => one.orders.every(({ order: blanks }) => blanks.length === one.words.length)),
);

const idOf = (one: { readonly tokenId: number }) => one.tokenId;
/** By which two sets of words are the same. */
const keyOf = (blanks: readonly (readonly number[])[]) => blanks.map((pieces) => pieces.join('+')).join();

/**
 * Several blanks, filled one by one in several orders. Blanks are counted from 0 in the order of the text; logarithms are
 * natural.
 */
export const fillOrders = pipe(
  object({
    /** With each blank written as the model's mask. */
    text: text(mostCharacters),
    /** Each blank's likeliest token with all the others blank, in the order of the text. */
    alone: steps,
    /** The greedy fills, each in the order in which it was filled. */
    filled: pipe(
      list(object({ way: picklist(['leftToRight', 'rightToLeft', 'mostCertain', 'byHand']), steps }), 4),
      minLength(1),
    ),
    /** For each set of words their log-probabilities in several orders, step by step. */
    words: list(words, 5),
    /** The same of words that the reader chose. */
    own: nullable(words),
  }),
  check(
    (one) =>
      findBlanks(one.text).length === one.alone.length &&
      one.alone.every((first, place) => first.blank === place) &&
      one.filled.every((fill) => fill.steps.length === one.alone.length) &&
      [...one.words, ...(one.own ? [one.own] : [])].every((set) => set.words.length === one.alone.length),
  ),
  // All that is shown is compared: every fill in all of the same orders.
  check((one) => {
    const judged = new Set(one.words.map((set) => keyOf(set.words.map((pieces) => pieces.map(idOf)))));
    const ordersOf = (set: (typeof one.words)[number]) =>
      set.orders.map((each) => each.order.join()).join(';');
    return (
      [one.alone, ...one.filled.map((fill) => fill.steps)].every((all) =>
        judged.has(keyOf(all.toSorted((a, b) => a.blank - b.blank).map((each) => [idOf(each)]))),
      ) &&
      [...one.words, ...(one.own ? [one.own] : [])].every((set) => ordersOf(set) === ordersOf(one.words[0]!))
    );
  }),
);

export type FillOrdersRecord = InferOutput<typeof fillOrders>;
