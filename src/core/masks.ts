/** A blank in a text as people write it: `[MASK]`, or three or more underscores. */
const blankPattern = /\[MASK\]|_{3,}/g;

/** Where the blanks of a text are, in UTF-16 units. */
export function findBlanks(text: string): { start: number; end: number }[] {
  return [...text.matchAll(blankPattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The text with each blank written as the model's own mask token. */
export function writeMasks(text: string, maskToken: string): string {
  return text.replaceAll(blankPattern, () => maskToken);
}

/** Letters and digits, with a single apostrophe or hyphen between them (`don't`, `well-known`). */
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

/** Where the words of a text are, in UTF-16 units. */
export function findWords(text: string): { start: number; end: number }[] {
  return [...text.matchAll(wordPattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * Makes a blank: of the selection, or of the word at the caret or before it, or at the end of a text without words.
 *
 * @param from where the selection begins, in UTF-16 units
 * @param to where it ends; the same as `from` for a caret
 * @returns the new text and where its new blank lies
 */
export function blankOneWord(
  text: string,
  from: number,
  to: number,
): { text: string; start: number; end: number } {
  // A blank that the selection cuts is taken whole: half of one is no blank.
  const cut = from === to ? [] : findBlanks(text).filter((blank) => blank.start < to && blank.end > from);
  let start = Math.min(from, ...cut.map((blank) => blank.start));
  let end = Math.max(to, ...cut.map((blank) => blank.end));
  if (start === end) {
    const blanks = findBlanks(text);
    const words = [...text.matchAll(wordPattern)].filter(
      (word) => !blanks.some((blank) => word.index >= blank.start && word.index < blank.end),
    );
    const word = words.findLast((candidate) => candidate.index <= from) ?? words[0];
    start = word ? word.index : text.length;
    end = word ? start + word[0].length : text.length;
  }
  return { text: `${text.slice(0, start)}[MASK]${text.slice(end)}`, start, end: start + '[MASK]'.length };
}
