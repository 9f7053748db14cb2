import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../../i18n/index.ts';
import { modelName } from '../names.ts';
import type { Reading } from './reading.ts';

/** How far the distributions of each configuration lie from those of the reference. */
export function driftTable(reading: Reading, messages: Messages): TemplateResult | typeof nothing {
  const { bench: texts, format } = messages;
  const { drifts, plan } = reading.report;
  if (drifts.length === 0) return nothing;
  const { driftColumns: columns } = texts;
  return html`<section class="drift" part="drift">
    <h4>${texts.driftHeading}</h4>
    <p class="soft">${texts.driftHelp}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${texts.driftHeading}>
      <table class="number">
        <thead>
          <tr>
            <th scope="col">${texts.columns.configuration}</th>
            <th scope="col" class="text">${columns.reference}</th>
            <th scope="col">${columns.mean}</th>
            <th scope="col">${columns.worst}</th>
            <th scope="col">${columns.top}</th>
            <th scope="col">${columns.positions}</th>
            <th scope="col">${columns.file}</th>
          </tr>
        </thead>
        <tbody>
          ${drifts.map((drift) => {
            const modelId = plan.configurations[drift.configuration]?.modelId ?? '';
            const isReference = drift.configuration === drift.reference;
            const several = reading.models.length > 1;
            return html`<tr>
              <th scope="row">
                ${several ? `${modelName(modelId)}: ` : ''}${reading.names[drift.configuration]}
              </th>
              <td class="text">${isReference ? texts.isReference : reading.names[drift.reference]}</td>
              <td>${texts.nats(drift.meanKlNats)}</td>
              <td>${texts.nats(drift.worstKlNats)}</td>
              <td>${format.percent(drift.topAgreement)}</td>
              <td>${format.integer(drift.positions)}</td>
              <td>${drift.worstFromFile === null ? texts.noValue : texts.nats(drift.worstFromFile)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}
