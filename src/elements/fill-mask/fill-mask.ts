import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { keysListStyles } from '../keys-list.ts';
import { property, query, state } from 'lit/decorators.js';
import { barStyles } from '../../charts/bars.ts';
import { EngineError, type Model } from '../../engine/index.ts';
import { LmChooseEvent } from '../../events/choose-event.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import { LmFillEvent } from '../../events/fill-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { ViewModel } from '../../records/index.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { exchangeStyles } from '../exchange/exchange.styles.ts';
import { sentenceNotices } from '../masked/sentence-notices.ts';
import { VocabularyLabels } from '../masked/vocabulary-labels.ts';
import { ModelElement } from '../model-element/model-element.ts';
import { slotStyles } from '../model-element/slot.styles.ts';
import { BlankEditor } from './blank-editor.ts';
import { AnyWord } from './any-word.ts';
import { blankKeysPanel } from './blank-keys.ts';
import { unknownStretches } from './blank-records.ts';
import type { Choice } from './blanks.ts';
import { fillMaskStyles } from './fill-mask.styles.ts';
import { fillRemarks, fillStatus } from './fill-status.ts';
import { example, FillTransfer } from './fill-transfer.ts';
import { Filling } from './filling.ts';
import { Gestures } from './gestures.ts';
import { InTurnPanel } from './in-turn/in-turn-panel.ts';
import { inTurnStyles } from './in-turn/in-turn.styles.ts';
import { OrdersPanel } from './orders/orders-panel.ts';
import { ordersStyles } from './orders/orders.styles.ts';
import type { NamedToken } from './orders/types.ts';
import { PiecesReader } from './pieces-reader.ts';
import { pinnedPanel } from './pinned-panel.ts';
import { readSentence, type FillResult } from './predictions.ts';
import { renderGuess, renderResults, type ResultsContext } from './render-results.ts';
import type { SentenceHost } from './sentence.ts';
import { sentenceView } from './sentence-view.ts';
import { ShownTokens } from './shown-tokens.ts';
import { fillControls, textField } from './text-controls.ts';

/**
 * A masked model filling blanks from the context on both sides. Any word can be made a blank; each blank shows its likeliest
 * tokens and, on request, its whole distribution; a word that is put into one moves the others. Several blanks are filled
 * in several orders, and every token of the text can be hidden in its turn.
 *
 * @summary Shows what a masked model would put into each blank of a text.
 *
 * @fires {LmFillEvent} lm-fill - The blanks were filled.
 * @fires {LmChooseEvent} lm-choose - A person put a word into a blank, or emptied it.
 * @fires {LmPickEvent} lm-pick - A person took a candidate from the distribution of a blank.
 * @fires {LmProgressEvent} lm-progress - How far the model has been loaded.
 * @fires {LmErrorEvent} lm-error - Something failed; the element shows it as well.
 *
 * @csspart base - The element's root.
 * @csspart text - The text field.
 * @csspart controls - The row of buttons.
 * @csspart sentence - The text below the field, as words or as tokens.
 * @csspart words - The text as words, before a model has cut it.
 * @csspart word - One word or blank of it.
 * @csspart tokens - The text as tokens.
 * @csspart chips - The list of tokens.
 * @csspart chip - One token.
 * @csspart group - The tokens of one character.
 * @csspart readout - The line with the numbers of the token that is pointed at.
 * @csspart result - The text with the likeliest token in each empty blank.
 * @csspart blanks - The blanks with their bars.
 * @csspart blank - One blank with its bars.
 * @csspart bars - The list of bars of one blank.
 * @csspart bar - One bar.
 * @csspart take - The button that puts a candidate into its blank.
 * @csspart pin - The button that shows the whole distribution of a blank.
 * @csspart empty - The button that empties a blank.
 * @csspart put-back - The button that puts the word back that was blanked.
 * @csspart pinned - The whole distribution of one blank.
 * @csspart facts - The numbers of the likeliest or the chosen token in it.
 * @csspart pick - The button that takes a candidate there.
 * @csspart compute - The button that asks for the whole distribution, where it is not there.
 * @csspart arithmetic - The disclosure of the stages from logit to probability.
 * @csspart any-word - The search for any word below the bars of a blank.
 * @csspart ask - The button that looks a word up.
 * @csspart word-answer - The answer to a typed word.
 * @csspart take-word - The button that takes the typed word.
 * @csspart unpin - The button that closes it.
 * @csspart take-typed - The button that takes a typed word of several pieces.
 * @csspart orders - Several blanks, filled in several orders.
 * @csspart in-turn - Every token hidden in its turn.
 * @csspart keys - The list of keys.
 * @csspart transfer - The buttons of getting the view in and out.
 * @csspart copy-link - The button that copies a link to what is shown.
 * @csspart export-csv - The button that saves a table.
 * @csspart export-json - The button that saves a file to be brought in again.
 * @csspart error - The block that says what went wrong.
 * @csspart notice - A passing remark.
 * @csspart add-full-stop - The button that adds a missing full stop.
 * @csspart trim - The button that removes the spaces around the text.
 * @csspart add-blank - The button that makes a blank, in the message that there is none.
 * @csspart stop - The button that ends a run.
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
 * @cssproperty --lm-masked - The identity colour: bars, primary button, blanks.
 * @cssproperty --lm-surprise - The deepest tint of the surprisal scale.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens and ids.
 */
