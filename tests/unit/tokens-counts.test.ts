import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf } from '../../src/elements/tokens/changes.ts';
import { countText, countTokens, isAdded, isPartOfCharacter } from '../../src/elements/tokens/counts.ts';
import { lessonOf } from '../../src/elements/tokens/lesson.ts';
import { pieceName, shownName, standaloneLetters } from '../../src/elements/tokens/piece-names.ts';
import { recordsOf } from '../../src/elements/tokens/records.ts';
import { excerptOf, tokensOver } from '../../src/elements/tokens/stretches.ts';
import type { TextPiece } from '../../src/protocol/results.ts';
import type { Tokenization } from '../../src/records/views/tokens.ts';
import { readTokens, writeTokens } from '../../src/records/views/tokens.ts';
import { anyScripts, openTokenizer } from './real-tokenizers.ts';

const sizes = { 'minilm-mlm': 30_522, 'stories-4m': 4_096, 'smollm2-135m-instruct': 49_152 } as const;
type Model = keyof typeof sizes;
const models = Object.keys(sizes) as Model[];

const tokenizers = new Map(models.map((model) => [model, openTokenizer(model)]));

/** The ids are of no account here. */
function cut(model: Model, text: string): Tokenization {
  const tokens = tokenizers.get(model)!(text).map((token): TextPiece => ({ ...token, tokenId: 0 }));
  const kind = model === 'minilm-mlm' ? 'word-piece' : 'byte-level';
  return { model, kind, vocabularySize: sizes[model], tokens };
}

const cutByAll = (text: string) => ({ text, tokenizations: models.map((model) => cut(model, text)) });

describe('the length of a text', () => {
  it('counts characters as they are read, bytes and words', () => {
    // 👨‍👩‍👧: three emoji of four bytes and two joiners of three; é as two code points, three bytes.
    expect(countText('👨‍👩‍👧 cafe\u0301, 한')).toEqual({
      characters: 9,
      unit: 'graphemes',
      bytes: 18 + 1 + 6 + 1 + 1 + 3,
      words: 2,
    });
  });

  it('leaves markers out of the tokens', () => {
    const text = 'The cat sat.';
    const { tokens, markers, tokensPerWord, charactersPerToken } = countTokens(
      cut('minilm-mlm', text).tokens,
      countText(text),
    );
    // the cat sat . between [CLS] and [SEP]
    expect({ tokens, markers }).toEqual({ tokens: 4, markers: ['[CLS]', '[SEP]'] });
    expect(tokensPerWord).toBeCloseTo(4 / 3);
    expect(charactersPerToken).toBe(3);
    expect(countTokens([], countText('…')).charactersPerToken).toBeNull();
    expect(countTokens([], countText('…')).tokensPerWord).toBeNull();
  });

  it('knows the tokens that are a part of a character', () => {
    // The story model's vocabulary has no Korean: three bytes a syllable.
    const parts = cut('stories-4m', '한').tokens.filter(isPartOfCharacter);
    expect(parts.map(({ bytes }) => [...bytes])).toEqual([[0xed], [0x95], [0x9c]]);
    expect(cut('minilm-mlm', '한').tokens.filter(isPartOfCharacter)).toEqual([]);
  });
});

describe('a token’s name in the vocabulary', () => {
  it.each(models)('is that of tokenizer.json: %s', (model) => {
    const path = new URL(`../../public/models/${model}/tokenizer.json`, import.meta.url);
    const file = JSON.parse(readFileSync(fileURLToPath(path), 'utf8')) as {
      model: { vocab: Record<string, number> };
      added_tokens: { content: string }[];
    };
    const known = new Set([...Object.keys(file.model.vocab), ...file.added_tokens.map((one) => one.content)]);
    const text = 'The unbelievable cats,\n\tcafé 한국어 🙂 [MASK] <|im_end|> x';
    const { tokens, kind } = cut(model, text);
    const names = tokens.map((token) => pieceName(token, kind));
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(names).size).toBeGreaterThan(10);
  });

  it('shows the space that a byte-level token begins with', () => {
    const { tokens } = cut('smollm2-135m-instruct', 'the cat');
    expect(tokens.map((token) => pieceName(token, 'byte-level'))).toEqual(['the', 'Ġcat']);
  });
});

