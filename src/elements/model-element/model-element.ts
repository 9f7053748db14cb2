import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  catalogue,
  downloadBytes,
  EngineError,
  findForm,
  findModel,
  type Engine,
  type Model,
} from '../../engine/index.ts';
import { EngineController } from '../../engine/engine-controller.ts';
import type { CatalogueEntry, FormId, Task } from '../../models/types.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import { LmProgressEvent } from '../../events/progress-event.ts';
import { describeError, LocaleController, type Messages } from '../../i18n/index.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { LoadProgress } from '../../protocol/results.ts';
import { version } from '../../version.ts';
import { lacksWebGpu, renderUseWasm } from '../use-wasm.ts';

const textErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'empty-text',
  'nul-character',
  'lone-surrogate',
  'text-too-long',
  'too-many-characters',
  'no-mask',
]);

/** What every element with a model shares: choosing it, loading it, saying how far that is and what went wrong. */
export abstract class ModelElement extends LitElement {
  static readonly version: string = version;

  protected readonly locale = new LocaleController(this);
  protected readonly engines = new EngineController(this, () => this.modelBase || undefined);
  protected loaded: Model | null = null;
  private loading: AbortController | null = null;
  private loadingDone: Promise<void> = Promise.resolve();
  private loadStarted = 0;
  /** Which model, form and folder {@link loaded}, or the load under way, is for. */
  private loadedFor = '';
  private loadedWith: Engine | null = null;

  @query('button.primary') private primary!: HTMLButtonElement | null;

  @state() protected progress: LoadProgress | null = null;
  @state() protected loadPhase: 'none' | 'loading' | 'ready' = 'none';
  @state() protected error: unknown = null;
  /** A passing remark, such as that a load was cancelled. */
  @state() protected notice: ((messages: Messages) => string) | null = null;

  /** The catalogue's id of the model. */
  @property() model = '';

  /** The form of the weights, such as `q4`; the catalogue's first unless told. */
  @property() form = '';

  /** The folder that holds the models' folders; `models/` beside the page or the bundle unless told. */
  @property({ attribute: 'model-base' }) modelBase = '';

