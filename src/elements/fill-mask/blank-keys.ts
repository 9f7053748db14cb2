import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { BlanksKey } from '../../i18n/sections/blanks.ts';
import { keyRows } from '../keys-list.ts';

/** Those of the text field. */
const fieldKeys: readonly BlanksKey[] = ['fill'];

/** Keys while a word or a blank has the focus, in the order in which they are told. */
const keysOf: Readonly<Record<BlanksKey, readonly string[]>> = {
  move: ['←', '→'],
  blank: ['Enter', 'Space'],
  pin: ['Enter', 'Space'],
  candidates: ['1', '…', '9'],
  empty: ['⌫', 'Delete'],
  detail: ['D'],
  unpin: ['Esc'],
  fill: ['Ctrl+Enter'],
};

/** What a key means on a blank: the rank of a candidate, or what it does; `null` for nothing. */
export function blankKey({
  key,
  code,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
}: KeyboardEvent): number | 'empty' | 'detail' | 'unpin' | null {
  // With another key held, a key belongs to the browser or the screen reader.
  if (altKey || ctrlKey || metaKey || shiftKey) return null;
  if (/^[1-9]$/.test(key)) return Number(key);
  if (key === 'Backspace' || key === 'Delete') return 'empty';
  if (key === 'Escape') return 'unpin';
  // By its place where a layout gives the key another letter, as the Korean one does.
  const letter = key.length === 1 && key > '\u007f' ? code.replace(/^Key/, '') : key;
  return letter.toLowerCase() === 'd' ? 'detail' : null;
}

/** The list of keys. */
export function blankKeysPanel({ writing, blanks: texts }: Messages): TemplateResult {
  const names = Object.keys(keysOf) as BlanksKey[];
  const list = (shown: readonly BlanksKey[]) =>
    keyRows(shown.map((name) => ({ names: keysOf[name], does: texts.keyNames[name] })));
  return html`<details>
    <summary><h3>${writing.keys}</h3></summary>
    <p class="soft">${texts.keysHint}</p>
    ${list(names.filter((name) => !fieldKeys.includes(name)))}
    <p class="soft">${texts.fieldKeysHint}</p>
    ${list(fieldKeys)}
  </details>`;
}
