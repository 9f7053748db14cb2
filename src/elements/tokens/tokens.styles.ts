import { css } from 'lit';

export const tokensStyles = css`
  :host {
    container-type: inline-size;
  }
  .autoregressive {
    --accent: var(--autoregressive);
  }
  .masked {
    --accent: var(--masked);
  }
  .hint {
    max-width: 46em;
  }
  /* The button and the status slot share one place, which keeps its height when the button goes. */
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 8px 24px;
  }
  .ask > .slot {
    flex: 1 1 20rem;
  }
  .ask > button {
    flex: none;
  }
  @container (max-width: 30rem) {
    .ask {
      min-height: 120px;
      --slot-height-narrow: 68px;
    }
  }
  .comparison > :first-child {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .controls {
    display: grid;
    gap: 4px;
  }
  .whole {
    max-width: 40em;
    font-size: 1.125rem;
  }
  .whole p {
    white-space: pre-wrap;
  }
  mark {
    border-radius: 2px;
    /* As the rows of a table: amber is for surprisal alone. */
    background: color-mix(in oklab, var(--ink) 9%, transparent);
    color: var(--ink);
    text-decoration: underline 2px;
    text-underline-offset: 4px;
  }
  .whole:not(:has(mark)) {
    color: var(--ink-soft);
  }
  .earlier {
    display: grid;
    gap: 16px;
    min-width: 0;
  }
  .earlier > * {
    min-width: 0;
  }
  .stale .comparison > :first-child {
    color: var(--ink-soft);
  }

  .views {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 16px;
  }
  .views legend {
    float: left;
    padding: 0;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    color: var(--ink);
    cursor: pointer;
  }
  input[type='radio'],
  input[type='checkbox'] {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }

  .rows {
    display: grid;
    gap: 28px;
  }
  .tokenizer {
    display: grid;
    gap: 6px;
    min-width: 0;
    /* A row out of sight waits with its layout: thousands of tokens take the browser a quarter of a second. */
    content-visibility: auto;
    contain-intrinsic-size: auto 12rem;
  }
  .tokenizer > * {
    min-width: 0;
  }
  .head,
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 16px;
  }
  .tokenizer h3 {
    color: var(--accent);
  }
  /* The number of tokens as a length: the longest is that of the tokenizer with the most. */
  .length {
    max-width: 40em;
    height: 4px;
    border-radius: 2px;
    background: var(--panel);
  }
  .length span {
    display: block;
    width: calc(var(--share) * 100%);
    height: 100%;
    border-radius: 2px;
    background: var(--accent);
  }
  .here {
    display: flex;
    flex-wrap: wrap;
    align-content: flex-start;
    gap: 0 12px;
    min-height: 1.6em;
  }
  .name {
    font-family: var(--token-font);
    white-space: pre-wrap;
  }
  .here .name {
    color: var(--ink);
  }
  .changes {
    display: grid;
    gap: 4px;
    max-width: 46em;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--line);
  }
  .seen {
    color: var(--ink);
    white-space: pre-wrap;
  }
  .lost {
    color: var(--ink);
  }

  .scroll {
    max-height: 24rem;
    overflow: auto;
  }
  table {
    min-width: 36rem;
    border-collapse: collapse;
    font-size: 0.875rem;
  }
  th,
  td {
    padding: 4px 16px 4px 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: baseline;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--paper);
    color: var(--ink-soft);
    font-weight: 600;
    white-space: nowrap;
  }
  td.number {
    white-space: nowrap;
  }
  /* The table scrolls: a token breaks only where it is longer than any word. */
  td .name {
    display: block;
    width: max-content;
    max-width: 28em;
    overflow-wrap: break-word;
    word-break: keep-all;
  }
  .bytes {
    font-size: 0.8125rem;
  }
  td .bytes {
    width: auto;
    min-width: 12em;
  }
  tr.marked td {
    background: color-mix(in oklab, var(--ink) 9%, transparent);
  }
  tr.marked td:first-child {
    box-shadow: inset 3px 0 var(--ink-soft);
  }
  td:first-child {
    padding-inline-start: 8px;
  }
  th:first-child {
    padding-inline-start: 8px;
  }

  .lesson {
    display: grid;
    gap: 4px;
    max-width: 46em;
  }
  .search-fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    max-width: 40em;
  }
  .search-fields .field {
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
  }
  input[type='search'] {
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--control-line);
    border-radius: 8px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    font-size: 1rem;
  }
  .found {
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  .found h4 {
    color: var(--accent);
  }
  .found li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 16px;
    padding: 4px 8px;
    border-block-end: 1px solid var(--line);
  }
  .found .id {
    min-width: 4.5em;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }
  @container (min-width: 40rem) {
    .search-fields {
      grid-template-columns: minmax(0, 1fr) minmax(0, auto);
    }
    .found li > .name:not(.bytes) {
      min-width: 9em;
    }
  }
  @media (forced-colors: active) {
    .length span {
      forced-color-adjust: none;
      background: CanvasText;
    }
    tr.marked td:first-child {
      border-inline-start: 3px solid Highlight;
    }
  }
  @media print {
    .hint,
    .views,
    .here {
      display: none;
    }
    .scroll {
      max-height: none;
      overflow: visible;
    }
  }
`;
