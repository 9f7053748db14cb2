import { html, type TemplateResult } from 'lit';
import type { Measures } from '../../core/measures.ts';
import type { Messages } from '../../i18n/index.ts';

/** The measures of one part of the text. */
export interface Total {
  readonly name: 'prompt' | 'generated' | 'all';
  readonly measures: Measures;
}

const columns = [
  'tokens',
  'logProbability',
  'perplexity',
  'meanSurprisalBits',
  'meanEntropyBits',
  'timeMs',
  'tokensPerSecond',
] as const;

/**
 * A table of the totals. A narrow one is laid out on its side by the style sheet, for which the roles are said: a
 * table that is displayed as anything else is none to a screen reader.
 */
export function renderTotals(totals: readonly Total[], messages: Messages): TemplateResult {
  const { measures: words } = messages;
  return html`<table class="number" part="totals" role="table" .style=${`--parts:${totals.length}`}>
    <caption class="hidden-visually">
      ${words.caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <td role="cell"></td>
        ${columns.map((column) => html`<th role="columnheader" scope="col">${words.columns[column]}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${totals.map(
        ({ name, measures }) =>
          html`<tr role="row">
            <th role="rowheader" scope="row">${words.rows[name]}</th>
            ${columns.map((column) => html`<td role="cell">${valueOf(column, measures, messages)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function valueOf(column: (typeof columns)[number], measures: Measures, messages: Messages): string {
  const { format, measures: words } = messages;
  const value = measures[column];
  if (value === null) return words.none;
  switch (column) {
    case 'tokens':
      return format.integer(value);
    case 'timeMs':
      return words.time(value);
    case 'tokensPerSecond':
      return format.decimal(value, 1);
    default:
      return format.decimal(value, 2);
  }
}
