import { html, nothing, type TemplateResult } from 'lit';
import { linearAxis, type LinearAxis } from './axis-ticks.ts';
import type { SeriesKind } from './plot-marks.ts';

export { spreadBarStyles } from './spread-bars.styles.ts';

/** A row of {@link spreadBars}, such as a configuration. */
export interface SpreadBar {
  readonly label: string;
  /** Smaller, below the label, such as its settings. */
  readonly note?: string | undefined;
  /** The heading that it stands under, such as a workload; rows of one group follow each other. */
  readonly group?: string | undefined;
  /** The length of the bar, 0 or more; `null`, or what is no number, has none. */
  readonly median: number | null;
  /** First and third quartile: the thin line over the bar. */
  readonly spread?: readonly [first: number, third: number] | null | undefined;
  /** The median in words; nothing for a row without. */
  readonly text?: string | undefined;
  /** How it compares with the baseline, in words, such as “× 2.4”. */
  readonly ratio?: string | undefined;
  /** Why it failed or was stopped: in the place of the bar, or below one that shows what had been measured. */
  readonly reason?: string | undefined;
  /** What the others of its group are compared with: a dashed line is drawn at its median. */
  readonly isBaseline?: boolean | undefined;
  /** The model's family, where the chart tells families apart. */
  readonly kind?: SeriesKind | undefined;
  /** The whole row as one sentence, for those who hear it. */
  readonly name: string;
}

/** Texts of {@link spreadBars}. */
export interface SpreadBarsTexts {
  /** The name of the axis with its unit, such as “Tokens per second; longer is faster”. */
  readonly axis: string;
  /** The mark of the baseline, and what its line is. */
  readonly baseline: string;
  /** What the thin lines are. */
  readonly spread: string;
  /** In the place of the chart, while there is no row. */
  readonly empty: string;
}

/** What a host wants of its bars. */
export interface SpreadBarsOptions {
  /** The name of the whole. */
  readonly label: string;
  readonly texts: SpreadBarsTexts;
  /** A value at the axis. */
  readonly format: (value: number) => string;
}

interface Group {
  readonly name: string;
  readonly rows: SpreadBar[];
}

/**
 * Horizontal bars from 0 on one linear scale, grouped: the median as the bar, first to third quartile as a thin line over it.
 * Each group is a list, and each row one sentence for those who hear it. The styles `spreadBarStyles` belong to it.
 */
export function spreadBars(rows: readonly SpreadBar[], options: SpreadBarsOptions): TemplateResult {
  const { label, texts } = options;
  if (rows.length === 0) {
    return html`<div class="spread-frame" part="spread-bars"><p class="spread-foot">${texts.empty}</p></div>`;
  }
  const values = rows.flatMap(({ median, spread }) => [median ?? 0, ...(spread ?? [])]);
  const axis = linearAxis(values, mostIntervals(values, options));
  const isRated = rows.some(({ ratio, isBaseline }) => ratio !== undefined || isBaseline);
  const hasSpread = rows.some((row) => isNumber(row.median) && spreadOf(row) !== null);
  const hasBaseline = rows.some((row) => row.isBaseline && isNumber(row.median));
  return html`<div class="spread-frame" part="spread-bars" role="group" aria-label=${label}>
    <div class="spread-grid number ${isRated ? 'rated' : ''}">
      ${groupsOf(rows).map((group) => renderGroup(group, axis, options))} ${renderAxis(axis, options)}
    </div>
    <p class="spread-foot" aria-hidden="true">
      <span class="spread-axis-name">${texts.axis} →</span>
      ${hasSpread ? html`<span><span class="spread-key whisker"></span>${texts.spread}</span>` : nothing}
      ${hasBaseline ? html`<span><span class="spread-key dashed"></span>${texts.baseline}</span>` : nothing}
    </p>
  </div>`;
}

