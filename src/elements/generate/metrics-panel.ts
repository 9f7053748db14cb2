import { html, nothing, type TemplateResult } from 'lit';
import type { Writing } from './writing/writing.ts';

/** The numbers of the generation that wrote the text, from its start; nothing for a text that came from elsewhere. */
export function metricsPanel({
  running,
  doing,
  texts,
  meter,
}: Pick<Writing, 'running' | 'doing' | 'texts' | 'meter'>): TemplateResult | typeof nothing {
  const isWriting = running && (doing === 'text' || doing === 'step');
  const metrics = meter.of(texts.current?.id);
  // From its start, so that the first number moves nothing.
  if (!isWriting && !metrics) return nothing;
  return html`<lm-metrics part="metrics" .metrics=${metrics} .running=${running}></lm-metrics>`;
}
