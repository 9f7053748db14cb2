import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { isGoOnKey } from '../go-on-key.ts';
import { property, query, state } from 'lit/decorators.js';
import { catalogue, type Tokenizer } from '../../engine/index.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import { LmTokenizeEvent } from '../../events/tokenize-event.ts';
import type { ViewModel } from '../../records/index.ts';
import { readTokens, tokensTable, writeTokens, type TokenizedText } from '../../records/views/tokens.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { exchangeStyles } from '../exchange/exchange.styles.ts';
import { Exchange } from '../exchange/exchange.ts';
import { RecordedView } from '../exchange/recorded-view.ts';
import { requireModels } from '../exchange/require-models.ts';
import { ViewLink } from '../exchange/view-link.ts';
import { keysListStyles } from '../keys-list.ts';
import { tokenizers } from '../model-element/load-kinds.ts';
import type { ModelLoad } from '../model-element/model-load.ts';
import { ModelsElement } from '../model-element/models-element.ts';
import { slotStyles } from '../model-element/slot.styles.ts';
import { Cutter, type Refused } from './cutter.ts';
import { heardFinding, heardPin } from './heard.ts';
import { tokensKeys } from './keys.ts';
import { tokensLink } from './link.ts';
import { pieceName } from './piece-names.ts';
import { Pointing } from './pointing.ts';
import { shownOf, type Shown } from './rows.ts';
import { SearchPanel } from './search-panel.ts';
import { renderShown } from './render-shown.ts';
import { tokensStyles } from './tokens.styles.ts';
import { Typing } from './typing.ts';

/** What the recorded example is of. */
const exampleText = 'Tokenization splits unbelievable words: 안녕하세요 🙂';

/** Tokens that a table shows at first, and more of them with each click. */
const tableStep = 200;

const modelIds = catalogue.map(({ id }) => id);

/**
 * A text as the tokenizer of each model cuts it, side by side: tokens, ids, bytes, how many, and what became of the text.
 * Needs the tokenizers alone, no model.
 *
 * @summary Shows a text through every tokenizer.
 *
 * @fires {LmTokenizeEvent} lm-tokenize - A text that was written here was cut by every tokenizer that takes it.
 * @fires {LmProgressEvent} lm-progress - How far a tokenizer has been loaded.
 * @fires {LmErrorEvent} lm-error - Something failed; the element shows it as well.
 * @fires {LmPointEvent} lm-point - The pointer or the focus came to a token, or left.
 * @fires {LmPinEvent} lm-pin - A token was pinned or unpinned by click or key.
 *
 * @csspart base - The element's root.
 * @csspart text - The text field.
 * @csspart controls - The row of buttons.
 * @csspart comparison - How many tokens the text is for each.
 * @csspart whole-text - The text, with the stretch that is pointed at.
 * @csspart tokenizer - What is shown of one tokenizer.
 * @csspart counts - The numbers of one tokenizer.
 * @csspart chip - One token.
 * @csspart group - The tokens of one character.
 * @csspart readout - The line that names the tokens of the stretch that is pointed at.
 * @csspart table - The tokens of one tokenizer as a table.
 * @csspart changes - What became of the text.
 * @csspart lesson - What the comparison shows.
 * @csspart keys - A list of keys.
 * @csspart search - The search in the vocabularies.
 * @csspart transfer - The buttons of getting the view in and out.
 * @csspart copy-link - The button that copies a link to what is shown.
 * @csspart export-csv - The button that saves a table.
 * @csspart export-json - The button that saves a file to be brought in again.
 * @csspart error - The block that says what went wrong.
 * @csspart notice - A passing remark.
 * @csspart progress - The load under way.
 * @csspart cancel - The button that cancels a load.
 * @csspart retry - The button that tries a failed load again.
 * @csspart load-hint - The line that says what a first click will fetch.
 * @csspart use-wasm - The button that takes WASM, in a message that WebGPU is not there; tokenizers need neither.
 * @csspart model - The choice of models; tokenizers of all of them are shown, so there is none.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-paper - Background of controls.
 * @cssproperty --lm-panel - Background of messages.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-autoregressive - The identity colour of autoregressive models.
 * @cssproperty --lm-masked - The identity colour of masked models.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens, ids and bytes.
 */
export class LmTokens extends ModelsElement {
  static override styles: CSSResultGroup = [
    styleTokens,
    shared,
    slotStyles,
    exchangeStyles,
    keysListStyles,
    tokensStyles,
  ];