export class LmFillMask extends ModelElement {
  static override styles: CSSResultGroup = [
    styleTokens,
    shared,
    barStyles,
    slotStyles,
    exchangeStyles,
    keysListStyles,
    ordersStyles,
    inTurnStyles,
    fillMaskStyles,
  ];

  protected readonly task = 'masked';
  /** The model that was last run. */
  private runsWith: Model | null = null;
  private readonly changed = (): void => this.requestUpdate();
  private readonly labels = new VocabularyLabels();
  private readonly editor = new BlankEditor((text) => {
    this.text = text;
    this.requestUpdate();
  });
  private readonly reader = new PiecesReader(this.changed);
  private readonly shown = new ShownTokens();
  private readonly filling: Filling = new Filling({
    blanked: () => this.editor.blanked,
    top: () => this.top,
    ready: () => this.readyToRun(),
    name: async (model, signal) => {
      await this.labels.ask(model, signal);
      this.editor.rename((piece) => ({ ...piece, ...this.labels.label(piece.tokenId) }));
    },
    failed: (error) => this.failRun(error),
    makeRoom: () => this.transfer.example.giveWay(),
    found: (result) => this.takeFound(result),
    changed: this.changed,
  });
  private readonly words = new AnyWord({
    ready: async () => {
      const model = await this.readyToRun();
      if (model) await this.labels.ask(model);
      return model;
    },
    asked: () => `${this.model}:${this.form}`,
    isOfDropped: (error) => this.isOfDropped(error),
    label: this.labels.label,
    changed: this.changed,
  });
  /** What the element's collaborators see of it; each asks for its share. */
  private readonly host = {
    editor: this.editor,
    filling: this.filling,
    reader: this.reader,
    shown: this.shown,
    labels: this.labels,
    isLoaded: () => this.loaded !== null,
    loaded: () => this.loaded,
    busy: () => this.busy,
    ready: () => this.readyToRun(),
    model: () => this.model,
    setModel: (id: string) => {
      if (!this.fixedModel) this.model = id;
      return !this.fixedModel;
    },
    text: () => this.text ?? '',
    setText: (text: string) => {
      this.text = text;
    },
    sentence: (...[model, signal]: Parameters<SentenceHost['sentence']>) =>
      readSentence(model, this.text ?? '', signal),
    choices: () =>
      this.editor.blanked.blanks.map(({ choice }) => choice && choice.pieces.map(({ tokenId }) => tokenId)),
    choiceOf: (tokenIds: readonly number[]) => this.choiceOf(tokenIds),
    choose: (tokenIds: readonly number[]) => {
      this.editor.chooseAll(tokenIds.map((id) => this.choiceOf([id])));
      tokenIds.forEach((id, blank) => this.dispatchEvent(new LmChooseEvent(blank, [id])));
      this.refill();
    },
    refill: () => this.refill(),
    guess: () => {
      if (!this.filling.isCurrent) void this.fill();
    },
    recorded: (messages: Messages, button: string) => this.transfer.example.render(messages, button),
    chosen: (blank: number, tokenIds: readonly number[] | null) =>
      void this.dispatchEvent(new LmChooseEvent(blank, tokenIds)),
    say: (notice: typeof this.notice) => {
      this.notice = notice;
    },
    language: () => this.language,
    linkKey: () => this.linkKey,
    noExample: () => this.noExample,
    field: () => this.field,
    root: () => this.renderRoot as ParentNode,
    updated: () => this.updateComplete,
    forgetError: () => {
      this.error = null;
    },
    changed: this.changed,
  };
  private readonly orders: OrdersPanel = new OrdersPanel({
    ...this.host,
    failed: (error) => this.failRun(error),
  });
  private readonly inTurn: InTurnPanel = new InTurnPanel({
    ...this.host,
    failed: (error) => this.failRun(error),
  });
  private readonly gestures: Gestures = new Gestures(this.host);
  private readonly transfer: FillTransfer = new FillTransfer(this, {
    ...this.host,
    orders: this.orders,
    inTurn: this.inTurn,
    // Shown beside the buttons that were pressed.
    failed: (error) => void this.dispatchEvent(new LmErrorEvent(error)),
  });

