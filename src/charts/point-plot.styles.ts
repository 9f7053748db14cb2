import { css } from 'lit';

/** The styles of a plot with points, and of what may stand below it. */
export const pointPlotStyles = css`
  .plot-frame {
    --series: var(--ink-soft);
    min-width: 0;
    max-width: 60rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.4;
    container-type: inline-size;
  }
  .of-autoregressive {
    --series: var(--autoregressive);
  }
  .of-masked {
    --series: var(--masked);
  }
  .plot-grid {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr) max-content;
    margin-block-start: 8px;
    direction: ltr;
  }
  /* As wide as its widest label: each lies in the same cell. */
  .plot-up {
    display: grid;
    justify-items: end;
    align-items: start;
    padding-inline-end: 8px;
  }
  .plot-up span {
    position: relative;
    grid-area: 1 / 1;
    height: 0;
    font-size: 0.75rem;
    line-height: 0;
    white-space: nowrap;
  }
  .plot-area {
    position: relative;
    grid-area: 1 / 2;
    height: clamp(220px, 48cqi, 340px);
    border: 0 solid var(--control-line);
    border-width: 0 0 1px 1px;
    touch-action: manipulation;
  }
  .plot-area.pointing {
    cursor: pointer;
  }
  .plot-behind,
  .plot-points {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .plot-behind {
    overflow: visible;
    pointer-events: none;
  }
  .plot-behind path {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  .plot-lines {
    stroke: color-mix(in oklab, var(--line) 70%, transparent);
  }
  .plot-beside {
    position: relative;
    grid-area: 1 / 3;
  }
  .plot-across {
    position: relative;
    grid-area: 2 / 2;
    height: 1.625rem;
  }
  .plot-across span {
    position: absolute;
    top: 8px;
    font-size: 0.75rem;
    line-height: 1;
    white-space: nowrap;
    transform: translateX(-50%);
  }
  .plot-axis {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    color: var(--ink);
  }
  .plot-axis.across {
    justify-content: flex-end;
  }
  .plot-axis .direction {
    color: var(--ink-soft);
  }
  /* What can be hit, around what can be seen. */
  .plot-point {
    position: absolute;
    width: 24px;
    height: 24px;
    margin: -12px;
  }
  .plot-point:focus-visible {
    outline: none;
  }
  .plot-mark {
    display: block;
    flex: none;
    width: 16px;
    height: 16px;
    overflow: visible;
    stroke: var(--series);
    stroke-width: 2px;
    fill: none;
  }
  .plot-mark path {
    fill: var(--series);
    stroke-linejoin: round;
  }
  .plot-mark.hollow path {
    fill: var(--paper);
  }
  .plot-point > .plot-mark {
    position: absolute;
    top: 4px;
    left: 4px;
    border-radius: 50%;
  }
  .plot-mark.plot-sample {
    width: 32px;
  }
  .plot-label {
    position: absolute;
    /* Its place is seen from the point. */
    margin: 12px;
    padding-inline: 2px;
    color: var(--ink);
    line-height: 18px;
    text-shadow:
      0 0 2px var(--paper),
      0 0 3px var(--paper);
    white-space: nowrap;
    pointer-events: none;
  }
  .plot-point[aria-selected='true'] {
    z-index: 1;
  }
  .plot-point.shown {
    z-index: 2;
  }
  .plot-point.shown .plot-label,
  .plot-point[aria-selected='true'] .plot-label {
    border-radius: 3px;
    background: var(--paper);
    font-weight: 600;
  }
  .plot-point[aria-selected='true'] > .plot-mark,
  .plot-point.shown > .plot-mark {
    outline: 2px solid var(--ink);
  }
  .plot-point:focus-visible > .plot-mark {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
  }
  .plot-legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin-block-start: 8px;
  }
  .plot-legend.in-columns {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 9.5rem), 1fr));
  }
  .plot-legend > li {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }
  .plot-legend > li.shown {
    color: var(--ink);
    font-weight: 600;
  }
  .plot-missing {
    margin-block-start: 8px;
  }
  .plot-missing > ul {
    padding-inline-start: 1.25rem;
    list-style: disc;
  }
  .plot-readout {
    min-height: 2.8em;
    margin-block-start: 8px;
    font-size: 0.875rem;
  }
  @media (forced-colors: active) {
    .plot-lines {
      stroke: GrayText;
      stroke-width: 0.5px;
    }
    .plot-mark {
      stroke: CanvasText;
    }
    .plot-mark path {
      fill: CanvasText;
    }
    .plot-mark.hollow path {
      fill: Canvas;
    }
    .plot-point.shown > .plot-mark {
      outline-color: CanvasText;
    }
    .plot-point[aria-selected='true'] > .plot-mark {
      outline-color: Highlight;
    }
    /* By its form as well: what has the focus may be chosen. */
    .plot-point:focus-visible > .plot-mark {
      outline: 3px dotted CanvasText;
    }
  }
  @media print {
    .plot-frame {
      break-inside: avoid;
      print-color-adjust: exact;
    }
    .plot-readout {
      display: none;
    }
  }
`;
