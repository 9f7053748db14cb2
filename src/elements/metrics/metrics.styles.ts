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
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 4px 12px;
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
  @container (min-width: 19rem) {
    .line {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  /* The column of the site's generator has 41.9rem. */
  @container (min-width: 40rem) {
    .line {
      grid-template-columns: 5fr 6fr 5fr 7fr 7fr 6fr;
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
