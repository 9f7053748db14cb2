import { css } from 'lit';
import { fieldLook } from '../../styles/shared.ts';

export const distributionStyles = css`
  :host {
    --accent: var(--autoregressive);
    container-type: inline-size;
  }
  :host([task='masked']) {
    --accent: var(--masked);
  }
  [part='base'] {
    gap: 20px;
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
  h3:focus {
    outline: 2px solid transparent;
  }
  h3:focus-visible {
    outline-color: var(--accent);
  }
  /* Lines of a table, not tiles: no count of them leaves one alone in a row. */
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
    gap: 0 32px;
    max-width: 46rem;
    font-size: 0.875rem;
  }
  .facts > div {
    display: flex;
    gap: 4px 16px;
    justify-content: space-between;
    padding-block: 3px;
    border-block-end: 1px solid var(--line);
  }
  .facts dt {
    color: var(--ink-soft);
  }
  .facts dd {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .code {
    font-family: var(--token-font);
    font-size: 0.9375rem;
    white-space: pre-wrap;
  }
  .facts .code {
    font-size: inherit;
    line-height: 1.2;
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
  /* Quiet beside the bars, until it is pointed at. */
  .bar-action button {
    min-width: 44px;
    padding: 4px;
    border-color: transparent;
    background: none;
    color: var(--accent);
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  .bar:hover .bar-action button,
  .bar-action button:focus-visible {
    border-color: var(--control-line);
    background: var(--paper);
  }
  .bar-action button:hover:not([aria-disabled='true']) {
    border-color: var(--ink);
    text-decoration: underline;
  }
  .more {
    display: grid;
    max-width: 46rem;
    border-block-end: 1px solid var(--line);
  }
  .more:not(:has(*)) {
    display: none;
  }
  details {
    min-width: 0;
    border-block-start: 1px solid var(--line);
  }
  details > .block {
    padding-block: 4px 16px;
  }
  summary h4 {
    display: inline;
    color: var(--ink);
    font-size: 0.9375rem;
  }
  .followed + p {
    flex: 1 1 12rem;
  }
  /* A line a stage: each result stands above where it is used next. */
  .stages {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr) max-content;
    max-width: 36rem;
    font-size: 0.9375rem;
  }
  .stage {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    column-gap: 16px;
    padding-block: 4px;
    border-block-start: 1px solid var(--line);
  }
  .stage-name {
    color: var(--ink-soft);
  }
  .stage-sum {
    text-align: end;
  }
  .stage-result {
    grid-column: 3;
    font-weight: 600;
    text-align: end;
  }
  .stage-result.alone {
    grid-column: 2 / -1;
  }
  .stage-more {
    grid-column: 1 / -1;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    text-align: end;
  }
  .stage:last-child .stage-result {
    color: var(--accent);
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
    ${fieldLook}
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
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  /* Its live region is there before there is an answer. */
  .answer {
    display: contents;
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
    .stage {
      column-gap: 8px;
    }
    th,
    td {
      padding-inline-end: 10px;
    }
  }
  @media print {
    form,
    .bar-action button,
    .bars-head .choice {
      display: none;
    }
    details[open] {
      display: block;
    }
  }
`;
