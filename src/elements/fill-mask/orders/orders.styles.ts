import { css, type CSSResultGroup } from 'lit';
import { summandBarStyles } from './summand-bars.ts';

/** Of the panel of orders, inside of its element. */
export const ordersStyles: CSSResultGroup = [
  summandBarStyles,
  css`
    .panel {
      display: grid;
      gap: 12px;
      min-width: 0;
      container-type: inline-size;
    }
    .panel > * {
      min-width: 0;
    }
    .panel p {
      max-width: 46rem;
    }
    .panel .panel {
      gap: 8px;
      margin-block-start: 12px;
    }
    .orders .token {
      font-family: var(--token-font);
      font-size: 0.9375rem;
    }
    /* What is said while a run goes on stands beside its button, where it moves nothing. */
    .start {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
    }
    .start > .live {
      position: relative;
      flex: 1 1 12rem;
      min-height: 1.6em;
    }
    .orders .finding {
      font-weight: 600;
    }
    .reading p + p {
      margin-block-start: 8px;
    }
    .reading summary {
      min-height: 44px;
      line-height: 44px;
      cursor: pointer;
    }
    .orders .result {
      max-width: 40em;
      font-size: 1.125rem;
      line-height: 2;
    }
    .orders .filled {
      padding: 2px 4px;
      border-bottom: 2px solid var(--accent);
      border-radius: 3px 3px 0 0;
      background: color-mix(in oklab, var(--accent) 14%, transparent);
    }
    .orders .filled sub {
      color: var(--ink-soft);
      font-size: 0.7em;
    }
    .orders table {
      width: 100%;
      max-width: 60rem;
      border-collapse: collapse;
      font-size: 0.9375rem;
    }
    .orders th,
    .orders td {
      padding: 6px 16px 6px 0;
      border-bottom: 1px solid var(--line);
      text-align: start;
      vertical-align: baseline;
      /* Headings and tokens stay whole; a word longer than its line breaks nevertheless. */
      overflow-wrap: break-word;
    }
    .orders th:last-child,
    .orders td:last-child {
      padding-inline-end: 0;
    }
    .orders .orders-table caption {
      padding-block-end: 4px;
      color: var(--ink-soft);
      font-size: 0.875rem;
      text-align: start;
    }
    .orders tbody th,
    .orders tbody td {
      vertical-align: middle;
    }
    .orders thead th {
      color: var(--ink-soft);
      font-size: 0.8125rem;
      font-weight: 400;
      line-height: 1.35;
      vertical-align: bottom;
    }
    .orders tbody th {
      font-weight: 400;
    }
    .orders .figure {
      text-align: end;
      overflow-wrap: normal;
    }
    .orders tbody .block-name {
      display: none;
    }
    .orders .chosen th,
    .orders .chosen td {
      background: color-mix(in oklab, var(--accent) 8%, transparent);
    }
    .order-choice {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 32px;
      color: var(--ink);
      font-size: inherit;
      cursor: pointer;
    }
    .order-choice input {
      flex: none;
      width: 18px;
      height: 18px;
      margin: 0;
      accent-color: var(--accent);
    }
    .place {
      display: flex;
      align-items: center;
      gap: 8px;
      margin-inline-end: 16px;
    }
    .steps-table {
      max-width: 46rem;
    }
    /* In blocks: each row by itself, each number with its name. */
    @container (max-width: 38rem) {
      .orders table,
      .orders .orders-table caption,
      .orders table tbody,
      .orders table tr,
      .orders table tbody th,
      .orders table tbody td {
        display: block;
      }
      .orders tbody .block-name {
        display: inline;
      }
      /* Heard, not seen: each number has its name beside it. */
      .orders table thead {
        position: absolute;
        overflow: hidden;
        width: 1px;
        height: 1px;
        clip-path: inset(50%);
      }
      .orders table tr {
        padding-block: 6px;
        border-bottom: 1px solid var(--line);
      }
      .orders table .chosen {
        background: color-mix(in oklab, var(--accent) 8%, transparent);
      }
      .orders table tbody th,
      .orders table tbody td,
      .orders table tbody td:last-child,
      .orders table .chosen th,
      .orders table .chosen td {
        padding: 2px 8px;
        border: 0;
        background: none;
      }
      .orders table tbody td {
        display: grid;
        /* Words have what they need of the line, and break where they are longer than it. */
        grid-template-columns: minmax(0, 1fr) fit-content(65%);
        gap: 16px;
        text-align: end;
        overflow-wrap: anywhere;
      }
      .orders table tbody td::before {
        color: var(--ink-soft);
        font-size: 0.875rem;
        text-align: start;
        content: attr(data-name) / '';
      }
    }
    @media print {
      .orders .filled {
        print-color-adjust: exact;
      }
    }
  `,
];
