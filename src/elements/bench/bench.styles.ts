import { css } from 'lit';

export const benchStyles = css`
  :host {
    --accent: var(--ink);
    container-type: inline-size;
  }
  h5 {
    margin: 0;
    font-size: 0.875rem;
    font-weight: 600;
  }
  legend {
    padding: 0;
    margin-block-end: 4px;
    color: var(--ink);
    font-size: 1rem;
    font-weight: 600;
  }
  .soft,
  .notice p,
  [part='estimate'] p {
    max-width: 46rem;
  }
  .plan,
  .choices,
  .group,
  .run,
  .progress,
  .figure,
  .model,
  .result,
  .result > section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    align-content: start;
    min-width: 0;
  }
  .plan,
  .choices {
    gap: 24px;
  }
  .plan > *,
  .result > *,
  .figure > *,
  .result > section > * {
    min-width: 0;
  }
  .group {
    min-inline-size: 0;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    color: var(--ink);
    font-size: 1rem;
    cursor: pointer;
  }
  input[type='checkbox'] {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--ink);
  }
  /* What is said of an option stands below its name. */
  .option > .soft,
  .rows .soft {
    padding-inline-start: 26px;
  }
  .option strong {
    font-weight: 600;
  }
  .rows {
    max-width: 46rem;
  }
  .rows li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 16px;
    padding-block: 4px;
    border-block-end: 1px solid var(--line);
  }
  .rows li > .soft {
    grid-area: 2 / 1;
  }
  .rows li > button {
    grid-area: 1 / 2 / span 2;
  }
  button.small {
    min-height: 32px;
    padding: 2px 12px;
    font-size: 0.875rem;
  }
  .another,
  .amounts {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 16px;
  }
  .another {
    padding-block-end: 8px;
  }
  .another .field,
  .amounts .field {
    flex: 0 1 auto;
    max-width: 100%;
  }
  .field select {
    min-width: 0;
  }
  .another input[type='number'],
  .amounts input[type='number'] {
    width: 8rem;
  }
  /* What is measured stays readable while it cannot be changed. */
  .plan:disabled button {
    cursor: default;
    opacity: 0.55;
  }
  .progress p {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .progress strong {
    font-weight: 600;
  }
  /* So that what is below stays where it is. */
  .progress p:last-child {
    min-height: 3.2em;
  }
  .result {
    gap: 32px;
  }
  .model {
    gap: 4px;
  }
  .model + .model {
    margin-block-start: 16px;
  }
  .metric {
    justify-self: start;
    max-width: 100%;
  }
  .agreements {
    max-width: 46rem;
    font-size: 0.9375rem;
  }
  .agreements li {
    padding-block: 4px;
    border-block-end: 1px solid var(--line);
  }
  .agreements strong {
    font-weight: 600;
  }
  .scroll {
    overflow-x: auto;
    max-width: 100%;
  }
  table {
    border-collapse: collapse;
    font-size: 0.875rem;
  }
  caption {
    padding-block-end: 4px;
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 6px 20px 6px 0;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    text-align: end;
    vertical-align: top;
    white-space: nowrap;
  }
  thead th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    vertical-align: bottom;
  }
  /* Names and reasons are sentences: they have lines. */
  th:first-child,
  .text {
    min-width: 8rem;
    max-width: 18rem;
    text-align: start;
    white-space: normal;
  }
  .text.long {
    min-width: 20rem;
    max-width: 30rem;
  }
  .heading {
    display: grid;
    gap: 8px;
  }
  .spread {
    display: block;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }
  .facts {
    display: grid;
    gap: 4px 16px;
    max-width: 46rem;
  }
  .facts > div {
    display: grid;
    grid-template-columns: 9rem minmax(0, 1fr);
    gap: 0 16px;
  }
  .facts dt {
    color: var(--ink-soft);
    font-size: 0.875rem;
  }
  .facts dd {
    font-size: 0.9375rem;
  }
  .options {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
    gap: 4px 32px;
  }
  @container (min-width: 820px) {
    .choices {
      grid-template-columns: minmax(0, 2fr) minmax(0, 5fr);
    }
  }
  @container (max-width: 480px) {
    .facts > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .plan:disabled button {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }
  }
  @media print {
    .plan,
    .run {
      display: none;
    }
    .scroll {
      overflow: visible;
    }
    tr,
    .model {
      break-inside: avoid;
    }
  }
`;
