import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isShortStrip, strip, stripPaths, stripStyles, valuePath, valueStrip } from '../../charts/strip.ts';
import { visibleToken } from '../../charts/token-text.ts';
import { measure, type Measures } from '../../core/measures.ts';
import { LmPinEvent } from '../../events/pin-event.ts';
import { LocaleController } from '../../i18n/index.ts';
import type { Task } from '../../models/types.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { measuresStyles } from './measures.styles.ts';
import { nextFrame } from './next-frame.ts';
import { renderTotals, type Total } from './totals.ts';

/**
 * A text in numbers: log-probability, perplexity, entropy and time of the prompt, of what was generated and of all,
 * and a strip with the surprisal and the entropy of every token.
 *
 * It is drawn once a frame at most. A click on the strip pins a token; by keys that is done on `<lm-chips>`.
 *
 * @summary Shows the measures of a text and a strip chart of its tokens.
 *
 * @fires {LmPinEvent} lm-pin - A token was pinned or unpinned on the strip; `pinned` has changed already.
 *
 * @csspart base - The element's root.
 * @csspart totals - The table of totals.
 * @csspart strip - The chart of surprisal and entropy.
 * @csspart time-strip - The chart of times.
 * @csspart terms - What the words mean.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-paper - Background of controls.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-autoregressive - The identity colour of an autoregressive model: the line of the entropy, the pinned token.
 * @cssproperty --lm-masked - The identity colour of a masked model.
 * @cssproperty --lm-surprise - The tint of the surprisal scale, which the bars are made of.
 * @cssproperty --lm-font - Font of the text.
 */
export class LmMeasures extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [styleTokens, shared, stripStyles, measuresStyles];

  private readonly locale = new LocaleController(this);

  @state() private timeShown = false;

  /**
   * The tokens of the text, prompt first. The array may be the same one with more at its end: call `requestUpdate()`
   * after adding to it.
   */
  @property({ attribute: false }) tokens: readonly TokenRecord[] = [];

  /** How many tokens are the prompt. */
  @property({ type: Number, attribute: 'prompt-length' }) promptLength = 0;

  /** The pinned token; −1 for none. */
  @property({ type: Number }) pinned = -1;

  /** Which kind of model the numbers are of: the colour of the line and of the pinned token. */
  @property({ reflect: true, useDefault: true }) task: Task = 'autoregressive';

  /** The language of the tokens, as a BCP 47 tag. */
  @property() language = '';

  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) await nextFrame();
    super.scheduleUpdate();
  }

  private readonly onPick = (index: number): void => {
    this.pinned = index === this.pinned ? -1 : index;
    this.dispatchEvent(new LmPinEvent(this.pinned));
  };

  /** Prompt, generated and all; only one of them where it is all there is. */
  private totals(all: Measures): Total[] {
    const { tokens, promptLength } = this;
    if (promptLength <= 0) return [{ name: 'generated', measures: all }];
    if (promptLength >= tokens.length) return [{ name: 'prompt', measures: all }];
    return [
      { name: 'prompt', measures: measure(tokens.slice(0, promptLength)) },
      { name: 'generated', measures: measure(tokens.slice(promptLength)) },
      { name: 'all', measures: all },
    ];
  }

  private renderStrip(all: Measures): TemplateResult {
    const { tokens, promptLength, pinned } = this;
    const { strip: words } = this.locale.messages.measures;
    let highest = -1;
    tokens.forEach(({ surprisalBits }, i) => {
      if (surprisalBits !== null && surprisalBits > (tokens[highest]?.surprisalBits ?? -1)) highest = i;
    });
    const at = tokens[highest];
    const label =
      at && all.meanSurprisalBits !== null
        ? words.label(all.tokens, all.meanSurprisalBits, {
            bits: at.surprisalBits!,
            number: highest + 1,
            text: visibleToken(at.text, at.bytes),
          })
        : words.unscored;
    return strip(
      stripPaths(tokens),
      { tokens: tokens.length, promptLength, pinned },
      {
        ...words,
        label,
        ...this.ends(),
      },
      this.onPick,
    );
  }

  /** What stands below the strip's ends. */
  private ends(): { first: string; last: string } {
    const { length } = this.tokens;
    const { strip: words } = this.locale.messages.measures;
    if (length > 1 && isShortStrip(length)) return { first: words.tokens(length), last: '' };
    return { first: words.token(1), last: length > 1 ? words.token(length) : '' };
  }

  private renderTimes(): TemplateResult {
    const { tokens } = this;
    const { measures } = this.locale.messages;
    const times = tokens.map(({ timeMs }) => timeMs);
    const { path, longest } = valuePath(times);
    if (longest === 0) return html`<p class="soft">${measures.noTimes}</p>`;
    const timed = times.filter((time) => time !== null).length;
    return valueStrip(
      path,
      tokens.length,
      this.pinned,
      {
        label: measures.timeLabel(timed, longest, times.indexOf(longest) + 1),
        axis: measures.timeAxis,
        longest: measures.milliseconds(longest),
      },
      this.onPick,
    );
  }

  private renderTerms(): TemplateResult {
    const { terms } = this.locale.messages.measures;
    return html`<details part="terms">
      <summary>${terms.heading}</summary>
      <dl class="terms">
        ${terms.list.map(
          ([term, meaning]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${meaning}</dd>
            </div>`,
        )}
      </dl>
    </details>`;
  }

  override render(): TemplateResult {
    const { messages } = this.locale;
    const { measures: words } = messages;
    if (this.tokens.length === 0) return html`<div part="base"><p class="soft">${words.empty}</p></div>`;
    const all = measure(this.tokens);
    return html`<div part="base">
      ${renderTotals(this.totals(all), messages)} ${this.renderStrip(all)}
      <label class="toggle"
        ><input
          type="checkbox"
          .checked=${this.timeShown}
          @change=${(event: Event) => {
            this.timeShown = (event.target as HTMLInputElement).checked;
          }}
        />${words.showTime}</label
      >
      ${this.timeShown ? this.renderTimes() : nothing} ${this.renderTerms()}
    </div>`;
  }
}
