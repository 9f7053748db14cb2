/** A range of a probability, 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 0.975 quantile of the standard normal distribution: 95 % lie within ± so many standard deviations. */
const quantile95 = 1.959963984540054;

/**
 * The Wilson score interval of a share (Wilson 1927): the probabilities p for which the share that came up lies within
 * `z` standard deviations of p. Unlike the share ± its own error it is of use at small numbers, and at 0 and all.
 *
 * @param successes how often it came up, 0 to `trials`
 * @param trials of how many; without any, nothing is known: 0 to 1
 * @param z standard deviations; 95 % unless told
 */
export function wilsonInterval(successes: number, trials: number, z = quantile95): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const square = (z * z) / trials;
  const centre = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  return {
    // Exactly 0 and 1 at the ends, where a rounding error would be left.
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
