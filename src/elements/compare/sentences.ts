import { html, nothing, type TemplateResult } from 'lit';
import { harmlessText } from '../../charts/token-text.ts';
import { findBlanks } from '../../core/masks.ts';
import type { Variant } from '../../core/variants.ts';
import type { Messages } from '../../i18n/index.ts';

/** Longer ones, in UTF-16 units, no model here takes; to draw them could hold up the page. */
const longestShown = 10_000;

/** The sentences that a template stands for, each with its name. */
export function sentenceList(
  variants: readonly Variant[],
  { names, blank, language }: { names: readonly string[]; blank: number; language: string },
  { compare: texts }: Messages,
): TemplateResult | typeof nothing {
  if (variants.length < 2 || variants.some(({ text }) => text.length > longestShown)) return nothing;
  return html`<section class="sentences" part="sentences" aria-label=${texts.sentences}>
    <dl>
      ${variants.map(
        (variant, i) =>
          html`<div class="sentence">
            <dt>${names[i]}</dt>
            <dd lang=${language || nothing}>${marked(variant, blank)}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** A sentence with what varies and the blank that is compared set off. No white space of the template's own: it would show. */
function marked({ text, spans }: Variant, blank: number): TemplateResult[] {
  const blanks = findBlanks(text);
  const cuts = [...spans, ...blanks].flatMap(({ start, end }) => [start, end]);
  const places = [...new Set([0, ...cuts, text.length])].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, i) => {
    const stretch = harmlessText(text.slice(start, places[i + 1]));
    const within = ({ start: from, end }: { start: number; end: number }) => from <= start && start < end;
    const isVaried = spans.some(within);
    const which = blanks.findIndex(within);
    if (which < 0 && !isVaried) return html`${stretch}`;
    const classes = [
      ...(isVaried ? ['varied'] : []),
      ...(which < 0 ? [] : ['blank']),
      ...(which === blank ? ['asked'] : []),
    ];
    return html`<span class=${classes.join(' ')}>${stretch}</span>`;
  });
}
