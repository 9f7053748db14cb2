import { css } from 'lit';

export const generateStyles = css`
  :host {
    --accent: var(--autoregressive);
  }
  .settings {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 140px), 1fr));
    align-items: end;
    gap: 12px 16px;
  }
  .output {
    max-width: 40em;
    min-height: 4.8em;
    font-size: 1.125rem;
    line-height: 2;
  }
  /* Not the whole block: the template's own white space would show. */
  .output .prompt {
    color: var(--ink-soft);
    white-space: pre-wrap;
  }
  .output .placeholder {
    color: var(--ink-soft);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  .scale {
    display: inline-flex;
  }
  .scale span {
    min-width: 2.25em;
    padding: 0 6px;
    background: color-mix(in oklab, var(--surprise) calc(var(--share) * 100%), transparent);
    color: var(--ink);
    text-align: center;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 140px), 1fr));
    gap: 12px 24px;
  }
  .facts dt {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  .facts dd {
    font-variant-numeric: tabular-nums;
  }
  .detail {
    display: grid;
    gap: 16px;
    padding-top: 16px;
    border-top: 1px solid var(--line);
  }
  .code {
    font-family: var(--token-font);
    font-size: 0.9375rem;
  }
  @media (max-width: 480px) {
    .controls {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
  }
  @media (forced-colors: active) {
    .scale,
    .tint {
      display: none;
    }
  }
  @media print {
    .scale span {
      print-color-adjust: exact;
    }
    .detail {
      break-inside: avoid;
    }
  }
`;
