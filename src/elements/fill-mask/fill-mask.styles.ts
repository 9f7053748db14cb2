import { css } from 'lit';
import { fieldLook } from '../../styles/shared.ts';

export const fillMaskStyles = css`
  :host {
    --accent: var(--masked);
  }
  [part='base'] {
    gap: 24px;
  }
  .top,
  .block {
    display: grid;
    align-content: start;
    gap: 16px;
    min-width: 0;
  }
  .top > *,
  .block > * {
    min-width: 0;
  }
  .top {
    container-type: inline-size;
    --slot-height-narrow: 96px;
  }
  .top textarea {
    min-height: 72px;
  }
  .sentence {
    display: grid;
    gap: 8px;
    min-width: 0;
    max-width: 44em;
  }
  /* As the chips that take its place: the line height leaves 24 px for each word. */
  .words {
    font-size: 1.125rem;
    line-height: 2.1;
    white-space: pre-wrap;
  }
  .word {
    display: inline;
    min-height: 0;
    padding: 4px 1px;
    border: 0;
    border-radius: 4px;
    background: none;
    line-height: inherit;
    text-align: start;
    white-space: normal;
  }
  .word:not(.box) {
    text-decoration: underline dotted var(--control-line);
    text-underline-offset: 5px;
  }
  .word:not(.box):hover {
    background: color-mix(in oklab, var(--accent) 12%, transparent);
  }
  .box {
    display: inline-block;
    min-width: 3.5em;
    padding: 0 6px;
    border: 1px solid var(--control-line);
    border-bottom: 2px solid var(--accent);
    border-radius: 4px 4px 2px 2px;
    line-height: 1.5;
    text-align: center;
  }
  .box .number {
    color: var(--ink-soft);
    font-size: 0.75em;
  }
  .box.filled {
    background: color-mix(in oklab, var(--accent) 14%, transparent);
  }
  .box[aria-pressed='true'] {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .outer {
    color: var(--ink-soft);
    white-space: pre-wrap;
  }
  .result {
    max-width: 40em;
    font-size: 1.125rem;
    line-height: 1.8;
    white-space: pre-wrap;
  }
  .guess {
    padding: 2px 4px;
    border-bottom: 2px solid var(--accent);
    border-radius: 3px 3px 0 0;
    background: color-mix(in oklab, var(--accent) 14%, transparent);
  }
  .guess sub {
    color: var(--ink-soft);
    font-size: 0.7em;
  }
  .blanks {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
    gap: 32px 40px;
    align-items: start;
  }
  .blank,
  .pinned {
    display: grid;
    gap: 8px;
    align-content: start;
    min-width: 0;
    break-inside: avoid;
  }
  .blank > *,
  .pinned > * {
    min-width: 0;
  }
  .pinned {
    gap: 12px;
  }
  .pinned-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  .pinned-head h3 {
    min-width: 0;
  }
  .pinned-head button {
    flex: none;
  }
  /* Of another text: not to be taken for what is there. */
  .earlier {
    --accent: var(--control-line);
    color: var(--ink-soft);
  }
  .earlier-text {
    border-block: 1px solid var(--line);
  }
  .any-word {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 4px 8px;
    max-width: 46rem;
  }
  .any-word .field {
    flex: 0 1 16rem;
  }
  .any-word .soft {
    flex-basis: 100%;
  }
  /* Above all of them it is said once already. */
  .any-word:not(:focus-within) .ask-hint {
    display: none;
  }
  .any-word input {
    width: 100%;
    ${fieldLook}
    font-size: 1rem;
  }
  /* Its live region is there before there is an answer. */
  .answer {
    display: contents;
  }
  .answer .scroll {
    overflow-x: auto;
  }
  .answer table {
    border-collapse: collapse;
    font-size: 0.875rem;
  }
  .answer :is(th, td) {
    padding: 4px 16px 4px 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    white-space: nowrap;
  }
  .answer th {
    color: var(--ink-soft);
    font-weight: 400;
  }
  .answer .code {
    font-family: var(--token-font);
    white-space: pre;
  }
  .answer .mark {
    color: var(--accent);
    font-weight: 600;
  }
  .pinned h3:focus {
    outline: 2px solid transparent;
  }
  .pinned h3:focus-visible {
    outline-color: var(--accent);
  }
  .prose {
    max-width: 46rem;
  }
  /* As in the distribution. */
  .bar-action button {
    min-width: 44px;
    padding: 4px;
    border-color: transparent;
    background: none;
    color: var(--accent);
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  .bar:hover .bar-action button,
  .bar-action button:focus-visible {
    border-color: var(--control-line);
    background: var(--paper);
  }
  .bar-action button:hover:not([aria-disabled='true']) {
    border-color: var(--ink);
    text-decoration: underline;
  }
  button.small {
    min-height: 36px;
    padding: 4px 12px;
    font-size: 0.875rem;
  }
  .more {
    display: grid;
    gap: 24px;
    min-width: 0;
  }
  .more > * {
    min-width: 0;
  }
  .more > section {
    padding-block-start: 20px;
    border-block-start: 1px solid var(--line);
  }
  .folded > details + details {
    border-block-start: 1px solid var(--line);
  }
  /* Most runs are over before it would be seen. */
  .late {
    animation: come 1ms 600ms backwards;
  }
  @keyframes come {
    from {
      visibility: hidden;
    }
  }
  @media (forced-colors: active) {
    /* What is chosen by its border, so that what has the focus has the outline. */
    .box[aria-pressed='true'] {
      border: 3px solid Highlight;
      outline: none;
    }
    .word:focus-visible {
      outline: 2px solid CanvasText;
      outline-offset: 3px;
    }
  }
  @media print {
    .guess,
    .box {
      print-color-adjust: exact;
    }
    .any-word,
    .blank button,
    .pinned button {
      display: none;
    }
  }
`;
