import { describe, expect, it } from 'vitest';
import { hide, wordMaskings } from '../../src/core/word-maskings.ts';
import { scoreWordInBlank } from '../../src/elements/masked/word-in-blank.ts';
import { readBothWays } from '../../src/elements/two-ways/read.ts';
import { unseenBy } from '../../src/elements/two-ways/unseen.ts';
import { leftOutOf, wordsOf } from '../../src/elements/two-ways/words.ts';
import type { Model } from '../../src/engine/index.ts';
import type { MaskedRow, TextPiece } from '../../src/protocol/results.ts';
import type { WordReading } from '../../src/records/views/two-ways.ts';

const vocabulary = [
  '[CLS]',
  '[SEP]',
  '[MASK]',
  '[UNK]',
  'i',
  'don',
  "'",
  't',
  'like',
  'token',
  '##ization',
  '.',
];
const maskId = vocabulary.indexOf('[MASK]');

function piece(text: string, start: number, end: number): TextPiece {
  return {
    tokenId: vocabulary.indexOf(text),
    text,
    bytes: new TextEncoder().encode(text),
    special: text.startsWith('['),
    continuation: text.startsWith('##'),
    start,
    end,
  };
}

/** As WordPiece does it: letters, each other character by itself, in lower case. */
function wordPiece(text: string): TextPiece[] {
  const pieces = [...text.matchAll(/token(?=ization)|(?<=token)ization|[a-z]+|[^\sa-z]/gi)].map((match) => {
    const own = match[0].toLowerCase();
    return piece(own === 'ization' ? '##ization' : own, match.index, match.index + own.length);
  });
  return [piece('[CLS]', 0, 0), ...pieces, piece('[SEP]', text.length, text.length)];
}

