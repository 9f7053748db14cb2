import type { Sample, SampleSet } from '../../records/views/self-supervision.ts';

/** A word at the beginning of a text: letters and digits, with apostrophes and hyphens between them. */
const leadingWord = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/u;

/** Without the white space around it, in small letters: a reader need not know where a token has its space. */
function plain(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

/** What of the text a label stands for; a marker's name. */
export function writtenLabel({ text, tokens }: SampleSet, { position }: Sample): string {
  const { special, start, end, text: name } = tokens[position]!;
  return special && start === end ? name : text.slice(start, end);
}

/** The word that a label begins, where it begins one and has not all of it; `null` elsewhere. */
export function wordFrom(set: SampleSet, sample: Sample): string | null {
  const { text, tokens } = set;
  const label = tokens[sample.position]!;
  const before = text.slice(0, label.start);
  const written = writtenLabel(set, sample);
  if (label.continuation || (/[\p{L}\p{N}]$/u.test(before) && !/^\s/.test(written))) return null;
  const word = leadingWord.exec(text.slice(label.start).trimStart())?.[0] ?? null;
  return word === null || word.length <= written.trim().length ? null : word;
}

/** How a guess is meant. */
export interface JudgedGuess {
  readonly right: boolean;
  /** It is the label itself, so that the label's probability is its own; else it is a text of its own. */
  readonly isLabel: boolean;
}

/**
 * Whether a guess is right, by the text alone: it is what the label stands for, or the whole word that begins with the
 * label. White space around it, and upper and lower case, do not count.
 */
export function judgeGuess(guess: string, set: SampleSet, sample: Sample): JudgedGuess {
  const written = writtenLabel(set, sample);
  // A piece may be typed as the vocabulary has it.
  const { continuation } = set.tokens[sample.position]!;
  const own = continuation ? guess.trim().replace(/^##/, '') : guess;
  const isLabel = guess === written || (plain(own) !== '' && plain(own) === plain(written));
  if (isLabel) return { right: true, isLabel };
  const word = wordFrom(set, sample);
  return { right: word !== null && plain(guess) === plain(word), isLabel: false };
}

/** Whether a sample can be guessed at: a token that is kept is in sight. */
export function canGuess({ kind }: Sample): boolean {
  return kind !== 'kept';
}

/**
 * A guess as it would stand in the text after an autoregressive model's context: words have the space before them that
 * the vocabulary has in its tokens.
 */
export function spacedGuess(guess: string, set: SampleSet, sample: Sample): string {
  const { text, tokens } = set;
  const { start } = tokens[sample.position]!;
  if (/^\s/.test(guess)) return guess;
  const written = writtenLabel(set, sample);
  const word = guess.trim();
  if (/^\s/.test(written)) return ` ${word}`;
  const before = text.slice(0, start);
  // The label goes on with a word: a guess is read in the same way.
  const continues = /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(written);
  const isWord = /^[\p{L}\p{N}]/u.test(word);
  return isWord && before !== '' && !/\s$/.test(before) && !continues ? ` ${word}` : word;
}
