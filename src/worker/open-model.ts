import {
  AutoModelForCausalLM,
  AutoModelForMaskedLM,
  AutoTokenizer,
  env,
  type PreTrainedTokenizer,
} from '@huggingface/transformers';
import type { CatalogueEntry, Graph } from '../models/types.ts';
import type { Backend } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type { RuntimeSettings } from '../protocol/settings.ts';
import { exclusive } from './exclusive.ts';
import type { Markers } from '../protocol/results.ts';
import type { Session } from './session.ts';
import { Vocabulary } from './vocabulary.ts';

/** A tokenizer and its vocabulary. */
export interface OpenTokenizer {
  readonly tokenizer: PreTrainedTokenizer;
  readonly vocabulary: Vocabulary;
  readonly markers: Markers;
}

/** A model's parts, ready to run. */
export interface OpenModel extends OpenTokenizer {
  readonly session: Session;
  /** Ids that end a text. */
  readonly endIds: readonly number[];
  /** Releases the session and its weights. */
  close(): Promise<void>;
}

type Files = Map<string, Uint8Array<ArrayBuffer>>;

/**
 * Opens a model from files that were downloaded and checked.
 *
 * @throws EngineError `session-failed` when ONNX Runtime refuses the graph
 */
export async function openModel(
  entry: CatalogueEntry,
  graph: Graph,
  backend: Backend,
  settings: RuntimeSettings,
  files: Files,
): Promise<OpenModel> {
  return fromMemory(entry, files, async () => {
    const parts = await readTokenizer(entry, files);
    const AutoModel = entry.task === 'autoregressive' ? AutoModelForCausalLM : AutoModelForMaskedLM;
    const model = await AutoModel.from_pretrained(entry.id, {
      // The library leaves keys and values in GPU buffers exactly where this is 'webgpu'; which backend runs is in the
      // session options.
      device: backend === 'webgpu' && settings.keysAndValues === 'gpu' ? 'webgpu' : 'wasm',
      // The library would add a suffix for other types; the graph's name has it already.
      dtype: 'fp32',
      model_file_name: graph.name,
      // Its own loader of weight files never settles when one fails (4.3.1, utils/model-loader.js).
      use_external_data_format: false,
      session_options: {
        externalData: graph.data.map((name) => ({ path: name, data: files.get(`onnx/${name}`)! })),
        executionProviders: [executionProvider(backend, settings)],
        graphOptimizationLevel: settings.graphOptimization,
        ...(graph.folded ? { extra: { session: { disable_quant_qdq: '1' } } } : {}),
      },
    });
    const session = (model as unknown as { sessions: { model: Session } }).sessions.model;
    return {
      ...parts,
      session,
      endIds: readEndIds(files),
      close: async () => {
        await exclusive(() => session.release());
      },
    };
  });
}

type ExecutionProvider =
  | 'wasm'
  | {
      name: 'webgpu';
      validationMode: RuntimeSettings['validation'];
      storageBufferCacheMode: RuntimeSettings['bufferCache'];
      enableMatmulFp32Accumulation: boolean;
    };

/** The backend as ONNX Runtime takes it, with its own options. */
export function executionProvider(
  backend: Backend,
  { validation, bufferCache, fp32Accumulation }: RuntimeSettings,
): ExecutionProvider {
  if (backend === 'wasm') return backend;
  return {
    name: 'webgpu',
    validationMode: validation,
    storageBufferCacheMode: bufferCache,
    enableMatmulFp32Accumulation: fp32Accumulation,
  };
}

/**
 * Opens a tokenizer alone, from files that were downloaded and checked: no runtime is started for it.
 *
 * @throws EngineError `session-failed` when the library cannot read it
 */
export async function openTokenizer(entry: CatalogueEntry, files: Files): Promise<OpenTokenizer> {
  return fromMemory(entry, files, () => readTokenizer(entry, files));
}

async function readTokenizer(entry: CatalogueEntry, files: Files): Promise<OpenTokenizer> {
  const tokenizer = await AutoTokenizer.from_pretrained(entry.id);
  const vocabulary = new Vocabulary(readJson(files, 'tokenizer.json'));
  const config = readJson<TokenizerConfig>(files, 'tokenizer_config.json');
  const idOf = (...names: (keyof TokenizerConfig)[]) => {
    const token = names.map((name) => config[name]).find((one) => one !== undefined && one !== null);
    return token ? vocabulary.find(typeof token === 'string' ? token : token.content) : null;
  };
  return {
    tokenizer,
    vocabulary,
    markers: {
      mask: idOf('mask_token'),
      unknown: idOf('unk_token'),
      begin: idOf('bos_token', 'cls_token'),
      end: idOf('eos_token', 'sep_token'),
      pad: idOf('pad_token'),
    },
  };
}

/** The markers in `tokenizer_config.json`. */
type TokenizerConfig = Partial<
  Record<
    'mask_token' | 'unk_token' | 'bos_token' | 'cls_token' | 'eos_token' | 'sep_token' | 'pad_token',
    string | { content: string } | null
  >
>;

/**
 * Lets the library read files through `env.fetch`, which here answers from memory and lets nothing else through: it can
 * neither reach the network nor cache a bad file.
 */
async function fromMemory<T>(entry: CatalogueEntry, files: Files, open: () => Promise<T>): Promise<T> {
  return exclusive(async () => {
    // Not a URL: the library looks for a local tokenizer only below a path (4.3.1, get_file_metadata.js).
    const folder = '/in-memory/';
    env.allowLocalModels = true;
    env.allowRemoteModels = false;
    env.useBrowserCache = false;
    env.localModelPath = folder;
    env.fetch = async (input: string | URL) => {
      const path = String(input).slice(folder.length + entry.id.length + 1);
      const content = files.get(path);
      return content ? answer(content) : new Response(null, { status: 404 });
    };
    try {
      return await open();
    } catch (error) {
      throw new EngineError('session-failed', { detail: String(error) });
    } finally {
      // ONNX Runtime has its own copy by now, and closures that live as long as the model must not hold this one.
      files.clear();
      env.fetch = () => Promise.reject(new Error('Files are read while a model is opened, not later'));
    }
  });
}

function answer(content: Uint8Array<ArrayBuffer>): Response {
  return new Response(content, { headers: { 'content-length': `${content.length}` } });
}

function readJson<T>(files: Files, path: string): T {
  return JSON.parse(new TextDecoder().decode(files.get(path))) as T;
}

function readEndIds(files: Files): number[] {
  const path = files.has('generation_config.json') ? 'generation_config.json' : 'config.json';
  const { eos_token_id: end } = readJson<{ eos_token_id?: number | number[] }>(files, path);
  return end === undefined ? [] : [end].flat();
}
