import { html, nothing, type TemplateResult } from 'lit';
import type { LmPinEvent } from '../../events/pin-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Writing } from './writing/writing.ts';

/** The measures over the tokens that are not ahead; without their time, where the generation's own numbers tell it. */
export function measuresPanel(
  { texts: { current, cursor, pinned }, meter }: Pick<Writing, 'texts' | 'meter'>,
  language: string,
  onPin: (index: number) => void,
  { writing: words }: Messages,
): TemplateResult | typeof nothing {
  if (!current) return nothing;
  const reached = cursor < current.tokens.length ? current.tokens.slice(0, cursor) : current.tokens;
  const timed = reached.filter(({ timeMs }) => timeMs !== null).length;
  // More than that generation wrote: from a file, or by several of them, which it has no numbers of.
  const hasOther = timed > (meter.of(current.id)?.tokens ?? 0);
  return html`<section aria-label=${words.measures}>
    <lm-measures
      part="measures"
      .tokens=${reached}
      .promptLength=${current.promptLength}
      .pinned=${pinned}
      .language=${language}
      .noTimes=${!hasOther}
      @lm-pin=${({ index }: LmPinEvent) => onPin(index)}
    ></lm-measures>
  </section>`;
}
