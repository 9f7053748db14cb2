import { html, nothing, type TemplateResult } from 'lit';
import { harmlessText } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { WordReading, WordSide } from '../../records/views/two-ways.ts';

/** What the paired bars are drawn by. */
export interface WordBarsContext {
  readonly words: readonly WordReading[];
  /** The word that is a blank; −1 for none. */
  readonly chosen: number;
  /** The word that is pointed at, here or elsewhere; −1 for none. */
  readonly pointed: number;
  /** The word that the Tab key comes to. */
  readonly active: number;
  readonly language: string;
  readonly onChoose: (word: number) => void;
  readonly onPoint: (word: number) => void;
  /** The focus came to a word. */
  readonly onActive: (word: number) => void;
}

/** Between two lines of the scale, in bits. */
const lineBits = 5;
/** The least that the scale holds, so that a sentence without surprises looks like one. */
const leastBits = 10;

/** As high as a number is, of the height of the bars. */
const leastSavedShare = 0.2;

/** The end of the scale, in bits: the next line above the longest bar. */
export function scaleEnd(words: readonly WordReading[]): number {
  const values = words.flatMap(({ left, both }) => [left.surprisalBits ?? 0, both.surprisalBits ?? 0]);
  const longest = Math.max(leastBits, ...values.filter((value) => Number.isFinite(value)));
  return Math.ceil(longest / lineBits) * lineBits;
}

/**
 * The words as a running text, over each the two surprisals as a pair of bars on one scale: from the left alone plain, from
 * both sides hatched, and dashed above that how much lower it is.
 */
export function wordBars(context: WordBarsContext, messages: Messages): TemplateResult {
  const { words } = context;
  const { twoWays: texts } = messages;
  const end = scaleEnd(words);
  const last = words.length - 1;
  const onKeydown = (event: KeyboardEvent, index: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') context.onChoose(index);
    else if (event.key === 'Escape' && context.chosen >= 0) context.onChoose(context.chosen);
    else {
      const target = targetOf(event.key, index, last);
      if (target === null) return;
      focusWord(event.currentTarget as Element, target);
    }
    event.preventDefault();
  };
  return html`<div
      class="pairs"
      part="words"
      role="listbox"
      aria-orientation="horizontal"
      aria-label=${texts.chartLabel}
      aria-describedby="pairs-keys"
      .style=${`--line:${lineBits / end}`}
      @pointerleave=${() => context.onPoint(-1)}
      @focusout=${() => context.onPoint(-1)}
    >
      ${words.map((word, index) => {
        const { left, both, gainBits } = word;
        return html`<div
          class="pair ${index === context.pointed ? 'pointed' : ''}"
          part="word"
          role="option"
          data-word=${index}
          tabindex=${index === context.active ? 0 : -1}
          aria-selected=${index === context.chosen}
          @click=${() => context.onChoose(index)}
          @keydown=${(event: KeyboardEvent) => onKeydown(event, index)}
          @pointerenter=${() => context.onPoint(index)}
          @focus=${() => {
            context.onActive(index);
            context.onPoint(index);
          }}
        >
          <span class="hidden-visually"
            >${texts.heard(word.text, left.surprisalBits, both.surprisalBits, gainBits)}</span
          >
          <span class="rods" aria-hidden="true"
            >${rod('left', left, null, end, messages)}${rod('both', both, gainBits, end, messages)}</span
          >
          <span class="pair-word" aria-hidden="true" lang=${context.language || nothing}
            >${harmlessText(word.text)}</span
          >
          <span class="pair-gain number" aria-hidden="true"
            >${gainBits === null ? '' : texts.gain(gainBits)}</span
          >
        </div>`;
      })}
    </div>
    <p id="pairs-keys" hidden>${texts.chartKeys}</p>`;
}

function rod(
  name: 'left' | 'both',
  { surprisalBits, missing }: WordSide,
  gainBits: number | null,
  end: number,
  { twoWays: texts }: Messages,
): TemplateResult {
  if (surprisalBits === null) {
    return html`<span class="rod ${name} absent" title=${missing ? texts.missing[missing] : nothing}
      ><span class="rod-value">–</span></span
    >`;
  }
  const share = (bits: number) => Math.min(1, bits / end).toFixed(4);
  const saved = gainBits !== null && gainBits > 0 ? gainBits : 0;
  // What is saved begins where the number would stand: it stands above then.
  const lifted = saved > 0 && saved / end < leastSavedShare;
  return html`<span
    class="rod ${name} ${lifted ? 'lifted' : ''}"
    .style=${`--share:${share(surprisalBits)};--saved:${share(saved)}`}
    >${saved > 0 ? html`<span class="saved"></span>` : nothing}<span class="rod-value number"
      >${Number.isFinite(surprisalBits) ? texts.bitsShort(surprisalBits) : '∞'}</span
    ><span class="rod-bar"></span
  ></span>`;
}

/**
 * What the bars mean.
 *
 * @param names of the models, the autoregressive one first
 */
export function pairsLegend(names: readonly [string, string], { twoWays: texts }: Messages): TemplateResult {
  const [left, both] = names;
  return html`<ul class="pairs-legend soft" role="list">
    <li><span class="swatch left" aria-hidden="true"></span>${texts.readBy(texts.left, left)}</li>
    <li><span class="swatch both" aria-hidden="true"></span>${texts.readBy(texts.both, both)}</li>
    <li><span class="swatch saved-swatch" aria-hidden="true"></span>${texts.saved}</li>
    <li>${texts.lines(lineBits)}</li>
  </ul>`;
}

function focusWord(from: Element, index: number): void {
  from.parentElement?.querySelector<HTMLElement>(`[data-word="${index}"]`)?.focus();
}

function targetOf(key: string, index: number, last: number): number | null {
  const targets: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowDown: index + 1,
    ArrowLeft: index - 1,
    ArrowUp: index - 1,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? null : Math.max(0, Math.min(last, target));
}
