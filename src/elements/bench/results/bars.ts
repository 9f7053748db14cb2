import { html, nothing, type TemplateResult } from 'lit';
import { spreadBars, type SpreadBar } from '../../../charts/spread-bars.ts';
import { findModel } from '../../../engine/index.ts';
import type { Messages } from '../../../i18n/index.ts';
import { modelName } from '../names.ts';
import { metricOf, metrics, type Metric } from './metrics.ts';
import { endOf, type ReadCell, type Reading } from './reading.ts';

export interface BarsContext {
  readonly metric: Metric;
  readonly isRunning: boolean;
  readonly onMetric: (metric: Metric) => void;
}

/** A metric of all cells, model by model: the workloads are the groups, the configurations the bars. */
export function metricBars(reading: Reading, context: BarsContext, messages: Messages): TemplateResult {
  const { metric, onMetric } = context;
  const { bench: texts } = messages;
  return html`<section class="figure" part="bars-section">
    <label class="field metric"
      >${texts.metric}<select
        part="metric"
        @change=${(event: Event) => onMetric((event.target as HTMLSelectElement).value as Metric)}
      >
        ${metrics.map((one) => html`<option value=${one} ?selected=${one === metric}>${texts.metrics[one]}</option>`)}
      </select></label
    >
    <p class="soft">${texts.metricHelp[metric]}</p>
    ${reading.models.map((modelId) => modelBars(reading, modelId, context, messages))}
  </section>`;
}

function modelBars(
  reading: Reading,
  modelId: string,
  { metric, isRunning }: BarsContext,
  messages: Messages,
): TemplateResult | typeof nothing {
  const { bench: texts } = messages;
  const rows = reading.report.plan.workloads.flatMap((workload) => {
    const cells = reading.cells(modelId, workload);
    // Nothing is written where a text is only judged: there is no speed of writing to be missed.
    const says = cells.some(({ cell }) => metricOf(cell, metric) !== null || cell.end?.kind !== 'done');
    return says ? cells.map((one) => bar(reading, one, metric, isRunning, messages)) : [];
  });
  const name = modelName(modelId);
  return html`<div class="model">
    <h4>${name}</h4>
    ${spreadBars(rows, {
      label: texts.barsOf(texts.metrics[metric], name),
      texts: {
        axis: texts.axes[metric],
        baseline: texts.baseline,
        spread: texts.quartiles,
        empty: texts.noMetric,
      },
      format: texts.ticks[metric],
    })}
  </div>`;
}

function bar(
  reading: Reading,
  { cell, modelId, name }: ReadCell,
  metric: Metric,
  isRunning: boolean,
  messages: Messages,
): SpreadBar {
  const { bench: texts } = messages;
  const found = metricOf(cell, metric);
  const place = reading.baseline(modelId);
  const isBaseline = cell.configuration === place;
  const base = reading.cells(modelId, cell.workload).find((one) => one.cell.configuration === place);
  const first = base && metricOf(base.cell, metric);
  const value = texts.values[metric];
  const ratio =
    found && first && !isBaseline && first.median > 0 ? texts.times(found.median / first.median) : undefined;
  const reason = endOf(cell, isRunning, messages) || undefined;
  const text = found ? value(found.median) : undefined;
  const spread = found && found.count > 1 ? texts.spread(value(found.low), value(found.high)) : '';
  return {
    label: name,
    group: texts.workloadNames[cell.workload],
    median: found?.median ?? null,
    spread: found && found.count > 1 ? [found.low, found.high] : null,
    text,
    ratio,
    reason: reason ?? (found ? undefined : texts.noValue),
    isBaseline,
    kind: findModel(modelId)?.task,
    name: texts.barName(
      name,
      [text, spread, isBaseline && found ? texts.baseline : ratio, reason].filter(
        (one) => one !== undefined && one !== '',
      ) as string[],
    ),
  };
}