  private readonly tokenizerLoads: readonly ModelLoad<Tokenizer>[] = modelIds.map((id) =>
    this.addLoad(tokenizers, { id: () => id }),
  );
  private readonly pointing = new Pointing();
  private readonly cutter = new Cutter({
    cut: (result, refused) => this.takeCut(result, refused),
    failed: (error, refusers) => {
      this.refusal = { error, refusers };
      this.fail(error);
    },
  });
  /** Which tokenizers the last error of a cut is of. */
  private refusal: { readonly error: unknown; readonly refusers: readonly string[] } | null = null;
  private readonly finder = new SearchPanel({
    tokenizers: () => this.loadedTokenizers,
    models: () => modelIds,
    words: () => this.search,
    searchIn: () => this.searchIn,
    result: () => this.shown?.result ?? null,
    asked: (words, searchIn) => {
      this.search = words;
      this.searchIn = searchIn;
      if (words !== '') void this.loadForTyping();
    },
    failed: (error) => this.fail(error),
    changed: () => this.requestUpdate(),
  });
  private readonly example: RecordedView = new RecordedView(
    this,
    {
      noExample: () => this.noExample,
      // What a person types is cut in a moment: until then the example stays, as of an earlier text.
      asksForExample: () => this.text === exampleText || this.isEdited,
      isEmpty: () => this.shown === null && !this.isLoading && !this.cutter.isBusy,
      open: (text) => this.importView(text),
      clear: () => {
        this.shown = null;
      },
    },
    () => import('./recorded/tokens.json?raw'),
  );
  private readonly link = new ViewLink(this, {
    linkKey: () => this.linkKey,
    takeLink: (params) => this.takeLink(params),
  });
  private readonly exchange = new Exchange({
    view: 'tokens',
    json: () => this.exportView(),
    csv: () => this.shown && tokensTable(this.shown.result, pieceName),
    open: (text) => this.importView(text),
    linkKey: () => this.linkKey,
    linkEntries: () => tokensLink.write(this.linkKey, this.linkState),
    linkLacks: () => tokensLink.tooLong(this.linkState),
    failed: (error) => this.dispatchEvent(new LmErrorEvent(error)),
    changed: () => this.requestUpdate(),
  });
  private readonly typing = new Typing(() => this.requestUpdate());
  /** What a person did last: that is heard. */
  private lastAct: 'text' | 'pin' | 'unpin' = 'text';
  /** A person has written in the field since the example was shown. */
  private isEdited = false;
  /** What a person wrote last. */
  private typed: string | null = null;
  /** Whether the page is told of what comes of the text: not where the page itself has set it. */
  private tells = false;

  @query('textarea') private field!: HTMLTextAreaElement | null;

  @state() private shown: Shown | null = null;
  /** Of the text that is shown. */
  @state() private refused: readonly Refused[] = [];
  @state() private showSpaces = false;
  @state() private showBytes = false;
  @state() private limit = tableStep;
  @state() private isAsked = false;

  /** The text to cut. */
  @property() text = exampleText;

  /** Tokens as running text, or as a table. */
  @property() view: 'chips' | 'table' = 'chips';

  /** What is looked for in the vocabularies: a part of a token, or an id. */
  @property() search = '';

  /** The catalogue's id of the model whose vocabulary is searched; all of them where left out. */
  @property({ attribute: 'search-in' }) searchIn = '';

  /** Under which name the page's address holds the element's state; without one it reads and writes no links. */
  @property({ attribute: 'link-key' }) linkKey = '';

