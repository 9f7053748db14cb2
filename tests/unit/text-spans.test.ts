import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteSpans, wordPieceSpans, type Span } from '../../src/core/text-spans.ts';
import { anyScripts, openTokenizer, type PlacedToken } from './real-tokenizers.ts';

const encoder = new TextEncoder();
const byte = (...bytes: number[]) => ({ bytes: Uint8Array.from(bytes), special: false });
const run = (text: string) => ({ bytes: encoder.encode(text), special: false });
const marker = (text: string) => ({ bytes: encoder.encode(text), special: true });

/** A WordPiece token as it is written. */
const word = (text: string) => ({
  text,
  special: /^\[[A-Z]{3,4}\]$/.test(text),
  continuation: text.startsWith('##'),
});

const show = (text: string, spans: readonly Span[]) => spans.map(({ start, end }) => text.slice(start, end));

describe('byteSpans', () => {
  it('cuts the text where the tokens do', () => {
    const text = 'The cat.\n';
    const spans = byteSpans(text, [run('The'), run(' cat'), run('.'), run('\n')]);
    expect(show(text, spans)).toEqual(['The', ' cat', '.', '\n']);
  });

  it('gives every part of a character the whole of it', () => {
    // 🙂 is F0 9F 99 82, two UTF-16 units; 한 is ED 95 9C.
    const text = 'a🙂한b';
    const pieces = [run('a'), byte(0xf0, 0x9f), byte(0x99), byte(0x82, 0xed), byte(0x95, 0x9c), run('b')];
    expect(byteSpans(text, pieces)).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 3 },
      { start: 1, end: 3 },
      { start: 1, end: 4 },
      { start: 3, end: 4 },
      { start: 4, end: 5 },
    ]);
  });

  it('tells markers in the text from those that were added', () => {
    const text = '<s>Hi</s>';
    expect(show(text, byteSpans(text, [marker('<s>'), run('Hi'), marker('</s>')]))).toEqual([
      '<s>',
      'Hi',
      '</s>',
    ]);
    // One more of each than the text has: the outer ones.
    expect(
      byteSpans(text, [marker('<s>'), marker('<s>'), run('Hi'), marker('</s>'), marker('</s>')]),
    ).toEqual([
      { start: 0, end: 0 },
      { start: 0, end: 3 },
      { start: 3, end: 5 },
      { start: 5, end: 9 },
      { start: 9, end: 9 },
    ]);
    expect(byteSpans('a b', [run('a'), marker('<x>'), run(' b')])).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 1 },
      { start: 1, end: 3 },
    ]);
  });

  it('passes over what the tokenizer dropped', () => {
    const text = 'a\u0004b \u{40000}c';
    expect(
      show(text, byteSpans(text, [run('a'), run('b'), run(' '), byte(0x80, 0x80, 0x80), run('c')])),
    ).toEqual(['a', 'b', ' ', '\u{40000}', 'c']);
  });

  it('gives a token that the text has not an empty place', () => {
    expect(byteSpans('abc', [run('a'), run('d'), run('c'), run('a'), marker('<s>')])).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 1 },
      { start: 2, end: 3 },
      { start: 3, end: 3 },
      { start: 3, end: 3 },
    ]);
    expect(byteSpans('', [marker('<s>')])).toEqual([{ start: 0, end: 0 }]);
    expect(byteSpans('', [])).toEqual([]);
  });
});

