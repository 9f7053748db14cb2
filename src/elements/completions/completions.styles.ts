import { css } from 'lit';

export const completionsStyles = css`
  :host {
    --accent: var(--autoregressive);
    container-type: inline-size;
  }
  [part='base'] {
    gap: 24px;
  }
  section {
    display: grid;
    gap: 8px;
    min-width: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 16px;
  }
  .scroll {
    max-height: var(--lm-completions-height, 34rem);
    overflow-y: auto;
    overscroll-behavior: contain;
    border-block: 1px solid var(--line);
  }
  .scroll:focus-visible,
  .completion button:focus-visible {
    outline-offset: -2px;
  }
  .completion {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 16px;
    padding-block: 8px;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 6rem;
  }
  .completion + .completion {
    border-block-start: 1px solid color-mix(in oklab, var(--line) 55%, transparent);
  }
  .completion .seed {
    color: var(--ink);
    font-weight: 600;
  }
  .completion .text {
    grid-column: 1;
    max-width: 40em;
  }
  .completion button {
    grid-column: 2;
    grid-row: 1 / span 2;
    align-self: start;
    padding-inline: 12px;
    font-size: 0.9375rem;
  }
  .fact {
    display: inline-block;
    max-width: 100%;
  }
  .fact:not(:last-child)::after {
    content: '·';
    padding-inline: 0.5em;
    font-weight: 400;
  }
  .text,
  .run {
    white-space: pre-wrap;
    unicode-bidi: isolate;
  }
  .shared,
  .own {
    unicode-bidi: isolate;
  }
  .shared {
    color: var(--ink-soft);
  }
  .own {
    font-weight: 500;
  }
  .fork {
    margin-inline: 2px;
    color: var(--accent);
    font-weight: 600;
  }
  .tree > ul {
    max-width: 46rem;
  }
  .tree ul ul {
    margin-inline-start: 7px;
    padding-inline-start: 12px;
    border-inline-start: 1px solid var(--line);
  }
  /* Deeper than this, a phone has no room left for the text. */
  .tree .deep > ul {
    margin-inline-start: 0;
    padding-inline-start: 0;
    border-inline-start: 0;
  }
  .stretch {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 6rem max-content;
    align-items: center;
    gap: 0 12px;
    min-height: 28px;
  }
  .stretch .ways {
    min-width: 4.5em;
    font-size: 0.875rem;
    text-align: end;
  }
  .way-bar {
    position: relative;
    height: 10px;
    border-inline-start: 1px solid var(--control-line);
    border-radius: 0 3px 3px 0;
    background: color-mix(in oklab, var(--line) 35%, transparent);
  }
  .run.nothing,
  .run .then {
    color: var(--ink-soft);
    font-size: 0.875rem;
  }
  /* Sentences here. */
  .bar-below {
    text-align: start;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 480px) {
    .completion {
      grid-template-columns: minmax(0, 1fr);
      contain-intrinsic-block-size: auto 11rem;
    }
    .completion button {
      grid-column: 1;
      grid-row: auto;
      justify-self: start;
      margin-block-start: 4px;
    }
    .stretch {
      grid-template-columns: minmax(0, 1fr) 3rem max-content;
      gap: 0 8px;
    }
  }
  @media (forced-colors: active) {
    /* Its background is gone: the line says where all is. */
    .way-bar {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .scroll {
      max-height: none;
    }
    .completion {
      content-visibility: visible;
      break-inside: avoid;
    }
    .completion button {
      display: none;
    }
  }
`;
