import { html, type TemplateResult } from 'lit';
import type { LmSamplingEvent } from '../../events/sampling-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { GenerateProperties } from './properties.ts';

/** The settings of sampling, which can be folded away. */
export function settingsPanel(
  properties: GenerateProperties,
  open: boolean,
  on: { toggle: (open: boolean) => void; sampling: (event: LmSamplingEvent) => void },
  { generate }: Messages,
): TemplateResult {
  const { temperature, topK, topP, minP, repetitionPenalty, seed, maxTokens } = properties;
  return html`<details
    ?open=${open}
    @toggle=${(event: Event) => on.toggle((event.target as HTMLDetailsElement).open)}
  >
    <summary>${generate.settings}</summary>
    <lm-sampling
      part="sampling"
      .temperature=${temperature}
      .topK=${topK}
      .topP=${topP}
      .minP=${minP}
      .repetitionPenalty=${repetitionPenalty}
      .seed=${seed}
      .maxTokens=${maxTokens}
      @lm-sampling=${on.sampling}
    ></lm-sampling>
  </details>`;
}
