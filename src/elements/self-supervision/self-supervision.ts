import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { barStyles } from '../../charts/bars.ts';
import { LmGuessEvent } from '../../events/guess-event.ts';
import {
  ways,
  writeSelfSupervision,
  type Masking,
  type SelfSupervisionLink,
  type Way,
} from '../../records/views/self-supervision.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { exchangeStyles } from '../exchange/exchange.styles.ts';
import { keysListStyles } from '../keys-list.ts';
import { slotStyles } from '../model-element/slot.styles.ts';
import { models, tokenizers } from '../model-element/load-kinds.ts';
import { ModelsElement } from '../model-element/models-element.ts';
import { controls, hint, sourceFold, wayChoice, type ControlsContext } from './controls.ts';
import { Course } from './course.ts';
import { selfSupervisionKeys } from './keys.ts';
import { maskedInput, maskingPanel, nextSeed } from './masking-panel.ts';
import { countsNote, markersNote } from './notes.ts';
import { sampleRows } from './rows.ts';
import { selfSupervisionStyles } from './self-supervision.styles.ts';
import { nextSentence } from './sentences.ts';
import { exampleText, Sharing } from './sharing.ts';
import { summary } from './summary.ts';

const defaultShare = 0.3;

/**
 * Labels for free: a sentence turned into the samples that a language model is trained on, in two ways. Of an
 * autoregressive model each token is the label of those before it; of a masked model some tokens are hidden. The labels
 * are hidden from the reader as well: guess, reveal, and see how likely the model found them.
 *
 * @summary Turns a sentence into training samples, to be guessed by the reader and by a model.
 *
 * @fires {LmGuessEvent} lm-guess - A person guessed a label.
 * @fires {LmProgressEvent} lm-progress - How far a model has been loaded.
 * @fires {LmErrorEvent} lm-error - Something failed; the element shows it as well.
 *
 * @csspart base - The element's root.
 * @csspart way - The choice of the way.
 * @csspart source - The sentence, folded away while its labels are to be guessed.
 * @csspart text - The field of the sentence.
 * @csspart another - The button that takes a sentence which the reader has not seen.
 * @csspart controls - The row of buttons.
 * @csspart judge - The button that asks the model.
 * @csspart make - The button that makes the samples without the model.
 * @csspart stop - The button that ends a computation.
 * @csspart masking - The settings of the masking.
 * @csspart seed - The seed of the masking.
 * @csspart draw - The button that draws another masking.
 * @csspart share - The share of hidden tokens.
 * @csspart replacement - What stands in the place of a hidden token.
 * @csspart whole-words - The check box for whole words.
 * @csspart input - The text as a masked model reads it.
 * @csspart samples - The list of samples.
 * @csspart sample - One sample.
 * @csspart label - The place of a label.
 * @csspart guess-form - The guess of a sample and its buttons.
 * @csspart guess - The field of a guess.
 * @csspart guess-this - The button that goes to a sample.
 * @csspart reveal - The button that reveals a label.
 * @csspart ends-here - The button that guesses the end of the text.
 * @csspart show-more - The button that draws more of a long list.
 * @csspart legend - What the tints of the labels mean.
 * @csspart details-button - The button that opens a sample's numbers.
 * @csspart details - A sample's numbers.
 * @csspart bars - The list of bars.
 * @csspart bar - One bar.
 * @csspart reveal-all - The button that reveals all labels.
 * @csspart hide-all - The button that hides them again.
 * @csspart summary - The loss over the samples.
 * @csspart totals - Its numbers.
 * @csspart maskings - The table of the maskings that were judged.
 * @csspart keys - A list of keys.
 * @csspart transfer - The row of buttons for link and files.
 * @csspart copy-link - The button that copies a link.
 * @csspart export-csv - The button that saves a table.
 * @csspart export-json - The button that saves a file.
 * @csspart error - The block that says what went wrong.
 * @csspart notice - A passing remark.
 * @csspart add-full-stop - The button that adds a full stop.
 * @csspart trim - The button that removes spaces around the sentence.
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
 * @cssproperty --lm-autoregressive - The identity colour of the next token.
 * @cssproperty --lm-masked - The identity colour of hidden tokens.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens and ids.
 */
