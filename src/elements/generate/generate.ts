import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { barStyles } from '../../charts/bars.ts';
import { chips, chipStyles } from '../../charts/chips.ts';
import { spokenToken, surprisalShare } from '../../charts/token-text.ts';
import { EngineError, type Generation, type GenerateOptions } from '../../engine/index.ts';
import { LmDoneEvent } from '../../events/done-event.ts';
import { LmTokenEvent } from '../../events/token-event.ts';
import type { GenerationSummary, Step } from '../../protocol/results.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { ModelElement } from '../model-element/model-element.ts';
import { generateStyles } from './generate.styles.ts';
import { tokenDetail } from './token-detail.ts';

type Phase = 'idle' | 'running' | 'pausing' | 'paused' | 'done';

/** The text that was written, and what is needed to go on with it. */
interface Run {
  readonly prompt: string;
  readonly model: string;
  readonly seed: number;
  readonly vocabularySize: number;
  readonly steps: Step[];
  promptTokenIds: readonly number[];
  firstTokenMs: number | null;
  /** Where each part begins: its first step's time holds that of the text before it. */
  readonly parts: number[];
  /** Set when the text cannot go on: it ended, or its context is full. */
  closed: boolean;
}

/**
 * An autoregressive model writing token by token: each token with its probability, and what else could have come.
 *
 * @summary Generates text and shows every probability.
 *
 * @fires {LmTokenEvent} lm-token - New tokens, at most once a frame.
 * @fires {LmDoneEvent} lm-done - The generation ended, by itself, by a limit or by a stop.
 * @fires {LmProgressEvent} lm-progress - How far the model has been loaded.
 * @fires {LmErrorEvent} lm-error - Something failed; the element shows it as well.
 *
 * @csspart base - The element's root.
 * @csspart prompt - The text field of the prompt.
 * @csspart controls - The row of buttons.
 * @csspart output - The prompt and the generated chips.
 * @csspart chips - The list of generated chips.
 * @csspart chip - One token.
 * @csspart detail - The numbers and bars of the chosen token.
 * @csspart bars - The list of bars.
 * @csspart bar - One bar.
 * @csspart error - The block that says what went wrong.
 * @csspart notice - A passing remark.
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
 * @cssproperty --lm-autoregressive - The identity colour: bars, primary button, rings.
 * @cssproperty --lm-surprise - The deepest tint of the surprisal scale.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens and ids.
 */
export class LmGenerate extends ModelElement {
  static override styles: CSSResultGroup = [styleTokens, shared, barStyles, chipStyles, generateStyles];

  protected readonly task = 'autoregressive';
  private generation: Generation | null = null;
  private frame = 0;
  private unsent: Step[] = [];
  /** A stop that came before there was anything to stop. */
  private stopAsked = false;

  @query('.chips') private list!: HTMLElement | null;

  @state() private phase: Phase = 'idle';
  @state() private run: Run | null = null;
  @state() private selected = -1;
  /** The chip that the Tab key comes to: the last one that had the focus. */
  @state() private active = 0;
  @state() private summary: GenerationSummary | null = null;

  /** The catalogue's id of the model. */
  @property() override model = 'stories-4m';

  /** The text to write on from. */
  @property() prompt = 'Once upon a time';

  /** The most tokens that a click on Generate writes. */
  @property({ type: Number, attribute: 'max-tokens' }) maxTokens = 64;

  /** Divides the logits; 0 is greedy. */
  @property({ type: Number }) temperature = 0.8;

  /** Keeps the k likeliest tokens; 0 keeps all. */
  @property({ type: Number, attribute: 'top-k' }) topK = 0;

  /** Keeps the smallest set of likeliest tokens that reaches this probability; 1 keeps all. */
  @property({ type: Number, attribute: 'top-p' }) topP = 0.95;

  /** Keeps tokens at least this fraction as likely as the likeliest; 0 keeps all. */
  @property({ type: Number, attribute: 'min-p' }) minP = 0;

  /** Pushes down tokens that are in the text already; 1 changes nothing. */
  @property({ type: Number, attribute: 'repetition-penalty' }) repetitionPenalty = 1;

