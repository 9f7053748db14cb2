/** The middle of a sample and the half of it that lies around it. */
export interface SampleSummary {
  readonly median: number;
  /** The first quartile. */
  readonly low: number;
  /** The third quartile. */
  readonly high: number;
  readonly count: number;
}

/** The latencies that are asked for most: half are no longer than the one, 19 of 20 no longer than the other. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** How two samples that were taken in turn stand to each other. */
export interface RatioSummary {
  /** The median of the ratios of the pairs. */
  readonly ratio: number;
  /** The smallest ratio of a pair. */
  readonly low: number;
  /** The largest. */
  readonly high: number;
  readonly count: number;
}

function check(values: readonly number[]): void {
  if (values.length === 0) throw new RangeError('An empty sample has no statistics');
  const unfit = values.find((value) => !Number.isFinite(value));
  if (unfit !== undefined) throw new RangeError(`A sample with ${unfit} in it has no statistics`);
}

function sort(values: readonly number[]): Float64Array {
  check(values);
  return Float64Array.from(values).sort();
}

function quantileOf(sorted: Float64Array, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`A quantile at ${share} cannot be`);
  const place = (sorted.length - 1) * share;
  const index = Math.floor(place);
  const below = sorted[index]!;
  const above = sorted[Math.min(index + 1, sorted.length - 1)]!;
  return below + (above - below) * (place - index);
}

/**
 * The value below which a share of a sample lies, by linear interpolation between the two nearest (Hyndman & Fan 1996,
 * type 7, which is numpy's default).
 *
 * @param values in any order; they are left as they are
 * @param share from 0, the smallest value, to 1, the largest
 * @throws RangeError on an empty sample, a value that is not a finite number, or a share that is none
 */
export function quantile(values: readonly number[], share: number): number {
  return quantileOf(sort(values), share);
}

/**
 * The middle value, or the mean of the two in the middle.
 *
 * @throws RangeError as {@link quantile}
 */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * A sample's median with its first and third quartile.
 *
 * @throws RangeError as {@link quantile}
 */
export function summarizeSample(values: readonly number[]): SampleSummary {
  const sorted = sort(values);
  return {
    median: quantileOf(sorted, 0.5),
    low: quantileOf(sorted, 0.25),
    high: quantileOf(sorted, 0.75),
    count: sorted.length,
  };
}

/**
 * The 50th and the 95th percentile of a sample.
 *
 * @throws RangeError as {@link quantile}
 */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = sort(values);
  return { p50: quantileOf(sorted, 0.5), p95: quantileOf(sorted, 0.95) };
}

/**
 * How many times the second sample the first one is, where the two were taken in turn: the median of a₁/b₁, a₂/b₂ and so
 * on. What changes with time, such as a processor that grows hot, meets both of a pair alike and so leaves their ratio,
 * which it would not leave the ratio of the two medians.
 *
 * @throws RangeError where the samples are empty or differ in length, have a value that is not a finite number, or the
 *   second has a 0
 */
export function medianRatio(first: readonly number[], second: readonly number[]): RatioSummary {
  if (first.length !== second.length) {
    throw new RangeError(`Samples of ${first.length} and ${second.length} values make no pairs`);
  }
  check(first);
  check(second);
  if (second.includes(0)) throw new RangeError('A ratio to 0 cannot be');
  const sorted = sort(first.map((value, index) => value / second[index]!));
  return {
    ratio: quantileOf(sorted, 0.5),
    low: sorted[0]!,
    high: sorted.at(-1)!,
    count: sorted.length,
  };
}
