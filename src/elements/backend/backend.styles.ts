import { css } from 'lit';

export const backendStyles = css`
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
  }
  .choices legend {
    margin-bottom: 4px;
    padding: 0;
  }
  .choices label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    color: var(--ink);
    font-size: 1rem;
    cursor: pointer;
  }
  input[type='radio'] {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--ink);
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  caption {
    padding-bottom: 4px;
    color: var(--ink-soft);
    font-size: 0.875rem;
    text-align: start;
  }
  th,
  td {
    padding: 6px 16px 6px 0;
    border-bottom: 1px solid var(--line);
    text-align: start;
    white-space: nowrap;
  }
  th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 400;
  }
  @media (max-width: 520px) {
    .optional {
      display: none;
    }
    th,
    td {
      padding-inline-end: 8px;
      white-space: normal;
    }
  }
`;
