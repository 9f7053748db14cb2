import { html, nothing, type TemplateResult } from 'lit';
import { decadeRange, decadeShare, linearAxis, readableTicks, type DecadeRange } from './axis-ticks.ts';
import { plotMark, type MarkLook, type SeriesKind } from './plot-marks.ts';
import { pointPlot, type PlotDrawing, type PlotSize } from './point-plot.ts';
import { scatterTarget, scatterTicks } from './scatter-scale.ts';
import { pointLabels, type PointLabel } from './trade-off-labels.ts';

export { tradeOffStyles } from './trade-off.styles.ts';

/** A point of a {@link tradeOff}, such as a configuration. */
export interface TradeOffPoint {
  /** Beside the point, where there is room. */
  readonly label: string;
  /** The point with its numbers in words, or why it has none. */
  readonly name: string;
  /** Such as tokens/s; a point without it is named below the chart. */
  readonly speed: number | null;
  /** Mean Kullback-Leibler divergence in nats; a point without it is named below the chart. */
  readonly drift: number | null;
  readonly backend: 'wasm' | 'webgpu';
  /** What the others are compared with; drawn as an outline. */
  readonly isReference?: boolean | undefined;
  /** The model's family, where the chart tells families apart. */
  readonly kind?: SeriesKind | undefined;
}

/** Texts of a {@link tradeOff}. */
export interface TradeOffTexts {
  /** The name of the axis with its unit. */
  readonly speed: string;
  readonly drift: string;
  /** What it means to lie further to the right, and further down. */
  readonly faster: string;
  readonly closer: string;
  /** What discs, squares and outlines are. */
  readonly wasm: string;
  readonly webgpu: string;
  readonly reference: string;
  /** Below the chart, while no point is pointed at. */
  readonly hint: string;
  /** For those who hear the chart: what its keys do. */
  readonly keys: string;
  /** In the place of the chart, while there is no point. */
  readonly empty: string;
  /** Before the points that lack a number. */
  readonly missing: string;
}

/** What a host wants of its trade-off. */
export interface TradeOffOptions {
  /** The name of the list of points. */
  readonly label: string;
  readonly texts: TradeOffTexts;
  /** A value at the axis. */
  readonly formatSpeed: (value: number) => string;
  /** A power of ten at the axis, and 0. */
  readonly formatDrift: (value: number) => string;
  /** By the place in the given points. */
  readonly chosen?: number | null;
  readonly onPoint?: (index: number | null) => void;
  readonly onChoose?: (index: number) => void;
}

/** Room inside the plot for the outermost points, in CSS pixels. */
const pad = 14;
/** Height of the band for what has no logarithm, in CSS pixels. */
const band = 34;
/** How far labels keep away from a point, with the ring around it, in CSS pixels. */
const radius = 10;
/** Height of a label, in CSS pixels: that of the style sheet. */
const labelHeight = 18;

interface Placed extends TradeOffPoint {
  readonly speed: number;
  readonly drift: number;
  /** Its place in the given points. */
  readonly index: number;
}

/**
 * Speed across, from 0, against drift upwards, logarithmic. A drift of 0 has no logarithm: a band of its own below the decades
 * is where it lies. Discs are WASM, squares WebGPU. Points without room for
 * their label have a number instead, which stands for it below the chart.
 *
 * The points are the options of a list box, with the keys of a `scatter`. The styles `tradeOffStyles` belong to it.
 */
export function tradeOff(points: readonly TradeOffPoint[], options: TradeOffOptions): TemplateResult {
  const { label, texts, chosen, onPoint, onChoose } = options;
  const placed = points.flatMap((point, index) => placedOf(point, index));
  const without = points.filter((point, index) => placedOf(point, index).length === 0);
  const missing =
    without.length === 0
      ? nothing
      : html`<div class="plot-missing">
          <p>${texts.missing}</p>
          <ul role="list">
            ${without.map(({ name }) => html`<li>${name}</li>`)}
          </ul>
        </div>`;
  if (placed.length === 0) {
    return html`<div class="plot-frame" part="trade-off">
      <p>${texts.empty}</p>
      ${missing}
    </div>`;
  }
  const places = placed.map(({ speed, drift }) => ({ x: speed, y: drift }));
  const chosenPlace = placed.findIndex(({ index }) => index === chosen);
  return html`<div class="plot-frame" part="trade-off">
    ${pointPlot({
      label,
      axes: {
        y: html`<span>${texts.drift}</span><span class="direction">↓ ${texts.closer}</span>`,
        x: html`<span>${texts.speed}</span><span class="direction">${texts.faster} →</span>`,
      },
      texts,
      points: placed.map((point) => ({ name: point.name, look: lookOf(point), kind: point.kind })),
      draw: (size, shown) => draw(placed, options, size, [shown, chosenPlace]),
      target: (index, key) => scatterTarget(places, index, key),
      chosen: chosenPlace < 0 ? null : chosenPlace,
      onPoint: onPoint && ((index) => onPoint(index === null ? null : placed[index]!.index)),
      onChoose: onChoose && ((index) => onChoose(placed[index]!.index)),
    })}
    ${missing}
  </div>`;
}

