import { css } from 'lit';

export const settingsStyles = css`
  :host {
    container-type: inline-size;
  }
  [part='base'] {
    gap: 20px;
  }
  /* In sight wherever the setting is that was changed; what comes and goes in it moves nothing above. */
  .foot {
    position: sticky;
    bottom: 0;
    z-index: 1;
    background: var(--paper);
  }
  .foot progress {
    display: block;
  }
  .foot:not(:has(p, progress)) {
    position: static;
  }
  .status p {
    padding-block: 8px;
    border-block-start: 1px solid var(--line);
    font-size: 0.875rem;
    line-height: 1.4;
  }
  /* Focus is not to lie below it. */
  .groups :is(select, input, button) {
    scroll-margin-block-end: 200px;
  }
  .presets ul {
    display: grid;
    gap: 8px 16px;
    margin-block-start: 8px;
  }
  .presets li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px 12px;
    align-items: center;
  }
  .presets button {
    justify-self: start;
    padding-inline: 12px;
    font-size: 0.875rem;
    text-align: start;
  }
  .presets span {
    font-size: 0.8125rem;
    line-height: 1.4;
  }
  .fastest {
    display: grid;
    gap: 8px;
  }
  .fastest > p {
    font-size: 0.9375rem;
    line-height: 1.5;
  }
  .fastest > .help {
    font-size: 0.8125rem;
    line-height: 1.45;
  }
  .fastest button,
  .notice button {
    padding-inline: 12px;
    font-size: 0.875rem;
  }
  .groups {
    display: grid;
    gap: 20px 40px;
  }
  .group {
    display: grid;
    align-content: start;
    gap: 12px;
    min-width: 0;
    padding-block-start: 10px;
    border-block-start: 1px solid var(--line);
  }
  .group legend {
    float: inline-start;
    width: 100%;
    color: var(--ink);
    font-size: 1rem;
    font-weight: 600;
  }
  .setting {
    display: grid;
    align-content: start;
    gap: 2px;
    min-width: 0;
  }
  .control {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
    min-height: 36px;
  }
  .name {
    color: var(--ink);
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .control select,
  .control input[type='number'] {
    min-height: 36px;
    padding: 4px 8px;
  }
  .control input[type='number'] {
    width: 4.75rem;
    font-variant-numeric: tabular-nums;
  }
  /* Empty, it says a word. */
  .control input[placeholder] {
    width: 7.5rem;
  }
  .control input[type='checkbox'] {
    width: 22px;
    height: 22px;
    margin: 1px;
    accent-color: var(--ink);
  }
  .measure {
    margin-inline-start: auto;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.35;
  }
  .measure {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  button.small {
    min-height: 32px;
    padding: 2px 10px;
    font-size: 0.8125rem;
  }
  .help,
  .state,
  .effect,
  .bytes {
    max-width: 44rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.45;
  }
  .state,
  .effect {
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--control-line);
    color: var(--ink);
  }
  .state {
    border-inline-start-style: dashed;
  }
  .state strong {
    font-weight: 600;
  }
  /* Out of force: the words say so; the look only follows them. */
  .idle .name,
  .unavailable .name,
  .out .name {
    color: var(--ink-soft);
    font-weight: 400;
  }
  .idle select,
  .idle input,
  .out select,
  .out input {
    border-style: dashed;
    color: var(--ink-soft);
  }
  select:disabled,
  input:disabled {
    border-style: dotted;
    color: var(--ink-soft);
    cursor: not-allowed;
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
    border-width: 2px;
  }
  .fault {
    color: var(--bad);
    font-size: 0.8125rem;
    line-height: 1.45;
  }
  .notice {
    display: grid;
    gap: 6px;
    justify-items: start;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 0.875rem;
  }
  caption {
    padding-block-end: 2px;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    text-align: start;
  }
  th,
  td {
    padding: 3px 20px 3px 0;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    line-height: 1.4;
    text-align: start;
    white-space: nowrap;
  }
  thead th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  .end {
    text-align: end;
  }
  .best strong {
    padding-inline-start: 4px;
    font-size: 0.8125rem;
  }
  .failure {
    min-width: 8rem;
    color: var(--ink-soft);
    white-space: normal;
  }
  @container (min-width: 700px) {
    .group {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: 40px;
    }
    .group > legend,
    .group > .takes,
    .group > .state {
      grid-column: 1 / -1;
    }
    .presets li {
      grid-template-columns: 13rem minmax(0, 1fr);
    }
  }
  @container (max-width: 420px) {
    th,
    td {
      padding-inline-end: 10px;
    }
  }
  @media print {
    .foot {
      position: static;
    }
  }
`;
