import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { readLink, tooLongForLink, writeLink, type LinkState } from '../../src/records/link.ts';
import { linkLimits } from '../../src/records/view-link.ts';

const known = { models: ['stories-4m', 'smollm2-135m-instruct'] };

const state: LinkState = {
  model: 'stories-4m',
  prompt: 'Once upon a time',
  system: '',
  user: '',
  chat: false,
  temperature: 0.8,
  topK: 40,
  topP: 0.95,
  minP: 0,
  repetitionPenalty: 1.1,
  seed: 42,
  maxTokens: 64,
};

const read = (search: string) => readLink('g', new URLSearchParams(search), known);

describe('writing a link', () => {
  it('gives each member a parameter under the key', () => {
    expect(writeLink('g', { ...state, promptIds: [0, 35, 36], branchIds: [49_151] })).toEqual([
      ['g.model', 'stories-4m'],
      ['g.prompt', 'Once upon a time'],
      ['g.system', ''],
      ['g.user', ''],
      ['g.chat', '0'],
      ['g.temperature', '0.8'],
      ['g.topK', '40'],
      ['g.topP', '0.95'],
      ['g.minP', '0'],
      ['g.repetitionPenalty', '1.1'],
      ['g.seed', '42'],
      ['g.maxTokens', '64'],
      // 35 = z, 36 = 10; 49,151 = 1·36³ + 1·36² + 33·36 + 11 = 11xb.
      ['g.promptIds', '0.z.10'],
      ['g.branchIds', '11xb'],
    ]);
  });

  it('leaves out what has no value', () => {
    expect(writeLink('g', { seed: null, promptIds: [], branchIds: undefined })).toEqual([]);
  });

  it('leaves out what is too long, and tells', () => {
    const long = {
      prompt: 'a'.repeat(20_001),
      user: 'a'.repeat(20_000),
      branchIds: Array.from({ length: 2_049 }, () => 1),
      promptIds: Array.from({ length: 2_048 }, () => 1),
    };
    expect(tooLongForLink(long)).toEqual(['prompt', 'branchIds']);
    // The prompt's ids are of no use without those after it.
    expect(writeLink('g', long).map(([name]) => name)).toEqual(['g.user']);
    expect(writeLink('g', { promptIds: [1], branchIds: [] })).toEqual([]);
    expect(tooLongForLink(state)).toEqual([]);
  });
});

