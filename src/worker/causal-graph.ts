import { ChunkLength } from '../core/chunk-length.ts';
import type { OpenModel } from './open-model.ts';
import { lengthOf, release, SharedTensors, type KvCache } from './kv-cache.ts';
import { int64Tensor, ortTensor, runSession, type Feeds } from './session.ts';
import { yieldToMessages } from './yield-to-messages.ts';

/** Logits of the positions that were kept, shape [rows, positions, vocabulary]. */
export interface Logits {
  readonly data: Float32Array;
  /** Positions of each row. */
  readonly positions: number;
  readonly vocabulary: number;
}

/** How a run is asked for. */
export interface RunWants {
  /** How many of the last positions to give logits for. */
  readonly keepLogits: number;
  /** Whether the graph shall give those of every position all the same; what is not kept is thrown away. */
  readonly allLogits: boolean;
}

/** The graph of an autoregressive model: token ids and what was computed before in, logits and more of the same out. */
export class CausalGraph {
  private readonly model: OpenModel;
  private readonly chunk: ChunkLength;

  /** @param firstChunk positions of the first chunk of a long prompt */
  constructor(model: OpenModel, firstChunk: number) {
    this.model = model;
    this.chunk = new ChunkLength(firstChunk);
  }

  /** Positions to compute in one run: a long prompt in one go would keep a stop waiting. */
  get chunkLength(): number {
    return this.chunk.next;
  }

  /**
   * Computes what a cache lacks of a text, in chunks; no logits when it was stopped on the way.
   *
   * @param from is used up, also where a run fails: what comes back holds its positions too
   */
  async advance(
    tokenIds: readonly number[],
    from: KvCache | null,
    wants: RunWants,
    isStopped: () => boolean,
  ): Promise<{ logits: Logits | null; cache: KvCache | null; computed: number }> {
    let cache = from;
    let computed = 0;
    for (;;) {
      const start = lengthOf(cache);
      const left = tokenIds.length - start;
      // The positions whose logits are wanted are the last chunk's, all of them.
      const isLast = left <= Math.max(this.chunkLength, wants.keepLogits);
      const chunk = tokenIds.slice(
        start,
        isLast ? undefined : Math.min(start + this.chunkLength, tokenIds.length - wants.keepLogits),
      );
      const result = await this.run([chunk], cache, isLast ? wants : { ...wants, keepLogits: 1 });
      cache = result.cache;
      computed += chunk.length;
      if (isLast) return { logits: result.logits, cache, computed };
      await yieldToMessages();
      if (isStopped()) return { logits: null, cache, computed };
    }
  }

  /**
   * One run of the graph.
   *
   * @param newIds the tokens to compute, shape [rows][positions]; several rows with something before them take one each
   * @param past what was computed before of the same rows; it is used up, also where the run fails
   * @throws EngineError `run-failed`
   */
  async run(
    newIds: readonly (readonly number[])[],
    past: KvCache | null,
    { keepLogits, allLogits }: RunWants,
  ): Promise<{ logits: Logits; cache: KvCache }> {
    const { session } = this.model;
    const rows = newIds.length;
    const columns = newIds[0]!.length;
    const lengths = newIds.map((ids, row) => (past?.rows[row]?.length ?? 0) + ids.length);
    const feeds: Feeds = {
      input_ids: int64Tensor(newIds.flat(), [rows, columns]),
      attention_mask: maskOf(lengths),
      num_logits_to_keep: int64Tensor([allLogits ? 0 : keepLogits], []),
      ...(past?.tensors.feeds ?? this.emptyTensors(rows)),
    };
    const started = performance.now();
    const outputs = await runSession(session, feeds).catch((error: unknown) => {
      release(past);
      throw error;
    });
    if (rows === 1) this.chunk.report(columns, performance.now() - started);
    const logits = outputs['logits']!;
    const tensors: Feeds = {};
    for (const [name, tensor] of Object.entries(outputs)) {
      if (name.startsWith('present')) tensors[name.replace('present', 'past_key_values')] = tensor;
    }
    release(past);
    return {
      logits: lastOf(
        {
          data: logits.data as Float32Array,
          positions: logits.dims.at(-2)!,
          vocabulary: logits.dims.at(-1)!,
        },
        rows,
        keepLogits,
      ),
      cache: {
        rows: newIds.map((ids, row) => [...(past?.rows[row] ?? []), ...ids]),
        tensors: new SharedTensors(tensors),
      },
    };
  }

  private emptyTensors(rows: number): Feeds {
    const feeds: Feeds = {};
    for (const { name, type, shape } of this.model.session.inputMetadata) {
      if (!name.startsWith('past_key_values')) continue;
      const [, heads, , width] = shape as [unknown, number, unknown, number];
      feeds[name] =
        type === 'float16'
          ? ortTensor('float16', new Uint16Array(0), [rows, heads, 0, width])
          : ortTensor('float32', new Float32Array(0), [rows, heads, 0, width]);
    }
    return feeds;
  }
}

/** The last positions of each row. */
function lastOf(logits: Logits, rows: number, keep: number): Logits {
  const { data, positions, vocabulary } = logits;
  if (positions <= keep) return logits;
  if (rows === 1)
    return { data: data.subarray((positions - keep) * vocabulary), positions: keep, vocabulary };
  const kept = new Float32Array(rows * keep * vocabulary);
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * positions * vocabulary;
    kept.set(data.subarray(end - keep * vocabulary, end), row * keep * vocabulary);
  }
  return { data: kept, positions: keep, vocabulary };
}

let onesBuffer = new BigInt64Array(0);

/**
 * Which positions a row may look at: as many as it has. The graph takes each row's length from the sum of its mask, and
 * writes the new keys and values there (GroupQueryAttention of ONNX Runtime).
 */
function maskOf(lengths: readonly number[]): ReturnType<typeof ortTensor> {
  const width = Math.max(...lengths);
  if (onesBuffer.length < width) onesBuffer = new BigInt64Array(Math.max(width, 512)).fill(1n);
  const mask = new BigInt64Array(lengths.length * width);
  lengths.forEach((length, row) => mask.set(onesBuffer.subarray(0, length), row * width));
  return ortTensor('int64', mask, [lengths.length, width]);
}
