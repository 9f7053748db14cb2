import { html, nothing, type TemplateResult } from 'lit';
import { harmlessText } from '../../charts/token-text.ts';
import { outerSpaces } from '../../core/sentence-checks.ts';
import type { Messages } from '../../i18n/index.ts';
import { spelled, stretches, type BlankedText, type Stretch } from './blanks.ts';

/** What the words of a text are shown with. */
export interface WordsContext {
  readonly blanked: BlankedText;
  /** The place of the word or blank that the Tab key comes to. */
  readonly active: number;
  /** The blank whose distribution is shown; −1 for none. */
  readonly pinned: number;
  readonly language: string;
  readonly onWord: (word: Stretch) => void;
  readonly onBlank: (blank: number) => void;
  readonly onFocus: (place: number) => void;
}

/** A text as words and blanks that are buttons, before a model has cut it into its pieces. */
export function wordsView(context: WordsContext, messages: Messages): TemplateResult {
  const { blanked, language } = context;
  const { blanks: texts } = messages;
  const { text } = blanked;
  const list = stretches(blanked);
  const targets = list.filter(({ kind }) => kind !== 'between');
  const active = targets.find(({ start }) => start === context.active) ?? targets[0];
  const { leading, trailing } = outerSpaces(text);
  // No white space of the template's own: it would show.
  return html`<p class="line">
      <span
        class="words"
        part="words"
        role="toolbar"
        aria-label=${texts.words}
        aria-describedby="words-keys"
        lang=${language || nothing}
        >${leading > 0 ? spaces(text.slice(0, leading), texts.startsWithSpaces(leading), messages) : nothing}${list.map(
          (stretch) => {
            const { kind, start, end } = stretch;
            const tab = stretch === active ? 0 : -1;
            if (kind === 'word') return wordButton(text.slice(start, end), stretch, tab, context);
            if (kind === 'blank') return blankButton(stretch, tab, context, messages);
            return harmlessText(text.slice(Math.max(start, leading), Math.min(end, text.length - trailing)));
          },
        )}${trailing > 0 ? spaces(text.slice(text.length - trailing), texts.endsWithSpaces(trailing), messages) : nothing}</span
      >
    </p>
    <p id="words-keys" hidden>${texts.wordsKeys}</p>`;
}

/** White space at the end of a text is easily missed: by a mark for each, and in words for those who hear it. */
function spaces(text: string, heard: string, { language }: Messages): TemplateResult {
  const marks = Array.from(text, (one) => (one === '\n' ? '↵\n' : one === '\t' ? '⇥' : '·')).join('');
  return html`<span class="outer" aria-hidden="true">${marks}</span
    ><span class="hidden-visually" lang=${language}>${heard}</span>`;
}

function wordButton(
  word: string,
  stretch: Stretch,
  tab: number,
  { onWord, onFocus }: WordsContext,
): TemplateResult {
  return html`<button
    class="word"
    part="word"
    data-place=${stretch.start}
    tabindex=${tab}
    @click=${() => onWord(stretch)}
    @focus=${() => onFocus(stretch.start)}
  >
    ${harmlessText(word)}
  </button>`;
}

function blankButton(
  { start, blank }: Stretch,
  tab: number,
  { blanked, pinned, onBlank, onFocus }: WordsContext,
  { blanks: texts, language }: Messages,
): TemplateResult {
  const choice = blanked.blanks[blank]!.choice;
  const word = choice && spelled(choice.pieces);
  return html`<button
    class="word box ${word === null ? '' : 'filled'}"
    part="word"
    data-place=${start}
    data-blank=${blank}
    tabindex=${tab}
    lang=${word === null ? language : nothing}
    aria-label=${texts.heardBlank(blank + 1, word)}
    aria-pressed=${blank === pinned}
    @click=${() => onBlank(blank)}
    @focus=${() => onFocus(start)}
  >
    ${word === null ? html`<span class="number">${blank + 1}</span>` : harmlessText(word)}
  </button>`;
}

/** Moves the focus among the words by the keys of a toolbar; `false` for a key that does not. */
export function moveAmongWords(event: KeyboardEvent): boolean {
  const button = event.target as HTMLElement;
  const all = [...button.closest('.words')!.querySelectorAll<HTMLElement>('.word')];
  const at = all.indexOf(button);
  const targets: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: all.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return false;
  all[Math.max(0, Math.min(all.length - 1, target))]?.focus();
  return true;
}
