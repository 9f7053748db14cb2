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
import { bars, barStyles, type Bar } from '../../charts/bars.ts';
import { innerText } from '../../charts/run-text.ts';
import { visibleToken } from '../../charts/token-text.ts';
import { divergenceTree, partingPlaces, type Run } from '../../core/divergence.ts';
import { wilsonInterval } from '../../core/intervals.ts';
import { measure } from '../../core/measures.ts';
import { LmOpenCompletionEvent } from '../../events/open-completion-event.ts';
import { LocaleController } from '../../i18n/index.ts';
import { shared } from '../../styles/shared.ts';
import { tokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { completionsStyles } from './completions.styles.ts';
import { divergenceList } from './divergence-list.ts';
import { firstTokens, type FirstTokenRow } from './first-tokens.ts';
import { nextFrame } from '../measures/next-frame.ts';
import type { Completion, FirstToken } from './types.ts';

/** Rows of first tokens, where no more came up. */
const shownFirst = 10;

/** Of the prompt: enough to know it again. */
const shownPrompt = 80;

/** The end of a prompt on a line. */
function clippedPrompt(prompt: string): string {
  const line = Array.from(visibleToken(prompt.trim()));
  return line.length > shownPrompt ? `…${line.slice(-shownPrompt).join('').trim()}` : line.join('');
}

/**
 * Many continuations of one text, each drawn with a seed of its own: how they read, where they part, and how often each
 * first token came up against its probability.
 *
 * @summary Compares many completions of the same text.
 *
 * @slot controls - What starts and stops the completions.
 *
 * @fires {LmOpenCompletionEvent} lm-open-completion - A person wants to go on with a completion as a branch.
 *
 * @csspart base - The element's root.
 * @csspart list - The box that the completions scroll in.
 * @csspart completion - One completion.
 * @csspart open - The button that opens a completion as a branch.
 * @csspart tree - Where the completions part.
 * @csspart first - How often each first token came up.
 * @csspart bars - The list of bars.
 * @csspart bar - One bar.
 *
 * @cssproperty [--lm-completions-height=34rem] - The list's greatest height; beyond it, it scrolls.
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text and of what completions share.
 * @cssproperty --lm-paper - Background of controls.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-autoregressive - The identity colour: bars and the mark where a completion parts.
 * @cssproperty --lm-font - Font of prose and controls.
 * @cssproperty --lm-token-font - Font of tokens.
 */
export class LmCompletions extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [tokens, shared, barStyles, completionsStyles];

  private readonly locale = new LocaleController(this);
  private readonly sizes = new ResizeObserver(() => this.measureScroll());
  /** The completions that have a token: the rows of {@link tree}. */
  private begun: readonly Completion[] = [];
  private tree: Run | null = null;
  /** Where each leaves the last of the others. */
  private readonly places = new Map<Completion, number>();
  /** Those with the same text, written to its end. */
  private readonly twins = new Map<Completion, readonly Completion[]>();
  /** Changes whenever a token came or a completion ended. */
  private stamp = '';

  @query('.scroll') private scrollBox!: HTMLElement | null;

  @state() private scrolls = false;
  /** The live region has been there for a frame: what comes into it from now on is told. */
  @state() private isLive = false;

  /** The completions. After a change inside of the arrays, call `requestUpdate()`. */
  @property({ attribute: false }) completions: readonly Completion[] = [];

  /** The distribution of the first token, best first; as many as are to be shown. */
  @property({ attribute: false }) first: readonly FirstToken[] = [];

  /** The language of the tokens, as a BCP 47 tag. */
  @property() language = '';

  /** Whether completions are being written. */
  @property({ type: Boolean }) running = false;

  /** How many completions were asked for. */
  @property({ type: Number }) count = 0;

  /** The text that they go on from; its end is shown above them. */
  @property() prompt = '';

  /** The places of the completions that are open as branches. */
  @property({ attribute: false }) opened: readonly number[] = [];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { completions } = this;
    const stamp = completions
      .map(({ seed, tokens, finishReason }) => `${seed} ${tokens.length} ${finishReason ?? ''}`)
      .join('\n');
    if (stamp === this.stamp && !changed.has('completions')) return;
    this.stamp = stamp;
    this.begun = completions.filter((one) => one.tokens.length > 0);
    this.tree = divergenceTree(this.begun.map((one) => one.tokens.map(({ tokenId }) => tokenId)));
    this.places.clear();
    for (const [row, place] of partingPlaces(this.tree).entries()) this.places.set(this.begun[row]!, place);
    this.twins.clear();
    this.findTwins(this.tree);
  }

  protected override async firstUpdated(): Promise<void> {
    await nextFrame();
    this.isLive = true;
  }

  protected override updated(): void {
    if (!this.scrollBox) return;
    this.sizes.observe(this.scrollBox);
    this.sizes.observe(this.scrollBox.firstElementChild!);
  }

  private measureScroll(): void {
    const box = this.scrollBox;
    this.scrolls = box !== null && box.scrollHeight > box.clientHeight;
  }

  private open(index: number): void {
    if (!this.running) this.dispatchEvent(new LmOpenCompletionEvent(index));
  }

  private get total(): number {
    return Math.max(this.count, this.completions.length);
  }

  private findTwins({ ended, children }: Run): void {
    const done = ended.map((row) => this.begun[row]!).filter(({ finishReason }) => finishReason !== null);
    if (done.length > 1) for (const one of done) this.twins.set(one, done);
    for (const child of children) this.findTwins(child);
  }

  private renderList(): TemplateResult {
    const { messages } = this.locale;
    const texts = messages.completions;
    const { completions } = this;
    return html`<div
      class="scroll"
      part="list"
      role="region"
      aria-label=${texts.heading}
      tabindex=${this.scrolls ? 0 : nothing}
    >
      <ol role="list" aria-label=${texts.heading}>
        ${completions.map((one, index) => {
          const twins = this.twins.get(one)?.filter((other) => other !== one) ?? [];
          const seeds = twins.map(({ seed }) => String(seed));
          const drawnFrom = [
            one.tokens,
            one.tokens.length,
            one.tokens.at(-1),
            one.seed,
            one.finishReason,
            this.places.get(one),
            this.begun.length,
            seeds.join(),
            this.running,
            this.opened.includes(index),
            this.language,
            messages,
          ];
          return html`<li class="completion" part="completion">
            ${guard(drawnFrom, () => this.renderCompletion(one, index, seeds))}
          </li>`;
        })}
      </ol>
    </div>`;
  }

  private renderCompletion(completion: Completion, index: number, twins: readonly string[]): TemplateResult {
    const { seed, tokens: text, finishReason } = completion;
    const texts = this.locale.messages.completions;
    const place = this.places.get(completion) ?? 0;
    const { perplexity } = measure(text);
    const reason =
      finishReason !== null
        ? texts.finish(finishReason)
        : !this.running
          ? texts.finish('stopped')
          : text.length > 0
            ? texts.writing
            : texts.waiting;
    const facts = [
      texts.tokens(text.length),
      perplexity === null ? '' : texts.perplexity(perplexity),
      reason,
      twins.length > 0 ? texts.sameAs(twins) : '',
      this.opened.includes(index) ? texts.opened : '',
    ].filter(Boolean);
    const parts = this.begun.length > 1 && place < text.length;
    return html`<p class="soft number">
        <span class="fact seed">${texts.seed(seed)}</span>${facts.map(
          (fact) => html`<span class="fact">${fact}</span>`,
        )}
      </p>
      <p class="text" lang=${this.language || nothing}>${this.renderText(text, place, parts)}</p>
      ${
        text.length > 0
          ? html`<button
              part="open"
              aria-label=${texts.openOf(seed)}
              aria-disabled=${this.running ? 'true' : nothing}
              @click=${() => this.open(index)}
            >
              ${texts.open}
            </button>`
          : nothing
      }`;
  }

  /** No white space of the template's own: it would show. */
  private renderText(text: Completion['tokens'], place: number, parts: boolean): TemplateResult {
    const { completions, language } = this.locale.messages;
    const mark = html`<span class="fork" aria-hidden="true">▸</span
      ><span class="hidden-visually" lang=${language}> (${completions.partsHere}) </span>`;
    // Without the space that a first word begins with: at the start of a line it is a gap.
    const before = innerText(text, 0, place).replace(/^ /, '');
    const after = place > 0 ? innerText(text, place) : innerText(text).replace(/^ /, '');
    return html`<span class="shared">${before}</span>${parts ? mark : nothing}<span
        class=${parts ? 'own' : ''}
        >${after}</span
      >`;
  }

  private renderTree(): TemplateResult {
    const { messages } = this.locale;
    const texts = messages.completions;
    const { tree, begun } = this;
    return html`<section class="tree" part="tree">
      <h3>${texts.tree}</h3>
      ${
        tree && begun.length > 1
          ? html`<p class="soft">${texts.treeLegend}</p>
              ${guard([tree, this.language, messages], () =>
                divergenceList(tree, begun, this.language, messages),
              )}`
          : html`<p class="soft">${texts.treeEmpty}</p>`
      }
    </section>`;
  }

  private renderFirst(): TemplateResult {
    const { messages } = this.locale;
    const texts = messages.completions;
    return html`<section part="first">
      <h3>${texts.first}</h3>
      ${guard([this.tree, this.first, this.first.length, this.language, messages], () =>
        this.renderFirstBars(),
      )}
    </section>`;
  }

  private renderFirstBars(): TemplateResult {
    const { messages } = this.locale;
    const { completions: texts, format } = messages;
    const { drawn, rows, rest } = firstTokens(this.completions, this.first, shownFirst);
    if (drawn === 0) return html`<p class="soft">${texts.firstEmpty}</p>`;
    const list: Bar[] = rows.map((row) => this.firstBar(row, drawn));
    if (rest > 0) {
      const share = texts.share(0, drawn, 0);
      list.push({
        label: texts.others,
        value: rest,
        fill: 0,
        text: format.percent(rest),
        fillText: { text: share, name: texts.observed },
        rest: true,
      });
    }
    const half = wilsonInterval(drawn / 2, drawn);
    const isCertain = rows.some(({ finalProbability }) => finalProbability === 1);
    return html`<p class="soft">${texts.firstLegend}</p>
      ${bars(list, texts.first, this.language)}
      <p class="soft">
        ${
          isCertain
            ? texts.greedy
            : html`${texts.smallNumbers(drawn, half.low, half.high)} ${texts.missing(drawn, 0.9 ** drawn)}`
        }
      </p>`;
  }

  private firstBar({ text, bytes, count, finalProbability }: FirstTokenRow, drawn: number): Bar {
    const { completions: texts, format } = this.locale.messages;
    const share = count / drawn;
    const { low, high } = wilsonInterval(count, drawn);
    return {
      label: visibleToken(text, bytes),
      value: finalProbability ?? 0,
      fill: share,
      text: finalProbability === null ? texts.unknown : format.percent(finalProbability),
      fillText: { text: texts.share(count, drawn, share), name: texts.observed },
      note:
        finalProbability === null
          ? texts.interval(low, high)
          : texts.expected(finalProbability * drawn, low, high),
    };
  }

  override render(): TemplateResult {
    const texts = this.locale.messages.completions;
    const { completions, total } = this;
    const done = completions.filter(({ finishReason }) => finishReason !== null).length;
    const said = this.running ? texts.started(total) : done > 0 ? texts.done(done) : '';
    const prompt = clippedPrompt(this.prompt);
    return html`<div part="base">
      <slot name="controls"></slot>
      <section>
        <div class="head">
          <h3>${texts.heading}</h3>
          ${this.running ? html`<p class="soft number">${texts.working(done, total)}</p>` : nothing}
        </div>
        ${prompt ? html`<p class="soft">${texts.of(prompt)}</p>` : nothing}
        <div class="live" role="status">
          ${said && this.isLive ? html`<p class="soft ${this.running ? 'hidden-visually' : ''}">${said}</p>` : nothing}
        </div>
        ${
          completions.length === 0
            ? html`<p class="soft">${texts.empty}</p>`
            : html`${this.renderList()}
              ${completions.length > 1 ? html`<p class="soft">${texts.partsLegend}</p>` : nothing}`
        }
      </section>
      ${completions.length > 0 ? html`${this.renderTree()} ${this.renderFirst()}` : nothing}
    </div>`;
  }
}
