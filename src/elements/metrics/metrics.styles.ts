import { css } from 'lit';

export const metricsStyles = css`
  :host {
    container-type: inline-size;
  }
  [part='base'] {
    gap: 0;
  }
  /* As wide whatever the numbers are: nothing moves while they change. */
  .line {
    --columns: 2;
    display: grid;
    grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    gap: 8px 16px;
    max-width: 44em;
  }
  .line > div {
    display: grid;
    align-content: end;
    min-width: 0;
  }
  dt {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.35;
  }
  .line dd {
    font-size: 0.875rem;
    white-space: nowrap;
  }
  summary {
    width: fit-content;
  }
  .all {
    display: grid;
    max-width: 44em;
    padding-bottom: 8px;
    font-size: 0.9375rem;
  }
  .all > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 16px;
    align-items: baseline;
    padding: 6px 0;
    border-bottom: 1px solid var(--line);
  }
  .all dt {
    color: var(--ink);
    font-size: inherit;
  }
  .all .value {
    text-align: end;
  }
  .all .meaning {
    grid-column: 1 / -1;
  }
  @container (min-width: 24rem) {
    .line {
      --columns: 3;
    }
  }
  @container (min-width: 43rem) {
    .line {
      --columns: 6;
    }
  }
  @container (min-width: 36rem) {
    .all > div {
      grid-template-columns: 10rem 7.5rem minmax(0, 1fr);
    }
    .all .meaning {
      grid-column: 3;
    }
  }
`;
