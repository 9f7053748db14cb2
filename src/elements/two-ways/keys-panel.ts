import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { TwoWaysKey } from '../../i18n/sections/two-ways.ts';

const keysOf: Readonly<Record<TwoWaysKey, readonly string[]>> = {
  read: ['Ctrl + Enter'],
  move: ['←', '→'],
  ends: ['Home', 'End'],
  choose: ['Enter'],
  close: ['Esc'],
};

/** The list of keys. */
export function keysPanel({ twoWays: texts, writing }: Messages): TemplateResult {
  return html`<details>
    <summary><h4>${writing.keys}</h4></summary>
    <p class="soft">${texts.keysHint}</p>
    <dl class="keys" part="keys">
      ${Object.entries(keysOf).map(
        ([name, keys]) =>
          html`<div>
            <dt>${keys.map((key, i) => html`${i > 0 ? ' ' : nothing}<kbd>${key}</kbd>`)}</dt>
            <dd>${texts.keyNames[name as TwoWaysKey]}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
