import { html, nothing, svg, type TemplateResult } from 'lit';
import { lengthAxis, linearAxis, readableTicks, type LengthAxis, type LinearAxis } from './axis-ticks.ts';
import { endLabels } from './end-labels.ts';
import { nextLinePoint } from './line-keys.ts';
import { seriesLook, seriesSample, type SeriesKind } from './plot-marks.ts';
import { pointPlot, type PlotDrawing, type PlotSize } from './point-plot.ts';

export { linesStyles } from './lines.styles.ts';

/** A point of a {@link LineSeries}. */
export interface LinePoint {
  /** Such as a length of text in tokens. */
  readonly x: number;
  /** `null`, or what is no number, breaks the line. */
  readonly y: number | null;
  /** The point with its series and its numbers in words. */
  readonly name: string;
}

/** A line of {@link lines}, such as a configuration. */
export interface LineSeries {
  /** At the line's end, or in the legend. */
  readonly label: string;
  /** From the least x to the greatest. */
  readonly points: readonly LinePoint[];
  /** The model's family, where the chart tells families apart. */
  readonly kind?: SeriesKind | undefined;
  /** Why it has no points, in words. */
  readonly reason?: string | undefined;
}

/** Texts of {@link lines}. */
export interface LinesTexts {
  /** The name of the axis with its unit. */
  readonly x: string;
  readonly y: string;
  /** Below the chart, while no point is pointed at. */
  readonly hint: string;
  /** For those who hear the chart: what its keys do. */
  readonly keys: string;
  /** In the place of the chart, while there is no point. */
  readonly empty: string;
  /** Before the series without points. */
  readonly missing: string;
}

/** What a host wants of its lines. */
export interface LinesOptions {
  /** The name of the list of points. */
  readonly label: string;
  readonly texts: LinesTexts;
  /** A value at the axis. */
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** Places of points: all that have a value, series after series. */
  readonly chosen?: number | null;
  readonly onPoint?: (index: number | null) => void;
  readonly onChoose?: (index: number) => void;
}

/** Room inside the plot for the outermost points, in CSS pixels. */
const pad = 12;
/** Height of a label at a line's end, in CSS pixels. */
const labelHeight = 18;
/** From a line's end to its label, in CSS pixels. */
const leader = 22;
/** From this width of the whole on, labels may stand beside the plot. */
const directFrom = 560;
/** Most of the whole that they may take. */
const mostBeside = 0.36;

