import { css } from 'lit';

export const twoWaysStyles = css`
  :host {
    --accent: var(--ink);
    container-type: inline-size;
  }
  button.primary {
    border-color: var(--autoregressive);
    background: linear-gradient(100deg, var(--autoregressive) 0 56%, var(--masked) 56.2%);
  }
  button.primary:hover:not([aria-disabled='true']) {
    border-color: var(--autoregressive);
  }
  summary h4 {
    display: inline;
  }
  .prose {
    max-width: 44em;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 24px;
    min-width: 0;
  }
  .model-choice {
    min-width: 0;
    max-width: 100%;
  }
  .notices {
    display: grid;
    gap: 16px;
  }
  .notices:not(:has(*)) {
    display: none;
  }
  /* What it says is in sight elsewhere. */
  .heard .slot [role='status'] {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .figure {
    display: grid;
    gap: 24px;
    min-width: 0;
  }
  .figure > * {
    min-width: 0;
  }
  .part {
    display: grid;
    gap: 12px;
    min-width: 0;
  }

  /* The two readings: each with its colour and its own sign at the side. */
  .readings {
    display: grid;
    gap: 16px;
    min-width: 0;
  }
  .reading {
    display: grid;
    gap: 4px;
    min-width: 0;
    padding-inline-start: 16px;
    border-inline-start: 4px solid var(--side);
  }
  .left {
    --side: var(--autoregressive);
  }
  .both {
    --side: var(--masked);
  }
  .reading.both {
    border-inline-start-style: double;
    border-inline-start-width: 6px;
    padding-inline-start: 14px;
  }
  .reading h3,
  .side h4 {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 10px;
    color: var(--side);
  }
  .reading h3 .soft,
  .side h4 .soft {
    font-weight: 400;
  }
  .notes {
    display: grid;
    gap: 4px;
    max-width: 50em;
  }
  .notes:empty,
  .notes:not(:has(li)) {
    display: none;
  }

  /* The sentence as a skyline: its words in their order, over each a pair of bars on one scale. */
  .pairs {
    --height: 128px;
    display: flex;
    min-width: 0;
    flex-wrap: wrap;
    gap: 20px 0;
    padding-block-start: 4px;
  }
  .pair {
    display: grid;
    position: relative;
    flex: none;
    grid-template-rows: auto auto auto;
    min-width: max(64px, 4.25rem);
    max-width: 100%;
    padding: 0 0 4px;
    border-radius: 4px;
    cursor: pointer;
  }
  .rods {
    display: flex;
    align-items: flex-end;
    justify-content: center;
    gap: 3px;
    height: calc(var(--height) + 1.25rem);
    padding: 1.25rem 5px 0;
    border-block-end: 1px solid var(--control-line);
    background: repeating-linear-gradient(
        to top,
        transparent 0 calc(var(--line) * var(--height) - 1px),
        color-mix(in oklab, var(--line-ink) 70%, transparent) calc(var(--line) * var(--height) - 1px)
          calc(var(--line) * var(--height))
      )
      bottom / 100% var(--height) no-repeat;
    --line-ink: light-dark(oklch(0.87 0.007 275), oklch(0.36 0.015 275));
  }
  .rod {
    display: flex;
    position: relative;
    flex-direction: column;
    justify-content: flex-end;
    width: max(25px, 1.7rem);
    height: var(--height);
  }
  .rod-value {
    margin-inline: -3px;
    color: var(--ink);
    font-size: 0.6875rem;
    line-height: 1.45;
    text-align: center;
    overflow-wrap: normal;
    white-space: nowrap;
  }
  .rod-bar {
    width: 100%;
    height: calc(var(--share) * var(--height));
    min-height: 2px;
    background: var(--side);
    transition: height 150ms;
  }
  .rod.both .rod-bar,
  .swatch.both,
  .mark-both,
  .total.both .total-bar {
    background: repeating-linear-gradient(
      -45deg,
      var(--side) 0 3px,
      color-mix(in oklab, var(--side) 45%, var(--paper)) 3px 5px
    );
    outline: 1px solid var(--side);
    outline-offset: -1px;
  }
  .rod.both .rod-bar {
    border-radius: 6px 6px 0 0;
  }
  .saved {
    position: absolute;
    inset-inline: 0;
    inset-block-end: calc(var(--share) * var(--height));
    height: calc(var(--saved) * var(--height));
    border: 1px dashed color-mix(in oklab, var(--masked) 75%, transparent);
    border-block-end: 0;
    border-radius: 6px 6px 0 0;
  }
  .lifted .rod-value {
    margin-block-end: calc(var(--saved) * var(--height));
  }
  .absent .rod-value {
    color: var(--ink-soft);
  }
  .pair-word {
    /* No break inside of a word, but for one that is wider than the chart. */
    width: max-content;
    max-width: 100cqi;
    padding: 4px 6px 0;
    overflow-wrap: anywhere;
    font-size: 1.0625rem;
    line-height: 1.35;
    text-align: center;
    justify-self: center;
  }
  .pair-gain {
    min-height: 1.3em;
    color: var(--ink-soft);
    font-size: 0.75rem;
    line-height: 1.3;
    text-align: center;
  }
  .pair:hover .pair-word,
  .pair.pointed .pair-word {
    text-decoration: underline dashed 1px;
    text-underline-offset: 4px;
  }
  .pair:hover .rods,
  .pair.pointed .rods {
    background-color: var(--panel);
  }
  .pair[aria-selected='true'] {
    box-shadow: inset 0 0 0 2px var(--ink);
    background: var(--panel);
  }
  .pair[aria-selected='true'] .pair-word {
    font-weight: 600;
  }
  /* The page's ring, outside of the frame of the chosen one. */
  .pair:focus-visible {
    z-index: 1;
    outline: 2px solid var(--autoregressive);
    outline-offset: 2px;
  }
  .pairs-legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
  }
  .swatch,
  .mark-left,
  .mark-both {
    display: inline-block;
    width: 14px;
    height: 14px;
    background: var(--side);
    vertical-align: -2px;
  }
  .swatch {
    margin-inline-end: 6px;
  }
  .swatch.both,
  .mark-both {
    border-radius: 5px 5px 0 0;
  }
  .swatch.saved-swatch {
    border: 1px dashed var(--masked);
    border-block-end: 0;
    border-radius: 5px 5px 0 0;
    background: none;
  }
  .mark-left,
  .mark-both {
    flex: none;
    width: 12px;
    height: 12px;
  }

  .finding {
    font-size: 1.0625rem;
    overflow-wrap: normal;
  }
  .totals {
    display: grid;
    gap: 12px;
    max-width: 44rem;
  }
  .total {
    display: grid;
    gap: 0 16px;
  }
  .total dt {
    color: var(--side);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .total dd {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 12px;
  }
  .total-bits {
    font-size: 1.5rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .total-track {
    flex: 0 0 100%;
    height: 10px;
  }
  .total-bar {
    display: block;
    height: 100%;
    background: var(--side);
  }
  .total.both .total-bar {
    border-radius: 0 5px 5px 0;
  }

  /* The blank: both panels at once, each under what its model reads. */
  .ruled {
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }
  .blank-panel {
    display: grid;
    gap: 12px;
    min-width: 0;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr));
    gap: 24px 40px;
  }
  .side {
    --accent: var(--side);
    display: grid;
    gap: 10px;
    align-content: start;
    min-width: 0;
  }
  .side.both .fill {
    background: repeating-linear-gradient(
      -45deg,
      var(--side) 0 3px,
      color-mix(in oklab, var(--side) 45%, var(--paper)) 3px 5px
    );
  }
  .context {
    font-size: 1.0625rem;
    line-height: 1.7;
    white-space: pre-wrap;
  }
  .box {
    display: inline-block;
    width: 3em;
    height: 1em;
    border: 2px solid var(--side);
    border-block-start: 0;
    vertical-align: -2px;
  }
  /* What is not read: its place, without its letters. */
  .unread {
    border-radius: 3px;
    background: repeating-linear-gradient(
      45deg,
      transparent 0 5px,
      color-mix(in oklab, var(--ink-soft) 28%, transparent) 5px 6px
    );
    color: transparent;
    user-select: none;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 24px;
  }
  .facts dt {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  .facts .main dd {
    color: var(--side);
    font-size: 1.75rem;
    font-weight: 600;
    line-height: 1.2;
  }
  .bars-title {
    margin-block-end: -4px;
  }

  .chosen {
    display: grid;
    gap: 24px;
    min-width: 0;
  }
  .change {
    display: grid;
    gap: 12px;
    min-width: 0;
    padding: 16px;
    border-radius: 8px;
    background: var(--panel);
  }
  .change-form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px;
  }
  .change-form .field {
    flex: 1 1 18rem;
  }
  .change-form input {
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--control-line);
    border-radius: 8px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    font-size: 1rem;
  }
  .texts {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 12px;
    font-size: 0.9375rem;
  }
  .texts dt {
    color: var(--ink-soft);
  }
  .change .live {
    gap: 12px;
  }

  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 0.875rem;
    line-height: 1.4;
  }
  caption {
    padding-block-end: 4px;
    color: var(--ink-soft);
    text-align: start;
  }
  th,
  td {
    padding: 4px 16px 4px 0;
    font-weight: 400;
    text-align: end;
    vertical-align: top;
    white-space: nowrap;
  }
  thead th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  th:first-child,
  .before-after th {
    text-align: start;
  }
  tbody tr {
    border-block-start: 1px solid var(--line);
  }
  .before-after .group {
    padding-block-start: 8px;
    color: var(--side);
    font-weight: 600;
  }
  .before-after tbody tr {
    border-block-start: 0;
  }
  .before-after tbody tr:first-child {
    border-block-start: 1px solid var(--line);
  }
  .before-after tbody th:not(.group) {
    color: var(--ink-soft);
  }
  .digits,
  .token {
    font-family: var(--token-font);
    font-size: 0.8125rem;
    overflow-wrap: normal;
    white-space: nowrap;
  }

  @container (min-width: 760px) {
    .pairs {
      --height: 168px;
    }
    .pair {
      min-width: max(78px, 4.9rem);
    }
    .rods {
      gap: 4px;
    }
    .rod {
      width: max(30px, 1.9rem);
    }
    .rod-value {
      font-size: 0.75rem;
    }
    .pair-word {
      font-size: 1.125rem;
    }
    .pair-gain {
      font-size: 0.8125rem;
    }
  }
  @container (max-width: 480px) {
    .pairs {
      --height: 96px;
    }
    .pair {
      min-width: max(62px, 4rem);
    }
    th,
    td {
      padding-inline-end: 10px;
    }
  }
  /* Text at twice its size on a phone: each of a bar's parts in a line of its own. */
  @container (max-width: 15rem) {
    .side .bars-grid.acting:not(.paired),
    .side .bars-grid:not(.paired) {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .side .bar {
      grid-template-rows: auto 12px auto;
    }
    .side .bar-label {
      grid-area: 1 / 1 / 2 / -1;
    }
    .side .bars-grid .track {
      grid-area: 2 / 1 / 3 / -1;
    }
    .side .bars-grid:not(.paired) .bar-value {
      grid-area: 3 / 1;
      flex-flow: row wrap;
    }
    .side .bar-action {
      grid-area: 3 / 2;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .rod-bar {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .rod-bar,
    .swatch,
    .mark-left,
    .mark-both,
    .total-bar {
      forced-color-adjust: none;
    }
    .rod.left .rod-bar,
    .swatch.left,
    .mark-left,
    .total.left .total-bar {
      background: CanvasText;
    }
    .rod.both .rod-bar,
    .swatch.both,
    .mark-both,
    .total.both .total-bar {
      background: repeating-linear-gradient(-45deg, CanvasText 0 2px, Canvas 2px 5px);
      outline-color: CanvasText;
    }
    .pair {
      border: 2px solid Canvas;
    }
    .pair[aria-selected='true'] {
      border-color: Highlight;
    }
    .pair:focus-visible {
      outline-color: CanvasText;
    }
    .unread {
      visibility: hidden;
    }
  }
  @media print {
    .rod-bar,
    .swatch,
    .total-bar,
    .mark-left,
    .mark-both,
    .side.both .fill {
      print-color-adjust: exact;
    }
    .change,
    .head button {
      display: none;
    }
    .pair {
      break-inside: avoid;
    }
  }
`;
