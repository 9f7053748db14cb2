import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { EngineError, type Engine } from '../../engine/index.ts';
import { EngineController } from '../../engine/engine-controller.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import { LmProgressEvent } from '../../events/progress-event.ts';
import { LocaleController, type Messages } from '../../i18n/index.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { version } from '../../version.ts';
import { lacksWebGpu, renderUseWasm } from '../use-wasm.ts';
import type { Loadable, LoadKind } from './load-kinds.ts';
import { ModelLoad, type LoadSource } from './model-load.ts';
import {
  combinedProgress,
  errorBlock,
  loadHint,
  loadProgress,
  loadStatus,
  modelChoice,
} from './render-load.ts';

const textErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'empty-text',
  'nul-character',
  'lone-surrogate',
  'text-too-long',
  'too-many-characters',
  'no-mask',
  'unknown-word',
]);

/** What the status slot holds beside what every element has; see {@link ModelsElement.renderStatusSlot}. */
export interface SlotOptions {
  /** Shows several loads as one, with one button that cancels them all. */
  readonly combined?: boolean;
  /** In the place of {@link ModelsElement.renderLoadHint}, while nothing is there or under way. */
  readonly hint?: TemplateResult | typeof nothing;
  /** Before the message of an error, such as whose it is. */
  readonly lead?: TemplateResult | typeof nothing;
  /** What the message of an error offers. */
  readonly action?: TemplateResult | typeof nothing;
  /** Beside the status, such as numbers. */
  readonly more?: unknown;
}

/**
 * What every element with models shares: choosing them, loading them, saying how far that is and what went wrong. Each
 * of its models is a {@link ModelLoad}; there is one error and one passing remark for all of them.
 */
export abstract class ModelsElement extends LitElement {
  static readonly version: string = version;

  protected readonly locale = new LocaleController(this);
  protected readonly engines = new EngineController(this, () => this.modelBase || undefined);
  /** All that {@link addLoad} made. */
  protected readonly loads: ModelLoad[] = [];

  @query('button.primary') private primary!: HTMLButtonElement | null;

  @state() protected error: unknown = null;
  /** A passing remark, such as that a load was cancelled. */
  @state() protected notice: ((messages: Messages) => string) | null = null;

  /** The folder that holds the models' folders; `models/` beside the page or the bundle unless told. */
  @property({ attribute: 'model-base' }) modelBase = '';

  /** Hides the choice of models. */
  @property({ type: Boolean, attribute: 'fixed-model' }) fixedModel = false;

  protected override willUpdate(_changed: Map<PropertyKey, unknown>): void {
    this.keepFocus();
    // Chosen anew, here or in another element: what was said of WebGPU holds no more.
    if (lacksWebGpu(this.error) && this.engine.state.choice !== 'webgpu') this.error = null;
  }

  /** Adds one thing to load; called once for each, where the element's fields are set. */
  protected addLoad<L extends Loadable>(kind: LoadKind<L>, source: LoadSource): ModelLoad<L> {
    const load = new ModelLoad(this, kind, source, {
      engine: () => this.engine,
      started: () => {
        this.error = null;
        this.notice = null;
      },
      progressed: (progress) => this.dispatchEvent(new LmProgressEvent(progress)),
      failed: (error) => {
        // What breaks the worker ends every load in it; that is one error.
        if (error !== this.error) this.fail(error);
      },
      cancelled: () => {
        this.notice = this.cancelNotice();
      },
      outdated: (error) => {
        // What broke the worker may be the error of another load as well.
        if (this.error === error && this.loads.every((one) => one.error !== error)) this.error = null;
      },
    });
    this.loads.push(load);
    return load;
  }

  private cancelNotice(): (messages: Messages) => string {
    if (this.loads.length === 1) return ({ load }) => load.cancelled;
    const names = this.loads.filter(({ cancelled }) => cancelled).map(({ askedName }) => askedName);
    return ({ load }) => load.cancelledOf(names);
  }

  protected get messages(): Messages {
    return this.locale.messages;
  }

  protected get isLoading(): boolean {
    return this.loads.some(({ phase }) => phase === 'loading');
  }

  protected fail(error: unknown): void {
    if (error instanceof Error && error.name === 'AbortError') return;
    this.error = error;
    this.dispatchEvent(new LmErrorEvent(error));
  }

  /** Whether the error is one of the text: another text helps, and another attempt does not. */
  protected get isTextError(): boolean {
    return this.error instanceof EngineError && textErrors.has(this.error.code);
  }

  /** An error about a text says nothing about the one that was just typed. */
  protected forgetTextError(): void {
    if (this.isTextError) this.error = null;
  }

  /** Loads what is not there yet, all at once; `false` where any of it was cancelled or failed, which is then shown. */
  protected async readyAll(): Promise<boolean> {
    await Promise.all(this.loads.map((load) => load.ready()));
    return this.loads.every(({ loaded }) => loaded !== null);
  }

  /** The engine of this element: one of its own where it was set, else that of the page. */
  get engine(): Engine {
    return this.engines.engine;
  }

  set engine(engine: Engine | null) {
    this.engines.set(engine);
  }

