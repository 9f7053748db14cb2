import { html, nothing, type TemplateResult } from 'lit';
import { drawBar, type DrawBarPart } from '../../charts/draw-bar.ts';
import { seenAndHeard } from '../../charts/seen-and-heard.ts';
import { neutralSettings, type Distribution, type SamplingSettings } from '../../core/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenRecord, TokenSource } from '../../records/token-record.ts';

/** So many tokens have a part of their own on the bar. */
const partCount = 8;

/** What the reason of a token is told from. */
export interface WhyContext {
  readonly record: TokenRecord;
  /** Under the settings of now; `null` where the logits are not there. */
  readonly distribution: Distribution | null;
  /** Tokens of the vocabulary; 0 where that is not known. */
  readonly vocabularySize: number;
  readonly language: string;
  readonly nameOf: (tokenId: number) => string;
  /** The same as it is heard. */
  readonly heardNameOf: (tokenId: number) => string;
}

/** A part of the bar with its label as it is heard. */
interface Part extends DrawBarPart {
  readonly heard: string;
}

/** Whether two settings differ in any value. */
export function settingsDiffer(a: SamplingSettings, b: SamplingSettings | undefined): boolean {
  const names = Object.keys(neutralSettings) as (keyof SamplingSettings)[];
  return names.some((name) => a[name] !== b?.[name]);
}

/** The same of a masked model in one sentence: it draws nothing, so there is no bar. */
export function maskedWhy(
  source: Exclude<TokenSource, 'sampled'>,
  { distribution: texts }: Messages,
): TemplateResult {
  const reason = source === 'unknown' ? texts.source.unknown : texts.maskedSource[source];
  return html`<p part="why">${reason}</p>`;
}

/** Why this token and no other: drawn, the likeliest, given by a person, or not known. */
export function why(context: WhyContext, messages: Messages): TemplateResult {
  const { record, distribution, nameOf, heardNameOf } = context;
  const { distribution: texts } = messages;
  const { sampling } = record;
  const draw = record.source === 'sampled' ? (sampling?.draw ?? null) : null;
  const reason =
    record.source === 'sampled'
      ? draw === null
        ? texts.source.greedy
        : texts.source.sampled(draw)
      : texts.source[record.source];
  let now: unknown = null;
  if (draw !== null && distribution && settingsDiffer(distribution.settings, sampling!.settings)) {
    const tokenId = distribution.pick(draw);
    const sentence =
      distribution.settings.temperature === 0
        ? texts.noDraw
        : tokenId === record.tokenId
          ? texts.sameDraw
          : texts.otherDraw;
    const about = (name: string) => sentence(texts.quoted(name));
    now = seenAndHeard(about(nameOf(tokenId)), about(heardNameOf(tokenId)));
  }
  return html`<div class="block" part="why">
    <h4>${texts.why}</h4>
    <p>
      ${reason}
      ${draw === null ? nothing : texts.recordedSettings(settingsText(sampling!.settings, messages))}
    </p>
    ${draw === null ? nothing : renderBar(context, draw, messages)}
    ${now === null ? nothing : html`<p part="same-draw"><strong>${now}</strong></p>`}
  </div>`;
}

function renderBar(context: WhyContext, draw: number, messages: Messages): TemplateResult | typeof nothing {
  const { distribution: texts, format } = messages;
  const parts = context.distribution
    ? derivedParts(context, context.distribution, draw, messages)
    : recordedParts(context, messages);
  if (parts.length === 0) return nothing;
  const marked = parts.map((part) => ({ ...part, taken: draw >= part.from && draw < part.to }));
  const words = marked.map(
    ({ heard, from, to }) => `${heard} ${texts.segment(format.decimal(from, 3), format.decimal(to, 3))}`,
  );
  const taken = marked.find((part) => part.taken);
  const drawn = (name?: string) => (name === undefined ? '' : texts.draw(draw, name));
  const label = `${texts.drawBar}: ${words.join('; ')}. ${drawn(taken?.heard)}`;
  return drawBar(marked, draw, { label, draw: drawn(taken?.label) }, context.language);
}

function derivedParts(
  context: WhyContext,
  distribution: Distribution,
  draw: number,
  { distribution: texts }: Messages,
): Part[] {
  // At temperature 0 nothing is drawn.
  if (distribution.settings.temperature === 0) return [];
  return distribution.segments(partCount).map(({ tokenId, count, from, to }) => {
    if (tokenId !== null) return partOf(context, tokenId, from, to);
    const rest = texts.segmentRest(count);
    const within = draw >= from && count > 1 ? distribution.pick(draw) : null;
    const withName = (name: (tokenId: number) => string) =>
      within === null ? rest : `${rest} (${name(within)})`;
    return { label: withName(context.nameOf), heard: withName(context.heardNameOf), from, to, rest: true };
  });
}

function partOf({ nameOf, heardNameOf }: WhyContext, tokenId: number, from: number, to: number): Part {
  return { label: nameOf(tokenId), heard: heardNameOf(tokenId), from, to };
}

/** From the recorded candidates: the list is the order of the draw only where no penalty changed it. */
function recordedParts(context: WhyContext, { distribution: texts }: Messages): Part[] {
  const { record, vocabularySize } = context;
  const { sampling, top } = record;
  if (!sampling || sampling.settings.repetitionPenalty !== 1) return [];
  if (top.some((one) => one.finalProbability === undefined)) return [];
  const kept = top.filter((one) => one.finalProbability! > 0).slice(0, partCount);
  const parts: Part[] = [];
  let from = 0;
  for (const one of kept) {
    const to = Math.min(1, from + one.finalProbability!);
    parts.push(partOf(context, one.tokenId, from, to));
    from = to;
  }
  const count = Math.min(sampling.keptCount, vocabularySize || Infinity) - kept.length;
  // Rounding leaves a hair.
  if (count > 0 && from < 1 - 1e-9) {
    const rest = texts.segmentRest(count);
    parts.push({ label: rest, heard: rest, from, to: 1, rest: true });
  }
  return parts;
}

/** The temperature, and what else is on. */
function settingsText(settings: SamplingSettings, { distribution: { settings: texts } }: Messages): string {
  const names = ['temperature', 'topK', 'topP', 'minP', 'repetitionPenalty'] as const;
  return names
    .filter((name) => name === 'temperature' || settings[name] !== neutralSettings[name])
    .map((name) => texts[name](settings[name]))
    .join(', ');
}
