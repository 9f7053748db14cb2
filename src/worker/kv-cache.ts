import { EngineError } from '../protocol/errors.ts';
import { exclusive } from './exclusive.ts';
import { ortTensor, type Feeds, type OrtTensor } from './session.ts';

/** Keys and values of a run's rows, where the backend left them. */
export interface KvCache {
  /** The tokens that were computed, shape [rows][positions]; every row has as many. */
  readonly rows: readonly (readonly number[])[];
  /** By input name, `past_key_values.{layer}.{key|value}`, each of shape [rows, heads, positions, width]. */
  readonly tensors: Feeds;
}

/** Positions that a cache holds for each row. */
export function lengthOf(cache: KvCache | null): number {
  return cache?.rows[0]?.length ?? 0;
}

/** Bytes of the keys and values. */
export function bytesOf(cache: KvCache): number {
  let bytes = 0;
  for (const { type, dims } of Object.values(cache.tensors)) {
    bytes += dims.reduce((product, dim) => product * dim, type === 'float16' ? 2 : 4);
  }
  return bytes;
}

/** Frees a cache's GPU buffers; on WASM the arrays are left to the garbage collector. */
export function release(cache: KvCache | null): void {
  if (cache) for (const tensor of Object.values<OrtTensor>(cache.tensors)) tensor.dispose();
}

type Numbers = Float32Array | Uint16Array;

/**
 * A new cache of some rows of another, each cut to its first positions: one row many times to start a batch, a few to
 * retire the others, one shortened to branch off inside of a text. Nothing is computed, and the old cache stays usable.
 *
 * On WebGPU the values move to the processor's memory, the old cache's for good: there is no operator of ONNX Runtime to
 * cut them in place, and even so it costs milliseconds where computing them anew costs seconds.
 *
 * @param rows which rows, in order; a row may be named several times
 * @param length positions to keep of each, at most as many as there are
 * @throws EngineError `run-failed` where the GPU does not give the values; the worker cannot be used after it
 */
export async function gather(cache: KvCache, rows: readonly number[], length: number): Promise<KvCache> {
  const tensors: Feeds = {};
  for (const [name, tensor] of Object.entries(cache.tensors)) {
    const [, heads, positions, width] = tensor.dims as [number, number, number, number];
    const from = await valuesOf(tensor);
    const to = new (from.constructor as new (length: number) => Numbers)(
      rows.length * heads * length * width,
    );
    rows.forEach((row, at) => {
      for (let head = 0; head < heads; head++) {
        const start = (row * heads + head) * positions * width;
        to.set(from.subarray(start, start + length * width), (at * heads + head) * length * width);
      }
    });
    tensors[name] = ortTensor(tensor.type as 'float32' | 'float16', to, [rows.length, heads, length, width]);
  }
  return { rows: rows.map((row) => cache.rows[row]!.slice(0, length)), tensors };
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
