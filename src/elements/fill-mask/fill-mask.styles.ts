import { css } from 'lit';

export const fillMaskStyles = css`
  :host {
    --accent: var(--masked);
  }
  .result {
    max-width: 40em;
    font-size: 1.125rem;
    line-height: 2;
  }
  .filled {
    padding: 2px 4px;
    border-bottom: 2px solid var(--accent);
    border-radius: 3px 3px 0 0;
    background: color-mix(in oklab, var(--accent) 14%, transparent);
  }
  .filled sub {
    color: var(--ink-soft);
    font-size: 0.7em;
  }
  .blanks {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
    gap: 24px 40px;
  }
  .blank {
    display: grid;
    gap: 8px;
    align-content: start;
    break-inside: avoid;
  }
  @media print {
    .filled {
      print-color-adjust: exact;
    }
  }
`;
