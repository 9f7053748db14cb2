import { BertNormalizer, BertPreTokenizer } from '@huggingface/tokenizers';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bertWords } from '../../src/core/bert-words.ts';
import { anyScripts } from './real-tokenizers.ts';

const normalizer = new BertNormalizer({
  type: 'BertNormalizer',
  clean_text: true,
  handle_chinese_chars: true,
  strip_accents: null,
  lowercase: true,
} as never);
const preTokenizer = new BertPreTokenizer();

const libraryWords = (text: string) => preTokenizer.pre_tokenize_text(normalizer.normalize(text));
const ownWords = (text: string) =>
  bertWords(text, []).map(({ characters }) => characters.map((one) => one.text).join(''));

describe('bertWords', () => {
  it('are those of the library, for every character between letters and by itself', () => {
    for (let block = 0; block < 0x110000; block += 0x80) {
      // Unassigned planes, and surrogates by themselves, which no text has.
      if ((block >= 0x40000 && block < 0xe0000) || (block >= 0xd800 && block < 0xe000)) continue;
      const text = Array.from({ length: 0x80 }, (_, i) => String.fromCodePoint(block + i))
        .map((character) => `a${character}B ${character} `)
        .join('');
      expect(ownWords(text)).toEqual(libraryWords(text));
    }
  });

  it('are those of the library, for texts of many scripts', () => {
    fc.assert(
      fc.property(anyScripts, (text) => {
        expect(ownWords(text)).toEqual(libraryWords(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('leave markers as they are written', () => {
    const words = bertWords('A[MASK]B [mask]', ['[MASK]', '[MASK']);
    expect(
      words.map(({ marker, characters }) => [marker, characters.map((one) => one.text).join('')]),
    ).toEqual([
      [null, 'a'],
      ['[MASK]', '[MASK]'],
      [null, 'b'],
      [null, '['],
      [null, 'mask'],
      [null, ']'],
    ]);
  });

  it('know where each character comes from', () => {
    const places = bertWords(' É🙂\u200d, 한', [])
      .flatMap(({ characters }) => characters)
      .map(({ text, source }) => [text, source.start, source.end]);
    expect(places).toEqual([
      ['e', 1, 2],
      ['🙂', 2, 5],
      [',', 5, 6],
      ['\u1112', 7, 8],
      ['\u1161', 7, 8],
      ['\u11ab', 7, 8],
    ]);
  });
});