/** Words with the space before them, as a byte-level vocabulary has them; `don` and `'t` are two. */
function byteLevel(text: string): TextPiece[] {
  return [...text.matchAll(/ ?[a-z]+|'[a-z]+|\s|[^\sa-z]/gi)].map((match) =>
    piece(match[0], match.index, match.index + match[0].length),
  );
}

const numbers = (bits: number) => ({
  probability: 2 ** -bits,
  logProbability: -bits * Math.LN2,
  rank: 1,
  surprisalBits: bits,
  entropyBits: 1,
  top: [],
});

/** Every mask in a row costs the token that is asked for one bit. */
class MaskCounter {
  readonly info = { name: 'Both', contextLength: 64, markers: { mask: maskId, unknown: 3 } };
  readonly asked: MaskedRow[][] = [];

  async tokenize(text: string) {
    return wordPiece(text);
  }

  async predict(rows: readonly MaskedRow[]) {
    this.asked.push([...rows]);
    return {
      runs: 1,
      rows: rows.map(({ tokenIds, positions, targets }) =>
        positions.map((position, i) => {
          const bits = tokenIds.filter((id) => id === maskId).length;
          const target = targets ? { tokenId: targets[i]!, ...numbers(bits) } : null;
          return { position, entropyBits: bits, top: [], target };
        }),
      ),
    };
  }

  async scoreMasked(text: string) {
    const pieces = wordPiece(text);
    const ids = pieces.map(({ tokenId }) => tokenId);
    const maskings = wordMaskings(
      pieces.map(({ special, continuation }) => ({ fixed: special, continuation })),
    );
    const tokens = pieces.map((one, i) => {
      const masking = maskings[i];
      if (!masking) return { ...one, plain: null, withinWord: null };
      const judged = (hidden: readonly number[]) =>
        numbers(hide(ids, hidden, maskId).filter((id) => id === maskId).length);
      const plain = judged(masking.plain.hidden);
      const isSame = masking.plain === masking.withinWord;
      return { ...one, plain, withinWord: isSame ? plain : judged(masking.withinWord.hidden) };
    });
    return { runs: 1, tokens };
  }
}

const left = {
  info: { name: 'Left', contextLength: 64, markers: {} },
  tokenize: async (text: string) => byteLevel(text),
  score: async (ids: readonly number[]) => ids.map((_, i) => (i === 0 ? { probability: null } : numbers(4))),
};

const { signal } = new AbortController();

async function read(text: string) {
  const both = new MaskCounter();
  const models = { left: left as never, both: both as never };
  const reading = await readBothWays(text, { ...models, signal, onRun: () => undefined });
  return { both, reading };
}

describe('a stretch of several words of the masked model', () => {
  it('is judged with all its later pieces hidden, as the same word in a blank is', async () => {
    const { both, reading } = await read("I don't like.");
    const word = wordsOf(reading, 'withinWord')[1]!;
    expect(word.text).toBe("don't");
    expect(reading.both.slice(word.both.from, word.both.to).map(({ text }) => text)).toEqual([
      'don',
      "'",
      't',
    ]);
    // 3, 2 and 1 masks.
    expect(word.both.surprisalBits).toBeCloseTo(6, 9);
    const ids = ['[CLS]', 'i', '[MASK]', 'like', '.', '[SEP]'].map((name) => vocabulary.indexOf(name));
    const alone = {
      info: both.info,
      predict: both.predict.bind(both),
      // A word by itself, without the case that the text has.
      tokenize: both.tokenize.bind(both),
    } as unknown as Model;
    const { logProbability } = await scoreWordInBlank(alone, ids, 2, "don't", signal);
    expect(word.both.logProbability).toBeCloseTo(logProbability, 9);
    // Each alone is one mask.
    expect(wordsOf(reading, 'plain')[1]!.both.surprisalBits).toBeCloseTo(3, 9);
  });

  it('is asked for in one call, in place and as one blank', async () => {
    const { both } = await read("I don't like.");
    expect(both.asked).toHaveLength(1);
    const rows = both.asked[0]!.map(({ tokenIds }) => tokenIds.map((id) => vocabulary[id]).join(' '));
    expect(rows).toEqual([
      '[CLS] i [MASK] like . [SEP]',
      '[CLS] i [MASK] [MASK] [MASK] like . [SEP]',
      '[CLS] i don [MASK] [MASK] like . [SEP]',
    ]);
  });

  it('is not asked for again where it is one WordPiece word', async () => {
    const { both, reading } = await read('I like tokenization.');
    expect(both.asked.map((rows) => rows.length)).toEqual([1]);
    const word = wordsOf(reading, 'withinWord')[2]!;
    expect(word.both.surprisalBits).toBeCloseTo(3, 9);
  });
});

describe('what the masked model does not see', () => {
  const unseen = async (text: string) => unseenBy((await read(text)).reading);

  it('are capitals beyond the first letter, and white space beyond a space', async () => {
    expect(await unseen('I like tokens.')).toEqual({ capitals: null, accents: null, spaces: false });
    expect(await unseen('I like Token.')).toEqual({ capitals: 'Token', accents: null, spaces: false });
    expect((await unseen('I LIKE it.')).capitals).toBe('LIKE');
    expect((await unseen('I  like.')).spaces).toBe(true);
    expect((await unseen('I like. ')).spaces).toBe(true);
    expect((await unseen('I\nlike.')).spaces).toBe(true);
  });

  it('are accents that its tokens lack', () => {
    const text = 'I like café.';
    const both = [piece('i', 0, 1), piece('like', 2, 6), piece('cafe', 7, 11), piece('.', 11, 12)];
    const tokens = both.map((one) => ({ ...one, plain: null }));
    const reading = { text, beginMarker: null, left: [], both: tokens, blanks: [] };
    expect(unseenBy(reading)).toEqual({ capitals: null, accents: 'café', spaces: false });
    // A model that keeps both has nothing to name; nor has one that writes Korean in its letters.
    const kept = [{ ...piece('Café', 0, 4), plain: null }];
    expect(unseenBy({ ...reading, text: 'Café', both: kept }).accents).toBeNull();
    const letters = [{ ...piece('한'.normalize('NFD'), 0, 1), plain: null }];
    expect(unseenBy({ ...reading, text: '한', both: letters }).accents).toBeNull();
  });
});

describe('words that are left out of the sums', () => {
  it('stand nowhere, before the others, or among them', () => {
    const words = (...gains: (number | null)[]) => gains.map((gainBits) => ({ gainBits }) as WordReading);
    expect(leftOutOf(words(1, 2))).toBe('none');
    expect(leftOutOf(words(null, 1, 2))).toBe('before');
    expect(leftOutOf(words(null, 1, null, 2))).toBe('inside');
    expect(leftOutOf(words(1, 2, null))).toBe('none');
    expect(leftOutOf(words(null, null))).toBe('none');
  });
});
