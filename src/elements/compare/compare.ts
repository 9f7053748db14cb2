import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { viewModelOf } from '../view-model-of.ts';
import { property, query, state } from 'lit/decorators.js';
import { scatterStyles } from '../../charts/scatter.ts';
import { EngineError, findModel, type Model } from '../../engine/index.ts';
import { LmCompareEvent } from '../../events/compare-event.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { exchangeStyles } from '../exchange/exchange.styles.ts';
import { keysListStyles } from '../keys-list.ts';
import { VocabularyLabels } from '../masked/vocabulary-labels.ts';
import { ModelElement } from '../model-element/model-element.ts';
import { askedSentences } from './asked-sentences.ts';
import { CompareTransfer } from './compare-transfer.ts';
import { compareStatus } from './compare-status.ts';
import { compareStyles } from './compare.styles.ts';
import { maskedModels } from './comparison-link.ts';
import { computeComparison } from './compute.ts';
import { examples, firstExample, recordingOf, type ExampleName } from './examples.ts';
import { compareKeys } from './keys.ts';
import { memo } from './memo.ts';
import { ResultView } from './result-view.ts';
import { ShownComparison } from './shown-comparison.ts';
import { TemplateEditor } from './template-editor.ts';
import { readTemplate, variantNames, type ReadTemplate } from './template.ts';

/**
 * Sentences that differ in a few words, and what a masked model puts into the same blank of each, set against each other
 * by log-probability.
 *
 * @summary Compares what a masked model puts into a blank of several sentences.
 *
 * @fires {LmCompareEvent} lm-compare - The blanks of the sentences were compared.
 * @fires {LmProgressEvent} lm-progress - How far the model has been loaded.
 * @fires {LmErrorEvent} lm-error - Something failed; the element shows it as well.
 *
 * @csspart base - The element's root.
 * @csspart examples - The choice of examples.
 * @csspart text - The field with the template.
 * @csspart controls - The row of buttons.
 * @csspart vary - The button that lets the selected words vary.
 * @csspart fault - What is wrong with the template.
 * @csspart sentences - The sentences that the template stands for.
 * @csspart blank - The choice of the blank, where there are several.
 * @csspart result - All that was computed.
 * @csspart pair - The choice of the two sentences in the chart, where there are more.
 * @csspart across - The choice of the sentence across.
 * @csspart upwards - The choice of the sentence upwards.
 * @csspart divergence - By how much the two differ.
 * @csspart scatter - The chart of the two.
 * @csspart scatter-points - The points of the chart.
 * @csspart scatter-point - One of them.
 * @csspart scatter-legend - What discs, rings and lines are.
 * @csspart scatter-readout - The numbers of the point that is pointed at.
 * @csspart different - The words that differ most between the two.
 * @csspart dumbbells - Those that are likelier with one of the two.
 * @csspart dumbbell - One of them, with both probabilities.
 * @csspart table - The words that differ most, where there are three sentences or more.
 * @csspart chosen - The search for a word, and the words that were chosen.
 * @csspart word-form - The search for a word.
 * @csspart word - The field for a word.
 * @csspart chosen-word - A word that was chosen, with its numbers.
 * @csspart meaning - What such a difference means.
 * @csspart keys - A list of keys.
 * @csspart error - The block that says what went wrong.
 * @csspart notice - A passing remark.
 * @csspart blank-last - The button that makes a blank, in the message that there is none.
 * @csspart add-full-stop - The button that adds a full stop.
 * @csspart trim - The button that removes spaces around the template.
 * @csspart transfer - The buttons of the ways in and out.
 * @csspart copy-link - The button that copies a link.
 * @csspart export-csv - The button that saves a table.
 * @csspart export-json - The button that saves all numbers.
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
 * @cssproperty --lm-masked - The identity colour: points, primary button.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens.
 */
export class LmCompare extends ModelElement {
  static override styles: CSSResultGroup = [
    styleTokens,
    shared,
    scatterStyles,
    exchangeStyles,
    keysListStyles,
    compareStyles,
  ];