  @query('textarea') private field!: HTMLTextAreaElement;

  /** The place of the word that the Tab key comes to. */
  @state() private active = 0;

  /** The catalogue's id of the model. */
  @property() override model = example.model;

  /** The text; each `[MASK]`, or three or more underscores, is a blank. */
  @property() text = example.text;

  /** How many of the likeliest tokens each blank lists. */
  @property({ type: Number }) top = 10;

  /** Under which name the page's address holds the element's state; without one it reads and writes no links. */
  @property({ attribute: 'link-key' }) linkKey = '';

  /** Leaves the element empty until blanks are filled, instead of showing a recorded example. */
  @property({ type: Boolean, attribute: 'no-example' }) noExample = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      for (const one of [this.filling, this.orders, this.inTurn]) one.stop();
      this.words.forget();
      this.reader.end();
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('model') && this.hasUpdated) this.forget();
    // A removed attribute leaves null behind.
    this.editor.sync(this.text ?? '');
    this.reader.update(this.editor.blanked, this.loaded);
    this.filling.fold();
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    // What is loaded is let go of just before, where another model, form or engine is asked for.
    for (const one of [this.filling, this.orders, this.inTurn, this.words]) one.keepTo(this.loaded);
    super.update(changed);
  }

  protected override updated(): void {
    this.gestures.settle();
  }

  private async readyToRun(): Promise<Model | null> {
    const model = await this.ready();
    this.runsWith = model ?? this.runsWith;
    return model;
  }

  /** A model that was let go of in the midst of a run says so; its run is over without a word. */
  private isOfDropped(error: unknown): boolean {
    const isDisposed = error instanceof EngineError && error.code === 'disposed';
    return isDisposed && this.runsWith !== this.loaded;
  }

  private failRun(error: unknown): void {
    if (!this.isOfDropped(error)) this.fail(error);
  }

  private get busy(): boolean {
    return this.filling.running || this.loadPhase === 'loading';
  }

  private choiceOf(tokenIds: readonly number[]): Choice {
    const listed = this.filling.result?.blanks.flatMap(({ top }) => top) ?? [];
    const pieces = tokenIds.map((tokenId): NamedToken => {
      const known = this.labels.label(tokenId) ?? listed.find((one) => one.tokenId === tokenId);
      const { text, special, continuation } = known ?? {
        text: `#${tokenId}`,
        special: false,
        continuation: false,
      };
      return { tokenId, text, special, continuation };
    });
    return { pieces, source: 'picked' };
  }

  private takeFound(result: FillResult): void {
    const { source, sentence, choices } = result;
    this.reader.take({ blanked: this.editor.blanked, written: sentence.text, pieces: sentence.pieces });
    const blanks = result.blanks.map(({ position, entropyBits, top }, index) => ({
      index,
      position,
      entropyBits,
      top,
    }));
    const ids = choices.map((choice) => choice && choice.pieces.map(({ tokenId }) => tokenId));
    this.dispatchEvent(new LmFillEvent(source, blanks, ids));
  }

  /** Takes away what was found. */
  private forget(): void {
    this.filling.take(null);
    this.orders.forget();
    this.inTurn.forget();
    this.words.forget();
  }

  /** After a change of the text or of a blank by a gesture: new numbers, where the model is there. */
  private refill(): void {
    this.forgetTextError();
    if (this.loaded && this.editor.blanked.blanks.length > 0) void this.fill();
    // One that waits for the model takes what is there by then.
    else if (this.loadPhase !== 'loading') this.filling.stop();
  }

  private setBlank(blank: number, choice: Choice | null): void {
    this.editor.sync(this.text ?? '');
    if (!this.editor.blanked.blanks[blank]) throw new RangeError(`There is no blank ${blank}`);
    this.editor.choose(blank, choice);
    this.refill();
  }

  private readonly onMend = (text: string): void => {
    this.onTyped(text);
    this.refill();
    // The button goes with what it mended.
    void this.updateComplete.then(() => this.field.focus());
  };

  private onTyped(text: string): void {
    this.editor.type(text);
    this.text = text;
    this.forgetTextError();
  }

  /** What looking a word up brings with it. */
  private get askHint(): string {
    const { entry, messages } = this;
    return this.loaded || !entry ? '' : messages.load.hint(entry.name, this.bytesOf(entry));
  }

  private renderPinned(): TemplateResult | typeof nothing {
    const { editor, filling, words, gestures, messages, language, askHint } = this;
    const { label } = this.labels;
    return pinnedPanel({ editor, filling, words, gestures, language, label, askHint }, messages);
  }

  private renderText(): TemplateResult {
    const { messages, editor, filling, language, gestures, transfer, text } = this;
    const { blanked, pinned } = editor;
    const read = this.reader.read(blanked);
    const ofText = filling.isOfText ? filling.result : null;
    const tokens = this.shown.update(read, ofText);
    const status = this.error === null ? fillStatus(filling, messages) : '';
    const unknown = unknownStretches(read);
    const controls = {
      text: text ?? '',
      busy: this.busy,
      running: filling.running,
      isRefused: this.isTextError,
      onText: (typed: string) => this.onTyped(typed),
      onFill: () => void this.fill(),
      onAddBlank: gestures.addBlank,
      onStop: () => {
        filling.stop();
        this.requestUpdate();
      },
    };
    const lacksBlank = this.error instanceof EngineError && this.error.code === 'no-mask';
    const addBlank = html`<div class="row">
      <button part="add-blank" @click=${gestures.addBlank}>${messages.blanks.addBlank}</button>
    </div>`;
    return html`<div class="top">
      ${transfer.link.render(messages)} ${this.renderModelChoice(this.busy)} ${textField(controls, messages)}
      ${fillControls(controls, messages)}
      ${this.renderStatusSlot(status, { combined: true, action: lacksBlank ? addBlank : nothing })}
      ${sentenceView(
        {
          blanked,
          tokens,
          remarkOf: this.shown.remark(ofText, messages),
          active: this.active,
          pinned,
          language,
          onWord: gestures.onWord,
          onBlank: gestures.onBlank,
          onFocus: (place) => {
            this.active = place;
          },
          onKeydown: gestures.onKeydown,
        },
        messages,
      )}
      ${renderGuess({ filling, blanked, language }, messages)}
      ${transfer.example.render(messages, messages.blanks.button)}
      ${sentenceNotices({ id: 'notices', text: text ?? '', unknown, onMend: this.onMend }, messages)}
    </div>`;
  }

  /** Fills the blanks, loading the model first where it is not there; an earlier run ends. Errors are shown. */
  async fill(): Promise<void> {
    // It waits for the model already.
    if (this.loadPhase === 'loading' && this.filling.pending) return this.filling.settled;
    this.error = null;
    this.notice = null;
    await this.filling.run();
    // An example makes room for a result; where none came, it is there.
    void this.transfer.example.show();
  }

  /** The same as {@link fill}: what the primary button does. */
  async compute(): Promise<void> {
    await this.fill();
  }

  /**
   * Fills several blanks one by one in several orders, loading the model first where it is not there: what the button of
   * that panel does. Does nothing with fewer than two blanks. Errors are shown.
   */
  async compareOrders(): Promise<void> {
    await this.orders.run();
  }

  /**
   * Hides each token of the text in its turn and judges it, loading the model first where it is not there: what the button
   * of that panel does. Errors are shown.
   */
  async scorePositions(): Promise<void> {
    await this.inTurn.run();
  }

  /**
   * Puts a word into a blank. The others are guessed anew where the model is loaded.
   *
   * @param blank 0 for the first blank of the text
   * @param tokenIds the word's pieces, at least one
   * @throws RangeError where there is no such blank, or no token
   */
  choose(blank: number, tokenIds: readonly number[]): void {
    if (tokenIds.length === 0) throw new RangeError('A word has at least one token');
    this.setBlank(blank, this.choiceOf(tokenIds));
  }

  /**
   * Empties a blank. The others are guessed anew where the model is loaded.
   *
   * @param blank 0 for the first blank of the text
   * @throws RangeError where there is no such blank
   */
  empty(blank: number): void {
    this.setBlank(blank, null);
  }

  /** All that is shown as JSON, to be kept and brought in again; `null` while there is nothing. */
  exportView(): string | null {
    return this.transfer.write();
  }

  /**
   * Shows what {@link exportView} gave, without running a model.
   *
   * @returns the models that it was computed with
   * @throws RecordError saying what is wrong with the text; nothing is changed then
   */
  importView(text: string): readonly ViewModel[] {
    return this.transfer.read(text);
  }

  override render(): TemplateResult {
    const { messages, editor, filling, language, gestures, words, askHint } = this;
    const { exchange } = this.transfer;
    const { blanked, pinned } = editor;
    const { drop } = exchange;
    const panel = this.renderPinned();
    const results: ResultsContext = {
      filling,
      blanked,
      pinned,
      panel,
      language,
      words,
      askHint,
      actions: gestures.ofBars,
    };
    return html`<div
      part="base"
      class=${drop.dragging ? 'dragging' : nothing}
      @dragover=${drop.onDragover}
      @dragleave=${drop.onDragleave}
      @drop=${drop.onDrop}
    >
      ${this.renderText()} ${renderResults(results, messages)}
      <p class="hidden-visually" role="status">
        ${fillRemarks(filling, this.reader.read(blanked), pinned, messages)}
      </p>
      <div class="more">
        ${blanked.blanks.length > 1 || this.orders.toJSON() ? this.orders.render(messages) : nothing}
        ${this.inTurn.render(messages)}
        <div class="folded">${exchange.render(messages)} ${blankKeysPanel(messages)}</div>
      </div>
      ${drop.render(messages)}
    </div>`;
  }
}
