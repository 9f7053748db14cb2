import { html, nothing, type TemplateResult } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, type ChildPart, type DirectiveResult } from 'lit/directive.js';
import { ref } from 'lit/directives/ref.js';
import { drawCloud, type ScatterCloud } from './scatter-cloud.ts';
import { legend, lines, tickLabels } from './scatter-frame.ts';
import { labelsWith, placeLabels, type LabelOffset } from './scatter-labels.ts';
import {
  scatterRange,
  scatterShare,
  scatterTarget,
  scatterTicks,
  type ScatterPlace,
  type ScatterRange,
} from './scatter-scale.ts';
import { textWidth } from './text-width.ts';

export { scatterStyles } from './scatter.styles.ts';
export type { ScatterCloud } from './scatter-cloud.ts';

/** A point of a {@link scatter}: natural logarithms of its two probabilities. */
export interface ScatterPoint extends ScatterPlace {
  /** Beside the point, where there is room. */
  readonly label: string;
  /** The point with its numbers in words: its name for those who hear it, and below the chart. */
  readonly name: string;
}

/** Texts of a {@link scatter}. */
export interface ScatterTexts {
  /** A power of ten as a probability, at an axis. */
  readonly tick: (exponent: number) => string;
  /** At an axis, by the name that the host gives it. */
  readonly axis: (name: string) => string;
  readonly diagonal: string;
  /** What a point on one side of the diagonal is, by the name of the axis. */
  readonly likelier: (name: string) => string;
  /** What the cloud is. */
  readonly others: string;
  /** Below the chart, while no point is pointed at. */
  readonly hint: string;
  /** For those who hear the chart: what its keys do. */
  readonly keys: string;
}

/** What a host wants of its scatter. */
export interface ScatterOptions {
  /** The name of the list of points. */
  readonly label: string;
  /** What the two probabilities are given, such as “Texas” and “Paris”. */
  readonly axes: { readonly x: string; readonly y: string };
  readonly texts: ScatterTexts;
  /** Of the labels, as a BCP 47 tag. */
  readonly language: string;
  /** All other tokens; must not be changed in place. */
  readonly cloud?: ScatterCloud;
  /** The point that is chosen; its label stands there, but where that of a point that is pointed at needs the room. */
  readonly chosen?: number | null;
  /** A point that is pointed at elsewhere, such as in a table beside the chart. */
  readonly pointed?: number | null;
  /** The pointer or the focus came to a point, or left. */
  readonly onPoint?: (index: number | null) => void;
  /** A point was chosen by click or key. */
  readonly onChoose?: (index: number) => void;
}

/** Half of a point's width, in CSS pixels. */
const radius = 5;
/** How near to a point the pointer must be, in CSS pixels. */
const reach = 24;
/** Room of a label at the lower axis, in CSS pixels. */
const tickWidth = 52;
/** Height of a label, in CSS pixels: that of the style sheet. */
const labelHeight = 18;

/** On a phone, fewer labels leave the points in sight. */
const mostLabels = (side: number) => (side < 420 ? 12 : 25);

/**
 * A square with the probability of a word in one text across and in another upwards, both logarithmic and of one range,
 * so that the diagonal is where both are the same. What lies above it is a disc, what lies below it a ring.
 *
 * The points are the options of a list box: arrow keys move to the next point to that side, Home and End to the first and
 * the last, Enter, Space or a click chooses. Labels are for the most important points, which come first in the list; those
 * without room go without. The styles `scatterStyles` belong to it.
 */
export function scatter(points: readonly ScatterPoint[], options: ScatterOptions): TemplateResult {
  return html`<div class="scatter" part="scatter">${chart(points, options)}</div>`;
}

class ScatterDirective extends AsyncDirective {
  private points: readonly ScatterPoint[] = [];
  private options!: ScatterOptions;
  private range: ScatterRange = { low: -2, high: 0 };
  private labels: readonly (LabelOffset | null)[] = [];
  private plot: HTMLElement | null = null;
  private canvas: HTMLCanvasElement | null = null;
  private observer: ResizeObserver | null = null;
  /** Of the square, in CSS pixels; 0 while it is not laid out. */
  private side = 0;
  /** What the canvas shows. */
  private drawn: readonly unknown[] = [];
  /** The point that the Tab key comes to. */
  private active = 0;
  private focused = -1;
  private hovered = -1;
  private told = -1;
  private isRedrawPending = false;

  render(_points: readonly ScatterPoint[], _options: ScatterOptions): unknown {
    return nothing;
  }

