import { html, nothing, type TemplateResult } from 'lit';
import { scatterShare, scatterTicks, type ScatterRange } from '../../charts/scatter-scale.ts';

/** A row of {@link dumbbells}: a word with its two probabilities, as natural logarithms. */
export interface Dumbbell {
  /** The word, as it is seen and can be chosen. */
  readonly label: TemplateResult;
  readonly x: number;
  readonly y: number;
  /** The two in words, and how many times the larger is the smaller. */
  readonly texts: readonly [x: string, y: string, ratio: string];
}

/** What a host wants of its dumbbells. */
export interface DumbbellOptions {
  readonly label: string;
  readonly range: ScatterRange;
  readonly tick: (exponent: number) => string;
  /** Over the columns of numbers. */
  readonly heads: readonly [x: string, y: string, ratio: string];
  /** The pointer or the focus came to a row, by its index, or went away. */
  readonly onPoint: (index: number | null) => void;
}

/** Labels at the scale; more do not fit on a phone. */
const mostTicks = 4;

/**
 * Words with two probabilities each, on one logarithmic scale, which is that of a scatter beside them: a ring for the one
 * across, a disc for the one upwards. The length between them is their ratio.
 */
export function dumbbells(
  rows: readonly Dumbbell[],
  { label, range, tick, heads, onPoint }: DumbbellOptions,
): TemplateResult {
  const percent = (log: number) => scatterShare(log, range) * 100;
  const ticks = scatterTicks(range, mostTicks);
  return html`<table
    class="dumbbells number"
    part="dumbbells"
    @pointerleave=${() => onPoint(null)}
    @focusout=${() => onPoint(null)}
  >
    <caption class="hidden-visually">
      ${label}
    </caption>
    <thead>
      <tr>
        <td class="scale">
          <span class="ticks" aria-hidden="true"
            >${ticks.map(
              (exponent) =>
                html`<span .style=${`left:${percent(exponent * Math.LN10)}%`}>${tick(exponent)}</span>`,
            )}</span
          >
        </td>
        ${heads.map((head, i) => html`<th scope="col">${i < 2 ? html`<span class="mark ${i === 0 ? 'ring' : 'disc'}" aria-hidden="true"></span>` : nothing}${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(({ label: name, x, y, texts }, index) => {
        const [from, to] = x < y ? [percent(x), percent(y)] : [percent(y), percent(x)];
        return html`<tr
          part="dumbbell"
          @pointerenter=${() => onPoint(index)}
          @focusin=${() => onPoint(index)}
        >
          <th scope="row">
            <span class="word-cell">${name}</span>
            <span class="track" aria-hidden="true">
              <span class="between" .style=${`left:${from}%;width:${to - from}%`}></span>
              <span class="mark ring" .style=${`left:${percent(x)}%`}></span>
              <span class="mark disc" .style=${`left:${percent(y)}%`}></span>
            </span>
          </th>
          ${texts.map((text) => html`<td>${text}</td>`)}
        </tr>`;
      })}
    </tbody>
  </table>`;
}
