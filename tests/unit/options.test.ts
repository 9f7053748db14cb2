import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/protocol/errors.ts';
import {
  optionRanges,
  resolveFrom,
  resolveGenerateOptions,
  resolveSeeds,
  resolveTop,
} from '../../src/protocol/options.ts';
import { thrown } from './thrown.ts';

function expectInvalid(call: () => unknown, name: string, value: string): void {
  const error = thrown(call);
  expect(error).toBeInstanceOf(EngineError);
  expect(error).toMatchObject({ code: 'invalid-option', data: { name, value } });
  expect((error as EngineError<'invalid-option'>).data.expected).not.toBe('');
  expect((error as EngineError).message).toContain(name);
}

type Name = keyof typeof optionRanges;

/** As documented: the least, the most, and whether only whole numbers are taken. */
const documented: [name: Name, min: number, max: number, whole: boolean][] = [
  ['maxTokens', 1, 100_000, true],
  ['temperature', 0, 100, false],
  ['topK', 0, 1_000_000, true],
  ['topP', 0, 1, false],
  ['minP', 0, 1, false],
  ['repetitionPenalty', 0.01, 100, false],
  ['seed', 0, 9_007_199_254_740_991, true],
  ['top', 0, 1_000, true],
  ['continued', 0, 1_000_000, true],
];

describe('defaults', () => {
  it('are the documented ones', () => {
    const expected = {
      maxTokens: 128,
      temperature: 1,
      topK: 0,
      topP: 1,
      minP: 0,
      repetitionPenalty: 1,
      seed: expect.any(Number),
      stop: [],
      top: 10,
      logits: false,
      continued: 0,
      run: { kvCache: true, prefixCache: true, allLogits: false, draftTokens: 0, ngram: 3 },
    };
    expect(resolveGenerateOptions()).toEqual(expected);
    expect(resolveGenerateOptions({})).toEqual(expected);
  });

  it('stand in for what is undefined', () => {
    expect(resolveGenerateOptions({ temperature: undefined, stop: undefined, topK: 3 })).toMatchObject({
      temperature: 1,
      stop: [],
      topK: 3,
    });
  });

  it('give a zero its meaning', () => {
    const zeros = { temperature: 0, topP: 0, seed: 0, top: 0 };
    expect(resolveGenerateOptions(zeros)).toMatchObject(zeros);
  });

  it('draw a seed that is a whole number of 32 bits, and not always the same', () => {
    const seeds = Array.from({ length: 20 }, () => resolveGenerateOptions().seed);
    for (const seed of seeds) {
      expect(Number.isInteger(seed)).toBe(true);
      expect(seed).toBeGreaterThanOrEqual(0);
      expect(seed).toBeLessThan(2 ** 32);
    }
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  it('list ten candidates', () => {
    expect(resolveTop()).toBe(10);
  });
});

describe.each(documented)('%s', (name, min, max, whole) => {
  const resolve = (value: unknown) => resolveGenerateOptions({ [name]: value });

  it('takes its least and its most', () => {
    expect(resolve(min)[name]).toBe(min);
    expect(resolve(max)[name]).toBe(max);
    expect(optionRanges[name]).toMatchObject({ min, max });
  });

  it('refuses what is outside', () => {
    const outside = [min - 1, min - 1e-9, -1, max + 1, Infinity, -Infinity, 1e300];
    for (const value of outside) expectInvalid(() => resolve(value), name, String(value));
  });

  it('refuses what is not a number', () => {
    expectInvalid(() => resolve(NaN), name, 'NaN');
    expectInvalid(() => resolve('1'), name, '1');
    expectInvalid(() => resolve(true), name, 'true');
    expectInvalid(() => resolve(1n), name, '1');
    expectInvalid(() => resolve([1]), name, '1');
  });

  it('says what it takes', () => {
    const error = thrown(() => resolve(NaN)) as EngineError<'invalid-option'>;
    expect(error.data.expected).toBe(`${whole ? 'a whole number' : 'a number'} from ${min} to ${max}`);
  });

  it('is taken or refused, never changed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.double({ min: -1, max: 2 })), (value) => {
        const fits = value >= min && value <= max && (!whole || value % 1 === 0);
        if (fits) expect(resolve(value)[name]).toBe(value);
        else expectInvalid(() => resolve(value), name, String(value));
      }),
    );
  });
});

