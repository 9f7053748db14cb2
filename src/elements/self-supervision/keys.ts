import type { TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { Way } from '../../records/views/self-supervision.ts';
import { goOnKeys, keysList } from '../keys-list.ts';

/** The list of keys: only the masked way shows what the model reads, token by token. */
export function selfSupervisionKeys(way: Way, messages: Messages): TemplateResult {
  const { keys } = messages.selfSupervision;
  const reads = {
    where: keys.onToken,
    keys: [
      { names: ['←', '→'], does: keys.move },
      { names: ['Home', 'End'], does: keys.ends },
    ],
  };
  return keysList(
    [
      { where: keys.inSentence, keys: [{ names: goOnKeys, does: keys.make }] },
      { where: keys.inGuess, keys: [{ names: ['Enter'], does: keys.guess }] },
      ...(way === 'masked' ? [reads] : []),
    ],
    messages,
  );
}
