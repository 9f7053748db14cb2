import { catalogue, findForm, findModel } from '../models/catalogue.ts';
import type { CatalogueEntry, FormId } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import { modelKey } from '../protocol/messages.ts';
import type {
  BackendChoice,
  BackendInfo,
  LoadProgress,
  ModelInfo,
  TokenizerInfo,
} from '../protocol/results.ts';
import {
  changeSettings,
  defaultSettings,
  runtimeSettingsOf,
  takesNewWorker,
  type InferenceSettings,
} from '../protocol/settings.ts';
import { Model } from './model.ts';
import { resolveModelBase } from './model-base.ts';
import { createPageThread } from './page-thread.ts';
import { Slot, type SlotOwner } from './slot.ts';
import { Tokenizer } from './text-reader.ts';
import { TokenizerHost } from './tokenizer-host.ts';
import { createWorker } from './worker-url.ts';
import { WorkerClient } from './worker-client.ts';

/**
 * How to make an engine. Every setting may be left out. `backend: 'auto'` (the default) takes WebGPU where a hardware adapter
 * is there, WASM otherwise; `webgpu` also takes a software adapter.
 */
export interface EngineOptions extends Partial<InferenceSettings> {
  /** The folder that holds the models' folders; `models/` beside the page or beside the bundle unless told. */
  modelBase?: string | URL;
}

/** How to load a model. */
export interface LoadOptions {
  /** That of {@link Engine.formOf} unless told. */
  form?: FormId;
  signal?: AbortSignal;
  onProgress?: (progress: LoadProgress) => void;
}

/** What an engine is doing, for a page to show. */
export interface EngineState {
  /** What was asked for: `settings.backend`. */
  readonly choice: BackendChoice;
  /** Everything that was asked for. */
  readonly settings: InferenceSettings;
  /** `idle`: no worker yet, nothing was asked of it. */
  readonly phase: 'idle' | 'starting' | 'ready' | 'failed';
  /** What the worker found; `null` before it started. */
  readonly backend: BackendInfo | null;
  /** Why it failed. */
  readonly error: EngineError | null;
  readonly models: readonly {
    readonly id: string;
    readonly form: FormId;
    readonly status: 'loading' | 'ready' | 'failed' | 'waiting';
    readonly progress: LoadProgress | null;
    readonly info: ModelInfo | null;
    readonly error: EngineError | null;
  }[];
}

/**
 * Runs models in a worker. Nothing is fetched or started before the first `load`.
 *
 * Dispatches `change`, a plain event, whenever {@link state} is another.
 */
export class Engine extends EventTarget {
  private asked: InferenceSettings;
  /** By model, the form that is taken when none is asked for. */
  private readonly forms = new Map<string, FormId>();
  private readonly modelBase: string;
  private readonly slots = new Map<string, Slot>();
  private readonly tokenizers: TokenizerHost;
  private client: WorkerClient | null = null;
  private starting: Promise<WorkerClient> | null = null;
  private backend: BackendInfo | null = null;
  private error: EngineError | null = null;
  private disposed = false;
  private readonly owner: SlotOwner;

  /** @throws EngineError `invalid-option` */
  constructor(options: EngineOptions = {}) {
    super();
    const { modelBase, ...settings } = options;
    this.asked = changeSettings(defaultSettings, settings);
    this.modelBase = resolveModelBase(modelBase);
    const current = () => this.client;
    this.owner = {
      modelBase: this.modelBase,
      connect: () => this.connect(),
      settings: () => this.asked,
      get client() {
        return current();
      },
      changed: () => this.changed(),
      breakDown: (client, error) => {
        if (this.client === client) this.disconnect(error);
      },
      remove: (slot) => {
        if (this.slots.get(slot.key) === slot) this.slots.delete(slot.key);
      },
    };
    this.tokenizers = new TokenizerHost(this.modelBase, () => this.changed());
  }

  /** What the engine is doing now. */
  get state(): EngineState {
    const phase = this.error ? 'failed' : !this.client ? 'idle' : this.backend ? 'ready' : 'starting';
    return {
      choice: this.asked.backend,
      settings: this.asked,
      phase,
      backend: this.backend,
      error: this.error,
      models: [...this.slots.values()].map(({ entry, form, status, progress, info, error }) => ({
        id: entry.id,
        form: form!,
        status,
        progress,
        info,
        error,
      })),
    };
  }

  /**
   * Loads a model, or shares the copy that is loaded already.
   *
   * @throws EngineError `unknown-model`, `unknown-form`, `form-unavailable`, `file-missing`, `file-damaged`, `network`,
   *   `webgpu-unavailable`, `setting-unavailable`, `worker-failed` or `session-failed`; AbortError when the signal fires
   */
  async load(id: string, options: LoadOptions = {}): Promise<Model> {
    const entry = this.requireEntry(id);
    const form = findForm(entry, options.form ?? this.forms.get(id))?.id;
    if (!form) {
      const known = entry.forms.map((form) => form.id);
      throw new EngineError('unknown-form', { id, form: String(options.form), known });
    }
    const key = modelKey(id, form);
    const slot = this.slots.get(key) ?? new Slot(this.owner, entry, form);
    this.slots.set(key, slot);
    await retain(slot, options);
    return new Model(slot);
  }

  /**
   * Loads the tokenizer of a model without the model: its two files, in a worker of its own without ONNX Runtime, so that
   * the backend does not matter.
   *
   * @throws EngineError as {@link load}; AbortError when the signal fires
   */
  async loadTokenizer(id: string, options: Omit<LoadOptions, 'form'> = {}): Promise<Tokenizer> {
    const entry = this.requireEntry(id);
    const slot = this.tokenizers.slotOf(entry);
    await retain(slot, options);
    return new Tokenizer(slot);
  }

