import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { keysListStyles } from '../keys-list.ts';
import { property, state } from 'lit/decorators.js';
import { barStyles } from '../../charts/bars.ts';
import { findBlanks } from '../../core/masks.ts';
import { EngineError, type Model } from '../../engine/index.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import type { Messages } from '../../i18n/index.ts';
import { LmTwoWaysEvent } from '../../events/two-ways-event.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { twoWaysLink, type Masking, type TwoWaysReading } from '../../records/views/two-ways.ts';
import type { ViewModel } from '../../records/index.ts';
import { exchangeStyles } from '../exchange/exchange.styles.ts';
import { Exchange } from '../exchange/exchange.ts';
import { RecordedView } from '../exchange/recorded-view.ts';
import { ViewLink } from '../exchange/view-link.ts';
import { models } from '../model-element/load-kinds.ts';
import { slotStyles } from '../model-element/slot.styles.ts';
import { ModelsElement } from '../model-element/models-element.ts';
import { aroundWord, changeBehind, joinedAfter } from './blank.ts';
import { blankPanel } from './blank-panel.ts';
import { changePanel } from './change-panel.ts';
import { modelsFor, readTwoWays, writeTwoWays } from './file.ts';
import { viewModelOf } from '../view-model-of.ts';
import { ReaderError, readBothWays } from './read.ts';
import { form } from './form.ts';
import { keysPanel } from './keys-panel.ts';
import { readings } from './readings.ts';
import { deriveShown, sameModels, type Shown } from './shown.ts';
import { cautions, finding, nameOf, numbersTable, readingNotes, totals } from './summary.ts';
import { wordsTable } from './table.ts';
import { twoWaysStyles } from './two-ways.styles.ts';
import { pairsLegend, wordBars } from './word-bars.ts';
import { firstChoice, placeOf, wordAt } from './words.ts';

const exampleText = 'The doctor washed her hands before she touched the patient.';
const exampleModels = { left: 'smollm2-135m-instruct', both: 'minilm-mlm' } as const;

const link = twoWaysLink(modelsFor('autoregressive'), modelsFor('masked'));

/**
 * One sentence through both kinds of model: each word's surprisal from the left context alone (autoregressive) and from
 * both sides (masked), and what either expects in the place of a word.
 *
 * Where the vocabularies cut differently the comparison is by words: the smallest stretches that begin and end where
 * tokens of both do. The masked model judges each piece of such a stretch with the later ones hidden: that is
 * PLL-word-l2r (Kauf & Ivanova 2023), but for stretches of more than one WordPiece word (`don ' t`), whose parts would give
 * each other away.
 *
 * @summary Shows one sentence as a model that reads the left alone and one that reads both sides judge it, word by word.
 *
 * @fires {LmTwoWaysEvent} lm-two-ways - The text was read in both ways.
 * @fires {LmProgressEvent} lm-progress - How far a model has been loaded.
 * @fires {LmErrorEvent} lm-error - Something failed; the element shows it as well.
 *
 * @csspart base - The element's root.
 * @csspart text - The text field.
 * @csspart controls - The row of buttons.
 * @csspart masking - The choice of how words in pieces are hidden.
 * @csspart stop - The button that ends a computation.
 * @csspart readings - Both rows of tokens.
 * @csspart notes - What a difference may be due to, what is left out, and where the vocabularies cut differently.
 * @csspart words - The words with their pairs of bars.
 * @csspart word - One word with its pair of bars.
 * @csspart finding - The sentence that names the words with the largest differences.
 * @csspart totals - Both sums.
 * @csspart keys - The list of keys.
 * @csspart blank - Both distributions in the place of the chosen word.
 * @csspart close - The button that closes them.
 * @csspart change - The field for another text behind the chosen word, and what came of it.
 * @csspart after - The text behind the chosen word.
 * @csspart again - The button that reads the changed text.
 * @csspart restore - The button that puts the earlier text back.
 * @csspart bars - A list of bars.
 * @csspart bar - One bar.
 * @csspart transfer - The buttons of the ways in and out.
 * @csspart copy-link - The button that copies a link.
 * @csspart export-csv - The button that saves the words as a table.
 * @csspart export-json - The button that saves all numbers.
 * @csspart error - The block that says what went wrong.
 * @csspart notice - A passing remark.
 * @csspart add-full-stop - The button that adds a missing full stop.
 * @csspart trim - The button that removes spaces around the text.
 * @csspart progress - A load under way.
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
 * @cssproperty --lm-autoregressive - The identity colour of what reads the left alone.
 * @cssproperty --lm-masked - The identity colour of what reads both sides.
 * @cssproperty --lm-surprise - The deepest tint of the surprisal scale.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens and ids.
 */
