import { css, html, nothing, type TemplateResult } from 'lit';

/** A part of the cumulative bar: the draws in [from, to) fall into it. */
export interface DrawBarPart {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Many tokens together: its label is no token. */
  readonly rest?: boolean;
  /** The one that the draw falls into. */
  readonly taken?: boolean;
}

/** Texts of a {@link drawBar}. */
export interface DrawBarTexts {
  /** What the bar is, with its parts in words, for those who do not see it. */
  readonly label: string;
  /** The random number, at its tick. */
  readonly draw: string;
}

/**
 * The tokens that could be drawn, end to end on a line from 0 to 1, and the random number as a tick on it.
 *
 * @param draw in [0, 1)
 * @param language of the labels, as a BCP 47 tag
 */
export function drawBar(
  parts: readonly DrawBarPart[],
  draw: number,
  texts: DrawBarTexts,
  language: string,
): TemplateResult {
  return html`<div class="draw-bar" part="draw-bar" role="img" aria-label=${texts.label}>
    <span class="end number">0</span>
    <span class="line"
      ><span class="parts"
        >${parts.map(
          ({ label, from, to, rest, taken }) =>
            html`<span
              class="part ${rest ? 'many' : ''} ${taken ? 'taken' : ''}"
              .style=${`left:${from * 100}%;width:${(to - from) * 100}%`}
              ><span class="part-start"></span
              ><span class="part-label" lang=${rest ? nothing : language}>${label}</span></span
            >`,
        )}</span
      ><span class="tick" .style=${`left:${draw * 100}%`}></span
      ><span class="tick-text number" .style=${`left:${draw * 100}%;translate:${-draw * 100}%`}
        >${texts.draw}</span
      ></span
    >
    <span class="end number">1</span>
  </div>`;
}

export const drawBarStyles = css`
  .draw-bar {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr) max-content;
    gap: 8px;
    max-width: 46rem;
    font-size: 0.875rem;
  }
  .draw-bar .end {
    padding-block-start: 11px;
    color: var(--ink-soft);
    line-height: 24px;
  }
  .draw-bar .line {
    position: relative;
    display: block;
    height: 66px;
  }
  .draw-bar .parts {
    position: absolute;
    inset: 8px 0 auto;
    overflow: hidden;
    height: 30px;
    border: 1px solid var(--control-line);
    border-radius: 4px;
  }
  .draw-bar .part {
    position: absolute;
    inset-block: 0;
    display: flex;
    flex-wrap: wrap;
    align-content: start;
    overflow: hidden;
    border-inline-end: 1px solid var(--control-line);
    background: color-mix(in oklab, var(--accent) 10%, var(--paper));
  }
  .draw-bar .part:last-child {
    border-inline-end: 0;
  }
  .draw-bar .taken {
    background: color-mix(in oklab, var(--accent) 30%, var(--paper));
    font-weight: 600;
  }
  .draw-bar .many {
    background: var(--panel);
    color: var(--ink-soft);
  }
  /* With something before it in its line, a label that does not fit goes to the next line, out of sight: whole or not
     at all, since "63 m…" says nothing. */
  .draw-bar .part-start {
    height: 100%;
  }
  .draw-bar .part-label {
    flex: none;
    padding-inline: 4px;
    font-family: var(--token-font);
    line-height: 28px;
    white-space: pre;
  }
  .draw-bar .many .part-label {
    font-family: inherit;
  }
  .draw-bar .tick {
    position: absolute;
    inset-block: 0 22px;
    width: 3px;
    margin-inline-start: -1.5px;
    border-radius: 2px;
    /* Not through the label of the part that it falls into. */
    background: linear-gradient(var(--ink) 0 13px, transparent 13px 33px, var(--ink) 33px);
    transition: left 150ms;
  }
  .draw-bar .tick-text {
    position: absolute;
    inset-block-end: 0;
    line-height: 20px;
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    .draw-bar .tick {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .draw-bar .tick {
      forced-color-adjust: none;
      background: linear-gradient(CanvasText 0 13px, transparent 13px 33px, CanvasText 33px);
    }
    .draw-bar .taken {
      text-decoration: underline;
    }
  }
  @media print {
    .draw-bar {
      break-inside: avoid;
      print-color-adjust: exact;
    }
  }
`;