describe('a token as it is shown', () => {
  it('has a dot for the space, and bytes where it is no text', () => {
    const { tokens } = cut('smollm2-135m-instruct', 'the cat\n');
    expect(tokens.map((token) => shownName(token, 'byte-level'))).toEqual(['the', '·cat', '↵']);
    expect(
      cut('stories-4m', '한')
        .tokens.slice(-3)
        .map((token) => shownName(token, 'byte-level')),
    ).toEqual(['<ED>', '<95>', '<9C>']);
  });

  it('has letters that stand alone: those that Unicode says are the same', () => {
    for (const [first, last] of [
      [0x1100, 0x1112],
      [0x1161, 0x1175],
      [0x11a8, 0x11c2],
    ] as const) {
      for (let code = first; code <= last; code++) {
        const letter = String.fromCodePoint(code);
        const alone = standaloneLetters(letter);
        expect(alone).toMatch(/^[\u3131-\u3163]$/);
        // A final letter that can begin a syllable as well is compatible with that one.
        const compatible = alone.normalize('NFKD');
        if (compatible !== letter) {
          const name = `가${compatible}`;
          expect(code).toBeGreaterThanOrEqual(0x11a8);
          expect(name.normalize('NFC')).toHaveLength(2);
        }
      }
    }
    expect(standaloneLetters('##\u1161 \uac00')).toBe('##ㅏ 가');
  });
});

describe('what became of a text', () => {
  it('is nothing where the tokens give it back', () => {
    expect(changesOf('The 한 🙂\n', cut('smollm2-135m-instruct', 'The 한 🙂\n'))).toBeNull();
    expect(changesOf('the cat', cut('minilm-mlm', 'the cat'))).toBeNull();
  });

  it('tells capitals, accents, syllables and white space apart', () => {
    const of = (text: string) => changesOf(text, cut('minilm-mlm', text));
    const none = {
      lowerCase: false,
      marks: false,
      takenApart: false,
      spaces: 0,
      dropped: [],
      unknown: [],
      isUnsaid: false,
    };
    expect(of('The cat')).toEqual({ ...none, seen: 'the cat', lowerCase: true, spaces: 1 });
    expect(of('café')).toEqual({ ...none, seen: 'cafe', marks: true });
    expect(of('한')).toEqual({ ...none, seen: '\u1112\u1161\u11ab', takenApart: true });
    expect(of('the  cat\n')).toEqual({ ...none, seen: 'the cat', spaces: 3 });
    expect(of('the 🙂')).toEqual({ ...none, seen: 'the [UNK]', spaces: 1, unknown: ['🙂'] });
    // Whoever writes the marker means it.
    expect(of('[UNK] cat')).toBeNull();
  });

  it('names what byte-level BPE drops', () => {
    // SmolLM2 has no U+0004.
    expect(changesOf('a\u0004b', cut('smollm2-135m-instruct', 'a\u0004b'))).toMatchObject({
      seen: 'ab',
      dropped: ['\u0004'],
      isUnsaid: false,
    });
    // Every control character but NUL, which is refused: what does not come back is said, and nothing else is.
    for (let code = 1; code < 0xa0; code++) {
      const text = `a${String.fromCharCode(code)} b`;
      for (const model of ['smollm2-135m-instruct', 'stories-4m'] as const) {
        const tokenization = cut(model, text);
        const changes = changesOf(text, tokenization);
        const bytes = tokenization.tokens.filter((one) => !isAdded(one)).flatMap((one) => [...one.bytes]);
        const back = new TextDecoder().decode(Uint8Array.from(bytes));
        expect(changes === null).toBe(back === text);
        if (changes) expect(changes.dropped.length > 0 || changes.isUnsaid).toBe(true);
      }
    }
  });
});

