import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { joinedText } from '../../charts/run-text.ts';
import { findModel, type Model } from '../../engine/index.ts';
import type { LmBranchEvent } from '../../events/branch-event.ts';
import { LmDoneEvent } from '../../events/done-event.ts';
import type { LmPickEvent } from '../../events/pick-event.ts';
import type { LmSamplingEvent } from '../../events/sampling-event.ts';
import { LmTokenEvent } from '../../events/token-event.ts';
import {
  plainSettings,
  readSession,
  requireModel,
  writeSession,
  type Session,
  type TokenRecord,
} from '../../records/index.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { ModelElement } from '../model-element/model-element.ts';
import { act } from './act.ts';
import { branchesPanel } from './branches-panel.ts';
import { controls } from './controls.ts';
import { distributionPanel } from './distribution-panel.ts';
import { editor, tools } from './editor.ts';
import { exampleLogits, exampleOf } from './examples.ts';
import { generateStyles } from './generate.styles.ts';
import { keysPanel } from './keys-panel.ts';
import { linkedNotice } from './linked-notice.ts';
import { manyPanel, mostAtOnce } from './many-panel.ts';
import { measuresPanel } from './measures-panel.ts';
import { output, recordedRemark } from './output.ts';
import { promptFields } from './prompt-fields.ts';
import { isInChat, optionsOf, sourceOf } from './properties.ts';
import { settingsPanel } from './settings-panel.ts';
import { linkStateOf, sessionOf, takeLink, takeSession, type LinkedText } from './sharing.ts';
import { actionOf } from './shortcuts.ts';
import { aheadRemark, statusText } from './status-text.ts';
import { Transfer } from './transfer.ts';
import { LogitsStore } from './writing/logits-store.ts';
import { Writing } from './writing/writing.ts';

/** Wide enough for the rail: as in generate.styles.ts. */
const railWidth = 860;