describe('wordPieceSpans', () => {
  const texts: [text: string, pieces: string, stretches: string[]][] = [
    [' Unaffable  cats! ', '[CLS] una ##ffa ##ble cats ! [SEP]', ['', 'Una', 'ffa', 'ble', 'cats', '!', '']],
    ['Café CAFE\u0301s', 'cafe cafe ##s', ['Café', 'CAFE\u0301', 's']],
    ['The [MASK] [UNK].', '[CLS] the [MASK] [UNK] . [SEP]', ['', 'The', '[MASK]', '[UNK]', '.', '']],
    ['[CLS] a [SEP]', '[CLS] [CLS] a [SEP] [SEP]', ['', '[CLS]', 'a', '[SEP]', '']],
    ['[CLS]', '[CLS]', ['[CLS]']],
    ['[CLS]', '[CLS] [CLS] [SEP]', ['', '[CLS]', '']],
    ['[SEP]', '[CLS] [SEP] [SEP]', ['', '[SEP]', '']],
    ['[SEP]a', '[CLS] [SEP] a [SEP]', ['', '[SEP]', 'a', '']],
    ['[SEP]a[SEP]', '[CLS] [SEP] a [SEP] [SEP]', ['', '[SEP]', 'a', '[SEP]', '']],
    ['\u200b[CLS] 🙂', '[CLS] [CLS] [UNK] [SEP]', ['', '[CLS]', '🙂', '']],
    ['東京🙂x y', '東 京 [UNK] y', ['東', '京', '🙂x', 'y']],
    // A syllable is jamo: 한 is ᄒ, ᅡ and ᆫ.
    ['한a', '\u1112 ##\u1161 ##\u11ab ##a', ['한', '한', '한', 'a']],
    ['İs', 'i ##s', ['İ', 's']],
    // The final sigma is a letter of its own.
    ['ΟΔΟΣ ΣΑ', 'οδο ##ς σα', ['ΟΔΟ', 'Σ', 'ΣΑ']],
    // What is dropped inside of a word goes with the character before it, at its beginning with the one after it.
    ['a\u200db \u200bc \u200b d', 'a ##b c d', ['a\u200d', 'b', '\u200bc', 'd']],
    ['don’t $5', 'don ’ t $ 5', ['don', '’', 't', '$', '5']],
    [' \n', '[CLS] [SEP]', ['', '']],
  ];

  it.each(texts)('cuts %j as %s', (text, pieces, stretches) => {
    expect(show(text, wordPieceSpans(text, pieces.split(' ').map(word)))).toEqual(stretches);
  });

  it('puts a marker that was added at the end of the token before it', () => {
    expect(wordPieceSpans(' a ', ['[CLS]', 'a', '[SEP]'].map(word))).toEqual([
      { start: 0, end: 0 },
      { start: 1, end: 2 },
      { start: 2, end: 2 },
    ]);
  });

  const strangers: [text: string, pieces: string, stretches: string[]][] = [
    // A piece that does not spell the word takes the rest of it.
    ['alpha beta gamma', 'al ##x ##a beta gamma', ['al', 'pha', '', 'beta', 'gamma']],
    ['alpha beta gamma', 'x beta gamma', ['alpha', 'beta', 'gamma']],
    // A word without a token, and a token without a word.
    ['alpha beta gamma', 'alpha gamma', ['alpha beta', 'gamma']],
    ['alpha beta gamma', '[CLS] beta gamma [SEP]', ['', 'alpha beta', 'gamma', '']],
    ['alpha beta gamma', 'alpha x beta gamma', ['alpha', '', 'beta', 'gamma']],
    ['alpha beta gamma', '##x', ['alpha beta gamma']],
    ['', 'a ##b', ['', '']],
  ];

  it.each(strangers)('finds its place again in %j with %s', (text, pieces, stretches) => {
    expect(show(text, wordPieceSpans(text, pieces.split(' ').map(word)))).toEqual(stretches);
  });

  it('takes any tokens for any text', () => {
    const anyPiece = fc
      .oneof(fc.constantFrom('[CLS]', '[MASK]', '[UNK]', '##', '##a', 'a', 'the', '한'), fc.string())
      .map(word);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(anyPiece, { maxLength: 12 }), (text, pieces) => {
        let place = 0;
        for (const { start, end } of wordPieceSpans(text, pieces)) {
          expect(start).toBeGreaterThanOrEqual(place);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          place = start;
        }
      }),
    );
  });
});

/** BERT's normalisation of a stretch by itself, from its definition. */
const normalise = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/gu, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');

/** Each code point's place. */
function characters(text: string): { text: string; start: number; end: number }[] {
  let at = 0;
  return Array.from(text, (one) => ({ text: one, start: at, end: (at += one.length) }));
}

/** Spans are in order, and overlap only where both lie within one character that they share. */
function expectOrder(text: string, tokens: readonly PlacedToken[]): void {
  const borders = new Set([0, ...characters(text).map(({ end }) => end)]);
  let before: Span = { start: 0, end: 0 };
  for (const token of tokens) {
    const { start, end } = token;
    expect(borders.has(start) && borders.has(end)).toBe(true);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(start).toBeGreaterThanOrEqual(before.start);
    expect(end).toBeGreaterThanOrEqual(before.end);
    if (start < before.end) {
      // One character, and with it what was dropped after it.
      const shared = normalise(text.slice(start, before.end)).normalize('NFC');
      expect([...shared].length).toBeLessThanOrEqual(1);
    }
    if (end > start) before = token;
  }
}

