import { html, nothing, type TemplateResult } from 'lit';
import { findBlanks } from '../../../core/masks.ts';
import type { Messages } from '../../../i18n/index.ts';
import { wordText } from './names.ts';
import { renderWords } from './render-table.ts';
import type { OrderRow } from './rows.ts';
import { summandBars } from './summand-bars.ts';
import { totalOf, type FilledStep, type OrdersResult } from './types.ts';

/** What the chosen row is shown from. */
export interface StepsContext {
  readonly row: OrderRow;
  readonly result: OrdersResult;
  readonly language: string;
  /** Whether the words can be taken into the blanks. */
  readonly canUse: boolean;
  /** Whether they are there already. */
  readonly used: boolean;
  readonly onUse: () => void;
}

/** The chosen row step by step: which blank was filled with what, how likely that was, and the sentence that comes out. */
export function renderSteps(context: StepsContext, messages: Messages): TemplateResult {
  const { row, result, canUse, used, onUse } = context;
  const { maskedOrders: texts } = messages;
  return html`<section class="panel" aria-labelledby="steps-heading">
    <h4 id="steps-heading">${texts.steps(row.name)}</h4>
    ${row.steps.length > 0 ? renderStepTable(context, messages) : nothing}
    ${row.steps.length > 0 ? renderSum(row, messages) : nothing}
    <p class="soft">${texts.sentence}</p>
    ${renderSentence(row, result.text, context.language, messages)}
    <div class="row">
      <button
        aria-disabled=${!canUse || used}
        @click=${() => {
          if (canUse && !used) onUse();
        }}
      >
        ${texts.use}
      </button>
      ${used ? html`<span class="soft">${texts.used}</span>` : nothing}
    </div>
  </section>`;
}

function renderStepTable({ row, result, language }: StepsContext, messages: Messages): TemplateResult {
  const { maskedOrders: texts, format } = messages;
  const { step } = texts;
  const aloneOf = ({ blank }: FilledStep) => result.alone[blank]!.entropyBits;
  // What a blank alone leaves open is not changed by another one.
  const entropy = (one: FilledStep, place: number) =>
    row.joint && place > 0
      ? texts.entropy(one.entropyBits, aloneOf(one))
      : texts.entropyOnly(one.entropyBits);
  return html`<table class="steps-table" role="table">
    <caption class="hidden-visually">
      ${texts.steps(row.name)}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${row.joint ? html`<th role="columnheader" scope="col">${step.number}</th>` : nothing}
        <th role="columnheader" scope="col">${step.blank}</th>
        <th role="columnheader" scope="col">${step.token}</th>
        <th role="columnheader" scope="col" class="figure">${step.probability}</th>
        <th role="columnheader" scope="col" class="figure">${step.log}</th>
        <th role="columnheader" scope="col" class="figure">${step.entropy}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${row.steps.map(
        (one, place) =>
          html`<tr role="row">
            ${
              row.joint
                ? html`<th role="rowheader" scope="row" class="number">
                      <span class="block-name">${step.number}</span> ${place + 1}
                    </th>
                    <td role="cell" class="number" data-name=${step.blank}>${one.blank + 1}</td>`
                : html`<th role="rowheader" scope="row" class="number">
                    <span class="block-name">${step.blank}</span> ${one.blank + 1}
                  </th>`
            }
            <td role="cell" data-name=${step.token}>
              <span>${renderWords([[one]], language, messages)}</span>
            </td>
            <td role="cell" class="figure number" data-name=${step.probability}>
              ${format.percent(one.probability)}
            </td>
            <td role="cell" class="figure number" data-name=${step.log}>${texts.nats(one.logProbability)}</td>
            <td role="cell" class="figure number" data-name=${step.entropy}>${entropy(one, place)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The steps end to end, in the order in which they were filled. */
function renderSum({ name, order, steps, joint }: OrderRow, messages: Messages): TemplateResult {
  const { maskedOrders: texts } = messages;
  const total = totalOf(steps);
  const parts = steps.map(({ logProbability }) => logProbability);
  return html`${joint ? nothing : html`<p class="soft">${texts.sumAlone}</p>`}
  ${summandBars(
    [
      {
        label: order ?? name,
        heard: texts.sum(parts, total),
        parts: steps.map(({ blank, logProbability }) => ({
          name: String(blank + 1),
          // A rounding above probability 1 has no length.
          length: Math.max(0, -logProbability),
        })),
        value: texts.nats(total),
      },
    ],
    { label: texts.sumAxis, axis: texts.sumAxis },
  )}
  ${joint ? html`<p class="soft">${texts.odds(Math.exp(-total))}</p>` : nothing}`;
}

/** The sentence with the words in its blanks. */
function renderSentence(
  { words }: OrderRow,
  text: string,
  language: string,
  { maskedOrders: texts, language: spoken }: Messages,
): TemplateResult {
  const parts: unknown[] = [];
  let from = 0;
  findBlanks(text).forEach(({ start, end }, blank) => {
    const pieces = words[blank];
    parts.push(
      text.slice(from, start),
      html`<span class="filled"
        >${pieces ? wordText(pieces) : nothing}<sub aria-hidden="true">${blank + 1}</sub
        ><span class="hidden-visually" lang=${spoken}> (${texts.blank(blank + 1)})</span></span
      >`,
    );
    from = end;
  });
  parts.push(text.slice(from));
  return html`<p class="result" lang=${language}>${parts}</p>`;
}
