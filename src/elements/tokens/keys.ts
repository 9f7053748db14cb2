import type { TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import { goOnKeys, keysList } from '../keys-list.ts';

/** The list of keys. */
export function tokensKeys(messages: Messages): TemplateResult {
  const { keys } = messages.tokenizers;
  return keysList(
    [
      { where: keys.inField, keys: [{ names: goOnKeys, does: keys.cut }] },
      {
        where: keys.onToken,
        keys: [
          { names: ['←', '→'], does: keys.move },
          { names: ['PgUp', 'PgDn'], does: keys.page },
          { names: ['Home', 'End'], does: keys.ends },
          { names: ['Enter', 'Space'], does: keys.pin },
          { names: ['Esc'], does: keys.unpin },
        ],
      },
      { where: keys.inSearch, keys: [{ names: ['Enter'], does: keys.search }] },
    ],
    messages,
  );
}