export class LmSelfSupervision extends ModelsElement {
  static override styles: CSSResultGroup = [
    styleTokens,
    shared,
    exchangeStyles,
    barStyles,
    keysListStyles,
    slotStyles,
    selfSupervisionStyles,
  ];

  private readonly modelLoads = {
    'next-token': this.addLoad(models, {
      id: () => this.model,
      task: () => 'autoregressive',
      choose: (id) => {
        this.model = id;
      },
    }),
    masked: this.addLoad(models, {
      id: () => this.maskedModel,
      task: () => 'masked',
      choose: (id) => {
        this.maskedModel = id;
      },
    }),
  };
  private readonly tokenizerLoads = {
    'next-token': this.addLoad(tokenizers, { id: () => this.model, task: () => 'autoregressive' }),
    masked: this.addLoad(tokenizers, { id: () => this.maskedModel, task: () => 'masked' }),
  };
  private readonly course: Course = new Course({
    // A removed attribute leaves null behind.
    text: () => this.text ?? '',
    masking: () => this.masking,
    modelOf: (way) => this.modelLoads[way],
    tokenizerOf: (way) => this.tokenizerLoads[way],
    started: () => {
      this.error = null;
      this.notice = null;
    },
    failed: (error) => this.fail(error),
    made: () => {
      this.sourceOpen = false;
    },
    changed: () => this.requestUpdate(),
  });
  private readonly sharing: Sharing = new Sharing(this, this.course, {
    settings: () => this.settings,
    linkKey: () => this.linkKey,
    noExample: () => this.noExample,
    fixedModel: () => this.fixedModel,
    isBusy: () => this.busy,
    json: () => this.exportView(),
    take: (settings) => this.take(settings),
    failed: (error) => this.fail(error),
  });

  /** Whether the sentence is in sight; `null` before anybody has opened or closed it. */
  @state() private sourceOpen: boolean | null = null;

  /** The sentence. */
  @property() text = exampleText;

  /** Which way is shown: each token from those before it, or hidden tokens from those around them. */
  @property() way: Way = 'next-token';

  /** The catalogue's id of the autoregressive model. */
  @property() model = 'stories-4m';

  /** The catalogue's id of the masked model. */
  @property({ attribute: 'masked-model' }) maskedModel = 'minilm-mlm';

  /** The seed of the masking, a whole number from 0. */
  @property({ type: Number }) seed = 1;

  /**
   * The share of the tokens that are hidden, 0 to 1; one at least is. Twice that of BERT, 0.15, unless told: of a
   * sentence of ten tokens that would hide one or two, whose mean loss says little.
   */
  @property({ type: Number }) share = defaultShare;

  /** Hides all tokens of a word or none. */
  @property({ type: Boolean, attribute: 'whole-words' }) wholeWords = false;

  /** What stands in the place of a hidden token: always the mask, or as in BERT. */
  @property() replacement: 'mask' | 'bert' = 'mask';

  /** Under which name links to the page hold the view; without one there are no links. */
  @property({ attribute: 'link-key' }) linkKey = '';

