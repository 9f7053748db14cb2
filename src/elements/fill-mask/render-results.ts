import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { AnyWord } from './any-word.ts';
import { blankBars, type BlankActions } from './blank-bars.ts';
import type { BlankedText } from './blanks.ts';
import type { Filling } from './filling.ts';
import { guessedText } from './sentence-view.ts';

/** More blanks than this are not shown with their bars, but one at a time. */
const mostShown = 12;

/** What came of filling the blanks. */
export interface ResultsContext {
  readonly filling: Filling;
  readonly blanked: BlankedText;
  /** The blank that its panel takes the place of; −1 for none. */
  readonly pinned: number;
  readonly panel: TemplateResult | typeof nothing;
  readonly language: string;
  readonly actions: BlankActions;
  readonly words: AnyWord;
  /** What looking a word up brings with it. */
  readonly askHint: string;
}

/** The text with the likeliest tokens. */
export function renderGuess(
  { filling, blanked, language }: Pick<ResultsContext, 'filling' | 'blanked' | 'language'>,
  messages: Messages,
): TemplateResult | typeof nothing {
  const { result } = filling;
  const isOpen = blanked.blanks.some(({ choice }) => choice === null);
  if (!result || !filling.isCurrent || !isOpen) return nothing;
  return guessedText(blanked, result.blanks, language, messages);
}

/** The blanks with their bars, and in the place of one its panel. */
export function renderResults(context: ResultsContext, messages: Messages): TemplateResult | typeof nothing {
  const { filling, pinned, panel } = context;
  const { result, isOfText, folded } = filling;
  const { blanks: texts } = messages;
  if (!result) return panel === nothing ? nothing : html`<div class="blanks">${panel}</div>`;
  if (!isOfText) return html`${panel} ${renderEarlier(context, folded, messages)}`;
  const shown = result.blanks
    .map((_, blank) => blank)
    .filter((blank) => blank < mostShown || blank === pinned);
  const left = result.blanks.length - shown.length;
  return html`<div class="blanks" part="blanks">
      ${shown.map((blank) => (blank === pinned ? panel : cell(context, blank, messages)))}
    </div>
    ${left > 0 ? html`<p class="soft">${texts.more(left)}</p>` : nothing}
    ${result.blanks.length > 1 ? html`<p class="soft prose">${texts.independent}</p>` : nothing}`;
}

function cell(
  { filling, blanked, language, actions, words, askHint }: ResultsContext,
  blank: number,
  messages: Messages,
): TemplateResult {
  const { choices, blanks, model } = filling.result!;
  const result = blanks[blank]!;
  const { word, choice } = blanked.blanks[blank]!;
  const search = words.render(
    {
      blank,
      result,
      choice,
      language,
      askHint,
      vocabularySize: model.vocabularySize,
      onTake: (taken) => actions.onTakeWord(blank, taken),
    },
    messages,
  );
  const filled = choice !== null;
  return blankBars({ blank, result, choices, filled, word, language, actions, search }, messages);
}

/**
 * Results of another text than the one that is there: greyed and without their buttons, and folded away unless new ones
 * are just coming.
 */
function renderEarlier(
  { filling, language }: ResultsContext,
  folded: boolean,
  messages: Messages,
): TemplateResult {
  const { blanks, choices, source } = filling.result!;
  const list = html`<div class="blanks earlier" part="blanks">
    ${blanks.slice(0, mostShown).map((result, blank) =>
      blankBars(
        {
          blank,
          result,
          choices,
          filled: false,
          word: null,
          language,
          actions: null,
          search: nothing,
        },
        messages,
      ),
    )}
  </div>`;
  if (!folded) return list;
  return html`<details class="earlier-text">
    <summary>${messages.blanks.earlierText(source)}</summary>
    ${list}
  </details>`;
}
