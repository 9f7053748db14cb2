import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { neutralSettings, type SamplingSettings } from '../../core/index.ts';
import { LmSamplingEvent } from '../../events/sampling-event.ts';
import { LocaleController, type Messages } from '../../i18n/index.ts';
import { shared } from '../../styles/shared.ts';
import { tokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import {
  controls,
  defaultMaxTokens,
  fromSlider,
  isAllowed,
  neutralValue,
  sliderRange,
  stepFrom,
  toSlider,
  type Control,
  type ControlName,
} from './controls.ts';
import { samplingStyles } from './sampling.styles.ts';

const filterNames = ['temperature', 'topK', 'topP', 'minP', 'repetitionPenalty'] as const;

/**
 * How tokens are drawn: temperature, filters, repetition penalty, seed and length, each as a slider beside a number.
 *
 * @summary The sampling settings, live.
 *
 * @fires {LmSamplingEvent} lm-sampling - A person changed a setting: at each movement of a slider, and once more when
 *   it is let go of.
 *
 * @csspart base - The element's root.
 * @csspart control - A setting: its name, slider and number.
 * @csspart slider - A slider.
 * @csspart number - The field of a number.
 * @csspart fault - The sentence that says what may be entered.
 * @csspart help - The disclosure of what the settings do.
 * @csspart reset - The button that goes back to the model's own distribution.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-paper - Background of controls.
 * @cssproperty --lm-autoregressive - The identity colour: sliders, rings.
 * @cssproperty --lm-font - Font of prose and controls.
 */
export class LmSampling extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [tokens, shared, samplingStyles];

  private readonly locale = new LocaleController(this);

  /** The fields whose entry is not taken over. */
  @state() private faults: ReadonlySet<ControlName | 'seed'> = new Set();

  /** Divides the logits; 0 is greedy, 1 changes nothing. */
  @property({ type: Number }) temperature = neutralSettings.temperature;

  /** Keeps the k likeliest tokens; 0 keeps all. */
  @property({ type: Number, attribute: 'top-k' }) topK = neutralSettings.topK;

  /** Keeps the smallest set of likeliest tokens that reaches this probability; 1 keeps all. */
  @property({ type: Number, attribute: 'top-p' }) topP = neutralSettings.topP;

  /** Keeps tokens at least this fraction as likely as the likeliest; 0 keeps all. */
  @property({ type: Number, attribute: 'min-p' }) minP = neutralSettings.minP;

  /** Pushes down tokens that are in the text already; 1 changes nothing. */
  @property({ type: Number, attribute: 'repetition-penalty' }) repetitionPenalty =
    neutralSettings.repetitionPenalty;

  /** The same seed draws the same random numbers; `null` takes a new one each time. */
  @property({ type: Number }) seed: number | null = null;

  /** The most tokens that one run writes. */
  @property({ type: Number, attribute: 'max-tokens' }) maxTokens = defaultMaxTokens;

  /** Whether a slider is being moved; set by the element. */
  @property({ type: Boolean, reflect: true }) live = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // A value that was set anew takes the place of an entry that could not be taken over.
    const stale = [...this.faults].filter((name) => changed.has(name));
    if (stale.length > 0) this.faults = new Set([...this.faults].filter((name) => !stale.includes(name)));
  }

  /**
   * Fields are compared as numbers: somebody who types "0.05" passes through "0.0", which must not become "0" under
   * their hands.
   */
  protected override updated(): void {
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[type="number"]')) {
      const name = input.dataset['name'] as ControlName | 'seed';
      if (this.faults.has(name)) continue;
      const value = this[name];
      const same =
        value === null
          ? input.value === '' && !input.validity.badInput
          : input.value !== '' && input.valueAsNumber === value;
      if (!same) input.value = value === null || Number.isNaN(value) ? '' : String(value);
    }
  }

  private get texts(): Messages['sampling'] {
    return this.locale.messages.sampling;
  }

  private numberOf(control: Control): number {
    const value = this[control.name];
    return isAllowed(control, value) ? value : neutralValue(control);
  }

  private get isNeutral(): boolean {
    return filterNames.every((name) => this[name] === neutralSettings[name]);
  }

  private setFault(name: ControlName | 'seed', faulty: boolean): void {
    if (this.faults.has(name) === faulty) return;
    const faults = new Set(this.faults);
    if (faulty) faults.add(name);
    else faults.delete(name);
    this.faults = faults;
  }

  private tell(): void {
    this.dispatchEvent(new LmSamplingEvent(this.settings, this.seed, this.numberOf(controls.at(-1)!)));
  }

  private take(control: Control, value: number): void {
    this.setFault(control.name, false);
    if (this[control.name] === value) return;
    this[control.name] = value;
    this.tell();
  }

  private onSlide(control: Control, event: Event): void {
    this.live = true;
    this.take(control, fromSlider(control, (event.target as HTMLInputElement).valueAsNumber));
  }

  private onSlideEnd(): void {
    this.live = false;
    this.tell();
  }

  private onNumber(control: Control, event: Event): void {
    const { valueAsNumber } = event.target as HTMLInputElement;
    if (isAllowed(control, valueAsNumber)) this.take(control, valueAsNumber);
    else this.setFault(control.name, true);
  }

  /** The browser's own steps would go from 0.8 to 1.8. */
  private onNumberKey(control: Control, event: KeyboardEvent): void {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.take(control, stepFrom(control, this.numberOf(control), event.key === 'ArrowUp' ? 1 : -1));
  }

  private onSeed(event: Event): void {
    const { value, valueAsNumber, validity } = event.target as HTMLInputElement;
    const empty = value === '' && !validity.badInput;
    const seed = empty ? null : valueAsNumber;
    const allowed = seed === null || (Number.isSafeInteger(seed) && seed >= 0);
    this.setFault('seed', !allowed);
    if (!allowed || seed === this.seed) return;
    this.seed = seed;
    this.tell();
  }

  private onReset(): void {
    if (this.isNeutral && this.faults.size === 0) return;
    const changed = !this.isNeutral;
    this.faults = new Set([...this.faults].filter((name) => name === 'seed' || name === 'maxTokens'));
    Object.assign(this, neutralSettings);
    if (changed) this.tell();
  }

  /** The five settings that shape the distribution; a value that is not allowed counts as neutral. */
  get settings(): SamplingSettings {
    const [temperature, topK, topP, minP, repetitionPenalty] = controls.map((one) => this.numberOf(one)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return { temperature, topK, topP, minP, repetitionPenalty };
  }

  set settings(settings: Readonly<SamplingSettings>) {
    for (const name of filterNames) this[name] = settings[name];
  }

  private renderFault(name: ControlName | 'seed', text: () => string): TemplateResult {
    return html`<p id="${name}-fault" class="fault" part="fault" role="status">
      ${this.faults.has(name) ? html`<span>${text()}</span>` : nothing}
    </p>`;
  }

  private renderControl(control: Control): TemplateResult {
    const { name, least, most, whole, off } = control;
    const { texts } = this;
    const value = this.numberOf(control);
    const { min, max, step } = sliderRange(control);
    const faulty = this.faults.has(name);
    return html`<div class="control" part="control">
      <label for=${name}>${texts[name].name}</label>
      <input
        id=${name}
        part="number"
        type="number"
        data-name=${name}
        inputmode=${whole ? 'numeric' : 'decimal'}
        min=${least}
        max=${most}
        step="any"
        aria-invalid=${faulty}
        aria-describedby="${name}-help${faulty ? ` ${name}-fault` : ''}"
        @input=${(event: Event) => this.onNumber(control, event)}
        @keydown=${(event: KeyboardEvent) => this.onNumberKey(control, event)}
      />
      <input
        part="slider"
        type="range"
        min=${min}
        max=${max}
        step=${step}
        aria-label=${texts.slider(texts[name].name)}
        aria-valuetext=${value === off ? texts.off(String(value)) : String(value)}
        .value=${String(toSlider(control, value))}
        @input=${(event: Event) => this.onSlide(control, event)}
        @change=${this.onSlideEnd}
      />
      ${this.renderFault(name, () => texts.allowed(least, most, whole, String(value)))}
    </div>`;
  }

  private renderSeed(): TemplateResult {
    const { texts } = this;
    const faulty = this.faults.has('seed');
    return html`<div class="control seed" part="control">
      <div>
        <label for="seed">${texts.seed.name}</label>
        ${this.seed === null ? html`<span id="seed-remark" class="remark">${texts.random}</span>` : nothing}
      </div>
      <input
        id="seed"
        part="number"
        type="number"
        data-name="seed"
        inputmode="numeric"
        min="0"
        step="any"
        aria-invalid=${faulty}
        aria-describedby="seed-help${this.seed === null ? ' seed-remark' : ''}${faulty ? ' seed-fault' : ''}"
        @input=${this.onSeed}
      />
      ${this.renderFault('seed', () => texts.allowedSeed)}
    </div>`;
  }

  private renderHelp(): TemplateResult {
    const { texts } = this;
    const names = [...controls.map(({ name }) => name), 'seed'] as const;
    return html`<details part="help">
      <summary>${texts.help}</summary>
      <dl>
        ${names.map(
          (name) =>
            html`<div>
              <dt>${texts[name].name}</dt>
              <dd id="${name}-help">${texts[name].help}</dd>
            </div>`,
        )}
        <div>
          <dt>${texts.neutral}</dt>
          <dd id="neutral-help">${texts.neutralHelp}</dd>
        </div>
      </dl>
    </details>`;
  }

  override render(): TemplateResult {
    const { texts } = this;
    const idle = this.isNeutral && this.faults.size === 0;
    return html`<div part="base" role="group" aria-label=${texts.label}>
      <div class="controls">${controls.map((one) => this.renderControl(one))}${this.renderSeed()}</div>
      <button part="reset" aria-disabled=${idle} aria-describedby="neutral-help" @click=${this.onReset}>
        ${texts.neutral}
      </button>
      ${this.renderHelp()}
    </div>`;
  }
}
