/** A character of the normalised text, with the stretch of the source that it comes from, in UTF-16 units. */
export interface BertCharacter {
  /** One code point, in lower case, without accents. */
  readonly text: string;
  /** Characters of one source character have the same place: a Hangul syllable is two or three jamo. */
  readonly source: { readonly start: number; readonly end: number };
}

/** What WordPiece cuts into pieces by itself: a word, a punctuation mark, or a marker that stands in the text. */
export interface BertWord {
  readonly characters: readonly BertCharacter[];
  /** The marker, such as `[MASK]`; `null` for what is text. */
  readonly marker: string | null;
}

/** Dropped by `clean_text`. Tab, line feed and carriage return are control characters too, but white space here. */
const dropped = /^(?:\p{Cc}|\p{Cf}|\p{Co}|\p{Cs}|\uFFFD)$/u;
const whiteSpace = /^\s$/;
const accents = /\p{Mn}/gu;
/** What `BertPreTokenizer` makes words of their own: Unicode's punctuation, and ASCII's symbols as well. */
const punctuation = /^[\p{P}!-/:-@[-`{-~]$/u;
/** The planes' one UTF-16 unit each: the tokenizer library compares units, so that rarer ideographs make longer words. */
const ideograph = /^[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]$/;

/**
 * The words that BERT's uncased tokenizer makes of a text, each character with its place in that text: BertNormalizer
 * with `clean_text`, `handle_chinese_chars`, `lowercase` and `strip_accents`, then BertPreTokenizer, as the library
 * `@huggingface/tokenizers` 0.2.0 has them.
 *
 * What is dropped inside of a word (an accent, a zero-width joiner) is added to the place of the character before it;
 * at the beginning of a word to that of the character after it. White space is in no place.
 *
 * @param markers names that are looked for in the text before all else, such as `[MASK]`
 */
export function bertWords(text: string, markers: readonly string[]): BertWord[] {
  const words: BertWord[] = [];
  let from = 0;
  for (const { start, marker } of findMarkers(text, markers)) {
    wordsOf(text, from, start, words);
    from = start + marker.length;
    words.push({ marker, characters: [{ text: marker, source: { start, end: from } }] });
  }
  wordsOf(text, from, text.length, words);
  return words;
}

/** Where markers stand in a text, of two at one place the longer, in order. */
export function findMarkers(text: string, markers: readonly string[]): { start: number; marker: string }[] {
  const names = markers.filter((name) => name !== '').sort((a, b) => b.length - a.length);
  if (names.length === 0) return [];
  const pattern = new RegExp(
    names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'),
    'g',
  );
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, marker: match[0] }));
}

/** Adds the words between two places of a text. */
function wordsOf(text: string, from: number, to: number, words: BertWord[]): void {
  const sources = Array.from(text.slice(from, to));
  const cleaned = sources.map(clean);
  const lowered = lowerCase(cleaned);
  let word: BertCharacter[] = [];
  const endWord = (): void => {
    if (word.length > 0) words.push({ characters: word, marker: null });
    word = [];
  };
  let at = from;
  /** The place of the character before, in this run without white space. */
  let before: { start: number; end: number } | undefined;
  /** Where such a run begins, while all of it was dropped. */
  let pending: number | undefined;
  sources.forEach((source, i) => {
    const start = at;
    const end = (at += source.length);
    const normalised = lowered[i]!.normalize('NFD').replace(accents, '');
    if (whiteSpace.test(source)) {
      before = pending = undefined;
      if (normalised !== '') endWord();
      return;
    }
    if (normalised === '') {
      if (before) before.end = end;
      else pending ??= start;
      return;
    }
    const place = { start: pending ?? start, end };
    before = place;
    pending = undefined;
    for (const character of normalised) {
      const apart = punctuation.test(character);
      if (apart || whiteSpace.test(character)) endWord();
      if (whiteSpace.test(character)) continue;
      word.push({ text: character, source: place });
      if (apart) endWord();
    }
  });
  endWord();
}

function clean(source: string): string {
  if (source === '\t' || source === '\n' || source === '\r') return ' ';
  if (dropped.test(source)) return '';
  if (whiteSpace.test(source)) return ' ';
  return ideograph.test(source) ? ` ${source} ` : source;
}

/** Each part in lower case as it is within the whole: a sigma at the end of a word is another one. */
function lowerCase(parts: readonly string[]): string[] {
  const whole = parts.join('').toLowerCase();
  const alone = parts.map((part) => part.toLowerCase());
  if (alone.join('').length !== whole.length) return alone;
  let at = 0;
  return alone.map(({ length }) => whole.slice(at, (at += length)));
}
