import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { innerText } from '../../charts/run-text.ts';
import { visibleToken } from '../../charts/token-text.ts';
import type { Branch } from '../../core/branches.ts';
import { commonLength, divergenceTree, type Run } from '../../core/divergence.ts';
import { LmBranchPinEvent } from '../../events/branch-pin-event.ts';
import type { LmPinEvent } from '../../events/pin-event.ts';
import { LocaleController } from '../../i18n/index.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { shared } from '../../styles/shared.ts';
import { tokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { branchName } from '../branches/branch-texts.ts';
import {
  bestIn,
  haveOneLength,
  ownMeasures,
  type ComparedMeasure,
  type OwnMeasures,
} from './own-measures.ts';
import { sideBySideStyles } from './side-by-side.styles.ts';

/** Of the shared beginning: enough to know where one is. */
const shownShared = 12;

interface Column extends OwnMeasures {
  readonly branch: Branch<TokenRecord>;
  /** Where the branch's own tokens begin. */
  readonly from: number;
  readonly own: readonly TokenRecord[];
}

/**
 * Branches beside each other: what they share once, then each one's own tokens, where they part and with what
 * probabilities, and how likely each was.
 *
 * @summary Compares two branches or more.
 *
 * @fires {LmBranchPinEvent} lm-branch-pin - A token of a branch was pinned or unpinned by a person; `pinned` has
 *   changed already.
 *
 * @csspart base - The element's root.
 * @csspart shared - The beginning that all have in common.
 * @csspart parting - The sentence on where they part.
 * @csspart columns - The columns; below each other where there is no room.
 * @csspart column - One branch.
 * @csspart measures - The measures under a branch.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-autoregressive - The identity colour: bars of the tokens, the words at the best measure.
 * @cssproperty --lm-surprise - The deepest tint of the surprisal scale.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens.
 */
export class LmSideBySide extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [tokens, shared, sideBySideStyles];

  private readonly locale = new LocaleController(this);
  private columns: readonly Column[] = [];
  private sharedCount = 0;
  private tree: Run | null = null;

  /** The branches to compare, two or more. After a change inside of the array, call `requestUpdate()`. */
  @property({ attribute: false }) branches: readonly Branch<TokenRecord>[] = [];

  /** The language of the tokens, as a BCP 47 tag. */
  @property() language = '';

  /** The pinned place, counted from the start of the text: the tokens that the branches have there; −1 for none. */
  @property({ type: Number }) pinned = -1;

  protected override willUpdate(): void {
    const { branches } = this;
    const sequences = branches.map((branch) => branch.tokens.map(({ tokenId }) => tokenId));
    this.sharedCount = commonLength(sequences);
    this.tree = branches.length > 1 ? divergenceTree(sequences, this.sharedCount) : null;
    const before = new Map(this.columns.map((column) => [column.branch, column]));
    this.columns = branches.map((branch) => {
      const from = this.sharedCount;
      const { length } = branch.tokens;
      const old = before.get(branch);
      // The same array as before leaves the chips as they are.
      const same =
        old?.from === from &&
        old.own.length === length - from &&
        old.own.at(-1) === branch.tokens[length - 1];
      return same
        ? old
        : { branch, from, own: branch.tokens.slice(from), ...ownMeasures(branch, this.sharedCount) };
    });
  }

  /** The chips count from where a branch's own tokens begin; the host counts from the start of the text. */
  private onPin(event: LmPinEvent, { branch, from }: Column): void {
    event.stopPropagation();
    this.pinned = event.index < 0 ? -1 : event.index + from;
    this.dispatchEvent(new LmBranchPinEvent(branch.id, this.pinned));
  }

  private nameOf(branch: Branch<TokenRecord>): string {
    return branchName(branch, this.locale.messages.branches);
  }

  private renderShared(): TemplateResult {
    const { side } = this.locale.messages.branches;
    const { tokens: text } = this.branches[0]!;
    const count = this.sharedCount;
    if (count === 0) return html`<p class="soft" part="shared">${side.nothingShared}</p>`;
    const start = Math.max(0, count - shownShared);
    const end = (start > 0 ? '…' : '') + innerText(text, start, count);
    return html`<div part="shared">
      <h3>${side.shared(count)}</h3>
      <p class="shared-text" lang=${this.language || nothing}>${end}</p>
    </div>`;
  }

  private renderParting(tree: Run): TemplateResult {
    const { side } = this.locale.messages.branches;
    if (tree.children.length === 0) return html`<p part="parting">${side.identical}</p>`;
    const place = tree.end;
    const isScored = this.columns.some(({ own }) => own[0]?.probability != null);
    const ways = [...tree.children.map(({ rows }) => rows), ...(tree.ended.length > 0 ? [tree.ended] : [])];
    return html`<div class="parting" part="parting">
      <h3>${side.parting(place + 1)}</h3>
      <ul role="list" class="number">
        ${ways.map(
          (rows, at) =>
            html`<li>
              ${at > 0 && side.against ? html`<span class="soft">${side.against}</span> ` : nothing}${this.renderTaken(rows[0]!)}
              <span class="soft">${side.names(rows.map((row) => this.nameOf(this.branches[row]!)))}</span>
            </li>`,
        )}
      </ul>
      ${this.renderTogether(tree)} ${isScored ? html`<p class="soft">${side.probabilityNote}</p>` : nothing}
    </div>`;
  }

  private renderTaken(row: number): TemplateResult {
    const { branches, format } = this.locale.messages;
    const token = this.columns[row]!.own[0];
    if (!token) return html`<span class="who">${branches.side.ends}</span>`;
    const percent = token.probability === null ? null : format.percent(token.probability);
    return html`<span class="who"
        ><span class="token" lang=${this.language || nothing}
          >${visibleToken(token.text, token.bytes)}</span
        ></span
      >
      ${percent === null ? nothing : html` ${branches.side.took(percent, token.rank)}`}`;
  }

  /** Of three or more, which go on together for how long. */
  private renderTogether(tree: Run): TemplateResult | typeof nothing {
    const { side } = this.locale.messages.branches;
    const groups: Run[] = [];
    const visit = (run: Run): void => {
      for (const child of run.children) {
        if (child.rows.length > 1) groups.push(child);
        visit(child);
      }
    };
    visit(tree);
    if (groups.length === 0) return nothing;
    return html`<ul role="list" class="soft">
      ${groups.map(({ rows, start, end }) => {
        const names = side.names(rows.map((row) => this.nameOf(this.branches[row]!)));
        return html`<li>${side.together(names, end - start)}</li>`;
      })}
    </ul>`;
  }

  private renderColumn(column: Column, at: number): TemplateResult {
    const { branch, own, from, count, isAfterPrompt, measures } = column;
    const { branches, format } = this.locale.messages;
    const { side } = branches;
    const name = this.nameOf(branch);
    const row = (label: string, which: ComparedMeasure, write: (value: number) => string, word: string) => {
      const value = measures[which];
      const best = bestIn(this.columns, which).has(at);
      return html`<div class="measure">
        <dt>${label}</dt>
        <dd>
          ${value === null ? html`<span class="soft">${side.none}</span>` : write(value)}
          ${best ? html`<span class="best">${word}</span>` : nothing}
        </dd>
      </div>`;
    };
    return html`<section class="column" part="column" aria-label=${name}>
      <h3>${name}</h3>
      <div class="tokens">
        ${
          own.length > 0
            ? html`<lm-chips
                .tokens=${own}
                .promptLength=${Math.max(0, branch.promptLength - from)}
                .language=${this.language}
                .label=${side.own(name)}
                .pinned=${this.pinned < from ? -1 : this.pinned - from}
                @lm-pin=${(event: LmPinEvent) => this.onPin(event, column)}
              ></lm-chips>`
            : html`<p class="soft">${side.nothingOwn}</p>`
        }
      </div>
      <dl class="measures number" part="measures">
        <div class="measure">
          <dt>${isAfterPrompt ? side.tokensAfterPrompt : side.tokens}</dt>
          <dd>${format.integer(count)}</dd>
        </div>
        ${row(side.logProbability, 'logProbability', side.nats, side.highest)}
        ${row(side.perplexity, 'perplexity', side.value, side.lowest)}
        ${row(side.surprisal, 'meanSurprisalBits', side.bits, side.lowest)}
      </dl>
    </section>`;
  }

  override render(): TemplateResult {
    const { side } = this.locale.messages.branches;
    const { columns, tree } = this;
    if (columns.length < 2 || !tree) {
      return html`<div part="base"><p class="soft">${side.empty}</p></div>`;
    }
    return html`<div part="base">
      ${this.renderShared()} ${this.renderParting(tree)}
      <div class="columns" part="columns">
        ${repeat(
          columns,
          ({ branch }) => branch.id,
          (column, at) => this.renderColumn(column, at),
        )}
      </div>
      <p class="soft">${side.scope} ${haveOneLength(columns) ? nothing : side.lengths}</p>
    </div>`;
  }
}
