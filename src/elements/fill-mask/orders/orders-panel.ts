import { html, nothing, type TemplateResult } from 'lit';
import { findBlanks, writeMasks } from '../../../core/masks.ts';
import { EngineError, type Model } from '../../../engine/index.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { FillOrdersRecord } from '../../../records/views/fill-orders.ts';
import { maskPiece } from '../../chips/pieces.ts';
import type { MaskedSentence, SentenceHost } from '../sentence.ts';
import { ordersToJudge, wordSets } from './findings.ts';
import { fillInOrders, type WantedOrder } from './greedy.ts';
import { numbersOf } from './names.ts';
import { findingOf, saidRow } from './render-finding.ts';
import { renderHand } from './render-hand.ts';
import { renderSameWords } from './render-same-words.ts';
import { renderSteps } from './render-steps.ts';
import { renderTable } from './render-table.ts';
import { bestRow, rowsOf, type OrderRow } from './rows.ts';
import { scoreInOrders } from './same-words.ts';
import { keyOfWords, mostFilledBlanks, type NamedToken, type OrdersResult } from './types.ts';

/** How far a run is: which step is filled, or that the words are judged. */
type Phase = { readonly step: number; readonly of: number } | 'judging';

/**
 * Several blanks of a sentence, filled one by one in several orders, and what the same words come to in each. It computes
 * when it is told to, keeps what came of it, and draws it into its element.
 */
export class OrdersPanel {
  private readonly host: SentenceHost;
  private request: AbortController | null = null;
  private runsWith: Model | null = null;
  private phase: Phase | null = null;
  private result: OrdersResult | null = null;
  /** The row whose steps are shown. */
  private chosen = '';
  /** For each blank its place in the reader's own order; `null` before one was asked for. */
  private hand: number[] | null = null;
  /** What was last done here, and is to be said: a run that was a success, or an order that was set by hand. */
  private said: 'run' | 'hand' | null = null;
  /** The result was brought in, not computed here. */
  private broughtIn = false;

  constructor(host: SentenceHost) {
    this.host = host;
  }

  get busy(): boolean {
    return this.request !== null;
  }

  /** Fills the blanks in all orders, loading the model first where it is not there. Errors go to the host. */
  async run(): Promise<void> {
    await this.compute(async (model, sentence, signal) => {
      const wanted = wantedOrders(sentence.positions.length, this.handOrder(sentence.positions.length));
      const fills = await fillInOrders(model, sentence, wanted, signal, (step, of) =>
        this.enter({ step, of }, signal),
      );
      const own = await this.ownWords(model, sentence.positions.length, signal);
      this.enter('judging', signal);
      const orders = ordersToJudge(sentence.positions.length, fills.filled);
      const sets = wordSets(fills);
      const asked = own && !sets.some((words) => keyOfWords(words) === keyOfWords(own)) ? own : null;
      const all = asked ? [...sets, asked] : sets;
      const scored = await scoreInOrders(model, sentence, all, orders, signal);
      return {
        text: sentence.text,
        ...fills,
        words: scored.slice(0, sets.length),
        own: asked ? scored.at(-1)! : null,
      };
    });
  }

  /** Ends what is under way; what was there before stays. */
  stop(): void {
    this.request?.abort();
    // Not when the call has settled: until then another one could not begin.
    this.request = null;
    this.runsWith = null;
    this.phase = null;
    this.host.changed();
  }

  /** Ends a run with a model that is no longer the one that is loaded. */
  keepTo(loaded: Model | null): void {
    if (this.runsWith && this.runsWith !== loaded) this.stop();
  }

  /** Takes away what was found. */
  forget(): void {
    this.stop();
    this.result = null;
    this.hand = null;
    this.chosen = '';
    this.said = null;
    this.broughtIn = false;
    this.host.changed();
  }

  /** Takes away what was brought in; what was computed here, or is being computed, stays. */
  giveWay(): void {
    if (!this.broughtIn) return;
    this.result = null;
    this.broughtIn = false;
    this.host.changed();
  }

  /** What was found as a file has it; `null` for nothing. */
  toJSON(): FillOrdersRecord | null {
    if (!this.result) return null;
    // Plain lists, as a schema gives them back.
    return structuredClone(this.result) as unknown as FillOrdersRecord;
  }

