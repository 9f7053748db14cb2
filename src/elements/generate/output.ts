import { html, nothing, type TemplateResult } from 'lit';
import type { LmPinEvent } from '../../events/pin-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Texts } from './writing/texts.ts';

/** What a text is shown from, token by token. */
export interface OutputContext {
  readonly texts: Pick<Texts, 'current' | 'cursor' | 'pinned'>;
  readonly running: boolean;
  readonly language: string;
  readonly showSpaces: boolean;
  readonly showBytes: boolean;
  readonly onPin: (index: number) => void;
}

/** The prompt and the text, token by token. */
export function output(context: OutputContext, { generate }: Messages): TemplateResult {
  const { texts, running, language, showSpaces, showBytes, onPin } = context;
  const { current } = texts;
  return html`<lm-chips
    part="tokens"
    exportparts="chip, group, readout, legend"
    legend
    keys-hint
    ?fade-in=${running}
    ?busy=${running}
    .label=${generate.output}
    .tokens=${current?.tokens ?? []}
    .promptLength=${current?.promptLength ?? 0}
    .cursor=${current ? texts.cursor : Infinity}
    .pinned=${texts.pinned}
    .language=${language}
    .showSpaces=${showSpaces}
    .showBytes=${showBytes}
    @lm-pin=${({ index }: LmPinEvent) => onPin(index)}
    ><p slot="empty" class="placeholder">${generate.empty}</p></lm-chips
  >`;
}

/** Says that what is shown was written earlier; nothing where it was not. */
export function recordedRemark(
  { recorded }: Pick<Texts, 'recorded'>,
  model: string | undefined,
  { writing: texts }: Messages,
): TemplateResult | typeof nothing {
  if (!recorded || model === undefined) return nothing;
  return html`<p class="soft recorded">${texts.recorded(model)}</p>`;
}
