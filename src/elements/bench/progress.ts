import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { RunProgress } from '../../lab/index.ts';
import type { Report } from '../../lab/types.ts';
import { configurationName, modelName } from './names.ts';
import type { BenchRun } from './run.ts';

/** How many visits of a report are over, those that will not be among them, and how many there are in all. */
export function visitsOf({ plan, cells }: Report): { readonly done: number; readonly total: number } {
  const asked = cells.filter(({ end }) => end?.kind !== 'not-applicable');
  const done = asked.reduce((sum, { end, visits }) => sum + (end ? plan.rounds : visits.length), 0);
  return { done, total: asked.length * plan.rounds };
}

/** What is at hand, in words: a load, a cell, or the distributions of a configuration. */
function atHand({ configuration, cell, load }: RunProgress, report: Report, messages: Messages): string {
  const { bench: texts, load: loads } = messages;
  const of = report.cells[cell ?? -1];
  const what = of ? texts.workloadNames[of.workload] : texts.driftAtHand;
  const name = texts.cellName(
    modelName(configuration.modelId),
    what,
    configurationName(configuration, messages),
  );
  const isDownloading = load?.phase === 'download' && load.loadedBytes < load.totalBytes;
  return isDownloading ? `${name} (${loads.downloading(load.loadedBytes, load.totalBytes, null)})` : name;
}

/** Where a run is: the visit, the cell, the time; seen, and not told at every turn. */
export function progressView(run: BenchRun, messages: Messages): TemplateResult | typeof nothing {
  const { bench: texts } = messages;
  const { report, progress, isRunning, isStopping, elapsedSeconds } = run;
  if (!isRunning) return nothing;
  const { done, total } = report ? visitsOf(report) : { done: 0, total: 0 };
  const words = isStopping
    ? texts.stopping
    : !progress || !report
      ? texts.starting
      : progress.cell === null
        ? texts.atDrift
        : texts.atVisit(Math.min(done + 1, total), total);
  return html`<div class="progress" part="progress">
    <progress aria-label=${texts.progress} max=${total || 1} .value=${done}></progress>
    <p class="number"><strong>${words}</strong> <span class="soft">${texts.gone(elapsedSeconds)}</span></p>
    <p class="soft">${progress && report && !isStopping ? atHand(progress, report, messages) : nothing}</p>
  </div>`;
}

/** How often a run is told of by voice while it goes on. */
const told = 4;

/** What is said of a run: that it began, each quarter of it, and how it ended; nothing between. */
export function runStatus(
  run: BenchRun,
  ended: 'done' | 'stopped' | null,
  messages: Messages,
): { readonly text: string; readonly isSeen: boolean } {
  const { bench: texts } = messages;
  const { report, isRunning, elapsedSeconds } = run;
  if (isRunning) {
    const { done, total } = report ? visitsOf(report) : { done: 0, total: 0 };
    const quarter = total > 0 ? Math.floor((done / total) * told) : 0;
    return { text: quarter > 0 ? texts.heard(quarter / told) : texts.running, isSeen: false };
  }
  if (!ended || !report) return { text: '', isSeen: false };
  const visits = report.cells.reduce((sum, cell) => sum + cell.visits.length, 0);
  const text = ended === 'done' ? texts.done(visits, elapsedSeconds) : texts.stopped(visits);
  return { text, isSeen: true };
}
