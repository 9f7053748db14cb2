import { boolean, check, object, picklist, pipe, type InferOutput } from 'valibot';
import type { TextPiece, TokenizerInfo } from '../../protocol/results.ts';
import { toHex } from '../encodings.ts';
import { damaged } from '../record-error.ts';
import { quoted, writeTable, type Cell } from '../table.ts';
import { standsForBytes, standsForPieces } from '../stands-for.ts';
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
    const standsFor = kind === 'word-piece' ? standsForPieces : standsForBytes;
    if (!standsFor(data.text, tokens)) throw damaged(`tokenizations[${i}]`, 'contradiction');
    return { model, kind, vocabularySize, tokens };
  });
  return { models, data: { text: data.text, tokenizations } };
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
