import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { surprisalShare, visibleToken } from './token-text.ts';

/** A token in running text. */
export interface Chip {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly special: boolean;
  readonly probability: number;
  readonly surprisalBits: number;
}

/** Which chip is which, by index. */
export interface ChipState {
  /** The one whose numbers are shown; -1 for none. */
  readonly selected: number;
  /** The one that the Tab key comes to. */
  readonly active: number;
  /** The language of the tokens, as a BCP 47 tag. */
  readonly language: string;
}

/**
 * Tokens as words of a text: a tint for the surprisal, and under each a bar as long as its probability, so that
 * colour is not alone. Words keep their line breaks, for which the chips are inline, not buttons.
 *
 * The chips are the options of a list box; the host moves {@link ChipState.selected} and the focus.
 */
export function chips(
  tokens: readonly Chip[],
  { selected, active, language }: ChipState,
  label: string,
  describe: (chip: Chip, index: number) => string,
): TemplateResult {
  return html`<span
    class="chips"
    part="chips"
    role="listbox"
    aria-orientation="horizontal"
    aria-label=${label}
    >${repeat(
      tokens,
      (_, index) => index,
      (chip, index) =>
        html`<span
          class="chip ${chip.special ? 'special' : ''}"
          part="chip"
          role="option"
          data-index=${index}
          tabindex=${index === active ? 0 : -1}
          aria-selected=${index === selected}
          aria-label=${describe(chip, index)}
          .style=${`--share:${surprisalShare(chip.surprisalBits).toFixed(3)};--p:${chip.probability.toFixed(3)}`}
          >${chipText(chip, language)}</span
        >`,
    )}</span
  >`;
}

/** The space before a word stays without a tint: at the end of a line it would be a stray patch. */
function chipText(chip: Chip, language: string): TemplateResult {
  const { text } = chip;
  const body = (content: unknown) => html`<span class="body" lang=${language}>${content}</span>`;
  const marks = html`<span class="faint">${visibleToken(text, chip.bytes)}</span>`;
  if (text === '' || text.includes('\ufffd')) return body(marks);
  if (text.includes('\n')) {
    return body(
      text
        .split('\n')
        .map((line, i) => html`${i > 0 ? html`<span class="faint">↵</span><br />` : nothing}${line}`),
    );
  }
  if (text.trim() === '') return body(marks);
  const word = text.replace(/^ +/, '');
  return html`${text.slice(0, text.length - word.length)}${body(word)}`;
}

export const chipStyles = css`
  .chips {
    display: inline;
  }
  .chip {
    white-space: pre-wrap;
    cursor: pointer;
    animation: appear 80ms;
  }
  .chip:focus-visible {
    outline: none;
  }
  .body {
    padding-block: 2px 4px;
    border-radius: 3px;
    background:
      linear-gradient(var(--bar), var(--bar)) left bottom / calc(var(--p) * 100%) 2px no-repeat,
      color-mix(in oklab, var(--surprise) calc(var(--share) * 100%), transparent);
    --bar: color-mix(in oklab, var(--accent) 60%, var(--ink));
  }
  /* Inside of the chip: a ring around it would lie on its neighbours. */
  .chip:hover .body {
    outline: 1px solid var(--control-line);
    outline-offset: -1px;
  }
  .chip[aria-selected='true'] .body {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
  }
  .chip:focus-visible .body {
    outline: 2px solid var(--ink);
    outline-offset: -1px;
  }
  .chip.special {
    font-family: var(--token-font);
    font-size: 0.85em;
  }
  .faint {
    font-family: var(--token-font);
    font-size: 0.85em;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .chip {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .body {
      forced-color-adjust: none;
      background: linear-gradient(CanvasText, CanvasText) left bottom / calc(var(--p) * 100%) 3px no-repeat;
      color: CanvasText;
    }
    .chip[aria-selected='true'] .body,
    .chip:focus-visible .body {
      outline-color: Highlight;
    }
  }
  @media print {
    .body {
      print-color-adjust: exact;
    }
  }
`;
