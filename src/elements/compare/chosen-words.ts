import { html, nothing, type TemplateResult } from 'lit';
import { visibleToken } from '../../charts/token-text.ts';
import { describeError, type Messages } from '../../i18n/index.ts';
import type { ComparedWord } from '../../records/views/compare.ts';
import type { Pair } from './pair-view.ts';
import { isPlainEscape } from './plain-escape.ts';
import type { SearchState } from './word-search.ts';
import type { LongWord, WordTexts } from './word-texts.ts';

/** What the search and the words that were chosen are drawn from. */
export interface ChosenContext {
  readonly search: SearchState;
  readonly chosen: readonly ComparedWord[];
  readonly longWords: readonly LongWord[];
  readonly words: WordTexts;
  /** All variants, by index. */
  readonly variants: readonly number[];
  readonly pair: Pair;
  readonly onFind: (word: string) => void;
  readonly onRemove: (tokenId: number) => void;
  readonly onRemoveLong: (word: LongWord) => void;
  /** The button at a place of the list goes away with its word. */
  readonly onRemoved: (section: HTMLElement, place: number) => void;
  /** Escape lets a word go by `remove`, and the focus goes back to where it was chosen. `null` for one of several tokens. */
  readonly onEscaped: (section: HTMLElement, tokenId: number | null, remove: () => void) => void;
}

/** The field for any word, and the words that were found or chosen. */
export function chosenWords(context: ChosenContext, messages: Messages): TemplateResult {
  const { compare: texts } = messages;
  const {
    search,
    chosen,
    longWords,
    words,
    variants,
    pair,
    onFind,
    onRemove,
    onRemoveLong,
    onRemoved,
    onEscaped,
  } = context;
  const row = (sentence: string, name: string, tokenId: number | null, onClick: () => void) =>
    html`<li
      part="chosen-word"
      @keydown=${(event: KeyboardEvent) => {
        if (!isPlainEscape(event)) return;
        event.preventDefault();
        const section = (event.currentTarget as HTMLElement).closest('section')!;
        onEscaped(section, tokenId, onClick);
      }}
    >
      <span>${sentence}</span>
      <button
        aria-label=${texts.removeWord(name)}
        @click=${(event: Event) => {
          const button = event.currentTarget as HTMLElement;
          const section = button.closest('section')!;
          const place = [...section.querySelectorAll('li button')].indexOf(button);
          onClick();
          onRemoved(section, place);
        }}
      >
        ${texts.remove}
      </button>
    </li>`;
  return html`<section class="chosen" part="chosen">
    <h4>${texts.word}</h4>
    <form
      class="word-form"
      part="word-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        onFind(String(new FormData(event.target as HTMLFormElement).get('word') ?? ''));
      }}
    >
      <label class="field"
        >${texts.wordField}<input
          type="text"
          name="word"
          part="word"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          aria-describedby="word-hint"
      /></label>
      <button aria-disabled=${search.phase === 'asking'}>${texts.find}</button>
    </form>
    <p id="word-hint" class="soft">${texts.wordHint}</p>
    <div class="live" role="alert">${searchError(search, messages)}</div>
    <div class="live" role="status">
      ${search.phase === 'asking' ? html`<p class="soft">${texts.finding}</p>` : nothing}
    </div>
    <h5>${texts.chosen}</h5>
    <div aria-live="polite">
      ${
        chosen.length + longWords.length === 0
          ? html`<p class="soft">${texts.chosenEmpty}</p>`
          : html`<ul class="chosen-list number" role="list">
              ${chosen.map((word) =>
                row(words.sentence(word, variants, pair), words.spoken(word), word.tokenId, () =>
                  onRemove(word.tokenId),
                ),
              )}
              ${longWords.map((word) =>
                row(words.longSentence(word, pair), visibleToken(word.word), null, () => onRemoveLong(word)),
              )}
            </ul>`
      }
    </div>
  </section>`;
}

function searchError(search: SearchState, messages: Messages): TemplateResult | typeof nothing {
  const { compare: texts } = messages;
  const text =
    search.phase === 'missing'
      ? texts.noWord
      : search.phase === 'not-in-file'
        ? texts.notInFile(search.word)
        : search.phase === 'failed'
          ? describeError(messages, search.error)
          : null;
  return text === null ? nothing : html`<div class="error" part="error"><p>${text}</p></div>`;
}
