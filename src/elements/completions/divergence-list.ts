import { html, nothing, type TemplateResult } from 'lit';
import { runText } from '../../charts/run-text.ts';
import type { Run } from '../../core/divergence.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Completion } from './types.ts';

/** What a line of the tree shows of its stretch. */
const shownTokens = 16;

/** Levels that are indented. */
const indentedLevels = 6;

/**
 * Where completions part, as nested lists: each line a stretch of text, with a bar for how many go that way.
 *
 * @param language of the texts, as a BCP 47 tag
 */
export function divergenceList(
  root: Run,
  completions: readonly Completion[],
  language: string,
  { completions: texts }: Messages,
): TemplateResult {
  const all = root.rows.length;

  const item = (run: Run, level: number): TemplateResult => {
    const { start, end, rows, ended, children } = run;
    const { tokens } = completions[rows[0]!]!;
    const written = ended.filter((row) => completions[row]!.finishReason === null).length;
    const remarks = [
      // The end of a way that only one goes is nothing to remark upon.
      rows.length > 1 && ended.length > written ? texts.ended(ended.length - written) : '',
      rows.length > 1 && written > 0 ? texts.stillHere(written) : '',
    ].filter(Boolean);
    return html`<li class=${level >= indentedLevels ? 'deep' : ''}>
      <div class="stretch">
        <span class="run ${start === end ? 'nothing' : ''}"
          >${
            start === end
              ? texts.nothingShared
              : html`<span lang=${language || nothing}>${runText(tokens, start, end, shownTokens)}</span>`
          }${remarks.length > 0 ? html` <span class="then">(${remarks.join(', ')})</span>` : nothing}</span
        >
        <span class="way-bar" aria-hidden="true"
          ><span class="fill" .style=${`width:${(rows.length / all) * 100}%`}></span
        ></span>
        <span class="ways number">${texts.ways(rows.length, all)}</span>
      </div>
      ${
        children.length > 0
          ? html`<ul role="list">
              ${children.map((child) => item(child, level + 1))}
            </ul>`
          : nothing
      }
    </li>`;
  };
  return html`<ul role="list" aria-label=${texts.tree}>
    ${item(root, 0)}
  </ul>`;
}
