/** An axis from zero whose ends are ticks. */
export interface LinearAxis {
  /** The value at the far end. */
  readonly end: number;
  /** From 0 to the far end, in equal steps of 1, 2 or 5 times a power of ten. */
  readonly ticks: readonly number[];
}

/** The decades of a logarithmic axis, as powers of ten. */
export interface DecadeRange {
  readonly low: number;
  readonly high: number;
}

/** Beyond it, a step further on would be no number. */
const greatestEnd = 1e300;
/** Fewer decades would show small differences as great ones. */
const fewestDecades = 2;
/** The smallest power of ten with a place of its own; doubles end a little below. */
const lowestExponent = -300;
/** Rounding leaves a hair above or below a tick. */
const slack = 1e-9;

/**
 * A linear axis from 0 on which every value has a place, with the smallest step that gives no more intervals than fit.
 * Without a value above 0 it ends at 1.
 */
export function linearAxis(values: readonly number[], mostIntervals: number): LinearAxis {
  const most = Math.max(1, Math.floor(mostIntervals));
  const finite = values.filter((value) => Number.isFinite(value) && value > 0);
  const greatest = Math.min(greatestEnd, finite.length > 0 ? Math.max(...finite) : 1);
  const intervals = (step: number) => Math.ceil(greatest / step - slack);
  // The least step there is room for is no longer than a decade below it.
  const exponent = Math.floor(Math.log10(greatest / most));
  const steps = [0, 1, 2].flatMap((more) =>
    [1, 2, 5].map((digit) => Number(`${digit}e${exponent - 1 + more}`)),
  );
  const step = steps.find((one) => intervals(one) <= most) ?? Number(`1e${exponent + 2}`);
  // Twelve digits: 3 × 0.1 is 0.3 at an axis.
  const ticks = Array.from({ length: intervals(step) + 1 }, (_, i) => Number((i * step).toPrecision(12)));
  return { end: ticks.at(-1)!, ticks };
}

/** The whole decades that all values above 0 lie in, two at least. Without such a value, those from 10⁻⁴ to 10⁻². */
export function decadeRange(values: readonly number[]): DecadeRange {
  const exponents = values
    .filter((value) => Number.isFinite(value) && value > 0)
    .map((value) => Math.max(lowestExponent, Math.log10(value)));
  if (exponents.length === 0) return { low: -4, high: -2 };
  const low = Math.floor(Math.min(...exponents) + slack);
  // Plus 0: rounded up to 0, a negative number is −0.
  const high = Math.ceil(Math.max(...exponents) - slack) + 0;
  return { low, high: Math.max(high, low + fewestDecades) };
}

/** How far along the decades a value lies, 0 to 1; within them in any case. */
export function decadeShare(value: number, { low, high }: DecadeRange): number {
  const share = (Math.log10(value) - low) / (high - low);
  return Math.min(1, Math.max(0, share));
}

/** How lengths lie along an axis. */
export interface LengthAxis {
  readonly ticks: readonly number[];
  /** 0 to 1; a single length lies in the middle. */
  readonly share: (length: number) => number;
}

/**
 * An axis of lengths in tokens: by powers of two, since lengths are doubled; linear from 0 where one of them is 0. Its ticks
 * are the lengths, or the powers of two among them where there are more than a reader compares.
 */
export function lengthAxis(lengths: readonly number[], mostTicks = 8): LengthAxis {
  const sorted = [...new Set(lengths.filter((length) => Number.isFinite(length)))].sort((a, b) => a - b);
  const first = sorted[0] ?? 0;
  const last = sorted.at(-1) ?? 0;
  if (first <= 0) {
    const axis = linearAxis(sorted, mostTicks - 1);
    return { ticks: axis.ticks, share: (length) => Math.max(0, length) / axis.end };
  }
  const octaves = Math.log2(last / first);
  const share = (length: number) => (octaves === 0 ? 0.5 : Math.log2(length / first) / octaves);
  if (sorted.length <= mostTicks) return { ticks: sorted, share };
  const low = Math.ceil(Math.log2(first) - slack);
  const high = Math.floor(Math.log2(last) + slack);
  const step = Math.max(1, Math.ceil((high - low) / (mostTicks - 1)));
  const powers: number[] = [];
  for (let exponent = high; exponent >= low; exponent -= step) powers.unshift(2 ** exponent);
  // Many lengths within one octave have no power of two between them.
  return { ticks: powers.length > 1 ? powers : [first, last], share };
}

/**
 * Which labels at an axis are written, so that none lies on another: the last one, and those before it that keep away.
 *
 * @param places of the labels' middles along the axis, ascending
 * @param room what one label takes, its distance to the next included, in the same unit
 */
export function readableTicks(places: readonly number[], room: number): boolean[] {
  let next = Infinity;
  const written = places.map(() => false);
  for (let i = places.length - 1; i >= 0; i--) {
    if (next - places[i]! < room) continue;
    written[i] = true;
    next = places[i]!;
  }
  return written;
}
