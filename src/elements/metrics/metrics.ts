import { html, LitElement, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { GenerationMetrics } from '../../core/metrics.ts';
import { LocaleController } from '../../i18n/index.ts';
import { shared } from '../../styles/shared.ts';
import { tokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { metricsStyles } from './metrics.styles.ts';
import { lineOf, rowsOf } from './values.ts';

/**
 * A generation in numbers: how fast its tokens come, and what it did not have to compute. A line of the main ones, which
 * keep their places while they change, and all of them with what they mean. None is announced.
 *
 * @summary Shows the speed and the cost of a generation.
 *
 * @csspart base - The element's root.
 * @csspart line - The main numbers.
 * @csspart details - All numbers, with what they mean.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of names and meanings.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-font - Font of the text.
 */
export class LmMetrics extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [tokens, shared, metricsStyles];

  private readonly locale = new LocaleController(this);

  /** What is shown, as an `lm-metrics` event has it; `null` before a first token. */
  @property({ attribute: false }) metrics: GenerationMetrics | null = null;

  /** Whether the generation goes on. */
  @property({ type: Boolean }) running = false;

  /** Whether all numbers are shown. */
  @property({ type: Boolean, reflect: true, useDefault: true }) open = false;

  override render(): TemplateResult {
    const { messages } = this.locale;
    const { metrics: words } = messages;
    return html`<div part="base" role="group" aria-label=${words.heading}>
      <dl class="line number" part="line">
        ${lineOf(this.metrics, messages).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      <details
        part="details"
        ?open=${this.open}
        @toggle=${(event: Event) => {
          this.open = (event.target as HTMLDetailsElement).open;
        }}
      >
        <summary>${words.all}</summary>
        ${this.open ? this.renderAll() : ''}
      </details>
    </div>`;
  }

  private renderAll(): TemplateResult {
    return html`<dl class="all">
      ${rowsOf(this.metrics, this.locale.messages).map(
        ({ name, value, meaning }) =>
          html`<div>
            <dt>${name}</dt>
            <dd class="value number">${value}</dd>
            <dd class="meaning soft">${meaning}</dd>
          </div>`,
      )}
    </dl>`;
  }
}
