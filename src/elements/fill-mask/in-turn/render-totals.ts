import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../../i18n/index.ts';
import type { InTurnResult } from './in-turn-file.ts';
import { maskings, pseudoTotals, type Masking, type PseudoTotals } from './totals.ts';

const rows = ['nats', 'bits', 'perplexity', 'tokens'] as const;

/** The text in numbers, for both maskings side by side; the one that the chips show is set off. */
export function renderTotals(
  { tokens }: InTurnResult,
  shown: Masking,
  { inTurn: texts }: Messages,
): TemplateResult {
  const totals = maskings.map((masking) => ({ masking, numbers: pseudoTotals(tokens, masking) }));
  const valueOf = (row: (typeof rows)[number], numbers: PseudoTotals): string => {
    if (row === 'tokens') return texts.integer(numbers.tokens);
    if (numbers.perplexity === null) return texts.none;
    if (row === 'perplexity') return texts.perplexity(numbers.perplexity);
    return texts.value(row === 'nats' ? numbers.logLikelihood : numbers.logLikelihoodBits);
  };
  return html`<table class="in-turn-totals number" role="table">
    <caption class="hidden-visually">
      ${texts.totals}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <td role="cell"></td>
        ${totals.map(
          ({ masking }) =>
            html`<th role="columnheader" scope="col" class=${masking === shown ? 'shown' : ''}>
              ${texts.maskings[masking]}
            </th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          html`<tr role="row">
            <th role="rowheader" scope="row">${texts.rows[row]}</th>
            ${totals.map(
              ({ masking, numbers }) =>
                html`<td
                  role="cell"
                  data-name=${texts.maskings[masking]}
                  class=${masking === shown ? 'shown' : ''}
                >
                  ${valueOf(row, numbers)}
                </td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
