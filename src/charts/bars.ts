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
  /** What can be done with it, such as a button; `null` for a row without, where others have one. */
  readonly action?: TemplateResult | null;
}

/** What a host wants to hear of its bars. */
export interface BarEvents {
  /** The pointer or the focus came to a row, by its index, or went away. */
  readonly onPoint?: (index: number | null) => void;
  /** A row was clicked; not the only way to do what it does, since rows cannot be focused. */
  readonly onChoose?: (index: number) => void;
}

/**
 * Horizontal bars from zero, scaled to 1. A list, so that it reads as one; the role is said because a list without
 * markers is none to some screen readers.
 *
 * `.style`, not `style`: a page's Content Security Policy may forbid the attribute, but not the property.
 *
 * @param language of the labels, as a BCP 47 tag
 */
export function bars(
  rows: readonly Bar[],
  label: string,
  language: string,
  { onPoint, onChoose }: BarEvents = {},
): TemplateResult {
  const acting = rows.some((row) => row.action !== undefined);
  return html`<div class="bars-frame">
    <ol
      class="bars ${acting ? 'acting' : ''} ${onChoose ? 'choosing' : ''}"
      part="bars"
      role="list"
      aria-label=${label}
      @pointerleave=${() => onPoint?.(null)}
      @focusout=${() => onPoint?.(null)}
    >
      ${rows.map(
        (row, index) =>
          html`<li
            class="bar ${row.cut ? 'cut' : ''} ${row.mark ? 'marked' : ''} ${row.rest ? 'rest' : ''} ${row.fill === undefined ? '' : 'two'}"
            part="bar"
            @pointerenter=${() => onPoint?.(index)}
            @focusin=${() => onPoint?.(index)}
            @click=${() => onChoose?.(index)}
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
            >${row.action ? html`<span class="bar-action">${row.action}</span>` : nothing}
          </li>`,
      )}
    </ol>
  </div>`;
}

function percent(value: number): string {
  return `${Math.min(1, Math.max(0, value)) * 100}%`;
}

export const barStyles = css`
  /* Its own measure: the bars may sit in a narrow column of a wide page. */
  .bars-frame {
    min-width: 0;
    max-width: 46rem;
    container-type: inline-size;
  }
  .bars {
    display: grid;
    grid-template-columns: minmax(4rem, 9rem) minmax(3rem, 1fr) max-content max-content;
    gap: 2px 12px;
  }
  .bars.acting {
    grid-template-columns: minmax(4rem, 9rem) minmax(3rem, 1fr) repeat(3, max-content);
  }
  .choosing .bar:not(.rest) {
    cursor: pointer;
  }
  .choosing .bar:not(.rest):hover {
    background: var(--panel);
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
  @container (max-width: 480px) {
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
    /* A row of its own for the track, beside the action: a column would be too narrow to compare anything. */
    .bars.acting {
      grid-template-columns: minmax(0, 1fr) max-content max-content;
    }
    .acting .bar {
      padding-block: 4px;
    }
    .acting .bar-label {
      grid-area: 1 / 1;
    }
    .acting .bar-value {
      grid-area: 1 / 2;
    }
    .acting .track {
      grid-area: 2 / 1 / 3 / 3;
    }
    .acting .bar-note {
      grid-area: 3 / 1 / 4 / 3;
      text-align: start;
    }
    .acting .bar-action {
      grid-area: 1 / 3 / 4 / 4;
      justify-self: end;
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
