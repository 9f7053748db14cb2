import { boolean, check, object, picklist, pipe, type InferOutput } from 'valibot';
import type { TextPiece, TokenizerInfo } from '../../protocol/results.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { toHex } from '../encodings.ts';
import { damaged } from '../record-error.ts';
import { quoted, writeTable, type Cell } from '../table.ts';
import { readView, writeView, type ViewModel } from '../view-file.ts';
import { count, list, mostCharacters, text, tokenBytes, tokenId, tokenText } from '../view-schemas.ts';

/** A text as one tokenizer cut it. */
export interface Tokenization {
  /** The catalogue's id of the tokenizer's model. */
  readonly model: string;
  readonly kind: TokenizerInfo['tokenizer'];
  readonly vocabularySize: number;
  /** The markers that the tokenizer added included. */
  readonly tokens: readonly TextPiece[];
}

/** A text as several tokenizers cut it. */
export interface TokenizedText {
  readonly text: string;
  readonly tokenizations: readonly Tokenization[];
}

const token = pipe(
  object({
    tokenId,
    text: tokenText,
    bytes: tokenBytes,
    special: boolean(),
    continuation: boolean(),
    start: count(mostCharacters),
    end: count(mostCharacters),
  }),
  check(({ start, end }) => start <= end),
);

const tokenization = object({
  kind: picklist(['byte-level', 'word-piece']),
  tokens: list(token, 200_000),
});

/** What a file of the view holds, beside the models, which are in the order of the tokenizations. */
export const tokensSchema = pipe(
  object({ text: text(mostCharacters), tokenizations: list(tokenization, 16) }),
  check((data) =>
    data.tokenizations.every(({ tokens }) => tokens.every(({ end }) => end <= data.text.length)),
  ),
);

type TokensFile = InferOutput<typeof tokensSchema>;

/** All tokenizations of a text as JSON. */
export function writeTokens({ text: whole, tokenizations }: TokenizedText): string {
  const models = tokenizations.map(({ model, vocabularySize }): ViewModel => ({
    model,
    form: '',
    backend: null,
    vocabularySize,
  }));
  const data: TokensFile = {
    text: whole,
    tokenizations: tokenizations.map(({ kind, tokens }) => ({ kind, tokens: tokens.map(plainToken) })),
  };
  return writeView('tokens', data, models);
}

/** The members that the format has, whatever else a token carries. */
function plainToken({ tokenId: id, text: own, bytes, special, continuation, start, end }: TextPiece) {
  return { tokenId: id, text: own, bytes, special, continuation, start, end };
}

/**
 * Reads what {@link writeTokens} wrote.
 *
 * @throws RecordError saying what is wrong, and where
 */
export function readTokens(file: string): {
  readonly models: readonly ViewModel[];
  readonly data: TokenizedText;
} {
  const { models, data } = readView(file, 'tokens', tokensSchema);
  if (data.tokenizations.length !== models.length) throw damaged('tokenizations', 'contradiction');
  const tokenizations = data.tokenizations.map(({ kind, tokens }, i): Tokenization => {
    const { model, vocabularySize } = models[i]!;
    const strange = tokens.findIndex((one) => one.tokenId >= vocabularySize);
    if (strange >= 0) throw damaged(`tokenizations[${i}].tokens[${strange}].tokenId`, 'out-of-range');
    if (!standsFor(data.text, kind, tokens)) throw damaged(`tokenizations[${i}]`, 'contradiction');
    return { model, kind, vocabularySize, tokens };
  });
  return { models, data: { text: data.text, tokenizations } };
}

/** Characters that a tokenizer may drop: controls, and what has no meaning yet. */
const droppable = /[\p{C}\ufffd]/gu;

/** Whether tokens can be those of a text: in its order, of its characters, and of all that can be read. */
function standsFor(whole: string, kind: Tokenization['kind'], tokens: readonly TextPiece[]): boolean {
  const own = tokens.filter(({ special, start, end }) => !special || end > start);
  if (own.some(({ start }, i) => i > 0 && start < own[i - 1]!.start)) return false;
  const inside = new Uint8Array(whole.length);
  for (const { start, end } of own) inside.fill(1, start, end);
  const pick = (covered: boolean) =>
    Array.from({ length: whole.length }, (_, i) => (Boolean(inside[i]) === covered ? whole[i] : '')).join('');
  const left = pick(false);
  if (kind === 'word-piece') return /^[\s\p{Z}\p{C}\p{M}\ufffd]*$/u.test(left) && arePieces(whole, own);
  const bytes = Uint8Array.from(own.flatMap((one) => [...one.bytes]));
  const read = decodeUtf8(bytes).replaceAll(droppable, '');
  return left.replaceAll(droppable, '') === '' && read === pick(true).replaceAll(droppable, '');
}

/** Whether WordPieces are what BERT's normalizer makes of their stretches; those of one character are taken together. */
function arePieces(whole: string, tokens: readonly TextPiece[]): boolean {
  const groups: { start: number; end: number; read: string; isKnown: boolean }[] = [];
  for (const { start, end, continuation, special, text: name } of tokens) {
    const read = continuation ? name.slice(2) : name;
    const last = groups.at(-1);
    if (last && start < last.end)
      Object.assign(last, { end: Math.max(end, last.end), read: last.read + read });
    else groups.push({ start, end, read, isKnown: !special });
  }
  return groups.every(
    ({ start, end, read, isKnown }) => !isKnown || folded(whole.slice(start, end)) === folded(read),
  );
}

/** What a WordPiece need not have of its stretch. */
const foldedAway = /[\p{Mn}\p{C}\ufffd\s]/gu;

/** Without marks, case and what may be dropped. By way of capitals, since a small sigma depends on its place. */
function folded(written: string): string {
  const bare = written.normalize('NFD').replaceAll(foldedAway, '').toLowerCase();
  return bare.normalize('NFD').replaceAll(foldedAway, '').toUpperCase();
}

/**
 * One row for each token of each tokenizer, as CSV.
 *
 * @param nameOf what a token is called in its vocabulary
 */
export function tokensTable(
  { text: whole, tokenizations }: TokenizedText,
  nameOf: (token: TextPiece, kind: Tokenization['kind']) => string,
): string {
  const rows: Cell[][] = [
    ['model', 'position', 'token_id', 'piece', 'text', 'bytes', 'start', 'end', 'special', 'continuation'],
  ];
  for (const { model, kind, tokens } of tokenizations) {
    tokens.forEach((one, position) => {
      const { tokenId: id, bytes, start, end, special, continuation } = one;
      const places = [start, end, special, continuation];
      const stretch = quoted(whole.slice(start, end));
      // With 0x before it, or a spreadsheet reads 20e2 as a number.
      const hex = bytes.length > 0 ? `0x${toHex(bytes)}` : '';
      rows.push([model, position, id, quoted(nameOf(one, kind)), stretch, hex, ...places]);
    });
  }
  return writeTable(rows);
}
