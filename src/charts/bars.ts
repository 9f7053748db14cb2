import { css, html, nothing, type TemplateResult } from 'lit';

/** One row of {@link bars}. */
export interface Bar {
  readonly label: unknown;
  /** What is heard in the place of the label, where its marks would be spelled out. */
  readonly heard?: string;
  /** Small before the label, such as its rank; seen and not heard, since the rows are a list. */
  readonly number?: string;
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
  /** Marked as the one that was taken, in the place of the action; said in words, not by colour alone. */
  readonly mark?: string;
  /** What is heard in the place of the mark. */
  readonly markHeard?: string;
  /** Words in the place of the second value, such as that it was cut; where there is one, below the bar. */
  readonly note?: string;
  /** All that has no row of its own: its label is no token. */
  readonly rest?: boolean;
  /** What can be done with it, such as a button; `null` for a row without, where others have one. */
  readonly action?: TemplateResult | null;
}

/** What a host wants of its bars. */
export interface BarOptions {
  /** Over the columns of the values; seen and not heard, since each second value says its name. */
  readonly heads?: { readonly first: string; readonly second: string };
  /** The pointer or the focus came to a row, by its index, or went away. */
  readonly onPoint?: (index: number | null) => void;
  /** A row was clicked; not the only way to do what it does, since rows cannot be focused. */
  readonly onChoose?: (index: number) => void;
}

/**
 * Horizontal bars from zero, scaled to 1. A list, so that it reads as one; the role is said because a list without
 * markers is none to some screen readers. The columns and the heights of the rows do not depend on what the rows say:
 * nothing moves when a value or a mark changes.
 *
 * `.style`, not `style`: a page's Content Security Policy may forbid the attribute, but not the property.
 *
 * @param language of the labels, as a BCP 47 tag
 */
