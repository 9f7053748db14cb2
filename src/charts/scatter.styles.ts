import { css } from 'lit';

/** The styles of a `scatter`. */
export const scatterStyles = css`
  .scatter {
    max-width: 40rem;
    min-width: 0;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.4;
  }
  .scatter-plot {
    position: relative;
    aspect-ratio: 1;
    margin: 4px 1.125rem 1.75rem 3.25rem;
    border: 1px solid var(--control-line);
    direction: ltr;
    /* What the labels are measured in. */
    font-size: 0.8125rem;
    touch-action: manipulation;
  }
  .scatter-plot.pointing {
    cursor: pointer;
  }
  .scatter-cloud,
  .scatter-lines,
  .scatter-points {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  /* Its colour is what it is drawn in. That it changes, as with the page's scheme, is told by the end of a transition. */
  .scatter-cloud {
    color: var(--ink-soft);
    opacity: 0.28;
    transition: color 1ms;
  }
  .scatter-grid {
    stroke: var(--line);
  }
  .scatter-diagonal {
    stroke: var(--ink-soft);
    stroke-dasharray: 5 4;
  }
  .scatter-tick {
    position: absolute;
    font-size: 0.75rem;
    line-height: 1;
    white-space: nowrap;
  }
  .scatter-tick.across {
    top: 100%;
    padding-block-start: 8px;
    transform: translateX(-50%);
  }
  .scatter-tick.up {
    right: 100%;
    padding-inline-end: 8px;
    transform: translateY(-50%);
  }
  .scatter-axis {
    color: var(--ink);
  }
  .scatter-axis.across {
    margin-inline-end: 1.125rem;
    text-align: end;
  }
  /* What can be hit, around what can be seen. */
  .scatter-point {
    position: absolute;
    width: 24px;
    height: 24px;
    margin: -12px;
  }
  .scatter-point:focus-visible {
    outline: none;
  }
  /* A border, not a background: it holds in forced colours and in print. */
  .scatter-mark {
    box-sizing: border-box;
    width: 10px;
    height: 10px;
    border: 2px solid var(--accent);
    border-radius: 50%;
  }
  .scatter-point .scatter-mark {
    position: absolute;
    top: 7px;
    left: 7px;
  }
  .above > .scatter-mark,
  .scatter-mark.above {
    border-width: 5px;
  }
  .below > .scatter-mark {
    background: var(--paper);
  }
  .scatter-label {
    position: absolute;
    /* Its place is seen from the point. */
    margin: 12px;
    padding-inline: 2px;
    color: var(--ink);
    line-height: 18px;
    white-space: nowrap;
    pointer-events: none;
  }
  .scatter-point.shown,
  .scatter-point[aria-selected='true'] {
    z-index: 1;
  }
  .scatter-point.shown {
    z-index: 2;
  }
  .scatter-point.shown .scatter-label,
  .scatter-point[aria-selected='true'] .scatter-label {
    border-radius: 3px;
    background: var(--paper);
    font-weight: 600;
  }
  .scatter-point.shown .scatter-mark {
    outline: 2px solid var(--ink);
    outline-offset: 1px;
  }
  .scatter-point[aria-selected='true'] .scatter-mark {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .scatter-point:focus-visible .scatter-mark {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
  }
  .scatter-legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin-block-start: 8px;
  }
  .scatter-sample {
    display: inline-block;
    margin-inline-end: 6px;
  }
  .scatter-sample.line {
    width: 20px;
    border-block-start: 1px dashed var(--ink-soft);
    vertical-align: middle;
  }
  .scatter-sample.dots {
    width: 14px;
    border-block-start: 2px dotted var(--ink-soft);
    vertical-align: middle;
    opacity: 0.6;
  }
  .scatter-readout {
    min-height: 2.8em;
    margin-block-start: 8px;
    font-size: 0.875rem;
  }
  @media (forced-colors: active) {
    .scatter-cloud {
      color: GrayText;
      opacity: 1;
    }
    .scatter-grid {
      stroke: GrayText;
      stroke-width: 0.5px;
    }
    .scatter-diagonal {
      stroke: CanvasText;
    }
    .scatter-point.shown .scatter-mark {
      outline-color: CanvasText;
    }
    .scatter-point[aria-selected='true'] .scatter-mark {
      border-color: Highlight;
      outline-color: Highlight;
    }
    /* By its form as well: what has the focus may be chosen. */
    .scatter-point:focus-visible .scatter-mark {
      outline: 3px dotted CanvasText;
    }
  }
  @media print {
    .scatter {
      break-inside: avoid;
      print-color-adjust: exact;
    }
    .scatter-readout {
      display: none;
    }
  }
`;
