import type { CatalogueEntry, FormId } from '../models/types.ts';
import { abortError, unlessAborted } from '../protocol/abort.ts';
import { EngineError, isFatal } from '../protocol/errors.ts';
import { modelKey, type Calls, type CallType } from '../protocol/messages.ts';
import type { LoadProgress, ModelInfo, TokenizerInfo } from '../protocol/results.ts';
import type { InferenceSettings } from '../protocol/settings.ts';
import type { Call, CallOptions, WorkerClient } from './worker-client.ts';

/** What a slot needs of its engine. */
export interface SlotOwner {
  readonly modelBase: string;
  /** How the engine is set now. */
  settings(): InferenceSettings;
  /** The running worker, started if need be. */
  connect(): Promise<WorkerClient>;
  /** The worker that is there now, if any. */
  readonly client: WorkerClient | null;
  /** Something that the page shows has changed. */
  changed(): void;
  /** A run broke the worker: replace it. */
  breakDown(client: WorkerClient, error: EngineError): void;
  remove(slot: Slot<TokenizerInfo>): void;
}

interface Loading<I> {
  readonly client: WorkerClient;
  readonly result: Promise<I>;
  readonly abort: AbortController;
  waiters: number;
}

type ModelCall = Exclude<CallType, 'start' | 'memory' | 'load' | 'loadTokenizer' | 'unload'>;

/**
 * One model in one form, or its tokenizer alone, shared by all who loaded it, and loaded again when the worker was
 * replaced.
 */
export class Slot<I extends TokenizerInfo = ModelInfo> {
  readonly entry: CatalogueEntry;
  /** `null` for the tokenizer alone. */
  readonly form: FormId | null;
  /** Set once it was loaded; kept while it is loaded again. */
  info: I | null = null;
  progress: LoadProgress | null = null;
  error: EngineError | null = null;

  private readonly owner: SlotOwner;
  private readonly listeners = new Set<(progress: LoadProgress) => void>();
  private users = 0;
  private loading: Loading<I> | null = null;
  private loadedIn: WorkerClient | null = null;

  constructor(owner: SlotOwner, entry: CatalogueEntry, form: FormId | null) {
    this.owner = owner;
    this.entry = entry;
    this.form = form;
  }

  get key(): string {
    return modelKey(this.entry.id, this.form ?? 'tokenizer');
  }

  get status(): 'loading' | 'ready' | 'failed' | 'waiting' {
    if (this.loading) return 'loading';
    if (this.loadedIn !== null && this.loadedIn === this.owner.client) return 'ready';
    return this.error ? 'failed' : 'waiting';
  }

  /** How the engine is set now. */
  get settings(): InferenceSettings {
    return this.owner.settings();
  }

  get used(): boolean {
    return this.users > 0;
  }

  /** Counts one more user, who must {@link release} it. */
  retain(): void {
    this.users++;
  }

  async release(): Promise<void> {
    this.users--;
    if (this.users > 0) return;
    this.owner.remove(this);
    const client = this.loadedIn;
    this.loadedIn = null;
    if (this.loading) this.cancel(this.loading);
    else if (client && client === this.owner.client) await this.unload(client);
    this.owner.changed();
  }

  /** Loads it into the worker that runs now, unless it is there. Starts again when the worker is replaced meanwhile. */
  async ensure(signal?: AbortSignal, onProgress?: (progress: LoadProgress) => void): Promise<I> {
    if (onProgress) this.listeners.add(onProgress);
    try {
      for (;;) {
        if (signal?.aborted) throw abortError();
        try {
          return await this.ensureOnce(signal);
        } catch (error) {
          if (signal?.aborted) throw abortError();
          if (!this.used) throw new EngineError('disposed', {});
          if (error instanceof EngineError && error.code === 'replaced') continue;
          throw error;
        }
      }
    } finally {
      if (onProgress) this.listeners.delete(onProgress);
    }
  }

