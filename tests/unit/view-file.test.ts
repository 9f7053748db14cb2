import * as fc from 'fast-check';
import { array, nullable, object, record, string } from 'valibot';
import { describe, expect, it } from 'vitest';
import { formats, nameOfFormat } from '../../src/records/formats.ts';
import { readSession } from '../../src/records/read-session.ts';
import { RecordError, type RecordErrorCode } from '../../src/records/record-error.ts';
import { requireSameModel, writeSession } from '../../src/records/session.ts';
import { readView, viewVersion, writeView, type ViewModel } from '../../src/records/view-file.ts';
import {
  candidate,
  candidates,
  list,
  logProbability,
  piece,
  text,
  tokenBytes,
  tokenNumbers,
  within,
} from '../../src/records/view-schemas.ts';
import { makeSession } from './make-session.ts';
import { thrown } from './thrown.ts';

const model: ViewModel = { model: 'minilm-mlm', form: 'q4', backend: 'wasm', vocabularySize: 30_522 };

/** A view as an element would define it. */
const schema = object({
  text: text(40),
  seed: nullable(within({ min: 0, max: 9, whole: true })),
  blanks: list(object({ bytes: tokenBytes, numbers: nullable(tokenNumbers), top: candidates }), 3),
  pieces: list(piece, 3),
});

const half = { tokenId: 7, text: 'cat', special: false, continuation: false };
const likely = { ...half, probability: 0.5, logProbability: -0.6931471805599453 };
const impossible = { ...half, probability: 0, logProbability: -Infinity };
const numbers = {
  probability: 0.25,
  logProbability: -1.3862943611198906,
  rank: 2,
  surprisalBits: 2,
  entropyBits: 1.5,
};
const data = {
  text: 'The [MASK] sat.',
  seed: null,
  blanks: [{ bytes: Uint8Array.of(0, 99, 255), numbers, top: [likely, impossible] }],
  pieces: [{ tokenId: 1, text: 'The', start: 0, end: 3, special: false, continuation: false }],
};

const written = () => writeView('fill-mask', data, [model]);
const read = (file: string, limit?: number) => readView(file, 'fill-mask', schema, limit);

function expectError(call: () => unknown, code: RecordErrorCode, facts: object): void {
  const error = thrown(call);
  expect(error).toBeInstanceOf(RecordError);
  expect(error).toMatchObject({ code, data: facts });
}

/** A good file with something put in the place of a member. */
function changed(put: object): string {
  return JSON.stringify({ ...(JSON.parse(written()) as object), ...put });
}

