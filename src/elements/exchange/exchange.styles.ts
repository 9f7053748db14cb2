import { css } from 'lit';

/** What the ways in and out look like, and a recorded example. */
export const exchangeStyles = css`
  .stack {
    display: grid;
    gap: 16px;
    padding-bottom: 16px;
  }
  summary h3 {
    display: inline;
    color: var(--ink);
    font-size: 0.9375rem;
    font-weight: 600;
  }
  /* A file field that looks as the buttons beside it; the field itself takes the focus. */
  .file {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    padding: 8px 16px;
    border: 1px solid var(--control-line);
    border-radius: 8px;
    background: var(--paper);
    color: var(--ink);
    font-size: 1rem;
    cursor: pointer;
  }
  .file:hover {
    border-color: var(--ink);
  }
  .file:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .recorded {
    max-width: 40em;
  }
  /* The element's root, where a dropped file is told. */
  [part='base'] {
    position: relative;
  }
  .dragging {
    outline: 2px dashed var(--accent);
    outline-offset: 8px;
  }
  .drop {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    padding: 8px 16px;
    background: var(--panel);
    pointer-events: none;
  }
`;