  /** Leaves the element empty until a text is cut, instead of showing a recorded example. */
  @property({ type: Boolean, attribute: 'no-example' }) noExample = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.cutter.stop();
      this.typing.end();
      this.finder.stop();
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    this.finder.update();
    this.leaveButton();
    if (!changed.has('text') || this.text === this.shown?.text) return;
    this.forgetTextError();
    this.lastAct = 'text';
    this.tells = this.text === this.typed;
    if (this.allLoaded) void this.cutLoaded();
  }

  /** Loads the tokenizers where they are not there, and cuts the text. Errors are shown, and come as `lm-error`. */
  async compute(): Promise<void> {
    this.forgetTextError();
    this.finder.retry();
    this.typing.end();
    this.lastAct = 'text';
    this.tells = true;
    this.isAsked = true;
    try {
      await this.readyAll();
      await this.cutLoaded(true);
    } finally {
      this.isAsked = false;
    }
  }

  /** The text as every tokenizer cut it, as JSON to be brought in again; `null` while there is nothing. */
  exportView(): string | null {
    return this.shown && writeTokens(this.shown.result);
  }

  /**
   * Shows what {@link exportView} gave. No tokenizer is needed.
   *
   * @returns the models whose tokenizers cut the text
   * @throws RecordError saying what is wrong; nothing is changed then
   */
  importView(text: string): readonly ViewModel[] {
    const { models, data } = readTokens(String(text));
    requireModels(models, modelIds[0]!, modelIds);
    this.example.giveWay();
    this.cutter.stop();
    this.forgetTextError();
    this.isEdited = false;
    this.show(data);
    this.text = data.text;
    return models;
  }

  /** Whether there is something to press: until each change is cut at once, and where a cut failed that may be tried again. */
  private get needsButton(): boolean {
    return !this.allLoaded || this.isAsked || (this.error !== null && !this.isTextError);
  }

  /** The button goes away with what it did, and leaves the focus to the field. */
  private leaveButton(): void {
    if (this.needsButton || !this.shadowRoot?.activeElement?.matches('button.primary')) return;
    void this.updateComplete.then(() => this.goesOn?.focus());
  }

  private get loadedTokenizers(): readonly Tokenizer[] {
    return this.tokenizerLoads.flatMap(({ loaded }) => loaded ?? []);
  }

  private get allLoaded(): boolean {
    return this.loadedTokenizers.length === modelIds.length;
  }

  private get linkState() {
    const { text, view, search, searchIn } = this;
    return { text, view, search: search || null, searchIn: searchIn || null };
  }

  private takeLink(params: URLSearchParams): readonly string[] {
    const { state: linked, ignored } = tokensLink.read(this.linkKey, params);
    this.isEdited = false;
    this.tells = false;
    Object.assign(this, { view: 'chips', search: '', searchIn: '', ...linked });
    if (this.search !== '') this.finder.open();
    return ignored.map(({ name }) => name);
  }

  /** Loads the tokenizers for a person who types; not again after a load that failed or was cancelled. */
  private async loadForTyping(): Promise<void> {
    if (this.tokenizerLoads.some(({ cancelled, error }) => cancelled || error !== null)) return;
    if (this.allLoaded) return;
    await this.readyAll();
    await this.cutLoaded();
  }

  /**
   * Cuts the text by the tokenizers that are there.
   *
   * @param orSay whether it is said that there is no text
   */
  private async cutLoaded(orSay = false): Promise<void> {
    const by = this.loadedTokenizers;
    // A field that was emptied says by itself what is the matter.
    if (by.length === 0 || !this.isConnected || (this.text === '' && !orSay)) return;
    await this.cutter.cut(this.text, by);
  }

  private takeCut(result: TokenizedText, refused: readonly Refused[]): void {
    this.example.giveWay();
    this.show(result);
    this.refused = refused;
    if (result.text !== this.text) return;
    this.forgetTextError();
    // Whatever an earlier cut failed of, this one has come.
    if (this.refusal?.error === this.error) this.error = null;
    for (const { error } of refused) this.dispatchEvent(new LmErrorEvent(error));
    if (this.tells) this.dispatchEvent(new LmTokenizeEvent(result));
  }

  private show(result: TokenizedText): void {
    const isOther = result.text !== this.shown?.text;
    this.shown = shownOf(result, this.shown);
    this.refused = [];
    if (!isOther) return;
    this.pointing.clear();
    this.limit = tableStep;
  }

  private onInput(event: InputEvent): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.isEdited = true;
    this.typed = this.text;
    this.typing.letter();
    // What was selected is another stretch now.
    this.onSelect();
    void this.loadForTyping();
  }

  private onSelect(): void {
    const { field } = this;
    if (field && this.pointing.select(field.selectionStart, field.selectionEnd)) this.requestUpdate();
  }

  private onKeydown(event: KeyboardEvent): void {
    if (!isGoOnKey(event)) return;
    event.preventDefault();
    this.onCompute();
  }

  private onCompute(): void {
    if (!this.isAsked && !this.isLoading) void this.compute();
  }

  private onPoint(model: string, index: number): void {
    if (this.pointing.point(model, index)) this.requestUpdate();
  }

  private onPin(model: string, index: number): void {
    this.pointing.pin(model, index);
    this.lastAct = index < 0 ? 'unpin' : 'pin';
    this.requestUpdate();
  }

  private get statusText(): string {
    const { tokenizers: texts } = this.messages;
    if (this.isAsked) return this.isLoading ? '' : texts.working;
    return this.allLoaded ? texts.ready : '';
  }

  /** What is in sight elsewhere, and heard once a person has stopped typing. */
  private get heardText(): string {
    const { shown, messages } = this;
    if (!shown || this.isAsked || this.typing.isGoingOn) return '';
    if (this.lastAct === 'pin') return heardPin(shown, this.pointing, messages);
    if (this.lastAct === 'unpin') return messages.tokenizers.unpinned;
    const isAnswer = this.tells && shown.text === this.text && !this.example.isShown;
    return isAnswer ? heardFinding(shown, messages) : '';
  }

  private renderField(): TemplateResult {
    const { tokenizers: texts } = this.messages;
    return html`<label class="field"
        >${texts.text}<textarea
          part="text"
          rows="3"
          dir="auto"
          spellcheck="false"
          .value=${this.text}
          aria-invalid=${this.isTextError}
          aria-describedby=${this.isTextError ? 'load-error' : nothing}
          @input=${this.onInput}
          @blur=${() => this.typing.end()}
          @keydown=${this.onKeydown}
          @select=${this.onSelect}
          @selectionchange=${this.onSelect}
          @keyup=${this.onSelect}
          @pointerup=${this.onSelect}
        ></textarea>
      </label>
      <div class="ask" part="controls">
        ${
          this.needsButton
            ? html`<button
                class="primary"
                aria-disabled=${this.isAsked || this.isLoading}
                @click=${this.onCompute}
              >
                ${texts.button}
              </button>`
            : nothing
        }
        ${this.renderStatusSlot(this.statusText, { combined: true, hint: this.renderHint(), lead: this.renderRefusers() })}
      </div>`;
  }

  /** What a click or a letter loads: the tokenizers by their size together, since no choice among them is to be made. */
  private renderHint(): TemplateResult | typeof nothing {
    const missing = this.tokenizerLoads.filter(({ loaded }) => loaded === null);
    const bytes = missing.reduce((sum, load) => sum + (load.entry ? load.bytesOf(load.entry) : 0), 0);
    if (bytes === 0) return nothing;
    return html`<p class="soft" part="load-hint">${this.messages.tokenizers.loads(bytes)}</p>`;
  }

  private renderRefusers(): TemplateResult | typeof nothing {
    const { refusal, error, messages } = this;
    if (!refusal || refusal.error !== error || refusal.refusers.length === 0) return nothing;
    return html`<p>${messages.tokenizers.refused(refusal.refusers)}</p>`;
  }

  private renderResult(): TemplateResult | typeof nothing {
    const { shown, view, showSpaces, showBytes, limit, pointing } = this;
    if (!shown) return nothing;
    return renderShown(
      shown,
      {
        isCurrent: shown.text === this.text,
        isRecorded: this.example.isShown,
        refused: this.refused,
        // An answer that comes in a moment is waited for: the remark would flicker with every letter.
        isStale: shown.text !== this.text && !this.cutter.isBusy,
        view,
        showSpaces,
        showBytes,
        limit,
        pointing,
        onView: (chosen) => {
          this.view = chosen;
        },
        onShowSpaces: (checked) => {
          this.showSpaces = checked;
        },
        onShowBytes: (checked) => {
          this.showBytes = checked;
        },
        onMore: () => {
          this.limit += tableStep;
        },
        onPoint: (model, index) => this.onPoint(model, index),
        onPin: (model, index) => this.onPin(model, index),
      },
      this.messages,
    );
  }

  override render(): TemplateResult {
    const { messages, exchange } = this;
    const { drop } = exchange;
    return html`<div
      part="base"
      class=${drop.dragging ? 'dragging' : ''}
      @dragover=${drop.onDragover}
      @dragleave=${drop.onDragleave}
      @drop=${drop.onDrop}
    >
      ${this.link.render(messages)} ${this.renderField()} ${this.renderResult()}
      <p class="hidden-visually" role="status">${this.heardText}</p>
      ${this.finder.render(messages)} ${tokensKeys(messages)} ${exchange.render(messages)}
      ${drop.render(messages)}
    </div>`;
  }
}
