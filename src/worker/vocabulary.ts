import { byteSpans, wordPieceSpans } from '../core/text-spans.ts';
import { decodeUtf8, Utf8Stream } from '../core/utf8.ts';
import { EngineError } from '../protocol/errors.ts';
import type { TextPiece, TokenPiece, VocabularyTable } from '../protocol/results.ts';

interface TokenizerFile {
  model: { type: string; vocab: Record<string, number>; continuing_subword_prefix?: string | null };
  added_tokens?: { id: number; content: string; special: boolean }[];
  decoder?: { type: string } | null;
}

/**
 * Every token of a vocabulary by id: its bytes, whether it is a marker, whether it continues a word.
 * Read from `tokenizer.json`: the library's decoder gives text only, and a token may be part of a character.
 */
export class Vocabulary {
  /** The highest id plus one. */
  readonly size: number;
  /** The longest token in bytes: a text of n bytes has at least n / longest tokens. */
  readonly longestBytes: number;
  /** Words in the vocabulary's own pieces (`##ing`), not a stream of bytes. */
  readonly wordPieces: boolean;
  private readonly pieces: (string | undefined)[] = [];
  private readonly specials = new Set<number>();
  private readonly byteLevel: boolean;
  private readonly prefix: string;

  constructor(file: TokenizerFile) {
    this.byteLevel = file.decoder?.type === 'ByteLevel';
    this.wordPieces = file.model.type === 'WordPiece';
    this.prefix = this.wordPieces ? (file.model.continuing_subword_prefix ?? '##') : '';
    for (const [piece, id] of Object.entries(file.model.vocab)) this.pieces[id] = piece;
    for (const token of file.added_tokens ?? []) {
      this.pieces[token.id] = token.content;
      if (token.special) this.specials.add(token.id);
    }
    this.size = this.pieces.length;
    let longest = 1;
    // The characters of a byte-level piece are one byte each; of a WordPiece, one byte at least.
    for (const piece of this.pieces) if (piece && piece.length > longest) longest = piece.length;
    this.longestBytes = longest;
  }

  /** The id of a token by its name; `null` where there is none. */
  find(name: string): number | null {
    const id = this.pieces.indexOf(name);
    return id < 0 ? null : id;
  }

  has(id: number): boolean {
    return Number.isInteger(id) && this.pieces[id] !== undefined;
  }

  /** @throws EngineError `invalid-option` naming the first id that is none of this vocabulary's */
  require(ids: readonly number[], name = 'tokenIds'): void {
    const strange = ids.find((id) => !this.has(id));
    if (strange === undefined) return;
    throw new EngineError('invalid-option', {
      name,
      value: String(strange),
      expected: `whole numbers from 0 to ${this.size - 1}`,
    });
  }

  isSpecial(id: number): boolean {
    return this.specials.has(id);
  }

  continues(id: number): boolean {
    return this.prefix !== '' && (this.pieces[id]?.startsWith(this.prefix) ?? false) && !this.isSpecial(id);
  }

  /** The token's bytes; a marker's are those of its name. Ids outside the vocabulary have none. */
  bytes(id: number): Uint8Array {
    const piece = this.pieces[id] ?? '';
    if (this.byteLevel && !this.isSpecial(id)) {
      const bytes = new Uint8Array(piece.length);
      for (let i = 0; i < piece.length; i++) bytes[i] = byteOfCharacter.get(piece[i]!) ?? 0x3f;
      return bytes;
    }
    return new TextEncoder().encode(this.continues(id) ? piece.slice(this.prefix.length) : piece);
  }

  /** The token by itself: `##ing` keeps its marks, an unfinished character shows as U+FFFD. */
  text(id: number): string {
    return this.byteLevel ? decodeUtf8(this.bytes(id)) : (this.pieces[id] ?? '');
  }

  /** What every candidate carries beside its numbers. */
  label(id: number): { text: string; special: boolean; continuation: boolean } {
    return { text: this.text(id), special: this.isSpecial(id), continuation: this.continues(id) };
  }

  /** Every token's text by id, and which are markers or continue a word. */
  table(): VocabularyTable {
    const texts = Array.from({ length: this.size }, (_, id) => this.text(id));
    const ids = texts.map((_, id) => id);
    return {
      texts,
      special: ids.filter((id) => this.isSpecial(id)),
      continuation: ids.filter((id) => this.continues(id)),
      bytes: new Map(ids.filter((id) => texts[id]!.includes('\ufffd')).map((id) => [id, this.bytes(id)])),
    };
  }

  /** Tokens as pieces of a running text. */
  read(ids: readonly number[]): TokenPiece[] {
    const reader = new PieceReader(this);
    return ids.map((id) => reader.read(id));
  }

  /** The tokens of a text, each with the stretch that it stands for. */
  readText(ids: readonly number[], text: string): TextPiece[] {
    const pieces = this.read(ids);
    const spans = (this.wordPieces ? wordPieceSpans : byteSpans)(text, pieces);
    return pieces.map((piece, i) => ({ ...piece, ...spans[i]! }));
  }
}

/** Turns successive token ids into the pieces of one text. */
export class PieceReader {
  private readonly vocabulary: Vocabulary;
  private stream = new Utf8Stream();

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  read(tokenId: number): TokenPiece {
    const { vocabulary } = this;
    const bytes = vocabulary.bytes(tokenId);
    const special = vocabulary.isSpecial(tokenId);
    const continuation = vocabulary.continues(tokenId);
    let text: string;
    if (vocabulary.wordPieces) text = vocabulary.text(tokenId);
    // A marker ends an unfinished character before it.
    else if (special) text = this.stream.end() + vocabulary.text(tokenId);
    else text = this.stream.push(bytes);
    return { tokenId, text, bytes, special, continuation };
  }
}

/** GPT-2's table of a printable character for each byte (Radford et al. 2019, `bytes_to_unicode`). */
const byteOfCharacter: ReadonlyMap<string, number> = (() => {
  const table = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const printable =
      (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
    table.set(String.fromCharCode(printable ? byte : next++), byte);
  }
  return table;
})();