  override update(_part: ChildPart, [points, options]: [readonly ScatterPoint[], ScatterOptions]): unknown {
    this.options = options;
    if (points !== this.points) {
      this.points = points;
      this.range = scatterRange(points);
      const last = points.length - 1;
      this.active = Math.max(0, Math.min(last, this.active));
      // A point that is taken away takes the focus with it.
      if (this.focused >= 0) queueMicrotask(() => this.keepFocus());
      this.focused = Math.min(last, this.focused);
      this.hovered = Math.min(last, this.hovered);
      this.told = Math.min(last, this.told);
      this.place();
    }
    // The canvas is there only after this template has been drawn.
    queueMicrotask(() => this.drawCloud());
    return this.template();
  }

  /** Not at once: the focus may go while the points are being drawn, with the one that had it. */
  private redraw(): void {
    if (this.isRedrawPending) return;
    this.isRedrawPending = true;
    queueMicrotask(() => {
      this.isRedrawPending = false;
      if (!this.isConnected) return;
      this.setValue(this.template());
      this.drawCloud();
    });
  }

  private keepFocus(): void {
    if (this.plot && !this.plot.matches(':focus-within')) this.focus(this.active);
  }

  private readonly onPlot = (element: Element | undefined): void => {
    this.observer?.disconnect();
    this.observer = null;
    this.plot = (element as HTMLElement | undefined) ?? null;
    if (!this.plot) return;
    this.observer = new ResizeObserver(() => {
      const side = this.plot?.clientWidth ?? 0;
      if (side === this.side) return;
      this.side = side;
      this.place();
      this.redraw();
    });
    this.observer.observe(this.plot);
  };

  private readonly onCanvas = (element: Element | undefined): void => {
    this.canvas = (element as HTMLCanvasElement | undefined) ?? null;
    this.drawn = [];
  };

  private readonly drawCloud = (): void => {
    const { canvas, range, side } = this;
    const { cloud } = this.options;
    if (!canvas || !cloud || side === 0) return;
    const wanted = [
      cloud.x,
      cloud.y,
      range.low,
      range.high,
      side,
      devicePixelRatio,
      getComputedStyle(canvas).color,
    ];
    if (wanted.every((value, i) => value === this.drawn[i])) return;
    this.drawn = wanted;
    drawCloud(canvas, cloud, range, side);
  };

  private placeOf({ x, y }: ScatterPoint): { across: number; down: number } {
    return { across: scatterShare(x, this.range), down: 1 - scatterShare(y, this.range) };
  }

  private boxOf(point: ScatterPoint) {
    const { across, down } = this.placeOf(point);
    const width = this.plot ? textWidth(point.label, this.plot) + 4 : 0;
    return { x: across * this.side, y: down * this.side, width, height: labelHeight };
  }

  private place(): void {
    const { side } = this;
    this.labels =
      side === 0 || !this.plot
        ? []
        : placeLabels(
            this.points.map((point) => this.boxOf(point)),
            { width: side, height: side, most: mostLabels(side), radius },
          );
  }

  /** The point that is shown before all others; −1 for none. */
  private get shown(): number {
    const { pointed, chosen } = this.options;
    const candidates = [this.hovered, this.focused, pointed ?? -1, chosen ?? -1];
    return candidates.find((index) => index >= 0 && index < this.points.length) ?? -1;
  }

  private tellPointed(): void {
    const index = this.hovered >= 0 ? this.hovered : this.focused;
    if (index === this.told) return;
    this.told = index;
    this.redraw();
    this.options.onPoint?.(index < 0 ? null : index);
  }

  private nearest(event: MouseEvent): number {
    const { left, top, width } = this.plot!.getBoundingClientRect();
    let nearest = -1;
    let least = reach;
    this.points.forEach((point, index) => {
      const { across, down } = this.placeOf(point);
      const distance = Math.hypot(event.clientX - left - across * width, event.clientY - top - down * width);
      if (distance >= least) return;
      least = distance;
      nearest = index;
    });
    // A label is as good as its point.
    return nearest >= 0 ? nearest : (indexOf(event) ?? -1);
  }

  private readonly onPointermove = (event: PointerEvent): void => {
    this.hovered = this.nearest(event);
    this.tellPointed();
  };

  private readonly onPointerleave = (): void => {
    this.hovered = -1;
    this.tellPointed();
  };

