import { hexadecimal, spokenToken } from '../../charts/token-text.ts';
import type { CharacterGroup } from '../../core/characters.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenSource } from '../../records/token-record.ts';
import { textOf } from './chunks.ts';
import { blankText, isBlank } from './pieces.ts';
import type { ChipContext } from './render-chunk.ts';

/** Whether a token stands by itself: a whole character or more, a marker, or bytes that are no character. */
export function standsAlone(group: CharacterGroup): boolean {
  return group.end - group.start === 1 && group.state !== 'incomplete';
}

/** How a token came, in the words of its kind of model. What was not written to be continued is no prompt. */
export function sourceName(
  source: TokenSource,
  { masked, noPrompt, messages }: Pick<ChipContext, 'masked' | 'noPrompt' | 'messages'>,
): string {
  const { chips } = messages;
  return masked || (noPrompt && source === 'prompt') ? chips.maskedSource[source] : chips.source[source];
}

/** Which blank of the text a token is, from 1. */
export function blankNumber(index: number, blanks: readonly number[]): number {
  return blanks.indexOf(index) + 1;
}

/** A token as it is heard, or a part of a character by its bytes; an empty blank by its number. */
export function nameOf(
  index: number,
  group: CharacterGroup,
  { tokens, blanks, messages }: ChipContext,
): string {
  const token = tokens[index]!;
  if (isBlank(token)) {
    const { filled } = blankText(token);
    return filled
      ? spokenToken(filled, messages.token.whiteSpace)
      : messages.chips.blank(blankNumber(index, blanks));
  }
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

/** The whole text as it is heard: an empty blank is named in it. */
export function heardText(
  groups: readonly CharacterGroup[],
  { tokens, blanks, messages }: ChipContext,
): string {
  const heard = groups.map((group) => {
    const token = tokens[group.start]!;
    if (!isBlank(token)) return textOf(group, tokens);
    const { before, filled } = blankText(token);
    const name = messages.chips.blank(blankNumber(group.start, blanks));
    return before + (filled || `(${name})`);
  });
  return heard.join('');
}
