import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTokens, sumLogProbabilities } from '../../src/core/align.ts';
import type { Span } from '../../src/core/text-spans.ts';
import { anyScripts, openTokenizer } from './real-tokenizers.ts';

/** Spans of stretches that are written out; `·` is a token that stands for nothing. */
function spansOf(text: string, stretches: readonly string[]): Span[] {
  let at = 0;
  return stretches.map((one) => {
    if (one === '·') return { start: at, end: at };
    const start = text.indexOf(one, at);
    at = start + one.length;
    return { start, end: at };
  });
}

/** Stretches as `text|a|b`, with token ranges. */
const show = (text: string, a: readonly string[], b: readonly string[]) =>
  alignTokens(text, spansOf(text, a), spansOf(text, b)).map(
    (one) => `${text.slice(one.start, one.end)}|${one.a.from}-${one.a.to}|${one.b.from}-${one.b.to}`,
  );

describe('alignTokens', () => {
  it('cuts at words, with the white space before them', () => {
    expect(
      show(
        'The unaffable cat. ',
        ['The', ' un', 'aff', 'able', ' cat', '. '],
        ['·', 'The', 'unaffable', 'cat', '.', '·'],
      ),
    ).toEqual(['The|0-1|1-2', ' unaffable|1-4|2-3', ' cat|4-5|3-4', '. |5-6|4-5']);
  });

  it('cuts no word, whatever the tokens do', () => {
    expect(
      show("don't well-known", ['don', "'t", ' well', '-', 'known'], ['don', "'", 't', 'well', '-', 'known']),
    ).toEqual(["don't|0-2|0-3", ' well-known|2-5|3-6']);
    // Marks of their own token are within the word.
    expect(show('cafe\u0301s', ['cafe', '\u0301', 's'], ['cafe\u0301', 's'])).toEqual([
      'cafe\u0301s|0-3|0-2',
    ]);
  });

  it('cuts no token, whatever the words are', () => {
    expect(show('a...b', ['a', '...', 'b'], ['a', '.', '.', '.', 'b'])).toEqual([
      'a|0-1|0-1',
      '...|1-2|1-4',
      'b|2-3|4-5',
    ]);
    expect(show('a,b', ['a,', 'b'], ['a', ',b'])).toEqual(['a,b|0-2|0-2']);
    expect(show('[MASK]!', ['[', 'MASK', ']', '!'], ['[MASK]', '!'])).toEqual([
      '[MASK]|0-3|0-1',
      '!|3-4|1-2',
    ]);
  });

  it('keeps the parts of a character together', () => {
    const text = '🙂한!';
    const parts = [
      { start: 0, end: 2 },
      { start: 0, end: 3 },
      { start: 2, end: 3 },
      { start: 3, end: 4 },
    ];
    expect(alignTokens(text, parts, spansOf(text, ['🙂', '한', '!']))).toEqual([
      { start: 0, end: 3, a: { from: 0, to: 3 }, b: { from: 0, to: 2 } },
      { start: 3, end: 4, a: { from: 3, to: 4 }, b: { from: 2, to: 3 } },
    ]);
  });

  it('gives all white space to a stretch', () => {
    expect(show('  a  b \n', [' ', ' a', ' ', ' b', ' ', '\n'], ['·', 'a', 'b', '·'])).toEqual([
      '  a|0-2|1-2',
      '  b \n|2-6|2-3',
    ]);
    expect(show(' \n', [' \n'], ['·', '·'])).toEqual([' \n|0-1|0-0']);
    expect(show('', [], ['·'])).toEqual([]);
  });

  it('has a stretch without tokens where one side dropped all of it', () => {
    expect(show('a \u200b[MASK]', ['a', ' \u200b', '[MASK]'], ['a', '[MASK]'])).toEqual([
      'a|0-1|0-1',
      ' \u200b|1-2|1-1',
      '[MASK]|2-3|1-2',
    ]);
  });
});

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

describe.each([
  ['smollm2-135m-instruct', 'minilm-mlm'],
  ['minilm-mlm', 'stories-4m'],
  ['stories-4m', 'smollm2-135m-instruct'],
])('alignTokens of %s and %s', (one, other) => {
  const tokenizers = [openTokenizer(one), openTokenizer(other)] as const;

  it('loses no character and no token, has none twice, and cuts no word', () => {
    fc.assert(
      fc.property(anyScripts, (text) => {
        const a: Span[] = tokenizers[0](text);
        const b: Span[] = tokenizers[1](text);
        const stretches = alignTokens(text, a, b);
        expect(stretches.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        let place = 0;
        for (const { start, end } of stretches) {
          expect(start).toBe(place);
          expect(end).toBeGreaterThan(start);
          place = end;
        }
        const borders = new Set(stretches.map(({ end }) => end));
        for (const match of text.matchAll(word)) {
          for (let at = match.index + 1; at < match.index + match[0].length; at++)
            expect(borders.has(at)).toBe(false);
        }
        for (const [side, spans] of [
          ['a', a],
          ['b', b],
        ] as const) {
          spans.forEach((span, i) => {
            const inRange = stretches.filter((stretch) => stretch[side].from <= i && i < stretch[side].to);
            if (span.start === span.end) return;
            expect(inRange).toHaveLength(1);
            expect(inRange[0]!.start).toBeLessThanOrEqual(span.start);
            expect(inRange[0]!.end).toBeGreaterThanOrEqual(span.end);
          });
          for (const { [side]: range } of stretches) expect(range.from).toBeLessThanOrEqual(range.to);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('cuts wherever it may', () => {
    fc.assert(
      fc.property(anyScripts, (text) => {
        const a: Span[] = tokenizers[0](text);
        const b: Span[] = tokenizers[1](text);
        const inner = alignTokens(text, a, b)
          .slice(1)
          .map(({ start }) => start);
        const words = [...text.matchAll(word)].map(({ index, 0: found }) => ({
          start: index,
          end: index + found.length,
        }));
        const isEnd = (spans: Span[], at: number) =>
          spans.some(({ start, end }) => start < end && (start === at || end === at));
        const isCut = ({ start, end }: Span, at: number) => start < at && at < end;
        const expected = Array.from({ length: text.length }, (_, at) => at).filter(
          (at) =>
            at > 0 &&
            isEnd(a, at) &&
            isEnd(b, at) &&
            ![...a, ...b, ...words].some((span) => isCut(span, at)) &&
            !/\s/.test(text[at - 1]!) &&
            /\S/.test(text.slice(at)),
        );
        expect(inner).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a plain sentence', () => {
  const text = " The café's owner isn't here, is she? ";
  it('is compared by words and punctuation marks', () => {
    const stretches = alignTokens(
      text,
      openTokenizer('smollm2-135m-instruct')(text),
      openTokenizer('minilm-mlm')(text),
    );
    expect(stretches.map(({ start, end }) => text.slice(start, end))).toEqual([
      ' The',
      " café's",
      ' owner',
      " isn't",
      ' here',
      ',',
      ' is',
      ' she',
      '? ',
    ]);
    expect(stretches.every(({ a, b }) => a.to > a.from && b.to > b.from)).toBe(true);
  });
});

describe('sumLogProbabilities', () => {
  it('adds, and knows nothing where one is not known', () => {
    expect(sumLogProbabilities([-1, -0.5, -2])).toBe(-3.5);
    expect(sumLogProbabilities([-1, null, -2])).toBeNull();
    expect(sumLogProbabilities([-1, -Infinity])).toBe(-Infinity);
    expect(sumLogProbabilities([])).toBe(0);
  });
});
