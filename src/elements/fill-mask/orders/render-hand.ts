import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../../i18n/index.ts';

/** What the reader's own order is set from. */
export interface HandContext {
  /** For each blank its place in the order. */
  readonly places: readonly number[];
  readonly busy: boolean;
  readonly onPlace: (blank: number, place: number) => void;
  readonly onFill: () => void;
}

/** The order that the reader sets: for each blank the number of its turn. */
export function renderHand(
  { places, busy, onPlace, onFill }: HandContext,
  { maskedOrders: texts }: Messages,
): TemplateResult {
  const order = places.map((_, place) => places.indexOf(place) + 1);
  return html`<section class="panel" aria-labelledby="hand-heading">
    <h4 id="hand-heading">${texts.hand}</h4>
    <p class="soft">${texts.handHint}</p>
    <div class="row" role="group" aria-labelledby="hand-heading">
      ${places.map(
        (place, blank) =>
          html`<label class="place"
            >${texts.place(blank + 1)}<select
              .value=${String(place)}
              @change=${(event: Event) => onPlace(blank, Number((event.target as HTMLSelectElement).value))}
            >
              ${places.map(
                (_, turn) => html`<option value=${turn} .selected=${turn === place}>${turn + 1}</option>`,
              )}
            </select></label
          >`,
      )}
    </div>
    <div class="row">
      <button
        aria-disabled=${busy}
        @click=${() => {
          if (!busy) onFill();
        }}
      >
        ${texts.handButton}
      </button>
      <span class="number">${texts.order(order)}</span>
    </div>
  </section>`;
}
