/**
 * Token ids from the highest value to the lowest, sorted only as far as somebody asks.
 *
 * A step needs the ten best, or a nucleus of a few dozen, out of 49,152 values; sorting them all would cost
 * more than the filters and the softmax together. So a window below the maximum is sorted, and widened when
 * it does not reach. Equal values keep the lower id first, which makes every choice reproducible.
 */
export class DescendingOrder {
  private readonly values: ArrayLike<number>;
  private readonly sorted: number[] = [];
  private readonly max: number;
  private window = 2;
  private threshold = Infinity;

  constructor(values: ArrayLike<number>) {
    this.values = values;
    let max = -Infinity;
    for (let i = 0; i < values.length; i++) if (values[i]! > max) max = values[i]!;
    this.max = max;
  }

  /** The token id at a place (0 is the best), or `undefined` past the end. */
  at(place: number): number | undefined {
    while (this.sorted.length <= place && this.threshold > -Infinity) this.widen();
    return this.sorted[place];
  }

  /** The first `count` token ids, or all where there are fewer. */
  take(count: number): number[] {
    if (count > 0) this.at(count - 1);
    return this.sorted.slice(0, count);
  }

  private widen(): void {
    const { values } = this;
    const upper = this.threshold;
    const lower = this.window > 1e6 ? -Infinity : this.max - this.window;
    const found: number[] = [];
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value >= lower && value < upper) found.push(i);
    }
    if (found.length > manyValues && values instanceof Float32Array && values.length <= idCount) {
      sortByKeys(found, values);
    } else {
      found.sort((a, b) => values[b]! - values[a]! || a - b);
    }
    for (const id of found) this.sorted.push(id);
    this.threshold = lower;
    this.window *= 2;
  }
}

/** From here on the keys pay for themselves. */
const manyValues = 256;
/** Ids that fit beside 32 bits of a value into the 53 whole bits of a float64. */
const idCount = 2 ** 21;

/**
 * Sorts ids as the comparison would, six times as fast: without a comparison function, over keys that hold the value's
 * bits above the id. Turning over the bits of negative numbers, and the sign of the others, makes bits that rise with
 * the value; taken from the highest they fall.
 */
function sortByKeys(ids: number[], values: Float32Array): void {
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  const keys = new Float64Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!;
    // Makes a zero of minus zero: the two are equal.
    float[0] = values[id]! + 0;
    const raw = bits[0]!;
    const rising = raw >= 0x80000000 ? ~raw >>> 0 : raw + 0x80000000;
    keys[i] = (0xffffffff - rising) * idCount + id;
  }
  keys.sort();
  for (let i = 0; i < ids.length; i++) ids[i] = keys[i]! % idCount;
}

/** How many values come before that of `id`: its rank minus one. Ties count the lower id first. */
export function countAhead(values: ArrayLike<number>, id: number): number {
  const value = values[id]!;
  let ahead = 0;
  for (let i = 0; i < values.length; i++) {
    const other = values[i]!;
    if (other > value || (other === value && i < id)) ahead++;
  }
  return ahead;
}
