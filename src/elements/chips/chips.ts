import {
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { LmPinEvent } from '../../events/pin-event.ts';
import { LmPointEvent } from '../../events/point-event.ts';
import { LocaleController, type Messages } from '../../i18n/index.ts';
import type { Task } from '../../models/types.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { shared } from '../../styles/shared.ts';
import { tokens as styleTokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { chipsStyles } from './chips.styles.ts';
import { ChunkedText } from './chunks.ts';
import { renderLegend } from './legend.ts';
import { heardText } from './names.ts';
import { blanksOf } from './pieces.ts';
import { renderReadout } from './readout.ts';
import { dependenciesOf, renderChunk, type ChipContext } from './render-chunk.ts';

/** How far PageUp and PageDown go, in tokens. */
const pageLength = 10;

/**
 * Tokens as a running text: a tint for the surprisal of each, below it a bar as long as its probability, and marks for
 * what a person picked or typed. Spaces, line breaks and markers can be seen; the tokens of one character are together,
 * and those of one word are joined. Of a masked model's text the blanks are boxes, empty or with a word in them, and what
 * the model does not know is underlined.
 *
 * The tokens are the options of a list box: arrow keys, Home, End, PageUp and PageDown move, Enter, Space or a click
 * pins, Escape unpins. The first click on a character of several tokens brings out their bytes. Other keys are left to the page; those that were used have their default prevented.
 *
 * @summary Shows tokens as text, tinted by surprisal.
 *
 * @fires {LmPinEvent} lm-pin - A token was pinned or unpinned by click or key; `pinned` has changed already.
 * @fires {LmPointEvent} lm-point - The pointer or the focus came to a token, or left.
 *
 * @slot empty - Shown while there are no tokens.
 *
 * @csspart base - The element's root.
 * @csspart text - The running text.
 * @csspart chips - The list of tokens.
 * @csspart chip - One token.
 * @csspart group - The tokens of one character.
 * @csspart readout - The line with the numbers of the token that is pointed at.
 * @csspart legend - What the tints, bars and marks mean.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of the prompt and of secondary text.
 * @cssproperty --lm-paper - Background that the tints are mixed for.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-autoregressive - The identity colour of an autoregressive model: bars and rings.
 * @cssproperty --lm-masked - The identity colour of a masked model: bars, rings and blanks.
 * @cssproperty --lm-surprise - The deepest tint of the surprisal scale.
 * @cssproperty --lm-font - Font of the text.
 * @cssproperty --lm-token-font - Font of markers and bytes.
 */
export class LmChips extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [styleTokens, shared, chipsStyles];

  private readonly locale = new LocaleController(this);
  private readonly text = new ChunkedText();
  private readonly fresh = new WeakSet<TokenRecord>();
  private readonly isFresh = (token: TokenRecord): boolean => this.fresh.has(token);
  private wholeText: string | null = null;
  /** The language that the whole text names its blanks in. */
  private wholeTextMessages: Messages | null = null;
  private blanks: readonly number[] = [];
  /** The token that was last told to the page as pointed at. */
  private told = -1;
  /** The focus lies on a chip that the update under way may take away. */
  private keepFocus = false;

  @query('.chips') private list!: HTMLElement | null;

  /** The token that the Tab key comes to: the last one that had the focus. */
  @state() private active = 0;
  @state() private focused = -1;
  @state() private hovered = -1;

  /**
   * The tokens of the text, prompt first. The array may be the same one with more at its end: call `requestUpdate()`
   * after adding to it. A token that changes must be another object.
   */
  @property({ attribute: false }) tokens: readonly TokenRecord[] = [];

  /** How many tokens are the prompt; they are in a softer ink. */
  @property({ type: Number, attribute: 'prompt-length' }) promptLength = 0;

  /** The first token that is kept but not reached, as after going back; it and those after it are dimmed. */
  @property({ type: Number }) cursor = Infinity;

  /** The pinned token; −1 for none. */
  @property({ type: Number }) pinned = -1;

  /** Which kind of model the text is read by: the colour of bars, rings and blanks, and how a choice is named. */
  @property({ reflect: true, useDefault: true }) task: Task = 'autoregressive';

  /** The text was written to be judged, not to be continued: its tokens are “from the text”, and no prompt. */
  @property({ type: Boolean, attribute: 'no-prompt' }) noPrompt = false;

  /** Tokens to be outlined, by their index, such as those of the word that is pointed at elsewhere. */
  @property({ attribute: false }) marked: ReadonlySet<number> = new Set();

  /** The language of the tokens, as a BCP 47 tag. */
  @property() language = '';

  /** The name of the list for those who hear it; “Tokens” where left out. */
  @property() label = '';

  /** Marks every space, not those alone that matter. */
  @property({ type: Boolean, attribute: 'show-spaces' }) showSpaces = false;

  /** Shows the bytes of the tokens that are part of a character; else those of a pinned or focused one. */
  @property({ type: Boolean, attribute: 'show-bytes' }) showBytes = false;

  /**
   * For a text that is cut, and not judged: shows where tokens begin and end in the place of probabilities, and names
   * ids in the place of numbers. There is no readout then.
   */
  @property({ type: Boolean, reflect: true, useDefault: true }) borders = false;

  /** Fades in tokens that come at the end, as while a model writes. */
  @property({ type: Boolean, attribute: 'fade-in' }) fadeIn = false;

  /** More tokens are coming: the text as a whole is told to screen readers when they have come. */
  @property({ type: Boolean }) busy = false;

  /** What a click and Enter do, where that is not to pin: in the place of the readout's hint. */
  @property() hint = '';

  /**
   * What is heard of a token beside its name, by its index, such as what is likeliest in an empty blank; `null` for nothing.
   * With it a token is not said to be not scored. Another function where it says something else.
   */
  @property({ attribute: false }) remarkOf: ((index: number) => string | null) | null = null;

  /** Says beside the list, to those who hear it, that there are more keys, listed under “Keys”: where the page has such a list. */
  @property({ type: Boolean, attribute: 'keys-hint' }) keysHint = false;

  /** Explains tints, bars and marks below the text. */
  @property({ type: Boolean }) legend = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { tokens } = this;
    const changedText = this.text.update(
      tokens,
      this.fadeIn && this.hasUpdated ? (token) => this.fresh.add(token) : undefined,
    );
    if (changedText) {
      this.wholeText = null;
      this.blanks = blanksOf(tokens);
    }
    const last = tokens.length - 1;
    if (changed.has('pinned') && this.pinned >= 0) this.active = this.pinned;
    this.active = Math.max(0, Math.min(last, this.active));
    this.keepFocus = this.focused >= 0;
    this.focused = Math.min(last, this.focused);
    this.hovered = Math.min(last, this.hovered);
    // What the page has set itself it is not told.
    this.told = Math.min(last, this.told);
  }

  protected override updated(): void {
    // Tokens that were taken away, or that became a character, take the focus with them.
    if (this.keepFocus && !this.shadowRoot?.activeElement) this.chip(this.active)?.focus();
    this.keepFocus = false;
  }

  private tellPointed(): void {
    const index = this.hovered >= 0 ? this.hovered : this.focused;
    if (index === this.told) return;
    this.told = index;
    this.dispatchEvent(new LmPointEvent(index));
  }

  private chip(index: number): HTMLElement | null {
    return this.list?.querySelector<HTMLElement>(`.chip[data-index="${index}"]`) ?? null;
  }

  private pin(index: number): void {
    if (this.pinned === index) return;
    this.pinned = index;
    this.dispatchEvent(new LmPinEvent(index));
  }

  private toggle(index: number): void {
    this.pin(index === this.pinned ? -1 : index);
  }

  private onMousedown(event: MouseEvent): void {
    // With the focus the bytes would come out, and the click end on another token than it began on.
    if (closedGroup(event)) event.preventDefault();
  }

  private onClick(event: MouseEvent): void {
    // Stripes are too narrow to be aimed at: the first click brings them out. One without a place is of a screen reader.
    const closed = event.detail > 0 ? closedGroup(event) : null;
    const index = closed ? Number(closed.dataset['index']) : indexOf(event);
    if (index === null) return;
    this.active = index;
    this.toggle(index);
    if (closed) void this.focusToken(index);
  }

  private onKeydown(event: KeyboardEvent): void {
    const index = indexOf(event);
    // With another key held, a key belongs to the browser or the screen reader.
    if (index === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') this.toggle(index);
    else if (event.key === 'Escape') {
      if (this.pinned < 0) return;
      this.pin(-1);
    } else {
      const target = targetOf(event.key, index, this.tokens.length - 1);
      if (target === null) return;
      void this.focusToken(target);
    }
    event.preventDefault();
  }

  private onFocusin(event: Event): void {
    const index = indexOf(event);
    if (index === null) return;
    this.active = index;
    this.focused = index;
    this.tellPointed();
  }

  private onFocusout({ relatedTarget }: FocusEvent): void {
    // From one token to another there is nothing in between.
    if (relatedTarget instanceof Node && this.list?.contains(relatedTarget)) return;
    // Not that of a chip which an update takes away: the focus comes back.
    if (this.keepFocus) return;
    this.focused = -1;
    this.tellPointed();
  }

  private onPointerover(event: Event): void {
    // In the gap between two tokens the last one stays, so that nothing flickers.
    this.hovered = indexOf(event) ?? this.hovered;
    this.tellPointed();
  }

  private onPointerleave(): void {
    this.hovered = -1;
    this.tellPointed();
  }

  /** Moves the focus to a token; to the nearest one where there is none of that index. */
  async focusToken(index: number): Promise<void> {
    this.active = Math.max(0, Math.min(this.tokens.length - 1, index));
    await this.updateComplete;
    this.chip(this.active)?.focus();
  }

  private get context(): ChipContext {
    const { tokens, promptLength, pinned, active, marked, blanks, noPrompt } = this;
    const { language, showSpaces, borders, remarkOf, isFresh } = this;
    const { messages } = this.locale;
    const masked = this.task === 'masked';
    // An attribute that is taken away leaves null.
    const cursor = this.cursor ?? Infinity;
    const places = { promptLength, cursor, pinned, active, marked, blanks };
    return {
      tokens,
      ...places,
      masked,
      noPrompt,
      language,
      showSpaces,
      borders,
      remarkOf,
      isFresh,
      messages,
    };
  }

  private renderText(context: ChipContext): TemplateResult {
    const { chips } = context.messages;
    const { text } = this;
    // No white space of the template's own: it would show.
    return html`<div class="text" part="text">
        <span
          class="chips ${this.showBytes ? 'show-bytes' : ''}"
          part="chips"
          role="listbox"
          aria-orientation="horizontal"
          aria-label=${this.label || chips.label}
          aria-describedby="keys"
          aria-busy=${this.busy}
          @mousedown=${this.onMousedown}
          @click=${this.onClick}
          @keydown=${this.onKeydown}
          @focusin=${this.onFocusin}
          @focusout=${this.onFocusout}
          @pointerover=${this.onPointerover}
          @pointerleave=${this.onPointerleave}
          >${text.paragraphs.map(
            (chunks) =>
              html`<span class="paragraph"
                >${chunks.map((chunk) =>
                  guard(dependenciesOf(chunk, context), () => renderChunk(chunk, context)),
                )}</span
              >`,
          )}</span
        >
      </div>
      <p id="keys" hidden>${this.hint || chips.keys} ${this.keysHint ? chips.moreKeys : nothing}</p>
      ${this.busy ? nothing : this.renderWholeText(context)}`;
  }

  /** The tokens are heard one by one; the text as a whole is heard here. */
  private renderWholeText(context: ChipContext): TemplateResult {
    const { messages, language } = context;
    if (this.wholeTextMessages !== messages) this.wholeText = null;
    this.wholeTextMessages = messages;
    this.wholeText ??= this.blanks.length > 0 ? heardText(this.text.groups, context) : this.text.text;
    return html`<p class="hidden-visually">
      ${messages.chips.wholeText} <span lang=${language || nothing}>${this.wholeText}</span>
    </p>`;
  }

  private renderReadout(context: ChipContext): TemplateResult {
    const index = [this.hovered, this.focused, this.pinned].find((one) => one >= 0) ?? -1;
    return renderReadout(this.text.groupOf(index), index, context, this.hint);
  }

  override render(): TemplateResult {
    const { context } = this;
    if (this.tokens.length === 0) return html`<div part="base"><slot name="empty"></slot></div>`;
    return html`<div part="base">
      ${this.renderText(context)} ${this.borders ? nothing : this.renderReadout(context)}
      ${this.legend ? renderLegend(this.text.chunks, context) : nothing}
    </div>`;
  }
}

/** The tokens of a character under the pointer, where their bytes are not in sight. */
function closedGroup(event: Event): HTMLElement | null {
  const group = (event.target as Element).closest<HTMLElement>('.group');
  return group && getComputedStyle(group.querySelector('.hex')!).display === 'none' ? group : null;
}

function indexOf(event: Event): number | null {
  const chip = (event.target as Element).closest<HTMLElement>('[data-index]');
  return chip ? Number(chip.dataset['index']) : null;
}

function targetOf(key: string, index: number, last: number): number | null {
  const targets: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowDown: index + 1,
    ArrowLeft: index - 1,
    ArrowUp: index - 1,
    PageDown: index + pageLength,
    PageUp: index - pageLength,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? null : Math.max(0, Math.min(last, target));
}
