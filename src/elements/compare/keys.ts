import type { TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import { goOnKeys, keysList } from '../keys-list.ts';

/** The list of keys. */
export function compareKeys(messages: Messages): TemplateResult {
  const { keys } = messages.compare;
  return keysList(
    [
      { where: keys.inField, keys: [{ names: goOnKeys, does: keys.compare }] },
      {
        where: keys.inChart,
        keys: [
          { names: ['←', '→', '↑', '↓'], does: keys.move },
          { names: ['PgUp', 'PgDn'], does: keys.page },
          { names: ['Home', 'End'], does: keys.ends },
          { names: ['Enter', 'Space'], does: keys.keep },
          { names: ['Esc'], does: keys.letGo },
        ],
      },
      {
        where: keys.inLists,
        keys: [
          { names: ['Enter', 'Space'], does: keys.keep },
          { names: ['Esc'], does: keys.letGo },
        ],
      },
      { where: keys.inSearch, keys: [{ names: ['Enter'], does: keys.find }] },
      { where: keys.inChosen, keys: [{ names: ['Esc'], does: keys.back }] },
    ],
    messages,
  );
}
