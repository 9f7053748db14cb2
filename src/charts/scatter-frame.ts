import { html, nothing, svg, type TemplateResult } from 'lit';
import { scatterShare, type ScatterRange } from './scatter-scale.ts';
import type { ScatterOptions, ScatterTexts } from './scatter.ts';

/** Where a power of ten is, in percent of the side. */
function percentOf(exponent: number, range: ScatterRange): number {
  return scatterShare(exponent * Math.LN10, range) * 100;
}

/** The lines of the ticks, and the diagonal. */
export function lines(ticks: readonly number[], range: ScatterRange): TemplateResult {
  return html`<svg class="scatter-lines" aria-hidden="true">
    ${ticks.map((exponent) => {
      const across = `${percentOf(exponent, range)}%`;
      const down = `${100 - percentOf(exponent, range)}%`;
      return svg`<line class="scatter-grid" x1=${across} x2=${across} y1="0" y2="100%"></line>
        <line class="scatter-grid" x1="0" x2="100%" y1=${down} y2=${down}></line>`;
    })}
    <line class="scatter-diagonal" x1="0" y1="100%" x2="100%" y2="0"></line>
  </svg>`;
}

/** The labels of both axes. They are text of the page, which does not shrink with the chart. */
export function tickLabels(
  ticks: readonly number[],
  range: ScatterRange,
  texts: ScatterTexts,
): TemplateResult {
  return html`<div class="scatter-ticks number" aria-hidden="true">
    ${ticks.map((exponent) => {
      const share = percentOf(exponent, range);
      const text = texts.tick(exponent);
      return html`<span class="scatter-tick across" .style=${`left:${share}%`}>${text}</span
        ><span class="scatter-tick up" .style=${`top:${100 - share}%`}>${text}</span>`;
    })}
  </div>`;
}

/** What discs, rings, line and cloud are. */
export function legend({ texts, axes, cloud }: ScatterOptions): TemplateResult {
  const entry = (look: string, text: string) =>
    html`<li><span class="scatter-sample ${look}" aria-hidden="true"></span>${text}</li>`;
  return html`<ul class="scatter-legend" part="scatter-legend" role="list">
    ${entry('scatter-mark above', texts.likelier(axes.y))}
    ${entry('scatter-mark below', texts.likelier(axes.x))} ${entry('line', texts.diagonal)}
    ${cloud ? entry('dots', texts.others) : nothing}
  </ul>`;
}
