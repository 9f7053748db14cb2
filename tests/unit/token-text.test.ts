import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { innerText, runText } from '../../src/charts/run-text.ts';
import {
  hexadecimal,
  spokenCandidate,
  spokenToken,
  surprisalShare,
  visibleToken,
} from '../../src/charts/token-text.ts';

describe('visibleToken', () => {
  const tokens: [text: string, shown: string][] = [
    ['cat', 'cat'],
    [' cat', '·cat'],
    ['cat ', 'cat·'],
    ['  cat  ', '··cat··'],
    [' ', '·'],
    ['   ', '···'],
    ['a b  c', 'a b  c'],
    ['\n', '↵'],
    ['\n\n', '↵↵'],
    ['\t', '⇥'],
    [' \n ', '·↵·'],
    ['a\nb', 'a↵b'],
    ['한글', '한글'],
    [' 🙂', '·🙂'],
    ['', ''],
  ];

  it.each(tokens)('shows %j as %j', (text, shown) => {
    expect(visibleToken(text)).toBe(shown);
    expect(visibleToken(text, text === '' ? undefined : new TextEncoder().encode(text))).toBe(shown);
  });

  it('shows a token without text as its bytes', () => {
    expect(visibleToken('', Uint8Array.of(0xed, 0x95))).toBe('<ED><95>');
    expect(visibleToken('', Uint8Array.of(0x0a))).toBe('<0A>');
    expect(visibleToken('', Uint8Array.of(0))).toBe('<00>');
  });

  it('shows an unfinished character as its bytes', () => {
    expect(visibleToken('a\ufffd', Uint8Array.of(0x61, 0xf0, 0x9f))).toBe('<61><F0><9F>');
  });

  it('shows whole characters as text, whatever was broken before them', () => {
    expect(visibleToken('\ufffd stupid', new TextEncoder().encode(' stupid'))).toBe('·stupid');
  });

  it('shows nothing where there is neither text nor bytes', () => {
    expect(visibleToken('', new Uint8Array())).toBe('');
    expect(visibleToken('\ufffd')).toBe('\ufffd');
    expect(visibleToken('\ufffd', new Uint8Array())).toBe('\ufffd');
  });

  it('shows what would disfigure the page as code points', () => {
    expect(visibleToken(' a\u202eb\u2069')).toBe('·a<U+202E>b<U+2069>');
    expect(visibleToken('\u200e', new TextEncoder().encode('\u200e'))).toBe('<U+200E>');
    expect(visibleToken(`e${'\u0301'.repeat(400)}`)).toBe('e<U+0301><U+0301><U+0301>…');
    // As many as a language may have.
    expect(visibleToken(`e${'\u0301'.repeat(8)}`)).toBe(`e${'\u0301'.repeat(8)}`);
    // No byte that is shown gets its effect back.
    expect(visibleToken('\ufffd\u202e', new TextEncoder().encode('\u202e'))).toBe('<U+202E>');
    expect(innerText([{ text: 'a\u202e' }, { text: 'b' }])).toBe('a<U+202E>b');
    const marks = Array.from({ length: 40 }, () => ({ text: '\u0301' }));
    expect(runText(marks)).toBe('<U+0301><U+0301><U+0301>…');
  });

  it('leaves no space at the ends and no line break', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(' ', 'a', '\n', '\t') }), (text) => {
        const shown = visibleToken(text);
        expect(shown).not.toMatch(/^ | $|[\n\t]/);
        expect(shown).toHaveLength(text.length);
      }),
    );
  });
});

describe('spokenToken', () => {
  const names = { space: 'space', newline: 'new line', tab: 'tab' };

  it.each([
    ['cat', 'cat'],
    [' cat', 'cat'],
    ['  cat', 'space space cat'],
    ['cat ', 'cat space'],
    ['a b', 'a b'],
    [' ', 'space'],
    ['\n', 'new line'],
    ['.\n\n', '. new line new line'],
    ['\tx', 'tab x'],
    ['', ''],
  ])('says %j as %j', (text, heard) => {
    expect(spokenToken(text, names)).toBe(heard);
  });

  it('says by its code point what cannot be heard', () => {
    expect(spokenToken(' \u202e', names)).toBe('<U+202E>');
  });

  it('says an unfinished character by its bytes', () => {
    expect(spokenToken('\ufffd', names, Uint8Array.of(0xf0, 0x9f))).toBe('<F0><9F>');
  });
});

describe('spokenCandidate', () => {
  const names = { space: 'space', newline: 'new line', tab: 'tab', noSpace: 'no space before' };

  it.each([
    [' girl', 'girl'],
    ['girl', 'girl, no space before'],
    ['  girl', 'space space girl'],
    ['에', '에, no space before'],
    ['7', '7, no space before'],
    // Nobody expects a space before these.
    ['.', '.'],
    ['’s', '’s'],
    ['\n', 'new line'],
    ['<|im_end|>', '<|im_end|>'],
    ['##ing', '##ing'],
    ['', ''],
  ])('says %j as %j', (text, heard) => {
    expect(spokenCandidate(text, names)).toBe(heard);
  });

  it('says an unfinished character by its bytes alone', () => {
    expect(spokenCandidate('a\ufffd', names, Uint8Array.of(0x61, 0xf0))).toBe('<61><F0>');
  });
});

describe('surprisalShare', () => {
  it('has the stops of the scale', () => {
    const shares = [0, 2, 5, 9, 14].map(surprisalShare);
    expect(shares).toEqual([0, 0.22, 0.5, 0.78, 1]);
  });

  it('is linear between stops', () => {
    // Halfway: (0 + 0.22) / 2, (0.22 + 0.5) / 2, (0.5 + 0.78) / 2, (0.78 + 1) / 2.
    const shares = [1, 3.5, 7, 11.5].map(surprisalShare);
    for (const [i, share] of [0.11, 0.36, 0.64, 0.89].entries()) expect(shares[i]).toBeCloseTo(share, 12);
  });

  it('ends at the full tint', () => {
    expect([14.01, 40, Infinity, NaN].map(surprisalShare)).toEqual([1, 1, 1, 1]);
  });

  it('is none below zero', () => {
    expect([-0, -1, -Infinity].map(surprisalShare)).toEqual([0, 0, 0]);
  });

  it('never falls as surprisal rises', () => {
    const bits = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(bits, bits, (a, b) => {
        const [less, more] = [surprisalShare(Math.min(a, b)), surprisalShare(Math.max(a, b))];
        expect(less).toBeLessThanOrEqual(more);
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('hexadecimal', () => {
  it('writes each byte with two digits', () => {
    expect(hexadecimal(Uint8Array.of(0, 10, 255))).toBe('<00><0A><FF>');
    expect(hexadecimal('é')).toBe('<C3><A9>');
  });
});
