import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { ComparedWord } from '../../records/views/compare.ts';
import { isPlainEscape } from './plain-escape.ts';
import type { WordTexts } from './word-texts.ts';

/** A word of a list that keeps its numbers in sight when it is pressed, with a remark where it is no word. */
export function wordButton(
  word: ComparedWord,
  {
    words,
    language,
    chosen,
    onChoose,
  }: {
    readonly words: WordTexts;
    readonly language: string;
    readonly chosen: readonly number[];
    readonly onChoose: (tokenId: number, from: HTMLElement | null) => void;
  },
  { compare: texts }: Messages,
): TemplateResult {
  const remark = words.remark(word);
  const isChosen = chosen.includes(word.tokenId);
  const choose = (event: Event) => onChoose(word.tokenId, event.currentTarget as HTMLElement);
  return html`<button
      class="word"
      lang=${language || nothing}
      title=${texts.choose(words.spoken(word))}
      data-token=${word.tokenId}
      aria-pressed=${isChosen}
      aria-label=${words.spoken(word)}
      @click=${choose}
      @keydown=${(event: KeyboardEvent) => {
        if (!isChosen || !isPlainEscape(event)) return;
        event.preventDefault();
        choose(event);
      }}
    >
      ${words.name(word)}</button
    >${remark === null ? nothing : html`<span class="remark">${remark}</span>`}`;
}
