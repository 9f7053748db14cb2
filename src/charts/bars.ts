import { css, html, nothing, type TemplateResult } from 'lit';

/** One row of {@link bars}. */
export interface Bar {
  readonly label: unknown;
  /** 0 to 1: the length of the outline, or of the fill where there is no second value. */
  readonly value: number;
  /** 0 to 1: a second value, drawn as the fill with the first as its outline. */
  readonly fill?: number;
  /** The first value in words, at the bar's end. */
  readonly text: string;
  /** The second value in words, where it is another, and what it is called. */
  readonly fillText?: { readonly text: string; readonly name: string };
  /** Cut by a filter: hatched and dimmed. */
  readonly cut?: boolean;
  /** Marked as the one that was taken; said in words, not by colour alone. */
  readonly mark?: string;
  /** Another word on the row, such as that it was cut. */
  readonly note?: string;
  /** All that has no row of its own: its label is no token. */
  readonly rest?: boolean;
}

/**
 * Horizontal bars from zero, scaled to 1. A list, so that it reads as one; the role is said because a list without
 * markers is none to some screen readers.
 *
 * `.style`, not `style`: a page's Content Security Policy may forbid the attribute, but not the property.
 *
 * @param language of the labels, as a BCP 47 tag
 */
export function bars(rows: readonly Bar[], label: string, language: string): TemplateResult {
  return html`<ol class="bars" part="bars" role="list" aria-label=${label}>
    ${rows.map(
      (row) =>
        html`<li
          class="bar ${row.cut ? 'cut' : ''} ${row.mark ? 'marked' : ''} ${row.rest ? 'rest' : ''} ${row.fill === undefined ? '' : 'two'}"
          part="bar"
        >
          <span class="bar-label" lang=${row.rest ? nothing : language}>${row.label}</span>
          <span class="track" aria-hidden="true">
            <span class="fill" .style=${`width:${percent(row.fill ?? row.value)}`}></span>
            <span class="outline" .style=${`width:${percent(row.value)}`}></span>
          </span>
          <span class="bar-value number"
            >${row.text}${
              row.fillText
                ? html`<span aria-hidden="true"> → </span
                    ><span class="hidden-visually">, ${row.fillText.name} </span>${row.fillText.text}`
                : nothing
            }</span
          >
          <span class="bar-note"
            >${row.mark ? html`<span class="mark">${row.mark}</span>` : (row.note ?? nothing)}</span
          >
        </li>`,
    )}
  </ol>`;
}

function percent(value: number): string {
  return `${Math.min(1, Math.max(0, value)) * 100}%`;
}

export const barStyles = css`
  .bars {
    display: grid;
    grid-template-columns: minmax(4rem, 9rem) minmax(3rem, 1fr) max-content max-content;
    gap: 2px 12px;
    max-width: 46rem;
  }
  .bar {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
    min-height: 28px;
  }
  .bar-label {
    overflow: hidden;
    font-family: var(--token-font);
    font-size: 0.9375rem;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .track {
    position: relative;
    height: 14px;
    border-inline-start: 1px solid var(--control-line);
    border-radius: 0 3px 3px 0;
    background: color-mix(in oklab, var(--line) 35%, transparent);
  }
  .outline,
  .fill {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    min-width: 1px;
    border-radius: 0 3px 3px 0;
    transition: width 150ms;
  }
  .fill {
    background: var(--accent);
  }
  /* Lighter than the outline, which shows where it ends inside of a longer fill. */
  .two .fill {
    background: color-mix(in oklab, var(--accent) 50%, var(--paper));
  }
  .outline {
    border: 2px solid var(--accent);
    border-inline-start: 0;
  }
  .bar-value,
  .bar-note {
    font-size: 0.875rem;
  }
  .bar-value {
    text-align: end;
  }
  .bar-note {
    color: var(--ink-soft);
  }
  .bar.marked .bar-label,
  .bar.marked .bar-value {
    font-weight: 600;
  }
  .mark {
    color: var(--accent);
  }
  .rest .bar-label {
    color: var(--ink-soft);
    font-family: inherit;
    font-size: 0.875rem;
    white-space: normal;
  }
  .cut .fill {
    display: none;
  }
  .cut .outline {
    border-style: dashed;
    background: repeating-linear-gradient(
      -45deg,
      transparent 0 3px,
      color-mix(in oklab, var(--ink-soft) 45%, transparent) 3px 4px
    );
  }
  .cut .bar-label {
    color: var(--ink-soft);
  }
  @media (max-width: 480px) {
    .bars {
      grid-template-columns: minmax(3.5rem, 6rem) minmax(2rem, 1fr) max-content;
      column-gap: 8px;
    }
    /* Below the value: a column of its own would be taken from the bars. */
    .bar-note {
      grid-column: 3;
      text-align: end;
    }
    .bar-note:empty {
      display: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .outline,
    .fill {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .fill,
    .two .fill {
      forced-color-adjust: none;
      background: GrayText;
    }
    .outline {
      forced-color-adjust: none;
      border-color: CanvasText;
    }
  }
  @media print {
    .bar {
      break-inside: avoid;
    }
    .track,
    .fill,
    .outline {
      print-color-adjust: exact;
    }
  }
`;
