import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { SamplingSettings } from '../../core/filters.ts';
import { catalogue, findModel, type Model } from '../../engine/index.ts';
import type { LmBranchEvent } from '../../events/branch-event.ts';
import { LmDoneEvent } from '../../events/done-event.ts';
import type { LmOpenCompletionEvent } from '../../events/open-completion-event.ts';
import type { LmPickEvent } from '../../events/pick-event.ts';
import type { LmPinEvent } from '../../events/pin-event.ts';
import type { LmSamplingEvent } from '../../events/sampling-event.ts';
import { LmTokenEvent } from '../../events/token-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { KeyName } from '../../i18n/sections/writing.ts';
import {
  readLink,
  readSession,
  requireModel,
  writeSession,
  type LinkState,
  type Session,
  type TokenRecord,
} from '../../records/index.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { ModelElement } from '../model-element/model-element.ts';
import { exampleLogits, exampleOf } from './examples.ts';
import { firstTokens } from './first-tokens.ts';
import { generateStyles } from './generate.styles.ts';
import { LogitsStore } from './logits-store.ts';
import { actionOf, keysOf } from './shortcuts.ts';
import { Transfer } from './transfer.ts';
import { Writing, type PromptSource, type WritingOptions } from './writing.ts';

/** Wide enough for the rail: as in generate.styles.ts. */
const railWidth = 860;

/** Choices of how many tokens a second are written; 0 for as many as come. */
const paces = [0, 8, 4, 2, 1];

