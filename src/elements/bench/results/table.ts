import { html, nothing, type TemplateResult } from 'lit';
import type { SampleSummary } from '../../../core/statistics.ts';
import type { Messages } from '../../../i18n/index.ts';
import { modelName } from '../names.ts';
import { metricOf, summaryOf } from './metrics.ts';
import { endOf, type ReadCell, type Reading } from './reading.ts';

/** All that was measured, a row for each cell. */
export function resultTable(reading: Reading, isRunning: boolean, messages: Messages): TemplateResult {
  const { bench: texts } = messages;
  const { columns } = texts;
  const heads = [
    columns.workload,
    columns.decode,
    columns.first,
    columns.prefill,
    columns.median,
    columns.p95,
    columns.total,
    columns.load,
    columns.memory,
    columns.dispatches,
    columns.reused,
    columns.drafts,
    columns.visits,
    columns.state,
  ];
  // What is below them is words.
  const worded = new Set([columns.workload, columns.state]);
  return html`<section class="all" part="table-section">
    <h4>${texts.table}</h4>
    <p class="soft">${texts.tableHelp}</p>
    ${reading.models.map(
      (modelId) =>
        html`<div
          class="scroll"
          tabindex="0"
          role="region"
          aria-label=${`${texts.table}: ${modelName(modelId)}`}
        >
          <table part="table" class="number">
            <caption>
              ${modelName(modelId)}
            </caption>
            <thead>
              <tr>
                <th scope="col">${columns.configuration}</th>
                ${heads.map((head) => html`<th scope="col" class=${worded.has(head) ? 'text' : nothing}>${head}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${reading.cells(modelId).map((one) => tableRow(one, isRunning, messages))}
            </tbody>
          </table>
        </div>`,
    )}
  </section>`;
}

/** From so many characters on, a reason has a wider column. */
const longEnd = 32;

function tableRow({ cell, name }: ReadCell, isRunning: boolean, messages: Messages): TemplateResult {
  const { bench: texts, format } = messages;
  const { stepP50Ms, memoryBytes, dispatchesPerToken } = summaryOf(cell);
  const runs = cell.visits.flatMap(({ measurements }) => measurements);
  const last = runs.at(-1);
  const drafted = runs.reduce((sum, one) => sum + one.draftedTokens, 0);
  const accepted = runs.reduce((sum, one) => sum + one.acceptedTokens, 0);
  const end = endOf(cell, isRunning, messages);
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="text">${texts.workloadNames[cell.workload]}</td>
    ${(['decode', 'first', 'prefill'] as const).map((metric) => valueCell(metricOf(cell, metric), texts.values[metric], texts))}
    ${valueCell(stepP50Ms, texts.values.step, texts)}
    ${(['step', 'total', 'load'] as const).map((metric) => valueCell(metricOf(cell, metric), texts.values[metric], texts))}
    ${valueCell(memoryBytes, format.bytes, texts)} ${valueCell(dispatchesPerToken, format.integer, texts)}
    <td>${last ? format.integer(last.reusedTokens) : texts.noValue}</td>
    <td>${drafted > 0 ? texts.draftsOf(accepted, drafted) : texts.noValue}</td>
    <td>${format.integer(cell.visits.length)}</td>
    <td class="text ${end.length > longEnd ? 'long' : ''}">${end || texts.ends.done}</td>
  </tr>`;
}

/** A median with its quartiles below it. */
function valueCell(
  found: SampleSummary | null,
  words: (value: number) => string,
  texts: Messages['bench'],
): TemplateResult {
  if (!found) return html`<td>${texts.noValue}</td>`;
  const { median, low, high, count } = found;
  return html`<td>
    ${words(median)}${count > 1 ? html`<span class="spread">${texts.spread(words(low), words(high))}</span>` : nothing}
  </td>`;
}
