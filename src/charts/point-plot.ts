import { html, nothing, type TemplateResult } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, type ChildPart, type DirectiveResult } from 'lit/directive.js';
import { ref } from 'lit/directives/ref.js';
import { plotMark, type MarkLook, type SeriesKind } from './plot-marks.ts';
import type { LabelOffset } from './scatter-labels.ts';
import { textWidth } from './text-width.ts';

/** A point of a plot, wherever it lies. */
export interface PlotPoint {
  /** The point with its numbers in words: its name for those who hear it, and below the chart. */
  readonly name: string;
  readonly look: MarkLook;
  readonly kind?: SeriesKind | undefined;
}

/** What a plot is drawn in. */
export interface PlotSize {
  /** Of the plot without its axes, in CSS pixels; a guess while it is not laid out. */
  readonly width: number;
  readonly height: number;
  /** Of the plot with its axes and what stands beside it. */
  readonly frameWidth: number;
  /** How wide a text is, in CSS pixels; 0 while there is no telling. */
  readonly widthOf: (text: string) => number;
}

/** A label at an axis, by its middle in CSS pixels from the upper left corner of the plot. */
export interface PlotTick {
  readonly at: number;
  readonly text: string;
}

/** What a plot shows at a size. All places are in CSS pixels from the upper left corner. */
export interface PlotDrawing {
  /** By point. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
  /** By point: its label and where it lies, seen from the point; for none, `null` or nothing. */
  readonly labels?: readonly ({ readonly text: string; readonly offset: LabelOffset } | null)[];
  readonly across: readonly PlotTick[];
  readonly up: readonly PlotTick[];
  /** Below the points: grid and lines. */
  readonly behind: TemplateResult;
  /** To the right of the plot, so many CSS pixels wide. */
  readonly beside?: { readonly width: number; readonly content: TemplateResult };
  /** Below the chart, such as a legend. */
  readonly below?: unknown;
}

/** What a chart wants of its plot. */
export interface PointPlotOptions {
  /** The name of the list of points. */
  readonly label: string;
  /** At the axes; seen and not heard, since each point's name has its numbers. */
  readonly axes: { readonly x: unknown; readonly y: unknown };
  readonly texts: {
    /** Below the chart, while no point is pointed at. */
    readonly hint: string;
    /** For those who hear the chart: what its keys do. */
    readonly keys: string;
  };
  readonly points: readonly PlotPoint[];
  /** @param shown the point that is pointed at or chosen, or −1 */
  readonly draw: (size: PlotSize, shown: number) => PlotDrawing;
  /** Where a key leads from a point; `null` for a key that leads nowhere. */
  readonly target: (index: number, key: string) => number | null;
  readonly chosen?: number | null | undefined;
  /** The pointer or the focus came to a point, or left. */
  readonly onPoint?: ((index: number | null) => void) | undefined;
  /** A point was chosen by click or key. */
  readonly onChoose?: ((index: number) => void) | undefined;
}

/** How near to a point the pointer must be, in CSS pixels. */
const reach = 24;

/** Names are for one page: charts may share a shadow root. */
let count = 0;

class PointPlotDirective extends AsyncDirective {
  private readonly keysId = `plot-keys-${count++}`;
  private options!: PointPlotOptions;
  private plot: HTMLElement | null = null;
  private observer: ResizeObserver | null = null;
  private width = 0;
  private height = 0;
  private frameWidth = 0;
  private places: PlotDrawing['places'] = [];
  /** The point that the Tab key comes to. */
  private active = 0;
  private focused = -1;
  private hovered = -1;
  private told = -1;
  private isRedrawPending = false;

  render(_options: PointPlotOptions): unknown {
    return nothing;
  }

  override update(_part: ChildPart, [options]: [PointPlotOptions]): unknown {
    const last = options.points.length - 1;
    // A point that is taken away takes the focus with it.
    if (this.focused > last) queueMicrotask(() => this.keepFocus());
    this.options = options;
    this.active = Math.max(0, Math.min(last, this.active));
    this.focused = Math.min(last, this.focused);
    this.hovered = Math.min(last, this.hovered);
    this.told = Math.min(last, this.told);
    return this.template();
  }

  /** Not at once: the focus may go while the points are being drawn, with the one that had it. */
  private redraw(): void {
    if (this.isRedrawPending) return;
    this.isRedrawPending = true;
    queueMicrotask(() => {
      this.isRedrawPending = false;
      if (this.isConnected) this.setValue(this.template());
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
    const frame = this.plot.parentElement!;
    this.observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = this.plot ?? { clientWidth: 0, clientHeight: 0 };
      const isSame =
        clientWidth === this.width && clientHeight === this.height && frame.clientWidth === this.frameWidth;
      if (isSame) return;
      this.width = clientWidth;
      this.height = clientHeight;
      this.frameWidth = frame.clientWidth;
      this.redraw();
    });
    this.observer.observe(this.plot);
    this.observer.observe(frame);
  };

