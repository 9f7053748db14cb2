import { html, nothing, type TemplateResult } from 'lit';
import type { Writing } from './writing/writing.ts';

/**
 * The numbers of the generation that wrote the text. From the first one on they keep their place, without a number for a
 * text that came from elsewhere, so that nothing moves when they come.
 */
export function metricsPanel({
  running,
  doing,
  texts,
  meter,
}: Pick<Writing, 'running' | 'doing' | 'texts' | 'meter'>): TemplateResult | typeof nothing {
  const isWriting = running && (doing === 'text' || doing === 'step');
  if (!isWriting && !meter.hasBegun) return nothing;
  const metrics = meter.of(texts.current?.id);
  // While the next one waits for its prompt, what is shown is that of the last one.
  const isNow = isWriting && (meter.isMeasuring || metrics === null);
  return html`<lm-metrics part="metrics" .metrics=${metrics} .running=${isNow}></lm-metrics>`;
}
