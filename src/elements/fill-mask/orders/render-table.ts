import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../../i18n/index.ts';
import { numbersOf, wordText } from './names.ts';
import type { OrderRow } from './rows.ts';
import type { NamedToken } from './types.ts';

/** What the table of orders is shown from. */
export interface TableContext {
  readonly rows: readonly OrderRow[];
  /** The row whose steps are shown, by its key. */
  readonly chosen: string;
  readonly language: string;
  readonly onChoose: (key: string) => void;
}

/**
 * The orders side by side; the row that is chosen is shown step by step below. The roles are said because the style sheet
 * lays a narrow table out in blocks, which is none to a screen reader.
 */
export function renderTable(
  { rows, chosen, language, onChoose }: TableContext,
  messages: Messages,
): TemplateResult {
  const { maskedOrders: texts } = messages;
  const difference = ({ best, lead }: OrderRow) => (best ? texts.best : texts.lead(lead));
  const totalIn = ({ joint, total }: OrderRow) => (joint && total !== null ? texts.nats(total) : texts.none);
  const { columns } = texts;
  return html`<table class="orders-table" role="table">
    <caption>
      ${texts.table}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${columns.row}</th>
        <th role="columnheader" scope="col">${columns.words}</th>
        <th role="columnheader" scope="col" class="figure">${columns.joint}</th>
        <th role="columnheader" scope="col" class="figure">${columns.likeliest}</th>
        <th role="columnheader" scope="col" class="figure">${columns.difference}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          html`<tr role="row" class=${row.key === chosen ? 'chosen' : ''}>
            <th role="rowheader" scope="row">
              <label class="order-choice"
                ><input
                  type="radio"
                  name="order"
                  .value=${row.key}
                  .checked=${row.key === chosen}
                  @change=${() => onChoose(row.key)}
                /><span
                  >${row.name}${row.order === null ? '' : html` <span class="soft number">${row.order}</span>`}</span
                ></label
              >
            </th>
            <td role="cell" data-name=${columns.words}>
              <span>${renderWords(row.words, language, messages)}</span>
            </td>
            <td role="cell" class="figure number" data-name=${columns.joint}>${totalIn(row)}</td>
            <td role="cell" class="figure number" data-name=${columns.likeliest}>
              <span
                >${texts.nats(row.likeliest.total)}
                <span class="soft order">(${texts.order(numbersOf(row.likeliest.order))})</span></span
              >
            </td>
            <td role="cell" class="figure number" data-name=${columns.difference}>${difference(row)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Words of all blanks; a piece that goes on with a word is said to be one. */
export function renderWords(
  words: readonly (readonly NamedToken[])[],
  language: string,
  { token }: Messages,
): TemplateResult[] {
  return words.map((pieces, blank) => {
    const between = blank > 0 ? ', ' : '';
    const note = pieces[0]?.continuation ? html` <span class="soft">(${token.piece})</span>` : '';
    return html`${between}<span class="token" lang=${language}>${wordText(pieces)}</span>${note}`;
  });
}
