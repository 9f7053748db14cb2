import { html, type TemplateResult } from 'lit';
import { catalogue } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Circumstances } from './circumstances.ts';

/** The choice of the model whose weights are chosen, and with which settings are measured. */
export function renderModelChoice(
  { entry }: Circumstances,
  { settings: texts }: Messages,
  onChoose: (id: string) => void,
): TemplateResult {
  return html`<div class="setting">
    <div class="control">
      <label class="name" for="model">${texts.model}</label>
      <select
        id="model"
        part="model"
        aria-describedby="model-help"
        @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}
      >
        ${catalogue.map(
          ({ id, name }) => html`<option value=${id} .selected=${id === entry.id}>${name}</option>`,
        )}
      </select>
    </div>
    <p class="help" id="model-help">${texts.modelHelp}</p>
  </div>`;
}
