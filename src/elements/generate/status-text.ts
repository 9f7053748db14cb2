import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { Writing } from './writing/writing.ts';

/** What the text is doing, in a sentence; empty for nothing. */
export function statusText(
  { running, phase, summary, texts }: Pick<Writing, 'running' | 'phase' | 'summary' | 'texts'>,
  { generate }: Messages,
): string {
  if (running) return generate.working;
  if (texts.recorded) return '';
  if (phase === 'paused') return generate.paused(texts.writtenCount);
  if (phase === 'done' && summary) return generate.finished(summary.finishReason, texts.writtenCount);
  return '';
}

/** How much text is kept after the place where the next token comes. */
export function aheadRemark(
  { running, texts: { aheadCount } }: Pick<Writing, 'running' | 'texts'>,
  { writing: texts }: Messages,
): TemplateResult | typeof nothing {
  return aheadCount > 0 && !running ? html`<p class="soft">${texts.ahead(aheadCount)}</p>` : nothing;
}
