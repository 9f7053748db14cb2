import type { OpenModel } from './open-model.ts';
import { lengthOf, release, type KvCache } from './kv-cache.ts';
import { int64Tensor, ortTensor, runSession, type Feeds } from './session.ts';
import { yieldToMessages } from './yield-to-messages.ts';

/** Positions computed in one run: long prompts in one go are slower on WASM, and would keep a stop waiting. */
export const chunkLength = 128;

/** Logits of the positions that were kept, shape [rows, positions, vocabulary]. */
export interface Logits {
  readonly data: Float32Array;
  readonly vocabulary: number;
}

/** The graph of an autoregressive model: token ids and what was computed before in, logits and more of the same out. */
export class CausalGraph {
  private readonly model: OpenModel;

  constructor(model: OpenModel) {
    this.model = model;
  }

  /**
   * Computes what a cache lacks of a text, in chunks; no logits when it was stopped on the way.
   *
   * @param from is used up: what comes back holds its positions too
   */
  async advance(
    tokenIds: readonly number[],
    from: KvCache | null,
    isStopped: () => boolean,
  ): Promise<{ logits: Logits | null; cache: KvCache | null; computed: number }> {
    let cache = from;
    let computed = 0;
    for (;;) {
      const start = lengthOf(cache);
      const chunk = tokenIds.slice(start, start + chunkLength);
      const result = await this.run([chunk], cache, 1);
      cache = result.cache;
      computed += chunk.length;
      if (start + chunk.length >= tokenIds.length) return { logits: result.logits, cache, computed };
      await yieldToMessages();
      if (isStopped()) return { logits: null, cache, computed };
    }
  }

  /**
   * One run of the graph.
   *
   * @param newIds the tokens to compute, shape [rows][positions]
   * @param past what was computed before of the same rows; it is used up
   * @param keepLogits how many of the last positions to give logits for; 0 gives all
   */
  async run(
    newIds: readonly (readonly number[])[],
    past: KvCache | null,
    keepLogits: number,
  ): Promise<{ logits: Logits; cache: KvCache }> {
    const { session } = this.model;
    const rows = newIds.length;
    const columns = newIds[0]!.length;
    const seen = lengthOf(past) + columns;
    const feeds: Feeds = {
      input_ids: int64Tensor(newIds.flat(), [rows, columns]),
      attention_mask: ortTensor('int64', ones(rows * seen), [rows, seen]),
      num_logits_to_keep: int64Tensor([keepLogits], []),
      ...(past?.tensors ?? this.emptyTensors(rows)),
    };
    const outputs = await runSession(session, feeds);
    const logits = outputs['logits']!;
    const tensors: Feeds = {};
    for (const [name, tensor] of Object.entries(outputs)) {
      if (name.startsWith('present')) tensors[name.replace('present', 'past_key_values')] = tensor;
    }
    release(past);
    return {
      logits: { data: logits.data as Float32Array, vocabulary: logits.dims.at(-1)! },
      cache: { rows: newIds.map((ids, row) => [...(past?.rows[row] ?? []), ...ids]), tensors },
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

let onesBuffer = new BigInt64Array(0);

function ones(length: number): BigInt64Array {
  if (onesBuffer.length < length) onesBuffer = new BigInt64Array(Math.max(length, 512)).fill(1n);
  return onesBuffer.slice(0, length);
}
