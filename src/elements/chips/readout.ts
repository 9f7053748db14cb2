import { html, nothing, type TemplateResult } from 'lit';
import { hexadecimal, visibleToken } from '../../charts/token-text.ts';
import type { CharacterGroup } from '../../core/characters.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { standsAlone, wholeOf } from './names.ts';

/** The numbers of one token in a line; a hint where there is none. The line keeps its height. */
export function renderReadout(
  token: TokenRecord | undefined,
  group: CharacterGroup | undefined,
  index: number,
  language: string,
  messages: Messages,
): TemplateResult {
  const { chips, format, token: words } = messages;
  if (!token || !group) return html`<p class="readout soft" part="readout">${chips.hint}</p>`;
  const alone = standsAlone(group);
  const shown = alone ? visibleToken(group.text || token.text, token.bytes) : hexadecimal(token.bytes);
  const number = index - group.start + 1;
  const { probability, rank, surprisalBits, source } = token;
  return html`<p class="readout soft number" part="readout">
    <span class="readout-token" lang=${language || nothing}>${shown}</span>
    ${
      alone
        ? nothing
        : html`<span>${chips.partOf(number, group.end - group.start, wholeOf(group, messages))}</span>`
    }
    ${
      probability === null
        ? html`<span>${chips.notScored}</span>`
        : html`<span>${format.percent(probability)}</span>
            ${rank === null ? nothing : html`<span>${chips.rank(rank)}</span>`}
            ${surprisalBits === null ? nothing : html`<span>${words.bits(surprisalBits)}</span>`}`
    }
    <span>${chips.source[source]}</span>
  </p>`;
}