/** Long numbers leave room for fewer of them. */
function mostIntervals(values: readonly number[], { format }: SpreadBarsOptions): number {
  const longest = Math.max(...linearAxis(values, 5).ticks.map((tick) => format(tick).length));
  return longest <= 4 ? 5 : longest <= 6 ? 4 : 2;
}

function groupsOf(rows: readonly SpreadBar[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const name = row.group ?? '';
    const last = groups.at(-1);
    if (last?.name === name) last.rows.push(row);
    else groups.push({ name, rows: [row] });
  }
  return groups;
}

function renderGroup({ name, rows }: Group, axis: LinearAxis, options: SpreadBarsOptions): TemplateResult {
  const baseline = rows.find(({ isBaseline, median }) => isBaseline && isNumber(median))?.median ?? null;
  return html`<div class="spread-group" part="spread-group">
    ${name ? html`<h4>${name}</h4>` : nothing}
    <ul role="list" aria-label=${name || options.label}>
      ${rows.map((row) => renderRow(row, axis, baseline, options.texts))}
    </ul>
  </div>`;
}

function renderRow(
  row: SpreadBar,
  axis: LinearAxis,
  baseline: number | null,
  texts: SpreadBarsTexts,
): TemplateResult {
  const { label, note, median, text, ratio, reason, isBaseline, kind, name } = row;
  const hasBar = isNumber(median);
  const end = isBaseline ? html`<span class="spread-mark">${texts.baseline}</span>` : (ratio ?? nothing);
  return html`<li
    class="spread-row ${kind ? `of-${kind}` : ''} ${hasBar ? '' : 'without'} ${hasBar && reason ? 'partial' : ''}"
    part="spread-row"
  >
    <span class="hidden-visually">${name}</span>
    <span class="spread-label" aria-hidden="true"
      >${label}${note ? html`<span class="spread-note">${note}</span>` : nothing}</span
    >
    <span
      class="spread-track"
      aria-hidden="true"
      .style=${`background-size:${percent(axis.ticks[1]!, axis)} 100%`}
      >${
        hasBar
          ? html`${median > 0 ? html`<span class="spread-fill" .style=${`width:${percent(median, axis)}`}></span>` : nothing}${whisker(row, axis)}`
          : nothing
      }</span
    >
    ${hasBar ? html`<span class="spread-value" aria-hidden="true">${text ?? nothing}</span>` : nothing}
    <span class="spread-ratio" aria-hidden="true">${end}</span>
    ${
      baseline === null
        ? nothing
        : html`<span class="spread-reference" aria-hidden="true"
            ><span .style=${`left:${percent(baseline, axis)}`}></span
          ></span>`
    }
    ${reason ? html`<span class="spread-reason" aria-hidden="true">${reason}</span>` : nothing}
  </li>`;
}

function whisker(row: SpreadBar, axis: LinearAxis): unknown {
  const spread = spreadOf(row);
  if (!spread) return nothing;
  const [first, third] = spread;
  const width = ((third - first) / axis.end) * 100;
  return html`<span class="spread-whisker" .style=${`left:${percent(first, axis)};width:${width}%`}></span>`;
}

/** The quartiles in their order, or `null` where there is no such line. */
function spreadOf({ spread }: SpreadBar): [number, number] | null {
  if (!spread || !spread.every((value) => Number.isFinite(value))) return null;
  const [a, b] = spread.map((value) => Math.max(0, value)) as [number, number];
  return a <= b ? [a, b] : [b, a];
}

/** Heard with each row, so only seen here. */
function renderAxis(axis: LinearAxis, { format }: SpreadBarsOptions): TemplateResult {
  return html`<div class="spread-ticks" aria-hidden="true">
    ${axis.ticks.map((tick) => html`<span .style=${`left:${percent(tick, axis)}`}>${format(tick)}</span>`)}
  </div>`;
}

function isNumber(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

function percent(value: number, { end }: LinearAxis): string {
  return `${Math.min(1, Math.max(0, value / end)) * 100}%`;
}
