import { hexadecimal, spokenToken } from '../../charts/token-text.ts';
import type { CharacterGroup } from '../../core/characters.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { textOf } from './chunks.ts';

/** Whether a token stands by itself: a whole character or more, a marker, or bytes that are no character. */
export function standsAlone(group: CharacterGroup): boolean {
  return group.end - group.start === 1 && group.state !== 'incomplete';
}

/** A token as it is heard, or a part of a character by its bytes. */
export function nameOf(
  index: number,
  group: CharacterGroup,
  tokens: readonly TokenRecord[],
  messages: Messages,
): string {
  const token = tokens[index]!;
  if (standsAlone(group)) return spokenToken(textOf(group, tokens), messages.token.whiteSpace, token.bytes);
  return messages.chips.part(
    Array.from(token.bytes, (byte) => hexadecimal(Uint8Array.of(byte)).slice(1, -1)),
    index - group.start + 1,
    group.end - group.start,
    wholeOf(group, messages),
  );
}

/** The character of several tokens, as it is heard; `null` where it is not whole. */
export function wholeOf(group: CharacterGroup, messages: Messages): string | null {
  return group.state === 'whole' ? spokenToken(group.text, messages.token.whiteSpace) : null;
}
