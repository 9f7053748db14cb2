import type { OrtTensor } from '../../src/worker/session.ts';

type Values = Float32Array | Uint16Array | BigInt64Array;

let watched: FakeTensor[] | null = null;

/** ONNX Runtime's tensor as far as the worker uses it; the library that makes them does not load without a browser. */
export class FakeTensor implements OrtTensor {
  readonly ort_tensor = this;
  readonly type: string;
  readonly dims: readonly number[];
  /** What it holds, wherever that lies. */
  readonly values: Values;
  location: string;
  /** How often it was freed. */
  disposed = 0;

  constructor(type: string, values: Values, dims: readonly number[], location = 'cpu') {
    this.type = type;
    this.values = values;
    this.dims = dims;
    this.location = location;
    // Keys and values; those of no positions are nobody's.
    if (dims.length === 4 && values.length > 0) watched?.push(this);
  }

  get data(): Values {
    if (this.disposed > 0) throw new Error('The tensor is disposed');
    if (this.location !== 'cpu') throw new Error('The data is not on the CPU');
    return this.values;
  }

  async getData(): Promise<Values> {
    await Promise.resolve();
    this.location = 'cpu';
    return this.data;
  }

  dispose(): void {
    this.disposed++;
  }
}

/** The tensors of keys and values that are made from now on. */
export function watchTensors(): readonly FakeTensor[] {
  watched = [];
  return watched;
}
