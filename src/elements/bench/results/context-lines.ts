import { html, nothing, type TemplateResult } from 'lit';
import { lines, type LineSeries } from '../../../charts/lines.ts';
import { findModel } from '../../../engine/index.ts';
import type { Messages } from '../../../i18n/index.ts';
import { modelName } from '../names.ts';
import { summaryOf } from './metrics.ts';
import { endOf, type Reading } from './reading.ts';

/** Tokens/s by the length of text that is there already, where that was measured. */
export function contextLines(
  reading: Reading,
  isRunning: boolean,
  messages: Messages,
): TemplateResult | typeof nothing {
  const { bench: texts, format } = messages;
  if (!reading.report.plan.workloads.includes('context')) return nothing;
  const models = reading.models.filter((modelId) => reading.cells(modelId, 'context').length > 0);
  if (models.length === 0) return nothing;
  const { contextTexts } = texts;
  return html`<section class="figure" part="context-section">
    <h4>${texts.contexts}</h4>
    ${models.map((modelId) => {
      const name = modelName(modelId);
      const series = reading.cells(modelId, 'context').map((one): LineSeries => {
        const reason = endOf(one.cell, isRunning, messages);
        return {
          label: one.name,
          points: summaryOf(one.cell).byContext.map(({ tokens, tokensPerSecond: { median } }) => ({
            x: tokens,
            y: median,
            name: texts.barName(one.name, [contextTexts.point(tokens), texts.values.decode(median)]),
          })),
          kind: findModel(modelId)?.task,
          ...(reason ? { reason } : {}),
        };
      });
      return html`<div class="model">
        <h5>${name}</h5>
        ${lines(series, {
          label: contextTexts.label(name),
          texts: {
            x: contextTexts.x,
            y: contextTexts.y,
            hint: contextTexts.hint,
            keys: contextTexts.keys,
            empty: contextTexts.empty,
            missing: contextTexts.missing,
          },
          formatX: format.integer,
          formatY: texts.ticks.decode,
        })}
      </div>`;
    })}
  </section>`;
}
