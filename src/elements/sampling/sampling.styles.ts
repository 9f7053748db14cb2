import { css } from 'lit';

export const samplingStyles = css`
  :host {
    --accent: var(--autoregressive);
  }
  [part='base'] {
    gap: 12px;
  }
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 290px), 1fr));
    gap: 4px 32px;
  }
  /* All in one line, so that the settings fit beside a text. */
  .control {
    display: grid;
    grid-template-columns: 6.25rem minmax(0, 1fr) 4.5rem;
    align-content: start;
    align-items: center;
    column-gap: 10px;
    min-width: 0;
  }
  .control label {
    color: var(--ink);
    font-size: 0.8125rem;
    font-weight: 600;
    line-height: 1.25;
  }
  .seed > div {
    display: grid;
  }
  .remark {
    display: block;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.25;
  }
  .control input[type='number'] {
    grid-area: 1 / 3;
    padding-inline: 8px;
    text-align: end;
    font-variant-numeric: tabular-nums;
    appearance: textfield;
  }
  /* Seeds are long. */
  .seed input[type='number'] {
    grid-column: 2 / 4;
  }
  /* The arrow keys and the slider step; these would step by whole numbers. */
  input::-webkit-inner-spin-button,
  input::-webkit-outer-spin-button {
    margin: 0;
    appearance: none;
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
    border-width: 2px;
  }
  input[type='range'] {
    grid-area: 1 / 2;
    width: 100%;
    height: 44px;
    margin: 0;
    accent-color: var(--accent);
    cursor: pointer;
  }
  /* Between the rows above and below and the field beside. */
  input[type='range']:focus-visible {
    border-radius: 8px;
    outline-offset: 0;
  }
  .fault {
    grid-column: 1 / -1;
    color: var(--bad);
    font-size: 0.8125rem;
    line-height: 1.5;
  }
  .fault span {
    display: block;
    padding-block: 2px 4px;
  }
  [part='reset'] {
    justify-self: start;
    padding-inline: 12px;
    font-size: 0.875rem;
    line-height: 1.3;
  }
  dl {
    display: grid;
    gap: 8px;
    max-width: 46rem;
    padding-block-end: 8px;
    font-size: 0.8125rem;
    line-height: 1.5;
  }
  dt {
    font-weight: 600;
  }
  dd {
    color: var(--ink-soft);
  }
`;
