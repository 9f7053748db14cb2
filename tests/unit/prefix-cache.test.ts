import { describe, expect, it, vi } from 'vitest';

/** ONNX Runtime's tensor as far as the caches use it; the library itself does not load without a browser. */
class FakeTensor {
  readonly ort_tensor = this;
  readonly type: string;
  data: Float32Array;
  readonly dims: number[];
  location = 'cpu';
  disposed = 0;

  constructor(type: string, data: Float32Array, dims: number[]) {
    this.type = type;
    this.data = data;
    this.dims = dims;
  }

  async getData(): Promise<Float32Array> {
    await Promise.resolve();
    this.location = 'cpu';
    return this.data;
  }

  dispose(): void {
    this.disposed++;
  }
}

vi.mock('@huggingface/transformers', () => ({ Tensor: FakeTensor }));

const { beginningOf, gather, release, SharedTensors } = await import('../../src/worker/kv-cache.ts');
const { PrefixCache } = await import('../../src/worker/prefix-cache.ts');
type KvCache = import('../../src/worker/kv-cache.ts').KvCache;

/**
 * A cache of two heads of width 1: the value of a position is its row, head and place in three digits, so that what was
 * moved where can be read off. Eight bytes a token and row.
 */
function cache(rows: number[][]): KvCache & { tensor: FakeTensor } {
  const length = rows[0]!.length;
  const values = rows.flatMap((_, row) =>
    [0, 1].flatMap((head) => Array.from({ length }, (__, place) => row * 100 + head * 10 + place)),
  );
  const tensor = new FakeTensor('float32', Float32Array.from(values), [rows.length, 2, length, 1]);
  return { rows, tensors: new SharedTensors({ 'past_key_values.0.key': tensor as never }), tensor };
}

const tensorOf = (kv: KvCache) => Object.values(kv.tensors.feeds)[0] as unknown as FakeTensor;
const valuesOf = (kv: KvCache) => Array.from(tensorOf(kv).data);
const parts = (kv: KvCache, rows: number[], length: number) =>
  rows.map((row) => ({ cache: kv, row, length }));

describe('a gathered cache', () => {
  it('has the rows that were named, each cut, head by head', async () => {
    const source = cache([
      [7, 8, 9],
      [7, 8, 5],
    ]);
    const gathered = await gather(parts(source, [1, 0, 1], 2));
    expect(gathered.rows).toEqual([
      [7, 8],
      [7, 8],
      [7, 8],
    ]);
    expect(valuesOf(gathered)).toEqual([100, 101, 110, 111, 0, 1, 10, 11, 100, 101, 110, 111]);
    expect(tensorOf(gathered).dims).toEqual([3, 2, 2, 1]);
  });

  it('has room behind its shorter rows, which come from different caches', async () => {
    const gathered = await gather([
      { cache: cache([[7, 8, 9]]), row: 0, length: 3 },
      { cache: cache([[1], [5]]), row: 1, length: 1 },
    ]);
    expect(gathered.rows).toEqual([[7, 8, 9], [5]]);
    expect(valuesOf(gathered)).toEqual([0, 1, 2, 10, 11, 12, 100, 0, 0, 110, 0, 0]);
    expect(gathered.tensors.room).toBe(3);
  });

  it('of no rows is empty, and of a GPU’s values the same', async () => {
    const source = cache([[7, 8, 9]]);
    source.tensor.location = 'gpu-buffer';
    expect((await gather([])).rows).toEqual([]);
    expect(valuesOf(await gather(parts(source, [0], 1)))).toEqual([0, 10]);
  });

  it('fails as a run does where the GPU does not give the values', async () => {
    const source = cache([[7]]);
    source.tensor.location = 'gpu-buffer';
    source.tensor.getData = () => Promise.reject(new Error('lost'));
    await expect(gather(parts(source, [0], 1))).rejects.toMatchObject({ code: 'run-failed' });
  });
});

