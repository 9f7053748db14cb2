import { css } from 'lit';

export const sideBySideStyles = css`
  :host {
    --accent: var(--autoregressive);
    container-type: inline-size;
  }
  .shared-text {
    max-width: 40em;
    white-space: pre-wrap;
  }
  .parting ul {
    display: grid;
    gap: 2px;
  }
  .parting .who {
    font-weight: 600;
  }
  .token {
    unicode-bidi: isolate;
    font-family: var(--token-font);
    font-size: 0.9375em;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
    gap: 24px 32px;
  }
  .column {
    display: grid;
    grid-template-rows: auto 1fr auto;
    gap: 8px;
    min-width: 0;
  }
  .tokens {
    max-width: 40em;
    font-size: 1.0625rem;
    line-height: 2;
  }
  .measures {
    border-block-start: 1px solid var(--line);
    padding-block-start: 8px;
  }
  .measure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 12px;
    font-size: 0.9375rem;
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    text-align: end;
  }
  .best {
    color: var(--accent);
    font-weight: 600;
  }
  .best::before {
    content: '· ';
  }
  @container (max-width: 560px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media print {
    .column {
      break-inside: avoid;
    }
  }
`;
