import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { bars, barStyles } from '../../charts/bars.ts';
import { visibleToken } from '../../charts/token-text.ts';
import { blankOneWord, findBlanks } from '../../core/masks.ts';
import { EngineError } from '../../engine/index.ts';
import { LmFillEvent } from '../../events/fill-event.ts';
import type { FilledBlank } from '../../protocol/results.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { ModelElement } from '../model-element/model-element.ts';
import { fillMaskStyles } from './fill-mask.styles.ts';

/**
 * A masked model filling blanks from the context on both sides.
 *
 * @summary Shows what a masked model would put into each blank of a text.
 *
 * @fires {LmFillEvent} lm-fill - The blanks were filled.
 * @fires {LmProgressEvent} lm-progress - How far the model has been loaded.
 * @fires {LmErrorEvent} lm-error - Something failed; the element shows it as well.
 *
 * @csspart base - The element's root.
 * @csspart text - The text field.
 * @csspart controls - The row of buttons.
 * @csspart result - The text with the likeliest token in each blank.
 * @csspart blanks - The blanks with their bars.
 * @csspart bars - The list of bars of one blank.
 * @csspart bar - One bar.
 * @csspart error - The block that says what went wrong.
 * @csspart notice - A passing remark.
 * @csspart add-blank - The button that makes a blank, in the message that there is none.
 * @csspart progress - The load under way.
 * @csspart cancel - The button that cancels a load.
 * @csspart retry - The button that tries a failed load again.
 * @csspart use-wasm - The button that takes WASM, in the message that WebGPU is not there.
 * @csspart model - The choice of models.
 * @csspart load-hint - The line that says what a first click will fetch.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-paper - Background of controls.
 * @cssproperty --lm-panel - Background of messages.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-masked - The identity colour: bars, primary button, filled blanks.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens and ids.
 */
export class LmFillMask extends ModelElement {
  static override styles: CSSResultGroup = [styleTokens, shared, barStyles, fillMaskStyles];

  protected readonly task = 'masked';
  private request: AbortController | null = null;

  @query('textarea') private field!: HTMLTextAreaElement;

  @state() private running = false;
  /** The last attempt was a success. */
  @state() private done = false;
  @state() private filled: { text: string; blanks: readonly FilledBlank[] } | null = null;

  /** The catalogue's id of the model. */
  @property() override model = 'minilm-mlm';

  /** The text; each `[MASK]`, or three or more underscores, is a blank. */
  @property() text = 'The [MASK] sat on the [MASK].';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.request?.abort();
    });
  }

  private get busy(): boolean {
    return this.running || this.loadPhase === 'loading';
  }

  private addBlank(): void {
    const { selectionStart, selectionEnd, value } = this.field;
    const { text, start, end } = blankOneWord(value, selectionStart, selectionEnd);
    this.text = text;
    this.error = null;
    void this.updateComplete.then(() => {
      this.field.focus();
      this.field.setSelectionRange(start, end);
    });
  }

  /** Fills the blanks, loading the model first where it is not there. Errors are shown. */
  async fill(): Promise<void> {
    if (this.busy) return;
    this.error = null;
    this.notice = null;
    this.done = false;
    // A removed attribute leaves null behind.
    const text = this.text ?? '';
    // Before a load: a text without a blank needs no model to be refused.
    if (findBlanks(text).length === 0) {
      this.fail(new EngineError(text === '' ? 'empty-text' : 'no-mask', {}));
      return;
    }
    const request = new AbortController();
    this.request = request;
    try {
      const model = await this.ready();
      if (!model) return;
      this.running = true;
      const blanks = await model.fill(text, { signal: request.signal });
      this.filled = { text, blanks };
      this.done = true;
      this.dispatchEvent(new LmFillEvent(text, blanks));
    } catch (error) {
      this.fail(error);
    } finally {
      this.running = false;
      if (this.request === request) this.request = null;
    }
  }

  private get state(): string {
    const { fill } = this.messages;
    if (this.running) return fill.working;
    return this.filled && this.done ? fill.done(this.filled.blanks.length) : '';
  }

  private renderResult(): TemplateResult | typeof nothing {
    if (!this.filled) return nothing;
    const { text, blanks } = this.filled;
    const { fill } = this.messages;
    const places = findBlanks(text);
    const parts: unknown[] = [];
    let from = 0;
    places.forEach(({ start, end }, index) => {
      const best = blanks[index]?.top[0];
      parts.push(
        text.slice(from, start),
        html`<span class="filled"
          >${best ? visibleToken(best.text) : '?'}<sub aria-hidden="true">${index + 1}</sub
          ><span class="hidden-visually" lang=${this.messages.language}>
            (${fill.blank(index + 1)})</span
          ></span
        >`,
      );
      from = end;
    });
    parts.push(text.slice(from));
    return html`<div class="field" part="result">
      <span class="soft">${fill.result}${text === this.text ? '' : ` ${fill.earlier}`}</span>
      <p class="result" lang=${this.language}>${parts}</p>
    </div>`;
  }

  private renderBlanks(): TemplateResult | typeof nothing {
    if (!this.filled) return nothing;
    const { fill, format } = this.messages;
    const { blanks } = this.filled;
    return html`<div class="blanks" part="blanks">
        ${blanks.map((blank) => {
          const rows = blank.top.map((candidate) => ({
            label: visibleToken(candidate.text),
            value: candidate.probability,
            text: format.percent(candidate.probability),
            ...(candidate.continuation ? { note: this.messages.token.piece } : {}),
          }));
          const number = blank.index + 1;
          return html`<section class="blank" aria-label=${fill.blank(number)}>
            <h3>${fill.blank(number)}</h3>
            ${bars(rows, fill.bars(number), this.language)}
          </section>`;
        })}
      </div>
      ${blanks.length > 1 ? html`<p class="soft">${fill.independent}</p>` : nothing}`;
  }

  override render(): TemplateResult {
    const { fill } = this.messages;
    const lacksBlank = this.error instanceof EngineError && this.error.code === 'no-mask';
    const addBlank = html`<div class="row">
      <button part="add-blank" @click=${this.addBlank}>${fill.addBlank}</button>
    </div>`;
    return html`<div part="base">
      ${this.renderModelChoice(this.busy)}
      <div class="field">
        <label for="text">${fill.text}</label>
        <textarea
          id="text"
          part="text"
          rows="2"
          spellcheck="false"
          aria-describedby="hint"
          .value=${this.text}
          @input=${(event: Event) => {
            this.text = (event.target as HTMLTextAreaElement).value;
            this.forgetTextError();
          }}
        ></textarea>
        <span id="hint" class="soft">${fill.hint}</span>
      </div>
      <div class="row" part="controls">
        <button class="primary" aria-disabled=${this.busy} @click=${this.fill}>${fill.button}</button>
        <button @click=${this.addBlank}>${fill.addBlank}</button>
      </div>
      ${this.renderLoadHint()} ${this.renderProgress()} ${this.renderError(lacksBlank ? addBlank : nothing)}
      ${this.renderStatus(this.state)} ${this.renderResult()} ${this.renderBlanks()}
    </div>`;
  }
}
