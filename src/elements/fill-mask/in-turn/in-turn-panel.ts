import { html, nothing, type TemplateResult } from 'lit';
import { visibleToken } from '../../../charts/token-text.ts';
import { findBlanks, writeMasks } from '../../../core/masks.ts';
import type { Model } from '../../../engine/index.ts';
import type { LmPinEvent } from '../../../events/pin-event.ts';
import type { Messages } from '../../../i18n/index.ts';
import { recordsOfMasked } from '../../../records/from-results.ts';
import type { TokenRecord } from '../../../records/token-record.ts';
import type { InTurnRecord } from '../../../records/views/in-turn.ts';
import { maskPiece, unknownPiece } from '../../chips/pieces.ts';
import type { SentenceHost } from '../sentence.ts';
import { readInTurn, writeInTurn, type InTurnResult } from './in-turn-file.ts';
import { renderDifferences } from './render-differences.ts';
import { renderPinned } from './render-pinned.ts';
import { renderTotals } from './render-totals.ts';
import { maskings, pseudoTotals, type Masking } from './totals.ts';

/** How many candidates are kept of each place. */
const keptCandidates = 10;

/** A result and the records of its tokens, made once. */
interface Shown {
  readonly result: InTurnResult;
  readonly byMasking: Readonly<Record<Masking, readonly TokenRecord[]>>;
}

/**
 * Every token of a text hidden in its turn, and how likely the model finds it there. It computes when it is told to, keeps
 * what came of it, and draws it into its element. A text needs no blank for it.
 */
export class InTurnPanel {
  private readonly host: SentenceHost;
  private request: AbortController | null = null;
  private runsWith: Model | null = null;
  /** The model is there, and at work. */
  private started = false;
  private runs: { readonly done: number; readonly of: number } | null = null;
  private shown: Shown | null = null;
  private masking: Masking = 'withinWord';
  /** A token's place in the running text; −1 for none. */
  private pinned = -1;
  private pointed = -1;
  /** What was last done here, and is to be said: a run that was a success, or a token that was chosen. */
  private said: 'run' | 'pin' | null = null;
  /** The result was brought in, not computed here. */
  private broughtIn = false;

  constructor(host: SentenceHost) {
    this.host = host;
  }

  get busy(): boolean {
    return this.request !== null;
  }

  /** Judges every token, loading the model first where it is not there. Errors go to the host. */
  async run(): Promise<void> {
    if (this.request) return;
    const request = new AbortController();
    const { signal } = request;
    this.request = request;
    this.said = null;
    this.host.changed();
    try {
      const model = await this.host.ready();
      if (!model || signal.aborted) return;
      this.runsWith = model;
      this.started = true;
      this.host.changed();
      const source = this.host.text();
      const onRun = (done: number, of: number) => {
        if (signal.aborted) return;
        this.runs = { done, of };
        this.host.changed();
      };
      const { tokens, runs } = await model.scoreMasked(source, { top: keptCandidates, onRun, signal });
      if (signal.aborted) return;
      this.show({ source, text: writeMasks(source, maskPiece), tokens, runs });
      this.broughtIn = false;
      this.said = 'run';
    } catch (error) {
      if (!signal.aborted) this.host.failed(error);
    } finally {
      if (this.request === request) this.settle();
    }
  }

  /** Ends what is under way; what was there before stays. */
  stop(): void {
    this.request?.abort();
    // Not when the call has settled: until then another one could not begin.
    this.settle();
  }

  /** Ends a run with a model that is no longer the one that is loaded. */
  keepTo(loaded: Model | null): void {
    if (this.runsWith && this.runsWith !== loaded) this.stop();
  }

  /** Takes away what was found. */
  forget(): void {
    this.stop();
    this.show(null);
    this.said = null;
    this.broughtIn = false;
    this.host.changed();
  }

  /** Takes away what was brought in; what was computed here, or is being computed, stays. */
  giveWay(): void {
    if (!this.broughtIn) return;
    this.show(null);
    this.said = null;
    this.broughtIn = false;
    this.host.changed();
  }

  /** What was found as a file has it; `null` for nothing. */
  toJSON(): InTurnRecord | null {
    return this.shown && writeInTurn(this.shown.result);
  }

  /** Takes what a file has. */
  fromFile(data: InTurnRecord | null): void {
    this.forget();
    this.show(data && readInTurn(data));
    this.broughtIn = data !== null;
    this.host.changed();
  }

  private settle(): void {
    this.request = null;
    this.runsWith = null;
    this.started = false;
    this.runs = null;
    this.host.changed();
  }

  private show(result: InTurnResult | null): void {
    this.pinned = -1;
    this.pointed = -1;
    if (!result) {
      this.shown = null;
      return;
    }
    const { text, tokens } = result;
    const recordsBy = (masking: Masking) => recordsOfMasked(text, tokens, masking);
    this.shown = { result, byMasking: { withinWord: recordsBy('withinWord'), plain: recordsBy('plain') } };
  }

  private readonly onPin = (index: number): void => {
    this.pinned = index;
    this.said = index < 0 ? null : 'pin';
    this.host.changed();
  };

