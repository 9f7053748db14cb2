import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Tokenizer } from '@huggingface/tokenizers';
import * as fc from 'fast-check';
import { byteSpans, wordPieceSpans, type Span } from '../../src/core/text-spans.ts';
import { Vocabulary } from '../../src/worker/vocabulary.ts';

/** A token of a text, as the worker hands it on, with its place. */
export interface PlacedToken extends Span {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly special: boolean;
  readonly continuation: boolean;
}

/** The tokenizer of an embedded model: a text to tokens with places. */
export function openTokenizer(model: string): (text: string) => PlacedToken[] {
  const read = (file: string): never =>
    JSON.parse(
      readFileSync(fileURLToPath(new URL(`../../public/models/${model}/${file}`, import.meta.url)), 'utf8'),
    ) as never;
  const tokenizer = new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
  const vocabulary = new Vocabulary(read('tokenizer.json'));
  return (text) => {
    const pieces = tokenizer.encode(text).ids.map((id) => ({
      text: vocabulary.text(id),
      bytes: vocabulary.bytes(id),
      special: vocabulary.isSpecial(id),
      continuation: vocabulary.continues(id),
    }));
    const spans = (vocabulary.wordPieces ? wordPieceSpans : byteSpans)(text, pieces);
    return pieces.map((piece, i) => ({ ...piece, ...spans[i]! }));
  };
}

const words = [
  ['the', 'cat', 'Don’t', "it's", 'well-known', 'unaffable', 'Playing', 'I', 'a', '42', '3.14', '1,000'],
  [
    'café',
    'cafe\u0301',
    'naïve',
    'Ångström',
    'e\u0323\u0302',
    'ÇA',
    'İstanbul',
    'ΟΔΥΣΣΕΥΣ',
    'Ὀδυσσεύς',
    'ﬁn',
  ],
  [
    '한국어',
    '갂',
    '\u1112\u1161\u11ab',
    '日本語',
    '东京',
    '豈',
    '𠀀𠀁',
    'ガギ',
    'か\u3099',
    'Привет',
    'йод',
    'שָׁלוֹם',
  ],
  ['مَرْحَبًا', 'हिन्दी', 'ไทย', 'Tiếng', 'ǅ', 'ß', 'ẞ', 'Ω', '𝔘', '①', '½', '²', 'ｆｕｌｌ', '\u0301', '\u302e'],
  ['🙂', '👨‍👩‍👧', '❤️', '🇰🇷', '👍🏽', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '\u{1d15f}', '\u200d', '\u200b', '\ufeff', '\ufe0f'],
  [
    '.',
    ',',
    '!',
    '…',
    '...',
    '-',
    '—',
    "'",
    '"',
    '“',
    '(',
    ')',
    '[',
    ']',
    '|',
    '$',
    '€',
    '`',
    '~',
    '_',
    '___',
  ],
  [
    '。',
    '、',
    '«',
    '»',
    '\u037e',
    '\u00ad',
    '\u0007',
    '\u000b',
    '\u000c',
    '\u0085',
    '\ufffd',
    '\ue000',
    '\u0344',
  ],
  ['[MASK]', '[CLS]', '[SEP]', '[UNK]', '[mask]', '[MASK', '##ing', '<|im_end|>', '<|endoftext|>', '<|bos|>'],
].flat();
const spaces = [' ', '  ', '\n', '\t', '\r\n', '\u00a0', '\u3000', '\u2003', '\u2028'];

/** Texts of several scripts, with marks, symbols, markers, white space and what tokenizers drop. */
export const anyScripts = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...words) },
      { weight: 5, arbitrary: fc.constantFrom(' ', ' ', ' ', ...spaces) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2 }) },
    ),
    { minLength: 1, maxLength: 16 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '' && !/\p{Cs}/u.test(text));
