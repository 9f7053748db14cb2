import { visibleToken } from '../../charts/token-text.ts';
import { decodeUtf8, decodeWhole } from '../../core/utf8.ts';
import type { TextPiece } from '../../protocol/results.ts';
import type { Tokenization } from '../../records/views/tokens.ts';

/**
 * GPT-2's printable character for each byte (Radford et al. 2019, `bytes_to_unicode`): the space is `Ġ`, the line break
 * `Ċ`.
 */
const characterOfByte: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable =
      (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
    return String.fromCharCode(printable ? byte : next++);
  });
})();

/** What a token is called in its vocabulary: `Ġthe` in byte-level BPE, `##ing` in WordPiece. */
export function pieceName(
  { text, bytes, special }: Pick<TextPiece, 'text' | 'bytes' | 'special'>,
  kind: Tokenization['kind'],
): string {
  if (kind === 'word-piece') return text;
  // The text of a marker may have the rest of an unfinished character before it.
  if (special) return decodeUtf8(bytes);
  return Array.from(bytes, (byte) => characterOfByte[byte]).join('');
}

/**
 * The same as it is shown: a space as the dot that stands for it everywhere else, bytes that are no text in hexadecimal,
 * and a letter of a Hangul syllable by itself.
 */
export function shownName(
  token: Pick<TextPiece, 'text' | 'bytes' | 'special'>,
  kind: Tokenization['kind'],
): string {
  const { bytes, special } = token;
  if (kind === 'word-piece' || special) return visibleToken(standaloneLetters(pieceName(token, kind)));
  return visibleToken(decodeWhole(bytes) ?? '', bytes);
}

const vowels = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const finals = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';

/** The letters of modern Hangul that Unicode has for building syllables, by those that stand alone. */
const standalone: ReadonlyMap<string, string> = new Map(
  (
    [
      [0x1100, initials],
      [0x1161, vowels],
      [0x11a8, finals],
    ] as const
  ).flatMap(([first, letters]) =>
    Array.from(letters, (letter, i): [string, string] => [String.fromCodePoint(first + i), letter]),
  ),
);

/**
 * A text with each letter of a taken-apart Hangul syllable as one that stands alone: those that build syllables are
 * drawn at the place that they have in one.
 */
export function standaloneLetters(text: string): string {
  return text.replaceAll(/[\u1100-\u1112\u1161-\u1175\u11a8-\u11c2]/g, (letter) => standalone.get(letter)!);
}