  /** Hides the choice of models. */
  @property({ type: Boolean, attribute: 'fixed-model' }) fixedModel = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element disconnects and connects it in one go; that must not unload anything.
    queueMicrotask(() => {
      if (!this.isConnected) void this.unload();
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    this.dropOther();
    if (changed.get('loadPhase') === 'loading' && this.progressHasFocus) this.focusPrimary();
    // Chosen anew, here or in another element: what was said of WebGPU holds no more.
    if (lacksWebGpu(this.error) && this.engine.state.choice !== 'webgpu') this.error = null;
  }

  /** What the properties name. */
  private get wanted(): string {
    return [this.model, this.form, this.modelBase].join('\n');
  }

  /** Lets go of a model, or of a load under way, that is not the one that the properties name. */
  private dropOther(): void {
    if (!this.loaded && !this.loading) return;
    if (this.loadedFor !== this.wanted || this.loadedWith !== this.engine) void this.unload();
  }

  protected abstract readonly task: Task;

  protected get messages(): Messages {
    return this.locale.messages;
  }

  protected get entry(): CatalogueEntry | undefined {
    return findModel(this.model);
  }

  /** The language of the model's tokens. */
  protected get language(): string {
    return this.entry?.language ?? '';
  }

  /** Bytes of the model in the form that the engine's backend would take, as far as that is known. */
  protected bytesOf(entry: CatalogueEntry): number {
    const { choice, backend } = this.engine.state;
    const chosen = backend?.backend ?? (choice === 'webgpu' ? 'webgpu' : 'wasm');
    const form =
      (entry.id === this.model ? findForm(entry, (this.form || undefined) as FormId) : null) ??
      entry.forms[0]!;
    return downloadBytes(entry, form, chosen) ?? downloadBytes(entry, form, 'webgpu') ?? 0;
  }

  protected fail(error: unknown): void {
    if (error instanceof Error && error.name === 'AbortError') return;
    this.error = error;
    this.dispatchEvent(new LmErrorEvent(error));
  }

  /** An error about a text says nothing about the one that was just typed. */
  protected forgetTextError(): void {
    if (this.error instanceof EngineError && textErrors.has(this.error.code)) this.error = null;
  }

  /** The model, loaded first where it is not; `null` where that was cancelled or failed, which is then shown. */
  protected async ready(): Promise<Model | null> {
    this.dropOther();
    if (this.loaded) return this.loaded;
    try {
      await this.load();
    } catch {
      return null;
    }
    return this.loaded;
  }

  /** The engine of this element: one of its own where it was set, else that of the page. */
  get engine(): Engine {
    return this.engines.engine;
  }

  set engine(engine: Engine | null) {
    this.engines.set(engine);
  }

  /**
   * Loads the model. Progress comes as `lm-progress`.
   *
   * @throws EngineError what `Engine.load` throws, which is also shown and comes as `lm-error`; AbortError when it is
   *   cancelled
   */
  load(): Promise<void> {
    this.dropOther();
    if (this.loaded) return Promise.resolve();
    // Whoever asks during a load waits for that one, unless it was cancelled.
    if (!this.loading || this.loading.signal.aborted) this.loadingDone = this.startLoad();
    return this.loadingDone;
  }

  private async startLoad(): Promise<void> {
    const abort = new AbortController();
    this.loading = abort;
    this.loadedFor = this.wanted;
    this.loadedWith = this.engine;
    this.loadPhase = 'loading';
    this.loadStarted = performance.now();
    this.progress = null;
    this.error = null;
    this.notice = null;
    try {
      const model = await this.engine.load(this.model, {
        ...(this.form ? { form: this.form as FormId } : {}),
        signal: abort.signal,
        onProgress: (progress) => {
          if (abort.signal.aborted) return;
          this.progress = progress;
          this.dispatchEvent(new LmProgressEvent(progress));
        },
      });
      if (abort.signal.aborted) {
        await model.dispose();
        abort.signal.throwIfAborted();
      }
      this.loaded = model;
      this.loadPhase = 'ready';
    } catch (error) {
      if (this.loading === abort) {
        this.loadPhase = 'none';
        if (abort.signal.aborted) this.notice = (messages) => messages.load.cancelled;
        else this.fail(error);
      }
      throw error;
    } finally {
      if (this.loading === abort) this.loading = null;
    }
  }

  /** Cancels a load under way. */
  cancelLoad(): void {
    this.loading?.abort();
  }

  /** Gives the model back; its memory is freed when no other element uses it. */
  async unload(): Promise<void> {
    this.loading?.abort();
    this.loading = null;
    const model = this.loaded;
    this.loaded = null;
    this.loadPhase = 'none';
    await model?.dispose();
  }

  protected renderModelChoice(disabled: boolean): TemplateResult | typeof nothing {
    const { load } = this.messages;
    const choices = catalogue.filter((entry) => entry.task === this.task);
    if (this.fixedModel || choices.length < 2) return nothing;
    return html`<label class="row model-choice"
      >${load.model}
      <select
        part="model"
        ?disabled=${disabled}
        @change=${(event: Event) => {
          this.model = (event.target as HTMLSelectElement).value;
          this.error = null;
          this.notice = null;
        }}
      >
        ${this.entry ? nothing : html`<option selected value=${this.model}>${this.model}</option>`}
        ${choices.map(
          (entry) =>
            html`<option value=${entry.id} .selected=${entry.id === this.model}>
              ${load.choice(entry.name, this.bytesOf(entry))}
            </option>`,
        )}
      </select>
    </label>`;
  }

  /** What a first click will fetch; nothing once the model is there. */
  protected renderLoadHint(): TemplateResult | typeof nothing {
    const { entry } = this;
    if (!entry || this.loadPhase !== 'none' || this.error) return nothing;
    return html`<p class="soft" part="load-hint">
      ${this.messages.load.hint(entry.name, this.bytesOf(entry))}
    </p>`;
  }

  /** The load under way, of this element or, after a change of backend, of its engine. */
  protected renderProgress(): TemplateResult | typeof nothing {
    const { load, format } = this.messages;
    const own = this.loadPhase === 'loading';
    const again = this.engine.state.models.find(
      (one) =>
        one.id === this.model &&
        one.form === (this.form || this.entry?.forms[0]?.id) &&
        one.status === 'loading',
    );
    if (!own && !(this.loaded && again)) return nothing;
    const progress = own ? this.progress : (again?.progress ?? null);
    const total = progress?.totalBytes ?? 0;
    const loaded = progress?.loadedBytes ?? 0;
    const inSession = progress?.phase === 'session';
    const text = !progress
      ? load.starting
      : inSession
        ? load.opening
        : load.downloading(loaded, total, own ? this.secondsLeft(progress) : null);
    return html`<div class="field" part="progress">
      <progress
        aria-label=${load.loading(this.entry?.name ?? this.model)}
        max=${total || 1}
        value=${inSession ? nothing : loaded}
        aria-valuetext=${text}
      ></progress>
      <div class="row">
        <span class="number">${text}</span>
        ${own ? html`<button part="cancel" @click=${this.onCancel}>${load.cancel}</button>` : nothing}
      </div>
      ${
        progress && progress.files.length > 0
          ? html`<details>
              <summary>${load.files}</summary>
              <ul class="number soft">
                ${progress.files.map(
                  (file) =>
                    html`<li>
                      ${file.path}: ${format.bytes(file.loadedBytes)} /
                      ${format.bytes(file.totalBytes)}${file.cached ? html`, ${load.kept}` : nothing}
                    </li>`,
                )}
              </ul>
            </details>`
          : nothing
      }
    </div>`;
  }

  /** @param action what the message offers; another attempt where that is of use, unless told */
  protected renderError(action: TemplateResult | typeof nothing = nothing): TemplateResult {
    const { error, messages } = this;
    return html`<div class="live" role="alert">
      ${
        error === null
          ? nothing
          : html`<div class="error" part="error">
              <p>${describeError(messages, error)}</p>
              ${action === nothing ? this.renderRemedy() : action}
            </div>`
      }
    </div>`;
  }

  /**
   * What a screen reader is told of: the load, a passing remark, and what the element does.
   *
   * @param text what the element does; empty for nothing
   * @param more beside it, such as numbers
   */
  protected renderStatus(text: string, more: unknown = nothing): TemplateResult {
    const { notice, messages, entry } = this;
    const name = entry?.name ?? this.model;
    const loading =
      this.loadPhase === 'loading' && html`<p class="hidden-visually">${messages.load.loading(name)}</p>`;
    return html`<div class="live" role="status">
        ${notice ? html`<p class="notice" part="notice">${notice(messages)}</p>` : nothing}${
          loading || (text ? html`<p class="soft">${text}</p>` : nothing)
        }
      </div>
      ${more}`;
  }

  /** A button that could help against the error: WASM where WebGPU is missing, another attempt where a load failed. */
  private renderRemedy(): TemplateResult | typeof nothing {
    const { error } = this;
    if (lacksWebGpu(error)) return renderUseWasm(this.messages, this.onUseWasm);
    if (!(error instanceof EngineError)) return nothing;
    if (this.loaded || error.code === 'unknown-model' || textErrors.has(error.code)) return nothing;
    return html`<div class="row">
      <button part="retry" @click=${this.onRetry}>${this.messages.load.retry}</button>
    </div>`;
  }

  private get progressHasFocus(): boolean {
    const focused = this.shadowRoot?.activeElement;
    return Boolean(focused?.closest('[part=progress]'));
  }

  /** A pressed button that goes away with what it did leaves the focus to the button that goes on. */
  private focusPrimary(): void {
    void this.updateComplete.then(() => this.primary?.focus());
  }

  private onCancel(): void {
    this.cancelLoad();
    this.focusPrimary();
  }

  private onRetry(): void {
    this.focusPrimary();
    this.load().catch(() => undefined);
  }

  private onUseWasm(): void {
    this.error = null;
    this.focusPrimary();
    this.engine.replace({ backend: 'wasm' }).catch((error: unknown) => this.fail(error));
  }

  private secondsLeft(progress: LoadProgress): number | null {
    const elapsed = performance.now() - this.loadStarted;
    // What was kept from before took no time.
    const kept = progress.files.reduce((sum, file) => sum + (file.cached ? file.loadedBytes : 0), 0);
    const fetched = progress.loadedBytes - kept;
    if (elapsed < 2000 || fetched <= 0) return null;
    const left = (elapsed / fetched) * (progress.totalBytes - progress.loadedBytes);
    return Math.max(1, Math.round(left / 1000));
  }
}
