import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { findModel, type Engine } from '../../engine/index.ts';
import type { CatalogueEntry, FormId, Task } from '../../models/types.ts';
import type { LoadProgress } from '../../protocol/results.ts';
import type { Loadable, LoadKind } from './load-kinds.ts';

/** What a load is for, as its element has it at the moment. */
export interface LoadSource {
  /** The catalogue's id. */
  readonly id: () => string;
  /** The form of the weights; the catalogue's first unless told. */
  readonly form?: () => string;
  /** The task of the models to choose among; all models unless told. */
  readonly task?: () => Task;
  /** Takes another id, chosen by the user; there is no choice without it. */
  readonly choose?: (id: string) => void;
}

/** What the element of a load is asked and told. */
export interface LoadOwner {
  readonly engine: () => Engine;
  /** A load begins: what was said of earlier ones holds no more. */
  readonly started: () => void;
  readonly progressed: (progress: LoadProgress) => void;
  readonly failed: (error: unknown) => void;
  readonly cancelled: () => void;
  /** What was asked for is another now: this error of the earlier one holds no more. */
  readonly outdated: (error: unknown) => void;
}

/** A load under way. */
export interface LoadUnderWay {
  /** Of this load, which can be cancelled; else the engine loads again what was loaded, after a change of backend. */
  readonly own: boolean;
  readonly progress: LoadProgress | null;
}

/** Seconds that a load which began then still takes; `null` while that cannot be told. */
export function secondsLeftOf(progress: LoadProgress | null, startedAt: number): number | null {
  if (!progress) return null;
  const elapsed = performance.now() - startedAt;
  // What was kept from before took no time.
  const kept = progress.files.reduce((sum, file) => sum + (file.cached ? file.loadedBytes : 0), 0);
  const fetched = progress.loadedBytes - kept;
  if (elapsed < 2000 || fetched <= 0) return null;
  const left = (elapsed / fetched) * (progress.totalBytes - progress.loadedBytes);
  return Math.max(1, Math.round(left / 1000));
}

/**
 * The load of one thing, such as a model, for an element: begins it, cancels it, and gives what was loaded back when
 * the element wants another one or leaves the page for good.
 */
