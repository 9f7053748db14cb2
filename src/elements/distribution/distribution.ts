import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { bars, barStyles } from '../../charts/bars.ts';
import { drawBarStyles } from '../../charts/draw-bar.ts';
import { seenAndHeard } from '../../charts/seen-and-heard.ts';
import {
  BrokenLogitsError,
  deriveDistribution,
  neutralSettings,
  summarize,
  type Distribution,
  type DistributionSummary,
  type SamplingSettings,
} from '../../core/index.ts';
import { LmComputeEvent } from '../../events/compute-event.ts';
import { LmLeaveEvent } from '../../events/leave-event.ts';
import { LmPickEvent } from '../../events/pick-event.ts';
import { LocaleController, type Messages } from '../../i18n/index.ts';
import type { Task } from '../../models/types.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import type { WordScore } from '../../records/word-score.ts';
import { shared } from '../../styles/shared.ts';
import { tokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { barRows } from './bar-rows.ts';
import { deriveCandidates, recordedCandidates, type ShownCandidates } from './candidates.ts';
import { distributionStyles } from './distribution.styles.ts';
import { facts } from './facts.ts';
import { filters, recordedFilters } from './filters.ts';
import { probabilityUnits, type ProbabilityUnit } from './probability-text.ts';
import { stages } from './stages.ts';
import type { TokenLabel } from './token-label.ts';
import { TokenNames } from './token-names.ts';
import { maskedWhy, settingsDiffer, why } from './why.ts';
import { wordAnswer, type WordState } from './word.ts';

/** By value: a host may make a new object at each of its updates, and deriving costs milliseconds. */
function idsDiffer(a: readonly number[], b: readonly number[] | undefined): boolean {
  return a.length !== b?.length || a.some((id, i) => id !== b[i]);
}

/** Whether Escape has something to do where it was pressed: to clear a text, to close the list of a choice. */
function keepsEscape(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return target.type === 'text' && target.value !== '';
  if (!(target instanceof HTMLSelectElement)) return false;
  // Where a browser cannot tell, the list may be open.
  return !CSS.supports('selector(:open)') || target.matches(':open');
}

/**
 * The distribution that a token came from: its numbers, why it came, what else could have come, and how the sampling
 * settings change that. It computes from what it is given, without a model: where {@link logits} are there, a change of
 * {@link settings} shows at once.
 *
 * Of a masked model it is the distribution of a blank, or of a token that was masked: there is no draw, and no filter is
 * spoken of while the settings are neutral; pieces that continue a word are said to be such.
 *
 * @summary One step's distribution, before and after temperature and filters.
 *
 * @fires {LmPickEvent} lm-pick - A person chose another candidate.
 * @fires {LmComputeEvent} lm-compute - A person asked for the whole distribution.
 * @fires {LmLeaveEvent} lm-leave - A person pressed Escape: the focus may go back to where it came from.
 *
 * @csspart base - The element's root.
 * @csspart facts - The list of numbers.
 * @csspart why - The reason why this token came.
 * @csspart draw-bar - The tokens that could be drawn, with the random number.
 * @csspart same-draw - What the same draw would take with the settings of now.
 * @csspart bars - The list of bars.
 * @csspart bar - One bar.
 * @csspart pick - The button that takes a candidate.
 * @csspart compute - The button that asks for the whole distribution.
 * @csspart unit - The choice of how probabilities are written.
 * @csspart filters - The line that says what the filters keep.
 * @csspart arithmetic - The disclosure of the stages.
 * @csspart stages - The list of stages from logit to probability.
 * @csspart stage - One stage.
 * @csspart word - The disclosure of the search for any word.
 * @csspart ask - The button that looks a word up.
 * @csspart ask-hint - What the host says of looking a word up.
 * @csspart word-answer - The answer to a typed word.
 * @csspart take-word - The button that takes the typed word.
 * @csspart error - The block that says what went wrong.
 * @csspart notice - A remark on what is not there.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-paper - Background of controls.
 * @cssproperty --lm-panel - Background of messages.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-autoregressive - The identity colour of an autoregressive model: bars, rings.
 * @cssproperty --lm-masked - The identity colour of a masked model.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens and ids.
 */
export class LmDistribution extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [tokens, shared, barStyles, drawBarStyles, distributionStyles];

  private readonly locale = new LocaleController(this);
  /** Of `logits`, which change less often than the settings. */
  private summary: DistributionSummary | null = null;
  private derived: Distribution | null = null;
  private broken = false;
  private shown: ShownCandidates = { rows: [], rest: null };
  private asking: AbortController | null = null;

  @query('#title') private heading!: HTMLElement | null;
  @query('input[type="text"]') private wordInput!: HTMLInputElement | null;

  @state() private unit: ProbabilityUnit = 'percent';
  /** The candidate whose arithmetic is shown: pointed at, or chosen; else the one that came. */
  @state() private pointed: number | null = null;
  @state() private followed: number | null = null;
  /** Whether the arithmetic and the search are open, from one token to the next. */
  @state() private stagesOpen = false;
  @state() private wordOpen = false;
  @state() private word: WordState = { phase: 'idle' };
  /** What a person said of the space; `null` for what the host says. */
  @state() private spaceChoice: boolean | null = null;

  /** Which kind of model the distribution is of: the colour, and what is said of how the token came. */
  @property({ reflect: true, useDefault: true }) task: Task = 'autoregressive';

  /** The token that came, or the likeliest one of a blank, with its recorded numbers; `null` for none. */
  @property({ attribute: false }) record: TokenRecord | null = null;

  /** The logits of its step, shape [vocabulary]; `null` where they were not kept. Must not be changed in place. */
  @property({ attribute: false }) logits: Float32Array | null = null;

  /** The tokens before it, for the repetition penalty. */
  @property({ attribute: false, hasChanged: idsDiffer }) textTokenIds: readonly number[] = [];

  /** The settings under which the distribution is shown. */
  @property({ attribute: false, hasChanged: settingsDiffer }) settings: SamplingSettings = {
    ...neutralSettings,
  };

  /** Names the tokens of the vocabulary; those of the record are known without it. */
  @property({ attribute: false }) label: ((tokenId: number) => TokenLabel | undefined) | null = null;

  /** Scores a typed word, with its space where one stands before it; without it words cannot be looked up. */
  @property({ attribute: false }) scoreWord:
    ((word: string, signal: AbortSignal) => Promise<WordScore>) | null = null;

  /** What looking a word up brings with it, beside its button, such as that the model is loaded first. */
  @property({ attribute: 'ask-hint' }) askHint = '';

  /** Tokens in the model's vocabulary; 0 where that is not known. */
  @property({ type: Number, attribute: 'vocabulary-size' }) vocabularySize = 0;

  /** The language of the tokens, as a BCP 47 tag. */
  @property() language = '';

  /** How many of the likeliest tokens are listed. */
  @property({ type: Number }) count = 10;

  /** Offers to compute the whole distribution where the logits are not there. */
  @property({ type: Boolean, attribute: 'can-compute' }) canCompute = false;

  /** Offers to take another candidate. */
  @property({ type: Boolean, attribute: 'can-pick' }) canPick = false;

  /** Leaves out the heading, and the reason why the token came, where the host says them. */
  @property({ type: Boolean, attribute: 'no-heading' }) noHeading = false;

  /** Whether a typed word has a space before it unless a person says otherwise; not for a masked model. */
  @property({ type: Boolean, attribute: 'space-before' }) spaceBefore = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking?.abort();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('record')) {
      // What was pointed at and looked up was of another step.
      this.pointed = null;
      this.followed = null;
      this.spaceChoice = null;
      this.asking?.abort();
      this.word = { phase: 'idle' };
      if (this.wordInput) this.wordInput.value = '';
    }
    const dataChanged = ['record', 'logits', 'settings', 'textTokenIds', 'count', 'vocabularySize'].some(
      (name) => changed.has(name),
    );
    if (dataChanged) this.derive(changed.has('logits'));
  }

  private derive(newLogits: boolean): void {
    const { logits, record, settings } = this;
    if (newLogits) this.summary = null;
    this.derived = null;
    this.broken = false;
    this.shown = { rows: [], rest: null };
    if (!record) return;
    if (logits) {
      try {
        this.summary ??= summarize(logits);
        this.derived = deriveDistribution(logits, settings, this.textTokenIds, this.summary);
      } catch (error) {
        if (!(error instanceof BrokenLogitsError)) throw error;
        this.broken = true;
      }
    }
    if (this.derived) this.shown = deriveCandidates(this.derived, record.tokenId, this.count);
    else if (record.probability !== null) this.shown = recordedCandidates(record, this.vocabularySize);
    // Logits may come after a word was looked up.
    const { word } = this;
    if (newLogits && word.phase === 'found') this.word = { ...word, tailMass: this.tailBelow(word.score) };
  }

  /** What ranks below a word's first piece; `null` where the logits are not there. */
  private tailBelow({ pieces }: WordScore): number | null {
    const first = pieces[0]?.tokenId;
    const { derived } = this;
    return first !== undefined && derived && first < derived.vocabularySize ? derived.tailMass(first) : null;
  }

  private get messages(): Messages {
    return this.locale.messages;
  }

  private get names(): TokenNames {
    const { record, label, isMasked: masked, messages } = this;
    return new TokenNames({ record, label, masked, messages });
  }

  private get isMasked(): boolean {
    return this.task === 'masked';
  }

  /** A masked model draws nothing: a second distribution is there only where settings make one. */
  private get isPlain(): boolean {
    return this.isMasked && !this.isChanged;
  }

  private get size(): number {
    return this.derived?.vocabularySize ?? this.vocabularySize;
  }

  private get withSpace(): boolean {
    return this.spaceChoice ?? this.spaceBefore;
  }

  /** Whether the settings of now change anything, so that a second distribution is worth its words. */
  private get isChanged(): boolean {
    return settingsDiffer(this.settings, neutralSettings);
  }

  private pick(tokenId: number, text = this.names.textOf(tokenId) ?? ''): void {
    this.dispatchEvent(new LmPickEvent(tokenId, text));
  }

  private async lookUp(): Promise<void> {
    const { scoreWord } = this;
    const typed = this.wordInput?.value ?? '';
    this.asking?.abort();
    if (!scoreWord) return;
    if (typed.trim() === '') {
      this.word = { phase: 'missing' };
      return;
    }
    const word = this.isMasked ? typed.trim() : (this.withSpace ? ' ' : '') + typed;
    const abort = new AbortController();
    this.asking = abort;
    this.word = { phase: 'asking', word };
    try {
      const score = await scoreWord(word, abort.signal);
      if (abort.signal.aborted) return;
      this.word = { phase: 'found', word, score, tailMass: this.tailBelow(score) };
    } catch (error) {
      if (abort.signal.aborted) return;
      const cancelled = error instanceof Error && error.name === 'AbortError';
      this.word = cancelled ? { phase: 'idle' } : { phase: 'failed', word, error };
    }
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    if (keepsEscape(event.composedPath()[0])) return;
    this.dispatchEvent(new LmLeaveEvent());
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    void this.lookUp();
  }

  private renderPick(tokenId: number, names: TokenNames): TemplateResult {
    const { distribution: texts } = this.messages;
    return html`<button
      part="pick"
      aria-label=${texts.takeThis(names.heardNameOf(tokenId))}
      @click=${(event: Event) => {
        // The row's own click follows the token; this one takes it.
        event.stopPropagation();
        this.pick(tokenId);
      }}
    >
      ${texts.take}
    </button>`;
  }

  private renderBars(record: TokenRecord, names: TokenNames): TemplateResult {
    const { distribution: texts } = this.messages;
    const { rows } = this.shown;
    const context = {
      record,
      derived: this.derived,
      names,
      unit: this.unit,
      count: this.count,
      plain: this.isPlain,
      masked: this.isMasked,
      actionOf: this.canPick ? (tokenId: number) => this.renderPick(tokenId, names) : null,
    };
    const list = barRows(this.shown, context, this.messages);
    const heading = texts.bars(Math.min(this.count, rows.length));
    const both = !this.isPlain && rows.some((one) => one.final !== null);
    const single = this.isMasked ? texts.barsLegendMasked : texts.barsLegendOne;
    const differ = list.some((bar) => bar.fillText !== undefined || bar.cut === true);
    return html`<div class="block">
      <div class="bars-head">
        <h4>${heading}</h4>
        <label class="choice"
          >${texts.unit}
          <select
            part="unit"
            @change=${(event: Event) => {
              this.unit = (event.target as HTMLSelectElement).value as ProbabilityUnit;
            }}
          >
            ${probabilityUnits.map(
              (unit) =>
                html`<option value=${unit} .selected=${unit === this.unit}>${texts.units[unit]}</option>`,
            )}
          </select>
        </label>
      </div>
      <p class="soft">${both ? texts.barsLegend : single}</p>
      ${bars(list, heading, this.language, {
        heads: { first: texts.heads.first, second: differ ? texts.heads.second : '' },
        onPoint: (index) => {
          this.pointed = index === null ? null : (rows[index]?.tokenId ?? null);
        },
        ...(this.derived && this.stagesOpen
          ? {
              onChoose: (index: number) => {
                this.followed = rows[index]?.tokenId ?? this.followed;
              },
            }
          : {}),
      })}
      ${this.isPlain ? nothing : this.renderFilters(record)}
    </div>`;
  }

  private renderFilters(record: TokenRecord): TemplateResult | typeof nothing {
    const { derived, messages } = this;
    if (derived) return filters(derived, messages);
    return record.sampling ? recordedFilters(record.sampling, this.size, messages) : nothing;
  }

  private renderMissing(record: TokenRecord): TemplateResult | typeof nothing {
    const { distribution: texts } = this.messages;
    const unscored = record.probability === null;
    // Where there is nothing beside the model's own numbers, the bars say how much they leave out.
    const enough = this.isPlain && !unscored && !this.canCompute;
    if (this.logits || enough) return nothing;
    const first = unscored && this.textTokenIds.length === 0 && !this.isMasked;
    const recorded = this.isMasked ? texts.onlyRecordedMasked : texts.onlyRecorded;
    if (first) return html`<p class="notice" part="notice">${texts.nothingBefore}</p>`;
    return html`<div class="block">
      <p class="notice" part="notice">${unscored ? texts.notScored : recorded}</p>
      ${
        this.canCompute
          ? html`<div class="row">
              <button part="compute" @click=${() => this.dispatchEvent(new LmComputeEvent())}>
                ${texts.compute}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  private renderStages(record: TokenRecord, names: TokenNames): TemplateResult | typeof nothing {
    const { derived, messages } = this;
    if (!derived) return nothing;
    const { distribution: texts } = messages;
    const ids = this.shown.rows.map((row) => row.tokenId);
    const followed = this.followed ?? record.tokenId;
    const id = this.pointed ?? followed;
    if (id >= derived.vocabularySize) return nothing;
    return html`<details
      part="arithmetic"
      .open=${this.stagesOpen}
      @toggle=${(event: Event) => {
        this.stagesOpen = (event.target as HTMLDetailsElement).open;
      }}
    >
      <summary><h4>${texts.stages}</h4></summary>
      <div class="block">
        <div class="row">
          <label class="choice followed"
            >${texts.candidate}
            <select
              class="token"
              lang=${this.language || nothing}
              @change=${(event: Event) => {
                this.followed = Number((event.target as HTMLSelectElement).value);
                this.pointed = null;
              }}
            >
              ${ids.map(
                (one) =>
                  html`<option value=${one} aria-label=${names.heardNameOf(one)} .selected=${one === id}>
                    ${names.nameOf(one)}
                  </option>`,
              )}
            </select>
          </label>
          <p class="soft">${texts.stagesHint}</p>
        </div>
        ${stages(derived, derived.candidate(id), messages, this.isPlain)}
      </div>
    </details>`;
  }

  private renderSpaceChoice(): TemplateResult {
    return html`<label class="check"
      ><input
        type="checkbox"
        .checked=${this.withSpace}
        @change=${(event: Event) => {
          this.spaceChoice = (event.target as HTMLInputElement).checked;
        }}
      />${this.messages.distribution.spaceBefore}</label
    >`;
  }

  private renderWhy(record: TokenRecord, names: TokenNames): TemplateResult {
    const { derived, messages } = this;
    // A masked model that was drawn from is told like any other.
    if (this.isMasked && record.source !== 'sampled') return maskedWhy(record.source, messages);
    const { nameOf, heardNameOf } = names;
    return why(
      {
        record,
        distribution: derived,
        vocabularySize: this.size,
        language: this.language,
        nameOf,
        heardNameOf,
      },
      messages,
    );
  }

  private renderHeading(record: TokenRecord, names: TokenNames): TemplateResult {
    const { distribution: texts } = this.messages;
    const before = this.isMasked ? texts.maskedHeadingBefore : texts.headingBefore;
    const after = this.isMasked ? texts.maskedHeadingAfter : texts.headingAfter;
    const name = html`<span class="token" lang=${this.language || nothing}
      >${names.nameOf(record.tokenId)}</span
    >`;
    const heard = `${before}${names.heardNameOf(record.tokenId)}${after}`;
    return html`<h3 id="title" tabindex="-1">${seenAndHeard(html`${before}${name}${after}`, heard)}</h3>`;
  }

  private renderWord(record: TokenRecord): TemplateResult | typeof nothing {
    const { distribution: texts } = this.messages;
    if (!this.scoreWord) return nothing;
    return html`<details
      part="word"
      .open=${this.wordOpen}
      @toggle=${(event: Event) => {
        this.wordOpen = (event.target as HTMLDetailsElement).open;
      }}
    >
      <summary><h4>${texts.word}</h4></summary>
      <div class="block">
        <form class="word-form" @submit=${this.onSubmit}>
          <label class="field"
            >${texts.wordField}
            <input
              type="text"
              lang=${this.language || nothing}
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              aria-describedby="word-hint"
            />
          </label>
          ${this.isMasked ? nothing : this.renderSpaceChoice()}
          <span class="ask">
            <button part="ask" aria-describedby=${this.askHint ? 'ask-hint' : nothing}>
              ${texts.lookUp}
            </button>
            ${this.askHint ? html`<span id="ask-hint" class="soft" part="ask-hint">${this.askHint}</span>` : nothing}
          </span>
        </form>
        <p id="word-hint" class="soft">${this.isMasked ? texts.maskedWordHint : texts.wordHint}</p>
        ${wordAnswer(
          this.word,
          {
            vocabularySize: this.size,
            language: this.language,
            chosenId: this.isMasked && record.source === 'greedy' ? -1 : record.tokenId,
            masked: this.isMasked,
            onTake: this.canPick ? (tokenId, text) => this.pick(tokenId, text) : null,
          },
          this.messages,
        )}
      </div>
    </details>`;
  }

  /** Brings the focus to the heading, as after a token was chosen elsewhere; does nothing without a token. */
  focusHeading(): void {
    // The heading of a token that was just given comes with the update.
    if (this.isUpdatePending) void this.updateComplete.then(() => this.heading?.focus());
    else this.heading?.focus();
  }

  override render(): TemplateResult {
    const { record, derived, messages } = this;
    const { distribution: texts } = messages;
    if (!record) return html`<div part="base"><p class="soft">${texts.nothing}</p></div>`;
    const scored = derived !== null || record.probability !== null;
    const { names } = this;
    const facing = {
      record,
      distribution: derived,
      vocabularySize: this.size,
      changed: this.isChanged,
      masked: this.isMasked,
    };
    const isTold = scored || record.source !== 'prompt';
    return html`<section
      part="base"
      aria-labelledby=${this.noHeading ? nothing : 'title'}
      @keydown=${this.onKeydown}
    >
      ${this.noHeading ? nothing : this.renderHeading(record, names)}
      ${this.broken ? html`<div class="error" part="error" role="alert"><p>${texts.broken}</p></div>` : nothing}
      ${isTold && !this.noHeading ? this.renderWhy(record, names) : nothing} ${this.renderMissing(record)}
      ${scored ? html`${this.renderBars(record, names)} ${facts(facing, messages)}` : nothing}
      <div class="more">${this.renderStages(record, names)} ${this.renderWord(record)}</div>
    </section>`;
  }
}