export class LmTwoWays extends ModelsElement {
  static override styles: CSSResultGroup = [
    styleTokens,
    shared,
    slotStyles,
    barStyles,
    exchangeStyles,
    keysListStyles,
    twoWaysStyles,
  ];

  private readonly leftLoad = this.addLoad(models, {
    id: () => this.model,
    task: () => 'autoregressive',
    choose: (id) => {
      this.model = id;
    },
  });
  private readonly bothLoad = this.addLoad(models, {
    id: () => this.maskedModel,
    task: () => 'masked',
    choose: (id) => {
      this.maskedModel = id;
    },
  });
  private readonly example = new RecordedView(
    this,
    {
      noExample: () => this.noExample,
      asksForExample: () =>
        this.text === exampleText &&
        this.model === exampleModels.left &&
        this.maskedModel === exampleModels.both,
      isEmpty: () => this.shown === null && !this.busy,
      open: (text) => this.openExample(text),
      clear: () => this.clear(),
    },
    () => import('./recorded/two-ways.json?raw'),
  );
  private readonly link = new ViewLink(this, {
    linkKey: () => this.linkKey,
    takeLink: (params) => this.takeLink(params),
  });
  private readonly exchange = new Exchange({
    view: 'two-ways',
    json: () => this.exportView(),
    csv: () => this.shown && wordsTable(this.shown.words),
    open: (text) => this.open(text),
    linkKey: () => this.linkKey,
    linkEntries: () => link.write(this.linkKey, this.linked),
    linkLacks: () => link.tooLong(this.linked),
    failed: (error) => this.dispatchEvent(new LmErrorEvent(error)),
    changed: () => this.requestUpdate(),
  });
  private request: AbortController | null = null;
  /** What the request is for. */
  private asked: { readonly model: string; readonly masked: string } | null = null;
  /** The models that run. */
  private runsWith: { readonly left: Model; readonly both: Model } | null = null;
  /** Which model cannot read the text, where that is the error. */
  private unreadable: ReaderError | null = null;

  @state() private shown: Shown | null = null;
  /** What was shown before the text was changed, computed here by the same models. */
  @state() private compared: TwoWaysReading | null = null;
  @state() private running: { done: number; of: number } | null = null;
  @state() private isDone = false;
  /** What is told of what was done, to those who hear it: what it says is in sight elsewhere. */
  @state() private said: ((messages: Messages) => string) | null = null;
  @state() private hasBlank = false;
  /** A place in the text inside of the chosen word. */
  @state() private chosenAt: number | null = null;
  @state() private pointed: { word: number; by: 'left' | 'both' | 'bars'; token: number } | null = null;
  /** The word of the chart that the Tab key comes to. */
  @state() private active = 0;

  /** The catalogue's id of the autoregressive model. */
  @property() model: string = exampleModels.left;

  /** The catalogue's id of the masked model. */
  @property({ attribute: 'masked-model' }) maskedModel: string = exampleModels.both;

  /** The text, whole: without blanks. */
  @property() text = exampleText;

  /**
   * How a word of several pieces is hidden from the masked model: each piece with those after it in the word
   * (`within-word`; the word is the stretch that is compared, be it one WordPiece word or several), or each alone (`plain`).
   */
  @property() masking: 'within-word' | 'plain' = 'within-word';

  /** Under which name links hold the state; without one there are no links. */
  @property({ attribute: 'link-key' }) linkKey = '';

