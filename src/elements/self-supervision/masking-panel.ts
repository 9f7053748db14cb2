import { html, nothing, type TemplateResult } from 'lit';
import { harmlessText, visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import { writtenPiece, type TokenRecord } from '../../records/index.ts';
import type { Masking, SampleSet } from '../../records/views/self-supervision.ts';
import { isAdded, randomName } from './samples.ts';

/** What the masking is, and what changes it. */
export interface MaskingContext {
  readonly masking: Masking;
  /** Takes another masking, and draws it. */
  readonly onChange: (change: Partial<Masking>) => void;
}

/** The settings of a masking; each change draws anew. */
export function maskingPanel({ masking, onChange }: MaskingContext, messages: Messages): TemplateResult {
  const { selfSupervision: texts } = messages;
  const { seed, share, wholeWords, replacement } = masking;
  const numberFrom = (event: Event, most: number): number | null => {
    const input = event.target as HTMLInputElement;
    const value = input.valueAsNumber;
    return Number.isInteger(value) && value >= Number(input.min) && value <= most ? value : null;
  };
  const onSeed = (event: Event) => {
    const value = numberFrom(event, Number.MAX_SAFE_INTEGER);
    if (value !== null) onChange({ seed: value });
  };
  const onShare = (event: Event) => {
    const value = numberFrom(event, 100);
    if (value !== null) onChange({ share: value / 100 });
  };
  return html`<fieldset class="masking" part="masking">
    <legend>${texts.masking}</legend>
    <div class="row">
      <label class="field small"
        >${texts.seed}<input
          type="number"
          part="seed"
          min="0"
          step="1"
          .value=${String(seed)}
          @change=${onSeed}
      /></label>
      <label class="field small"
        >${texts.share}<input
          type="number"
          part="share"
          min="0"
          max="100"
          step="1"
          .value=${String(Math.round(share * 100))}
          @change=${onShare}
      /></label>
      <label class="field"
        >${texts.replacement}<select
          part="replacement"
          @change=${(event: Event) =>
            onChange({ replacement: (event.target as HTMLSelectElement).value as Masking['replacement'] })}
        >
          ${(['mask', 'bert'] as const).map(
            (one) =>
              html`<option value=${one} .selected=${one === replacement}>${texts.replacements[one]}</option>`,
          )}
        </select></label
      >
      <label class="check"
        ><input
          type="checkbox"
          part="whole-words"
          .checked=${wholeWords}
          @change=${(event: Event) => onChange({ wholeWords: (event.target as HTMLInputElement).checked })}
        />${texts.wholeWords}</label
      >
    </div>
    <p class="soft">${texts.shareHint}</p>
    ${replacement === 'bert' ? html`<p class="soft">${texts.bertHint}</p>` : nothing}
  </fieldset>`;
}

/** The seed after one, for another masking. */
export function nextSeed(seed: number): number {
  return seed >= Number.MAX_SAFE_INTEGER ? 0 : seed + 1;
}

/** The text as the model reads it: masks as blanks, tokens that were exchanged or kept outlined. */
export function maskedInput(set: SampleSet, language: string, messages: Messages): TemplateResult {
  const { selfSupervision: texts } = messages;
  const others = set.samples.filter(({ kind }) => kind !== 'mask');
  const told = [
    ...(others.length < set.samples.length ? [texts.isMask] : []),
    ...others.map((one) => {
      if (one.kind === 'random') return texts.random(visibleToken(randomName(one)));
      const { start, end } = set.tokens[one.position]!;
      return texts.kept(harmlessText(set.text.slice(start, end)));
    }),
    ...(others.length > 0 ? [texts.marked] : []),
  ];
  return html`<div class="field" part="input">
    <h3>${texts.input}</h3>
    <lm-chips
      task="masked"
      borders
      .tokens=${inputRecords(set)}
      .marked=${new Set(others.map(({ position }) => position))}
      .label=${texts.input}
      .language=${language}
    ></lm-chips>
    <p class="soft">${told.join(' ')}</p>
  </div>`;
}

const unscored = {
  source: 'prompt',
  probability: null,
  logProbability: null,
  rank: null,
  surprisalBits: null,
  entropyBits: null,
  top: [],
  sampling: null,
  timeMs: null,
} as const;

const records = new WeakMap<SampleSet, readonly TokenRecord[]>();

/** Made once for a set: the chips draw anew what is another object. */
function inputRecords(set: SampleSet): readonly TokenRecord[] {
  const known = records.get(set);
  if (known) return known;
  const { text, tokens, samples } = set;
  let at = 0;
  const made = tokens.map((token, position): TokenRecord => {
    const space = text.slice(at, Math.max(at, token.start));
    at = Math.max(at, token.end);
    const { start, end } = token;
    const sample = samples.find((one) => one.position === position);
    if (sample?.kind === 'mask') {
      // Nothing of the label may be left: its id would be read out.
      const blank = { ...token, tokenId: set.maskId!, text: set.mask!, special: true, continuation: false };
      return { ...writtenPiece(blank, `${space}${set.mask!}`), piece: set.mask!, ...unscored };
    }
    if (sample?.kind === 'random') {
      const { tokenId } = sample.random!;
      const name = randomName(sample);
      const other = { ...token, tokenId, text: name, special: false, continuation: false };
      return { ...writtenPiece(other, `${space}${name}`), ...unscored };
    }
    const written = isAdded(token) ? token.text : `${space}${text.slice(start, end)}`;
    return { ...writtenPiece(token, written), ...unscored };
  });
  records.set(set, made);
  return made;
}
