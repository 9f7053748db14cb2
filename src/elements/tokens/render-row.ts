import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { harmlessText } from '../../charts/token-text.ts';
import type { LmPinEvent } from '../../events/pin-event.ts';
import type { LmPointEvent } from '../../events/point-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TextChanges } from './changes.ts';
import { shownName } from './piece-names.ts';
import type { Row } from './rows.ts';
import { tokenTable } from './token-table.ts';

/** How a row is shown, and what is told of it. */
export interface RowContext {
  readonly text: string;
  readonly view: 'chips' | 'table';
  readonly showSpaces: boolean;
  readonly showBytes: boolean;
  readonly direction: 'ltr' | 'rtl';
  /** The tokens of the stretch that is pointed at. */
  readonly marked: ReadonlySet<number>;
  /** The token that is pointed at in this very row; −1 for none. */
  readonly pointed: number;
  readonly pinned: number;
  /** The most tokens of any row, for the bars. */
  readonly mostTokens: number;
  /** How many tokens a table shows. */
  readonly limit: number;
  readonly onPoint: (index: number) => void;
  readonly onPin: (index: number) => void;
  readonly onMore: () => void;
}

/** One tokenizer: how it cuts, how many tokens, the tokens, and what became of the text. */
export function renderRow(row: Row, context: RowContext, messages: Messages): TemplateResult {
  const { tokenizers: texts } = messages;
  const { tokenization, name, task, counts } = row;
  const { kind, vocabularySize, model } = tokenization;
  const { tokens, markers, charactersPerToken, tokensPerWord } = counts;
  const share = context.mostTokens > 0 ? tokens / context.mostTokens : 0;
  return html`<section class="tokenizer ${task}" part="tokenizer" aria-labelledby=${`row-${model}`}>
    <div class="head">
      <h3 id=${`row-${model}`}>${name}</h3>
      <span class="soft">${texts.kind[kind]}, ${texts.vocabulary(vocabularySize)}</span>
    </div>
    <div class="length" aria-hidden="true"><span .style=${`--share:${share.toFixed(4)}`}></span></div>
    <p class="facts number" part="counts">
      <span><strong>${texts.tokens(tokens)}</strong></span>
      ${markers.length > 0 ? html`<span>${texts.markers(markers)}</span>` : nothing}
      ${charactersPerToken === null ? nothing : html`<span>${texts.charactersPerToken(charactersPerToken)}</span>`}
      ${tokensPerWord === null ? nothing : html`<span>${texts.tokensPerWord(tokensPerWord)}</span>`}
    </p>
    ${context.view === 'chips' ? renderChips(row, context, messages) : tokenTable(row, context, messages)}
    ${guard([row, messages], () => renderChanges(row.changes, messages))}
  </section>`;
}

function renderChips(
  { records, name, task, tokenization }: Row,
  { marked, pointed, pinned, showSpaces, showBytes, direction, onPoint, onPin }: RowContext,
  messages: Messages,
): TemplateResult {
  return html`<lm-chips
      exportparts="chip, group"
      borders
      dir=${direction}
      task=${task}
      label=${messages.tokenizers.tokensOf(name)}
      .tokens=${records}
      .marked=${marked}
      .pinned=${pinned}
      ?show-spaces=${showSpaces}
      ?show-bytes=${showBytes}
      @lm-point=${(event: LmPointEvent) => onPoint(event.index)}
      @lm-pin=${(event: LmPinEvent) => onPin(event.index)}
    ></lm-chips>
    ${renderHere(tokenization, marked, pointed, messages)}`;
}

/** So many tokens of a stretch are named. */
const mostNamed = 8;

/** The ids of the stretch that is pointed at. The line keeps its height. */
function renderHere(
  { tokens, kind }: Row['tokenization'],
  marked: ReadonlySet<number>,
  pointed: number,
  { tokenizers: texts }: Messages,
): TemplateResult {
  // A marker stands for no stretch, and is named where it is pointed at.
  const here = marked.size > 0 ? [...marked] : tokens[pointed] ? [pointed] : [];
  if (here.length === 0) return html`<p class="here soft" part="readout"></p>`;
  const named = here.slice(0, mostNamed);
  return html`<p class="here soft number" part="readout">
    ${texts.here(here.length)}
    ${named.map(
      (index) =>
        html`<span class="token"
          ><bdi class="name">${shownName(tokens[index]!, kind)}</bdi> #${tokens[index]!.tokenId}</span
        >`,
    )}
    ${here.length > named.length ? texts.more(here.length - named.length) : nothing}
  </p>`;
}

/** So much of what the model reads is shown, in UTF-16 units. */
const longestSeen = 600;

function renderChanges(
  changes: TextChanges | null,
  { tokenizers: texts }: Messages,
): TemplateResult | typeof nothing {
  if (!changes) return nothing;
  const { seen, lowerCase, marks, takenApart, spaces, dropped, unknown, isUnsaid } = changes;
  const shown = Array.from(harmlessText(seen)).slice(0, longestSeen).join('');
  return html`<div class="changes" part="changes">
    <p class="soft">
      ${texts.seen}
      <bdi class="seen">${shown}${shown.length < harmlessText(seen).length ? '…' : nothing}</bdi>
    </p>
    <ul class="soft" role="list">
      ${unknown.length > 0 ? html`<li class="lost">${texts.unknown(unknown)}</li>` : nothing}
      ${lowerCase ? html`<li>${texts.lowerCase}</li>` : nothing}
      ${marks ? html`<li>${texts.marks}</li>` : nothing}
      ${takenApart ? html`<li>${texts.takenApart}</li>` : nothing}
      ${spaces > 0 ? html`<li>${texts.spaces(spaces)}</li>` : nothing}
      ${dropped.length > 0 ? html`<li class="lost">${texts.dropped(dropped)}</li>` : nothing}
      ${isUnsaid ? html`<li class="lost">${texts.notBack}</li>` : nothing}
    </ul>
  </div>`;
}
