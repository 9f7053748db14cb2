import { html, nothing, type TemplateResult } from 'lit';
import { hexadecimal, visibleToken } from '../../charts/token-text.ts';
import type { CharacterGroup } from '../../core/characters.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { blankNumber, sourceName, standsAlone, wholeOf } from './names.ts';
import { blankText, isBlank, isContinuation, isUnknown, pieceBeside } from './pieces.ts';
import type { ChipContext } from './render-chunk.ts';

/** The numbers of one token in a line; a hint where there is none. The line keeps its height. */
export function renderReadout(
  group: CharacterGroup | undefined,
  index: number,
  context: ChipContext,
  hint = '',
): TemplateResult {
  const { chips, format, token: words } = context.messages;
  const token = context.tokens[index];
  if (!token || !group) return html`<p class="readout soft" part="readout">${hint || chips.hint}</p>`;
  const { probability, rank, surprisalBits, source } = token;
  const blank = isBlank(token);
  const filled = blank && blankText(token).filled !== '';
  return html`<p class="readout soft number" part="readout">
    ${renderName(token, group, index, context)}
    ${isContinuation(token) ? html`<span>${words.piece}</span>` : nothing}
    ${isUnknown(token) ? html`<span>${chips.unknown}</span>` : nothing}
    ${
      probability !== null
        ? html`<span>${format.percent(probability)}</span>
            ${rank === null ? nothing : html`<span>${chips.rank(rank)}</span>`}
            ${surprisalBits === null ? nothing : html`<span>${words.bits(surprisalBits)}</span>`}`
        : blank && !filled
          ? nothing
          : html`<span>${chips.notScored}</span>`
    }
    ${blank && !filled ? nothing : html`<span>${sourceName(source, context)}</span>`}
  </p>`;
}

/** The token, what it is called in the vocabulary where that is something else, and which part or blank it is. */
function renderName(
  token: TokenRecord,
  group: CharacterGroup,
  index: number,
  { messages, language, blanks }: ChipContext,
): TemplateResult {
  const { chips } = messages;
  const inLanguage = (text: string) =>
    html`<span class="readout-token" lang=${language || nothing}>${text}</span>`;
  if (isBlank(token)) {
    const { filled } = blankText(token);
    return html`${filled ? inLanguage(visibleToken(filled)) : nothing}
      <span>${chips.blank(blankNumber(index, blanks))}</span>`;
  }
  if (!standsAlone(group)) {
    const number = index - group.start + 1;
    return html`${inLanguage(hexadecimal(token.bytes))}
      <span>${chips.partOf(number, group.end - group.start, wholeOf(group, messages))}</span>`;
  }
  const piece = pieceBeside(token);
  return html`${inLanguage(visibleToken(group.text || token.text, token.bytes))}
  ${piece === null ? nothing : html`<span>${chips.inVocabulary} ${inLanguage(visibleToken(piece))}</span>`}`;
}