  protected readonly task = 'masked';
  private request: AbortController | null = null;
  /** Done with the last {@link compute}. */
  private computing: Promise<void> = Promise.resolve();
  /** The model that runs. */
  private runsWith: Model | null = null;
  /** How often an example was chosen: an earlier choice does not come after a later one. */
  private choices = 0;
  private readonly labels = new VocabularyLabels();
  private readonly readOnce = memo<ReadTemplate>();
  private readonly statusOnce = memo<string>();
  private readonly result = new ResultView(this);
  private readonly comparison = new ShownComparison({
    text: () => this.text,
    blank: () => this.blank,
    model: () => this.model,
    loaded: () => this.loaded,
    failed: (error) => this.dispatchEvent(new LmErrorEvent(error)),
    changed: () => this.requestUpdate(),
  });
  private readonly editor = new TemplateEditor(this, {
    field: () => this.field,
    read: () => this.read,
    setText: (text) => this.setText(text),
  });
  private readonly transfer = new CompareTransfer(this, {
    comparison: this.comparison,
    asked: () => this,
    ask: ({ text, blank, model }) => {
      this.text = text;
      this.blank = blank;
      this.model = model;
      this.forgetTextError();
    },
    isModelFixed: () => this.fixedModel,
    form: () => this.form,
    linkKey: () => this.linkKey,
    noExample: () => this.noExample,
    busy: () => this.request !== null || this.isBusy,
    abort: () => this.request?.abort(),
    clear: () => this.clear(),
    forgetError: () => {
      this.error = null;
    },
    failed: (error) => this.dispatchEvent(new LmErrorEvent(error)),
    changed: () => this.requestUpdate(),
  });

  @query('textarea') private field!: HTMLTextAreaElement;

  @state() private running = false;
  /** The last attempt was a success. */
  @state() private done = false;

  /** The catalogue's id of the model. */
  @property() override model: string = maskedModels[0]!;

  /**
   * The template of the sentences: `He [ate|read] the [MASK].` stands for two. Several groups vary
   * together; each `[MASK]`, or three or more underscores, is a blank.
   */
  @property() text: string = firstExample;

  /** Which blank of each sentence is compared, from 0. */
  @property({ type: Number }) blank = 0;

  /** Under which name a link to this page holds the template; no link is offered without it. */
  @property({ attribute: 'link-key' }) linkKey = '';