const mostAtOnce = 64;

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
  private readonly transfer: Transfer;
  private compared: readonly number[] = [];
  private readonly onHashChange = (): void => this.readHash();

  @query('lm-chips') private chips!: (HTMLElement & { focusToken(index: number): Promise<void> }) | null;
  @query('[part=editor]') private editor!: HTMLTextAreaElement | null;

  @state() private settingsOpen = false;
  @state() private editing = false;
  @state() private showSpaces = false;
  @state() private showBytes = false;
  @state() private dragging = false;
  @state() private many = 8;
  /** The text that a link holds as token ids, which only the model can tell. */
  @state() private linked: { promptIds: readonly number[] | null; branchIds: readonly number[] } | null =
    null;

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

  constructor() {
    super();
    // The element's own members, and what only the transfer may see of the private ones.
    this.transfer = new Transfer(this.transferHost());
  }

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
    const element = this;
    const writing: Writing = new Writing(
      {
        get source() {
          return element.source;
        },
        get options() {
          return element.options;
        },
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

  private transferHost() {
    const element = this;
    return {
      get model() {
        return element.model;
      },
      get fixedModel() {
        return element.fixedModel;
      },
      get linkKey() {
        return element.linkKey;
      },
      get text() {
        return element.writing.current?.tokens.map(({ text }) => text).join('') ?? '';
      },
      get logits() {
        return element.store.of(element.writing.branches.all.flatMap(({ tokens }) => tokens));
      },
      session: () => this.session,
      linkState: () => this.linkState,
      open: (session: Session) => this.openSession(session),
      remark: (notice: ((messages: Messages) => string) | null) => {
        this.error = null;
        this.notice = notice;
      },
      fail: (error: unknown) => this.fail(error),
      requestUpdate: () => this.requestUpdate(),
    };
  }

  private get source(): PromptSource {
    // A removed attribute leaves null behind.
    return { prompt: this.prompt ?? '', system: this.inChat ? (this.system ?? '') : null };
  }

  private get inChat(): boolean {
    return this.chat && this.entry?.chat === true;
  }

  private get settings(): SamplingSettings {
    const { temperature, topK, topP, minP, repetitionPenalty } = this;
    return { temperature, topK, topP, minP, repetitionPenalty };
  }

  private get options(): WritingOptions {
    const { settings, seed, maxTokens, pace } = this;
    return { settings, seed, maxTokens, pace };
  }

  /** All that is there, as plain data; `null` where nothing is. */
  private get session(): Session | null {
    const { branches, vocabularySize } = this.writing;
    if (branches.all.length === 0) return null;
    const { prompt, system } = this.source;
    return {
      model: this.model,
      form: this.form || this.entry?.forms[0]?.id || '',
      backend: this.loaded?.info.backend ?? null,
      vocabularySize,
      prompt,
      chat: system === null ? null : { system, user: prompt },
      settings: this.settings,
      seed: this.seed,
      maxTokens: this.maxTokens,
      branches: branches.all,
      current: branches.all.findIndex(({ id }) => id === branches.current?.id),
    };
  }

  private get linkState(): Partial<LinkState> {
    const { model, prompt, chat, system, seed, maxTokens } = this;
    const { current } = this.writing;
    const ids = current?.tokens.map(({ tokenId }) => tokenId) ?? [];
    const { promptLength = 0 } = current ?? {};
    const drawn = current?.tokens.find(({ sampling }) => sampling)?.sampling;
    return {
      model,
      ...(this.inChat ? { user: prompt, system, chat } : { prompt }),
      ...this.settings,
      // The seed that wrote the text, so that whoever opens the link sees why each token came.
      seed: drawn?.seed ?? seed,
      maxTokens,
      ...(ids.length > promptLength
        ? { promptIds: ids.slice(0, promptLength), branchIds: ids.slice(promptLength) }
        : {}),
    };
  }

  /** Takes over what the page's address says. It starts nothing: a text by ids waits for a click. */
  private readHash(): void {
    if (!this.linkKey) return;
    const models = catalogue.filter(({ task }) => task === this.task).map(({ id }) => id);
    const { state, ignored } = readLink(this.linkKey, new URLSearchParams(location.hash.slice(1)), {
      models,
    });
    const { promptIds = null, branchIds, user, model, ...rest } = state;
    if (model && !this.fixedModel) this.model = model;
    if (user !== undefined) this.prompt = user;
    Object.assign(this, rest);
    this.linked = branchIds ? { promptIds, branchIds } : null;
    if (ignored.length > 0) {
      this.notice = ({ records }) => records.ignored(ignored.map(({ name }) => name));
    }
  }

  private openSession(session: Session): void {
    const { settings, chat, prompt, current, branches } = session;
    this.model = session.model;
    Object.assign(this, settings, { seed: session.seed, maxTokens: session.maxTokens });
    this.prompt = chat?.user ?? prompt;
    this.chat = chat !== null;
    if (chat) this.system = chat.system;
    const { writing } = this;
    if (branches.length > 0) {
      writing.add(branches, Math.max(0, current), this.source, session.vocabularySize);
    }
    for (const [token, logits] of session.logits ?? []) this.store.set(token, logits);
    this.linked = null;
    this.editing = false;
  }

  /** What the model wrote for somebody else, until it writes here. */
  private async showExample(): Promise<void> {
    const { writing, model, entry } = this;
    const wanted = () =>
      this.model === model &&
      this.prompt === entry?.example &&
      !this.noExample &&
      !this.inChat &&
      !this.linked &&
      writing.branches.all.length === 0 &&
      writing.phase === 'idle';
    if (!wanted()) return;
    const example = await exampleOf(model);
    if (!example || !wanted()) return;
    writing.add(example.branches, example.current, this.source, example.vocabularySize);
    writing.recorded = true;
  }

  /** The logits of a recording are fetched when somebody looks at a step. */
  private async fetchExampleLogits(): Promise<void> {
    const { writing, model } = this;
    const branch = writing.current;
    if (!branch) return;
    const logits = await exampleLogits(model);
    if (!logits) return;
    for (const [index, token] of branch.tokens.entries()) this.store.set(token, logits[index]);
    this.requestUpdate();
  }

  private get busy(): boolean {
    return this.writing.running || this.loadPhase === 'loading';
  }

  private pinAt(index: number): void {
    const { writing } = this;
    writing.pinned = Math.min(index, (writing.current?.tokens.length ?? 0) - 1);
    if (writing.recorded && writing.pinned > 0 && !writing.logitsAt(writing.pinned)) {
      void this.fetchExampleLogits();
    }
    this.requestUpdate();
  }

  private onPin(event: LmPinEvent): void {
    this.pinAt(event.index);
  }

  private async onPick({ tokenId, text }: LmPickEvent): Promise<void> {
    const { writing } = this;
    const before = writing.current;
    await writing.pick(writing.pinned, tokenId, text);
    const { current } = writing;
    const token = current?.tokens[writing.pinned];
    if (!token || current === before) return;
    const { number } = current!;
    this.notice = ({ writing }) =>
      writing.picked(token.text.trim() || token.text, writing.branchName(number));
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
    this.act(action, event.key);
  }

  private act(action: KeyName, key: string): void {
    const { writing } = this;
    const { all, current } = writing.branches;
    const place = all.findIndex(({ id }) => id === current?.id);
    const to = (offset: number) => {
      const next = all[place + offset];
      if (next) writing.switchTo(next.id);
    };
    switch (action) {
      case 'generate':
        if (!this.busy) void this.generate();
        break;
      case 'step':
        if (!this.busy) void this.step();
        break;
      case 'back':
        this.back();
        break;
      case 'here':
        if (writing.pinned >= 0) writing.goTo(writing.pinned);
        break;
      case 'pause':
        if (writing.running) void this.pause();
        else if (writing.canContinue) void this.resume();
        break;
      case 'stop':
        void this.stop();
        break;
      case 'edit':
        this.startEdit();
        break;
      case 'many':
        if (!this.busy) void this.generateMany(this.many);
        break;
      case 'previousBranch':
        to(-1);
        break;
      case 'nextBranch':
        to(1);
        break;
      case 'prune':
        if (current) writing.prune(current.id);
        break;
      case 'undo':
        writing.undo();
        break;
      case 'candidates': {
        const candidate = writing.current?.tokens[writing.pinned]?.top[Number(key) - 1];
        if (candidate) void writing.pick(writing.pinned, candidate.tokenId, candidate.text);
        break;
      }
      case 'copy':
        void this.transfer.copyText();
        break;
      default:
        // Moving and pinning are the token list's own.
        break;
    }
  }

  private startEdit(): void {
    if (this.busy || !this.writing.current) return;
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

  private useRaw(): void {
    this.prompt = this.writing.rawPrompt ?? this.prompt;
    this.chat = false;
  }

  private onDrop(event: DragEvent): void {
    event.preventDefault();
    this.dragging = false;
    const file = event.dataTransfer?.files[0];
    if (file) void this.transfer.importFile(file);
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
    if (writing.running || (writing.isOfSource && writing.closed)) return;
    const before = writing.writtenCount;
    await writing.write(false, 1, 'paused');
    if (this.writing === writing && writing.writtenCount !== before) this.pinAt(writing.cursor - 1);
  }

  /** Goes back one token; it is kept for as long as what is written then agrees with it. */
  back(): void {
    const { writing } = this;
    if (!writing.canGoBack) return;
    writing.goTo(writing.cursor - 1);
    if (writing.pinned >= writing.cursor) this.pinAt(writing.cursor - 1);
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
    return writeSession(options.logits ? { ...session, logits: this.transfer.host.logits } : session);
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

  private button(text: string, usable: boolean, onClick: () => void, kind = ''): TemplateResult {
    return html`<button
      class=${kind || nothing}
      aria-disabled=${!usable}
      @click=${() => {
        if (usable) onClick();
      }}
    >
      ${text}
    </button>`;
  }

  private renderPrompt(): TemplateResult {
    const { generate, writing: texts } = this.messages;
    const { inChat } = this;
    const field = (label: string, part: string, value: string, onInput: (text: string) => void, hint = '') =>
      html`<label class="field"
        ><span>${label}${hint ? html` <span class="hint">${hint}</span>` : nothing}</span>
        <textarea
          part=${part}
          rows="2"
          spellcheck="false"
          .value=${value}
          @input=${(event: Event) => {
            onInput((event.target as HTMLTextAreaElement).value);
            this.forgetTextError();
          }}
        ></textarea>
      </label>`;
    return html`${
      this.entry?.chat
        ? html`<label class="check"
            ><input
              type="checkbox"
              .checked=${this.chat}
              ?disabled=${this.busy}
              @change=${(event: Event) => {
                this.chat = (event.target as HTMLInputElement).checked;
              }}
            />${texts.chat}</label
          >`
        : nothing
    }
    ${
      inChat
        ? field(
            texts.system,
            'system',
            this.system,
            (text) => {
              this.system = text;
            },
            texts.systemHint,
          )
        : nothing
    }
    ${field(inChat ? texts.user : generate.prompt, 'prompt', this.prompt, (text) => {
      this.prompt = text;
    })}
    ${inChat ? this.renderRawPrompt() : nothing}`;
  }

  private renderRawPrompt(): TemplateResult {
    const { writing: texts } = this.messages;
    const { rawPrompt } = this.writing;
    return html`<details>
      <summary>${texts.rawPrompt}</summary>
      <div class="field">
        <p class="soft">${rawPrompt === null ? texts.rawLater : texts.rawHint}</p>
        ${
          rawPrompt === null
            ? nothing
            : html`<p class="raw" part="raw-prompt" lang=${this.language}>${rawPrompt}</p>
                <div class="row">${this.button(texts.useRaw, !this.busy, () => this.useRaw())}</div>`
        }
      </div>
    </details>`;
  }

  private renderControls(): TemplateResult {
    const { generate, writing: texts } = this.messages;
    const { busy, writing } = this;
    const { running, phase } = writing;
    const resumable = !busy && writing.canContinue && writing.writtenCount > 0;
    const ended = writing.isOfSource && writing.closed;
    return html`<div class="row controls" part="controls">
      ${this.button(generate.button, !busy, () => void this.generate(), 'primary')}
      ${this.button(generate.step, !busy && !ended, () => void this.step())}
      ${this.button(texts.back, !busy && writing.canGoBack, () => this.back())}
      ${
        // One button, so that the focus stays where it is.
        this.button(
          running ? generate.pause : generate.resume,
          running ? phase === 'running' : resumable,
          () => void (running ? this.pause() : this.resume()),
        )
      }
      ${this.button(generate.stop, running, () => void this.stop())}
      <label class="pace"
        ><span>${texts.pace}</span>
        <select
          @change=${(event: Event) => {
            this.pace = Number((event.target as HTMLSelectElement).value);
          }}
        >
          ${paces.map(
            (pace) =>
              html`<option value=${pace} .selected=${pace === this.pace}>
                ${pace === 0 ? texts.paces.full : texts.paces.perSecond(pace)}
              </option>`,
          )}
        </select></label
      >
    </div>`;
  }

  private renderOutput(): TemplateResult {
    const { generate, writing: texts } = this.messages;
    const { writing } = this;
    const { current } = writing;
    return html`<div class="output" part="output" @keydown=${this.onKeydown}>
      ${
        writing.recorded && this.entry
          ? html`<p class="soft recorded">${texts.recorded(this.entry.name)}</p>`
          : nothing
      }
      ${
        this.editing && current
          ? this.renderEditor(current.tokens.slice(current.promptLength))
          : html`<lm-chips
              part="tokens"
              legend
              ?fade-in=${writing.running}
              ?busy=${writing.running}
              .label=${generate.output}
              .tokens=${current?.tokens ?? []}
              .promptLength=${current?.promptLength ?? 0}
              .cursor=${current ? writing.cursor : Infinity}
              .pinned=${writing.pinned}
              .language=${this.language}
              .showSpaces=${this.showSpaces}
              .showBytes=${this.showBytes}
              @lm-pin=${this.onPin}
              ><p slot="empty" class="placeholder">${generate.empty}</p></lm-chips
            >`
      }
    </div>`;
  }

  private renderEditor(tokens: readonly TokenRecord[]): TemplateResult {
    const { writing: texts } = this.messages;
    return html`<div class="field">
      <label class="field"
        >${texts.editField}
        <textarea
          part="editor"
          rows="6"
          spellcheck="false"
          aria-describedby="edit-hint"
          .value=${tokens.map(({ text }) => text).join('')}
          @keydown=${(event: KeyboardEvent) => {
            event.stopPropagation();
            if (event.key === 'Escape') this.endEdit();
          }}
        ></textarea>
      </label>
      <p id="edit-hint" class="soft">${texts.editHint}</p>
      <div class="row">
        ${this.button(texts.apply, !this.busy, () => void this.applyEdit(), 'apply')}
        ${this.button(texts.cancel, true, () => this.endEdit())}
      </div>
    </div>`;
  }

  private renderTools(): TemplateResult | typeof nothing {
    const { writing: texts } = this.messages;
    if (!this.writing.current) return nothing;
    const check = (label: string, name: 'showSpaces' | 'showBytes') =>
      html`<label class="check"
        ><input
          type="checkbox"
          .checked=${this[name]}
          @change=${(event: Event) => {
            this[name] = (event.target as HTMLInputElement).checked;
          }}
        />${label}</label
      >`;
    return html`<div class="row tools" part="tools">
      ${this.editing ? nothing : this.button(texts.edit, !this.busy, () => this.startEdit(), 'edit')}
      ${check(texts.showSpaces, 'showSpaces')} ${check(texts.showBytes, 'showBytes')}
    </div>`;
  }

  private renderState(): TemplateResult {
    const { generate, writing: texts } = this.messages;
    const { writing } = this;
    const { phase, summary, current, writtenCount } = writing;
    const ahead = current ? current.tokens.length - writing.cursor : 0;
    const text = writing.running
      ? generate.working
      : writing.recorded
        ? ''
        : phase === 'paused'
          ? generate.paused(writtenCount)
          : phase === 'done' && summary
            ? generate.finished(summary.finishReason, writtenCount)
            : '';
    return this.renderStatus(
      this.error === null ? text : '',
      ahead > 0 && !writing.running ? html`<p class="soft">${texts.ahead(ahead)}</p>` : nothing,
    );
  }

  private renderLinked(): TemplateResult | typeof nothing {
    const { linked } = this;
    const { writing: texts } = this.messages;
    if (!linked) return nothing;
    const open = async () => {
      await this.writing.openIds(linked.promptIds, linked.branchIds);
      if (this.writing.current && !this.error) this.linked = null;
    };
    return html`<div class="notice field">
      <p>${texts.linked(linked.branchIds.length)}</p>
      <div class="row">
        <button
          part="open-linked"
          aria-disabled=${this.busy}
          @click=${() => (this.busy ? undefined : open())}
        >
          ${texts.openLinked}
        </button>
      </div>
    </div>`;
  }

  private renderRail(): TemplateResult {
    const { generate } = this.messages;
    const { temperature, topK, topP, minP, repetitionPenalty, seed, maxTokens } = this;
    return html`<div class="rail">
      <details
        ?open=${this.settingsOpen}
        @toggle=${(event: Event) => {
          this.settingsOpen = (event.target as HTMLDetailsElement).open;
        }}
      >
        <summary>${generate.settings}</summary>
        <lm-sampling
          part="sampling"
          .temperature=${temperature}
          .topK=${topK}
          .topP=${topP}
          .minP=${minP}
          .repetitionPenalty=${repetitionPenalty}
          .seed=${seed}
          .maxTokens=${maxTokens}
          @lm-sampling=${this.onSampling}
        ></lm-sampling>
      </details>
    </div>`;
  }

  private renderDistribution(): TemplateResult | typeof nothing {
    const { writing: texts } = this.messages;
    const { writing } = this;
    const token = writing.current?.tokens[writing.pinned];
    if (!token) return writing.current ? html`<p class="soft">${texts.pin}</p>` : nothing;
    const index = writing.pinned;
    const { promptLength, tokens } = writing.current!;
    const mine = index >= promptLength;
    const before = tokens[index - 1]?.text ?? '';
    return html`<div class="distribution">
      <lm-distribution
        part="distribution"
        .record=${token}
        .logits=${writing.logitsAt(index)}
        .textTokenIds=${this.idsBeforePin(index)}
        .settings=${this.settingsValue}
        .label=${this.labelOf}
        .vocabularySize=${writing.vocabularySize}
        .language=${this.language}
        .scoreWord=${index > 0 && this.loaded && !writing.running ? this.scoreWord : null}
        .spaceBefore=${!/\s$/u.test(before)}
        .canCompute=${index > 0 && !this.busy}
        .canPick=${mine && !this.busy}
        @lm-pick=${this.onPick}
        @lm-compute=${() => void writing.computeLogits(index)}
      ></lm-distribution>
      ${
        mine && writing.cursor !== index
          ? html`<div class="row">${this.button(texts.goHere, !this.busy, () => writing.goTo(index))}</div>`
          : nothing
      }
    </div>`;
  }

  private renderMeasures(): TemplateResult | typeof nothing {
    const { writing: texts } = this.messages;
    const { current, cursor, pinned } = this.writing;
    if (!current) return nothing;
    const reached = cursor < current.tokens.length ? current.tokens.slice(0, cursor) : current.tokens;
    return html`<section aria-label=${texts.measures}>
      <lm-measures
        part="measures"
        .tokens=${reached}
        .promptLength=${current.promptLength}
        .pinned=${pinned}
        .language=${this.language}
        @lm-pin=${this.onPin}
      ></lm-measures>
    </section>`;
  }

  private renderBranches(): TemplateResult | typeof nothing {
    const { writing: texts } = this.messages;
    const { branches } = this.writing;
    if (this.writing.recorded || (branches.all.length < 2 && branches.undoable === 0)) return nothing;
    const compared = branches.all.filter(({ id }) => this.compared.includes(id));
    return html`<section class="field" aria-label=${texts.branches(branches.all.length)}>
      <h3>${texts.branches(branches.all.length)}</h3>
      <lm-branches
        part="branches"
        .branches=${branches.all}
        .current=${branches.current?.id ?? -1}
        .undoable=${branches.undoable}
        .compared=${this.compared}
        .language=${this.language}
        .busy=${this.busy}
        @lm-branch=${this.onBranch}
      ></lm-branches>
      ${
        compared.length > 1
          ? html`<lm-side-by-side
              part="side-by-side"
              .branches=${compared}
              .language=${this.language}
            ></lm-side-by-side>`
          : html`<p class="soft">${texts.compareHint}</p>`
      }
    </section>`;
  }

  private renderMany(): TemplateResult {
    const { writing: texts } = this.messages;
    const { writing, many } = this;
    const { completions } = writing;
    const running = completions.some(({ finishReason }) => finishReason === null);
    return html`<details>
      <summary>${texts.many}</summary>
      <div class="field">
        <p class="soft">${texts.manyHint}</p>
        <div class="row">
          <label class="row"
            >${texts.manyCount}<input
              class="count"
              type="number"
              min="1"
              max=${mostAtOnce}
              .value=${String(many)}
              @change=${(event: Event) => {
                const input = event.target as HTMLInputElement;
                if (input.validity.valid && input.value !== '') this.many = input.valueAsNumber;
                else input.value = String(this.many);
              }}
          /></label>
          ${this.button(texts.manyButton(many), !this.busy, () => void this.generateMany(many))}
        </div>
        ${
          completions.length > 0
            ? html`<lm-completions
                part="completions"
                .completions=${[...completions]}
                .first=${firstTokens(completions)}
                .language=${this.language}
                .running=${running}
                .count=${completions.length}
                @lm-open-completion=${({ index }: LmOpenCompletionEvent) => writing.openCompletion(index)}
              ></lm-completions>`
            : nothing
        }
      </div>
    </details>`;
  }

  private renderTransfer(): TemplateResult {
    const { records } = this.messages;
    return html`<details>
      <summary>${records.heading}</summary>
      <div class="field">${this.transfer.render(this.messages)}</div>
    </details>`;
  }

  private renderKeys(): TemplateResult {
    const { writing: texts } = this.messages;
    return html`<details>
      <summary>${texts.keys}</summary>
      <p class="soft">${texts.keysHint}</p>
      <dl class="keys" part="keys">
        ${Object.entries(keysOf).map(
          ([name, keys]) =>
            html`<div>
              <dt>${keys.map((key, i) => html`${i > 0 ? ' ' : nothing}<kbd>${key}</kbd>`)}</dt>
              <dd>${texts.keyNames[name as KeyName]}</dd>
            </div>`,
        )}
      </dl>
    </details>`;
  }

  private readonly labelOf = (tokenId: number) => this.writing.label(tokenId);

  private readonly scoreWord = (word: string, signal: AbortSignal) =>
    this.writing.scoreWord(this.writing.pinned, word, signal);

  private idsKept: { index: number; tokens: readonly TokenRecord[]; ids: readonly number[] } | null = null;

  /** The same list for as long as it says the same, so that a distribution is derived once. */
  private idsBeforePin(index: number): readonly number[] {
    const { tokens } = this.writing.current!;
    const kept = this.idsKept;
    if (kept?.index === index && kept.tokens[index] === tokens[index]) return kept.ids;
    const ids = this.writing.idsBefore(index);
    this.idsKept = { index, tokens, ids };
    return ids;
  }

  private settingsKept: SamplingSettings | null = null;

  private get settingsValue(): SamplingSettings {
    const { settings, settingsKept } = this;
    const names = Object.keys(settings) as (keyof SamplingSettings)[];
    if (!settingsKept || names.some((name) => settings[name] !== settingsKept[name])) {
      this.settingsKept = settings;
    }
    return this.settingsKept!;
  }

  override render(): TemplateResult {
    return html`<div
      part="base"
      class=${this.dragging ? 'dragging' : nothing}
      @dragover=${(event: DragEvent) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        this.dragging = true;
      }}
      @dragleave=${() => {
        this.dragging = false;
      }}
      @drop=${this.onDrop}
    >
      <div class="top">
        ${this.renderModelChoice(this.busy)} ${this.renderPrompt()} ${this.renderControls()}
        ${this.renderLoadHint()} ${this.renderProgress()}
        ${this.renderError(this.transfer.renderRemedy(this.messages))} ${this.renderLinked()}
        ${this.renderOutput()} ${this.renderState()} ${this.renderTools()}
      </div>
      ${this.renderRail()}
      <div class="more">
        ${this.renderDistribution()} ${this.renderMeasures()} ${this.renderBranches()} ${this.renderMany()}
        ${this.renderTransfer()} ${this.renderKeys()}
      </div>
      ${this.dragging ? html`<p class="drop">${this.messages.writing.dropHere}</p>` : nothing}
    </div>`;
  }
}
