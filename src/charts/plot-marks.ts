import { html, svg, type TemplateResult } from 'lit';

/** What a point looks like; shapes tell series and backends apart, colours do not. */
export type MarkShape = 'disc' | 'square' | 'triangle' | 'diamond';

/** A shape, filled or as its outline. */
export interface MarkLook {
  readonly shape: MarkShape;
  readonly hollow: boolean;
}

/** A family of models; the only thing that colours tell. */
export type SeriesKind = 'autoregressive' | 'masked';

/** Around 0, in CSS pixels; of the same area to the eye. */
const outlines: Record<MarkShape, string> = {
  disc: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  square: 'M-3.6-3.6h7.2v7.2h-7.2z',
  triangle: 'M0-4.8L4.8 3.6h-9.6z',
  diamond: 'M0-5.2L5.2 0L0 5.2L-5.2 0z',
};

const shapes: readonly MarkShape[] = ['disc', 'square', 'triangle', 'diamond'];

/** As `stroke-dasharray`. */
const dashes = ['none', '7 4', '2 3', '9 3 2 3'];

/** How the series of a chart differ. */
export interface SeriesLook extends MarkLook {
  /** As `stroke-dasharray`. */
  readonly dash: string;
}

/** Four shapes, filled and as outlines, each with four patterns of the line: 32 series look different. */
export function seriesLook(index: number): SeriesLook {
  const round = Math.floor(index / 8);
  return {
    shape: shapes[index % 4]!,
    hollow: index % 8 >= 4,
    dash: dashes[(index + round) % dashes.length]!,
  };
}

/** A point's mark; its colour is `--series`. */
export function plotMark({ shape, hollow }: MarkLook): TemplateResult {
  return html`<svg class="plot-mark ${hollow ? 'hollow' : ''}" viewBox="-8 -8 16 16" aria-hidden="true">
    <path d=${outlines[shape]}></path>
  </svg>`;
}

/** A piece of a series, for the legend. */
export function seriesSample({ shape, hollow, dash }: SeriesLook): TemplateResult {
  return html`<svg
    class="plot-mark plot-sample ${hollow ? 'hollow' : ''}"
    viewBox="-16 -8 32 16"
    aria-hidden="true"
  >
    ${svg`<line x1="-16" x2="16" stroke-dasharray=${dash}></line><path d=${outlines[shape]}></path>`}
  </svg>`;
}
