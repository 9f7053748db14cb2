import { html, type TemplateResult } from 'lit';
import { visibleToken } from '../../../charts/token-text.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { MaskedToken } from '../../../protocol/results.ts';
import type { TokenRecord } from '../../../records/token-record.ts';
import { judgedTwice, type Masking } from './totals.ts';

/** More rows than this are folded away at first. */
const mostOpenRows = 12;

/** What the table of differences is shown from. */
export interface DifferencesContext {
  readonly byMasking: Readonly<Record<Masking, readonly TokenRecord[]>>;
  readonly tokens: readonly MaskedToken[];
  readonly language: string;
  /** Pins a token of the running text by its place there. */
  readonly onPin: (index: number) => void;
  /** The pointer or the focus came to the row of a token; −1 where it left. */
  readonly onPoint: (index: number) => void;
}

/** The tokens that the two maskings judge differently, and why they do. */
export function renderDifferences(
  { byMasking, tokens, language, onPin, onPoint }: DifferencesContext,
  { inTurn: texts }: Messages,
): TemplateResult {
  // The running text leaves out what stands for nothing.
  const twice = judgedTwice(tokens).filter((_, i) => tokens[i]!.end > tokens[i]!.start);
  const places = twice.flatMap((one, index) => (one ? [index] : []));
  if (places.length === 0) return html`<p class="soft">${texts.same}</p>`;
  return html`<details class="differences" ?open=${places.length <= mostOpenRows}>
    <summary><h4>${texts.differing}</h4></summary>
    <p>${texts.differ(places.length)} ${texts.why}</p>
    <table class="number" role="table">
      <caption class="hidden-visually">
        ${texts.differing}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${texts.columns.token}</th>
          <th role="columnheader" scope="col">${texts.columns.plain}</th>
          <th role="columnheader" scope="col">${texts.columns.withinWord}</th>
          <th role="columnheader" scope="col">${texts.columns.difference}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${places.map((index) => {
          const plain = byMasking.plain[index]!;
          const name = visibleToken(plain.piece ?? plain.text.trim());
          const alone = plain.surprisalBits!;
          const together = byMasking.withinWord[index]!.surprisalBits!;
          return html`<tr
            role="row"
            @pointerenter=${() => onPoint(index)}
            @pointerleave=${() => onPoint(-1)}
            @focusin=${() => onPoint(index)}
            @focusout=${() => onPoint(-1)}
          >
            <th role="rowheader" scope="row">
              <button class="token-button" aria-label=${texts.show(name)} @click=${() => onPin(index)}>
                <span lang=${language}>${name}</span>
              </button>
            </th>
            <td role="cell" data-name=${texts.columns.plain}>${texts.value(alone)}</td>
            <td role="cell" data-name=${texts.columns.withinWord}>${texts.value(together)}</td>
            <td role="cell" data-name=${texts.columns.difference}>
              ${alone === together ? texts.none : texts.value(together - alone)}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </details>`;
}
