import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../../i18n/index.ts';
import { compareOutputs } from '../../../lab/index.ts';
import { modelName } from '../names.ts';
import type { Reading } from './reading.ts';

/** Whether what was written greedily is the same, whatever the settings. */
export function agreementList(reading: Reading, messages: Messages): TemplateResult | typeof nothing {
  const { bench: texts } = messages;
  const { report } = reading;
  const groups = compareOutputs(report);
  if (groups.length === 0) return nothing;
  const nameOf = (place: number) => reading.names[report.cells[place]!.configuration]!;
  return html`<section part="agreement">
    <h4>${texts.agreement}</h4>
    <p class="soft">${texts.agreementHelp}</p>
    <ul class="agreements" role="list">
      ${groups.map(({ modelId, form, workload, cells, parting }) => {
        const of = texts.cellName(modelName(modelId), texts.workloadNames[workload], texts.forms[form]);
        return html`<li>
          <span>${of}:</span>
          ${
            parting === null
              ? texts.agreeAll(cells.length)
              : html`<strong
                  >${texts.parting(nameOf(parting.cells[0]), nameOf(parting.cells[1]), parting.token + 1)}</strong
                >`
          }
        </li>`;
      })}
    </ul>
  </section>`;
}