  /** Takes what a file has. */
  fromFile(data: FillOrdersRecord | null): void {
    this.forget();
    this.result = data;
    this.broughtIn = data !== null;
    const byHand = data?.filled.find(({ way }) => way === 'byHand');
    if (byHand) this.hand = placesOf(byHand.steps.map(({ blank }) => blank));
    this.host.changed();
  }

  private enter(phase: Phase, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.phase = phase;
    this.host.changed();
  }

  private async compute(
    work: (model: Model, sentence: MaskedSentence, signal: AbortSignal) => Promise<OrdersResult>,
  ): Promise<void> {
    if (this.request) return;
    const request = new AbortController();
    this.request = request;
    this.said = null;
    this.host.changed();
    try {
      const model = await this.host.ready();
      if (!model || request.signal.aborted) return;
      this.runsWith = model;
      const sentence = await this.host.sentence(model, request.signal);
      const blanks = sentence.positions.length;
      if (blanks < 2 || blanks > mostFilledBlanks) return;
      const result = await work(model, sentence, request.signal);
      if (request.signal.aborted) return;
      this.result = result;
      this.broughtIn = false;
      this.said = 'run';
      this.host.guess?.();
    } catch (error) {
      if (!request.signal.aborted) this.host.failed(error);
    } finally {
      if (this.request === request) {
        this.request = null;
        this.runsWith = null;
        this.phase = null;
        this.host.changed();
      }
    }
  }

  /** The pieces that the reader chose; `null` where a blank is empty. */
  private async ownWords(model: Model, blanks: number, signal: AbortSignal): Promise<NamedToken[][] | null> {
    const choices = this.host.choices();
    if (choices.length !== blanks || choices.some((choice) => !choice?.length)) return null;
    await this.host.labels.ask(model, signal);
    const { label } = this.host.labels;
    return choices.map((choice) =>
      choice!.map((tokenId) => {
        const name = label(tokenId);
        if (!name) throw new EngineError('unexpected', { detail: `token ${tokenId}` });
        return { tokenId, text: name.text, special: name.special, continuation: name.continuation };
      }),
    );
  }

  /** The reader's order: blanks in the order of filling. */
  private handOrder(blanks: number): number[] | null {
    const { hand } = this;
    if (hand?.length !== blanks) return null;
    return hand.map((_, place) => hand.indexOf(place));
  }

  private readonly onPlace = (blank: number, place: number, blanks: number): void => {
    const places =
      this.hand?.length === blanks ? [...this.hand] : Array.from({ length: blanks }, (_, i) => i);
    const other = places.indexOf(place);
    places[other] = places[blank]!;
    places[blank] = place;
    this.hand = places;
    this.said = 'hand';
    this.host.changed();
  };

  /** Fills in the reader's order, which is then the row that is shown. */
  private readonly onHand = (blanks: number): void => {
    this.hand ??= Array.from({ length: blanks }, (_, i) => i);
    this.chosen = 'byHand';
    void this.run();
  };

  private readonly onChoose = (row: string): void => {
    this.chosen = row;
    this.host.changed();
  };

  private isCurrent(result: OrdersResult): boolean {
    return writeMasks(this.host.text(), maskPiece) === result.text;
  }

  /** Whether the reader has words in all blanks that were not judged yet. */
  private hasOtherOwn({ words, own }: OrdersResult): boolean {
    const choices = this.host.choices();
    if (choices.length < 2 || choices.some((choice) => !choice?.length)) return false;
    const key = choices.map((choice) => choice!.join('+')).join();
    return ![...words, ...(own ? [own] : [])].some((set) => keyOfWords(set.words) === key);
  }

  private status(messages: Messages): string {
    const { maskedOrders: texts } = messages;
    const { phase, result } = this;
    if (phase === 'judging') return texts.judging;
    if (phase) return texts.filling(phase.step, phase.of);
    if (this.said === 'hand' && this.hand) return texts.order(numbersOf(placesOf(this.hand)));
    if (this.said !== 'run' || !result || !this.isCurrent(result)) return '';
    return saidRow(this.shownRow(rowsOf(result, messages), result), messages);
  }

