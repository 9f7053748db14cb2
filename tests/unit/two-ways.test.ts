import { describe, expect, it } from 'vitest';
import { changeBehind, leftBlank } from '../../src/elements/two-ways/blank.ts';
import { wordsTable } from '../../src/elements/two-ways/table.ts';
import { scaleEnd } from '../../src/elements/two-ways/word-bars.ts';
import {
  firstChoice,
  namedWords,
  totalsOf,
  wordAt,
  wordOfToken,
  wordsInPieces,
  wordsOf,
} from '../../src/elements/two-ways/words.ts';
import type { BothToken, Judgement, LeftToken, TwoWaysReading } from '../../src/records/views/two-ways.ts';

const encoder = new TextEncoder();

/** So many bits of surprisal, of one candidate. */
function bits(value: number, candidate = 'cat', logProbability = -1): Judgement {
  const probability = 2 ** -value;
  const top = [
    {
      tokenId: 1,
      text: candidate,
      special: false,
      continuation: false,
      logProbability,
      probability: Math.exp(logProbability),
    },
  ];
  return {
    probability,
    logProbability: Math.log(probability),
    rank: 3,
    surprisalBits: value,
    entropyBits: 4,
    top,
  };
}

/** The pieces of a text, each where it is first found behind the one before. */
function pieces(text: string, names: readonly string[]) {
  let from = 0;
  return names.map((name, tokenId) => {
    const own = name.replace(/^##/, '');
    const start = text.indexOf(own, from);
    from = start + own.length;
    return {
      tokenId,
      text: name,
      bytes: encoder.encode(own),
      special: name === '[UNK]',
      continuation: name.startsWith('##'),
      start,
      end: from,
    };
  });
}

const text = 'An unbelievable cat.';

function reading(more: Partial<TwoWaysReading> = {}): TwoWaysReading {
  const left = pieces(text, ['An', ' unbelievable', ' cat', '.']).map((piece, i): LeftToken => ({
    ...piece,
    judgement: [null, bits(10), bits(3), bits(1)][i]!,
  }));
  const both = pieces(text, ['An', 'un', '##believ', '##able', 'cat', '.']).map((piece, i): BothToken => ({
    ...piece,
    plain: bits([2, 1, 1, 1, 4.5, 0.25][i]!),
    ...(i === 1 || i === 2 ? { withinWord: bits(3) } : {}),
  }));
  return { text, beginMarker: null, left, both, blanks: [bits(1), bits(1), bits(1), bits(1)], ...more };
}

describe('the words of a text that was read in both ways', () => {
  it('are compared as wholes, each by the sum over its tokens', () => {
    const words = wordsOf(reading(), 'withinWord');
    expect(words.map((word) => word.text)).toEqual(['An', 'unbelievable', 'cat', '.']);
    const [, long, cat] = words;
    // 3 + 3 + 1 bits from both sides, where a piece is hidden with those after it.
    expect(long!.both.surprisalBits).toBeCloseTo(7);
    expect(long!.left.surprisalBits).toBeCloseTo(10);
    expect(long!.gainBits).toBeCloseTo(3);
    expect(cat!.gainBits).toBeCloseTo(-1.5);
    expect(wordsOf(reading(), 'plain')[1]!.both.surprisalBits).toBeCloseTo(3);
    expect(wordsInPieces(words).map((word) => word.text)).toEqual(['unbelievable']);
  });

  it('lose no character and double none', () => {
    const words = wordsOf(reading(), 'withinWord');
    expect(words.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
  });

  it('leave out what one side cannot judge, and say why', () => {
    const unknown = reading({
      both: pieces(text, ['An', 'un', '##believ', '##able', 'cat', '.']).map((piece, i) => ({
        ...piece,
        ...(i === 4 ? { text: '[UNK]', special: true } : {}),
        plain: bits(2),
      })),
    });
    const words = wordsOf(unknown, 'withinWord');
    expect(words[0]!.left).toMatchObject({ surprisalBits: null, missing: 'nothing-before' });
    expect(words[0]!.both.missing).toBeNull();
    expect(words[2]!.both).toMatchObject({ surprisalBits: null, missing: 'unknown' });
    expect(words[2]!.gainBits).toBeNull();
    expect(totalsOf(words)).toEqual({ words: 2, left: 11, both: 8 });
  });

  it('that neither model holds for possible have no difference', () => {
    const impossible = reading();
    const words = wordsOf(
      {
        ...impossible,
        left: impossible.left.map((token, i) => (i === 2 ? { ...token, judgement: bits(Infinity) } : token)),
        both: impossible.both.map((token, i) => (i === 4 ? { ...token, plain: bits(Infinity) } : token)),
      },
      'plain',
    );
    expect(words[2]!.gainBits).toBeNull();
    expect(scaleEnd(words)).toBe(10);
  });

  it('are named by their differences, from half a bit on, and marks only where no word is', () => {
    const words = wordsOf(reading(), 'withinWord');
    const { helped, hurt } = namedWords(words);
    expect(helped.map((word) => word.text)).toEqual(['unbelievable']);
    expect(hurt.map((word) => word.text)).toEqual(['cat']);
    expect(namedWords(words, 1).helped).toHaveLength(1);
    const marks = words.filter((word) => word.text === '.');
    expect(namedWords(marks).helped.map((word) => word.text)).toEqual(['.']);
    // Not the most helped, which has one word before it; the mark is the last; so no word is in the middle.
    expect(firstChoice(words)).toBe(1);
  });

  it('are found by a place in the text and by a token', () => {
    const words = wordsOf(reading(), 'withinWord');
    expect([0, 3, 14, 15, 19, 20, null].map((place) => wordAt(words, place))).toEqual([
      0, 1, 1, 2, 3, -1, -1,
    ]);
    expect([0, 1, 2, 3].map((token) => wordOfToken(words, 'left', token))).toEqual([0, 1, 2, 3]);
    expect([1, 2, 3, 4].map((token) => wordOfToken(words, 'both', token))).toEqual([1, 1, 1, 2]);
  });

  it('are a table with a row each', () => {
    const lines = wordsTable(wordsOf(reading(), 'withinWord')).split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[1]).toMatch(/^0,0,2,"""An""",1,,,1,-1\.38\d+,2,$/);
    expect(lines[2]!.startsWith('1,2,15,"""unbelievable""",1,')).toBe(true);
  });
});

describe('a blank before and after what stands behind it was changed', () => {
  const changed = (left: Judgement, both: Judgement): TwoWaysReading => {
    const other = 'An unbelievable dog!';
    return {
      text: other,
      beginMarker: null,
      left: pieces(other, ['An', ' unbelievable', ' dog', '!']).map((piece, i) => ({
        ...piece,
        judgement: [null, left, bits(5), bits(5)][i]!,
      })),
      both: pieces(other, ['An', 'un', '##believ', '##able', 'dog', '!']).map((piece, i) => ({
        ...piece,
        plain: i === 1 ? both : bits(1),
        ...(i === 1 || i === 2 ? { withinWord: bits(3) } : {}),
      })),
      blanks: [bits(1), { entropyBits: 4, top: both.top }, bits(1), bits(1)],
    };
  };

  it('is told for the word before the change, with the largest difference of each side', () => {
    const change = changeBehind(reading(), changed(bits(10), bits(2, 'cat', -1.25)), 3)!;
    expect(change.word).toBe('unbelievable');
    expect(change.afterBefore).toBe(' cat.');
    expect(change.left.largest).toBe(0);
    expect(change.both.largest).toBeCloseTo(0.25);
    const other = changeBehind(reading(), changed(bits(10, 'cat', -1 - 1e-6), bits(1)), 3)!;
    expect(other.left.largest).toBeCloseTo(1e-6, 9);
  });

  it('has no bound where the tokens are others', () => {
    const swapped = bits(10);
    const top = swapped.top.map((one) => ({ ...one, tokenId: 7 }));
    expect(changeBehind(reading(), changed({ ...swapped, top }, bits(1)), 3)!.left.largest).toBe(Infinity);
  });

  it('is not told of the same text, of a word behind the change, or where nothing stands before', () => {
    const other = changed(bits(10), bits(1));
    expect(changeBehind(reading(), reading(), 3)).toBeNull();
    expect(changeBehind(reading(), other, 16)).toBeNull();
    expect(changeBehind(reading(), other, 0)).toBeNull();
    expect(changeBehind(reading(), other, null)).toBeNull();
    expect(leftBlank(reading(), wordsOf(reading(), 'plain')[0]!)).toBeNull();
  });
});
