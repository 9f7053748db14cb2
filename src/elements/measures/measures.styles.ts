import { css } from 'lit';

export const measuresStyles = css`
  :host {
    --accent: var(--autoregressive);
    container-type: inline-size;
  }
  :host([task='masked']) {
    --accent: var(--masked);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  th,
  td {
    padding: 6px 0 6px 16px;
    border-bottom: 1px solid var(--line);
    text-align: end;
    vertical-align: bottom;
  }
  th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 400;
    line-height: 1.35;
    overflow-wrap: normal;
  }
  tr > :first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  tbody th,
  tbody td {
    vertical-align: baseline;
    white-space: nowrap;
  }
  .toggle {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    width: fit-content;
    min-height: 44px;
    cursor: pointer;
  }
  input[type='checkbox'] {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .terms {
    display: grid;
    gap: 12px;
    max-width: 40em;
    padding-bottom: 8px;
    font-size: 0.9375rem;
  }
  .terms dt {
    font-weight: 600;
  }
  /* On its side: the rows become columns, which fit, and the columns rows. */
  @container (max-width: 42rem) {
    table {
      display: grid;
      max-width: 32rem;
      grid-template-rows: repeat(8, auto);
      grid-template-columns: minmax(0, 1fr) repeat(var(--parts), auto);
      grid-auto-flow: column;
    }
    thead,
    tbody,
    tr {
      display: contents;
    }
    th,
    td {
      display: grid;
      align-content: end;
      padding: 6px 0 6px 12px;
    }
    thead > tr > * {
      padding-inline-start: 0;
      text-align: start;
    }
    tbody > tr > *,
    tbody > tr > :first-child {
      padding-inline-start: 12px;
      text-align: end;
    }
  }
`;
