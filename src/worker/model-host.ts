import { catalogue, filesOf, findForm, findGraph, findModel, tokenizerFilesOf } from '../models/catalogue.ts';
import type { CatalogueEntry, ModelFile, Task } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import { modelKey, type Calls } from '../protocol/messages.ts';
import type {
  BackendInfo,
  ChatMessage,
  ChatPrompt,
  LoadProgress,
  ModelInfo,
  TextPiece,
  TokenizerInfo,
  TokenPiece,
  VocabularyTable,
} from '../protocol/results.ts';
import { defaultSettings, type RuntimeSettings } from '../protocol/settings.ts';
import { CausalModel } from './causal-model.ts';
import { downloadFiles } from './download.ts';
import { MaskedModel } from './masked-model.ts';
import { executionProvider, openModel, openTokenizer, type OpenTokenizer } from './open-model.ts';
import { startRuntime } from './runtime.ts';
import { startEarly } from './start-early.ts';
import { requireTokenizable } from './text-input.ts';
import { yieldToMessages } from './yield-to-messages.ts';

interface Loaded {
  readonly entry: CatalogueEntry;
  readonly parts: OpenTokenizer;
  /** `null` for a tokenizer alone. */
  readonly runner: CausalModel | MaskedModel | null;
}

/** The models, and tokenizers without their model, of one worker, on one backend. */
export class ModelHost {
  private backend: BackendInfo | null = null;
  private settings: RuntimeSettings = defaultSettings;
  /** Settles when ONNX Runtime is there, or has failed to start. */
  private started: Promise<void> = Promise.resolve();
  private readonly models = new Map<string, Loaded>();

  async start(settings: RuntimeSettings): Promise<BackendInfo> {
    this.settings = settings;
    const backend = await startRuntime(settings);
    this.backend = backend;
    this.started = startEarly([executionProvider(backend.backend, settings)]);
    return backend;
  }