export class ModelLoad<L extends Loadable = Loadable> implements ReactiveController {
  /** What was loaded. */
  loaded: L | null = null;
  phase: 'none' | 'loading' | 'ready' = 'none';
  progress: LoadProgress | null = null;
  /** Why the last attempt failed; `null` once another thing is asked for. */
  error: unknown = null;
  /** The last attempt was cancelled. */
  cancelled = false;

  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly kind: LoadKind<L>;
  private readonly source: LoadSource;
  private readonly owner: LoadOwner;
  private loading: AbortController | null = null;
  private done: Promise<void> = Promise.resolve();
  private begunAt = 0;
  private readyAt = 0;
  /** What {@link loaded}, or the load under way, was asked for by. */
  private askedId = '';
  private askedForm = '';
  private askedEngine: Engine | null = null;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    kind: LoadKind<L>,
    source: LoadSource,
    owner: LoadOwner,
  ) {
    this.host = host;
    this.kind = kind;
    this.source = source;
    this.owner = owner;
    host.addController(this);
  }

  hostUpdate(): void {
    this.dropOther();
  }

  hostDisconnected(): void {
    // Moving an element disconnects and connects it in one go; that must not unload anything.
    queueMicrotask(() => {
      if (!this.host.isConnected) void this.unload();
    });
  }

  get id(): string {
    return this.source.id();
  }

  get form(): string {
    return this.source.form?.() ?? '';
  }

  get task(): Task | null {
    return this.source.task?.() ?? null;
  }

  get entry(): CatalogueEntry | undefined {
    return findModel(this.id);
  }

  /** The name that people know it by. */
  get name(): string {
    return this.entry?.name ?? this.id;
  }

  /** The name of what was last asked for, which may be another by now. */
  get askedName(): string {
    return findModel(this.askedId)?.name ?? this.askedId;
  }

  get canChoose(): boolean {
    return this.source.choose !== undefined;
  }

  choose(id: string): void {
    this.source.choose?.(id);
  }

  /** Bytes of an entry in the form that the engine's backend would take, as far as that is known. */
  bytesOf(entry: CatalogueEntry): number {
    return this.kind.bytes(entry, entry.id === this.id ? this.form : '', this.owner.engine().state);
  }

  /** The load under way, its own or one of the engine; `null` for none. */
  get underWay(): LoadUnderWay | null {
    if (this.phase === 'loading') return { own: true, progress: this.progress };
    const again = this.loaded && this.kind.again(this.id, this.form, this.owner.engine().state);
    return again ? { own: false, progress: again.progress } : null;
  }

  /** Seconds that the load under way still takes; `null` while that cannot be told. */
  get secondsLeft(): number | null {
    return secondsLeftOf(this.progress, this.begunAt);
  }

  /** When the last attempt began, as `performance.now()` tells it. */
  get startedAt(): number {
    return this.begunAt;
  }

  /** Whether it came to be there after that time. */
  hasLoadedSince(time: number): boolean {
    return this.phase === 'ready' && this.readyAt >= time;
  }

  /** Lets go of what was loaded, of a load under way, and of how the last one ended, where the element names another. */
  dropOther(): void {
    const { loaded, loading, error, cancelled } = this;
    if (!loaded && !loading && error === null && !cancelled) return;
    const same =
      this.askedId === this.id && this.askedForm === this.form && this.askedEngine === this.owner.engine();
    if (same) return;
    this.error = null;
    this.cancelled = false;
    if (error !== null) this.owner.outdated(error);
    if (loaded || loading) void this.unload();
  }

  /** What was loaded, loaded first where it is not there; `null` where that was cancelled or failed. */
  async ready(): Promise<L | null> {
    this.dropOther();
    if (this.loaded) return this.loaded;
    try {
      await this.load();
    } catch {
      return null;
    }
    return this.loaded;
  }

  /**
   * Loads it where it is not there.
   *
   * @throws EngineError what the engine throws, which the element is told as well; AbortError when it is cancelled
   */
  load(): Promise<void> {
    this.dropOther();
    if (this.loaded) return Promise.resolve();
    // Whoever asks during a load waits for that one, unless it was cancelled.
    if (!this.loading || this.loading.signal.aborted) this.done = this.start();
    return this.done;
  }

  private async start(): Promise<void> {
    const { id, form } = this;
    const engine = this.owner.engine();
    const abort = new AbortController();
    this.loading = abort;
    this.askedId = id;
    this.askedForm = form;
    this.askedEngine = engine;
    this.phase = 'loading';
    this.begunAt = performance.now();
    this.progress = null;
    this.error = null;
    this.cancelled = false;
    this.owner.started();
    this.host.requestUpdate();
    try {
      const loaded = await this.kind.open(engine, id, {
        ...(form ? { form: form as FormId } : {}),
        signal: abort.signal,
        onProgress: (progress) => {
          if (abort.signal.aborted) return;
          this.progress = progress;
          this.host.requestUpdate();
          this.owner.progressed(progress);
        },
      });
      if (abort.signal.aborted) {
        await loaded.dispose();
        abort.signal.throwIfAborted();
      }
      this.loaded = loaded;
      this.phase = 'ready';
      this.readyAt = performance.now();
    } catch (error) {
      // Another attempt has taken over, or it was let go of: then nobody is told.
      if (this.loading === abort) {
        this.phase = 'none';
        if (abort.signal.aborted) {
          this.cancelled = true;
          this.owner.cancelled();
        } else {
          this.error = error;
          this.owner.failed(error);
        }
      }
      throw error;
    } finally {
      if (this.loading === abort) this.loading = null;
      this.host.requestUpdate();
    }
  }

  /** Cancels a load under way. */
  cancel(): void {
    this.loading?.abort();
  }

  /** Gives back what was loaded, and ends a load under way without a word. */
  async unload(): Promise<void> {
    this.loading?.abort();
    this.loading = null;
    const { loaded } = this;
    this.loaded = null;
    this.phase = 'none';
    this.host.requestUpdate();
    await loaded?.dispose();
  }
}