interface Placed {
  readonly series: number;
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/**
 * Lines over lengths, such as tokens/s over the length of the text: across by powers of two, upwards from 0. Series differ by
 * the shape of their points and the pattern of their lines. Their labels stand at the ends of the lines where there is room, else
 * in a legend.
 *
 * The points are the options of a list box: left and right follow a line, up and down lead to the lines above and below,
 * Page Up and Page Down through all points in their order. The styles `linesStyles` belong to it.
 */
export function lines(series: readonly LineSeries[], options: LinesOptions): TemplateResult {
  const { label, texts, chosen, onPoint, onChoose } = options;
  const placed = series.flatMap(({ points }, index) => points.flatMap((point) => placedOf(point, index)));
  if (placed.length === 0) {
    return html`<div class="plot-frame" part="lines">
      <p>${texts.empty}</p>
      ${missing(series, texts)}
    </div>`;
  }
  const lengths = lengthAxis(placed.map(({ x }) => x));
  return html`<div class="plot-frame" part="lines">
    ${pointPlot({
      label,
      axes: { x: html`<span>${texts.x} →</span>`, y: html`<span>↑ ${texts.y}</span>` },
      texts,
      points: placed.map(({ series: index, name }) => ({
        name,
        look: seriesLook(index),
        kind: series[index]!.kind,
      })),
      draw: (size, shown) => draw(series, placed, lengths, options, size, shown),
      target: (index, key) => nextLinePoint(placed, index, key),
      chosen,
      onPoint,
      onChoose,
    })}
    ${missing(series, texts)}
  </div>`;
}

function placedOf({ x, y, name }: LinePoint, series: number): Placed[] {
  return isNumber(y) && isNumber(x) ? [{ series, x, y, name }] : [];
}

function isNumber(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

/** Series without points are told of: nothing that was measured is lost. */
function missing(series: readonly LineSeries[], texts: LinesTexts): unknown {
  const without = series.filter(({ points }) => !points.some(({ x, y }) => isNumber(x) && isNumber(y)));
  if (without.length === 0) return nothing;
  return html`<div class="plot-missing">
    <p>${texts.missing}</p>
    <ul role="list">
      ${without.map(({ label, reason }) => html`<li><span class="name">${label}</span> ${reason ?? ''}</li>`)}
    </ul>
  </div>`;
}

function draw(
  series: readonly LineSeries[],
  placed: readonly Placed[],
  lengths: LengthAxis,
  { formatX, formatY }: LinesOptions,
  size: PlotSize,
  shown: number,
): PlotDrawing {
  const { width, height, widthOf } = size;
  const axis: LinearAxis = linearAxis(
    placed.map(({ y }) => y),
    height < 260 ? 4 : 5,
  );
  const xOf = (x: number) => pad + lengths.share(x) * (width - 2 * pad);
  const yOf = (y: number) => height - (Math.max(0, y) / axis.end) * (height - pad);
  const shownSeries = placed[shown]?.series ?? -1;

  const ticks = lengths.ticks.map((tick) => ({ at: xOf(tick), text: formatX(tick) }));
  const room = Math.max(...ticks.map(({ text }) => widthOf(text))) + 10;
  const written = readableTicks(
    ticks.map(({ at }) => at),
    room,
  );
  const ends = series.flatMap((_, index) => {
    const last = placed.findLast((one) => one.series === index);
    return last ? [{ index, x: xOf(last.x), y: yOf(last.y) }] : [];
  });
  const direct = directLabels(series, ends, size);
  const grid =
    axis.ticks.map((tick) => `M0 ${yOf(tick)}H${width}`).join('') +
    ticks.map(({ at }) => `M${at} ${height}v5`).join('');
  return {
    places: placed.map(({ x, y }) => ({ x: xOf(x), y: yOf(y) })),
    across: ticks.filter((_, i) => written[i]),
    up: axis.ticks.map((tick) => ({ at: yOf(tick), text: formatY(tick) })),
    behind: html`<svg
      class="plot-behind"
      viewBox=${`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="plot-lines" d=${grid}></path>
      ${direct ? svg`<path class="line-leaders" d=${leaders(ends, direct.middles, width)}></path>` : nothing}
      ${ends.map(
        ({ index }) =>
          svg`<path
            class=${`line-path ${classes(series[index]!.kind, index === shownSeries)}`}
            stroke-dasharray=${seriesLook(index).dash}
            d=${pathOf(series[index]!, xOf, yOf)}
          ></path>`,
      )}
    </svg>`,
    ...(direct
      ? {
          beside: {
            width: direct.width,
            content: html`${ends.map(
              ({ index }, i) =>
                html`<span
                  class="line-label ${index === shownSeries ? 'shown' : ''}"
                  .style=${`top:${direct.middles[i]!}px`}
                  >${series[index]!.label}</span
                >`,
            )}`,
          },
        }
      : { below: legend(series, ends, shownSeries) }),
  };
}

function classes(kind: SeriesKind | undefined, isShown: boolean): string {
  return `${kind ? `of-${kind}` : ''} ${isShown ? 'shown' : ''}`;
}

interface End {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** Where labels stand beside the plot, or `null` where there is no room for all of them. */
function directLabels(
  series: readonly LineSeries[],
  ends: readonly End[],
  { frameWidth, height, widthOf }: PlotSize,
): { readonly width: number; readonly middles: readonly number[] } | null {
  if (frameWidth < directFrom) return null;
  const width = leader + 4 + Math.max(...ends.map(({ index }) => widthOf(series[index]!.label)));
  if (width > mostBeside * frameWidth) return null;
  const middles = endLabels(
    ends.map(({ y }) => y),
    labelHeight,
    height,
  );
  return middles && { width: Math.ceil(width), middles };
}

/** From each line's end to its label. */
function leaders(ends: readonly End[], middles: readonly number[], width: number): string {
  return ends
    .map(({ x, y }, i) => `M${x + 7} ${y}H${Math.max(x + 7, width)}L${width + leader - 4} ${middles[i]!}`)
    .join('');
}

function pathOf({ points }: LineSeries, xOf: (x: number) => number, yOf: (y: number) => number): string {
  let path = '';
  let broken = true;
  for (const { x, y } of points) {
    if (isNumber(y) && isNumber(x)) {
      path += `${broken ? 'M' : 'L'}${xOf(x)} ${yOf(y)}`;
      broken = false;
    } else broken = true;
  }
  return path;
}

function legend(series: readonly LineSeries[], ends: readonly End[], shown: number): TemplateResult {
  return html`<ul class="plot-legend in-columns" part="plot-legend" role="list">
    ${ends.map(
      ({ index }) =>
        html`<li class=${classes(series[index]!.kind, index === shown)}>
          ${seriesSample(seriesLook(index))}<span>${series[index]!.label}</span>
        </li>`,
    )}
  </ul>`;
}