  /** Leaves the element empty until something is computed, in the place of a recorded example. */
  @property({ type: Boolean, attribute: 'no-example' }) noExample = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.stop();
      this.editor.end();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed as Map<PropertyKey, unknown>);
    // Removed attributes leave null behind.
    this.text ??= '';
    this.linkKey ??= '';
    const { blanks } = this.read;
    if (!Number.isInteger(this.blank) || this.blank < 0) this.blank = 0;
    else if (blanks > 0 && this.blank >= blanks) this.blank = blanks - 1;
  }

  protected override update(changed: PropertyValues<this>): void {
    // What is loaded is let go of just before, where another model, form or engine is asked for.
    if (this.hasLetGo) this.request?.abort();
    super.update(changed);
  }

  /** Whether the model that runs is no longer the one that is loaded. */
  private get hasLetGo(): boolean {
    return this.runsWith !== null && this.runsWith !== this.loaded;
  }

  private get isBusy(): boolean {
    return this.running || this.loadPhase === 'loading';
  }

  private get read(): ReadTemplate {
    return this.readOnce([this.text], () => readTemplate(this.text));
  }

  private clear(): void {
    this.done = false;
    this.comparison.take(null);
  }

  private setText(text: string): void {
    this.text = text;
    this.forgetTextError();
    // An example that was typed over is there again where that is undone.
    void this.updateComplete.then(() => this.transfer.example.show());
  }

  private stop(): void {
    this.request?.abort();
    this.comparison.kept.abort();
  }

  private readonly onCompare = (): void => {
    const { fault } = this.read;
    // Its description says what is wrong.
    if (fault && !this.isBusy) this.field.focus();
    void this.compute();
  };

  /** Compares an example at once where the model is at hand; else shows what was recorded of it. */
  private readonly onExample = async (name: ExampleName): Promise<void> => {
    const { text } = this;
    const choice = ++this.choices;
    const isRecorded = !this.loaded && !this.isBusy && !this.noExample;
    // Before the template changes: what is shown stays until there is something else to show.
    if (isRecorded) {
      await recordingOf(name).catch(() => undefined);
      if (choice !== this.choices || this.text !== text) return;
      if (!this.transfer.example.isShown && !this.isBusy) this.clear();
    }
    this.comparison.pair = [0, 1];
    this.blank = 0;
    this.setText(examples[name]);
    if (isRecorded) return;
    if (this.loaded) this.request?.abort();
    await this.computing;
    if (this.loaded && this.text === examples[name]) await this.compute();
  };

  private readonly onStop = (): void => {
    this.request?.abort();
    // The button goes away.
    this.renderRoot.querySelector<HTMLElement>('button.primary')?.focus();
  };

  private readonly onBlank = (blank: number): void => {
    const isReady = this.comparison.isCurrent && this.loaded !== null;
    this.blank = blank;
    // With the model at hand it is a moment; a load is left to the button.
    if (isReady) void this.compute();
  };

  private async run(): Promise<void> {
    this.error = null;
    this.notice = null;
    this.done = false;
    const { text, blank } = this;
    const { fault, variants } = this.read;
    // Before a load: what cannot be compared needs no model to be refused.
    if (text.trim() === '') return this.fail(new EngineError('empty-text', {}));
    if (fault) {
      // The field says it already, with what helps.
      const expected = 'two sentences or more with as many blanks each';
      const error =
        fault.fault === 'no-blank'
          ? new EngineError('no-mask', {})
          : new EngineError('invalid-option', { name: 'text', value: fault.fault, expected });
      this.dispatchEvent(new LmErrorEvent(error));
      return undefined;
    }
    const request = new AbortController();
    this.request = request;
    try {
      const model = await this.ready();
      if (!model || request.signal.aborted) return undefined;
      this.runsWith = model;
      this.running = true;
      const asked = { template: text, blank, variants };
      const computed = await computeComparison(model, asked, this.labels, request.signal);
      request.signal.throwIfAborted();
      this.transfer.example.giveWay();
      this.comparison.take({ ...computed, source: viewModelOf(model) });
      this.done = true;
      this.dispatchEvent(new LmCompareEvent(this.comparison.record!));
    } catch (error) {
      if (!request.signal.aborted && !this.hasLetGo) this.fail(error);
    } finally {
      if (this.request === request) {
        this.runsWith = null;
        this.running = false;
        this.request = null;
        void this.transfer.example.show();
      }
    }
    return undefined;
  }

  /**
   * Compares the blank of all sentences, loading the model first where it is not there. Errors are shown, and come as
   * `lm-error`.
   */
  async compute(): Promise<void> {
    if (this.isBusy || this.request) return;
    this.computing = this.run();
    await this.computing;
  }

  /** All that is shown as JSON, with the words of the chart and of the lists; `null` where nothing is. */
  exportView(): string | null {
    return this.transfer.write();
  }

  /**
   * Shows what {@link exportView} wrote; no model is needed for it. Where it cannot be taken, nothing is changed.
   *
   * @throws RecordError saying what is wrong
   */
  importView(text: string): void {
    // Of what is no text, reading says so.
    this.transfer.read(String(text));
  }

  private get status(): string {
    if (this.running) return this.messages.compare.working;
    const { shown, isCurrent } = this.comparison;
    if (!shown || !this.done || !isCurrent) return '';
    return this.statusOnce([shown.compared, this.messages], () =>
      compareStatus(shown.compared, this.messages),
    );
  }

  /** What a click on the button will do: of a recording, also that it is one. */
  private renderHint(): TemplateResult | typeof nothing {
    const { loaded, entry } = this;
    const { shown } = this.comparison;
    if (this.isBusy) return nothing;
    if (!this.transfer.example.isShown || !shown) return this.renderLoadHint();
    const name = findModel(shown.source.model)?.name ?? shown.source.model;
    const bytes = loaded || !entry ? null : this.bytesOf(entry);
    return html`<p class="soft" part="load-hint">${this.messages.compare.recorded(name, bytes)}</p>`;
  }

  private renderResult(): TemplateResult | typeof nothing {
    const { comparison } = this;
    const { shown, shownPair, isCurrent, kept } = comparison;
    if (!shown) return nothing;
    const { compared, whole, source } = shown;
    return this.result.render(
      {
        compared,
        whole,
        pair: shownPair,
        kept,
        language: this.language,
        earlierModel: isCurrent ? null : (findModel(source.model)?.name ?? source.model),
        onPair: (pair) => {
          comparison.pair = pair;
        },
      },
      this.messages,
    );
  }

  override render(): TemplateResult {
    const { messages, isBusy, editor } = this;
    const { shown, isCurrent } = this.comparison;
    const { link, exchange } = this.transfer;
    const { drop } = exchange;
    return html`<div
      part="base"
      class=${drop.dragging ? 'dragging' : nothing}
      @dragover=${drop.onDragover}
      @dragleave=${drop.onDragleave}
      @drop=${drop.onDrop}
    >
      ${link.render(messages)} ${this.renderModelChoice(isBusy)}
      ${askedSentences(
        {
          text: this.text,
          read: this.read,
          names: variantNames(this.read.variants, messages.compare.nothing),
          blank: this.blank,
          language: this.language,
          unknown: isCurrent && shown ? shown.unknown : [],
          busy: isBusy,
          running: this.running,
          editor,
          onExample: (name) => void this.onExample(name),
          onBlank: this.onBlank,
          onCompare: this.onCompare,
          onStop: this.onStop,
        },
        messages,
      )}
      <div class="slot">${this.renderHint()} ${this.renderProgress()} ${this.renderStatus(this.status)}</div>
      ${this.renderError()} ${this.renderResult()} ${compareKeys(messages)} ${exchange.render(messages)}
      ${drop.render(messages)}
    </div>`;
  }
}
