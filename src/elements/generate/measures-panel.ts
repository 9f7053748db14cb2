import { html, nothing, type TemplateResult } from 'lit';
import type { LmPinEvent } from '../../events/pin-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Texts } from './writing/texts.ts';

/** The measures over the tokens that are not ahead. */
export function measuresPanel(
  { current, cursor, pinned }: Pick<Texts, 'current' | 'cursor' | 'pinned'>,
  language: string,
  onPin: (index: number) => void,
  { writing: words }: Messages,
): TemplateResult | typeof nothing {
  if (!current) return nothing;
  const reached = cursor < current.tokens.length ? current.tokens.slice(0, cursor) : current.tokens;
  return html`<section aria-label=${words.measures}>
    <lm-measures
      part="measures"
      .tokens=${reached}
      .promptLength=${current.promptLength}
      .pinned=${pinned}
      .language=${language}
      @lm-pin=${({ index }: LmPinEvent) => onPin(index)}
    ></lm-measures>
  </section>`;
}
