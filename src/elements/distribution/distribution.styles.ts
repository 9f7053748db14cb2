import { css } from 'lit';

export const distributionStyles = css`
  :host {
    --accent: var(--autoregressive);
    container-type: inline-size;
  }
  [part='base'] {
    gap: 24px;
  }
  .block {
    display: grid;
    gap: 8px;
    min-width: 0;
  }
  .block > * {
    min-width: 0;
  }
  p {
    max-width: 46rem;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 124px), 1fr));
    gap: 12px 24px;
    max-width: 46rem;
  }
  .facts dt {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  .facts dd {
    font-variant-numeric: tabular-nums;
  }
  .code {
    font-family: var(--token-font);
    font-size: 0.9375rem;
    white-space: pre-wrap;
  }
  .token {
    font-family: var(--token-font);
    white-space: pre-wrap;
  }
  .bars-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    max-width: 46rem;
  }
  .choice {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .choice select {
    min-width: 0;
  }
  .bar-action button {
    padding: 4px 10px;
    border-color: var(--line);
    font-size: 0.875rem;
    white-space: nowrap;
  }
  .bar-action button:hover {
    border-color: var(--ink);
  }
  .stages {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr));
    gap: 16px;
    max-width: 60rem;
  }
  .stage {
    display: grid;
    align-content: start;
    padding-block-start: 8px;
    border-block-start: 2px solid var(--control-line);
  }
  .stage:last-child {
    border-block-start-color: var(--accent);
  }
  /* An arrow from the one before, which is seen and not read. */
  .stage:not(:first-child) .stage-name::before {
    content: '→ ' / '';
  }
  .stage-name,
  .stage-more,
  .stage-sum {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  .stage-sum {
    min-height: 1.6em;
  }
  .stage-result {
    font-weight: 600;
  }
  .word-form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 16px;
  }
  .word-form .field {
    flex: 1 1 10rem;
    max-width: 20rem;
  }
  input[type='text'] {
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--control-line);
    border-radius: 8px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    color: var(--ink);
    font-size: 0.9375rem;
    cursor: pointer;
  }
  .check input {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  .answer {
    display: grid;
    gap: 8px;
    min-width: 0;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  th,
  td {
    padding: 6px 20px 6px 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    white-space: nowrap;
  }
  td .code {
    white-space: pre;
  }
  th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 400;
  }
  @container (max-width: 480px) {
    .stages {
      grid-template-columns: 1fr;
      gap: 12px;
    }
    .stage {
      grid-template-columns: minmax(0, 1fr) auto;
      column-gap: 12px;
      padding-block-start: 6px;
      border-block-start-width: 1px;
    }
    .stage-name {
      grid-column: 1 / -1;
    }
    .stage-result {
      grid-column: 2;
      text-align: end;
    }
    .stage-more {
      grid-column: 1 / -1;
    }
    th,
    td {
      padding-inline-end: 10px;
    }
  }
  @media print {
    form,
    .bar-action,
    .choice {
      display: none;
    }
  }
`;