/**
 * An autoregressive model writing token by token: each token with its probability, what else could have come, why this
 * one came, and what would have come otherwise.
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
 * @csspart system - The text field of the system message.
 * @csspart raw-prompt - A chat's prompt as the model sees it.
 * @csspart controls - The row of buttons.
 * @csspart output - The prompt and the generated text.
 * @csspart tokens - The text, token by token.
 * @csspart editor - The text field in which the text is edited.
 * @csspart tools - The row of controls below the text.
 * @csspart sampling - The settings of sampling.
 * @csspart distribution - Where the chosen token came from.
 * @csspart measures - The measures over the tokens.
 * @csspart branches - The tree of branches.
 * @csspart side-by-side - The branches that are compared.
 * @csspart completions - Many completions of the same prompt.
 * @csspart transfer - The buttons of getting texts in and out.
 * @csspart copy-link - The button that copies a link to what is shown.
 * @csspart copy-text - The button that copies the text.
 * @csspart export-csv - The button that saves a table.
 * @csspart export-json - The button that saves a file to be brought in again.
 * @csspart choose-model - The button that chooses the model of a file and brings it in.
 * @csspart open-linked - The button that loads the model to show the text of a link.
 * @csspart keys - The list of keys.
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
  static override styles: CSSResultGroup = [styleTokens, shared, generateStyles];

  protected readonly task = 'autoregressive';
  /** What each model wrote, so that a change of model loses nothing. */
  private readonly writings = new Map<string, Writing>();
  private readonly store = new LogitsStore();
  private readonly transfer = new Transfer({
    model: () => this.model,
    fixedModel: () => this.fixedModel,
    linkKey: () => this.linkKey,
    text: () => joinedText(this.writing.texts.current?.tokens ?? []),
    logits: () => this.keptLogits,
    session: () => this.session,
    linkState: () => linkStateOf(this, this.writing.texts),
    open: (session) => this.openSession(session),
    remark: (notice) => {
      this.error = null;
      this.notice = notice;
    },
    fail: (error) => this.fail(error),
  });
  private compared: readonly number[] = [];
  private readonly onHashChange = (): void => this.readHash();
  private readonly onPin = (index: number): void => this.pinAt(index);
  private readonly labelOf = (tokenId: number) => this.writing.label(tokenId);
  private readonly scoreWord = (word: string, signal: AbortSignal) => this.writing.scoreWord(word, signal);

  @query('[part=editor]') private editor!: HTMLTextAreaElement | null;

  @state() private settingsOpen = false;
  @state() private editing = false;
  @state() private showSpaces = false;
  @state() private showBytes = false;
  @state() private dragging = false;
  @state() private many = 8;
  @state() private linked: LinkedText | null = null;

  /** The catalogue's id of the model. */
  @property() override model = 'stories-4m';

  /** The text to write on from; in a chat, what the user says. */
  @property() prompt = 'Once upon a time';

  /** Puts the prompt into the model's chat template, where it has one. */
  @property({ type: Boolean }) chat = false;

  /** What the system is told in a chat; left empty, the template takes its own. */
  @property() system = '';

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

  /** How many tokens a second are written at most; 0 for as many as come. */
  @property({ type: Number }) pace = 0;

  /** Under which name the page's address holds the element's state; without one it reads and writes no links. */
  @property({ attribute: 'link-key' }) linkKey = '';

  /** Leaves the text empty until the model writes, instead of showing a recorded example. */
  @property({ type: Boolean, attribute: 'no-example' }) noExample = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.onHashChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.onHashChange);
    queueMicrotask(() => {
      if (!this.isConnected) for (const writing of this.writings.values()) void writing.stop();
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.hasUpdated) this.readHash();
    const before = findModel(String(changed.get('model')));
    // A prompt that nobody wrote goes with its model.
    if (before && this.prompt === before.example) this.prompt = this.entry?.example ?? this.prompt;
    if (changed.has('model')) {
      this.editing = false;
      this.compared = [];
    }
    if (changed.has('model') || changed.has('noExample')) void this.showExample();
  }

  protected override firstUpdated(): void {
    this.settingsOpen = this.clientWidth >= railWidth;
  }

  private get writing(): Writing {
    let writing = this.writings.get(this.model);
    if (!writing) {
      writing = this.newWriting();
      this.writings.set(this.model, writing);
    }
    return writing;
  }

  private newWriting(): Writing {
    const { model } = this;
    const own = (tell: () => void) => {
      // Of a model that is no longer shown, nothing is told.
      if (this.model === model) tell();
    };
    const writing: Writing = new Writing(
      {
        source: () => sourceOf(this),
        options: () => optionsOf(this),
        ready: async () => {
          this.error = null;
          this.notice = null;
          this.transfer.clear();
          const loaded = await this.ready();
          if (loaded) await this.nameTokens(writing, loaded);
          return loaded;
        },
        fail: (error) => own(() => this.fail(error)),
        remark: (notice) =>
          own(() => {
            this.notice = notice;
          }),
        takeSource: ({ prompt, system }) => {
          this.prompt = prompt;
          this.chat = system !== null;
          this.system = system ?? this.system;
        },
        changed: () => this.requestUpdate(),
        written: (steps) => own(() => this.dispatchEvent(new LmTokenEvent(steps))),
        ended: (summary) => own(() => this.dispatchEvent(new LmDoneEvent(summary))),
      },
      this.store,
    );
    return writing;
  }

  private async nameTokens(writing: Writing, model: Model): Promise<void> {
    writing.vocabularySize = model.info.vocabularySize;
    try {
      writing.vocabulary ??= await model.vocabulary();
    } catch {
      // Tokens that were not listed with a step go by their ids.
    }
  }

  private get busy(): boolean {
    return this.writing.running || this.loadPhase === 'loading';
  }

  private get session(): Session | null {
    return sessionOf(this, this.writing, this.loaded);
  }

  private get keptLogits(): Map<TokenRecord, Float32Array> {
    return this.store.of(this.writing.texts.branches.all.flatMap(({ tokens }) => tokens));
  }

  private openSession(session: Session): void {
    takeSession(this, session);
    const { branches, current, vocabularySize, logits } = session;
    if (branches.length > 0) {
      this.writing.add(branches, Math.max(0, current), sourceOf(this), vocabularySize);
    }
    for (const [token, vector] of logits ?? []) this.store.set(token, vector);
    this.linked = null;
    this.editing = false;
  }

  /** Takes over what the page's address says. It starts nothing: a text by ids waits for a click. */
  private readHash(): void {
    if (!this.linkKey) return;
    const { linked, ignored } = takeLink(this, this.linkKey);
    this.linked = linked;
    if (ignored.length > 0) this.notice = ({ records }) => records.ignored(ignored);
  }

  private async openLinked({ promptIds, branchIds }: LinkedText): Promise<void> {
    await this.writing.openIds(promptIds, branchIds);
    if (this.writing.texts.current && !this.error) this.linked = null;
  }

  /** What the model wrote for somebody else, until it writes here. */
  private async showExample(): Promise<void> {
    const { writing, model, entry } = this;
    const { texts } = writing;
    const wanted = () =>
      this.model === model &&
      this.prompt === entry?.example &&
      !this.noExample &&
      !isInChat(this) &&
      !this.linked &&
      texts.branches.all.length === 0 &&
      writing.phase === 'idle';
    if (!wanted()) return;
    const example = await exampleOf(model);
    if (!example || !wanted()) return;
    writing.add(example.branches, example.current, sourceOf(this), example.vocabularySize);
    texts.recorded = true;
  }

  /** The logits of a recording are fetched when somebody looks at a step. */
  private async fetchExampleLogits(): Promise<void> {
    const { writing, model } = this;
    const { current } = writing.texts;
    if (!current) return;
    const logits = await exampleLogits(model);
    if (!logits) return;
    for (const [index, token] of current.tokens.entries()) this.store.set(token, logits[index]);
    this.requestUpdate();
  }

  private pinAt(index: number): void {
    const { writing } = this;
    writing.pin(index);
    const { recorded, pinned } = writing.texts;
    if (recorded && pinned > 0 && !writing.logitsAt(pinned)) void this.fetchExampleLogits();
  }

  private onPick({ tokenId, text }: LmPickEvent): void {
    const { writing } = this;
    if (!writing.pick(tokenId, text)) return;
    const { current, pinnedToken } = writing.texts;
    const { number } = current!;
    const name = pinnedToken!.text.trim() || pinnedToken!.text;
    this.notice = ({ writing, branches }) => writing.picked(name, branches.branch(number));
  }

  private onSampling({ settings, seed, maxTokens }: LmSamplingEvent): void {
    Object.assign(this, settings, { seed, maxTokens });
  }

  private onBranch({ action }: LmBranchEvent): void {
    const { writing } = this;
    switch (action.type) {
      case 'switch':
        writing.switchTo(action.id);
        break;
      case 'rename':
        writing.rename(action.id, action.name);
        break;
      case 'prune':
        writing.prune(action.id);
        break;
      case 'undo':
        writing.undo();
        break;
      case 'compare':
        this.compared = this.compared.filter((id) => id !== action.id);
        if (action.compared) this.compared = [...this.compared, action.id];
        break;
      default:
        action satisfies never;
    }
    this.requestUpdate();
  }

  private onKeydown(event: KeyboardEvent): void {
    const action = actionOf(event);
    if (!action || event.defaultPrevented) return;
    event.preventDefault();
    act(action, event.key, {
      actions: this,
      writing: this.writing,
      busy: this.busy,
      many: this.many,
      edit: () => this.startEdit(),
      copy: () => void this.transfer.copyText(),
    });
  }

  private startEdit(): void {
    if (this.busy || !this.writing.texts.current) return;
    this.editing = true;
    void this.updateComplete.then(() => this.editor?.focus());
  }

  private endEdit(): void {
    this.editing = false;
    void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>('.edit')?.focus());
  }

  private async applyEdit(): Promise<void> {
    const text = this.editor?.value ?? '';
    if (this.busy) return;
    if (await this.writing.edit(text)) this.endEdit();
  }

  private onDragover(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = true;
  }

  private onDragleave(): void {
    this.dragging = false;
  }

  private onDrop(event: DragEvent): void {
    event.preventDefault();
    this.dragging = false;
    const file = event.dataTransfer?.files[0];
    if (file) void this.transfer.importFile(file);
  }

  private renderPrompt(): TemplateResult {
    const { prompt, system, chat, busy, language } = this;
    return promptFields(
      {
        prompt,
        system,
        chat,
        canChat: this.entry?.chat === true,
        rawPrompt: this.writing.rawPrompt,
        busy,
        language,
        onPrompt: (text) => {
          this.prompt = text;
          this.forgetTextError();
        },
        onSystem: (text) => {
          this.system = text;
          this.forgetTextError();
        },
        onChat: (checked) => {
          this.chat = checked;
        },
        onUseRaw: (rawPrompt) => {
          this.prompt = rawPrompt;
          this.chat = false;
        },
      },
      this.messages,
    );
  }

  private renderControls(): TemplateResult {
    const { writing, busy, pace } = this;
    const onPace = (chosen: number) => {
      this.pace = chosen;
    };
    return controls({ actions: this, writing, busy, pace, onPace }, this.messages);
  }

  private renderLinked(): TemplateResult | typeof nothing {
    const { linked, busy } = this;
    if (!linked) return nothing;
    return linkedNotice(linked.branchIds.length, busy, () => void this.openLinked(linked), this.messages);
  }

  private renderOutput(): TemplateResult {
    const { messages, busy, language, showSpaces, showBytes, onPin } = this;
    const { texts, running } = this.writing;
    const { current } = texts;
    const onApply = () => void this.applyEdit();
    const onCancel = () => this.endEdit();
    return html`<div class="output" part="output" @keydown=${this.onKeydown}>
      ${recordedRemark(texts, this.entry?.name, messages)}
      ${
        this.editing && current
          ? editor(current, { busy, onApply, onCancel }, messages)
          : output({ texts, running, language, showSpaces, showBytes, onPin }, messages)
      }
    </div>`;
  }

  private renderTools(): TemplateResult | typeof nothing {
    const { editing, busy, showSpaces, showBytes } = this;
    if (!this.writing.texts.current) return nothing;
    return tools(
      {
        editing,
        busy,
        showSpaces,
        showBytes,
        onEdit: () => this.startEdit(),
        onShowSpaces: (shown) => {
          this.showSpaces = shown;
        },
        onShowBytes: (shown) => {
          this.showBytes = shown;
        },
      },
      this.messages,
    );
  }

  private renderSettings(): TemplateResult {
    return settingsPanel(
      this,
      this.settingsOpen,
      {
        toggle: (open) => {
          this.settingsOpen = open;
        },
        sampling: (event) => this.onSampling(event),
      },
      this.messages,
    );
  }

  private renderDistribution(): TemplateResult | typeof nothing {
    const { writing, busy, language, labelOf: label } = this;
    return distributionPanel(
      {
        writing,
        settings: plainSettings(this),
        busy,
        language,
        label,
        scoreWord: this.loaded ? this.scoreWord : null,
        onPick: (event) => this.onPick(event),
      },
      this.messages,
    );
  }

  private renderBranches(): TemplateResult | typeof nothing {
    const { compared, busy, language } = this;
    const { texts } = this.writing;
    const onBranch = (event: LmBranchEvent) => this.onBranch(event);
    return branchesPanel({ texts, compared, busy, language, onBranch }, this.messages);
  }

  private renderMany(): TemplateResult {
    const { writing, many: count, busy, language } = this;
    return manyPanel(
      {
        completions: writing.completions,
        count,
        busy,
        language,
        onCount: (chosen) => {
          this.many = chosen;
        },
        onWrite: () => void this.generateMany(count),
        onOpen: (index) => writing.openCompletion(index),
      },
      this.messages,
    );
  }

  /** Writes a new text from the prompt, loading the model first where it is not there. Errors are shown. */
  async generate(): Promise<void> {
    if (this.writing.running) return;
    this.editing = false;
    this.linked = null;
    await this.writing.write(true, this.maxTokens);
  }

  /** Writes one more token; nothing where the text has ended. */
  async step(): Promise<void> {
    const { writing } = this;
    const { texts } = writing;
    if (writing.running || writing.isEnded) return;
    const before = texts.writtenCount;
    await writing.write(false, 1, 'paused');
    if (this.writing === writing && texts.writtenCount !== before) this.pinAt(texts.cursor - 1);
  }

  /** Goes back one token; it is kept for as long as what is written then agrees with it. */
  back(): void {
    const { writing } = this;
    const { texts } = writing;
    if (!writing.canGoBack) return;
    writing.goTo(texts.cursor - 1);
    if (texts.pinned >= texts.cursor) this.pinAt(texts.cursor - 1);
  }

  /** Holds the text after the token that is being computed; {@link resume} goes on. */
  async pause(): Promise<void> {
    await this.writing.pause();
  }

  /** Goes on with a text that was paused, stopped or had as many tokens as were asked for. */
  async resume(): Promise<void> {
    if (!this.writing.running) await this.writing.write(false, this.maxTokens);
  }

  /** Ends the generation after the token that is being computed; the text stays. */
  async stop(): Promise<void> {
    if (this.loadPhase === 'loading') this.cancelLoad();
    else await this.writing.stop();
  }

  /**
   * Writes the prompt several times at once, each time with another seed. Errors are shown.
   *
   * @param count how many texts, 1 to 64
   */
  async generateMany(count: number): Promise<void> {
    if (this.writing.running) return;
    await this.writing.writeMany(Math.max(1, Math.min(mostAtOnce, Math.round(count) || 1)));
  }

  /**
   * All that is there as JSON text, to be kept and brought in again; `null` where nothing is.
   *
   * @param options `logits`: with the logits that are kept, from which every distribution can be derived anew
   */
  exportSession(options: { logits?: boolean } = {}): string | null {
    const { session } = this;
    if (!session) return null;
    return writeSession(options.logits ? { ...session, logits: this.keptLogits } : session);
  }

  /**
   * Shows what {@link exportSession} gave, without running a model. What is there stays, as other branches.
   *
   * @throws RecordError saying what is wrong with the text; nothing is changed then
   */
  importSession(text: string): void {
    const session = readSession(text);
    requireModel(session, this.model);
    this.openSession(session);
  }

  override render(): TemplateResult {
    const { messages, writing, language } = this;
    const text = this.error === null ? statusText(writing, messages) : '';
    return html`<div
      part="base"
      class=${this.dragging ? 'dragging' : nothing}
      @dragover=${this.onDragover}
      @dragleave=${this.onDragleave}
      @drop=${this.onDrop}
    >
      <div class="top">
        ${this.renderModelChoice(this.busy)} ${this.renderPrompt()} ${this.renderControls()}
        ${this.renderLoadHint()} ${this.renderProgress()}
        ${this.renderError(this.transfer.renderRemedy(messages))} ${this.renderLinked()}
        ${this.renderOutput()} ${this.renderStatus(text, aheadRemark(writing, messages))}
        ${this.renderTools()}
      </div>
      <div class="rail">${this.renderSettings()}</div>
      <div class="more">
        ${this.renderDistribution()} ${measuresPanel(writing.texts, language, this.onPin, messages)}
        ${this.renderBranches()} ${this.renderMany()} ${this.transfer.renderPanel(messages)}
        ${keysPanel(messages)}
      </div>
      ${this.dragging ? html`<p class="drop">${messages.writing.dropHere}</p>` : nothing}
    </div>`;
  }
}
