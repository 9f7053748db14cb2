import { html, nothing, type TemplateResult } from 'lit';
import { harmlessText } from '../../charts/token-text.ts';
import { lacksFullStop, outerSpaces, withFullStop } from '../../core/sentence-checks.ts';
import type { Messages } from '../../i18n/index.ts';

/** What a sentence is looked at for. */
export interface NoticeContext {
  /** By which a field can say that the notices describe it. */
  readonly id?: string;
  readonly text: string;
  /** Stretches that the model has no token for; none where that is not known. */
  readonly unknown?: readonly string[];
  /** Takes a mended text; without it nothing is offered. */
  readonly onMend?: (text: string) => void;
}

/**
 * What is better known of a sentence before a masked model reads it: a full stop that is missing, spaces around it, words
 * that it has no token for.
 */
export function sentenceNotices(
  { id, text, unknown = [], onMend }: NoticeContext,
  messages: Messages,
): TemplateResult | typeof nothing {
  const { masked: texts } = messages;
  const { leading, trailing } = outerSpaces(text);
  if (!lacksFullStop(text) && leading + trailing === 0 && unknown.length === 0) return nothing;
  // As if it were not there, but for its id.
  return html`<div id=${id ?? nothing} .style=${'display:contents'}>
    ${
      lacksFullStop(text)
        ? html`<div class="notice" part="notice">
            <p>${texts.noFullStop}</p>
            ${onMend ? mend('add-full-stop', texts.addFullStop, () => onMend(withFullStop(text))) : nothing}
          </div>`
        : nothing
    }${
      leading + trailing > 0
        ? html`<div class="notice" part="notice">
            <p>${texts.outerSpaces(leading, trailing)}</p>
            ${onMend ? mend('trim', texts.trim, () => onMend(text.trim())) : nothing}
          </div>`
        : nothing
    }${
      unknown.length > 0
        ? html`<div class="notice" part="notice"><p>${texts.unknown(unknown.map(harmlessText))}</p></div>`
        : nothing
    }
  </div>`;
}

function mend(part: string, label: string, act: () => void): TemplateResult {
  return html`<div class="row"><button part=${part} @click=${act}>${label}</button></div>`;
}
