import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../../i18n/index.ts';
import type { Report } from '../../../lab/types.ts';
import { memo } from '../../compare/memo.ts';
import { agreementList } from './agreement.ts';
import { metricBars } from './bars.ts';
import { contextLines } from './context-lines.ts';
import { driftTable } from './drift.ts';
import { environmentList } from './environment.ts';
import type { Metric } from './metrics.ts';
import { Reading } from './reading.ts';
import { speedAndDrift } from './speed-and-drift.ts';
import { resultTable } from './table.ts';

export interface ResultContext {
  readonly report: Report;
  readonly metric: Metric;
  readonly isRunning: boolean;
  /** What is to be known of the numbers before they are read. */
  readonly notes: readonly string[];
  readonly onMetric: (metric: Metric) => void;
}

/** What a run found, while it goes on and after it. */
export class ResultView {
  private readonly readingOnce = memo<Reading>();
  private readonly wholeOnce = memo<TemplateResult>();

  /** Drawn again only where something of it is another: a run is not to be disturbed by its clock. */
  render(context: ResultContext, messages: Messages): TemplateResult {
    const { report, metric, isRunning, notes } = context;
    return this.wholeOnce([report, metric, isRunning, notes.join('\n'), messages], () =>
      this.renderWhole(context, messages),
    );
  }

  private renderWhole(context: ResultContext, messages: Messages): TemplateResult {
    const { report, isRunning, notes } = context;
    const { bench: texts } = messages;
    const reading = this.readingOnce([report, messages], () => new Reading(report, messages));
    return html`<section class="result" part="result">
      <div class="heading">
        <h3>${texts.heading}</h3>
        ${
          notes.length > 0
            ? html`<div class="notice" part="notice">${notes.map((note) => html`<p>${note}</p>`)}</div>`
            : nothing
        }
      </div>
      ${metricBars(reading, context, messages)} ${speedAndDrift(reading, messages)}
      ${contextLines(reading, isRunning, messages)} ${agreementList(reading, messages)}
      ${driftTable(reading, messages)} ${resultTable(reading, isRunning, messages)}
      ${environmentList(report.environment, messages)}
    </section>`;
  }
}
