import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { keysListStyles } from '../keys-list.ts';
import { property, query, state } from 'lit/decorators.js';
import { joinedText } from '../../charts/run-text.ts';
import { findModel } from '../../engine/index.ts';
import type { BranchAction } from '../../events/branch-event.ts';
import { LmDoneEvent } from '../../events/done-event.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import { LmMetricsEvent } from '../../events/metrics-event.ts';
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
import type { LmChips } from '../chips/chips.ts';
import type { LmDistribution } from '../distribution/distribution.ts';
import { exchangeStyles } from '../exchange/exchange.styles.ts';
import { FileDrop } from '../exchange/file-drop.ts';
import { ModelElement } from '../model-element/model-element.ts';
import { BranchChanges } from './branch-changes.ts';
import { controls } from './controls.ts';
import { distributionPanel } from './distribution-panel.ts';
import { editor, tools } from './editor.ts';
import { generateStyles } from './generate.styles.ts';
import { keysPanel } from './keys-panel.ts';
import { ManyTexts } from './many-texts.ts';
import { measuresPanel } from './measures-panel.ts';
import { metricsPanel } from './metrics-panel.ts';
import { output, recordedRemark } from './output.ts';
import { PageLink } from './page-link.ts';
import { PromptAside } from './prompt-aside.ts';
import { promptFields } from './prompt-fields.ts';
import { isInChat, optionsOf, sourceOf } from './properties.ts';
import { RecordedExample } from './recorded-example.ts';
import { settingsPanel } from './settings-panel.ts';
import { linkStateOf, sessionOf, sourceOfSession, takeLink, takeSession } from './sharing.ts';
import { aheadRemark, seedRemark, statusText } from './status-text.ts';
import { TextEdit } from './text-edit.ts';
import { TokenKeys } from './token-keys.ts';
import { Transfer } from './transfer.ts';
import { LogitsStore } from './writing/logits-store.ts';
import { nameTokens } from './writing/name-tokens.ts';
import type { PromptSource } from './writing/types.ts';
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
 * @fires {LmMetricsEvent} lm-metrics - A generation in numbers: at most four times a second, and once at its end; of many
 *   texts at once all together.
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
 * @csspart chip - One token.
 * @csspart group - The tokens of one character.
 * @csspart readout - The line with the numbers of the token that is pointed at.
 * @csspart legend - What the tints, bars and marks mean.
 * @csspart editor - The text field in which the text is edited.
 * @csspart tools - The row of controls below the text.
 * @csspart sampling - The settings of sampling.
 * @csspart distribution - Where the chosen token came from.
 * @csspart bars - The list of bars of the chosen token's step.
 * @csspart bar - One bar.
 * @csspart facts - The list of numbers of the chosen token.
 * @csspart why - The reason why the chosen token came.
 * @csspart draw-bar - The tokens that could be drawn, with the random number.
 * @csspart metrics - The speed and the cost of the generation.
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
  static override styles: CSSResultGroup = [
    styleTokens,
    shared,
    exchangeStyles,
    keysListStyles,
    generateStyles,
  ];

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
    open: async (session) => {
      await this.stop();
      this.openSession(session);
      this.focusToken(this.writing.texts.current?.promptLength ?? 0);
    },
    failed: (error) => this.dispatchEvent(new LmErrorEvent(error)),
    changed: () => this.requestUpdate(),
  });
  /** What the element's collaborators see of it; each asks for its share. */
  private readonly host = {
    model: () => this.model,
    writing: () => this.writing,
    source: () => sourceOf(this),
    setSource: (source: PromptSource) => this.setSource(source),
    examplePrompt: () => this.entry?.example,
    wantsExample: () => this.wantsExample,
    takeLink: () => (this.linkKey ? takeLink(this, this.linkKey) : null),
    keepLogits: (...kept: Parameters<LogitsStore['set']>) => this.store.set(...kept),
    actions: () => this,
    busy: () => this.busy,
    language: () => this.language,
    many: () => this.manyTexts.count,
    pinAt: (index: number) => this.pinAt(index),
    pick: (tokenId: number, text: string) => this.pick(tokenId, text),
    goTo: (index: number) => this.goTo(index),
    changeBranch: (action: BranchAction) => this.branches.change(action),
    startEdit: () => this.edit.start(true),
    copyText: () => this.transfer.copyText(),
    importFile: (file: File) => void this.transfer.importFile(file),
    say: (notice: typeof this.notice) => {
      this.notice = notice;
    },
    updated: () => this.updateComplete,
    focusEditor: () => this.editor?.focus(),
    focusEditButton: () => this.editButton?.focus(),
    focusPrompt: () => this.promptField?.focus(),
    focusToken: (index: number) => this.focusToken(index),
    focusDistribution: () => this.focusDistribution(),
    changed: () => this.requestUpdate(),
  };
  private readonly example: RecordedExample = new RecordedExample(this.host);
  private readonly link: PageLink = new PageLink(this.host);
  private readonly edit: TextEdit = new TextEdit(this.host);
  private readonly aside: PromptAside = new PromptAside(this.host);
  private readonly keys: TokenKeys = new TokenKeys(this.host);
  private readonly drop: FileDrop = new FileDrop(this.host);
  private readonly branches: BranchChanges = new BranchChanges(this.host);
  private readonly manyTexts: ManyTexts = new ManyTexts(this.host);
  private readonly onPin = (index: number): void => this.pinAt(index);
  private readonly labelOf = (tokenId: number) => this.writing.label(tokenId);
  private readonly scoreWord = (word: string, signal: AbortSignal) => this.writing.scoreWord(word, signal);

  @query('lm-chips[part=tokens]') private chips!: LmChips | null;
  @query('lm-distribution') private distribution!: LmDistribution | null;
  @query('.edit') private editButton!: HTMLElement | null;
  @query('[part=editor]') private editor!: HTMLTextAreaElement | null;
  @query('textarea[part=prompt]') private promptField!: HTMLTextAreaElement | null;

  @state() private settingsOpen = false;
  @state() private showSpaces = false;
  @state() private showBytes = false;

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
    this.link.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.link.disconnect();
    queueMicrotask(() => {
      if (!this.isConnected) for (const writing of this.writings.values()) void writing.stop();
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.hasUpdated) this.link.read();
    const before = findModel(String(changed.get('model')));
    // A prompt that nobody wrote goes with its model.
    if (before && this.prompt === before.example) this.prompt = this.entry?.example ?? this.prompt;
    if (changed.has('model')) this.branches.forgetCompared();
    if (this.noExample || isInChat(this)) this.writing.dropRecording();
    if (changed.has('model') || changed.has('noExample')) void this.example.show();
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
          const loaded = await this.ready();
          if (loaded) await nameTokens(writing, loaded);
          return loaded;
        },
        fail: (error) => own(() => this.fail(error)),
        remark: (notice) =>
          own(() => {
            this.notice = notice;
          }),
        takeSource: (source) => own(() => this.takeSource(source)),
        changed: () => this.requestUpdate(),
        written: (steps) => own(() => this.dispatchEvent(new LmTokenEvent(steps))),
        measured: (...numbers) => own(() => this.dispatchEvent(new LmMetricsEvent(...numbers))),
        ended: (summary) => own(() => this.dispatchEvent(new LmDoneEvent(summary))),
      },
      this.store,
    );
    return writing;
  }

  /** Another branch is shown: the prompt is its own. What was typed meanwhile can be taken back. */
  private takeSource(source: PromptSource): void {
    this.aside.put(source);
    this.setSource(source);
  }

  private setSource({ prompt, system }: PromptSource): void {
    this.prompt = prompt;
    this.chat = system !== null;
    this.system = system ?? this.system;
  }

  private get busy(): boolean {
    return this.writing.running || this.loadPhase === 'loading' || this.writing.draft !== null;
  }

  private get session(): Session | null {
    return sessionOf(this, this.writing, this.loaded);
  }

  private get keptLogits(): Map<TokenRecord, Float32Array> {
    return this.store.of(this.writing.texts.branches.all.flatMap(({ tokens }) => tokens));
  }

  private openSession(session: Session): void {
    this.aside.put(sourceOfSession(session));
    takeSession(this, session);
    const { branches, current, vocabularySize, logits } = session;
    if (branches.length > 0) {
      this.writing.add(branches, Math.max(0, current), sourceOf(this), vocabularySize);
    }
    for (const [token, vector] of logits ?? []) this.store.set(token, vector);
    this.link.forget();
  }

  private focusToken(index: number): void {
    void this.updateComplete.then(() => this.chips?.focusToken(index));
  }

  /** What was done took its button away, or is told there. */
  private focusDistribution(): void {
    void this.updateComplete
      .then(() => this.distribution?.updateComplete)
      .then(() => this.distribution?.focusHeading());
  }

  /** Whether a recorded example would be one of what is asked for. */
  private get wantsExample(): boolean {
    return this.prompt === this.entry?.example && !this.noExample && !isInChat(this) && !this.link.waits;
  }

  private pinAt(index: number): void {
    this.writing.pin(index);
    void this.example.fetchLogits();
  }

  private pick(tokenId: number, text: string): void {
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

  private goTo(index: number): void {
    this.notice = null;
    this.writing.goTo(index);
  }

  private renderPrompt(): TemplateResult {
    const { prompt, system, chat, busy, language, aside } = this;
    return promptFields(
      {
        aside: aside.prompt,
        onTakeBack: () => aside.takeBack(),
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
          this.takeSource({ prompt: rawPrompt, system: null });
          this.promptField?.focus();
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
    const loading = this.loadPhase === 'loading';
    return controls({ actions: this, writing, busy, loading, pace, onPace }, this.messages);
  }

  private renderOutput(): TemplateResult {
    const { messages, language, showSpaces, showBytes, onPin } = this;
    const { texts, running, draft } = this.writing;
    const busy = running;
    const onApply = () => void this.edit.apply();
    const onCancel = () => this.edit.end();
    return html`<div class="output" part="output" @keydown=${this.keys.onKeydown}>
      ${recordedRemark(texts, this.entry?.name, messages)}
      ${
        draft
          ? editor(draft, { busy, onApply, onCancel }, messages)
          : output({ texts, running, language, showSpaces, showBytes, onPin }, messages)
      }
    </div>`;
  }

  private renderTools(): TemplateResult | typeof nothing {
    const { busy, showSpaces, showBytes, writing } = this;
    if (!writing.texts.current) return nothing;
    return tools(
      {
        editing: writing.draft !== null,
        busy,
        showSpaces,
        showBytes,
        onEdit: () => this.edit.start(),
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
    const { writing, busy, language, labelOf: label, entry, scoreWord } = this;
    return distributionPanel(
      {
        writing,
        settings: plainSettings(this),
        busy,
        language,
        label,
        scoreWord,
        askHint: this.loaded || !entry ? '' : this.messages.load.hint(entry.name, this.bytesOf(entry)),
        onPick: ({ tokenId, text }) => {
          this.pick(tokenId, text);
          this.focusDistribution();
        },
        onCompute: () => {
          // At once, since the button goes while it is computed.
          this.focusDistribution();
          void writing.computeLogits(writing.texts.pinned);
        },
        onGoHere: () => {
          this.goTo(writing.texts.pinned);
          this.focusDistribution();
        },
        onLeave: () => this.focusToken(writing.texts.pinned),
      },
      this.messages,
    );
  }

  /** Writes a new text from the prompt, loading the model first where it is not there. Errors are shown. */
  async generate(): Promise<void> {
    if (this.writing.running) return;
    if (await this.writing.write(true, this.maxTokens)) {
      this.link.forget();
      this.aside.forget();
    }
    // A recording makes room for a text; where none came, it comes back.
    void this.example.show();
  }

  /** Writes one more token; nothing where the text has ended. */
  async step(): Promise<void> {
    const { writing } = this;
    const { texts } = writing;
    if (writing.running || writing.isEnded) return;
    const onTokens = () => this.shadowRoot?.activeElement === this.chips;
    const wasOnTokens = onTokens();
    const came = await writing.write(false, 1, 'paused');
    void this.example.show();
    if (this.writing !== writing || !came) return;
    this.pinAt(texts.cursor - 1);
    if (wasOnTokens && onTokens()) this.focusToken(texts.cursor - 1);
  }

  /** Goes back one token; it is kept for as long as what is written then agrees with it. */
  back(): void {
    const { writing } = this;
    const { texts } = writing;
    if (!writing.canGoBack) return;
    this.goTo(texts.cursor - 1);
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
    await this.writing.stop();
  }

  /**
   * Writes the prompt several times at once, each time with another seed. Errors are shown.
   *
   * @param count how many texts, 1 to 64
   */
  async generateMany(count: number): Promise<void> {
    await this.manyTexts.write(count);
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
   * @throws RecordError saying what is wrong with the text, or a DOMException InvalidStateError while a text is being
   *   written; nothing is changed then
   */
  importSession(text: string): void {
    const session = readSession(text);
    requireModel(session, this.model, this.entry);
    if (this.writing.running) throw new DOMException('A text is being written', 'InvalidStateError');
    this.openSession(session);
  }

  override render(): TemplateResult {
    const { messages, writing, language, drop } = this;
    const text = this.error === null ? statusText(writing, messages) : '';
    const onKeep = (seed: number) => {
      this.seed = seed;
    };
    const remarks = [aheadRemark(writing, messages), seedRemark(writing, this.seed, onKeep, messages)];
    return html`<div
      part="base"
      class=${drop.dragging ? 'dragging' : nothing}
      @dragover=${drop.onDragover}
      @dragleave=${drop.onDragleave}
      @drop=${drop.onDrop}
    >
      <div class="top">
        ${this.link.render(messages)} ${this.renderModelChoice(this.busy)} ${this.renderPrompt()}
        ${this.renderControls()} ${this.renderLoadHint()} ${this.renderProgress()} ${this.renderError()}
        <h3 class="hidden-visually">${messages.writing.text}</h3>
        ${this.renderOutput()} ${this.renderStatus(text, remarks)} ${this.renderTools()}
        ${metricsPanel(writing)}
      </div>
      <div class="origin">${this.renderDistribution()}</div>
      <div class="rail">${this.renderSettings()}</div>
      <div class="more">
        ${this.branches.render(messages)} ${measuresPanel(writing.texts, language, this.onPin, messages)}
        ${this.manyTexts.render(messages)} ${this.transfer.renderPanel(messages)} ${keysPanel(messages)}
      </div>
      ${drop.render(messages)}
    </div>`;
  }
}
