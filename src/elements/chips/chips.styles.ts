import { css } from 'lit';

export const chipsStyles = css`
  :host {
    --accent: var(--autoregressive);
    container-type: inline-size;
  }
  :host([task='masked']) {
    --accent: var(--masked);
  }
  [part='base'] {
    gap: 8px;
  }
  .text {
    max-width: 40em;
    font-size: 1.125rem;
    line-height: 2;
    tab-size: 4;
  }
  .chip,
  .group {
    cursor: pointer;
  }
  .chips,
  .paragraph {
    display: block;
  }
  .paragraph {
    white-space: pre-wrap;
  }
  /* Not the words: those of a text from right to left stand in its order. Controls of direction are shown as signs. */
  .sign,
  .chip.special {
    unicode-bidi: isolate;
  }
  .chip:focus-visible {
    outline: none;
  }
  .fresh {
    animation: appear 80ms;
  }

  /* The tint for the surprisal, the bar for the probability, and above them a mark for what a person did. */
  .tinted {
    padding-block: 2px 4px;
    border-radius: 3px;
    background-color: color-mix(in oklab, var(--surprise) calc(var(--share) * 100%), transparent);
    background-image: var(--mark, none), var(--joint, none), linear-gradient(var(--bar), var(--bar));
    background-position:
      center top,
      left center,
      left bottom var(--bar-rise, 0px);
    background-size:
      var(--mark-size, 5px 5px),
      1px 100%,
      calc(var(--p) * 100%) 2px;
    background-repeat: no-repeat;
    --bar: color-mix(in oklab, var(--accent) 60%, var(--ink));
  }
  .picked {
    --mark: radial-gradient(circle closest-side, currentcolor 90%, transparent);
  }
  .typed {
    --mark: linear-gradient(currentcolor, currentcolor);
    --mark-size: 100% 2px;
  }
  .picked .tinted,
  .typed .tinted,
  .picked.tinted,
  .typed.tinted {
    padding-top: 5px;
  }

  /* A piece that goes on with a word: no gap, but a hairline where the two meet. */
  .joined .tinted {
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    --joint: linear-gradient(color-mix(in oklab, currentcolor 65%, transparent) 0 0);
  }
  .chip:has(+ .joined) .tinted {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .unknown .body {
    text-decoration: underline wavy var(--ink-soft) 1px;
    text-underline-offset: 3px;
    text-decoration-skip-ink: none;
  }
  /* An open box, like the sign for a space; the bar of a word in it lies a little above its rule. */
  .blank .body,
  .blank-sample {
    display: inline-block;
    min-width: 1.5em;
    border: 2px solid var(--accent);
    border-block-start: 0;
    border-radius: 0;
    line-height: 1.3;
    text-align: center;
    --bar-rise: 1px;
  }
  .blank .body {
    padding-inline: 3px;
  }
  .blank:not(.filled) .body {
    width: 3em;
  }
  /* As high as a word, without one. */
  .blank:not(.filled) .body::before {
    content: '\\200b';
  }
  /* Which one of several; no part of the text. */
  .blank[data-number]::after {
    content: attr(data-number);
    margin-inline-start: 2px;
    color: var(--accent);
    font-size: 0.7em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  /* Tokens that are cut and not judged: every second one on a faint ground, and a hairline before each. */
  :host([borders]) .tinted {
    --joint: linear-gradient(color-mix(in oklab, currentcolor 45%, transparent) 0 0);
    padding-inline: 2px;
    border-radius: 0;
  }
  :host([borders]) .unscored.second .tinted,
  :host([borders]) .unscored.second.tinted {
    background-color: color-mix(in oklab, var(--ink) 9%, transparent);
  }

  /* The softer the ink, the fainter the tint below it: a deep one needs the whole ink to be read. */
  .prompt .tinted,
  .prompt.whole {
    color: color-mix(in oklab, var(--ink) calc(var(--share) * 100%), var(--ink-soft));
  }
  .ahead .tinted,
  .ahead.tinted {
    background-color: color-mix(in oklab, var(--surprise) calc(var(--share) * 35%), transparent);
    --bar: color-mix(in oklab, var(--ink-soft) 60%, transparent);
  }
  .ahead .tinted,
  .ahead.tinted,
  .ahead.whole {
    color: var(--ink-soft);
  }
  .at-cursor::before,
  .sample.cursor::before {
    margin-inline: -1px;
    border-inline-start: 2px solid var(--accent);
    content: '';
  }

  /* Inside of the chip: a ring around it would lie on its neighbours. */
  .chip:hover .body,
  .part:hover {
    outline: 1px solid var(--control-line);
    outline-offset: -1px;
  }
  .chip.marked .body,
  .part.marked {
    outline: 2px dashed var(--ink-soft);
    outline-offset: -1px;
  }
  .chip[aria-selected='true'] .body,
  .part[aria-selected='true'] {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
  }
  .chip:focus-visible .body,
  .part:focus-visible {
    outline: 2px solid var(--ink);
    outline-offset: -1px;
  }
  .chip[aria-selected='true']:focus-visible .body,
  .part[aria-selected='true']:focus-visible {
    outline: 3px double var(--accent);
  }

  .chip.special,
  .hex,
  .sign {
    font-family: var(--token-font);
    font-size: 0.85em;
  }
  .sign {
    color: color-mix(in oklab, var(--ink) calc(var(--share, 0) * 100%), var(--ink-soft));
    user-select: none;
  }
  /* The space itself, with a dot on it: it is copied, and breaks the line, as a space. */
  .space {
    background: radial-gradient(circle, currentcolor 1.2px, transparent 1.7px) center / 100% 100%;
    letter-spacing: 0.2em;
  }
  .chip > .space {
    color: var(--ink-soft);
  }

  /* A character of several tokens: stripes behind it, one a token. */
  .group {
    display: inline-block;
    position: relative;
    max-width: 100%;
    border-bottom: 2px dotted var(--ink-soft);
    line-height: 1.4;
  }
  .group + .group {
    margin-inline-start: 2px;
  }
  .whole {
    position: relative;
    z-index: 1;
    padding-block: 2px 4px;
    pointer-events: none;
  }
  .parts {
    display: flex;
    position: absolute;
    inset: 0;
  }
  .part {
    flex: 1;
    min-width: 0;
    border-radius: 0;
  }
  .part + .part {
    border-inline-start: 1px solid var(--paper);
  }
  .hex {
    display: none;
  }
  .unfinished .parts,
  .show-bytes .parts,
  .group:focus-within .parts,
  .group:has(.part[aria-selected='true']) .parts {
    display: inline-flex;
    flex-wrap: wrap;
    position: static;
  }
  .unfinished .part,
  .show-bytes .part,
  .group:focus-within .part,
  .group:has(.part[aria-selected='true']) .part {
    flex: none;
    min-width: 24px;
    min-height: 24px;
  }
  .unfinished .hex,
  .show-bytes .hex,
  .group:focus-within .hex,
  .group:has(.part[aria-selected='true']) .hex {
    display: inline;
  }

  .readout {
    display: flex;
    flex-wrap: wrap;
    align-content: flex-start;
    align-items: baseline;
    gap: 0 16px;
    min-height: 3.2em;
  }
  .readout-token {
    max-width: 16em;
    overflow: hidden;
    color: var(--ink);
    font-family: var(--token-font);
    text-overflow: ellipsis;
    white-space: pre;
  }
  @container (min-width: 44rem) {
    .readout {
      min-height: 1.6em;
    }
  }
  @container (max-width: 24rem) {
    .readout {
      min-height: 4.8em;
    }
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 20px;
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
  .sample {
    display: inline-block;
    margin-inline-end: 6px;
    color: var(--ink);
    line-height: 1.3;
  }
  .sample.picked,
  .sample.typed {
    padding-top: 4px;
    background: var(--mark) center top / var(--mark-size, 5px 5px) no-repeat;
  }
  .sample.soft-ink {
    color: var(--ink-soft);
  }
  .sample.dotted {
    border-bottom: 2px dotted var(--ink-soft);
  }
  .joint-sample {
    border-inline-start: 1px solid currentcolor;
  }
  .sample.wavy {
    text-decoration: underline wavy var(--ink-soft) 1px;
    text-underline-offset: 3px;
  }
  .sample.blank-sample {
    height: 1.1em;
    vertical-align: -2px;
  }
  .bar-sample {
    width: 24px;
    height: 2px;
    background: color-mix(in oklab, var(--accent) 60%, var(--ink));
    vertical-align: middle;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .fresh {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .chips .tinted,
    .chips .prompt .tinted,
    .chips .ahead .tinted,
    .chips .ahead.tinted {
      forced-color-adjust: none;
      background-color: Canvas;
      color: CanvasText;
      --bar: CanvasText;
    }
    .chips .ahead .tinted,
    .chips .ahead.tinted {
      color: GrayText;
      --bar: GrayText;
    }
    .chips .blank .body {
      border-color: CanvasText;
    }
    .chip.marked .body,
    .part.marked {
      outline-color: CanvasText;
    }
    .chips .whole,
    .chips .sign,
    .chips .space,
    .sample.picked,
    .sample.typed {
      forced-color-adjust: none;
      color: CanvasText;
    }
    /* The prompt's ink is that of the rest then. */
    .legend li:has(.soft-ink) {
      display: none;
    }
    .chip[aria-selected='true'] .body,
    .part[aria-selected='true'] {
      outline-color: Highlight;
    }
    /* Not told from a chosen one by colour alone. */
    .chip:focus-visible .body,
    .part:focus-visible {
      outline: 4px double Highlight;
    }
    .chip[aria-selected='true']:focus-visible .body,
    .part[aria-selected='true']:focus-visible {
      outline: 4px solid Highlight;
    }
    .legend .tint {
      display: none;
    }
    .bar-sample {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
  @media print {
    .tinted,
    .scale span {
      print-color-adjust: exact;
    }
    .readout {
      display: none;
    }
  }
`;
