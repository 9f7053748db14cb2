import { css } from 'lit';
import { fieldLook } from '../../styles/shared.ts';

export const compareStyles = css`
  :host {
    --accent: var(--masked);
    container-type: inline-size;
  }
  h5 {
    margin: 0;
    font-size: 0.875rem;
    font-weight: 600;
  }
  .notice p,
  .prose,
  .soft {
    max-width: 46rem;
  }
  .varied {
    border-block-end: 2px solid var(--accent);
  }
  .blank {
    margin-inline: 1px;
    padding-inline: 3px;
    color: var(--ink-soft);
    font-family: var(--token-font);
    font-size: 0.9em;
  }
  .blank.asked {
    border-radius: 3px;
    color: var(--ink);
    outline: 1px solid var(--control-line);
  }
  .vary {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
  }
  .vary .hidden {
    visibility: hidden;
  }
  /* What a click will load, how far that is, what came of it: one after the other in the same place, so that what is below
     stays where it is. */
  .slot {
    display: grid;
    align-content: center;
    min-height: 48px;
  }
  .slot [part='progress'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    align-items: center;
  }
  .slot progress {
    flex: 1 1 8rem;
    width: auto;
  }
  #fault:not(:has(*)) {
    display: none;
  }
  .slot details {
    display: none;
  }
  .finding {
    max-width: 46rem;
    font-size: 1.125rem;
    line-height: 1.45;
  }
  .sentences dl {
    display: grid;
    grid-template-columns: fit-content(12rem) minmax(0, 1fr);
    gap: 4px 16px;
  }
  .sentence {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: baseline;
  }
  .sentence dt {
    color: var(--ink-soft);
    font-size: 0.875rem;
  }
  .sentence dd {
    white-space: pre-wrap;
  }
  .result {
    display: grid;
    gap: 20px;
    min-width: 0;
  }
  .result > *,
  .panels > *,
  .panel > * {
    min-width: 0;
  }
  .panels,
  .different,
  .towards,
  .spread,
  .chosen,
  .meaning {
    display: grid;
    gap: 8px;
    align-content: start;
    min-width: 0;
  }
  .panels {
    gap: 24px 40px;
  }
  .panel {
    display: grid;
    gap: 20px;
    align-content: start;
  }
  .different {
    gap: 12px;
  }
  .towards {
    break-inside: avoid;
  }
  .pair {
    gap: 8px 24px;
  }
  .pair label {
    min-width: 0;
  }
  .pair select,
  .choices select {
    min-width: 0;
  }
  .choices {
    gap: 8px 24px;
  }
  .word-form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 16px;
  }
  .word-form .field {
    flex: 1 1 10rem;
    max-width: 20rem;
  }
  input[type='text'] {
    width: 100%;
    ${fieldLook}
  }
  .chosen-list {
    max-width: 46rem;
  }
  .chosen-list li {
    display: flex;
    gap: 4px 16px;
    align-items: center;
    justify-content: space-between;
    padding-block: 6px;
    border-block-end: 1px solid var(--line);
    font-size: 0.9375rem;
  }
  .chosen-list button {
    flex: none;
    padding: 4px 12px;
    font-size: 0.875rem;
  }
  .scroll {
    overflow-x: auto;
    max-width: 100%;
  }
  table {
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  th,
  td {
    padding: 0 24px 0 0;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    text-align: end;
    white-space: nowrap;
  }
  thead th {
    padding-block: 6px;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  th:first-child {
    text-align: start;
  }
  /* Quiet in its table, until it is pointed at. */
  button.word {
    min-height: 32px;
    padding: 2px 6px;
    margin-inline-start: -6px;
    border-color: transparent;
    border-radius: 4px;
    background: none;
    font-family: var(--token-font);
    font-size: 0.9375rem;
  }
  button.word:focus-visible {
    outline-offset: -2px;
  }
  button.word[aria-pressed='true'] {
    font-weight: 700;
    text-decoration: underline;
    text-decoration-color: var(--accent);
    text-decoration-thickness: 2px;
    text-underline-offset: 3px;
  }
  /* The columns of both lists are the same. */
  .dumbbells {
    width: 100%;
    max-width: 40rem;
    table-layout: fixed;
    font-size: 0.8125rem;
  }
  .dumbbells th,
  .dumbbells td {
    width: 4.5rem;
    height: 36px;
    padding: 0 0 0 8px;
    border: 0;
  }
  .dumbbells thead th {
    height: auto;
    padding-block-end: 2px;
    vertical-align: bottom;
    line-height: 1.3;
    white-space: normal;
  }
  .dumbbells th[scope='row'],
  .dumbbells .scale {
    width: auto;
    padding: 0;
  }
  .dumbbells thead .scale {
    height: auto;
    vertical-align: bottom;
  }
  .dumbbells tbody tr:hover {
    background: var(--panel);
  }
  .dumbbells th[scope='row'] {
    position: relative;
  }
  .dumbbells .word-cell {
    display: block;
    overflow: hidden;
    width: 7.5rem;
    /* Room for the edge of the button, which would be cut off. */
    margin-inline-start: -6px;
    padding-inline-start: 6px;
    text-overflow: ellipsis;
  }
  .dumbbells .track,
  .dumbbells .ticks {
    position: absolute;
    inset-inline: 7.75rem 16px;
    direction: ltr;
  }
  .dumbbells .track {
    inset-block: 0;
    border-inline: 1px solid var(--line);
  }
  /* A line along which the eye goes. */
  .dumbbells .track::before {
    position: absolute;
    inset: 50% 0 auto;
    border-block-start: 1px solid var(--line);
    content: '';
  }
  .dumbbells .scale {
    position: relative;
  }
  .dumbbells .ticks {
    inset-block-end: 3px;
    color: var(--ink-soft);
    font-size: 0.6875rem;
    line-height: 1.2;
  }
  .dumbbells .ticks,
  .dumbbells .scale {
    height: 1.4em;
  }
  .dumbbells .ticks > span {
    position: absolute;
    inset-block-end: 0;
    white-space: nowrap;
    transform: translateX(-50%);
  }
  .dumbbells .between {
    position: absolute;
    inset-block-start: calc(50% - 1px);
    height: 3px;
    background: color-mix(in oklab, var(--accent) 55%, var(--paper));
  }
  .dumbbells .mark {
    display: inline-block;
    width: 10px;
    height: 10px;
    border: 2px solid var(--accent);
    border-radius: 50%;
    background: var(--paper);
  }
  .dumbbells .mark.disc {
    border-width: 5px;
  }
  .dumbbells thead .mark {
    display: block;
    margin-inline-start: auto;
    margin-block-end: 2px;
  }
  .dumbbells .track .mark {
    position: absolute;
    inset-block-start: calc(50% - 5px);
    margin-inline-start: -5px;
  }
  .remark {
    padding-inline-start: 6px;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }
  @container (min-width: 820px) {
    .panels {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (max-width: 480px) {
    .sentences dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
    }
    th,
    td {
      padding-inline-end: 14px;
    }
    /* The track in a line of its own: a column would be too narrow to compare anything. */
    .dumbbells th,
    .dumbbells td {
      width: 4.5rem;
      height: 52px;
      padding-inline-start: 2px;
      padding-block-end: 16px;
    }
    .dumbbells thead th {
      padding-block-end: 2px;
    }
    /* Millions, in words. */
    .dumbbells td:last-child {
      white-space: normal;
    }
    .dumbbells .word-cell {
      width: auto;
    }
    .dumbbells .track {
      inset-block: auto 4px;
      inset-inline: 6px calc(-3 * 4.5rem + 6px);
      height: 16px;
    }
    .dumbbells .ticks {
      display: none;
    }
  }
  /* Large text on a phone: the word in a line over its numbers, which have the whole width. */
  @container (max-width: 16rem) {
    .dumbbells .scale,
    .dumbbells th[scope='row'] {
      width: 0;
    }
    .dumbbells td,
    .dumbbells thead th {
      width: 33.33%;
    }
    /* So small that no number is broken. */
    .dumbbells td {
      font-size: 0.75rem;
    }
    .dumbbells tbody td {
      height: auto;
      padding-block: 44px 20px;
      vertical-align: top;
    }
    .dumbbells .word-cell {
      position: absolute;
      inset-block-start: 0;
      width: calc(100cqi + 6px);
    }
    .dumbbells .track {
      inset-inline: 6px calc(-100cqi + 6px);
    }
  }
  @media (forced-colors: active) {
    .dumbbells .between {
      background: CanvasText;
    }
    .dumbbells .mark.disc {
      border-color: CanvasText;
    }
  }
  @media print {
    .vary,
    .word-form,
    .word-form + .soft,
    .chosen-list button {
      display: none;
    }
    .scroll {
      overflow: visible;
    }
    .dumbbells .between {
      print-color-adjust: exact;
    }
    tr {
      break-inside: avoid;
    }
  }
`;