export function bars(
  rows: readonly Bar[],
  label: string,
  language: string,
  { heads, onPoint, onChoose }: BarOptions = {},
): TemplateResult {
  const acting = rows.some((row) => row.action !== undefined || row.mark !== undefined);
  const paired = rows.some((row) => row.fill !== undefined);
  const numbered = rows.some((row) => row.number !== undefined);
  return html`<div class="bars-frame">
    <div class="bars-grid ${acting ? 'acting' : ''} ${paired ? 'paired' : ''} ${numbered ? 'numbered' : ''}">
      ${
        heads
          ? html`<p class="bars-heads" aria-hidden="true">
              <span>${heads.first}</span>${paired ? html`<span>${heads.second}</span>` : nothing}
            </p>`
          : nothing
      }
      <ol
        class="bars ${onChoose ? 'choosing' : ''}"
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
              ${renderLabel(row, language)}
              <span class="track" aria-hidden="true">
                <span class="fill" .style=${`width:${percent(row.fill ?? row.value)}`}></span>
                <span class="outline" .style=${`width:${percent(row.value)}`}></span>
              </span>
              ${renderValues(row, paired)}
              ${acting ? html`<span class="bar-action">${renderMark(row) ?? row.action ?? nothing}</span>` : nothing}
            </li>`,
        )}
      </ol>
    </div>
  </div>`;
}

function renderLabel({ label, heard, number, rest }: Bar, language: string): TemplateResult {
  return html`<span class="bar-label"
    >${number === undefined ? nothing : html`<span class="bar-number number" aria-hidden="true">${number}</span>`}${
      heard === undefined
        ? nothing
        : html`<span class="hidden-visually">${heardLabel(heard, label, language)}</span>`
    }<span
      class="bar-name"
      lang=${rest || !language ? nothing : language}
      aria-hidden=${heard === undefined ? nothing : 'true'}
      >${label}</span
    ></span
  >`;
}

/** The token in its language; phrases such as "new line" or "no space before" are in that of the page. */
function heardLabel(heard: string, label: unknown, language: string): unknown {
  if (!language || typeof label !== 'string') return heard;
  const token = (text: string) => html`<span lang=${language}>${text}</span>`;
  if (label.includes(heard)) return token(heard);
  const comma = heard.lastIndexOf(', ');
  const name = heard.slice(0, Math.max(0, comma));
  return name !== '' && label.includes(name) ? html`${token(name)}${heard.slice(comma)}` : heard;
}

function renderValues({ text, fillText, note }: Bar, paired: boolean): TemplateResult {
  const second = fillText
    ? html`<span class="bar-second"
        ><span aria-hidden="true"> → </span><span class="hidden-visually">, ${fillText.name} </span>${
          fillText.text
        }</span
      >`
    : note === undefined
      ? // Its place stays where there is nothing to say.
        paired
        ? html`<span class="bar-second"></span>`
        : nothing
      : html`<span class="bar-second bar-note">${unbroken(note)}</span>`;
  return html`<span class="bar-value number"><span class="bar-first">${text}</span>${second}</span>${
      fillText && note !== undefined ? html`<span class="bar-below bar-note">${note}</span>` : nothing
    }`;
}

/** Breaks between words only: a hyphen would break "top-k". */
function unbroken(text: string): unknown {
  return text
    .split(' ')
    .map((word, i) => html`${i > 0 ? ' ' : nothing}<span class="unbroken">${word}</span>`);
}

function renderMark({ mark, markHeard }: Bar): TemplateResult | null {
  if (mark === undefined) return null;
  if (markHeard === undefined) return html`<span class="mark">${mark}</span>`;
  return html`<span class="hidden-visually">${markHeard}</span
    ><span class="mark" aria-hidden="true">${mark}</span>`;
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
  /* The track takes half of the width and more from 600 px on. */
  .bars-grid {
    --bar-label: clamp(5rem, 30cqi - 6.25rem, 9rem);
    display: grid;
    grid-template-columns: var(--bar-label) minmax(0, 1fr) fit-content(7rem);
    column-gap: 6px;
  }
  .bars-grid.numbered {
    --bar-label: clamp(5.5rem, 30cqi - 5.75rem, 10rem);
  }
  .bars-grid.paired {
    grid-template-columns:
      var(--bar-label) minmax(0, 1fr) fit-content(6rem)
      fit-content(7.5rem);
  }
  .bars-grid.acting {
    grid-template-columns: var(--bar-label) minmax(0, 1fr) fit-content(7rem) 3.25rem;
  }
  .bars-grid.paired.acting {
    grid-template-columns:
      var(--bar-label) minmax(0, 1fr) fit-content(6rem)
      fit-content(7.5rem) 3.25rem;
  }
  .bars,
  .bars-heads,
  .bar {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }
  .bars-heads {
    align-items: end;
    color: var(--ink-soft);
    font-size: 0.75rem;
    line-height: 1.3;
    text-align: end;
  }
  .bars-heads > :first-child {
    grid-column: 3;
  }
  /* As wide as what stands below it, and no wider. */
  .bars-heads > :nth-child(2) {
    width: 0;
    min-width: 100%;
  }
  .choosing .bar:not(.rest) {
    cursor: pointer;
  }
  .choosing .bar:not(.rest):hover {
    background: var(--panel);
  }
  .bar {
    position: relative;
    align-items: center;
    min-height: 32px;
  }
  .acting .bar {
    min-height: 44px;
  }
  /* A row without a number, beside rows that have one. */
  .numbered .bar:not(.rest) .bar-name:first-child,
  .numbered .bar:not(.rest) .hidden-visually:first-child + .bar-name {
    padding-inline-start: calc(1.125rem + 4px);
  }
  .bar-label {
    display: flex;
    align-items: baseline;
    gap: 4px;
    min-width: 0;
  }
  .bar-number {
    flex: none;
    min-width: 1.125rem;
    color: var(--ink-soft);
    font-size: 0.75rem;
    text-align: end;
  }
  .bar-name {
    display: -webkit-box;
    overflow: hidden;
    min-width: 0;
    font-family: var(--token-font);
    font-size: 0.9375rem;
    line-height: 1.35;
    white-space: pre-wrap;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
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
  .bar-value {
    display: grid;
    grid-column: 3 / 4;
    grid-template-columns: subgrid;
    align-items: center;
    font-size: 0.8125rem;
    line-height: 1.2;
    text-align: end;
  }
  .paired .bar-value {
    grid-column: 3 / 5;
  }
  .unbroken {
    white-space: nowrap;
  }
  .bar-first {
    min-width: 3.375rem;
  }
  .bar-second {
    min-width: 5rem;
  }
  .bar-note {
    color: var(--ink-soft);
    font-size: 0.75rem;
    font-weight: 400;
    line-height: 1.2;
  }
  /* Two lines at most in its column, which it does not make wider. */
  .bar-second.bar-note {
    justify-self: end;
    width: 5rem;
  }
  /* Without second values, below the first. */
  .bars-grid:not(.paired) .bar-value {
    display: flex;
    flex-direction: column;
    align-items: end;
    gap: 0 8px;
  }
  .bars-grid:not(.paired) .bar-second.bar-note {
    width: auto;
    min-width: 0;
  }
  .bar-below {
    grid-column: 2 / -1;
    padding-block-end: 6px;
    text-align: end;
  }
  .bar-action {
    grid-column: -2;
    justify-self: end;
  }
  .bar.marked .bar-name,
  .bar.marked .bar-first {
    font-weight: 600;
  }
  .mark {
    color: var(--accent);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .rest .bar-name {
    color: var(--ink-soft);
    font-family: inherit;
    font-size: 0.75rem;
    line-height: 1.2;
    -webkit-line-clamp: 3;
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
  .cut .bar-name {
    color: var(--ink-soft);
  }
  /* The track in a line of its own: a column would be too narrow to compare anything. */
  @container (max-width: 480px) {
    .bars-grid {
      grid-template-columns: minmax(0, 1fr) fit-content(6rem);
    }
    .bars-grid.paired {
      grid-template-columns: minmax(0, 1fr) fit-content(6rem) fit-content(7.5rem);
    }
    .bars-grid.acting {
      grid-template-columns: minmax(0, 1fr) fit-content(6rem) 3.25rem;
    }
    .bars-grid.paired.acting {
      grid-template-columns: minmax(0, 1fr) fit-content(6rem) fit-content(7.5rem) 3.25rem;
    }
    .bars-heads > :first-child {
      grid-column: 2;
    }
    .bar {
      grid-template-rows: minmax(1.5rem, auto) 12px auto;
      row-gap: 2px;
      align-content: center;
      padding-block: 3px;
    }
    .paired .bar {
      grid-template-rows: minmax(1.875rem, auto) 12px auto;
    }
    .bar-label {
      grid-area: 1 / 1;
    }
    .bar-value {
      grid-area: 1 / 2;
    }
    .bars-grid:not(.paired) {
      grid-template-columns: minmax(0, 1fr) max-content;
    }
    .bars-grid.acting:not(.paired) {
      grid-template-columns: minmax(0, 1fr) max-content 3.25rem;
    }
    .bars-grid:not(.paired) .bar-value {
      flex-direction: row-reverse;
      align-items: center;
    }
    .paired .bar-value {
      grid-area: 1 / 2 / 2 / 4;
    }
    .track {
      grid-area: 2 / 1 / 3 / -1;
      height: 12px;
    }
    .acting .track {
      grid-area: 2 / 1 / 3 / -2;
    }
    .bar-action {
      grid-area: 1 / -2 / 4 / -1;
    }
    .bar-below {
      grid-area: 3 / 1 / 4 / -1;
      padding: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .outline,
    .fill {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    /* Its background is gone: the line says where 1 is. */
    .track {
      border: 1px solid CanvasText;
    }
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
