import { css } from 'lit';
import { fieldLook } from '../../styles/shared.ts';

export const branchesStyles = css`
  :host {
    --accent: var(--autoregressive);
    container-type: inline-size;
  }
  [part='base'] {
    gap: 8px;
  }
  .scroll {
    max-height: var(--lm-branches-height, 32rem);
    overflow-y: auto;
    overscroll-behavior: contain;
    border-block: 1px solid var(--line);
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  .branch {
    --indent: calc(min(var(--level), 6) * 20px);
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 12px;
    padding: 4px 8px 8px calc(var(--indent) + 4px);
    /* 200 rows: those out of sight are neither laid out nor painted. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 5.75rem;
  }
  .branch + .branch {
    border-block-start: 1px solid color-mix(in oklab, var(--line) 55%, transparent);
  }
  /* A line for each level, and a short one to the branch. */
  .lines {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 10px;
    width: var(--indent);
    background: repeating-linear-gradient(to right, var(--line) 0 1px, transparent 1px 20px);
  }
  .lines::after {
    content: '';
    position: absolute;
    inset-block-start: 25px;
    inset-inline-end: 6px;
    width: 13px;
    border-block-start: 1px solid var(--line);
  }
  .root .lines {
    display: none;
  }
  .main {
    display: grid;
    gap: 0;
    min-width: 0;
    padding: 6px 8px;
    border-color: transparent;
    border-inline-start: 3px solid transparent;
    background: none;
    text-align: start;
  }
  .main:focus-visible,
  .actions button:focus-visible,
  .actions label:focus-within {
    outline-offset: -2px;
  }
  .current .main {
    border-inline-start-color: var(--accent);
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    background: var(--panel);
  }
  .main[aria-disabled='true'] {
    opacity: 1;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    font-weight: 600;
  }
  .name,
  .text {
    unicode-bidi: isolate;
  }
  .mark {
    color: var(--accent);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .text.nothing {
    color: var(--ink-soft);
    white-space: normal;
  }
  .facts {
    grid-column: 1;
    padding-inline: 11px 8px;
    line-height: 1.4;
  }
  .fact {
    display: inline-block;
    max-width: 100%;
  }
  .fact:not(:last-child)::after {
    content: '·';
    padding-inline: 0.5em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    grid-column: 2;
    grid-row: 1 / span 2;
    align-items: center;
  }
  .actions button,
  .actions label {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    padding: 8px;
    border-color: transparent;
    background: none;
    font-size: 0.9375rem;
  }
  .actions label {
    gap: 6px;
    color: var(--ink);
    cursor: pointer;
  }
  input[type='checkbox'] {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .rename {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 8px;
    padding: 4px 8px;
  }
  .rename input {
    flex: 1 1 8rem;
    min-width: 0;
    ${fieldLook}
  }
  .note {
    min-height: 44px;
  }
  @container (max-width: 560px) {
    .branch {
      --indent: calc(min(var(--level), 4) * 12px);
      grid-template-columns: minmax(0, 1fr);
      padding-inline-end: 0;
      contain-intrinsic-block-size: auto 9rem;
    }
    .fact:first-child {
      display: block;
    }
    .fact:first-child::after {
      content: none;
    }
    .lines {
      background: repeating-linear-gradient(to right, var(--line) 0 1px, transparent 1px 12px);
    }
    .lines::after {
      inset-inline-end: 4px;
      width: 7px;
    }
    .actions {
      grid-column: 1;
      grid-row: auto;
      padding-inline-start: 3px;
    }
  }
  @media (forced-colors: active) {
    .current .main {
      border-inline-start-color: Highlight;
    }
    .lines {
      forced-color-adjust: none;
    }
  }
  @media print {
    .scroll {
      max-height: none;
    }
    .branch {
      content-visibility: visible;
      break-inside: avoid;
    }
    .actions,
    .keys {
      display: none;
    }
  }
`;