  /** Loads a model under the key that {@link modelKey} gives. The page asks once for each key. */
  async load(
    request: Calls['load']['request'],
    report: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<ModelInfo> {
    const { backend } = this;
    if (!backend) throw new EngineError('worker-failed', { detail: 'load before start' });
    const entry = requireEntry(request.modelId);
    const form = findForm(entry, request.form);
    if (!form) {
      const known = entry.forms.map(({ id }) => id);
      throw new EngineError('unknown-form', { id: entry.id, form: request.form, known });
    }
    const { settings } = this;
    const graph = findGraph(form, backend.backend, settings.foldWeights);
    const lacksHalf = graph?.feature === 'shader-f16' && !backend.adapter?.halfPrecision;
    if (!graph || lacksHalf) {
      throw new EngineError('form-unavailable', {
        form: form.id,
        backend: backend.backend,
        missing: lacksHalf ? 'shader-f16' : 'webgpu',
      });
    }

    const files = filesOf(entry, graph);
    const started = performance.now();
    const { contents, fromStorage } = await fetchFiles(request.modelBase, entry, files, report, signal);
    const downloaded = performance.now();
    await this.started;
    const parts = await openModel(entry, graph, backend.backend, settings, contents);
    const opened = performance.now();
    // Opening blocks the worker on WASM: a stop that came meanwhile is read only now.
    await yieldToMessages();
    if (signal.aborted) {
      await parts.close();
      signal.throwIfAborted();
    }
    const runner =
      entry.task === 'autoregressive'
        ? new CausalModel(parts, entry, backend.backend)
        : new MaskedModel(parts, entry, backend.backend);
    if (settings.warmUp) await runner.warmUp();
    this.models.set(modelKey(request.modelId, request.form), { entry, parts, runner });
    return {
      ...describeTokenizer(entry, parts, files),
      form: form.id,
      backend: backend.backend,
      threads: backend.threads,
      adapter: backend.adapter,
      loadTimes: {
        downloadMs: downloaded - started,
        sessionMs: opened - downloaded,
        warmUpMs: settings.warmUp ? performance.now() - opened : 0,
        fromStorage,
      },
    };
  }

  /** Loads the tokenizer of a model without the model. */
  async loadTokenizer(
    request: Calls['loadTokenizer']['request'],
    report: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<TokenizerInfo> {
    const entry = requireEntry(request.modelId);
    const files = tokenizerFilesOf(entry);
    const { contents } = await fetchFiles(request.modelBase, entry, files, report, signal);
    const parts = await openTokenizer(entry, contents);
    signal.throwIfAborted();
    this.models.set(modelKey(entry.id, 'tokenizer'), { entry, parts, runner: null });
    return describeTokenizer(entry, parts, files);
  }

  async unload(key: string): Promise<void> {
    const loaded = this.models.get(key);
    this.models.delete(key);
    await loaded?.runner?.close();
  }

  causal(key: string): CausalModel {
    const { runner, entry } = this.get(key);
    if (runner instanceof CausalModel) return runner;
    throw wrongTask(entry, 'autoregressive');
  }

  masked(key: string): MaskedModel {
    const { runner, entry } = this.get(key);
    if (runner instanceof MaskedModel) return runner;
    throw wrongTask(entry, 'masked');
  }

  tokenize(key: string, text: string | readonly number[]): TextPiece[] | TokenPiece[] {
    const { parts, entry } = this.get(key);
    const { vocabulary, tokenizer } = parts;
    if (typeof text === 'string') {
      requireTokenizable(parts, entry, text);
      return vocabulary.readText(tokenizer.encode(text), text);
    }
    vocabulary.require(text);
    return vocabulary.read(text);
  }

  vocabulary(key: string): VocabularyTable {
    return this.get(key).parts.vocabulary.table();
  }

  /** @throws EngineError `no-chat-template` */
  applyChatTemplate(key: string, messages: readonly ChatMessage[]): ChatPrompt {
    const { parts, entry } = this.get(key);
    const { tokenizer, vocabulary } = parts;
    if (!tokenizer.chat_template) throw new EngineError('no-chat-template', { id: entry.id });
    for (const { content } of messages) if (content !== '') requireTokenizable(parts, entry, content);
    const text = tokenizer.apply_chat_template([...messages], {
      tokenize: false,
      add_generation_prompt: true,
    }) as string;
    // The template has written every marker: the tokenizer must not add its own.
    const ids = tokenizer.encode(text, { add_special_tokens: false });
    return { text, pieces: vocabulary.read(ids) };
  }

  private get(key: string): Loaded {
    const loaded = this.models.get(key);
    if (!loaded) throw new EngineError('disposed', {});
    return loaded;
  }
}

/** @throws EngineError `unknown-model` */
function requireEntry(id: string): CatalogueEntry {
  const entry = findModel(id);
  if (entry) return entry;
  throw new EngineError('unknown-model', { id, known: catalogue.map((one) => one.id) });
}

/** Downloads files and reports; the last report is that they are being opened. */
async function fetchFiles(
  modelBase: string,
  entry: CatalogueEntry,
  files: readonly ModelFile[],
  report: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<{ contents: Map<string, Uint8Array<ArrayBuffer>>; fromStorage: boolean }> {
  let latest: LoadProgress = { phase: 'download', loadedBytes: 0, totalBytes: bytesOf(files), files: [] };
  const onProgress = (progress: LoadProgress) => report((latest = progress));
  const contents = await downloadFiles(`${modelBase}${entry.id}/`, files, onProgress, signal);
  report({ ...latest, phase: 'session' });
  return { contents, fromStorage: latest.files.every(({ cached }) => cached) };
}

function bytesOf(files: readonly ModelFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function describeTokenizer(
  entry: CatalogueEntry,
  { vocabulary, markers }: OpenTokenizer,
  files: readonly ModelFile[],
): TokenizerInfo {
  return {
    id: entry.id,
    name: entry.name,
    task: entry.task,
    bytes: bytesOf(files),
    contextLength: entry.contextLength,
    vocabularySize: vocabulary.size,
    tokenizer: vocabulary.wordPieces ? 'word-piece' : 'byte-level',
    markers,
  };
}

function wrongTask(entry: CatalogueEntry, wanted: Task): EngineError {
  return new EngineError('wrong-task', { id: entry.id, task: entry.task, wanted });
}
