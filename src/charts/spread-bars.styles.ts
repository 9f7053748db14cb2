import { css } from 'lit';

/** The styles of `spreadBars`. */
export const spreadBarStyles = css`
  .spread-frame {
    --series: var(--ink-soft);
    min-width: 0;
    max-width: 60rem;
    container-type: inline-size;
  }
  .spread-row.of-autoregressive {
    --series: var(--autoregressive);
  }
  .spread-row.of-masked {
    --series: var(--masked);
  }
  .spread-grid {
    display: grid;
    grid-template-columns: fit-content(clamp(9rem, 30cqi, 15rem)) minmax(0, 1fr) max-content;
    column-gap: 12px;
  }
  .spread-grid.rated {
    grid-template-columns: fit-content(clamp(9rem, 30cqi, 15rem)) minmax(0, 1fr) max-content max-content;
  }
  .spread-group,
  .spread-group > ul,
  .spread-row {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }
  .spread-group > h4 {
    grid-column: 1 / -1;
    margin-block: 20px 4px;
  }
  .spread-group:first-child > h4 {
    margin-block-start: 0;
  }
  .spread-row {
    position: relative;
    align-items: center;
    min-height: 32px;
    padding-block: 4px;
    font-size: 0.8125rem;
    line-height: 1.35;
    break-inside: avoid;
  }
  .spread-label {
    min-width: 0;
    font-size: 0.875rem;
  }
  .spread-note {
    display: block;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }
  /* A line at each tick: as many tiles as there are steps. */
  .spread-track {
    position: relative;
    grid-area: 1 / 2;
    align-self: stretch;
    min-height: 16px;
    margin-block: -4px;
    border-inline-start: 1px solid var(--control-line);
    background-image: linear-gradient(
      to left,
      color-mix(in oklab, var(--line) 70%, transparent) 1px,
      transparent 1px
    );
    direction: ltr;
  }
  .spread-fill,
  .spread-whisker {
    position: absolute;
    top: 50%;
  }
  .spread-fill {
    left: 0;
    height: 16px;
    border-radius: 0 2px 2px 0;
    background: color-mix(in oklab, var(--series) 62%, var(--paper));
    transform: translateY(-50%);
    transition: width 150ms;
  }
  /* Its caps are what stays of it where the quartiles are one. */
  .spread-whisker {
    height: 8px;
    margin-inline: -0.5px;
    border: 0 solid var(--ink);
    border-width: 0 1px;
    background: linear-gradient(var(--ink), var(--ink)) center / 100% 1px no-repeat;
    transform: translateY(-50%);
  }
  .spread-value {
    grid-column: 3;
    text-align: end;
    white-space: nowrap;
  }
  .spread-ratio {
    grid-column: 4;
    color: var(--ink-soft);
    text-align: end;
    white-space: nowrap;
  }
  .spread-grid:not(.rated) .spread-ratio {
    display: none;
  }
  .spread-mark {
    color: var(--ink);
    font-weight: 600;
  }
  /* In the column of the tracks, over the whole row, so that the pieces make one line. */
  .spread-reference {
    position: absolute;
    grid-column: 2 / 3;
    inset: 0;
    pointer-events: none;
  }
  .spread-reference > span {
    position: absolute;
    inset-block: 0;
    border-inline-start: 1px dashed var(--ink);
  }
  /* Over the lines of the track. */
  .spread-reason {
    position: relative;
    grid-column: 2 / -1;
    justify-self: start;
    padding-inline: 4px;
    background: var(--paper);
    color: var(--ink-soft);
  }
  .rated .without .spread-reason {
    grid-column: 2 / -2;
  }
  .without .spread-reason {
    grid-row: 1;
    margin-inline-start: 4px;
  }
  .partial .spread-track {
    grid-row: 1 / 3;
  }
  .partial .spread-fill,
  .partial .spread-whisker {
    top: 14px;
  }
  .partial .spread-reason {
    grid-row: 2;
    margin-inline-start: 4px;
  }
  /* What had been measured is there, and is not all that was asked for. */
  .partial .spread-fill {
    border: 1px dashed var(--series);
    border-inline-start: 0;
    background: repeating-linear-gradient(
      -45deg,
      transparent 0 3px,
      color-mix(in oklab, var(--series) 55%, transparent) 3px 4px
    );
  }
  .spread-ticks {
    position: relative;
    grid-column: 2;
    height: 1.5rem;
    border-block-start: 1px solid var(--control-line);
    color: var(--ink-soft);
    font-size: 0.75rem;
    line-height: 1;
    direction: ltr;
  }
  .spread-ticks > span {
    position: absolute;
    top: 6px;
    white-space: nowrap;
    transform: translateX(-50%);
  }
  .spread-foot {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 20px;
    margin-block-start: 4px;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.4;
  }
  .spread-axis-name {
    color: var(--ink);
  }
  .spread-key {
    display: inline-block;
    margin-inline-end: 6px;
    vertical-align: middle;
  }
  .spread-key.whisker {
    width: 20px;
    height: 8px;
    border: 0 solid var(--ink);
    border-width: 0 1px;
    background: linear-gradient(var(--ink), var(--ink)) center / 100% 1px no-repeat;
  }
  .spread-key.dashed {
    height: 14px;
    border-inline-start: 1px dashed var(--ink);
  }
  /* Beside its label, a bar would be too short to compare anything. */
  @container (max-width: 560px) {
    .spread-grid {
      grid-template-columns: minmax(0, 1fr) max-content;
    }
    .spread-grid.rated {
      grid-template-columns: minmax(0, 1fr) max-content max-content;
    }
    .spread-row {
      align-items: baseline;
      row-gap: 2px;
      padding-block: 6px;
    }
    .spread-label {
      grid-area: 1 / 1;
    }
    .spread-value {
      grid-area: 1 / 2;
    }
    .spread-ratio {
      grid-area: 1 / 3;
    }
    .spread-track,
    .spread-reference {
      grid-area: 2 / 1 / 3 / -1;
    }
    .spread-track {
      min-height: 18px;
      margin-block: 0;
    }
    .partial .spread-track {
      grid-row: 2;
    }
    .partial .spread-fill,
    .partial .spread-whisker {
      top: 50%;
    }
    .without .spread-reason,
    .rated .without .spread-reason,
    .partial .spread-reason {
      grid-area: 3 / 1 / 4 / -1;
      margin: 0;
      padding: 0;
    }
    .without .spread-track,
    .without .spread-reference {
      display: none;
    }
    .without .spread-label {
      grid-column: 1 / 3;
    }
    .spread-ticks {
      grid-column: 1 / -1;
      margin-block-start: 4px;
    }
    .spread-ticks > :first-child {
      transform: none;
    }
    .spread-ticks > :last-child {
      transform: translateX(-100%);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spread-fill {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .spread-track {
      background-image: linear-gradient(to left, GrayText 1px, transparent 1px);
    }
    .spread-fill {
      forced-color-adjust: none;
      border: 1px solid CanvasText;
      border-inline-start: 0;
      background: Canvas;
    }
    .partial .spread-fill {
      border-style: dashed;
    }
    .spread-whisker,
    .spread-key.whisker {
      forced-color-adjust: none;
      border-color: CanvasText;
      background-image: linear-gradient(CanvasText, CanvasText);
    }
  }
  @media print {
    .spread-track,
    .spread-fill,
    .spread-whisker {
      print-color-adjust: exact;
    }
  }
`;
