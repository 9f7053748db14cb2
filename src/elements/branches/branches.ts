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
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { joinedText, runText } from '../../charts/run-text.ts';
import { branchTree, type BranchRow } from '../../core/branch-tree.ts';
import type { Branch } from '../../core/branches.ts';
import { measure } from '../../core/measures.ts';
import { LmBranchEvent, type BranchAction } from '../../events/branch-event.ts';
import { LocaleController, type Messages } from '../../i18n/index.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { shared } from '../../styles/shared.ts';
import { tokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { branchName, ownStart, promptEnd, wordBefore } from './branch-texts.ts';
import { branchesStyles } from './branches.styles.ts';

type Row = BranchRow<TokenRecord>;

/** A row holds no more than fits on its line. */
const shownTokens = 40;

/**
 * Texts that begin alike, as an outline: where each parts from the one it hangs on, and what became of it. The element
 * changes nothing by itself; the host carries out what `lm-branch` says.
 *
 * @summary Shows the branches of a text, to switch, name, compare and prune.
 *
 * @fires {LmBranchEvent} lm-branch - A person switched, renamed, chose for comparison, pruned, or took a prune back.
 *
 * @csspart base - The element's root.
 * @csspart list - The box that the list scrolls in.
 * @csspart branch - One branch.
 * @csspart switch - The button that makes a branch the current one.
 * @csspart actions - The controls of one branch.
 * @csspart rename - The form in which a branch gets a name.
 * @csspart status - The line on what was pruned or brought back.
 * @csspart undo - The button that takes the last prune back.
 *
 * @cssproperty [--lm-branches-height=32rem] - The list's greatest height; beyond it, it scrolls.
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-paper - Background of controls.
 * @cssproperty --lm-panel - Background of the current branch.
 * @cssproperty --lm-line - Colour of rules and of the lines of the tree.
 * @cssproperty --lm-autoregressive - The identity colour: the mark of the current branch.
 * @cssproperty --lm-font - Font of prose and controls.
 */
export class LmBranches extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [tokens, shared, branchesStyles];

  private readonly locale = new LocaleController(this);
  private readonly sizes = new ResizeObserver(() => this.measureScroll());
  private rows: readonly Row[] = [];
  /** What {@link rows} was made of. */
  private drawn: readonly { branch: Branch<TokenRecord>; length: number }[] = [];
  /** Where a branch stood that a person pruned, until the host has taken it away. */
  private leaving: { id: number; place: number; name: string } | null = null;
  /** The branches that were there when a person took a prune back, until the host has brought one. */
  private earlierIds: ReadonlySet<number> | null = null;
  /** What is to have the focus once it is drawn. */
  private wanted: { id: number; selector: string } | 'undo' | null = null;

  @query('.scroll') private scrollBox!: HTMLElement | null;

  @state() private renaming: number | null = null;
  /** The branch whose controls the Tab key comes to. */
  @state() private active: number | null = null;
  @state() private note: ((messages: Messages) => string) | null = null;
  @state() private scrolls = false;

  /** The branches in the order of making. After a change inside of the array, call `requestUpdate()`. */
  @property({ attribute: false }) branches: readonly Branch<TokenRecord>[] = [];

  /** The id of the branch that is written on; -1 for none. */
  @property({ type: Number }) current = -1;

  /** How many prunes can be taken back. */
  @property({ type: Number }) undoable = 0;

  /** The ids of the branches that are compared. */
  @property({ attribute: false }) compared: readonly number[] = [];

  /** The language of the tokens, as a BCP 47 tag. */
  @property() language = '';

  /** A text is being written: switching and pruning wait until it is not. */
  @property({ type: Boolean }) busy = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  protected override willUpdate(): void {
    this.layOut();
    const ids = new Set(this.branches.map(({ id }) => id));
    if (this.leaving && !ids.has(this.leaving.id)) {
      const { place, name } = this.leaving;
      this.leaving = null;
      this.note = ({ branches }) => branches.pruned(name);
      const next = this.rows[Math.min(place, this.rows.length - 1)];
      this.wanted = next ? { id: next.branch.id, selector: '.main' } : 'undo';
      if (next) this.active = next.branch.id;
    }
    const back = this.earlierIds && this.branches.find(({ id }) => !this.earlierIds!.has(id));
    if (back) {
      this.earlierIds = null;
      this.note = ({ branches }) => branches.restored(branchName(back, branches));
      this.wanted = { id: back.id, selector: '.main' };
      this.active = back.id;
    }
    if (this.renaming !== null && !ids.has(this.renaming)) this.renaming = null;
    if (this.active !== null && !ids.has(this.active)) this.active = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.scrollBox) {
      this.sizes.observe(this.scrollBox);
      this.sizes.observe(this.scrollBox.firstElementChild!);
    }
    this.moveFocus();
    if (changed.has('current')) this.showCurrent();
  }

  /** The tree is made anew only when a branch is another or longer. */
  private layOut(): void {
    const same =
      this.drawn.length === this.branches.length &&
      this.branches.every(
        (branch, at) => this.drawn[at]!.branch === branch && this.drawn[at]!.length === branch.tokens.length,
      );
    if (same) return;
    this.drawn = this.branches.map((branch) => ({ branch, length: branch.tokens.length }));
    this.rows = branchTree(this.branches);
  }

  private measureScroll(): void {
    const box = this.scrollBox;
    this.scrolls = box !== null && box.scrollHeight > box.clientHeight;
  }

  /** Whether a person has gone on to something else; a focus that was lost with a row is nowhere. */
  private get focusIsElsewhere(): boolean {
    const { activeElement } = this.getRootNode() as Document | ShadowRoot;
    const at = activeElement ?? document.activeElement;
    return at !== null && at !== this && at !== document.body;
  }

  private moveFocus(): void {
    const { wanted } = this;
    if (!wanted) return;
    this.wanted = null;
    if (this.focusIsElsewhere) return;
    const target =
      wanted === 'undo'
        ? this.renderRoot.querySelector<HTMLElement>('.undo')
        : this.control(wanted.id, wanted.selector);
    target?.focus();
    if (target instanceof HTMLInputElement) target.select();
  }

  /** Scrolls the list, and not the page, to the current branch. */
  private showCurrent(): void {
    const box = this.scrollBox;
    const row = this.control(this.current, '.main')?.closest<HTMLElement>('.branch');
    if (!box || !row || !this.scrolls) return;
    const top = row.offsetTop - box.offsetTop;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + row.offsetHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = top + row.offsetHeight - box.clientHeight;
    }
  }

  private control(id: number, selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`.branch[data-id="${id}"] ${selector}`);
  }

  private act(action: BranchAction): void {
    this.note = null;
    this.leaving = null;
    this.earlierIds = null;
    this.dispatchEvent(new LmBranchEvent(action));
  }

  private get mayPrune(): boolean {
    return !this.busy && this.branches.length > 1;
  }

  private onSwitch(id: number): void {
    if (!this.busy && id !== this.current) this.act({ type: 'switch', id });
  }

  private onPrune(id: number): void {
    if (!this.mayPrune) return;
    const place = this.rows.findIndex(({ branch }) => branch.id === id);
    const name = branchName(this.rows[place]!.branch, this.locale.messages.branches);
    this.act({ type: 'prune', id });
    this.leaving = { id, place, name };
    this.requestUpdate();
  }

  private onUndo(): void {
    if (this.busy) return;
    const earlier = new Set(this.branches.map((branch) => branch.id));
    this.act({ type: 'undo' });
    this.earlierIds = earlier;
    this.requestUpdate();
  }

  private startRename(id: number): void {
    this.renaming = id;
    this.wanted = { id, selector: 'input[type=text]' };
  }

  private endRename(id: number): void {
    this.renaming = null;
    this.wanted = { id, selector: '[data-action=rename]' };
  }

  private onRename(event: Event, { id, name }: Branch<TokenRecord>): void {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector('input')!;
    const wanted = field.value.trim();
    this.endRename(id);
    if (wanted !== name) this.act({ type: 'rename', id, name: wanted });
  }

  private onRenameKey(event: KeyboardEvent, id: number): void {
    // The keys are those of the field: neither the list's nor the page's.
    event.stopPropagation();
    if (event.isComposing) {
      // Enter and Escape belong to the syllable that is being put together.
      if (event.key === 'Enter') event.preventDefault();
      return;
    }
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.endRename(id);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const row = (event.target as Element).closest<HTMLElement>('.branch');
    const place = this.rows.findIndex(({ branch }) => String(branch.id) === row?.dataset['id']);
    if (place < 0) return;
    const { id } = this.rows[place]!.branch;
    const last = this.rows.length - 1;
    const places: Record<string, number> = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: last };
    if (event.key in places) {
      const target = this.rows[Math.min(last, Math.max(0, places[event.key]!))]!;
      this.control(target.branch.id, '.main, input[type=text]')?.focus();
    } else if (event.key === 'F2') this.startRename(id);
    else if (event.key === 'Delete') this.onPrune(id);
    else return;
    event.preventDefault();
  }

  private renderRow(row: Row, active: boolean): TemplateResult {
    const { branch, level, parentId } = row;
    const { id } = branch;
    const { messages } = this.locale;
    const parent = parentId === null ? null : this.branches.find((one) => one.id === parentId)!;
    const isCurrent = id === this.current;
    const isCompared = this.compared.includes(id);
    const isRenamed = id === this.renaming;
    const { length } = branch.tokens;
    const drawnFrom = [
      branch,
      length,
      branch.tokens[length - 1],
      level,
      row.forkAt,
      parent && branchName(parent, messages.branches),
      isCurrent,
      isCompared,
      isRenamed,
      active,
      this.busy,
      this.mayPrune,
      this.language,
      messages,
    ];
    return html`<li
      class="branch ${isCurrent ? 'current' : ''} ${level === 0 ? 'root' : ''}"
      part="branch"
      data-id=${id}
      .style=${`--level:${level}`}
      @focusin=${() => (this.active = id)}
    >
      ${guard(drawnFrom, () => {
        const tab = active ? 0 : -1;
        return html`<span class="lines" aria-hidden="true"></span> ${
            isRenamed
              ? this.renderRename(branch)
              : html`${this.renderMain(row, isCurrent, tab)} ${this.renderFacts(row, parent)}
                ${this.renderActions(branch, isCompared, tab)}`
          }`;
      })}
    </li>`;
  }

  private renderMain({ branch, forkAt }: Row, isCurrent: boolean, tab: number): TemplateResult {
    const texts = this.locale.messages.branches;
    const start = ownStart(branch, forkAt);
    const end = branch.tokens.length;
    return html`<button
      class="main"
      part="switch"
      tabindex=${tab}
      aria-current=${isCurrent ? 'true' : nothing}
      aria-disabled=${this.busy && !isCurrent ? 'true' : nothing}
      @click=${() => this.onSwitch(branch.id)}
    >
      <span class="name"
        >${branchName(branch, texts)}${isCurrent ? html`<span class="mark">${texts.current}</span>` : nothing}</span
      >${
        end > start
          ? html`<span class="text" lang=${this.language || nothing} aria-hidden="true"
                >${runText(branch.tokens, start, end, shownTokens)}</span
              ><span class="hidden-visually" lang=${this.language || nothing}
                >${joinedText(branch.tokens, start, Math.min(end, start + shownTokens))}</span
              >`
          : html`<span class="text nothing">${texts.nothing}</span>`
      }
    </button>`;
  }

  private renderFacts({ branch, forkAt }: Row, parent: Branch<TokenRecord> | null): TemplateResult {
    const texts = this.locale.messages.branches;
    const own = branch.tokens.slice(ownStart(branch, forkAt));
    const { perplexity } = measure(own);
    const origin = parent
      ? texts.parts(branchName(parent, texts), wordBefore(branch, forkAt), forkAt)
      : texts.begins(promptEnd(branch));
    const isAfterFork = parent !== null && forkAt >= branch.promptLength;
    const size = (isAfterFork ? texts.afterFork : texts.afterPrompt)(own.length, perplexity);
    // Where there are none, the line above says so.
    return html`<p class="facts soft number">
      <span class="fact">${origin}</span>${
        own.length === 0 ? nothing : html`<span class="fact">${size}</span>`
      }
    </p>`;
  }

  private renderActions(branch: Branch<TokenRecord>, isCompared: boolean, tab: number): TemplateResult {
    const texts = this.locale.messages.branches;
    const name = branchName(branch, texts);
    const { id } = branch;
    return html`<div class="actions" part="actions">
      <label
        ><input
          type="checkbox"
          tabindex=${tab}
          aria-label=${texts.compareOf(name)}
          .checked=${live(isCompared)}
          @change=${(event: Event) =>
            this.act({ type: 'compare', id, compared: (event.target as HTMLInputElement).checked })}
        />${texts.compare}</label
      >
      <button
        data-action="rename"
        tabindex=${tab}
        aria-label=${texts.renameOf(name)}
        @click=${() => this.startRename(id)}
      >
        ${texts.rename}
      </button>
      <button
        data-action="prune"
        tabindex=${tab}
        aria-label=${texts.pruneOf(name)}
        aria-disabled=${this.mayPrune ? nothing : 'true'}
        @click=${() => this.onPrune(id)}
      >
        ${texts.prune}
      </button>
    </div>`;
  }

  private renderRename(branch: Branch<TokenRecord>): TemplateResult {
    const texts = this.locale.messages.branches;
    return html`<form
      class="rename"
      part="rename"
      @submit=${(event: Event) => this.onRename(event, branch)}
      @keydown=${(event: KeyboardEvent) => this.onRenameKey(event, branch.id)}
    >
      <input
        type="text"
        maxlength="60"
        autocomplete="off"
        aria-label=${texts.nameOf(texts.branch(branch.number))}
        placeholder=${texts.branch(branch.number)}
        .value=${branch.name}
      />
      <button type="submit">${texts.save}</button>
      <button type="button" @click=${() => this.endRename(branch.id)}>${texts.cancel}</button>
    </form>`;
  }

  private renderStatus(): TemplateResult {
    const { messages } = this.locale;
    const texts = messages.branches;
    return html`<div class="row ${this.undoable > 0 || this.note ? 'note' : ''}" part="status">
      <div class="live" role="status">${this.note ? html`<p>${this.note(messages)}</p>` : nothing}</div>
      ${
        this.undoable > 0
          ? html`<button
              class="undo"
              part="undo"
              aria-disabled=${this.busy ? 'true' : nothing}
              @click=${this.onUndo}
            >
              ${texts.undo(this.undoable)}
            </button>`
          : nothing
      }
    </div>`;
  }

  override render(): TemplateResult {
    const texts = this.locale.messages.branches;
    const { rows } = this;
    const known = rows.some(({ branch }) => branch.id === this.current);
    const active = this.active ?? (known ? this.current : rows[0]?.branch.id);
    return html`<div part="base">
      ${
        rows.length === 0
          ? html`<p class="soft">${texts.empty}</p>`
          : html`<p class="soft keys" id="keys">${this.busy ? texts.busy : texts.keys}</p>
              <div
                class="scroll"
                part="list"
                role="region"
                aria-label=${texts.list}
                tabindex=${this.scrolls ? 0 : nothing}
                @keydown=${this.onKey}
              >
                <ul role="list" aria-label=${texts.list} aria-describedby="keys">
                  ${repeat(
                    rows,
                    ({ branch }) => branch.id,
                    (row) => this.renderRow(row, row.branch.id === active),
                  )}
                </ul>
              </div>`
      }
      ${this.renderStatus()}
    </div>`;
  }
}
