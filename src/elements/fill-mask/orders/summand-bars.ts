import { css, html, nothing, type TemplateResult } from 'lit';

/** A bar that is a sum of parts, each as long as its share. */
export interface SummandBar {
  /** What the bar is of. */
  readonly label: unknown;
  /** All of it in words, for those who do not see the parts. */
  readonly heard: string;
  /** 0 or more; an infinite one takes all that is left. */
  readonly parts: readonly { readonly name: string; readonly length: number }[];
  /** The sum in words, at the bar's end. */
  readonly value: string;
}

/** Texts around {@link summandBars}. */
export interface SummandTexts {
  /** What the list is. */
  readonly label: string;
  /** What the length of a bar is, with its unit. */
  readonly axis: string;
}

/** A part narrower than this share of the axis has no room for its name. */
const narrowest = 0.04;

/**
 * Bars from zero on one axis, each a sum of parts laid end to end: what a log-probability is made of, step by step. The
 * shorter a bar, the likelier.
 */
export function summandBars(rows: readonly SummandBar[], texts: SummandTexts): TemplateResult {
  const sums = rows.map(({ parts }) => parts.reduce((sum, { length }) => sum + length, 0));
  // Not 0, which nothing could be a share of.
  const longest = Math.max(...sums.filter(Number.isFinite), 1e-9);
  return html`<div class="summands">
    <p class="soft" aria-hidden="true">${texts.axis}</p>
    <ul class="summand-rows" role="list" aria-label=${texts.label}>
      ${rows.map(
        ({ label, heard, parts, value }) =>
          html`<li class="summand-row">
            <span class="hidden-visually">${heard}</span>
            <span class="summand-label number" aria-hidden="true">${label}</span>
            <span class="summand-track" aria-hidden="true"
              >${parts.map(({ name, length }) => {
                const share = Math.min(1, length / longest);
                return html`<span class="summand" .style=${`flex:0 1 ${share * 100}%`}
                  >${share < narrowest ? nothing : name}</span
                >`;
              })}</span
            >
            <span class="summand-value number" aria-hidden="true">${value}</span>
          </li>`,
      )}
    </ul>
  </div>`;
}

export const summandBarStyles = css`
  .summands {
    display: grid;
    gap: 4px;
    max-width: 46rem;
  }
  .summand-rows {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr) max-content;
    gap: 4px 12px;
  }
  .summand-row {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
    position: relative;
    min-height: 28px;
    font-size: 0.9375rem;
  }
  .summand-label {
    white-space: nowrap;
  }
  .summand-track {
    display: flex;
    height: 22px;
    border-inline-start: 1px solid var(--control-line);
  }
  .summand {
    overflow: hidden;
    min-width: 1px;
    border-inline-end: 2px solid var(--paper);
    background: color-mix(in oklab, var(--accent) 28%, var(--paper));
    color: var(--ink);
    font-size: 0.75rem;
    line-height: 22px;
    text-align: center;
    white-space: nowrap;
  }
  .summand:nth-child(even) {
    background: color-mix(in oklab, var(--accent) 14%, var(--paper));
  }
  .summand-value {
    text-align: end;
  }
  @media (forced-colors: active) {
    .summand {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .summand {
      print-color-adjust: exact;
    }
  }
`;
