import { html, nothing, type TemplateResult } from 'lit';
import { tradeOff, type TradeOffPoint } from '../../../charts/trade-off.ts';
import { findModel } from '../../../engine/index.ts';
import type { Messages } from '../../../i18n/index.ts';
import { modelName } from '../names.ts';
import { metricOf } from './metrics.ts';
import type { Reading } from './reading.ts';

/** What each configuration of a model gains in speed, and what it loses of the reference's distributions. */
export function speedAndDrift(reading: Reading, messages: Messages): TemplateResult | typeof nothing {
  const { bench: texts } = messages;
  const { drifts } = reading.report;
  if (drifts.length === 0) return nothing;
  const charts = reading.models.map((modelId) => modelTradeOff(reading, modelId, messages));
  if (charts.every((chart) => chart === nothing)) return nothing;
  return html`<section class="figure" part="trade-off-section">
    <h4>${texts.tradeOff}</h4>
    <p class="soft">${texts.tradeOffHelp}</p>
    ${charts}
  </section>`;
}

function modelTradeOff(
  reading: Reading,
  modelId: string,
  messages: Messages,
): TemplateResult | typeof nothing {
  const { bench: texts, format } = messages;
  const { drifts, plan } = reading.report;
  const workload = reading.speedWorkload(modelId);
  if (!workload) return nothing;
  const points = reading.cells(modelId, workload).map(({ cell, name }): TradeOffPoint => {
    const speed = metricOf(cell, 'decode')?.median ?? null;
    const drift = drifts.find(({ configuration }) => configuration === cell.configuration);
    const asked = plan.configurations[cell.configuration]!.settings.backend;
    return {
      label: name,
      name: texts.barName(name, [
        speed === null ? texts.noSpeed : texts.values.decode(speed),
        drift
          ? texts.driftOf(texts.nats(drift.meanKlNats), format.percent(drift.topAgreement))
          : texts.noDrift,
      ]),
      speed,
      drift: drift?.meanKlNats ?? null,
      backend: cell.backend?.backend ?? (asked === 'webgpu' ? 'webgpu' : 'wasm'),
      isReference: drift?.reference === cell.configuration,
      kind: findModel(modelId)?.task,
    };
  });
  const { tradeOffTexts } = texts;
  return html`<div class="model">
    <h5>${modelName(modelId)}</h5>
    ${tradeOff(points, {
      label: tradeOffTexts.label(modelName(modelId)),
      texts: {
        speed: tradeOffTexts.speed(texts.workloadNames[workload]),
        drift: tradeOffTexts.drift,
        faster: tradeOffTexts.faster,
        closer: tradeOffTexts.closer,
        reference: tradeOffTexts.reference,
        hint: tradeOffTexts.hint,
        keys: tradeOffTexts.keys,
        empty: tradeOffTexts.empty,
        missing: tradeOffTexts.missing,
        wasm: messages.backend.wasm,
        webgpu: messages.backend.webgpu,
      },
      formatSpeed: texts.ticks.decode,
      formatDrift: texts.natsTick,
    })}
  </div>`;
}