  /** A call on the loaded model. */
  async call<T extends ModelCall>(
    type: T,
    request: Omit<Calls[T]['request'], 'model'>,
    options: CallOptions,
  ): Promise<Call<T>> {
    await this.ensure(options.signal);
    const client = this.loadedIn;
    if (!client) throw new EngineError('disposed', {});
    const call = client.call(type, { ...request, model: this.key } as Calls[T]['request'], options);
    const result = call.result.catch((error: unknown) => {
      if (error instanceof EngineError && isFatal(error.code)) this.owner.breakDown(client, error);
      throw error;
    });
    // The caller may be gone by the time it fails.
    result.catch(() => undefined);
    return { result: result as Call<T>['result'], stop: call.stop };
  }

  private async ensureOnce(signal?: AbortSignal): Promise<I> {
    const client = await unlessAborted(this.owner.connect(), signal);
    // Given back while the worker started: loading it now would be for nobody.
    if (!this.used) throw new EngineError('disposed', {});
    if (this.loadedIn === client && this.info) return this.info;
    if (this.loading?.client !== client) this.begin(client);
    const loading = this.loading!;
    loading.waiters++;
    try {
      return await unlessAborted(loading.result, signal);
    } finally {
      loading.waiters--;
      // The last one to wait ends the load itself.
      if (loading.waiters === 0 && this.loading === loading && signal?.aborted) this.cancel(loading);
    }
  }

  private begin(client: WorkerClient): void {
    const abort = new AbortController();
    const loading: Loading<I> = { client, result: this.load(client, abort.signal), abort, waiters: 0 };
    this.loading = loading;
    this.error = null;
    this.progress = null;
    this.owner.changed();
    loading.result.then(
      (info) => {
        if (this.loading !== loading) return;
        this.loading = null;
        this.loadedIn = client;
        this.info = info;
        this.owner.changed();
      },
      (error: unknown) => {
        // Also where nobody waits any more: the worker cannot be used after it.
        if (error instanceof EngineError && isFatal(error.code)) this.owner.breakDown(client, error);
        if (this.loading !== loading) return;
        this.loading = null;
        this.progress = null;
        if (error instanceof EngineError && error.code !== 'replaced') this.error = error;
        this.owner.changed();
      },
    );
  }

  private async load(client: WorkerClient, signal: AbortSignal): Promise<I> {
    // A copy that is on its way out of the worker has the same key.
    await client.leaving.get(this.key);
    if (signal.aborted) throw abortError();
    const request = { modelId: this.entry.id, modelBase: this.owner.modelBase };
    const onProgress = (progress: LoadProgress) => {
      if (signal.aborted) return;
      this.progress = progress;
      for (const listener of this.listeners) listener(progress);
      this.owner.changed();
    };
    const { form } = this;
    const call =
      form === null
        ? client.call('loadTokenizer', request, { onProgress })
        : client.call('load', { ...request, form }, { onProgress });
    signal.addEventListener('abort', call.stop, { once: true });
    const info = (await call.result) as TokenizerInfo as I;
    // The worker was through before it read the stop.
    if (signal.aborted) {
      await client.call('unload', { model: this.key }).result;
      throw abortError();
    }
    return info;
  }

  /** Ends a load that nobody waits for. */
  private cancel(loading: Loading<I>): void {
    if (this.loading === loading) this.loading = null;
    this.progress = null;
    loading.abort.abort();
    this.leave(loading.client, loading.result);
    this.owner.changed();
  }

  private async unload(client: WorkerClient): Promise<void> {
    await this.leave(client, client.call('unload', { model: this.key }).result);
  }

  /** Books what is under way to free the model, for the next load of the same key. Never rejects. */
  private leave(client: WorkerClient, work: Promise<unknown>): Promise<void> {
    const { key } = this;
    const left = work
      // A worker that ended meanwhile has freed it already.
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (client.leaving.get(key) === left) client.leaving.delete(key);
      });
    client.leaving.set(key, left);
    return left;
  }
}
