import { css } from 'lit';

/** Text that is heard, not seen. */
export const hiddenVisually = css`
  .hidden-visually {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    user-select: none;
  }
`;

/** What a field looks like, beside its width. */
export const fieldLook = css`
  min-height: 44px;
  padding: 8px 12px;
  border: 1px solid var(--control-line);
  border-radius: 8px;
  background: var(--paper);
  color: var(--ink);
  font: inherit;
`;

/** What every element shares: type, controls, focus, the block that says an error. */
export const shared = css`
  :host {
    display: block;
    color: var(--ink);
    font-family: var(--text-font);
    font-size: 1rem;
    line-height: 1.6;
    word-break: keep-all;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [part='base'] {
    display: grid;
    gap: 16px;
    min-width: 0;
  }
  [part='base'] > * {
    min-width: 0;
  }
  p,
  h2,
  h3,
  h4,
  ol,
  ul,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  h3 {
    font-size: 1rem;
    font-weight: 600;
  }
  h4 {
    font-size: 0.9375rem;
    font-weight: 600;
  }
  ol,
  ul {
    list-style: none;
  }
  label,
  legend {
    font-size: 0.875rem;
    color: var(--ink-soft);
  }
  .soft {
    color: var(--ink-soft);
    font-size: 0.875rem;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .field {
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  textarea,
  input[type='number'],
  select {
    width: 100%;
    ${fieldLook}
    /* Not the label's size: below 16 px some phones zoom in on a field. */
    font-size: 1rem;
  }
  textarea {
    display: block;
    min-height: 88px;
    resize: vertical;
    font-size: 1.0625rem;
  }
  select {
    width: auto;
    max-width: 100%;
  }
  button {
    min-height: 44px;
    padding: 8px 16px;
    border: 1px solid var(--control-line);
    border-radius: 8px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }
  button:hover:not([aria-disabled='true']) {
    border-color: var(--ink);
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--paper);
    font-weight: 600;
  }
  button.primary:hover:not([aria-disabled='true']) {
    border-color: var(--accent);
    filter: brightness(1.1);
  }
  /* Not :disabled, which would take the focus from a button that was just pressed. */
  button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.55;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  summary {
    min-height: 44px;
    padding: 10px 0;
    color: var(--ink-soft);
    font-size: 0.875rem;
    cursor: pointer;
  }
  progress {
    width: 100%;
    height: 8px;
    accent-color: var(--accent);
  }
  .error {
    display: grid;
    gap: 8px;
    padding: 12px 16px;
    border-inline-start: 3px solid var(--bad);
    background: var(--panel);
  }
  .notice {
    padding: 8px 16px;
    border-inline-start: 3px solid var(--line);
    color: var(--ink-soft);
  }
  /* A live region is there from the start; while it is empty it takes no row. */
  .live:not(:has(*)) {
    position: absolute;
  }
  .live:has(*) + .soft {
    margin-block-start: -12px;
  }
  .live {
    display: grid;
    gap: 8px;
  }
  ${hiddenVisually}
  @media (forced-colors: active) {
    button.primary {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
      border-color: Highlight;
    }
    button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }
  }
  @media print {
    [part='controls'],
    [part='load-hint'],
    .model-choice,
    details {
      display: none;
    }
  }
`;