  /** The same seed gives the same text on the same backend; a new one each time where left out. */
  @property({ type: Number }) seed: number | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) void this.end();
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('model') && this.run && this.run.model !== this.model) {
      this.run = null;
      if (this.phase === 'done' || this.phase === 'paused') this.phase = 'idle';
    }
  }

  /** The shown text, where it is one of the prompt and the model that are there now. */
  private get current(): Run | null {
    const { run } = this;
    return run?.prompt === this.prompt && run.model === this.model ? run : null;
  }

  private get canContinue(): boolean {
    return this.current?.closed === false;
  }

  /** Whether the current text has come to its end. */
  private get ended(): boolean {
    return this.current?.closed === true;
  }

  private get busy(): boolean {
    return this.running || this.loadPhase === 'loading';
  }

  private options(run: Run, maxTokens: number): GenerateOptions {
    return {
      maxTokens,
      temperature: this.temperature,
      topK: this.topK,
      topP: this.topP,
      minP: this.minP,
      repetitionPenalty: this.repetitionPenalty,
      seed: run.seed,
      continued: run.steps.length,
    };
  }

  private get running(): boolean {
    return this.phase === 'running' || this.phase === 'pausing';
  }

  /** @param then what it is when as many tokens as asked for are there */
  private async write(fresh: boolean, maxTokens: number, then: 'done' | 'paused' = 'done'): Promise<void> {
    if (this.running) return;
    this.error = null;
    this.notice = null;
    // Before a load of many megabytes: an empty text needs no model to be refused.
    if (!this.prompt && (fresh || !this.canContinue)) {
      this.fail(new EngineError('empty-text', {}));
      return;
    }
    const model = await this.ready();
    if (!model || this.running) return;
    const run: Run =
      !fresh && this.canContinue
        ? this.run!
        : {
            prompt: this.prompt ?? '',
            model: this.model,
            seed: this.seed ?? Math.floor(Math.random() * 1e6),
            vocabularySize: model.info.vocabularySize,
            steps: [],
            promptTokenIds: [],
            firstTokenMs: null,
            parts: [],
            closed: false,
          };
    const before = this.run;
    if (run !== before) {
      this.run = run;
      this.selected = -1;
      this.active = 0;
      this.summary = null;
    }
    this.phase = 'running';
    run.parts.push(run.steps.length);
    let generation: Generation | null = null;
    try {
      // By ids, not by text: a text that is cut anew when it goes on may be cut otherwise.
      if (run.steps.length === 0) {
        run.promptTokenIds = (await model.tokenize(run.prompt)).map((piece) => piece.tokenId);
      }
      const written = run.steps.map((step) => step.tokenId);
      generation = model.generate([...run.promptTokenIds, ...written], this.options(run, maxTokens));
      this.generation = generation;
      if (this.stopAsked) void generation.stop().catch(() => undefined);
      for await (const step of generation) this.receive(run, step);
      const summary = await generation.finished;
      if (run.parts.length === 1) run.firstTokenMs = summary.firstTokenMs;
      const { finishReason } = summary;
      run.closed = finishReason === 'end-of-text' || finishReason === 'context-full';
      if (this.run !== run) {
        // Another model was chosen meanwhile: this text is no longer shown.
        this.phase = 'idle';
        return;
      }
      this.summary = summary;
      const pausing = (this.phase as Phase) === 'pausing';
      if (finishReason === 'stopped') this.phase = pausing ? 'paused' : 'done';
      else this.phase = finishReason === 'max-tokens' ? then : 'done';
      this.flush();
      this.dispatchEvent(new LmDoneEvent(summary));
    } catch (error) {
      this.flush();
      this.fallBack(run, before, error);
    } finally {
      this.generation = null;
      this.stopAsked = false;
    }
  }

  private async end(): Promise<void> {
    if (this.generation) await this.generation.stop().catch(() => undefined);
    else if (this.running) this.stopAsked = true;
    else if (this.loadPhase === 'loading') this.cancelLoad();
  }

  /** A generation broke off: the text stays. */
  private fallBack(run: Run, before: Run | null, error: unknown): void {
    if (this.run !== run) {
      // Another model was chosen meanwhile, which is why.
      this.phase = 'idle';
      return;
    }
    if (run.steps.length === 0) {
      // Nothing was written: what was there before comes back.
      this.run = before === run ? null : before;
      this.phase = this.run ? 'done' : 'idle';
    } else {
      this.phase = 'paused';
    }
    if (error instanceof EngineError && error.code === 'replaced' && run.steps.length > 0) {
      this.notice = (messages) => messages.generate.replaced;
    } else {
      this.fail(error);
    }
  }

  private receive(run: Run, step: Step): void {
    run.steps.push(step);
    this.unsent.push(step);
    // Once a frame: a fast model writes several tokens in one.
    this.frame ||= requestAnimationFrame(() => this.flush());
  }

  private flush(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (this.unsent.length === 0) return;
    const steps = this.unsent;
    this.unsent = [];
    this.requestUpdate();
    this.dispatchEvent(new LmTokenEvent(steps));
  }

  private select(index: number, focus: boolean): void {
    const count = this.run?.steps.length ?? 0;
    this.selected = Math.max(-1, Math.min(count - 1, index));
    if (this.selected >= 0) this.active = this.selected;
    if (focus) {
      void this.updateComplete.then(() =>
        this.list?.querySelector<HTMLElement>(`[data-index="${this.selected}"]`)?.focus(),
      );
    }
  }

  private onChipClick(event: Event): void {
    const index = indexOf(event);
    if (index !== null) this.select(index === this.selected ? -1 : index, index !== this.selected);
  }

  private onChipKey(event: KeyboardEvent): void {
    const index = indexOf(event);
    // With another key held, a key belongs to the browser or the screen reader.
    if (index === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = (this.run?.steps.length ?? 0) - 1;
    const target = {
      ArrowRight: index + 1,
      ArrowDown: index + 1,
      ArrowLeft: index - 1,
      ArrowUp: index - 1,
      Home: 0,
      End: last,
      Enter: index,
      ' ': index,
    }[event.key];
    if (event.key === 'Escape') this.select(-1, false);
    else if (target !== undefined) this.select(Math.max(0, Math.min(last, target)), true);
    else return;
    event.preventDefault();
  }

  /** Writes a new text from the prompt, loading the model first where it is not there. Errors are shown. */
  async generate(): Promise<void> {
    await this.write(true, this.maxTokens);
  }

  /** Writes one more token; nothing where the text has ended. */
  async step(): Promise<void> {
    if (this.ended) return;
    const before = this.run?.steps.at(-1);
    await this.write(false, 1, 'paused');
    const steps = this.run?.steps ?? [];
    if (steps.at(-1) !== before) this.select(steps.length - 1, false);
  }

  /** Holds the text after the token that is being computed; {@link resume} goes on. */
  async pause(): Promise<void> {
    if (this.phase !== 'running') return;
    this.phase = 'pausing';
    await this.end();
  }

  /** Goes on with a text that was paused, stopped or had as many tokens as were asked for. */
  async resume(): Promise<void> {
    await this.write(false, this.maxTokens);
  }

  /** Ends the generation after the token that is being computed; the text stays. */
  async stop(): Promise<void> {
    if (this.phase === 'paused') this.phase = 'done';
    await this.end();
  }

  private renderControls(): TemplateResult {
    const { generate } = this.messages;
    const { busy, phase, running } = this;
    const resumable = !busy && this.canContinue && this.run!.steps.length > 0;
    const button = (text: string, usable: boolean, onClick: () => void, kind = '') =>
      html`<button
        class=${kind || nothing}
        aria-disabled=${!usable}
        @click=${() => {
          if (usable) onClick();
        }}
      >
        ${text}
      </button>`;
    return html`<div class="row controls" part="controls">
      ${button(generate.button, !busy, () => void this.generate(), 'primary')}
      ${button(generate.step, !busy && !this.ended, () => void this.step())}
      ${
        // One button, so that the focus stays where it is.
        button(
          running ? generate.pause : generate.resume,
          running ? phase === 'running' : resumable,
          () => void (running ? this.pause() : this.resume()),
        )
      }
      ${button(generate.stop, running, () => void this.stop())}
    </div>`;
  }

  private renderSetting(
    label: string,
    name: 'temperature' | 'topK' | 'topP' | 'minP' | 'repetitionPenalty' | 'maxTokens' | 'seed',
    limits: { min: number; max: number; step: number | 'any' },
  ): TemplateResult {
    const value = this[name];
    return html`<label class="field"
      >${label}
      <input
        type="number"
        min=${limits.min}
        max=${limits.max}
        step=${limits.step}
        placeholder=${name === 'seed' ? this.messages.generate.seedHint : nothing}
        .value=${value === null ? '' : String(value)}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          if (input.value === '' && name === 'seed') this.seed = null;
          else if (input.value !== '' && input.validity.valid) this[name] = input.valueAsNumber;
          // An impossible value is not taken over: the field goes back to the one that holds.
          else input.value = String(value ?? '');
        }}
      />
    </label>`;
  }

  private renderSettings(): TemplateResult {
    const { generate } = this.messages;
    return html`<details>
      <summary>${generate.settings}</summary>
      <div class="settings">
        ${this.renderSetting(generate.temperature, 'temperature', { min: 0, max: 10, step: 'any' })}
        ${this.renderSetting(generate.topK, 'topK', { min: 0, max: 100_000, step: 1 })}
        ${this.renderSetting(generate.topP, 'topP', { min: 0, max: 1, step: 'any' })}
        ${this.renderSetting(generate.minP, 'minP', { min: 0, max: 1, step: 'any' })}
        ${this.renderSetting(generate.repetitionPenalty, 'repetitionPenalty', { min: 0.01, max: 10, step: 'any' })}
        ${this.renderSetting(generate.maxTokens, 'maxTokens', { min: 1, max: 4096, step: 1 })}
        ${this.renderSetting(generate.seed, 'seed', { min: 0, max: Number.MAX_SAFE_INTEGER, step: 1 })}
      </div>
    </details>`;
  }

  private renderOutput(): TemplateResult {
    const { generate, token, format } = this.messages;
    const { run } = this;
    if (!run) {
      return html`<p class="output" part="output"><span class="placeholder">${generate.empty}</span></p>`;
    }
    const { running } = this;
    const text = run.prompt + run.steps.map((step) => step.text).join('');
    return html`<div class="output" part="output" @click=${this.onChipClick} @keydown=${this.onChipKey}>
      <span class="prompt" aria-hidden=${!running}>${run.prompt}</span>${
        run.steps.length === 0
          ? nothing
          : chips(
              run.steps,
              { selected: this.selected, active: this.active, language: this.language },
              generate.output,
              (chip, index) =>
                generate.chip(
                  spokenToken(chip.text, token.whiteSpace, chip.bytes),
                  format.percent(chip.probability),
                  run.steps[index]!.rank,
                ),
            )
      }${
        // The chips are heard one by one; the text as a whole is heard here.
        running
          ? nothing
          : html`<p class="hidden-visually">
              ${generate.wholeText} <span lang=${this.language}>${text}</span>
            </p>`
      }
    </div>`;
  }

  private renderState(): TemplateResult {
    const { generate } = this.messages;
    const { run, phase, summary } = this;
    const count = run?.steps.length ?? 0;
    const text = this.running
      ? generate.working
      : phase === 'paused'
        ? generate.paused(count)
        : phase === 'done' && summary
          ? generate.finished(summary.finishReason, count)
          : '';
    const rate = run && count > 2 ? tokensPerSecond(run) : null;
    return this.renderStatus(
      this.error === null ? text : '',
      rate !== null && run?.firstTokenMs
        ? html`<p class="soft number">${generate.speed(rate, run.firstTokenMs, run.seed)}</p>`
        : nothing,
    );
  }

  private renderLegend(): TemplateResult | typeof nothing {
    const { generate } = this.messages;
    if (!this.run?.steps.length) return nothing;
    return html`<div class="legend soft">
      <span>${generate.legend}</span>
      <span class="tint">${generate.legendTint}</span>
      <span class="scale number"
        >${[0, 2, 5, 9, 14].map((bits) => html`<span .style=${`--share:${surprisalShare(bits)}`}>${bits}</span>`)}</span
      >
      <span class="tint">${generate.legendBits}</span>
      ${this.selected < 0 ? html`<span>${generate.pick}</span>` : nothing}
    </div>`;
  }

  private renderDetail(): TemplateResult | typeof nothing {
    const { run, language, messages } = this;
    const step = run?.steps[this.selected];
    return step ? tokenDetail(step, { vocabularySize: run!.vocabularySize, language }, messages) : nothing;
  }

  override render(): TemplateResult {
    const { generate } = this.messages;
    return html`<div part="base">
      ${this.renderModelChoice(this.busy)}
      <label class="field"
        >${generate.prompt}
        <textarea
          part="prompt"
          rows="2"
          spellcheck="false"
          .value=${this.prompt}
          @input=${(event: Event) => {
            this.prompt = (event.target as HTMLTextAreaElement).value;
            this.forgetTextError();
          }}
        ></textarea>
      </label>
      ${this.renderControls()} ${this.renderLoadHint()} ${this.renderProgress()} ${this.renderError()}
      ${this.renderSettings()} ${this.renderOutput()} ${this.renderState()} ${this.renderLegend()}
      ${this.renderDetail()}
    </div>`;
  }
}

function indexOf(event: Event): number | null {
  const chip = (event.target as Element).closest<HTMLElement>('.chip');
  return chip ? Number(chip.dataset['index']) : null;
}

/** Not the first token of a part: its time holds that of the text before it. */
function tokensPerSecond({ steps, parts }: Run): number | null {
  const times = steps.filter((_, index) => !parts.includes(index)).map((step) => step.timeMs);
  return times.length > 0 ? (times.length * 1000) / times.reduce((sum, time) => sum + time, 0) : null;
}