  private readonly onClick = (event: MouseEvent): void => {
    // Points lie close together: the nearest one is meant. A click without a place is of a screen reader.
    const index = event.detail > 0 ? this.nearest(event) : (indexOf(event) ?? -1);
    if (index < 0) return;
    this.focus(index);
    this.options.onChoose?.(index);
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    const index = indexOf(event);
    if (index === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') this.options.onChoose?.(index);
    else {
      const target = scatterTarget(this.points, index, event.key);
      if (target === null) return;
      this.focus(target);
    }
    event.preventDefault();
  };

  private readonly onFocusin = (event: Event): void => {
    this.focused = indexOf(event) ?? -1;
    this.active = Math.max(0, this.focused);
    this.tellPointed();
  };

  private readonly onFocusout = (event: FocusEvent): void => {
    // From one point to another there is nothing in between.
    if (event.relatedTarget instanceof Node && this.plot?.contains(event.relatedTarget)) return;
    this.focused = -1;
    this.tellPointed();
  };

  private focus(index: number): void {
    this.plot?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
  }

  /** Where the labels are while one point is pointed at and one is chosen. */
  private get shownLabels(): readonly (LabelOffset | null)[] {
    const { side, labels, points } = this;
    const must = [this.shown, this.options.chosen ?? -1].filter((index) => index >= 0);
    if (side === 0 || must.every((index) => labels[index])) return labels;
    const boxes = points.map((point) => this.boxOf(point));
    return labelsWith(must, boxes, labels, { width: side, height: side, radius });
  }

  private renderPoint(point: ScatterPoint, index: number, offset: LabelOffset | null): TemplateResult {
    const { language, chosen } = this.options;
    const { across, down } = this.placeOf(point);
    const isShown = index === this.shown;
    const isChosen = index === (chosen ?? -1);
    const classes = [point.y >= point.x ? 'above' : 'below', ...(isShown ? ['shown'] : [])];
    return html`<span
      class=${`scatter-point ${classes.join(' ')}`}
      part="scatter-point"
      role="option"
      data-index=${index}
      tabindex=${index === this.active ? 0 : -1}
      aria-selected=${isChosen}
      aria-label=${point.name}
      .style=${`left:${across * 100}%;top:${down * 100}%`}
      ><span class="scatter-mark"></span>${
        offset
          ? html`<span
              class="scatter-label"
              lang=${language || nothing}
              .style=${`left:${offset.dx}px;top:${offset.dy}px`}
              >${point.label}</span
            >`
          : nothing
      }</span
    >`;
  }

  private template(): TemplateResult {
    const { points, options, side, range } = this;
    const { texts, axes, label, cloud } = options;
    const ticks = scatterTicks(range, side === 0 ? 6 : Math.floor(side / tickWidth));
    const shown = points[this.shown];
    const offsets = this.shownLabels;
    return html`<p class="scatter-axis" aria-hidden="true">↑ ${texts.axis(axes.y)}</p>
      <div
        class="scatter-plot ${this.hovered >= 0 ? 'pointing' : ''}"
        ${ref(this.onPlot)}
        @pointermove=${this.onPointermove}
        @pointerleave=${this.onPointerleave}
        @click=${this.onClick}
        @keydown=${this.onKeydown}
        @focusin=${this.onFocusin}
        @focusout=${this.onFocusout}
      >
        ${
          cloud
            ? html`<canvas
                class="scatter-cloud"
                aria-hidden="true"
                ${ref(this.onCanvas)}
                @transitionend=${this.drawCloud}
              ></canvas>`
            : nothing
        }
        ${lines(ticks, range)} ${tickLabels(ticks, range, texts)}
        ${
          points.length > 0
            ? html`<div
                class="scatter-points"
                part="scatter-points"
                role="listbox"
                aria-label=${label}
                aria-describedby="scatter-keys"
              >
                ${points.map((point, index) => this.renderPoint(point, index, offsets[index] ?? null))}
              </div>`
            : nothing
        }
      </div>
      <p class="scatter-axis across" aria-hidden="true">${texts.axis(axes.x)} →</p>
      <p class="hidden-visually" id="scatter-keys">${texts.keys}</p>
      ${legend(options)}
      <p class="scatter-readout number" part="scatter-readout">${shown ? shown.name : texts.hint}</p>`;
  }
}

const chart: (
  points: readonly ScatterPoint[],
  options: ScatterOptions,
) => DirectiveResult<typeof ScatterDirective> = directive(ScatterDirective);

function indexOf(event: Event): number | null {
  const point = (event.target as Element).closest<HTMLElement>('[data-index]');
  return point ? Number(point.dataset['index']) : null;
}
