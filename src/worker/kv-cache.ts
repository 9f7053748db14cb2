import { EngineError } from '../protocol/errors.ts';
import { exclusive } from './exclusive.ts';
import { ortTensor, type Feeds, type OrtTensor } from './session.ts';

/** Keys and values of a run's rows, where the backend left them. */
export interface KvCache {
  /** The tokens that were computed, for each row; rows of a batch may be of different lengths. */
  readonly rows: readonly (readonly number[])[];
  /**
   * By input name, `past_key_values.{layer}.{key|value}`, each of shape [rows, heads, room, width]. There may be room behind
   * a row's own positions, holding what is of no use any more: the graph reads as many positions as the attention mask
   * says, and writes the next one there.
   */
  readonly tensors: SharedTensors;
}

/** Tensors that several caches may look at: they are freed when the last one lets go. */
export class SharedTensors {
  readonly feeds: Feeds;
  /** Positions that each row has room for. */
  readonly room: number;
  readonly bytes: number;
  private holders = 1;

  constructor(feeds: Feeds) {
    this.feeds = feeds;
    const all = Object.values(feeds);
    this.room = all[0]?.dims[2] ?? 0;
    this.bytes = all.reduce(
      (sum, { type, dims }) => sum + dims.reduce((product, dim) => product * dim, type === 'float16' ? 2 : 4),
      0,
    );
  }

  hold(): this {
    if (this.holders === 0) throw new Error('Keys and values that were freed cannot be held');
    this.holders++;
    return this;
  }

  /** Frees the GPU buffers, once nobody holds them; on WASM the arrays are left to the garbage collector. */
  release(): void {
    if (this.holders === 0) throw new Error('Keys and values were let go of more often than they were held');
    this.holders--;
    if (this.holders > 0) return;
    for (const tensor of Object.values<OrtTensor>(this.feeds)) {
      try {
        tensor.dispose();
      } catch {
        // A runtime that has failed may refuse. Its failure is what is told, and its worker is replaced.
      }
    }
  }
}

/** Positions that a cache of one row holds; of a batch, those of its first row. */
export function lengthOf(cache: KvCache | null): number {
  return cache?.rows[0]?.length ?? 0;
}

/** Lets go of a cache. */
export function release(cache: KvCache | null): void {
  cache?.tensors.release();
}

/**
 * The beginning of a cache of one row, as a cache of its own that looks at the same tensors; nothing is copied. The old one
 * stays usable.
 */
export function beginningOf(cache: KvCache, length: number): KvCache {
  return { rows: [cache.rows[0]!.slice(0, length)], tensors: cache.tensors.hold() };
}

type Numbers = Float32Array | Uint16Array;

/** A row of a cache, from its start to some length. */
export interface RowPart {
  readonly cache: KvCache;
  readonly row: number;
  readonly length: number;
}

/**
 * A new cache of some rows of others, each cut to its first positions: one row many times to start a batch, rows of
 * different prompts side by side, a few to retire the others. Nothing is computed, and the old caches stay usable. The
 * shorter rows of the new one have room behind them.
 *
 * On WebGPU the values move to the processor's memory, the old caches' for good: there is no operator of ONNX Runtime to
 * copy them in place, and even so it costs milliseconds where computing them anew costs seconds.
 *
 * @throws EngineError `run-failed` where the GPU does not give the values; the worker cannot be used after it
 */
export async function gather(parts: readonly RowPart[]): Promise<KvCache> {
  const feeds: Feeds = {};
  const room = Math.max(0, ...parts.map(({ length }) => length));
  const [first] = parts;
  for (const [name, { type, dims }] of Object.entries(first?.cache.tensors.feeds ?? {})) {
    const [, heads, , width] = dims as [number, number, number, number];
    const size = parts.length * heads * room * width;
    const to: Numbers = type === 'float16' ? new Uint16Array(size) : new Float32Array(size);
    for (const [at, { cache, row, length }] of parts.entries()) {
      const tensor = cache.tensors.feeds[name]!;
      const from = await valuesOf(tensor);
      const had = tensor.dims[2]!;
      for (let head = 0; head < heads; head++) {
        const start = (row * heads + head) * had * width;
        to.set(from.subarray(start, start + length * width), (at * heads + head) * room * width);
      }
    }
    feeds[name] = ortTensor(type as 'float32' | 'float16', to, [parts.length, heads, room, width]);
  }
  return {
    rows: parts.map(({ cache, row, length }) => cache.rows[row]!.slice(0, length)),
    tensors: new SharedTensors(feeds),
  };
}

async function valuesOf(tensor: OrtTensor): Promise<Numbers> {
  if (tensor.location === 'cpu') return tensor.data as Numbers;
  try {
    // With its GPU buffer released: the tensor lies with the processor from now on, and would hold both.
    return (await exclusive(() => tensor.getData(true))) as Numbers;
  } catch (error) {
    throw new EngineError('run-failed', { detail: String(error) });
  }
}
