/** A place of a scatter: natural logarithms of two probabilities. */
export interface ScatterPlace {
  readonly x: number;
  readonly y: number;
}

/** The probabilities that both axes of a scatter span, as powers of ten. */
export interface ScatterRange {
  /** The exponent at the lower end. */
  readonly low: number;
  /** The exponent at the upper end, 0 at most. */
  readonly high: number;
}

/** Fewer decades would show small differences as great ones. */
const fewestDecades = 2;
/** Room between the frame and its outermost places, as a share of the side: a point is whole there. */
const margin = 0.03;

/**
 * The range in whole decades that all points lie in, the same on both axes. A probability of 0 has no place on a
 * logarithmic axis; it is left out, and drawn at the lower end.
 */
export function scatterRange(points: readonly ScatterPlace[]): ScatterRange {
  const values = points.flatMap(({ x, y }) => [x, y]).filter((value) => value > -Infinity);
  if (values.length === 0) return { low: -fewestDecades, high: 0 };
  // Rounding leaves a hair above or below a power of ten.
  const slack = 1e-9;
  const exponents = values.map((value) => value / Math.LN10);
  // Plus 0: rounded up to 0, a negative number is −0.
  const high = Math.min(0, Math.ceil(Math.max(...exponents) - slack)) + 0;
  const low = Math.floor(Math.min(...exponents) + slack);
  return { low: Math.min(low, high - fewestDecades), high };
}

/** How far a logarithm of a probability lies from the lower end, as a share of the side; within it in any case. */
export function scatterShare(logProbability: number, { low, high }: ScatterRange): number {
  const share = (logProbability / Math.LN10 - low) / (high - low);
  return margin + Math.min(1, Math.max(0, share)) * (1 - 2 * margin);
}

/**
 * The powers of ten at the axis, from the lower end to the upper: all of them, or every second, third and so on where
 * there are more than fit.
 */
export function scatterTicks({ low, high }: ScatterRange, most: number): number[] {
  const step = Math.ceil((high - low) / Math.max(1, most - 1));
  const ticks: number[] = [];
  // Counted from the upper end: 100 % is worth its label.
  for (let exponent = high; exponent >= low; exponent -= step) ticks.unshift(exponent);
  return ticks;
}

/**
 * Where a key leads from a point: the arrows to the next point to that side, however far up or down it lies, so that each
 * point is reached; Page Up and Page Down through the list in its order; Home and End to the first and the last.
 *
 * @returns `null` for a key that leads nowhere
 */
export function scatterTarget(points: readonly ScatterPlace[], index: number, key: string): number | null {
  const last = points.length - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'PageDown') return Math.min(last, index + 1);
  if (key === 'PageUp') return Math.max(0, index - 1);
  const along = key === 'ArrowLeft' || key === 'ArrowRight' ? 'x' : 'y';
  const step =
    key === 'ArrowRight' || key === 'ArrowUp' ? 1 : key === 'ArrowLeft' || key === 'ArrowDown' ? -1 : 0;
  if (step === 0) return null;
  const order = points
    .map((_, i) => i)
    .sort((a, b) => compare(points[a]![along], points[b]![along]) || a - b);
  return order[Math.max(0, Math.min(last, order.indexOf(index) + step))]!;
}

/** A difference of two −∞ is no number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
