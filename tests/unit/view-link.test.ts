import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  booleanField,
  choiceField,
  defineLink,
  idsField,
  numberField,
  textField,
} from '../../src/records/view-link.ts';

const link = defineLink({
  text: textField(12),
  order: choiceField(['left-to-right', 'certain-first']),
  seed: numberField({ min: 1, max: 1e6, whole: true }),
  blanks: idsField(4),
  words: booleanField(),
});

const read = (search: string) => link.read('f', new URLSearchParams(search));

describe('a view’s link', () => {
  it('gives each member a parameter under the key, in the order of its fields', () => {
    expect(
      link.write('f', { words: true, blanks: [0, 35, 36], seed: 42, text: 'a b', order: 'certain-first' }),
    ).toEqual([
      ['f.text', 'a b'],
      ['f.order', 'certain-first'],
      ['f.seed', '42'],
      // 35 = z, 36 = 10.
      ['f.blanks', '0.z.10'],
      ['f.words', '1'],
    ]);
  });

  it('leaves out what has no value', () => {
    expect(link.write('f', { seed: null, blanks: [], text: undefined })).toEqual([]);
    expect(link.write('f', { text: '', words: false })).toEqual([
      ['f.text', ''],
      ['f.words', '0'],
    ]);
  });

  it('leaves out what is too long, and tells', () => {
    const long = { text: 'a'.repeat(13), blanks: [1, 2, 3, 4, 5], seed: 1 };
    expect(link.tooLong(long)).toEqual(['text', 'blanks']);
    expect(link.write('f', long)).toEqual([['f.seed', '1']]);
    expect(link.tooLong({ text: 'a'.repeat(12), blanks: [1, 2, 3, 4] })).toEqual([]);
  });

  it('is read for what is under its key', () => {
    expect(read('f.text=Hi%20%26&f.order=left-to-right&f.words=0&f.blanks=10&other.text=x&text=y')).toEqual({
      state: { text: 'Hi &', order: 'left-to-right', words: false, blanks: [36] },
      ignored: [],
    });
  });

  it.each([
    ['text', 'a'.repeat(13), 'too-long'],
    ['order', 'right-to-left', 'unknown'],
    ['order', '', 'unknown'],
    ['seed', '0', 'invalid'],
    ['seed', '1.5', 'invalid'],
    ['seed', '1e7', 'invalid'],
    ['seed', '-1', 'invalid'],
    ['seed', '0x1', 'invalid'],
    ['blanks', '1.2.3.4.5', 'too-long'],
    ['blanks', '1..2', 'invalid'],
    ['blanks', 'A', 'invalid'],
    ['words', 'yes', 'invalid'],
    ['toString', '1', 'unknown'],
    ['__proto__', '1', 'unknown'],
    ['constructor', '1', 'unknown'],
    ['', '1', 'unknown'],
  ])('ignores %s of %s', (name, text, reason) => {
    const { state, ignored } = link.read('f', new URLSearchParams([[`f.${name}`, text]]));
    expect(ignored).toEqual([{ name, reason }]);
    expect(Object.keys(state)).toEqual([]);
  });

  it('takes the rest all the same, and of several the first good one', () => {
    expect(read('f.seed=0&f.seed=5&f.seed=6&f.colour=red&f.text=a')).toEqual({
      state: { seed: 5, text: 'a' },
      ignored: [
        { name: 'seed', reason: 'invalid' },
        { name: 'seed', reason: 'invalid' },
        { name: 'colour', reason: 'unknown' },
      ],
    });
  });

  it('gives back what was written, always', () => {
    const anyState = fc.record(
      {
        text: fc.string({ unit: 'grapheme', maxLength: 3 }).filter(({ length }) => length <= 12),
        order: fc.constantFrom('left-to-right' as const, 'certain-first' as const),
        seed: fc.integer({ min: 1, max: 1e6 }),
        blanks: fc.array(fc.nat(60_000_000), { minLength: 1, maxLength: 4 }),
        words: fc.boolean(),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(anyState, fc.constantFrom('f', 'a-b', '한글', 'x?&='), (state, key) => {
        const hash = new URLSearchParams(link.write(key, state)).toString();
        expect(link.read(key, new URLSearchParams(hash))).toEqual({ state, ignored: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('may hold anything', () => {
    const name = fc.oneof(
      fc.constantFrom('text', 'order', 'seed', 'blanks', 'words', '__proto__', 'hasOwnProperty'),
      fc.string(),
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('1', '0', '-0', '1e1', 'NaN', '1.2', 'left-to-right'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (entries) => {
        const params = new URLSearchParams(entries.map(([one, text]) => [`f.${one}`, text]));
        const { state, ignored } = link.read('f', params);
        // Each is taken or listed, and what was taken can be written.
        expect(Object.keys(state).length + ignored.length).toBe(entries.length);
        const again = new URLSearchParams(link.write('f', state));
        expect(link.read('f', again)).toEqual({ state, ignored: [] });
      }),
      { numRuns: 500 },
    );
  });
});
