import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { TwoWaysKey } from '../../i18n/sections/two-ways.ts';
import { keyRows } from '../keys-list.ts';

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
    ${keyRows(
      Object.entries(keysOf).map(([name, names]) => ({ names, does: texts.keyNames[name as TwoWaysKey] })),
    )}
  </details>`;
}
