/** One step of filling blanks: which blanks are filled already, and which is filled now. */
export interface FillStep {
  /** Indexes of blanks, ascending: in what order they were filled makes no difference to the model. */
  readonly filled: readonly number[];
  readonly next: number;
}

/** A row for the model: a text with some blanks filled, and the blanks whose probability is read from it. */
export interface FillState {
  /** Indexes of blanks, ascending. */
  readonly filled: readonly number[];
  /** Ascending, without repetition. */
  readonly next: readonly number[];
}

/** Beyond so many blanks their orders are not listed: 5 would have 120. */
export const mostPermutedBlanks = 4;

/**
 * All orders of the numbers 0 to `count` − 1, in lexicographic order: left to right is the first.
 *
 * @throws RangeError where `count` is no whole number from 0 to {@link mostPermutedBlanks}
 */
export function permutations(count: number): number[][] {
  if (!Number.isInteger(count) || count < 0 || count > mostPermutedBlanks) {
    throw new RangeError(`All orders are listed for 0 to ${mostPermutedBlanks} blanks, not for ${count}`);
  }
  const extend = (order: number[]): number[][] =>
    order.length === count
      ? [order]
      : Array.from({ length: count }, (_, next) => next)
          .filter((next) => !order.includes(next))
          .flatMap((next) => extend([...order, next]));
  return extend([]);
}

/** The steps of filling blanks in an order. */
export function orderSteps(order: readonly number[]): FillStep[] {
  return order.map((next, step) => ({ filled: order.slice(0, step).sort((a, b) => a - b), next }));
}

/**
 * The rows that some orders need from the model, each once, those with the fewest filled blanks first. All orders of k
 * blanks together need 2^k − 1: the subsets of filled blanks, without that of all.
 */
export function statesOfOrders(orders: readonly (readonly number[])[]): FillState[] {
  const states = new Map<string, { filled: readonly number[]; next: Set<number> }>();
  for (const { filled, next } of orders.flatMap(orderSteps)) {
    const key = filled.join();
    const state = states.get(key) ?? { filled, next: new Set() };
    states.set(key, state.next.has(next) ? state : { filled, next: state.next.add(next) });
  }
  return [...states.values()]
    .map(({ filled, next }) => ({ filled, next: [...next].sort((a, b) => a - b) }))
    .sort((a, b) => compareLists(a.filled, b.filled));
}

/** The shorter first; of equals by the first number that differs. */
function compareLists(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

/**
 * The log-probability that a masked model gives to the words of several blanks, filled one by one in an order. By the
 * chain rule p(x₁, x₂) = p(x₁) · p(x₂ | x₁): each word is scored with the words before it in place and the blanks after
 * it still blank, and the logarithms are added.
 *
 * For one distribution over all blanks every order would give the same total. A masked model learns each conditional by
 * itself, and nothing ties them together: in general no joint distribution has them all, so that the totals of two
 * orders differ. (Young & You 2022, On the Inconsistencies of Conditionals Learned by Masked Language Models.) None of
 * them is the right one, and their spread shows by how much the model disagrees with itself. Two sets of words are therefore
 * compared in every order, or each in the one that likes it best, not in the order in which one of them was found.
 *
 * @param logProbabilityOf of the word of blank `next`, with the blanks in `filled` (ascending) filled
 * @returns the summands in the order's order and their sum, in the unit of `logProbabilityOf`; 0 for no blanks
 */
export function jointLogProbability(
  order: readonly number[],
  logProbabilityOf: (filled: readonly number[], next: number) => number,
): { steps: number[]; total: number } {
  const steps = orderSteps(order).map(({ filled, next }) => logProbabilityOf(filled, next));
  return { steps, total: steps.reduce((sum, step) => sum + step, 0) };
}

/**
 * Which blank is filled next where the most certain goes first: the one whose best token has the highest probability,
 * of equals the leftmost. That is not the one of the lowest entropy: a blank may have the likeliest token, and yet more left
 * open among the others.
 *
 * @param distributions for each blank log-probabilities of its tokens, of all or of the best; `null` for a filled one
 * @returns the index of the blank, or `null` where none is left
 */
export function mostCertainFirst(distributions: readonly (ArrayLike<number> | null)[]): number | null {
  let best: number | null = null;
  let highest = -Infinity;
  distributions.forEach((logProbabilities, blank) => {
    if (!logProbabilities) return;
    let own = -Infinity;
    for (let i = 0; i < logProbabilities.length; i++) own = Math.max(own, logProbabilities[i]!);
    if (best !== null && own <= highest) return;
    best = blank;
    highest = own;
  });
  return best;
}
