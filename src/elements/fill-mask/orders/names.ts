import { visibleToken } from '../../../charts/token-text.ts';
import type { NamedToken } from './types.ts';

/** The pieces of a word as one: `token` and `##s` are `tokens`. A piece at its beginning keeps its marks. */
export function wordText(pieces: readonly NamedToken[]): string {
  return pieces
    .map(({ text, continuation }, place) =>
      visibleToken(place > 0 && continuation && text.startsWith('##') ? text.slice(2) : text),
    )
    .join('');
}

/** The words of all blanks inside of a sentence. */
export function quotedWords(words: readonly (readonly NamedToken[])[]): string {
  return words.map((pieces) => `“${wordText(pieces)}”`).join(', ');
}

/** Blanks as people count them. */
export const numbersOf = (blanks: readonly number[]): number[] => blanks.map((blank) => blank + 1);
