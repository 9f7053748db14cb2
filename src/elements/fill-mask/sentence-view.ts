import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { visibleToken } from '../../charts/token-text.ts';
import { outerSpaces } from '../../core/sentence-checks.ts';
import type { LmPinEvent } from '../../events/pin-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { ShownToken } from './blank-records.ts';
import { spelled, stretches, type BlankedText } from './blanks.ts';
import type { BlankResult } from './predictions.ts';
import { wordsView, type WordsContext } from './words-view.ts';

/** The text as words, or as the model's pieces once they are known. */
export interface SentenceContext extends WordsContext {
  /** `null` while the pieces are not known. */
  readonly tokens: readonly ShownToken[] | null;
  /** What is heard of a token beside its name. */
  readonly remarkOf: (index: number) => string | null;
  readonly onKeydown: (event: KeyboardEvent) => void;
}

export function sentenceView(context: SentenceContext, messages: Messages): TemplateResult | typeof nothing {
  const { blanked, tokens, onKeydown } = context;
  const { blanks: texts } = messages;
  if (blanked.text.trim() === '') return nothing;
  return html`<div class="sentence" part="sentence" @keydown=${onKeydown}>
    <span class="soft">${texts.words}</span>
    ${
      tokens?.length
        ? chips(context, tokens, messages)
        : html`${wordsView(context, messages)}
            <p class="soft">${texts.wordsHint}</p>`
    }
  </div>`;
}

function chips(
  context: SentenceContext,
  tokens: readonly ShownToken[],
  { blanks: texts }: Messages,
): TemplateResult {
  const { blanked, pinned, language, remarkOf, onWord, onBlank, onFocus } = context;
  const { leading, trailing } = outerSpaces(blanked.text);
  const pinnedChip = pinned < 0 ? -1 : tokens.findIndex(({ blank }) => blank === pinned);
  const onPin = (event: LmPinEvent) => {
    // To the page it would be the number of a chip that it does not know.
    event.stopPropagation();
    const token = tokens[event.index];
    if (!token) onBlank(pinned);
    else if (token.blank >= 0) onBlank(token.blank);
    else {
      // A word is not pinned but blanked; a mark stays what it is.
      (event.currentTarget as HTMLElement & { pinned: number }).pinned = pinnedChip;
      if (token.word) onWord({ ...token.word, kind: 'word', blank: -1 });
    }
  };
  return html`<lm-chips
    part="tokens"
    exportparts="chips, chip, group, readout"
    task="masked"
    keys-hint
    .tokens=${recordsOf(tokens)}
    .pinned=${live(pinnedChip)}
    .language=${language}
    .label=${texts.words}
    .hint=${texts.wordsHint}
    .remarkOf=${remarkOf}
    .showSpaces=${leading + trailing > 0}
    @lm-pin=${onPin}
    @focusin=${(event: Event) => {
      const { index } = (event.composedPath()[0] as HTMLElement).dataset;
      const token = index === undefined ? undefined : tokens[Number(index)];
      if (token) onFocus(token.start);
    }}
  ></lm-chips>`;
}

/** The chips look at the identity of their list. */
const records = new WeakMap<readonly ShownToken[], ShownToken['record'][]>();

function recordsOf(tokens: readonly ShownToken[]): ShownToken['record'][] {
  let list = records.get(tokens);
  if (!list) {
    list = tokens.map(({ record }) => record);
    records.set(tokens, list);
  }
  return list;
}

/** The text with the likeliest token in each empty blank, and what was chosen in the others. */
export function guessedText(
  blanked: BlankedText,
  results: readonly BlankResult[],
  language: string,
  messages: Messages,
): TemplateResult {
  const { blanks: texts } = messages;
  const parts = stretches(blanked).map(({ kind, start, end, blank }) => {
    if (kind !== 'blank') return blanked.text.slice(start, end);
    const { choice } = blanked.blanks[blank]!;
    const word = choice ? spelled(choice.pieces) : results[blank]?.top[0]?.text;
    return html`<span class="guess"
      >${word === undefined ? '?' : visibleToken(word)}<sub aria-hidden="true">${blank + 1}</sub
      ><span class="hidden-visually" lang=${messages.language}> (${texts.blank(blank + 1)})</span></span
    >`;
  });
  return html`<div class="field" part="result">
    <span class="soft">${texts.result}</span>
    <p class="result" lang=${language || nothing}>${parts}</p>
  </div>`;
}