  /** Shows no recorded example before the models are loaded. */
  @property({ type: Boolean, attribute: 'no-example' }) noExample = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.request?.abort();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('masking') && this.shown) this.shown = deriveShown(this.shown, this.kind);
    this.active = Math.max(0, Math.min((this.shown?.words.length ?? 1) - 1, this.active));
  }

  protected override update(changed: PropertyValues<this>): void {
    // What is loaded is let go of just before, where another model or engine is asked for.
    const { asked } = this;
    const isOther = asked !== null && (asked.model !== this.model || asked.masked !== this.maskedModel);
    if (this.request && (isOther || this.hasLetGo)) this.endRequest();
    super.update(changed);
  }

  /** Whether a model that runs is no longer the one that is loaded. */
  private get hasLetGo(): boolean {
    const { runsWith, leftLoad, bothLoad } = this;
    return runsWith !== null && (runsWith.left !== leftLoad.loaded || runsWith.both !== bothLoad.loaded);
  }

  private get kind(): Masking {
    return this.masking === 'plain' ? 'plain' : 'withinWord';
  }

  private get busy(): boolean {
    return this.running !== null || this.isLoading;
  }

  private get linked() {
    const { text, model, maskedModel: masked, chosenAt: at, masking } = this;
    return { text, model, masked, at, plain: masking === 'plain' ? true : null };
  }

  /** Whether what is shown is of another text, or of other models, than what is asked for. */
  private get isEarlier(): boolean {
    const { shown } = this;
    if (!shown) return false;
    const [left, both] = shown.models;
    return shown.reading.text !== this.text || left?.model !== this.model || both?.model !== this.maskedModel;
  }

  private takeLink(params: URLSearchParams): string[] {
    const { state: found, ignored } = link.read(this.linkKey, params);
    const names = ignored.map(({ name }) => name);
    const { model = this.model, masked = this.maskedModel } = found;
    this.text = found.text ?? this.text;
    if (this.fixedModel) {
      if (model !== this.model) names.push('model');
      if (masked !== this.maskedModel) names.push('masked');
    } else {
      this.model = model;
      this.maskedModel = masked;
    }
    if (found.at !== undefined && found.at >= this.text.length) names.push('at');
    else this.chosenAt = found.at ?? this.chosenAt;
    this.masking = found.plain ? 'plain' : 'within-word';
    return names;
  }

  private clear(): void {
    this.shown = null;
    this.compared = null;
    this.pointed = null;
  }

  private open(text: string): readonly ViewModel[] {
    const chosen = { left: this.model, both: this.maskedModel };
    const file = readTwoWays(text, chosen, this.fixedModel);
    this.endRequest();
    this.example.giveWay();
    this.clear();
    this.error = null;
    this.isDone = false;
    this.said = null;
    this.hasBlank = false;
    this.text = file.reading.text;
    [this.model, this.maskedModel] = file.models.map((one) => one.model) as [string, string];
    this.masking = file.state.masking === 'plain' ? 'plain' : 'within-word';
    this.chosenAt = file.state.chosenAt;
    this.shown = deriveShown({ reading: file.reading, models: file.models, isOwn: false }, this.kind);
    return file.models;
  }

  /** What a link asked for beside the example holds on; so does the error of a load, with its way out. */
  private openExample(text: string): readonly ViewModel[] {
    const { chosenAt, masking, error } = this;
    const found = this.open(text);
    this.error = error;
    this.chosenAt = chosenAt ?? this.chosenAt;
    this.masking = masking;
    return found;
  }

  /** All that is shown as JSON, with every number; `null` where nothing is. */
  exportView(): string | null {
    const { shown, kind: masking, chosenAt } = this;
    return shown && writeTwoWays(shown, { masking, chosenAt });
  }

  /**
   * Shows what {@link exportView} gave, without a model.
   *
   * @throws RecordError saying what is wrong with it; nothing is changed then
   */
  importView(text: string): void {
    this.open(text);
  }

  /** Reads the text in both ways, loading the models first where they are not there. Errors are shown. */
  async compute(): Promise<void> {
    await this.read(null);
  }

  /** @param earlierText a text that the outcome is compared with, read as well where it was not read here */
  private async read(earlierText: string | null): Promise<void> {
    if (this.busy || this.request) return;
    this.error = null;
    this.notice = null;
    this.isDone = false;
    this.said = null;
    // A removed attribute leaves null behind.
    const text = this.text ?? '';
    if (this.refuses(text)) return;
    const request = new AbortController();
    const { signal } = request;
    this.request = request;
    this.asked = { model: this.model, masked: this.maskedModel };
    try {
      const ready = await this.readyAll();
      const { loaded: left } = this.leftLoad;
      const { loaded: both } = this.bothLoad;
      if (signal.aborted || !ready || !left || !both) return;
      this.runsWith = { left, both };
      this.running = { done: 0, of: 0 };
      const onRun = (done: number, of: number) => {
        if (this.request === request) this.running = { done, of };
      };
      const readers = { left, both, signal, onRun };
      const found = [viewModelOf(left), viewModelOf(both)];
      const own = this.shown?.isOwn && sameModels(this.shown.models, found) ? this.shown.reading : null;
      const earlier = own ?? (earlierText === null ? null : await readBothWays(earlierText, readers));
      const reading = await readBothWays(text, readers);
      if (signal.aborted) return;
      this.example.giveWay();
      // The same text once more keeps what it was compared with.
      if (earlier?.text !== text) this.compared = earlier;
      this.show(reading, found);
    } catch (error) {
      if (this.request !== request || signal.aborted || this.hasLetGo) return;
      this.unreadable = error instanceof ReaderError ? error : null;
      this.fail(this.unreadable?.cause ?? error);
    } finally {
      if (this.request === request) this.endRequest();
      // An example that came during the run was not shown; where nothing came of the run, it is there.
      if (!this.request) void this.example.show();
    }
  }

  private show(reading: TwoWaysReading, found: readonly ViewModel[]): void {
    const shown = deriveShown({ reading, models: found, isOwn: true }, this.kind);
    const { words } = shown;
    this.shown = shown;
    this.pointed = null;
    if (wordAt(words, this.chosenAt) < 0) {
      const best = words[firstChoice(words)];
      this.chosenAt = best ? placeOf(best, reading.text) : null;
    }
    this.isDone = true;
    this.said = (messages) => `${messages.twoWays.done(words.length)} ${finding(words, messages)}`;
    this.dispatchEvent(new LmTwoWaysEvent(reading.text, words));
  }

  /** What needs no model to be refused. */
  private refuses(text: string): boolean {
    if (text.trim() === '') {
      this.fail(new EngineError('empty-text', {}));
      return true;
    }
    this.hasBlank = findBlanks(text).length > 0;
    if (!this.hasBlank) return false;
    const expected = 'a text without blanks';
    this.dispatchEvent(
      new LmErrorEvent(new EngineError('invalid-option', { name: 'text', value: text, expected })),
    );
    return true;
  }

  private endRequest(): void {
    this.request?.abort();
    this.request = null;
    this.asked = null;
    this.runsWith = null;
    this.running = null;
  }

  private stop(): void {
    this.endRequest();
    this.notice = ({ twoWays: texts }) => texts.stopped;
  }

  private setText(text: string): void {
    this.text = text;
    this.hasBlank = false;
    this.said = null;
    this.forgetTextError();
  }

  private mend(text: string): void {
    this.setText(text);
    this.renderRoot.querySelector('textarea')?.focus();
  }

  /** Makes a word the blank, or none where it is that already. */
  private choose(index: number): void {
    const { shown } = this;
    const word = shown?.words[index];
    const isChosen = shown !== null && wordAt(shown.words, this.chosenAt) === index;
    this.chosenAt = word && !isChosen ? placeOf(word, shown!.reading.text) : null;
    if (word) this.active = index;
    const isShown = this.chosenAt !== null;
    this.said = ({ twoWays: texts }) => (isShown ? texts.shown(word!.text) : texts.closed);
  }

  private close(): void {
    this.chosenAt = null;
    this.said = ({ twoWays: texts }) => texts.closed;
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(`[data-word="${this.active}"]`)?.focus();
    });
  }

  /** Escape closes the blank from anywhere inside of it. */
  private onChosenKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    this.close();
  }

  private onAfter(after: string): void {
    const { shown, chosenAt } = this;
    const word = shown?.words[wordAt(shown.words, chosenAt)];
    if (!shown || !word) return;
    const [before, own] = aroundWord(shown.reading.text, word);
    this.setText(before + own + joinedAfter(after));
    void this.read(shown.reading.text);
  }

  private renderForm(): TemplateResult {
    const { busy } = this;
    return form(
      {
        text: this.text ?? '',
        isPlain: this.kind === 'plain',
        busy,
        running: this.running !== null,
        isFaulty: this.hasBlank || this.isTextError,
        choices: [this.renderChoice(this.leftLoad, busy), this.renderChoice(this.bothLoad, busy)],
        onText: (text) => this.setText(text),
        onMend: (text) => this.mend(text),
        onMasking: (masking) => {
          this.masking = masking;
        },
        onCompute: () => void this.compute(),
        onStop: () => this.stop(),
      },
      this.messages,
    );
  }

  private renderOutcome(): TemplateResult {
    const { messages, running, shown, said, busy, unreadable } = this;
    const { twoWays: texts, masked } = messages;
    const isWhose = unreadable !== null && unreadable.cause === this.error;
    const runs = running && running.of > 1 ? masked.runs(running.done, running.of) : '';
    const isDone = this.isDone && shown !== null && !busy;
    return html`<div id="outcome" class=${running || this.notice ? '' : 'heard'}>
      ${this.renderStatusSlot(running ? texts.working : (said?.(messages) ?? ''), {
        combined: true,
        hint: isDone
          ? html`<p class="soft" aria-hidden="true">${texts.done(shown.words.length)}</p>`
          : running || this.hasBlank
            ? nothing
            : this.renderLoadHint(),
        ...(isWhose ? { action: html`<p>${texts.cannotRead(unreadable.model)}</p>` } : {}),
        more: html`<div class="live" role="alert">
            ${this.hasBlank ? html`<div class="error" part="error"><p>${texts.hasBlank}</p></div>` : nothing}
          </div>
          ${runs ? html`<p class="soft number">${runs}</p>` : nothing}`,
      })}
    </div>`;
  }

  private renderShown(shown: Shown): TemplateResult {
    const { messages, pointed, example } = this;
    const { twoWays: texts } = messages;
    const { words, models: found } = shown;
    const language = this.leftLoad.entry?.language ?? '';
    const chosen = wordAt(words, this.chosenAt);
    const onChoose = (word: number) => this.choose(word);
    const onPoint = (at: typeof pointed) => {
      this.pointed = at;
    };
    return html`<div class="figure">
      ${this.isEarlier && !example.isShown ? html`<p class="notice" part="notice">${texts.earlier(texts.button)}</p>` : nothing}
      <section class="part" aria-labelledby="words-title">
        <h3 id="words-title" class="hidden-visually">${texts.words}</h3>
        <p class="finding" part="finding">${finding(words, messages)}</p>
        ${wordBars(
          {
            words,
            chosen,
            pointed: pointed?.word ?? -1,
            active: this.active,
            language,
            onChoose,
            onPoint: (word) => onPoint(word < 0 ? null : { word, by: 'bars', token: -1 }),
            onActive: (word) => {
              this.active = word;
            },
          },
          messages,
        )}
        ${pairsLegend([nameOf(found[0]), nameOf(found[1])], messages)}
        <p class="soft prose">${texts.wordsHint}</p>
        ${example.render(messages, texts.button)} ${cautions(shown, messages)}
      </section>
      ${readings({ shown, chosen, pointed, masking: this.kind, language, onChoose, onPoint }, messages)}
      ${readingNotes(shown, messages)} ${this.renderBlank(shown, chosen, language)}
      <section class="part ruled" aria-labelledby="totals-title">
        <h3 id="totals-title">${texts.totals}</h3>
        ${totals(shown, messages)}
        <div>${numbersTable(shown, language, messages)} ${keysPanel(messages)}</div>
      </section>
    </div>`;
  }

  private renderBlank(shown: Shown, chosen: number, language: string): TemplateResult {
    const { messages, busy } = this;
    const { reading, words, models: found } = shown;
    const word = words[chosen];
    if (!word) return html`<p class="notice" part="notice">${messages.twoWays.noWord}</p>`;
    const change = this.compared && changeBehind(this.compared, reading, this.chosenAt);
    return html`<div class="chosen" @keydown=${this.onChosenKey}>
      ${blankPanel({ reading, words, word, models: found, language, onClose: () => this.close() }, messages)}
      ${changePanel({ reading, word, change, language, busy, onAfter: (after) => this.onAfter(after) }, messages)}
    </div>`;
  }

  override render(): TemplateResult {
    const { messages, exchange, shown } = this;
    const { drop } = exchange;
    return html`<div
      part="base"
      class=${drop.dragging ? 'dragging' : nothing}
      @dragover=${drop.onDragover}
      @dragleave=${drop.onDragleave}
      @drop=${drop.onDrop}
    >
      ${this.link.render(messages)} ${this.renderForm()} ${this.renderOutcome()}
      ${shown ? this.renderShown(shown) : nothing} ${exchange.render(messages)} ${drop.render(messages)}
    </div>`;
  }
}
