import { decodeUtf8 } from '../../core/utf8.ts';
import type { TextPiece } from '../../protocol/results.ts';
import type { Tokenization } from '../../records/views/tokens.ts';
import { isAdded } from './counts.ts';

/** What the tokens do not say of the text any more, or say otherwise. */
export interface TextChanges {
  /** The tokens as a text: what the model can know of it. */
  readonly seen: string;
  /** Capital letters became small ones. */
  readonly lowerCase: boolean;
  /** Accents and other marks were taken off, or characters written in another form. */
  readonly marks: boolean;
  /** Characters were taken apart, as Hangul syllables into their letters. */
  readonly takenApart: boolean;
  /** White space that is in no token. */
  readonly spaces: number;
  /** Other characters that are in no token. */
  readonly dropped: readonly string[];
  /** The stretches that are `[UNK]`. */
  readonly unknown: readonly string[];
  /** The tokens do not give the text back, and nothing of the above says why. */
  readonly isUnsaid: boolean;
}

/** The marker of a WordPiece vocabulary for what it cannot write. */
const unknownName = '[UNK]';

/** What became of a text; `null` where the tokens give it back as it was. */
export function changesOf(text: string, tokenization: Tokenization): TextChanges | null {
  const { tokens, kind } = tokenization;
  const own = tokens.filter((token) => !isAdded(token));
  const seen = kind === 'word-piece' ? joinWordPieces(own) : joinBytes(own);
  if (seen === text) return null;
  const left = outside(text, own);
  // Byte-level tokens have the white space in them: one that is missing is as lost as any other character.
  const isSpace = (character: string) => kind === 'word-piece' && character.trim() === '';
  const readable = own.filter((token) => !isUnknown(token, text) && !token.special);
  const pairs = kind === 'word-piece' ? writtenAndRead(text, readable) : [];
  const changes = {
    seen,
    lowerCase: pairs.some(({ written }) => written !== written.toLowerCase()),
    marks: pairs.some(({ written, read }) => written.toLowerCase() !== read && !isTakenApart(written, read)),
    takenApart: pairs.some(({ written, read }) => isTakenApart(written, read)),
    spaces: left.filter((one) => isSpace(one)).length,
    dropped: left.filter((one) => !isSpace(one)),
    unknown: unknownStretches(text, own),
  };
  const { lowerCase, marks, takenApart, spaces, dropped, unknown } = changes;
  const isSaid = lowerCase || marks || takenApart || spaces + dropped.length + unknown.length > 0;
  // WordPieces say nothing of the space between them, which is no loss of its own.
  return { ...changes, isUnsaid: kind === 'byte-level' && !isSaid };
}

/** The stretches of a text that a tokenizer has nothing but `[UNK]` for. */
export function unknownStretches(text: string, tokens: readonly TextPiece[]): readonly string[] {
  return tokens.filter((token) => isUnknown(token, text)).map(({ start, end }) => text.slice(start, end));
}

function isUnknown(token: TextPiece, text: string): boolean {
  const { special, start, end } = token;
  // Where a person wrote the marker itself, it is what it says.
  return special && token.text === unknownName && end > start && text.slice(start, end) !== unknownName;
}

function joinWordPieces(tokens: readonly TextPiece[]): string {
  return tokens
    .map(({ text, continuation }, i) => (continuation ? text.slice(2) : i > 0 ? ` ${text}` : text))
    .join('');
}

function joinBytes(tokens: readonly TextPiece[]): string {
  const whole = new Uint8Array(tokens.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of tokens) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return decodeUtf8(whole);
}

/** Each stretch with what the tokens of it say together: pieces that share a character are one. */
function writtenAndRead(text: string, tokens: readonly TextPiece[]): { written: string; read: string }[] {
  const pairs: { start: number; end: number; read: string }[] = [];
  for (const { start, end, continuation, text: name } of tokens) {
    const read = continuation ? name.slice(2) : name;
    const last = pairs.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.read += read;
    } else pairs.push({ start, end, read });
  }
  return pairs.map(({ start, end, read }) => ({ written: text.slice(start, end), read }));
}

/** The same characters, written in parts: the canonical decomposition of Unicode. */
function isTakenApart(written: string, read: string): boolean {
  const lower = written.toLowerCase();
  return lower !== read && lower.normalize('NFD') === read;
}

/** The characters that no token stands for. */
function outside(text: string, tokens: readonly TextPiece[]): string[] {
  const inside = new Uint8Array(text.length);
  for (const { start, end } of tokens) inside.fill(1, start, end);
  const left: string[] = [];
  let at = 0;
  for (const character of text) {
    if (!inside[at]) left.push(character);
    at += character.length;
  }
  return left;
}
