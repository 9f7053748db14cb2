import { html, type TemplateResult } from 'lit';
import type { Distribution } from '../../core/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { SamplingRecord } from '../../records/token-record.ts';

/** What each filter keeps by itself, and all of them together, as a line below the bars. */
export function filters(
  distribution: Distribution,
  { distribution: texts, format }: Messages,
): TemplateResult {
  const { keptBy, keptCount, keptMass, settings, vocabularySize } = distribution;
  const alone = (['topK', 'topP', 'minP'] as const).flatMap((name) => {
    const count = keptBy[name];
    return count === undefined ? [] : [texts.keepsAlone(texts.filterNames[name], count)];
  });
  const sentences =
    settings.temperature === 0
      ? [texts.greedyKeeps]
      : alone.length === 0
        ? [texts.keepsAll(vocabularySize)]
        : [...alone, texts.keepsTogether(keptCount, format.percent(keptMass))];
  return line(sentences);
}

/** The same of a recorded draw, of which only the sum is known. */
export function recordedFilters(
  { draw, keptCount, keptMass }: SamplingRecord,
  vocabularySize: number,
  { distribution: texts, format }: Messages,
): TemplateResult {
  const all = vocabularySize > 0 && keptCount >= vocabularySize;
  const sentence =
    draw === null
      ? texts.greedyKeeps
      : all
        ? texts.keepsAll(vocabularySize)
        : texts.keepsTogether(keptCount, format.percent(keptMass));
  return line([sentence]);
}

function line(sentences: readonly string[]): TemplateResult {
  return html`<p class="soft" part="filters">${sentences.join(' ')}</p>`;
}