  /** The row that was chosen; the best fill where none was, or where it is there no more. */
  private shownRow(rows: readonly OrderRow[], result: OrdersResult): OrderRow {
    return rows.find(({ key }) => key === this.chosen) ?? bestRow(rows, result);
  }

  private renderControls(blanks: number, { maskedOrders: texts }: Messages): TemplateResult {
    if (blanks < 2) return html`<p class="soft">${texts.fewBlanks}</p>`;
    if (blanks > mostFilledBlanks)
      return html`<p class="soft">${texts.tooMany(blanks, mostFilledBlanks)}</p>`;
    return html`<div class="row" part="controls">
      <button
        aria-disabled=${this.busy}
        @click=${() => {
          if (!this.busy) void this.run();
        }}
      >
        ${texts.button}
      </button>
      ${this.phase ? html`<button @click=${() => this.stop()}>${texts.stop}</button>` : nothing}
    </div>`;
  }

  private renderResult(result: OrdersResult, messages: Messages): TemplateResult {
    const { maskedOrders: texts } = messages;
    const rows = rowsOf(result, messages);
    const row = this.shownRow(rows, result);
    const current = this.isCurrent(result);
    const used =
      current &&
      this.host
        .choices()
        .map((choice) => choice?.join('+') ?? '')
        .join() === keyOfWords(row.words);
    const blanks = result.alone.length;
    return html`${current ? nothing : html`<p class="notice" part="notice">${texts.earlier}</p>`}
      <p class="finding">${findingOf(result, messages)}</p>
      ${renderTable({ rows, chosen: row.key, language: this.host.language(), onChoose: this.onChoose }, messages)}
      ${renderSteps(
        {
          row,
          result,
          language: this.host.language(),
          canUse: current && !this.busy && row.words.every(({ length }) => length === 1),
          used,
          onUse: () => this.host.choose(row.words.map(([token]) => token!.tokenId)),
        },
        messages,
      )}
      ${renderSameWords({ row, result }, messages)}
      ${
        current && this.hasOtherOwn(result)
          ? html`<div class="row">
              <button
                aria-disabled=${this.busy}
                @click=${() => {
                  if (this.busy) return;
                  this.chosen = 'own';
                  void this.run();
                }}
              >
                ${texts.ownButton}
              </button>
            </div>`
          : nothing
      }
      ${
        current
          ? renderHand(
              {
                places: this.hand?.length === blanks ? this.hand : result.alone.map((_, i) => i),
                busy: this.busy,
                onPlace: (blank, place) => this.onPlace(blank, place, blanks),
                onFill: () => this.onHand(blanks),
              },
              messages,
            )
          : nothing
      }
      <details class="reading">
        <summary>${texts.reading}</summary>
        <p>${texts.method}</p>
        <p>${texts.aloneNote}</p>
        <p>${texts.likeliestNote}</p>
        <p>${texts.certainNote}</p>
      </details>`;
  }

  render(messages: Messages): TemplateResult {
    const { maskedOrders: texts } = messages;
    const { host, broughtIn } = this;
    const blanks = findBlanks(host.text()).length;
    const status = this.status(messages);
    return html`<section class="panel orders" part="orders" aria-labelledby="orders-heading">
      <h3 id="orders-heading">${texts.heading}</h3>
      <p>${texts.intro}</p>
      <div class="start">
        ${this.renderControls(blanks, messages)}
        <div class="live" role="status">
          ${status ? html`<p class="soft ${this.phase ? '' : 'hidden-visually'}">${status}</p>` : nothing}
        </div>
      </div>
      ${(broughtIn && host.recorded?.(messages, texts.button)) || nothing}
      ${this.result ? this.renderResult(this.result, messages) : nothing}
    </section>`;
  }
}

function wantedOrders(blanks: number, hand: readonly number[] | null): WantedOrder[] {
  const leftToRight = Array.from({ length: blanks }, (_, blank) => blank);
  return [
    { way: 'leftToRight', order: leftToRight },
    { way: 'rightToLeft', order: leftToRight.toReversed() },
    { way: 'mostCertain', order: null },
    ...(hand ? [{ way: 'byHand' as const, order: hand }] : []),
  ];
}

/** For each blank its place in an order. */
function placesOf(order: readonly number[]): number[] {
  return order.map((_, blank) => order.indexOf(blank));
}
