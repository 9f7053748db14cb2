// What the parts of the benchmark count with.

export const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const sum = (list) => list.reduce((total, value) => total + value, 0);

export const round = (value, digits = 1) => Number(value.toFixed(digits));

/** The median of some values, their range, and how many there are. */
export function spread(values, digits) {
  return {
    median: round(median(values), digits),
    least: round(Math.min(...values), digits),
    most: round(Math.max(...values), digits),
    count: values.length,
  };
}

/**
 * Measures two things in turn, A B B A, so that what changes with time meets both alike: each is the first as often as the
 * other. The first of each warms up and does not count.
 *
 * @param pairsAtMost an even number
 * @param isOver asked after each two pairs: whether those are to be enough
 */
export async function inTurn(pairsAtMost, measureA, measureB, isOver) {
  await measureA();
  await measureB();
  const pairs = [];
  do {
    const a = await measureA();
    pairs.push({ a, b: await measureB() });
    const b = await measureB();
    pairs.push({ a: await measureA(), b });
  } while (pairs.length < pairsAtMost && !isOver());
  return pairs;
}

/** Whether both sides of every pair wrote the same tokens, and as many of them. */
export const sameTexts = (pairs) =>
  pairs.every(
    ({ a, b }) =>
      a.tokenIds.length === b.tokenIds.length && a.tokenIds.every((tokenId, i) => tokenId === b.tokenIds[i]),
  );

/** The ratio of a number of A to the same number of B, pair by pair, with the medians of both. */
export function ratio(pairs, numberOf, digits = 2) {
  const ratios = pairs.map(({ a, b }) => numberOf(a) / numberOf(b));
  return {
    ...spread(ratios, digits),
    each: ratios.map((one) => round(one, digits)),
    a: round(median(pairs.map(({ a }) => numberOf(a))), 2),
    b: round(median(pairs.map(({ b }) => numberOf(b))), 2),
  };
}

/** Tokens/s from the first token to the last. */
export function tokensPerSecond({ stepsMs }) {
  if (stepsMs.length === 0) throw new Error('a text ended with its first token');
  return (1000 * stepsMs.length) / sum(stepsMs);
}