describe('texts that were computed', () => {
  it('give the longest beginning of a text, cut to what is the same', async () => {
    const prefixes = new PrefixCache();
    prefixes.put(cache([[1, 2, 3, 4]]));
    prefixes.put(cache([[1, 2, 9]]));
    const taken = await prefixes.take([1, 2, 3, 5]);
    expect(taken!.rows).toEqual([[1, 2, 3]]);
    // Nothing was copied: the graph reads no further than the rows go.
    expect(valuesOf(taken!)).toEqual([0, 1, 2, 3, 10, 11, 12, 13]);
    // The one that it was cut from is still there.
    expect((await prefixes.take([1, 2, 3, 4, 6]))!.rows).toEqual([[1, 2, 3, 4]]);
    // That one was given out whole.
    expect((await prefixes.take([1, 2, 3, 4, 6]))!.rows).toEqual([[1, 2]]);
  });

  it('leave the last token to be run, or as many as are asked for', async () => {
    const prefixes = new PrefixCache();
    prefixes.put(cache([[1, 2, 3]]));
    expect((await prefixes.take([1, 2, 3]))!.rows).toEqual([[1, 2]]);
    expect((await prefixes.take([1, 2, 3], 1))!.rows).toEqual([[1]]);
    expect(await prefixes.take([1, 2, 3], 0)).toBeNull();
    expect(await prefixes.take([5, 6])).toBeNull();
  });

  it('need no place of their own where another text begins with them', async () => {
    const prefixes = new PrefixCache();
    const short = cache([[1, 2]]);
    const long = cache([[1, 2, 3]]);
    prefixes.put(short);
    prefixes.put(long);
    expect(short.tensor.disposed).toBe(1);
    const again = cache([[1, 2]]);
    prefixes.put(again);
    expect(again.tensor.disposed).toBe(1);
    expect(long.tensor.disposed).toBe(0);
  });

  it('go when memory runs out, those used longest ago first, the last one never', async () => {
    // Two heads of four bytes: 24 bytes for three tokens.
    const prefixes = new PrefixCache(50);
    const [a, b, c] = [cache([[1, 1, 1]]), cache([[2, 2, 2]]), cache([[3, 3, 3]])];
    prefixes.put(a);
    prefixes.put(b);
    release(await prefixes.take([1, 1, 5]));
    prefixes.put(c);
    expect([a, b, c].map(({ tensor }) => tensor.disposed)).toEqual([0, 1, 0]);
    const large = cache([[9, 8, 7, 6, 5, 4, 3, 2, 1]]);
    prefixes.put(large);
    expect([a, c, large].map(({ tensor }) => tensor.disposed)).toEqual([1, 1, 0]);
    prefixes.clear();
    expect(large.tensor.disposed).toBe(1);
  });

  it('are out of reach of a second call while a first one reads them', async () => {
    const prefixes = new PrefixCache();
    const long = cache([[1, 2, 3, 4]]);
    long.tensor.location = 'gpu-buffer';
    prefixes.put(long);
    // A short beginning is copied, which waits for the GPU.
    const first = prefixes.take([1, 9, 9]);
    const second = prefixes.take([1, 2, 3, 4, 5]);
    expect(await second).toBeNull();
    release(await first);
    expect(long.tensor.disposed).toBe(0);
    expect((await prefixes.take([1, 2, 3, 4, 5]))!.rows).toEqual([[1, 2, 3, 4]]);
  });

  it('are not copied for a few first tokens that many texts have', async () => {
    const prefixes = new PrefixCache();
    prefixes.put(cache([Array.from({ length: 500 }, (_, i) => i)]));
    expect(await prefixes.take([0, 1, 2, 999])).toBeNull();
    expect((await prefixes.take([...Array.from({ length: 16 }, (_, i) => i), 999]))!.rows[0]).toHaveLength(
      16,
    );
  });
});

describe('a beginning', () => {
  it('looks at the tensors of the whole, which are freed when both have let go', () => {
    const whole = cache([[1, 2, 3, 4]]);
    const beginning = beginningOf(whole, 3);
    expect(beginning.rows).toEqual([[1, 2, 3]]);
    release(whole);
    expect(whole.tensor.disposed).toBe(0);
    release(beginning);
    expect(whole.tensor.disposed).toBe(1);
  });

  it('counts once among the bytes that are kept', async () => {
    const prefixes = new PrefixCache();
    const whole = cache([[1, 2, 3, 4]]);
    prefixes.put(whole);
    // Two heads of four bytes for four tokens.
    expect(prefixes.bytes).toBe(32);
    const other = { rows: [[1, 2, 3, 9]], tensors: beginningOf(whole, 3).tensors };
    prefixes.put(other);
    expect(prefixes.bytes).toBe(32);
  });
});
