import type { KeyName } from '../../i18n/sections/writing.ts';

/** Keys while a token has the focus, in the order in which they are told. */
export const keysOf: Readonly<Record<KeyName, readonly string[]>> = {
  move: ['←', '→'],
  page: ['PgUp', 'PgDn'],
  jump: ['Home', 'End'],
  pin: ['Enter', 'Space'],
  unpin: ['Esc'],
  detail: ['D'],
  candidates: ['1', '…', '9'],
  generate: ['G'],
  step: ['S'],
  back: ['⌫'],
  here: ['H'],
  pause: ['P'],
  stop: ['X'],
  edit: ['E'],
  many: ['M'],
  previousBranch: ['['],
  nextBranch: [']'],
  prune: ['Delete'],
  undo: ['U'],
  copy: ['C'],
};

const actions: Readonly<Record<string, KeyName>> = {
  g: 'generate',
  s: 'step',
  Backspace: 'back',
  h: 'here',
  p: 'pause',
  x: 'stop',
  e: 'edit',
  m: 'many',
  '[': 'previousBranch',
  ']': 'nextBranch',
  Delete: 'prune',
  u: 'undo',
  c: 'copy',
  d: 'detail',
};

/**
 * What a key means while a token has the focus; `null` for nothing. By the key's place where a layout gives it another
 * letter, as the Korean one does.
 */
export function actionOf({ key, code, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): KeyName | null {
  // With another key held, a key belongs to the browser or the screen reader.
  if (altKey || ctrlKey || metaKey || shiftKey) return null;
  if (/^[1-9]$/.test(key)) return 'candidates';
  const latin = key.length === 1 && key > '\u007f' ? code.replace(/^Key/, '') : key;
  return actions[latin] ?? actions[latin.toLowerCase()] ?? null;
}
