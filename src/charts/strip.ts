import { css, html, svg, nothing, type TemplateResult } from 'lit';

/** What a strip draws of a token; nothing where it is `null`. */
export interface StripToken {
  readonly surprisalBits: number | null;
  readonly entropyBits: number | null;
}

/** The end of the surprisal scale, in bits; what is above is clipped and marked. */
export const stripBits = 14;
/** Room above the scale for the marks of what was clipped. */
const top = stripBits + 1;
/** A short text does not get broad bars. */
const fewestColumns = 40;
/** So many tokens and the gaps between bars would be all that is seen of them. */
const gaplessFrom = 300;

/** A strip as paths in its own units: a column a token, a unit a bit, downwards from the top. */
export interface StripPaths {
  readonly columns: number;
  /** One bar a token: its surprisal. */
  readonly bars: string;
  /** A cap over each bar that was clipped. */
  readonly caps: string;
  /** Entropy, token by token; it breaks where it is not known. */
  readonly line: string;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Whether a text is so short that numbers at both of its ends would lie on each other, on a phone at least. */
export function isShortStrip(tokens: number): boolean {
  return tokens < 20;
}

/** How many columns a strip of so many tokens has. */
export function stripColumns(tokens: number): number {
  return Math.max(fewestColumns, tokens);
}

/** The paths of a strip; a single string each, so that thousands of tokens are as cheap as one. */
export function stripPaths(tokens: readonly StripToken[]): StripPaths {
  const width = tokens.length < gaplessFrom ? 0.8 : 1;
  let bars = '';
  let caps = '';
  let line = '';
  let broken = true;
  tokens.forEach(({ surprisalBits, entropyBits }, i) => {
    if (surprisalBits !== null) {
      bars += `M${i} ${top}V${round(top - Math.min(stripBits, surprisalBits))}h${width}V${top}z`;
      if (surprisalBits > stripBits) caps += `M${i} 0.6V0h${width}V0.6z`;
    }
    if (entropyBits === null) broken = true;
    else {
      line += `${broken ? 'M' : 'L'}${i + 0.4} ${round(top - Math.min(stripBits, entropyBits))}`;
      broken = false;
    }
  });
  return { columns: stripColumns(tokens.length), bars, caps, line };
}

/** One bar a token as long as its value, scaled to the longest; `null` has none. */
export function valuePath(values: readonly (number | null)[]): { path: string; longest: number } {
  const width = values.length < gaplessFrom ? 0.8 : 1;
  const longest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  let path = '';
  if (longest > 0) {
    values.forEach((value, i) => {
      if (value !== null) path += `M${i} 1V${round(1 - value / longest)}h${width}V1z`;
    });
  }
  return { path, longest };
}

/** What stands beside a strip, in words. */
export interface StripTexts {
  /** The whole strip in a sentence. */
  readonly label: string;
  readonly axis: string;
  readonly surprisal: string;
  readonly entropy: string;
  readonly clipped: string;
  readonly prompt: string;
  readonly generated: string;
  /** The numbers at the ends of the token axis; the first one alone may tell both. */
  readonly first: string;
  readonly last: string;
  /** A number of bits at the axis. */
  readonly bits: (value: number) => string;
}

/** Places in a strip, by token; −1 for none. */
export interface StripState {
  readonly tokens: number;
  readonly promptLength: number;
  readonly pinned: number;
}

const ticks = [0, 5, 9, stripBits];

/**
 * Surprisal as bars and entropy as a line over the tokens of a text, on the scale that the tints have too.
 *
 * @param onPick called with the token under a click
 */
export function strip(
  paths: StripPaths,
  { tokens, promptLength, pinned }: StripState,
  texts: StripTexts,
  onPick: (index: number) => void,
): TemplateResult {
  const { columns } = paths;
  const share = (index: number) => `${(index / columns) * 100}%`;
  const parted = promptLength > 0 && promptLength < tokens;
  return html`<div class="strip" part="strip">
    <p class="strip-keys" aria-hidden="true">
      <span class="axis-name">${texts.axis}</span>
      <span class="key bar-key">${texts.surprisal}</span>
      <span class="key line-key">${texts.entropy}</span>
      ${paths.caps ? html`<span class="key cap-key">${texts.clipped}</span>` : nothing}
    </p>
    <div class="strip-ticks number" aria-hidden="true">
      ${ticks.map(
        (bits) => html`<span .style=${`top:${((top - bits) / top) * 100}%`}>${texts.bits(bits)}</span>`,
      )}
    </div>
    <svg
      class="plot"
      role="img"
      aria-label=${texts.label}
      viewBox=${`0 0 ${columns} ${top}`}
      preserveAspectRatio="none"
      @click=${(event: MouseEvent) => pick(event, columns, tokens, onPick)}
    >
      <path class="grid" d=${ticks.map((bits) => `M0 ${top - bits}H${columns}`).join('')}></path>
      ${pinned >= 0 ? svg`<path class="pin-column" d=${`M${pinned} 0h1V${top}h-1z`}></path>` : nothing}
      <path class="strip-bars" d=${paths.bars}></path>
      <path class="strip-bars" d=${paths.caps}></path>
      <path class="strip-line" d=${paths.line}></path>
      ${parted ? svg`<path class="parting" d=${`M${promptLength - 0.1} 0V${top}`}></path>` : nothing}
    </svg>
    <div class="strip-foot number" aria-hidden="true">
      <span class="ends" .style=${`width:${share(tokens)}`}
        ><span>${texts.first}</span><span>${texts.last}</span></span
      >
      ${parted ? partingLabel(promptLength / columns, texts) : nothing}
    </div>
  </div>`;
}

/** Names one side of the line between prompt and text: the one with more room. */
function partingLabel(at: number, texts: StripTexts): TemplateResult {
  const place = at < 0.6 ? `inset-inline-start:${at * 100}%` : `inset-inline-end:${(1 - at) * 100}%`;
  return html`<span class="side" .style=${place}>${at < 0.6 ? texts.generated : texts.prompt}</span>`;
}

/** A thin strip of one value a token, such as the time, with the longest named. */
export function valueStrip(
  path: string,
  tokens: number,
  pinned: number,
  texts: { readonly label: string; readonly axis: string; readonly longest: string },
  onPick: (index: number) => void,
): TemplateResult {
  const columns = stripColumns(tokens);
  return html`<div class="strip" part="time-strip">
    <p class="strip-keys" aria-hidden="true"><span class="axis-name">${texts.axis}</span></p>
    <div class="strip-ticks thin-ticks number" aria-hidden="true"><span>${texts.longest}</span></div>
    <svg
      class="plot thin"
      role="img"
      aria-label=${texts.label}
      viewBox=${`0 0 ${columns} 1`}
      preserveAspectRatio="none"
      @click=${(event: MouseEvent) => pick(event, columns, tokens, onPick)}
    >
      ${pinned >= 0 ? svg`<path class="pin-column" d=${`M${pinned} 0h1V1h-1z`}></path>` : nothing}
      <path class="value-bars" d=${path}></path>
    </svg>
  </div>`;
}

function pick(event: MouseEvent, columns: number, tokens: number, onPick: (index: number) => void): void {
  const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
  const index = Math.floor(((event.clientX - left) / width) * columns);
  if (index >= 0 && index < tokens) onPick(index);
}

export const stripStyles = css`
  .strip {
    display: grid;
    grid-template-columns: 3.25rem minmax(0, 1fr);
    color: var(--ink-soft);
    font-size: 0.8125rem;
    --bar-ink: color-mix(in oklab, var(--surprise) 55%, var(--ink));
  }
  .strip-keys {
    display: flex;
    grid-column: 1 / -1;
    flex-wrap: wrap;
    gap: 0 16px;
    margin-bottom: 4px;
  }
  .key::before {
    display: inline-block;
    width: 12px;
    margin-inline-end: 6px;
    background: var(--bar-ink);
    vertical-align: middle;
    content: '';
  }
  .bar-key::before {
    width: 6px;
    height: 12px;
  }
  .line-key::before {
    height: 2px;
    background: var(--accent);
  }
  .cap-key::before {
    width: 6px;
    height: 3px;
  }
  .strip-ticks {
    position: relative;
    text-align: end;
  }
  .strip-ticks span {
    position: absolute;
    right: 8px;
    line-height: 1;
    transform: translateY(-50%);
  }
  .thin-ticks span {
    transform: none;
  }
  .plot {
    width: 100%;
    height: 112px;
    overflow: visible;
    cursor: pointer;
  }
  .plot.thin {
    height: 40px;
    border-bottom: 1px solid var(--control-line);
  }
  .plot path {
    vector-effect: non-scaling-stroke;
  }
  .grid {
    fill: none;
    stroke: var(--line);
  }
  .strip-bars {
    fill: var(--bar-ink);
  }
  .value-bars {
    fill: var(--ink-soft);
  }
  .strip-line {
    fill: none;
    stroke: var(--accent);
    stroke-width: 1.5px;
    stroke-linejoin: round;
  }
  .parting {
    fill: none;
    stroke: var(--ink-soft);
    stroke-dasharray: 4 3;
  }
  .pin-column {
    fill: color-mix(in oklab, var(--accent) 25%, transparent);
    stroke: var(--accent);
  }
  .strip-foot {
    position: relative;
    grid-column: 2;
    min-height: 1.6em;
    margin-top: 4px;
    line-height: 1.4;
  }
  .strip-foot:has(.side) {
    min-height: 2.8em;
  }
  .strip-foot .ends {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    min-width: max-content;
  }
  .strip-foot .side {
    position: absolute;
    bottom: 0;
    padding-inline: 4px;
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .strip-bars,
    .value-bars {
      fill: CanvasText;
    }
    .strip-line,
    .pin-column {
      stroke: Highlight;
    }
    .grid,
    .parting {
      stroke: CanvasText;
    }
    .key::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .line-key::before {
      background: Highlight;
    }
  }
`;
