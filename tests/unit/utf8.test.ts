import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, Utf8Stream } from '../../src/core/utf8.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('가', '🙂', 'é', 'a', '\ufeff', '\ufffd', '👩‍🚀', '\u{10ffff}'))
    .map((list) => list.join('')),
);

/** Bytes cut at arbitrary places, empty pieces among them. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...ends].map((start, i) => bytes.subarray(start, ends[i] ?? bytes.length));
}

describe('Utf8Stream', () => {
  it('holds a syllable back until its third byte', () => {
    // 한 is U+D55C: ED 95 9C.
    const stream = new Utf8Stream();
    expect(stream.push(Uint8Array.of(0x61, 0xed))).toBe('a');
    expect(stream.push(Uint8Array.of(0x95))).toBe('');
    expect(stream.push(Uint8Array.of(0x9c, 0x62))).toBe('한b');
    expect(stream.end()).toBe('');
  });

  it('holds an emoji back until its fourth byte', () => {
    // 🙂 is U+1F642: F0 9F 99 82.
    const stream = new Utf8Stream();
    expect([0xf0, 0x9f, 0x99, 0x82].map((byte) => stream.push(Uint8Array.of(byte)))).toEqual([
      '',
      '',
      '',
      '🙂',
    ]);
  });

  it('ends an unfinished character as U+FFFD', () => {
    const stream = new Utf8Stream();
    expect(stream.push(Uint8Array.of(0x61, 0xed, 0x95))).toBe('a');
    expect(stream.end()).toBe('\ufffd');
  });

  it('shows a byte that begins nothing at once', () => {
    const stream = new Utf8Stream();
    expect(stream.push(Uint8Array.of(0xff, 0x61))).toBe('\ufffda');
  });

  it('replaces a character that another one interrupts', () => {
    const stream = new Utf8Stream();
    expect(stream.push(Uint8Array.of(0xed, 0x95))).toBe('');
    expect(stream.push(Uint8Array.of(0x61))).toBe('\ufffda');
  });

  it('keeps a byte order mark', () => {
    const stream = new Utf8Stream();
    expect(stream.push(Uint8Array.of(0xef, 0xbb)) + stream.push(Uint8Array.of(0xbf, 0x61))).toBe('\ufeffa');
  });

  it('joins to the text however its bytes are cut', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 30 }), (whole, places) => {
        const stream = new Utf8Stream();
        const pieces = cut(new TextEncoder().encode(whole), places).map((bytes) => stream.push(bytes));
        expect(pieces.join('')).toBe(whole);
        expect(stream.end()).toBe('');
      }),
    );
  });

  it('never gives out a text that the next bytes change', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const stream = new Utf8Stream();
        let shown = '';
        for (const byte of new TextEncoder().encode(whole)) {
          shown += stream.push(Uint8Array.of(byte));
          expect(whole.startsWith(shown)).toBe(true);
        }
        expect(shown).toBe(whole);
      }),
    );
  });
});

describe('decodeUtf8', () => {
  it('decodes the bytes of one token by themselves', () => {
    expect(decodeUtf8(Uint8Array.of(0xed, 0x95, 0x9c))).toBe('한');
    expect(decodeUtf8(Uint8Array.of(0xed, 0x95))).toBe('\ufffd');
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf))).toBe('\ufeff');
    expect(decodeUtf8(new Uint8Array())).toBe('');
  });

  it('keeps nothing of an unfinished character for the next call', () => {
    decodeUtf8(Uint8Array.of(0xed, 0x95));
    expect(decodeUtf8(Uint8Array.of(0x61))).toBe('a');
  });
});