function placedOf(point: TradeOffPoint, index: number): Placed[] {
  const { speed, drift } = point;
  if (speed === null || drift === null || !Number.isFinite(speed) || !Number.isFinite(drift)) return [];
  // What rounding makes of a divergence of 0 may be a hair less.
  return [{ ...point, speed: Math.max(0, speed), drift: Math.max(0, drift), index }];
}

function lookOf({ backend, isReference }: TradeOffPoint): MarkLook {
  return { shape: backend === 'wasm' ? 'disc' : 'square', hollow: isReference ?? false };
}

function draw(
  placed: readonly Placed[],
  { texts, formatSpeed, formatDrift }: TradeOffOptions,
  { width, height, widthOf }: PlotSize,
  must: readonly number[],
): PlotDrawing {
  const isMeasured = widthOf('0') > 0;
  const speeds = placed.map(({ speed }) => speed);
  const speedRoom = (most: number) =>
    Math.max(...linearAxis(speeds, most).ticks.map((tick) => widthOf(formatSpeed(tick)))) + 16;
  const axis = linearAxis(speeds, Math.max(1, Math.min(6, Math.floor((width - pad) / speedRoom(6)))));
  const range: DecadeRange = decadeRange(placed.map(({ drift }) => drift));
  const floor = height - band;
  const xOf = (speed: number) => (speed / axis.end) * (width - pad);
  const yOf = (drift: number) =>
    drift === 0 ? height - band / 2 : floor - pad - decadeShare(drift, range) * (floor - 2 * pad);

  const places = placed.map(({ speed, drift }) => ({ x: xOf(speed), y: yOf(drift) }));
  const labels = isMeasured
    ? pointLabels(
        places,
        {
          widths: placed.map(({ label }) => widthOf(label) + 4),
          numberWidth: widthOf(String(placed.length)) + 4,
          height: labelHeight,
        },
        must.filter((index) => index >= 0),
        { width, height, radius },
      )
    : [];

  const exponents = scatterTicks(range, Math.max(2, Math.floor(floor / 32)));
  const decades = exponents.map((exponent) => Number(`1e${exponent}`));
  const grid =
    decades.map((drift) => `M0 ${yOf(drift)}H${width}`).join('') +
    axis.ticks.map((speed) => `M${xOf(speed)} 0V${height + 5}`).join('');
  const across = axis.ticks.map((tick) => ({ at: xOf(tick), text: formatSpeed(tick) }));
  const written = readableTicks(
    across.map(({ at }) => at),
    speedRoom(6) - 8,
  );
  return {
    places,
    labels: labels.map(({ number, isNamed, offset }, i) =>
      offset ? { text: isNamed ? placed[i]!.label : String(number), offset } : null,
    ),
    across: across.filter((_, i) => written[i]),
    up: [
      ...decades.map((drift) => ({ at: yOf(drift), text: formatDrift(drift) })),
      { at: height - band / 2, text: formatDrift(0) },
    ],
    behind: html`<svg
      class="plot-behind"
      viewBox=${`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="zero-band" x="0" y=${floor} width=${width} height=${band}></rect>
      <path class="plot-lines" d=${grid}></path>
      <path class="zero-line" d=${`M0 ${floor}H${width}`}></path>
    </svg>`,
    below: html`${numberList(placed, labels)}${legend(placed, texts)}`,
  };
}

/** What the numbers beside points stand for; those who hear the chart hear the names. */
function numberList(placed: readonly Placed[], labels: readonly PointLabel[]): unknown {
  const numbered = labels.flatMap(({ number }, i) =>
    number === null ? [] : [{ number, label: placed[i]!.label }],
  );
  if (numbered.length === 0) return nothing;
  return html`<ol class="plot-legend in-columns plot-numbers number" aria-hidden="true">
    ${numbered.map(({ number, label }) => html`<li><span>${number}</span><span>${label}</span></li>`)}
  </ol>`;
}

/** What is in the chart, and no more. */
function legend(placed: readonly Placed[], texts: TradeOffTexts): TemplateResult {
  const entry = (look: MarkLook, text: string) => html`<li>${plotMark(look)}<span>${text}</span></li>`;
  const references = placed.filter(({ isReference }) => isReference);
  return html`<ul class="plot-legend" part="plot-legend" role="list">
    ${placed.some(({ backend }) => backend === 'wasm') ? entry({ shape: 'disc', hollow: false }, texts.wasm) : nothing}
    ${
      placed.some(({ backend }) => backend === 'webgpu')
        ? entry({ shape: 'square', hollow: false }, texts.webgpu)
        : nothing
    }
    ${references.length > 0 ? entry(lookOf(references[0]!), texts.reference) : nothing}
  </ul>`;
}