describe('the lesson', () => {
  it('finds the vocabulary that lacks the characters, and what [UNK] loses', () => {
    const lesson = lessonOf(cutByAll('한국어 🙂'))!;
    // 3 syllables of three bytes, a space, an emoji of four.
    expect(lesson).toMatchObject({ most: ['stories-4m'], tokens: 14 });
    expect(lesson.reason).toEqual({ code: 'parts-of-characters', parts: 13 });
    expect(lesson.losing).toEqual([{ model: 'minilm-mlm', unknown: 1 }]);
  });

  it('finds the small vocabulary', () => {
    const lesson = lessonOf(cutByAll('Extraordinary circumstances notwithstanding.'))!;
    expect(lesson.most).toEqual(['stories-4m']);
    expect(lesson.reason).toEqual({ code: 'small-vocabulary', vocabularySize: 4_096 });
    expect(lesson.losing).toEqual([]);
  });

  it('says where all need as many, and nothing of one alone', () => {
    const text = 'the cat';
    expect(lessonOf(cutByAll(text))).toMatchObject({ most: [], tokens: 2, reason: { code: 'not-told' } });
    expect(lessonOf({ text, tokenizations: [cut('minilm-mlm', text)] })).toBeNull();
  });
});

describe('a file of any text', () => {
  it('is taken for the text that it is of', () => {
    fc.assert(
      fc.property(anyScripts, (text) => {
        const result = cutByAll(text);
        expect(readTokens(writeTokens(result)).data.tokenizations).toHaveLength(3);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the records of the chips', () => {
  it('are the text, one for each token, whatever the script', () => {
    fc.assert(
      fc.property(anyScripts, fc.constantFrom(...models), (text, model) => {
        const tokenization = cut(model, text);
        const records = recordsOf(text, tokenization);
        expect(records).toHaveLength(tokenization.tokens.length);
        // Pieces that share a character are written as the vocabulary has them: those texts are another.
        const shares = tokenization.tokens.some(
          (one, i) => !isAdded(one) && i > 0 && one.start < tokenization.tokens[i - 1]!.end,
        );
        const own = records.filter((_, i) => !isAdded(tokenization.tokens[i]!));
        if (tokenization.kind === 'word-piece' && !shares && own.length > 0) {
          expect(own.map((one) => one.text).join('')).toBe(text);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('write each letter of a syllable that was taken apart', () => {
    const records = recordsOf('a 한 b', cut('minilm-mlm', 'a 한 b'));
    // Hangul compatibility letters, which stand alone; the pieces have the names of the vocabulary.
    expect(records.slice(1, -1).map((one) => one.text)).toEqual(['a', ' ㅎ', 'ㅏ', 'ㄴ', ' b']);
    expect(records.slice(2, 5).map((one) => one.piece)).toEqual(['\u1112', '##\u1161', '##\u11ab']);
  });

  it('are kept where the text begins the same', () => {
    const before = recordsOf('The cat sat', cut('minilm-mlm', 'The cat sat'));
    const after = recordsOf('The cat ran', cut('minilm-mlm', 'The cat ran'), before);
    expect(after.map((one, i) => one === before[i])).toEqual([true, true, true, false, false]);
  });
});

describe('a stretch', () => {
  it('finds the tokens that stand for any of it', () => {
    const spans = [
      { start: 0, end: 0 },
      { start: 0, end: 3 },
      { start: 3, end: 5 },
      { start: 3, end: 5 },
      { start: 5, end: 9 },
    ];
    expect([...tokensOver(spans, { start: 2, end: 5 })]).toEqual([1, 2, 3]);
    expect([...tokensOver(spans, { start: 3, end: 3 })]).toEqual([]);
  });

  it('is shown with the text around it, and no half of a character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', '한', '🙂'), { minLength: 1, maxLength: 1_500 }),
        fc.nat(),
        fc.nat(40),
        (characters, from, length) => {
          const text = characters.join('');
          const first = from % characters.length;
          const start = characters.slice(0, first).join('').length;
          const end = start + characters.slice(first, first + length).join('').length;
          const excerpt = excerptOf(text, { start, end });
          const { before, marked, after, cutBefore, cutAfter } = excerpt;
          const shown = before + marked + after;
          expect(marked).toBe(text.slice(start, end));
          expect(text.slice(start - before.length, end + after.length)).toBe(shown);
          expect(shown).not.toMatch(/\p{Cs}/u);
          expect(cutBefore).toBe(start > before.length);
          expect(cutAfter).toBe(end + after.length < text.length);
          expect(shown.length).toBeLessThanOrEqual(602);
        },
      ),
    );
  });
});
