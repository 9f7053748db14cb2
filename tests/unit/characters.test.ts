import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CharacterGrouper, type CharacterGroup, type CharacterPiece } from '../../src/core/characters.ts';

const encoder = new TextEncoder();
const piece = (...bytes: number[]): CharacterPiece => ({ bytes: Uint8Array.from(bytes), special: false });
const text = (string: string): CharacterPiece => ({ bytes: encoder.encode(string), special: false });
const special = (string: string): CharacterPiece => ({ bytes: encoder.encode(string), special: true });

/** The groups of a whole text. */
function groupsOf(pieces: readonly CharacterPiece[]): readonly CharacterGroup[] {
  const grouper = new CharacterGrouper();
  for (const one of pieces) grouper.push(one);
  return grouper.groups;
}

/** Groups as `start-end state text`. */
const show = (pieces: readonly CharacterPiece[]) =>
  groupsOf(pieces).map(({ start, end, state, text }) => `${start}-${end} ${state} ${text}`);

// 🙂 is U+1F642: F0 9F 99 82. 한 is U+D55C: ED 95 9C.
describe('CharacterGrouper', () => {
  it('leaves whole characters where they are', () => {
    expect(show([text('a'), text(' cat'), text('한글'), text('🙂')])).toEqual([
      '0-1 whole a',
      '1-2 whole  cat',
      '2-3 whole 한글',
      '3-4 whole 🙂',
    ]);
  });

  it('puts the tokens of one character together', () => {
    expect(show([text('a'), piece(0xf0), piece(0x9f), piece(0x99), piece(0x82), text('b')])).toEqual([
      '0-1 whole a',
      '1-5 whole 🙂',
      '5-6 whole b',
    ]);
    expect(show([piece(0x20, 0xed, 0x95), piece(0x9c, 0x21)])).toEqual(['0-2 whole  한!']);
  });

  it('goes on where a token ends one character and begins another', () => {
    // 한한: ED 95 | 9C ED | 95 9C.
    expect(show([piece(0xed, 0x95), piece(0x9c, 0xed), piece(0x95, 0x9c)])).toEqual(['0-3 whole 한한']);
  });

  it('marks an unfinished end', () => {
    expect(show([text('a'), piece(0xf0, 0x9f), piece(0x99)])).toEqual([
      '0-1 whole a',
      '1-3 incomplete \ufffd',
    ]);
  });

  it('ends a character that cannot be finished, without the token that shows it', () => {
    expect(show([piece(0xf0, 0x9f), text(' cat')])).toEqual(['0-1 broken \ufffd', '1-2 whole  cat']);
    expect(show([piece(0xed, 0x95), piece(0xed, 0x95), piece(0x9c)])).toEqual([
      '0-1 broken \ufffd',
      '1-3 whole 한',
    ]);
  });

  it('marks what is no UTF-8 at all', () => {
    // A continuation alone, a byte that never occurs, an overlong slash, a surrogate, more than U+10FFFF.
    for (const bytes of [[0x80], [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]]) {
      expect(groupsOf([piece(...bytes)]).map(({ state }) => state)).toEqual(['broken']);
    }
    expect(show([piece(0x80), text('a')])).toEqual(['0-1 broken \ufffd', '1-2 whole a']);
  });

  it('ends the group before a marker, which is one by itself', () => {
    expect(show([piece(0xf0, 0x9f), special('<|im_end|>'), piece(0x99)])).toEqual([
      '0-1 incomplete \ufffd',
      '1-2 whole <|im_end|>',
      '2-3 broken \ufffd',
    ]);
  });

  it('takes a token without bytes into the character that is under way', () => {
    expect(show([piece(), piece(0xed, 0x95), piece(), piece(0x9c)])).toEqual(['0-1 whole ', '1-4 whole 한']);
  });

  it('has none for no tokens', () => {
    expect(show([])).toEqual([]);
  });
});

/** Tokens of every kind: whole, cut, broken, empty, markers. */
const anyPiece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 4 }).map(text),
  fc.uint8Array({ maxLength: 4 }).map((bytes): CharacterPiece => ({ bytes, special: false })),
  fc.constantFrom(0xf0, 0x9f, 0x99, 0x82, 0xed, 0x95, 0x9c).map((byte) => piece(byte)),
  fc.constant(special('<s>')),
);

describe('CharacterGrouper always', () => {
  it('loses no token and has none twice', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 40 }), (pieces) => {
        const groups = groupsOf(pieces);
        let at = 0;
        for (const { start, end } of groups) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBe(pieces.length);
      }),
    );
  });

  it('is whole exactly where a strict decoder takes the bytes', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 20 }), (pieces) => {
        for (const { start, end, state, text } of groupsOf(pieces)) {
          const bytes = Uint8Array.from(pieces.slice(start, end).flatMap((one) => [...one.bytes]));
          if (state === 'whole') expect(strict.decode(bytes)).toBe(text);
          else expect(() => strict.decode(bytes)).toThrow();
        }
      }),
    );
  });

  it('gives back a text that was cut anywhere, in groups that cannot be smaller', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(), { maxLength: 30 }), (whole, places) => {
        const bytes = encoder.encode(whole);
        const cuts = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
        const pieces = [0, ...cuts].map((from, i) => ({
          bytes: bytes.subarray(from, cuts[i] ?? bytes.length),
          special: false,
        }));
        const groups = groupsOf(pieces);
        expect(groups.map(({ text }) => text).join('')).toBe(whole);
        expect(groups.every(({ state }) => state === 'whole')).toBe(true);
        // A boundary between tokens is one between groups wherever it is one between characters.
        const inside = (at: number) => at < bytes.length && (bytes[at]! & 0xc0) === 0x80;
        const starts = [0, ...cuts].map((at, i) => ({ at, i })).filter(({ at }) => !inside(at));
        expect(groups.map(({ start }) => start)).toEqual(starts.map(({ i }) => i));
      }),
    );
  });

  it('has after each token what all tokens so far have at once', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 20 }), (pieces) => {
        const grouper = new CharacterGrouper();
        pieces.forEach((one, i) => {
          expect(grouper.push(one)).toBe(grouper.groups.at(-1));
          expect(grouper.groups).toEqual(groupsOf(pieces.slice(0, i + 1)));
        });
        expect(grouper.length).toBe(pieces.length);
      }),
    );
  });

  it('goes back to any length, and on from there', () => {
    const list = fc.array(anyPiece, { maxLength: 20 });
    fc.assert(
      fc.property(list, list, fc.nat(20), (before, after, length) => {
        const grouper = new CharacterGrouper();
        for (const one of before) grouper.push(one);
        const whole = [...before.slice(0, length), ...after];
        const kept = grouper.truncate(Math.min(length, before.length));
        expect(kept).toBeLessThanOrEqual(length);
        for (const one of whole.slice(kept)) grouper.push(one);
        expect(grouper.groups).toEqual(groupsOf(whole));
      }),
    );
  });
});