describe.each(documented.filter(([, , , whole]) => whole))('%s', (name, min) => {
  it('refuses a fraction', () => {
    for (const value of [1.5, min + 0.001]) {
      expectInvalid(() => resolveGenerateOptions({ [name]: value }), name, String(value));
    }
  });
});

describe.each(documented.filter(([, , , whole]) => !whole))('%s', (name) => {
  it('takes a fraction', () => {
    expect(resolveGenerateOptions({ [name]: 0.625 })[name]).toBe(0.625);
  });
});

describe('stop', () => {
  it('makes a list of one text', () => {
    expect(resolveGenerateOptions({ stop: '\n' }).stop).toEqual(['\n']);
  });

  it('copies a list', () => {
    const stop = ['a', 'b'];
    const settings = resolveGenerateOptions({ stop });
    stop.push('c');
    expect(settings.stop).toEqual(['a', 'b']);
  });

  it('takes 16 texts and refuses 17', () => {
    const stop = Array.from({ length: 16 }, (_, i) => `stop ${i}`);
    expect(resolveGenerateOptions({ stop }).stop).toEqual(stop);
    expectInvalid(() => resolveGenerateOptions({ stop: [...stop, 'one more'] }), 'stop', '17 strings');
  });

  it('refuses an empty text', () => {
    expectInvalid(() => resolveGenerateOptions({ stop: '' }), 'stop', '');
    expectInvalid(() => resolveGenerateOptions({ stop: ['a', ''] }), 'stop', '');
  });

  it('refuses what is not a text', () => {
    expectInvalid(() => resolveGenerateOptions({ stop: ['a', 5 as never] }), 'stop', '5');
    expectInvalid(() => resolveGenerateOptions({ stop: [null as never] }), 'stop', 'null');
  });

  it('refuses an undefined text', () => {
    expectInvalid(() => resolveGenerateOptions({ stop: ['a', undefined as never] }), 'stop', 'undefined');
  });

  it('refuses what is neither a text nor a list', () => {
    expectInvalid(() => resolveGenerateOptions({ stop: 5 as never }), 'stop', '5');
  });
});

describe('resolveTop', () => {
  it('takes whole numbers from 0 to 1,000', () => {
    expect([0, 1, 1000].map((top) => resolveTop(top))).toEqual([0, 1, 1000]);
    for (const top of [-1, 1001, 0.5, NaN, Infinity])
      expectInvalid(() => resolveTop(top), 'top', String(top));
  });
});

describe('the seeds of a batch', () => {
  it('are taken as they are', () => {
    expect(resolveSeeds([3, 1, 3])).toEqual([3, 1, 3]);
    expect(resolveSeeds(Array.from({ length: 64 }, (_, i) => i))).toHaveLength(64);
  });

  it.each([
    ['seeds', [], '0 seeds'],
    ['seeds', Array.from({ length: 65 }, () => 1), '65 seeds'],
    ['seeds', undefined, 'undefined'],
    ['seed', [1, -1], '-1'],
    ['seed', [1.5], '1.5'],
  ])('are refused by name: %s of %j', (name, seeds, value) => {
    expectInvalid(() => resolveSeeds(seeds), name, value);
  });
});

describe('the first token of a score', () => {
  it('is a whole number from 0 on', () => {
    expect(resolveFrom()).toBe(0);
    expect(resolveFrom(7)).toBe(7);
    expectInvalid(() => resolveFrom(-1), 'from', '-1');
    expectInvalid(() => resolveFrom(0.5), 'from', '0.5');
  });
});
