import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { ComparedWord } from '../../records/views/compare.ts';
import { highest } from './comparison.ts';
import { wordButton } from './word-button.ts';
import type { WordTexts } from './word-texts.ts';

/** What the table of three variants and more is drawn from. */
export interface SpreadContext {
  readonly shown: readonly ComparedWord[];
  readonly names: readonly string[];
  readonly words: WordTexts;
  readonly language: string;
  readonly chosen: readonly number[];
  readonly onChoose: (tokenId: number, from: HTMLElement | null) => void;
}

/** The words that differ most between all variants, a column for each variant. */
export function spreadTable(
  { shown, names, words, language, chosen, onChoose }: SpreadContext,
  messages: Messages,
): TemplateResult {
  const { compare: texts, format } = messages;
  return html`<section class="spread" part="table">
    <h4 id="spread">${texts.table}</h4>
    <p class="soft">${texts.tableHelp}</p>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="spread">
      <table class="number">
        <thead>
          <tr>
            <th scope="col">${texts.wordField}</th>
            ${names.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map((word) => {
            return html`<tr>
              <th scope="row">${wordButton(word, { words, language, chosen, onChoose }, messages)}</th>
              ${word.logProbabilities.map((log) => {
                const percent = format.percent(Math.exp(log));
                return html`<td>${log === highest(word) ? html`<strong>${percent}</strong>` : percent}</td>`;
              })}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}
