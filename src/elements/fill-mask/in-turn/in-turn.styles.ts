import { css } from 'lit';

/** Of the panel of every position in turn, inside of its element. */
export const inTurnStyles = css`
  .in-turn {
    display: grid;
    gap: 12px;
    min-width: 0;
  }
  .in-turn > * {
    min-width: 0;
  }
  .in-turn p {
    max-width: 46rem;
  }
  .in-turn .finding {
    font-weight: 600;
  }
  .pinned-token {
    display: grid;
    gap: 12px;
  }
  .maskings {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }
  .maskings legend {
    float: inline-start;
    margin-inline-end: 16px;
    line-height: 44px;
  }
  .masking {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    color: var(--ink);
    font-size: 0.9375rem;
    cursor: pointer;
  }
  .masking input {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .progress-row {
    display: grid;
    gap: 4px;
    max-width: 30rem;
  }
  .in-turn table {
    width: 100%;
    max-width: 40rem;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  .in-turn th,
  .in-turn td {
    padding: 6px 0 6px 16px;
    border-bottom: 1px solid var(--line);
    text-align: end;
    vertical-align: baseline;
  }
  .in-turn th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 400;
    line-height: 1.35;
    overflow-wrap: break-word;
  }
  .in-turn thead th {
    vertical-align: bottom;
  }
  .in-turn td {
    white-space: nowrap;
  }
  .in-turn tr > :first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  .in-turn-totals .shown {
    color: var(--ink);
    font-weight: 600;
  }
  /* In blocks, where the letters are large: each number with its name. The headings are heard, not seen. */
  @container (max-width: 18rem) {
    .in-turn table,
    .in-turn tbody,
    .in-turn tbody tr,
    .in-turn tbody th {
      display: block;
    }
    .in-turn thead {
      position: absolute;
      overflow: hidden;
      width: 1px;
      height: 1px;
      clip-path: inset(50%);
    }
    .in-turn tbody td {
      display: grid;
      grid-template-columns: minmax(0, 1fr) max-content;
      gap: 16px;
      padding-inline-start: 0;
    }
    .in-turn tbody td::before {
      color: var(--ink-soft);
      font-size: 0.8125rem;
      font-weight: 400;
      text-align: start;
      white-space: normal;
      content: attr(data-name) / '';
    }
    .in-turn tbody th,
    .in-turn tbody td:not(:last-child) {
      border: 0;
    }
  }
  .differences summary h4 {
    display: inline;
    color: var(--ink);
  }
  .differences p {
    margin-block-end: 8px;
  }
  .token-button {
    min-height: 32px;
    padding: 2px 8px;
    margin-inline-start: -8px;
    border-color: transparent;
    background: none;
    color: var(--ink);
    font-family: var(--token-font);
    font-size: 0.9375rem;
    text-decoration: underline;
    text-decoration-color: var(--control-line);
    text-underline-offset: 3px;
    overflow-wrap: normal;
  }
`;
