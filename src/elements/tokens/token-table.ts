import { html, nothing, type TemplateResult } from 'lit';
import { hexadecimal, visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TextPiece } from '../../protocol/results.ts';
import { countText, isAdded } from './counts.ts';
import { shownName } from './piece-names.ts';
import type { RowContext } from './render-row.ts';
import type { Row } from './rows.ts';

/** The tokens of one tokenizer as a table. */
export function tokenTable(
  { tokenization, name }: Row,
  { text, marked, limit, onPoint, onMore }: RowContext,
  { tokenizers: texts }: Messages,
): TemplateResult {
  const { tokens, kind } = tokenization;
  const { table } = texts;
  const shown = tokens.slice(0, limit);
  const onPointerover = (event: Event) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    onPoint(row ? Number(row.dataset['index']) : -1);
  };
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${texts.tokensOf(name)}>
      <table part="table" @pointerover=${onPointerover} @pointerleave=${() => onPoint(-1)}>
        <thead>
          <tr>
            <th scope="col">${table.position}</th>
            <th scope="col">${table.id}</th>
            <th scope="col">${table.piece}</th>
            <th scope="col">${table.text}</th>
            <th scope="col">${table.bytes}</th>
            <th scope="col">${table.characters}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((token, index) => {
            const added = isAdded(token);
            const [part, parts] = added ? [1, 1] : partOf(tokens, index);
            const written = text.slice(token.start, token.end);
            return html`<tr data-index=${index} class=${marked.has(index) ? 'marked' : ''}>
              <td class="number">${index + 1}</td>
              <td class="number">${token.tokenId}</td>
              <td><bdi class="name">${shownName(token, kind)}</bdi></td>
              <td>
                ${added ? html`<span class="soft">${table.marker}</span>` : html`<bdi class="name">${visibleToken(written)}</bdi>`}
              </td>
              <td><span class="name bytes">${bytesOf(token)}</span></td>
              <td class="number">
                ${added ? nothing : parts > 1 ? table.part(part, parts) : countText(written).characters}
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
    ${
      shown.length < tokens.length
        ? html`<div class="row">
            <span class="soft">${table.first(shown.length, tokens.length)}</span>
            <button @click=${onMore}>${table.showMore}</button>
          </div>`
        : nothing
    }`;
}

/** The bytes of a token, which break a line between two of them alone. */
function bytesOf({ bytes }: TextPiece): unknown {
  return Array.from(bytes, (byte, i) => [i > 0 ? html`<wbr />` : nothing, hexadecimal(Uint8Array.of(byte))]);
}

/** Which of the tokens that stand for the same stretch this is, and of how many. */
function partOf(tokens: readonly TextPiece[], index: number): [number: number, of: number] {
  const { start, end } = tokens[index]!;
  const overlaps = (other: TextPiece | undefined) =>
    other !== undefined && !isAdded(other) && other.start < end && other.end > start;
  let first = index;
  let last = index;
  while (overlaps(tokens[first - 1])) first--;
  while (overlaps(tokens[last + 1])) last++;
  return [index - first + 1, last - first + 1];
}
