import { html, type TemplateResult } from 'lit';
import { harmlessText } from '../../../charts/token-text.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Environment } from '../../../lab/types.ts';

/** The machine and the page that the numbers are of. */
export function environmentList(environment: Environment, { bench: texts }: Messages): TemplateResult {
  const { environmentNames: names } = texts;
  const { userAgent, cores, memoryGiB, isolated, adapter, versions, date } = environment;
  const facts: readonly (readonly [name: string, value: string])[] = [
    [names.browser, harmlessText(userAgent)],
    [names.cores, texts.cores(cores)],
    [names.memory, memoryGiB === null ? texts.untold : texts.memory(memoryGiB)],
    [names.isolated, texts.isolation(isolated)],
    [names.adapter, adapter === null ? texts.noAdapter : harmlessText(adapter)],
    [
      names.versions,
      harmlessText(
        `lm-lens ${versions.lmLens}, transformers.js ${versions.transformers}, ONNX Runtime ${versions.onnxRuntime}`,
      ),
    ],
    [names.date, texts.time(date)],
  ];
  return html`<section class="environment" part="environment">
    <h4>${texts.environment}</h4>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