describe('the file of a view', () => {
  it('has the layout of its family', () => {
    expect(written()).toBe(
      '{"format":"lm-lens/fill-mask","version":1,' +
        '"models":[{"model":"minilm-mlm","form":"q4","backend":"wasm","vocabularySize":30522}],' +
        '"text":"The [MASK] sat.","seed":null,"blanks":[{"bytes":"0063ff",' +
        '"numbers":{"probability":0.25,"logProbability":-1.3862943611198906,"rank":2,"surprisalBits":2,"entropyBits":1.5},' +
        '"top":[{"tokenId":7,"text":"cat","special":false,"continuation":false,"probability":0.5,"logProbability":-0.6931471805599453},' +
        '{"tokenId":7,"text":"cat","special":false,"continuation":false,"probability":0,"logProbability":"-Infinity"}]}],' +
        '"pieces":[{"tokenId":1,"text":"The","start":0,"end":3,"special":false,"continuation":false}]}',
    );
    const { format } = JSON.parse(writeSession(makeSession())) as { format: string };
    expect(nameOfFormat(format)).toBe('generation');
    expect(viewVersion).toBe(1);
  });

  it('comes back as it was', () => {
    expect(read(written())).toEqual({ models: [model], data });
    expect(read(`\uFEFF${written()}`).data).toEqual(data);
  });

  it('carries what belongs to the format only', () => {
    const session = { ...model, dispose: () => undefined, secret: 1 };
    expect(writeView('tokens', {}, [session])).not.toContain('secret');
    expect(read(changed({ colour: 'red' }))).toEqual({ models: [model], data });
  });

  it('comes back as it was, always', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true }).map((one) => one + 0);
    const anyNumbers = fc
      .record({ probability, rank: fc.integer({ min: 1, max: 9_999_999 }) })
      .map((one) => ({
        ...one,
        // 0 - … so that none is −0, which JSON does not tell from 0.
        logProbability: 0 + Math.log(one.probability),
        surprisalBits: 0 - Math.log2(one.probability),
        entropyBits: 3.5,
      }));
    const anyData = fc.record({
      text: fc.string({ unit: 'binary', maxLength: 20 }),
      seed: fc.option(fc.nat(9)),
      blanks: fc.array(
        fc.record({
          bytes: fc.uint8Array({ maxLength: 8 }).map((bytes) => Uint8Array.from(bytes)),
          numbers: fc.option(anyNumbers),
          top: fc.array(
            anyNumbers.map(({ probability, logProbability }) => ({ ...half, probability, logProbability })),
            { maxLength: 3 },
          ),
        }),
        { maxLength: 3 },
      ),
      pieces: fc.constant(data.pieces),
    });
    fc.assert(
      fc.property(anyData, (one) => {
        expect(read(writeView('fill-mask', one, [model])).data).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a file that is not the view’s', () => {
  it.each(['', 'hello', '{"format":', '['.repeat(100_000)])('is told from JSON: %.20j', (file) => {
    expectError(() => read(file), 'not-json', {});
  });

  it.each(['null', '1', '[]', '{}', '{"format":1}', '{"format":"lm-lens"}', '{"format":"lm-lens/toString"}'])(
    'is told from ours: %s',
    (file) => {
      expectError(() => read(file), 'not-ours', { expected: 'fill-mask' });
    },
  );

  it('may be of any other view', () => {
    for (const found of formats) {
      const file = JSON.stringify({ format: `lm-lens/${found}` });
      if (found === 'fill-mask') expectError(() => read(file), 'damaged', { path: 'version' });
      else expectError(() => read(file), 'wrong-view', { found, expected: 'fill-mask' });
    }
    expectError(() => read(writeSession(makeSession())), 'wrong-view', { found: 'generation' });
    expectError(() => readSession(written()), 'wrong-view', { found: 'fill-mask', expected: 'generation' });
  });

  it('may be of a newer version, or of none', () => {
    expectError(() => read('{"format":"lm-lens/fill-mask","version":2}'), 'newer-version', { version: 2 });
    for (const version of [0, 0.5, '1', null]) {
      expectError(() => read(changed({ version })), 'damaged', { path: 'version', problem: 'wrong-kind' });
    }
  });

  it('may be too large', () => {
    const file = changed({ text: '가'.repeat(10) });
    const bytes = new TextEncoder().encode(file).length;
    expect(read(file, bytes).data.text).toHaveLength(10);
    expectError(() => read(file, bytes - 1), 'too-large', {
      bytes,
      limit: bytes - 1,
      expected: 'fill-mask',
    });
  });

  const blank = data.blanks[0]!;
  const [first] = data.pieces;
  it.each<[string, object, string, string]>([
    ['a member is missing', { text: undefined }, 'text', 'missing'],
    ['another kind', { text: 7 }, 'text', 'wrong-kind'],
    ['a text too long', { text: 'a'.repeat(41) }, 'text', 'too-many'],
    ['too many blanks', { blanks: Array.from({ length: 1e6 }, () => 0) }, 'blanks', 'too-many'],
    ['a seed out of range', { seed: 10 }, 'seed', 'out-of-range'],
    ['no models', { models: undefined }, 'models', 'missing'],
    ['another backend', { models: [{ ...model, backend: 'cuda' }] }, 'models[0].backend', 'out-of-range'],
    [
      'an empty vocabulary',
      { models: [{ ...model, vocabularySize: 0 }] },
      'models[0].vocabularySize',
      'out-of-range',
    ],
    ['odd bytes', { blanks: [{ ...blank, bytes: '0' }] }, 'blanks[0].bytes', 'out-of-range'],
    ['a piece that ends first', { pieces: [{ ...first, start: 4 }] }, 'pieces[0]', 'contradiction'],
    [
      'a probability that is not its logarithm’s',
      { blanks: [{ ...blank, bytes: '', top: [likely, { ...likely, probability: 0.6 }] }] },
      'blanks[0].top[1]',
      'contradiction',
    ],
    [
      'a surprisal that is not its logarithm’s',
      { blanks: [{ ...blank, bytes: '', numbers: { ...numbers, surprisalBits: 3 } }] },
      'blanks[0].numbers',
      'contradiction',
    ],
    [
      'a probability above 1',
      { blanks: [{ ...blank, bytes: '', numbers: { ...numbers, probability: 1.5 } }] },
      'blanks[0].numbers.probability',
      'out-of-range',
    ],
    [
      'a logarithm above 0',
      { blanks: [{ ...blank, bytes: '', top: [{ ...likely, logProbability: 0.1 }] }] },
      'blanks[0].top[0].logProbability',
      'out-of-range',
    ],
  ])('may have %s', (_, put, path, problem) => {
    expectError(() => read(changed(put)), 'damaged', { path, problem });
  });

  it('reaches no prototype', () => {
    const evil = '{"isEvil":true}';
    const own = written().slice(1);
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const { data: taken, models } = read(`{"${key}":${evil},${own}`);
      expect(taken).toEqual(data);
      expect(Object.hasOwn(taken, key)).toBe(false);
      expect(Object.getPrototypeOf(taken)).toBe(Object.prototype);
      const named = JSON.stringify(models).replace('"model"', `"${key}":${evil},"model"`);
      expect(read(`{"models":${named},${own}`).data).toEqual(data);
    }
    expect('isEvil' in {}).toBe(false);
    const words = object({ words: record(string(), array(logProbability)) });
    const file = `{"format":"lm-lens/tokens","version":1,"models":[],"words":{"__proto__":[-1],"cat":[-2]}}`;
    const { words: table } = readView(file, 'tokens', words).data;
    expect(Object.entries(table)).toEqual([['cat', [-2]]]);
    expect(Object.getPrototypeOf(table)).toBe(Object.prototype);
  });

  it('never brings more than an error of its own', () => {
    const file = written();
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(8), fc.string({ maxLength: 4 }), (at, length, put) => {
        const error = thrown(() => read(file.slice(0, at) + put + file.slice(at + length)));
        if (error) expect(error).toBeInstanceOf(RecordError);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.object({ values: [fc.jsonValue()] }), (put) => {
        const error = thrown(() => read(changed(put)));
        if (error) expect(error).toBeInstanceOf(RecordError);
      }),
      { numRuns: 300 },
    );
    const hostile = fc.constantFrom(null, -1, 5e-324, 1e308, '', '-Infinity', [], {}, [[]], [null]);
    const names = fc.constantFrom('version', 'models', 'text', 'seed', 'blanks', 'pieces');
    fc.assert(
      fc.property(names, hostile, (name, value) => {
        const error = thrown(() => read(changed({ [name]: value })));
        if (error) expect(error).toBeInstanceOf(RecordError);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a model that a file names', () => {
  it('has to be the one that is there', () => {
    expect(thrown(() => requireSameModel(model, 'minilm-mlm', { vocabularySize: 30_522 }))).toBeUndefined();
    expectError(() => requireSameModel(model, 'other'), 'other-model', {
      model: 'minilm-mlm',
      expected: 'other',
    });
    expectError(() => requireSameModel(model, 'minilm-mlm', { vocabularySize: 4_096 }), 'other-vocabulary', {
      found: 30_522,
      expected: 4_096,
    });
  });
});

describe('a candidate', () => {
  it('may be impossible', () => {
    const file = writeView('tokens', { one: impossible }, []);
    expect(readView(file, 'tokens', object({ one: candidate })).data.one).toEqual(impossible);
  });
});
