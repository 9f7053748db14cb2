// What the parts of the benchmark count with.

export const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const sum = (list) => list.reduce((total, value) => total + value, 0);

export const round = (value, digits = 1) => Number(value.toFixed(digits));

/** The median of some values and their range. */
export function spread(values, digits) {
  return {
    median: round(median(values), digits),
    least: round(Math.min(...values), digits),
    most: round(Math.max(...values), digits),
  };
}

/**
 * Measures two things in turn, A B A B, so that what changes with time meets both alike. The first of each warms up and does
 * not count, unless told otherwise.
 */
export async function inTurn(rounds, measureA, measureB, { warmUp = true } = {}) {
  if (warmUp) {
    await measureA();
    await measureB();
  }
  const pairs = [];
  for (let i = 0; i < rounds; i++) pairs.push({ a: await measureA(), b: await measureB() });
  return pairs;
}

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
export const tokensPerSecond = ({ stepsMs }) => (1000 * stepsMs.length) / sum(stepsMs);