  /** Closes what a token opened, and gives the focus back to the token. */
  private readonly onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || this.pinned < 0) return;
    event.preventDefault();
    const panel = (event.currentTarget as HTMLElement).closest('.in-turn');
    void panel?.querySelector('lm-chips')?.focusToken(this.pinned);
    this.onPin(-1);
  };

  /** The element has other chips, whose places are not these. */
  private readonly onChip = (event: LmPinEvent): void => {
    event.stopPropagation();
    this.onPin(event.index);
  };

  private readonly onPoint = (index: number): void => {
    this.pointed = index;
    this.host.changed();
  };

  private status({ inTurn: texts }: Messages): string {
    if (this.started) return texts.working;
    const { shown, masking, pinned, said } = this;
    if (!shown || shown.result.source !== this.host.text()) return '';
    const record = shown.byMasking[masking][pinned];
    if (said === 'pin' && record) return texts.pinned(nameOf(record), record.surprisalBits);
    if (said !== 'run') return '';
    const unknown = unknownIn(shown.result);
    return [this.finding(shown, texts), unknown > 0 ? texts.unknown(unknown) : ''].filter(Boolean).join(' ');
  }

  /** What came of it in one line: the token that the model least expected, and the text as a whole. */
  private finding({ result, byMasking }: Shown, texts: Messages['inTurn']): string {
    const { perplexity } = pseudoTotals(result.tokens, this.masking);
    const most = mostSurprising(byMasking[this.masking]);
    if (!most || perplexity === null) return texts.onlyBlanks;
    return texts.finding(nameOf(most), most.surprisalBits!, perplexity);
  }

  private renderProgress({ inTurn: texts, masked }: Messages): TemplateResult | typeof nothing {
    const { runs } = this;
    if (!runs || runs.of < 2) return nothing;
    return html`<div class="progress-row">
      <progress aria-label=${texts.progress} max=${runs.of} .value=${runs.done}></progress>
      <span class="soft number">${masked.runs(runs.done, runs.of)}</span>
    </div>`;
  }

  private renderMaskings({ inTurn: texts }: Messages): TemplateResult {
    return html`<fieldset class="maskings">
      <legend>${texts.masking}</legend>
      ${maskings.map(
        (masking) =>
          html`<label class="masking"
            ><input
              type="radio"
              name="masking"
              .value=${masking}
              .checked=${masking === this.masking}
              @change=${() => {
                this.masking = masking;
                this.host.changed();
              }}
            />${texts.maskings[masking]}</label
          >`,
      )}
    </fieldset>`;
  }

  private renderRemarks({ tokens, text }: InTurnResult, { inTurn: texts }: Messages): TemplateResult {
    const blanks = findBlanks(text).length;
    const judged = tokens.some(({ plain }) => plain !== null);
    const unknown = unknownIn({ tokens });
    return html`${blanks > 0 && judged ? html`<p class="soft">${texts.blanks(blanks)}</p>` : nothing}
    ${unknown > 0 ? html`<p class="soft">${texts.unknown(unknown)}</p>` : nothing}`;
  }

  private renderResult({ result, byMasking }: Shown, messages: Messages): TemplateResult {
    const { inTurn: texts } = messages;
    const language = this.host.language();
    const { pinned, pointed, masking } = this;
    return html`${
        result.source === this.host.text()
          ? nothing
          : html`<p class="notice" part="notice">${texts.earlier}</p>`
      }
      <p class="finding">${this.finding({ result, byMasking }, texts)}</p>
      <lm-chips
        task="masked"
        legend
        .tokens=${byMasking[masking]}
        .pinned=${pinned}
        .marked=${pointed < 0 ? noTokens : new Set([pointed])}
        .language=${language}
        .label=${texts.chips}
        @lm-pin=${this.onChip}
      ></lm-chips>
      <div class="pinned-token" @keydown=${this.onEscape}>
        ${renderPinned({ byMasking, masking, pinned, language, label: this.host.labels.label }, messages)}
      </div>
      ${this.renderMaskings(messages)} ${renderTotals(result, masking, messages)}
      ${this.renderRemarks(result, messages)}
      ${renderDifferences(
        { byMasking, tokens: result.tokens, language, onPin: this.onPin, onPoint: this.onPoint },
        messages,
      )}
      <details class="reading">
        <summary>${texts.reading}</summary>
        <p>${texts.method}</p>
        <p>${texts.meaning}</p>
        <p>${texts.cuts} ${texts.runs(result.runs)}</p>
      </details>`;
  }

  render(messages: Messages): TemplateResult {
    const { inTurn: texts } = messages;
    const { host, broughtIn } = this;
    const status = this.status(messages);
    return html`<section class="panel in-turn" part="in-turn" aria-labelledby="in-turn-heading">
      <h3 id="in-turn-heading">${texts.heading}</h3>
      <p>${texts.intro}</p>
      <div class="start">
        <div class="row" part="controls">
          <button
            aria-disabled=${this.busy}
            @click=${() => {
              if (!this.busy) void this.run();
            }}
          >
            ${texts.button}
          </button>
          ${this.started ? html`<button @click=${() => this.stop()}>${texts.stop}</button>` : nothing}
        </div>
        <div class="live" role="status">
          ${status ? html`<p class="soft ${this.started ? '' : 'hidden-visually'}">${status}</p>` : nothing}
        </div>
      </div>
      ${(broughtIn && host.recorded?.(messages, texts.button)) || nothing} ${this.renderProgress(messages)}
      ${this.shown ? this.renderResult(this.shown, messages) : nothing}
    </section>`;
  }
}

const noTokens: ReadonlySet<number> = new Set();

const nameOf = ({ piece, text }: TokenRecord): string => visibleToken(piece ?? text.trim());

/** How many of the judged tokens stand for what the model has no token for. */
function unknownIn({ tokens }: Pick<InTurnResult, 'tokens'>): number {
  return tokens.filter(({ plain, special, text }) => plain && special && text === unknownPiece).length;
}

/** The judged token of the highest surprisal, of equals the first. */
function mostSurprising(records: readonly TokenRecord[]): TokenRecord | null {
  return records.reduce<TokenRecord | null>(
    (most, one) =>
      one.surprisalBits !== null && (!most || one.surprisalBits > most.surprisalBits!) ? one : most,
    null,
  );
}
