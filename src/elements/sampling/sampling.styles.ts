import { css } from 'lit';

export const samplingStyles = css`
  :host {
    --accent: var(--autoregressive);
  }
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
    gap: 20px 32px;
  }
  .control {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 6.5rem;
    align-content: start;
    align-items: center;
    column-gap: 12px;
    min-width: 0;
  }
  .control label {
    color: var(--ink);
    font-size: 0.9375rem;
    font-weight: 600;
  }
  .control input[type='number'] {
    grid-column: 2;
    text-align: end;
    font-variant-numeric: tabular-nums;
    appearance: textfield;
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
    grid-column: 1 / -1;
    width: 100%;
    height: 44px;
    margin: -2px 0 -6px;
    accent-color: var(--accent);
    cursor: pointer;
  }
  .help,
  .fault {
    grid-column: 1 / -1;
    font-size: 0.8125rem;
    line-height: 1.5;
  }
  .help {
    color: var(--ink-soft);
  }
  .fault {
    color: var(--bad);
  }
  .fault span {
    display: block;
    padding-block: 2px 4px;
  }
  .back {
    align-self: start;
  }
  .back .help,
  .seed .help {
    padding-block-start: 8px;
  }
`;