  /**
   * Loads what the element needs. Progress comes as `lm-progress`.
   *
   * @throws EngineError what `Engine.load` throws, which is also shown and comes as `lm-error`; AbortError when it is
   *   cancelled
   */
  async load(): Promise<void> {
    const outcomes = await Promise.allSettled(this.loads.map((load) => load.load()));
    const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    if (reasons.length === 0) return;
    throw reasons.find((reason) => !(reason instanceof Error && reason.name === 'AbortError')) ?? reasons[0];
  }

  /** Cancels what is being loaded. */
  cancelLoad(): void {
    for (const load of this.loads) load.cancel();
  }

  /** Gives back what was loaded; its memory is freed when no other element uses it. */
  async unload(): Promise<void> {
    await Promise.all(this.loads.map((load) => load.unload()));
  }

  /** @param label what is chosen; the models' task, where the element has several, unless told */
  protected renderChoice(
    load: ModelLoad,
    disabled: boolean,
    label: string = this.choiceLabel(load),
  ): TemplateResult | typeof nothing {
    if (this.fixedModel) return nothing;
    const onChoose = (id: string) => {
      load.choose(id);
      this.error = null;
      this.notice = null;
    };
    return modelChoice(load, { label, disabled, onChoose }, this.messages);
  }

  private choiceLabel({ task }: ModelLoad): string {
    const { load } = this.messages;
    return this.loads.length > 1 && task ? load.modelOf[task] : load.model;
  }

  /** What a first click will fetch; nothing once all is there. */
  protected renderLoadHint(): TemplateResult | typeof nothing {
    return this.error ? nothing : loadHint(this.loads, this.messages);
  }

  /**
   * The loads under way, of this element or, after a change of backend, of its engine.
   *
   * @param combined shows several as one, with one button that cancels them all
   */
  protected renderProgress(combined = false): readonly (TemplateResult | typeof nothing)[] {
    if (combined) return [combinedProgress(this.loads, { onCancel: () => this.onCancel() }, this.messages)];
    const named = this.loads.length > 1;
    return this.loads.map((load) =>
      loadProgress(load, { named, onCancel: () => this.onCancel(load) }, this.messages),
    );
  }

  /**
   * @param action what the message offers; another attempt where that is of use, unless told
   * @param lead before the message, such as whose error it is
   */
  protected renderError(
    action: TemplateResult | typeof nothing = nothing,
    lead: TemplateResult | typeof nothing = nothing,
  ): TemplateResult {
    const { error, loads, messages } = this;
    const named = loads.length > 1 && loads.some((load) => load.error === error);
    const names = named ? loads.filter((load) => load.error !== null).map((load) => load.askedName) : [];
    const remedy = action === nothing ? this.renderRemedy() : action;
    return errorBlock(error, { names, lead, action: remedy }, messages);
  }

  /**
   * What a screen reader is told of: the loads, a passing remark, and what the element does.
   *
   * @param text what the element does; empty for nothing
   * @param more beside it, such as numbers
   */
  protected renderStatus(text: string, more: unknown = nothing): TemplateResult {
    const { notice, messages, loads } = this;
    return html`<div class="live" role="status">
        ${notice ? html`<p class="notice" part="notice">${notice(messages)}</p>` : nothing}${
          loadStatus(loads, messages) ?? (text ? html`<p class="soft">${text}</p>` : nothing)
        }
      </div>
      ${more}`;
  }

  /**
   * One place of steady height for what a first click loads, how far that is, what went wrong, and what the element does:
   * what comes below does not move when one takes the place of another. Its look is `slotStyles`.
   *
   * @param text what the element does; empty for nothing
   */
  protected renderStatusSlot(text: string, options: SlotOptions = {}): TemplateResult {
    const { combined = false, hint = this.renderLoadHint(), lead, action, more = nothing } = options;
    const isWaiting = this.loads.some(({ underWay }) => underWay !== null);
    return html`<div class="slot">
      <div class="slot-content">
        ${isWaiting || this.error ? nothing : hint} ${this.renderProgress(combined)}
        ${this.renderError(action, lead)} ${this.renderStatus(text, more)}
      </div>
    </div>`;
  }

  /** A button that could help against the error: WASM where WebGPU is missing, another attempt where a load failed. */
  private renderRemedy(): TemplateResult | typeof nothing {
    const { error, loads } = this;
    if (lacksWebGpu(error)) return renderUseWasm(this.messages, this.onUseWasm);
    if (!(error instanceof EngineError)) return nothing;
    if (error.code === 'unknown-model' || textErrors.has(error.code)) return nothing;
    if (loads.every((load) => load.loaded || load.error === null)) return nothing;
    return html`<div class="row">
      <button part="retry" @click=${this.onRetry}>${this.messages.load.retry}</button>
    </div>`;
  }

  /** Where what has the focus goes away with its load, the focus goes to the button that goes on. */
  private keepFocus(): void {
    const focused = this.shadowRoot?.activeElement;
    if (!focused?.closest('[part=progress]')) return;
    void this.updateComplete.then(() => {
      if (!focused.isConnected) this.goesOn?.focus();
    });
  }

  /** The control that goes on: the button, or the field where each change is answered at once. */
  protected get goesOn(): HTMLElement | null {
    return this.primary ?? this.renderRoot.querySelector('textarea');
  }

  /** A pressed button that goes away with what it did leaves the focus to the button that goes on. */
  private focusPrimary(): void {
    void this.updateComplete.then(() => this.goesOn?.focus());
  }

  private onCancel(load?: ModelLoad): void {
    if (load) load.cancel();
    else this.cancelLoad();
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
}
