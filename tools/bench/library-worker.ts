/**
 * What a page would write with transformers.js alone: a model by `from_pretrained`, a text by `generate()`. The same files
 * as the engine's, the runtime from the own origin, and a streamer that does nothing but look at the clock.
 */
import {
  AutoModelForCausalLM,
  AutoTokenizer,
  BaseStreamer,
  env,
  LogLevel,
  Tensor,
  type PreTrainedModel,
  type PreTrainedTokenizer,
} from '@huggingface/transformers';
import defaultModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import defaultWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import plainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { catalogue } from '../../src/models/catalogue.ts';
import type { WriteRequest, Written } from './peer.ts';

/**
 * `engine`: the graph that the engine runs on WASM. `default`: the one that the library takes for `dtype: 'q4'`. `library`:
 * whatever the library takes when it is told nothing but the model, with as many threads as it takes then.
 */
type LibraryGraph = 'engine' | 'default' | 'library';

export interface LibraryRequest extends WriteRequest {
  graph: LibraryGraph;
  /** Which build of ONNX Runtime: the one that the library takes by itself, or the one that the engine takes on WASM. */
  runtime: 'default' | 'plain';
}

class Clock extends BaseStreamer {
  readonly times: number[] = [];
  private prompted = false;

  // Called once with the prompt, then with each token.
  override put(): void {
    if (this.prompted) this.times.push(performance.now());
    this.prompted = true;
  }

  override end(): void {}
}

let opened: Promise<{ tokenizer: PreTrainedTokenizer; model: PreTrainedModel }> | null = null;

async function open({ modelId, modelBase, threads, graph, runtime }: LibraryRequest) {
  const [module, binary] = runtime === 'plain' ? [plainModule, plainWasm] : [defaultModule, defaultWasm];
  env.logLevel = LogLevel.ERROR;
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  // Not a URL: the library looks for a local tokenizer only below a path (4.3.1, get_file_metadata.js).
  env.localModelPath = new URL(modelBase).pathname;
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('ONNX Runtime has no WebAssembly backend');
  if (graph !== 'library') wasm.numThreads = threads;
  wasm.wasmPaths = {
    mjs: new URL(module, import.meta.url).href,
    wasm: new URL(binary, import.meta.url).href,
  };
  const tokenizer = await AutoTokenizer.from_pretrained(modelId);
  const model = await AutoModelForCausalLM.from_pretrained(modelId, optionsOf(graph, modelId));
  return { tokenizer, model };
}

function optionsOf(graph: LibraryGraph, modelId: string) {
  if (graph === 'library') return {};
  return {
    device: 'wasm',
    ...(graph === 'default' ? ({ dtype: 'q4' } as const) : optionsOfEngineGraph(modelId)),
  } as const;
}

/** As in src/worker/open-model.ts, but for the files, which the library fetches itself. */
function optionsOfEngineGraph(modelId: string) {
  const graph = catalogue.find(({ id }) => id === modelId)!.forms[0]!.graphs.wasm!;
  return {
    // The library would add a suffix for other types; the graph's name has it already.
    dtype: 'fp32',
    model_file_name: graph.name,
    use_external_data_format: false,
    session_options: {
      externalData: graph.data.map((name) => ({ path: name, data: `onnx/${name}` })),
      ...(graph.folded ? { extra: { session: { disable_quant_qdq: '1' } } } : {}),
    },
  } as const;
}

async function write(request: LibraryRequest): Promise<Written> {
  opened ??= open(request);
  const { model } = await opened;
  const { promptTokenIds, tokens } = request;
  if (tokens === 0) return { tokenIds: [], firstMs: 0, stepsMs: [] };
  const dims = [1, promptTokenIds.length];
  const clock = new Clock();
  const started = performance.now();
  const sequences = (await model.generate({
    inputs: new Tensor('int64', BigInt64Array.from(promptTokenIds, BigInt), dims),
    attention_mask: new Tensor('int64', new BigInt64Array(promptTokenIds.length).fill(1n), dims),
    do_sample: false,
    // It ends before that where the model ends it, as the engine's does.
    max_new_tokens: tokens,
    streamer: clock,
  } as unknown as Parameters<PreTrainedModel['generate']>[0])) as Tensor;
  const { times } = clock;
  return {
    tokenIds: Array.from(sequences.data as BigInt64Array, Number).slice(promptTokenIds.length),
    firstMs: times[0]! - started,
    stepsMs: times.slice(1).map((time, i) => time - times[i]!),
  };
}

self.addEventListener('message', (event: MessageEvent<LibraryRequest>) => {
  write(event.data).then(
    (result) => self.postMessage(result),
    // Thrown, it would not reach the page.
    (error: unknown) => reportError(error),
  );
});
