import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { KeyName } from '../../i18n/sections/writing.ts';
import { keyRows } from '../keys-list.ts';
import { keysOf } from './shortcuts.ts';

/** The list of keys. */
export function keysPanel({ writing: words }: Messages): TemplateResult {
  return html`<details>
    <summary><h3>${words.keys}</h3></summary>
    <p class="soft">${words.keysHint}</p>
    ${keyRows(
      Object.entries(keysOf).map(([name, names]) => ({ names, does: words.keyNames[name as KeyName] })),
    )}
  </details>`;
}
