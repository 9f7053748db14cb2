import { Tensor } from '@huggingface/transformers';
import { EngineError } from '../protocol/errors.ts';
import { exclusive } from './exclusive.ts';

/** A tensor of ONNX Runtime, as far as it is used here. */
export interface OrtTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
  readonly location: string;
  /** The values, fetched from the GPU where they lie there, which may release them. */
  getData(release?: boolean): Promise<unknown>;
  dispose(): void;
}

export type Feeds = Record<string, OrtTensor>;

/** A session of ONNX Runtime, as far as it is used here. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly inputMetadata: readonly { name: string; type?: string; shape?: readonly (number | string)[] }[];
  run(feeds: Feeds): Promise<Feeds>;
  release(): Promise<void>;
}

type TensorData = Float32Array | Uint16Array | BigInt64Array;

/** A tensor that a session takes. */
export function ortTensor(
  type: 'float32' | 'float16' | 'int64',
  data: TensorData,
  dims: number[],
): OrtTensor {
  return (new Tensor(type, data as never, dims) as unknown as { ort_tensor: OrtTensor }).ort_tensor;
}

/** Whole numbers as the int64 that every graph of a language model takes. */
export function int64Tensor(values: readonly number[], dims: number[]): OrtTensor {
  return ortTensor('int64', BigInt64Array.from(values, BigInt), dims);
}

/**
 * One run of a session, alone.
 *
 * @throws EngineError `run-failed`; the worker cannot be used after it
 */
export async function runSession(session: Session, feeds: Feeds): Promise<Feeds> {
  try {
    return await exclusive(() => session.run(feeds));
  } catch (error) {
    throw new EngineError('run-failed', { detail: String(error) });
  }
}
