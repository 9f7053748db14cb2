import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { findModel, type Engine, type EngineState } from '../../engine/index.ts';
import { EngineController } from '../../engine/engine-controller.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import { describeError, LocaleController } from '../../i18n/index.ts';
import type { BackendChoice } from '../../protocol/results.ts';
import { shared } from '../../styles/shared.ts';
import { tokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { lacksWebGpu, renderUseWasm } from '../use-wasm.ts';
import { backendStyles } from './backend.styles.ts';

const choices: readonly BackendChoice[] = ['auto', 'webgpu', 'wasm'];

/**
 * The backend that the elements of the page share: a toggle that works at any time, and what is loaded where.
 *
 * @summary Chooses between WebGPU and WASM, says why, and lists the loaded models.
 *
 * @fires {LmErrorEvent} lm-error - The backend could not be taken; the element shows it as well.
 *
 * @csspart base - The element's root.
 * @csspart choices - The three radio buttons.
 * @csspart status - The sentences on what runs where.
 * @csspart models - The table of loaded models.
 * @csspart error - The block that says what went wrong.
 * @csspart use-wasm - The button that takes WASM, in the message that WebGPU is not there.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-panel - Background of messages.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-font - Font of prose and controls.
 */
export class LmBackend extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [tokens, shared, backendStyles];

  private readonly locale = new LocaleController(this);
  private readonly engines = new EngineController(this, () => this.modelBase || undefined);
  private changes = 0;

  @state() private changing: BackendChoice | null = null;
  @state() private error: unknown = null;
  /** The choice that {@link error} is about. */
  private failed: BackendChoice | null = null;

  /** The folder that holds the models' folders; `models/` beside the page or the bundle unless told. */
  @property({ attribute: 'model-base' }) modelBase = '';

  private async choose(choice: BackendChoice): Promise<void> {
    const change = ++this.changes;
    this.changing = choice;
    this.error = null;
    try {
      await this.engine.replace({ backend: choice });
    } catch (error) {
      // A later choice has taken over; its outcome counts.
      if (change !== this.changes) return;
      this.error = error;
      this.failed = choice;
      this.dispatchEvent(new LmErrorEvent(error));
    } finally {
      if (change === this.changes) this.changing = null;
    }
  }

  /** The engine whose backend this is: one of its own where it was set, else that of the page. */
  get engine(): Engine {
    return this.engines.engine;
  }

  set engine(engine: Engine | null) {
    this.engines.set(engine);
  }

  private renderStatus(state: EngineState): TemplateResult {
    const { backend } = this.locale.messages;
    let sentences: string[];
    if (this.changing && state.models.length > 0) sentences = [backend.switching(backend[this.changing])];
    else if (state.phase === 'starting') sentences = [backend.starting];
    else if (state.backend) {
      const info = state.backend;
      sentences = [backend.runsOn(info), backend.reason(info), backend.threads(info), backend.adapter(info)];
    } else if (state.phase === 'failed') sentences = [];
    else sentences = [backend.idle];
    return html`<div class="live" role="status">
      ${sentences.length > 0 ? html`<p part="status">${sentences.filter(Boolean).join(' ')}</p>` : nothing}
    </div>`;
  }

  private renderError(error: unknown): TemplateResult {
    const { messages } = this.locale;
    return html`<div class="error" part="error">
      <p>${describeError(messages, error)}</p>
      ${lacksWebGpu(error) ? renderUseWasm(messages, this.onUseWasm) : nothing}
    </div>`;
  }

  private onUseWasm(): void {
    this.renderRoot.querySelector<HTMLElement>('input[value="wasm"]')?.focus();
    void this.choose('wasm');
  }

  private renderModels(state: EngineState): TemplateResult | typeof nothing {
    if (state.models.length === 0) return nothing;
    const { backend, format } = this.locale.messages;
    return html`<div class="scroll">
      <table part="models">
        <caption>
          ${backend.loaded}
        </caption>
        <thead>
          <tr>
            <th scope="col">${backend.modelColumn}</th>
            <th scope="col">${backend.formColumn}</th>
            <th scope="col">${backend.sizeColumn}</th>
            <th scope="col" class="optional">${backend.contextColumn}</th>
            <th scope="col">${backend.stateColumn}</th>
          </tr>
        </thead>
        <tbody class="number">
          ${state.models.map(({ id, form, status, info, progress }) => {
            const entry = findModel(id);
            const bytes = info?.bytes ?? progress?.totalBytes;
            const share =
              progress && progress.totalBytes > 0 ? progress.loadedBytes / progress.totalBytes : 0;
            const text =
              status !== 'loading'
                ? backend.status[status]
                : progress?.phase === 'session'
                  ? backend.status.opening
                  : backend.status.loading(format.wholePercent(share));
            return html`<tr>
              <td>${entry?.name ?? id}</td>
              <td>${form}</td>
              <td>${bytes ? format.bytes(bytes) : ''}</td>
              <td class="optional">${entry ? backend.tokens(entry.contextLength) : ''}</td>
              <td>${text}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  override render(): TemplateResult {
    const { messages } = this.locale;
    const { backend } = messages;
    const state = this.engine.state;
    // Chosen anew by another element: what failed here is of the past.
    const own = state.choice === this.failed ? this.error : null;
    const error = own ?? (this.changing ? null : state.error);
    return html`<div part="base">
      <fieldset class="choices" part="choices">
        <legend>${backend.legend}</legend>
        ${choices.map(
          (choice) =>
            html`<label
              ><input
                type="radio"
                name="backend"
                value=${choice}
                .checked=${choice === state.choice}
                @change=${() => this.choose(choice)}
              />${backend[choice]}</label
            >`,
        )}
      </fieldset>
      ${this.renderStatus(state)}
      <div class="live" role="alert">${error ? this.renderError(error) : nothing}</div>
      ${this.renderModels(state)}
    </div>`;
  }
}