  /** @throws EngineError `disposed`, `unknown-model` */
  private requireEntry(id: string): CatalogueEntry {
    if (this.disposed) throw new EngineError('disposed', {});
    const entry = findModel(id);
    if (entry) return entry;
    throw new EngineError('unknown-model', { id: String(id), known: catalogue.map((one) => one.id) });
  }

  /** What was asked for, all of it. */
  get settings(): InferenceSettings {
    return this.asked;
  }

  /**
   * Takes other settings. Those of a call (`kvCache`, `prefixCache`, `allLogits`, `draftTokens`, `ngram`) hold from the next
   * call on; for any other the worker is replaced, as {@link replace} does.
   *
   * @throws EngineError `invalid-option`, and as {@link replace}
   */
  async configure(changes: Partial<InferenceSettings>): Promise<void> {
    if (this.disposed) throw new EngineError('disposed', {});
    const settings = changeSettings(this.asked, changes);
    if (takesNewWorker(this.asked, settings)) return this.replace(changes);
    this.asked = settings;
    this.changed();
    return undefined;
  }

  /**
   * Names the form of a model that {@link load} takes when it is asked for none; `null` goes back to the catalogue's first.
   * Models that are loaded stay as they are.
   *
   * @throws EngineError `unknown-model`, `unknown-form`
   */
  preferForm(id: string, form: FormId | null): void {
    const entry = this.requireEntry(id);
    if (form === null) this.forms.delete(id);
    else if (findForm(entry, form)) this.forms.set(id, form);
    else {
      const known = entry.forms.map((one) => one.id);
      throw new EngineError('unknown-form', { id, form: String(form), known });
    }
    this.changed();
  }

  /**
   * The form that {@link load} takes for a model when it is asked for none.
   *
   * @throws EngineError `unknown-model`
   */
  formOf(id: string): FormId {
    return this.forms.get(id) ?? this.requireEntry(id).forms[0]!.id;
  }

  /**
   * Takes other settings, or the same again, in a new worker: every model in use is loaded again. Calls under way reject
   * with `replaced`; loads under way go on in the new worker.
   *
   * @throws EngineError as {@link load}, or `replaced` when another replacement came before this one was through. What
   *   could not be loaded is tried again at the next call.
   */
  async replace(changes: Partial<InferenceSettings>): Promise<void> {
    if (this.disposed) throw new EngineError('disposed', {});
    this.asked = changeSettings(this.asked, changes);
    const hadWorker = this.client !== null || this.error !== null;
    this.disconnect(null);
    // A page that has loaded nothing yet stays light.
    if (!hadWorker && this.slots.size === 0) return;
    await this.connect();
    const reload = async (slot: Slot) => {
      try {
        await slot.ensure();
      } catch (error) {
        // A model that was given back meanwhile is missed by nobody.
        if (slot.used) throw error;
      }
    };
    await Promise.all([...this.slots.values()].filter((slot) => slot.used).map(reload));
  }

  /**
   * Bytes that ONNX Runtime holds now, for all models together, buffers of the GPU included; it seldom gives any back before
   * the engine ends. `null` while nothing runs.
   *
   * @throws EngineError as any call that the worker's end cuts off
   */
  async memory(): Promise<number | null> {
    const { client } = this;
    return client && this.backend ? client.call('memory', {}).result : null;
  }

  /** Ends the worker and frees everything. Calls under way reject with `disposed`. */
  dispose(): void {
    this.disposed = true;
    this.slots.clear();
    this.tokenizers.dispose();
    this.endWorker(new EngineError('disposed', {}));
    this.changed();
  }

  private connect(): Promise<WorkerClient> {
    if (this.disposed) return Promise.reject(new EngineError('disposed', {}));
    if (!this.starting) {
      const starting = this.start();
      this.starting = starting;
      // A start that failed must not stand in the way of the next.
      starting.catch(() => {
        if (this.starting === starting) this.starting = null;
      });
    }
    return this.starting;
  }

  private async start(): Promise<WorkerClient> {
    this.error = null;
    this.backend = null;
    let client: WorkerClient;
    try {
      const worker = this.asked.thread === 'page' ? createPageThread() : createWorker();
      client = new WorkerClient(worker, (error) => {
        if (this.client === client) this.disconnect(error);
      });
    } catch (error) {
      // A Content Security Policy may forbid the worker outright.
      const failure =
        error instanceof EngineError ? error : new EngineError('worker-failed', { detail: String(error) });
      this.disconnect(failure);
      throw failure;
    }
    this.client = client;
    this.changed();
    try {
      const { result } = client.call('start', { settings: runtimeSettingsOf(this.asked) });
      this.backend = await result;
    } catch (error) {
      if (this.client === client) this.disconnect(error as EngineError);
      throw error;
    }
    this.changed();
    return client;
  }

  /** Ends the worker, for an error or for a replacement. */
  private disconnect(error: EngineError | null): void {
    this.endWorker(error ?? new EngineError('replaced', {}));
    this.error = error;
    this.backend = null;
    this.changed();
  }

  private endWorker(error: EngineError): void {
    const { client } = this;
    this.client = null;
    this.starting = null;
    client?.terminate(error);
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * Makes an engine. Nothing is fetched or started before its first `load`.
 *
 * @throws EngineError `invalid-option`
 */
export function createEngine(options: EngineOptions = {}): Engine {
  return new Engine(options);
}

/** Counts one more user of a slot and sees to it that it is loaded. */
async function retain<I extends TokenizerInfo>(
  slot: Slot<I>,
  { signal, onProgress }: Pick<LoadOptions, 'signal' | 'onProgress'>,
): Promise<void> {
  slot.retain();
  try {
    await slot.ensure(signal, onProgress);
  } catch (error) {
    await slot.release();
    throw error;
  }
}
