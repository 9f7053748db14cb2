import { css } from 'lit';
import { fieldLook } from '../../styles/shared.ts';

export const selfSupervisionStyles = css`
  .base {
    --accent: var(--autoregressive);
  }
  .base.masked {
    --accent: var(--masked);
  }
  .prose {
    max-width: 40em;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0 24px;
    border-block-end: 1px solid var(--line);
  }
  .ways label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    border-block-end: 3px solid transparent;
    color: var(--ink);
    font-size: 1rem;
    cursor: pointer;
  }
  .ways label:has(:checked) {
    border-block-end-color: var(--accent);
    font-weight: 600;
  }
  input[type='radio'],
  input[type='checkbox'] {
    width: 1.125rem;
    height: 1.125rem;
    margin: 0;
    accent-color: var(--accent);
  }
  input[type='text'] {
    width: 100%;
    ${fieldLook}
    font-size: 1rem;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    align-self: end;
    color: var(--ink);
    font-size: 1rem;
  }
  .source-body {
    display: grid;
    gap: 12px;
    padding-block-end: 8px;
  }
  fieldset {
    min-width: 0;
  }
  .masking .row > *,
  select {
    min-width: 0;
    max-width: 100%;
  }
  .masking .row {
    align-items: end;
    gap: 12px 16px;
  }
  .small {
    width: 6.5rem;
  }
  .samples-frame,
  .masking {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .samples-frame {
    container-type: inline-size;
  }
  .samples {
    border-block-start: 1px solid var(--line);
  }
  .sample {
    display: grid;
    gap: 8px;
    padding-block: 6px;
    border-block-end: 1px solid var(--line);
    break-inside: avoid;
  }
  .sample.active {
    padding-block-end: 12px;
  }
  .line {
    display: grid;
    grid-template-columns: 1.75rem minmax(0, 1fr) auto auto;
    align-items: center;
    gap: 0 8px;
    min-height: 36px;
  }
  .heads {
    display: flex;
    justify-content: end;
    gap: 8px;
    padding-inline-end: 40px;
  }
  .heads > *,
  .numbers > * {
    width: 5.5rem;
    text-align: end;
  }
  .no {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  .context {
    line-height: 1.9;
  }
  .input {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .context .marker:not(.label) {
    margin-inline: 2px 6px;
  }
  .marker {
    color: var(--ink-soft);
    font-family: var(--token-font);
    font-size: 0.8125rem;
  }
  .random {
    text-decoration: underline wavy var(--ink-soft);
    text-underline-offset: 4px;
  }
  .label {
    display: inline-block;
    min-width: 2.5em;
    padding: 0 6px;
    border: 1px dashed var(--control-line);
    border-radius: 4px;
    font-family: var(--token-font);
    font-size: 0.9375rem;
    line-height: 1.6;
    text-align: center;
  }
  .label.shown {
    min-width: 0;
    border: 1px solid transparent;
    border-block-end: 2px solid var(--accent);
    border-radius: 3px 3px 0 0;
    background: color-mix(in oklab, var(--accent) 12%, transparent);
    color: var(--ink);
    font-weight: 600;
  }
  .label.tinted {
    background: color-mix(in oklab, var(--surprise) calc(var(--share) * 100%), transparent);
  }
  .sealed {
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--accent);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 16px;
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
  .printed {
    display: none;
  }
  .notices {
    display: grid;
    gap: 8px;
  }
  .notices:not(:has(*)) {
    display: none;
  }
  .heard .slot > [role='status'] {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .active .label {
    border-color: var(--accent);
    border-style: solid;
  }
  .arrow {
    color: var(--ink-soft);
  }
  .verdict {
    margin-inline-start: 12px;
    font-size: 0.875rem;
    white-space: normal;
  }
  .verdict.right {
    color: var(--good);
  }
  .verdict.wrong {
    color: var(--bad);
  }
  .numbers {
    display: flex;
    gap: 8px;
    font-size: 0.9375rem;
  }
  .numbers .name {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .toggle {
    width: 32px;
    min-height: 32px;
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--ink-soft);
  }
  .answer,
  .details {
    padding-inline-start: calc(1.75rem + 8px);
  }
  .answer {
    align-items: end;
  }
  .answer button {
    min-height: 36px;
    padding-block: 4px;
    font-size: 0.9375rem;
  }
  .answer form button,
  form.answer button {
    min-height: 44px;
  }
  .guess {
    flex: 1 1 12rem;
    max-width: 20rem;
  }
  .details {
    display: grid;
    gap: 8px;
    max-width: 46rem;
    padding-block-end: 8px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 32px;
  }
  .facts dt {
    color: var(--ink-soft);
    font-size: 0.875rem;
  }
  .facts dd {
    font-size: 1.0625rem;
  }
  .summary {
    display: grid;
    gap: 12px;
    padding-block-start: 8px;
  }
  .summary .facts dd {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .meaning {
    max-width: 46em;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  caption {
    padding-block: 4px;
    color: var(--ink-soft);
    font-size: 0.875rem;
    text-align: start;
  }
  th,
  td {
    padding: 6px 24px 6px 0;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
  }
  thead th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  .maskings {
    display: grid;
    gap: 8px;
  }
  @container (max-width: 560px) {
    .line {
      grid-template-columns: 1.25rem minmax(0, 1fr) auto;
      gap: 0 4px;
      align-items: start;
    }
    .no {
      line-height: 1.9rem;
    }
    .toggle {
      grid-area: 1 / 3;
    }
    .numbers {
      grid-area: 2 / 2 / 3 / 4;
      justify-content: start;
      gap: 4px 16px;
      color: var(--ink-soft);
      font-size: 0.875rem;
    }
    .numbers > * {
      width: auto;
    }
    .numbers .name {
      position: static;
      clip-path: none;
    }
    .answer,
    .details {
      padding-inline-start: calc(1.25rem + 4px);
    }
    .heads {
      display: none;
    }
  }
  /* Letters so large that the columns of the bars leave no room for a bar. */
  @container (max-width: 14rem) {
    .details .bars-grid.acting {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto fit-content(3.25rem);
    }
    .answer,
    .details {
      padding-inline-start: 0;
    }
  }
  @media (forced-colors: active) {
    .label.shown {
      border-block-end-color: CanvasText;
    }
    .legend {
      display: none;
    }
    .ways label:has(:checked) {
      border-block-end-color: Highlight;
    }
  }
  @media print {
    .label.tinted,
    .scale span {
      print-color-adjust: exact;
    }
    .answer,
    .toggle,
    .waiting,
    [part='show-more'],
    .masking {
      display: none;
    }
    .printed {
      display: block;
    }
  }
`;