  private get size(): PlotSize {
    const { width, height, frameWidth, plot } = this;
    if (width === 0 || !plot) return { width: 480, height: 280, frameWidth: 0, widthOf: () => 0 };
    return { width, height, frameWidth, widthOf: (text) => textWidth(text, plot) };
  }

  /** The point that is shown before all others; −1 for none. */
  private get shown(): number {
    const { chosen, points } = this.options;
    const candidates = [this.hovered, this.focused, chosen ?? -1];
    return candidates.find((index) => index >= 0 && index < points.length) ?? -1;
  }

  private tellPointed(): void {
    const index = this.hovered >= 0 ? this.hovered : this.focused;
    if (index === this.told) return;
    this.told = index;
    this.redraw();
    this.options.onPoint?.(index < 0 ? null : index);
  }

  private nearest(event: MouseEvent): number {
    const { left, top } = this.plot!.getBoundingClientRect();
    const { clientLeft, clientTop } = this.plot!;
    let nearest = -1;
    let least = reach;
    this.places.forEach(({ x, y }, index) => {
      const distance = Math.hypot(event.clientX - left - clientLeft - x, event.clientY - top - clientTop - y);
      if (distance >= least) return;
      least = distance;
      nearest = index;
    });
    return nearest;
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
      const target = this.options.target(index, event.key);
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

  private renderPoint({ name, look, kind }: PlotPoint, index: number, drawing: PlotDrawing): TemplateResult {
    const { x, y } = drawing.places[index]!;
    const label = drawing.labels?.[index];
    const isShown = index === this.shown;
    return html`<span
      class="plot-point ${kind ? `of-${kind}` : ''} ${isShown ? 'shown' : ''}"
      part="plot-point"
      role="option"
      data-index=${index}
      tabindex=${index === this.active ? 0 : -1}
      aria-selected=${index === (this.options.chosen ?? -1)}
      aria-label=${name}
      .style=${`left:${x}px;top:${y}px`}
      >${plotMark(look)}${
        label
          ? html`<span class="plot-label" .style=${`left:${label.offset.dx}px;top:${label.offset.dy}px`}
              >${label.text}</span
            >`
          : nothing
      }</span
    >`;
  }

  private template(): TemplateResult {
    const { label, axes, texts, points, draw } = this.options;
    const { size } = this;
    const drawing = draw(size, this.shown);
    this.places = drawing.places;
    const { across, up, behind, beside, below } = drawing;
    // The last label may be wider than the room around its place.
    const end = size.width + (beside?.width ?? 0);
    const middle = ({ at, text }: PlotTick) => Math.min(at, end - size.widthOf(text) / 2);
    return html`<p class="plot-axis" aria-hidden="true">${axes.y}</p>
      <div class="plot-grid">
        <div class="plot-up number" aria-hidden="true">
          ${up.map(({ at, text }) => html`<span .style=${`top:${at}px`}>${text}</span>`)}
        </div>
        <div
          class="plot-area ${this.hovered >= 0 ? 'pointing' : ''}"
          part="plot"
          ${ref(this.onPlot)}
          @pointermove=${this.onPointermove}
          @pointerleave=${this.onPointerleave}
          @click=${this.onClick}
          @keydown=${this.onKeydown}
          @focusin=${this.onFocusin}
          @focusout=${this.onFocusout}
        >
          ${behind}
          <div
            class="plot-points"
            part="plot-points"
            role="listbox"
            aria-label=${label}
            aria-describedby=${this.keysId}
          >
            ${points.map((point, index) => this.renderPoint(point, index, drawing))}
          </div>
        </div>
        ${
          beside
            ? html`<div class="plot-beside" aria-hidden="true" .style=${`width:${beside.width}px`}>
                ${beside.content}
              </div>`
            : nothing
        }
        <div class="plot-across number" aria-hidden="true">
          ${across.map((tick) => html`<span .style=${`left:${middle(tick)}px`}>${tick.text}</span>`)}
        </div>
      </div>
      <p class="plot-axis across" aria-hidden="true">${axes.x}</p>
      <p class="hidden-visually" id=${this.keysId}>${texts.keys}</p>
      ${below ?? nothing}
      <p class="plot-readout number" part="plot-readout">${points[this.shown]?.name ?? texts.hint}</p>`;
  }
}

/**
 * A plot whose points are the options of a list box: keys lead from one to the next as the chart says, Enter, Space or a
 * click chooses. What is pointed at is told in words below. It is drawn anew when its size changes, so that texts keep
 * theirs. The styles `pointPlotStyles` belong to it.
 */
export const pointPlot: (options: PointPlotOptions) => DirectiveResult<typeof PointPlotDirective> =
  directive(PointPlotDirective);

function indexOf(event: Event): number | null {
  const point = (event.target as Element).closest<HTMLElement>('[data-index]');
  return point ? Number(point.dataset['index']) : null;
}