const runs = { numRuns: 1000 };

/** The bytes of UTF-8 that a vocabulary has no token for, found by looking for each. */
const vocabularies: [model: string, lacking: number[]][] = [
  ['smollm2-135m-instruct', [0x04, 0x06, 0x13, 0x14, 0x16, 0x1d, 0xf1, 0xf2]],
  ['stories-4m', []],
];

describe.each(vocabularies)('the places of the tokens of %s', (model, lacking) => {
  const tokenize = openTokenizer(model);

  it('are in order, hold all of the text, and spell it', () => {
    fc.assert(
      fc.property(anyScripts, (text) => {
        const tokens = tokenize(text);
        const borders = characters(text);
        let place = 0;
        let dropped = '';
        let before = '';
        for (const { start, end, bytes, special } of tokens) {
          if (special && start === end) continue;
          if (start < place) {
            // A part of a character after another part of it.
            expect(isWhole(bytes)).toBe(false);
            expect(borders).toContainEqual({ text: text.slice(start, place), start, end: place });
          } else dropped += text.slice(place, start);
          expect(end).toBeGreaterThan(start);
          place = Math.max(place, end);
          const below = text.slice(start, end);
          if (isWhole(bytes)) expect(encoder.encode(below)).toEqual(bytes);
          else expect(hex(encoder.encode(below))).toContain(hex(bytes));
          before += hex(bytes);
        }
        // Each byte once, but for those that the vocabulary lacks.
        dropped += text.slice(place);
        const keep = (bytes: Uint8Array) => hex(bytes.filter((one) => !lacking.includes(one)));
        expect(keep(encoder.encode(dropped))).toBe('');
        expect(before).toBe(keep(encoder.encode(text)));
      }),
      runs,
    );
  });
});

function isWhole(bytes: Uint8Array): boolean {
  return (
    !new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).includes('\ufffd') || hex(bytes) === 'efbfbd'
  );
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('the places of the tokens of minilm-mlm', () => {
  const tokenize = openTokenizer('minilm-mlm');

  it('are in order and hold every character that is not white space', () => {
    fc.assert(
      fc.property(anyScripts, (text) => {
        const tokens = tokenize(text);
        expectOrder(text, tokens);
        for (const one of characters(text)) {
          const inside = tokens.filter(({ start, end }) => start <= one.start && one.end <= end);
          const isDropped = normalise(one.text) === '' || /\s/.test(one.text);
          if (isDropped) expect(inside.length).toBeLessThanOrEqual(3);
          // Only a character that is several in NFD is in several tokens.
          else if (normalise(one.text).length === one.text.length) expect(inside).toHaveLength(1);
          else expect(inside.length).toBeGreaterThanOrEqual(1);
        }
      }),
      runs,
    );
  });

  it('have no white space at their ends', () => {
    fc.assert(
      fc.property(anyScripts, (text) => {
        for (const { start, end } of tokenize(text)) {
          const below = text.slice(start, end);
          expect(below).toBe(below.trim());
        }
      }),
      runs,
    );
  });

  it('spell their pieces', () => {
    fc.assert(
      fc.property(anyScripts, (text) => {
        for (const { text: piece, start, end, special, continuation } of tokenize(text)) {
          const below = text.slice(start, end);
          if (special) {
            if (piece !== '[UNK]') expect(['', piece]).toContain(below);
            else expect(below).not.toBe('');
            continue;
          }
          const spelled = continuation ? piece.slice(2) : piece;
          // Where the final sigma stands only the whole word tells; a jamo is a part of its syllable.
          const whole = normalise(below).replaceAll('ς', 'σ');
          const spellers = [...below].filter((one) => normalise(one) !== '');
          if (spellers.length === 1) expect(whole).toContain(spelled.replaceAll('ς', 'σ'));
          else expect(whole).toBe(spelled.replaceAll('ς', 'σ'));
        }
      }),
      runs,
    );
  });

  it('are as they should be in plain sentences', () => {
    const text = 'The capital of France is [MASK], isn’t it? Paris—“yes”.';
    expect(show(text, tokenize(text)).join('|')).toBe(
      '|The|capital|of|France|is|[MASK]|,|isn|’|t|it|?|Paris|—|“|yes|”|.|',
    );
  });
});