  /** Shows no recorded example. */
  @property({ type: Boolean, attribute: 'no-example' }) noExample = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.course.abort();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!ways.includes(this.way)) this.way = 'next-token';
    this.course.endOther();
    // Tokens of another vocabulary are no samples of this model.
    for (const way of ways) {
      const round = this.course.round(way);
      if (round && round.set.model.model !== this.modelLoads[way].id) this.course.drop(way);
    }
    this.course.remask();
  }

  private get busy(): boolean {
    return this.course.running || this.isLoading;
  }

  /** What is set, mended where an attribute says what cannot be. */
  private get masking(): Masking {
    const { seed, share, wholeWords, replacement } = this;
    return {
      seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : 1,
      share: share >= 0 && share <= 1 ? share : defaultShare,
      wholeWords,
      replacement: replacement === 'bert' ? 'bert' : 'mask',
    };
  }

  private get settings(): SelfSupervisionLink {
    const { text, way, model, maskedModel } = this;
    return { text: text ?? '', way, ...this.masking, model, maskedModel };
  }

  private take(settings: Partial<SelfSupervisionLink>): void {
    Object.assign(this, settings);
    this.forgetTextError();
    // The sentence stays folded away: whoever was sent it may not know it.
    this.sourceOpen = null;
  }

  private focusGuess(): void {
    void this.updateComplete.then(() => {
      const root = this.renderRoot;
      const field =
        root.querySelector<HTMLElement>('.guess-field') ?? root.querySelector<HTMLElement>('#summary-title');
      field?.focus();
    });
  }

  private readonly onGuess = (index: number, text: string): void => {
    const right = this.course.guess(this.way, index, text);
    this.focusGuess();
    if (right !== null) this.dispatchEvent(new LmGuessEvent(index, text, right));
  };

  private readonly onReveal = (index: number): void => {
    this.course.reveal(this.way, index);
    this.focusGuess();
  };

  private readonly onActivate = (index: number): void => {
    this.course.activate(this.way, index);
    this.focusGuess();
  };

  private readonly onToggle = (index: number): void => this.course.toggle(this.way, index);

  private onRevealAll(): void {
    this.course.revealAll(this.way);
    this.focusGuess();
  }

  private onHideAll(): void {
    this.course.hideAll(this.way);
    this.focusGuess();
  }

  private readonly onMake = async (): Promise<void> => {
    if (this.busy) return;
    await this.course.make(this.way);
    if (this.course.round(this.way)) this.focusGuess();
  };

  private readonly onAnother = async (): Promise<void> => {
    if (this.busy) return;
    this.text = nextSentence(this.text);
    this.forgetTextError();
    this.sourceOpen = false;
    if (this.modelLoads[this.way].loaded) await this.course.compute(this.way);
    else await this.course.make(this.way);
    this.focusGuess();
  };

  private readonly onMore = (): void => this.course.showMore(this.way);

  private readonly onDraw = (): void => {
    this.seed = nextSeed(this.masking.seed);
  };

  private readonly onCompute = async (): Promise<void> => {
    if (!this.busy) await this.compute(this.way);
  };

  /** Loads the model of the way that is shown; the other one stays where it is. */
  override load(): Promise<void> {
    const tokenizer = this.tokenizerLoads[this.way];
    tokenizer.dropOther();
    // Another attempt at what failed, where that is what is shown.
    const again = tokenizer.error !== null && tokenizer.error === this.error;
    return again ? tokenizer.load() : this.modelLoads[this.way].load();
  }

  /**
   * Makes the samples and lets the models judge them; a model that is not there is loaded first. Errors are shown.
   *
   * @param way one of the two, as the button does with the one that is shown; both, one after the other, unless told
   */
  async compute(way?: Way): Promise<void> {
    // What was set just before is drawn first.
    if (this.isConnected) await this.updateComplete;
    const done = way
      ? await this.course.compute(way)
      : (await this.course.compute('next-token')) && (await this.course.compute('masked'));
    if (!done) void this.sharing.example.show();
  }

  /** Reveals the label of a sample of the way that is shown, counted from 0; of the next token those before it as well. */
  reveal(index: number): void {
    this.course.reveal(this.way, index);
  }

  /** The samples of both ways, the losses and the guesses as JSON; `null` where there are none. */
  exportView(): string | null {
    return writeSelfSupervision({ way: this.way, ...this.course.rounds });
  }

  /**
   * Shows what {@link exportView} wrote.
   *
   * @throws {RecordError} saying what is wrong with the text; nothing is changed then
   */
  importView(text: string): void {
    this.sharing.open(String(text));
  }

  /** The samples, the one to be guessed among them. */
  private renderSamples(): TemplateResult | typeof nothing {
    const { way, course, messages } = this;
    const round = course.round(way);
    if (!round) return nothing;
    const { selfSupervision: texts } = messages;
    const { entry, name, loaded } = this.modelLoads[way];
    const rows = {
      round,
      active: course.active(way),
      open: course.opened[way],
      most: course.shown[way],
      scoring: course.scoring[way],
      canAsk: loaded?.info.id === round.set.model.model,
      language: entry?.language ?? '',
      onGuess: this.onGuess,
      onReveal: this.onReveal,
      onActivate: this.onActivate,
      onToggle: this.onToggle,
      onMore: this.onMore,
    };
    return html`<p class="prose">${countsNote(round.set, messages)}</p>
      ${sampleRows(rows, messages)}
      ${course.recorded.has(way) ? html`<p class="soft recorded">${texts.recorded(name)}</p>` : nothing}
      <div class="row" part="controls">
        ${
          round.answers.some(({ revealed }) => !revealed)
            ? html`<button part="reveal-all" @click=${this.onRevealAll}>${texts.revealAll}</button>`
            : nothing
        }
        ${
          round.answers.some(({ revealed }) => revealed)
            ? html`<button part="hide-all" @click=${this.onHideAll}>${texts.hideAll}</button>`
            : nothing
        }
      </div>`;
  }

  /** What a button does, did or would fetch, in one place. What is in sight elsewhere is only heard. */
  private renderOutcome(acts: ControlsContext): TemplateResult {
    const { course, messages, busy } = this;
    const { running, said } = course;
    const status = running ? messages.selfSupervision.working : (said?.words(messages) ?? '');
    const isSeen = running || this.notice !== null || (said?.isSeen ?? false);
    return html`<div id="outcome" class=${isSeen ? '' : 'heard'}>
      ${this.renderStatusSlot(status, { hint: busy || isSeen ? nothing : hint(acts, messages) })}
    </div>`;
  }

  /** Loads are begun by these buttons, wherever the first thing to do is. */
  protected override get goesOn(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('[part=judge]');
  }

  private onMend(text: string): void {
    this.text = text;
    this.forgetTextError();
    this.sourceOpen = true;
    // The button is gone with what it mended.
    void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus());
  }

  /** What was guessed so far is not to be lost. */
  private onEnter(): void {
    const isCurrent = this.course.round(this.way)?.set.text === this.text;
    void (isCurrent || this.modelLoads[this.way].loaded ? this.onCompute() : this.onMake());
  }

  private setWay(way: Way): void {
    this.way = way;
    this.course.said = null;
  }

  override render(): TemplateResult {
    const { way, course, sharing, messages } = this;
    const { selfSupervision: texts } = messages;
    const { drop } = sharing.exchange;
    const round = course.round(way);
    const load = this.modelLoads[way];
    const source = {
      way,
      text: this.text ?? '',
      round,
      open: this.sourceOpen ?? (!round && this.noExample),
      onToggle: (open: boolean) => {
        this.sourceOpen = open;
      },
      isFaulty: this.isTextError,
      onText: (text: string) => {
        this.text = text;
        this.forgetTextError();
      },
      onMend: (text: string) => this.onMend(text),
      onEnter: () => this.onEnter(),
    };
    const acts: ControlsContext = {
      way,
      busy: this.busy,
      isGuessing: course.active(way) >= 0,
      running: course.running,
      isCurrent: round?.set.text === this.text,
      model: load,
      tokenizer: this.tokenizerLoads[way],
      hasError: this.error !== null,
      onCompute: this.onCompute,
      onMake: this.onMake,
      onAnother: this.onAnother,
      onDraw: this.onDraw,
      onStop: () => course.abort(),
    };
    const onChange = (change: Partial<Masking>) => Object.assign(this, change);
    return html`<div
      part="base"
      class="base ${way} ${drop.dragging ? 'dragging' : ''}"
      @dragover=${drop.onDragover}
      @dragleave=${drop.onDragleave}
      @drop=${drop.onDrop}
    >
      ${sharing.renderLink(messages)} ${wayChoice(way, (one) => this.setWay(one), messages)}
      <p class="prose soft">${texts.lesson[way]}</p>
      ${this.renderSamples()} ${sourceFold(source, messages)} ${controls(acts, messages)}
      ${this.renderOutcome(acts)} ${round ? summary(round, course.rounds.losses, messages) : nothing}
      ${way === 'masked' ? maskingPanel({ masking: this.masking, onChange }, messages) : nothing}
      ${round?.set.masking ? maskedInput(round.set, load.entry?.language ?? '', messages) : nothing}
      ${this.renderChoice(load, this.busy)}
      ${round && !round.set.masking ? html`<p class="prose soft">${markersNote(round.set, messages)}</p>` : nothing}
      ${selfSupervisionKeys(way, messages)} ${sharing.exchange.render(messages)} ${drop.render(messages)}
    </div>`;
  }
}