describe('reading a link', () => {
  it('takes what is there', () => {
    expect(read('?g.temperature=0.5&g.prompt=Hi%20%26%20bye&g.chat=1&g.branchIds=11xb.0')).toEqual({
      state: { temperature: 0.5, prompt: 'Hi & bye', chat: true, branchIds: [49_151, 0] },
      ignored: [],
    });
  });

  it('looks at its own parameters only', () => {
    expect(read('?temperature=9&other.temperature=9&gg.topK=1&g=1&G.topK=1')).toEqual({
      state: {},
      ignored: [],
    });
  });

  it.each([
    ['temperature', '0', 0],
    ['temperature', '100', 100],
    ['topK', '1000000', 1_000_000],
    ['topP', '0', 0],
    ['minP', '1e-7', 1e-7],
    ['repetitionPenalty', '0.01', 0.01],
    ['seed', '9007199254740991', 9_007_199_254_740_991],
    ['maxTokens', '1', 1],
  ])('takes %s of %s', (name, text, value) => {
    expect(read(`g.${name}=${text}`)).toEqual({ state: { [name]: value }, ignored: [] });
  });

  it.each([
    ['temperature', '-0.1', 'invalid'],
    ['temperature', '100.1', 'invalid'],
    ['temperature', '', 'invalid'],
    ['temperature', ' 1', 'invalid'],
    ['temperature', '0x1', 'invalid'],
    ['temperature', 'NaN', 'invalid'],
    ['temperature', 'Infinity', 'invalid'],
    ['temperature', '1e999', 'invalid'],
    ['temperature', '1,5', 'invalid'],
    ['topK', '1.5', 'invalid'],
    ['topP', '1.01', 'invalid'],
    ['minP', '-1', 'invalid'],
    ['repetitionPenalty', '0', 'invalid'],
    ['seed', '9007199254740992', 'invalid'],
    ['maxTokens', '0', 'invalid'],
    ['chat', 'yes', 'invalid'],
    ['model', 'gpt-9', 'unknown'],
    ['model', '', 'unknown'],
    ['promptIds', '', 'invalid'],
    ['promptIds', '1..2', 'invalid'],
    ['promptIds', '1.-2', 'invalid'],
    ['promptIds', 'A', 'invalid'],
    ['promptIds', '100000', 'invalid'],
    ['branchIds', Array.from({ length: 2_049 }, () => '1').join('.'), 'too-long'],
    ['prompt', 'a'.repeat(20_001), 'too-long'],
    ['toString', '1', 'unknown'],
    ['__proto__', '1', 'unknown'],
    ['', '1', 'unknown'],
    ['prompt.x', '1', 'unknown'],
  ])('ignores %s of %.20s', (name, text, reason) => {
    const params = new URLSearchParams([[`g.${name}`, text]]);
    expect(readLink('g', params, known)).toEqual({ state: {}, ignored: [{ name, reason }] });
  });

  it('ignores ids of a prompt without a text after it', () => {
    expect(read('g.promptIds=1.2&g.topK=5')).toEqual({
      state: { topK: 5 },
      ignored: [{ name: 'promptIds', reason: 'invalid' }],
    });
    expect(read('g.promptIds=1.2&g.branchIds=A')).toEqual({
      state: {},
      ignored: [
        { name: 'branchIds', reason: 'invalid' },
        { name: 'promptIds', reason: 'invalid' },
      ],
    });
    expect(read('g.branchIds=3&g.promptIds=1').state).toEqual({ promptIds: [1], branchIds: [3] });
  });

  it('takes the rest all the same, and of several the first', () => {
    expect(read('g.topK=-1&g.colour=red&g.topP=0.5&g.topP=0.6')).toEqual({
      state: { topP: 0.5 },
      ignored: [
        { name: 'topK', reason: 'invalid' },
        { name: 'colour', reason: 'unknown' },
        { name: 'topP', reason: 'invalid' },
      ],
    });
  });

  it('gives back what was written, always', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 30 });
    const anyIds = fc.array(fc.nat(60_000_000), { minLength: 1, maxLength: 20 });
    const anyState = fc.record(
      {
        model: fc.constantFrom(...known.models),
        prompt: anyText,
        system: anyText,
        user: anyText,
        chat: fc.boolean(),
        temperature: fc.double({ min: 0, max: 100, noNaN: true }),
        topK: fc.nat(1_000_000),
        topP: fc.double({ min: 0, max: 1, noNaN: true }),
        minP: fc.double({ min: 0, max: 1, noNaN: true }),
        repetitionPenalty: fc.double({ min: 0.01, max: 100, noNaN: true }),
        seed: fc.maxSafeNat(),
        maxTokens: fc.integer({ min: 1, max: 100_000 }),
        promptIds: anyIds,
        branchIds: anyIds,
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(anyState, fc.constantFrom('g', 'a-b', '한글', 'x?&='), (written, key) => {
        const url = new URL('https://example.org/?other=1');
        for (const [name, value] of writeLink(key, written)) url.searchParams.append(name, value);
        const { promptIds, ...rest } = written;
        const state = written.branchIds && promptIds ? written : rest;
        expect(readLink(key, new URL(url.href).searchParams, known)).toEqual({ state, ignored: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('has the documented limits', () => {
    expect(linkLimits).toEqual({ characters: 20_000, ids: 2_048 });
  });
});

describe('what is said of an ignored part', () => {
  it('names it', () => {
    for (const { records } of [en, ko]) {
      expect(records.ignored(['topK', 'colour'])).toContain('topK, colour');
      expect(records.linkLacks(['prompt'])).toContain('prompt');
    }
  });

  it('stays short, whatever the link holds', () => {
    const names = Array.from({ length: 1_000 }, () => 'x'.repeat(1_000));
    expect(en.records.ignored(names)).toContain('995 more');
    expect(ko.records.ignored(names)).toContain('외 995개');
    for (const { records } of [en, ko]) expect(records.ignored(names).length).toBeLessThan(300);
  });
});
