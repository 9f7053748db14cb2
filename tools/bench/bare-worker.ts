/**
 * The least that generates: one session of ONNX Runtime on the same files and options, and a loop of `session.run`
 * and the index of the largest logit. No probabilities, no candidates, no messages on the way.
 */
import { env } from '@huggingface/transformers';
import runtimeModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import runtimeWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as ort from 'onnxruntime-web/webgpu';
import { catalogue } from '../../src/models/catalogue.ts';
import type { WriteRequest, Written } from './peer.ts';

let session: ort.InferenceSession | null = null;

async function open(request: WriteRequest): Promise<ort.InferenceSession> {
  const entry = catalogue.find(({ id }) => id === request.modelId)!;
  const graph = entry.forms[0]!.graphs.wasm!;
  const read = async (path: string) =>
    new Uint8Array(await (await fetch(`${request.modelBase}${entry.id}/${path}`)).arrayBuffer());
  // The module that transformers.js bundles is this very one; its defaults are not wanted here.
  env.backends.onnx.setLogLevel?.(40);
  ort.env.wasm.numThreads = request.threads;
  ort.env.wasm.wasmPaths = {
    mjs: new URL(runtimeModule, import.meta.url).href,
    wasm: new URL(runtimeWasm, import.meta.url).href,
  };
  return ort.InferenceSession.create(await read(`onnx/${graph.name}.onnx`), {
    executionProviders: ['wasm'],
    externalData: await Promise.all(
      graph.data.map(async (name) => ({ path: name, data: await read(`onnx/${name}`) })),
    ),
    extra: { session: { disable_quant_qdq: '1' } },
  });
}

async function write(request: WriteRequest): Promise<Written> {
  session ??= await open(request);
  const own = session;
  const ints = (values: readonly number[], dims: number[]) =>
    new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
  let past: Record<string, ort.Tensor> = {};
  for (const input of own.inputMetadata) {
    if (!input.isTensor || !input.name.startsWith('past')) continue;
    const [, heads, , width] = input.shape as number[];
    past[input.name] = new ort.Tensor('float32', new Float32Array(0), [1, heads!, 0, width!]);
  }
  let next = request.promptTokenIds;
  let length = 0;
  const tokenIds: number[] = [];
  const stepsMs: number[] = [];
  let last = performance.now();
  let firstMs = 0;
  while (tokenIds.length < request.tokens) {
    length += next.length;
    const outputs = await own.run({
      input_ids: ints(next, [1, next.length]),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(length).fill(1n), [1, length]),
      num_logits_to_keep: ints([1], []),
      ...past,
    });
    past = {};
    for (const name of own.outputNames) {
      if (name.startsWith('present')) past[name.replace('present', 'past_key_values')] = outputs[name]!;
    }
    const logits = outputs['logits']!.data as Float32Array;
    let best = 0;
    for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
    tokenIds.push(best);
    next = [best];
    const now = performance.now();
    if (tokenIds.length === 1) firstMs = now - last;
    else stepsMs.push(now - last);
    last = now;
  }
  return { tokenIds, stepsMs, firstMs };
}

self.addEventListener('message', (event: MessageEvent<WriteRequest>) => {
  write(event.data).then(
    (result) => self.postMessage(result),
    // Thrown, it would not reach the page.
    (error: unknown) => reportError(error),
  );
});
