import { findBlanks, findWords } from './masks.ts';

/** What ends a sentence, and the quotation marks, brackets and invisible characters that may follow it. */
const sentenceEnd = /[\p{Sentence_Terminal}…][\p{Pe}\p{Pf}\p{Pi}"'\p{M}\p{Cf}]*$/u;

/**
 * Whether a text ends without the full stop that a sentence has. A masked model that misses it puts its probability on
 * punctuation instead of words. Texts of one word without a blank are no sentences.
 */
export function lacksFullStop(text: string): boolean {
  return !endsSentence(text) && (findBlanks(text).length > 0 || findWords(text).length >= 2);
}

/** The text with a full stop before the white space at its end; unchanged where it ends a sentence or is blank. */
export function withFullStop(text: string): string {
  const visible = text.trimEnd();
  return visible === '' || endsSentence(text) ? text : `${visible}.${text.slice(visible.length)}`;
}

function endsSentence(text: string): boolean {
  return sentenceEnd.test(text.trimEnd());
}

/** How much white space a text begins and ends with, in UTF-16 units; all of it leads where there is nothing else. */
export function outerSpaces(text: string): { leading: number; trailing: number } {
  const leading = text.length - text.trimStart().length;
  return { leading, trailing: leading === text.length ? 0 : text.length - text.trimEnd().length };
}
