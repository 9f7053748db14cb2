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

/**
 * Tokens as words of a text: a tint for the surprisal, and under each a bar as long as its probability, so that
 * colour is not alone. Words keep their line breaks, for which the chips are inline, not buttons.
 *
 * The chips are the options of a list box; the host moves {@link selected} and the focus.
 */
export function chips(
  tokens: readonly Chip[],
  selected: number,
  label: string,
  describe: (chip: Chip, index: number) => string,
): TemplateResult {
  const current = selected >= 0 ? selected : 0;
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
          tabindex=${index === current ? 0 : -1}
          aria-selected=${index === selected}
          aria-label=${describe(chip, index)}
          .style=${`--share:${surprisalShare(chip.surprisalBits).toFixed(3)};--p:${chip.probability.toFixed(3)}`}
          >${chipText(chip)}</span
        >`,
    )}</span
  >`;
}

function chipText(chip: Chip): TemplateResult | string {
  const { text } = chip;
  if (text === '' || text.includes('\ufffd'))
    return html`<span class="faint">${visibleToken(text, chip.bytes)}</span>`;
  const lines = text.split('\n');
  if (lines.length > 1) {
    return html`${lines.map((line, i) => html`${i > 0 ? html`<span class="faint">↵</span><br />` : nothing}${line}`)}`;
  }
  return text.trim() === '' ? html`<span class="faint">${visibleToken(text)}</span>` : text;
}

export const chipStyles = css`
  .chips {
    display: inline;
  }
  .chip {
    padding-block: 2px 4px;
    border-radius: 3px;
    background:
      linear-gradient(var(--accent), var(--accent)) left bottom / calc(var(--p) * 100%) 2px no-repeat,
      color-mix(in oklab, var(--surprise) calc(var(--share) * 100%), transparent);
    white-space: pre-wrap;
    cursor: pointer;
    animation: appear 80ms;
  }
  .chip:hover {
    outline: 1px solid var(--control-line);
  }
  .chip[aria-selected='true'] {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .chip:focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 1px;
  }
  .chip.special {
    font-family: var(--token-font);
    font-size: 0.85em;
  }
  .faint {
    font-family: var(--token-font);
    font-size: 0.85em;
    color: var(--ink-soft);
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
    .chip {
      border-bottom: 2px solid CanvasText;
    }
  }
`;
