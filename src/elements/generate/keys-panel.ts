import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { KeyName } from '../../i18n/sections/writing.ts';
import { keysOf } from './shortcuts.ts';

/** The list of keys. */
export function keysPanel({ writing: words }: Messages): TemplateResult {
  return html`<details>
    <summary><h3>${words.keys}</h3></summary>
    <p class="soft">${words.keysHint}</p>
    <dl class="keys" part="keys">
      ${Object.entries(keysOf).map(
        ([name, keys]) =>
          html`<div>
            <dt>${keys.map((key, i) => html`${i > 0 ? ' ' : nothing}<kbd>${key}</kbd>`)}</dt>
            <dd>${words.keyNames[name as KeyName]}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
