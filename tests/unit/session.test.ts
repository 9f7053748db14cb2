import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Branches } from '../../src/core/branches.ts';
import { decodeStep, scoreToken } from '../../src/core/decode-step.ts';
import { neutralSettings } from '../../src/core/filters.ts';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { optionRanges } from '../../src/protocol/options.ts';
import type { Step } from '../../src/protocol/results.ts';
import {
  base64Length,
  floatsFromBase64,
  floatsToBase64,
  fromHex,
  toHex,
} from '../../src/records/encodings.ts';
import { formats } from '../../src/records/formats.ts';
import { recordOfScored, recordOfStep } from '../../src/records/from-results.ts';
import { ranges } from '../../src/records/ranges.ts';
import { readSession } from '../../src/records/read-session.ts';
import { sessionLimits } from '../../src/records/session-schema.ts';
import { RecordError, type RecordErrorCode } from '../../src/records/record-error.ts';
import { logitsBytes, requireModel, writeSession, type Session } from '../../src/records/session.ts';
import type { TokenRecord } from '../../src/records/token-record.ts';
import { anySession, makePromptToken, makeSampling, makeSession, makeToken } from './make-session.ts';
import { thrown } from './thrown.ts';

function expectError(call: () => unknown, code: RecordErrorCode, data: object): void {
  const error = thrown(call);
  expect(error).toBeInstanceOf(RecordError);
  expect(error).toMatchObject({ code, data });
  expect((error as RecordError).message).toContain(code);
}

const expectDamage = (text: string, path: string, problem: string, limits = {}) =>
  expectError(() => readSession(text, limits), 'damaged', { path, problem });

/** Which tokens of the branches are the same objects: each as the place of its first appearance. */
function sharing({ branches }: Session): number[] {
  const all = branches.flatMap(({ tokens }) => tokens);
  return all.map((token) => all.indexOf(token));
}

/** The JSON of a good session with something put in the place of something else. */
function changed(path: string, value: unknown, session = makeSession()): string {
  const json = JSON.parse(writeSession(session)) as Record<string, never>;
  const keys = path.match(/[^.[\]]+/g)!;
  let parent = json;
  for (const key of keys.slice(0, -1)) parent = parent[key]!;
  (parent as Record<string, unknown>)[keys.at(-1)!] = value;
  return JSON.stringify(json);
}

describe('a session as JSON', () => {
  it('has the layout that is documented', () => {
    const session = makeSession({ chat: { system: 'Be brief.', user: 'The' }, seed: 7 });
    const json = JSON.parse(writeSession(session)) as Record<string, unknown>;
    expect(json).toMatchObject({
      format: 'lm-lens/generation',
      version: 1,
      model: 'stories-4m',
      form: 'q4',
      backend: 'wasm',
      vocabularySize: 10,
      prompt: 'The',
      chat: { system: 'Be brief.', user: 'The' },
      settings: { temperature: 0.8, topK: 0, topP: 0.95, minP: 0, repetitionPenalty: 1 },
      seed: 7,
      maxTokens: 64,
      branches: [
        { name: '', promptLength: 1, tokens: [0, 1, 2] },
        { name: 'the other', promptLength: 1, tokens: [0, 1, 3] },
      ],
      current: 1,
    });
    expect(json['tokens']).toHaveLength(4);
    expect((json['tokens'] as object[])[1]).toMatchObject({ tokenId: 7, text: ' sea', bytes: '20736561' });
    expect(json).not.toHaveProperty('logits');
  });

  it('comes back as it was, with what was shared shared', () => {
    const session = makeSession();
    const read = readSession(writeSession(session));
    expect(read).toStrictEqual(session);
    expect(sharing(read)).toEqual([0, 1, 2, 0, 1, 5]);
  });

  it('comes back as it was, always', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        const read = readSession(writeSession(session));
        expect(read).toStrictEqual(session);
        expect(sharing(read)).toEqual(sharing(session));
        expect(writeSession(read)).toBe(writeSession(session));
      }),
      { numRuns: 200 },
    );
  });

  it('takes the longest name that a branch can have', () => {
    const branches = new Branches<TokenRecord>();
    const { id } = branches.start([makeToken()], 1);
    branches.rename(id, '🌊'.repeat(99));
    const session = makeSession({ branches: branches.all, current: 0 });
    expect(readSession(writeSession(session)).branches[0]!.name).toBe('🌊'.repeat(60));
  });

  it('keeps infinite logarithms', () => {
    const sampling = makeSampling({ finalProbability: 0, finalLogProbability: -Infinity });
    const impossible = makeToken({
      probability: 0,
      logProbability: -Infinity,
      surprisalBits: Infinity,
      sampling,
    });
    const session = makeSession({
      branches: [{ name: '', promptLength: 1, tokens: [makePromptToken(), impossible] }],
      current: 0,
    });
    expect(writeSession(session)).toContain('"logProbability":"-Infinity"');
    expect(readSession(writeSession(session))).toStrictEqual(session);
  });

  it('keeps a probability of 1e-12, and rounding just above 1', () => {
    const tokens = [1e-12, 1 + 2 ** -52].map((probability) => {
      const logProbability = Math.log(probability);
      const surprisalBits = Math.max(0, -logProbability / Math.LN2);
      return makeToken({ probability, logProbability, surprisalBits });
    });
    // ln 1e-12 = −27.631…; −log₂ = 39.863…
    expect(tokens[0]!.surprisalBits).toBeCloseTo(39.86313713864835, 10);
    const branches = [{ name: '', promptLength: 1, tokens }];
    const session = makeSession({ prompt: ' sea', branches, current: 0 });
    expect(readSession(writeSession(session))).toStrictEqual(session);
  });

  it('keeps logits bit by bit, and leaves those of no branch out', () => {
    const session = makeSession();
    const token = session.branches[0]!.tokens[1]!;
    const values = Float32Array.of(-0, 1e-45, 3.4e38, -Infinity, Math.PI, -1, 0, 5, 0.1, 2);
    const logits = new Map([
      [token, values],
      [makeToken(), values],
    ]);
    const text = writeSession({ ...session, logits });
    const read = readSession(text);
    expect(read.logits!.size).toBe(1);
    const [key, floats] = [...read.logits!][0]!;
    expect(key).toBe(read.branches[1]!.tokens[1]);
    expect(new Uint32Array(floats.buffer)).toEqual(new Uint32Array(values.buffer));
    // 10 numbers: 40 bytes, 56 characters of base64.
    expect(text.length - writeSession(session).length).toBeLessThanOrEqual(logitsBytes(1, 10) + 13);
    expect(logitsBytes(1, 10)).toBe(66);
  });

  it('may begin with a byte order mark, and hold members that nobody knows yet', () => {
    expect(readSession(`\uFEFF${writeSession(makeSession())}`)).toStrictEqual(makeSession());
    expect(readSession(changed('tokens[1].mood', 'calm'))).toStrictEqual(makeSession());
    expect(readSession(changed('later', { a: 1 }))).toStrictEqual(makeSession());
  });

  it('carries what belongs to the format only', () => {
    const token = Object.assign(makeToken(), { element: 'secret' });
    const branches = [{ name: '', promptLength: 1, tokens: [token] }];
    expect(writeSession(makeSession({ branches, current: 0 }))).not.toContain('secret');
  });

  it('writes each token once, however many branches share it', () => {
    const tokens = Array.from({ length: 200 }, () => makeToken({ top: Array.from(makeToken().top) }));
    const branches = Array.from({ length: 200 }, () => ({ name: '', promptLength: 1, tokens }));
    const text = writeSession(makeSession({ branches, current: 0 }));
    expect(text.split('"bytes":')).toHaveLength(1 + 200);
    const read = readSession(text);
    expect(read.branches).toHaveLength(200);
    expect(new Set(read.branches.flatMap(({ tokens }) => tokens)).size).toBe(200);
  });
});

describe('a file that is not a session', () => {
  it.each(['', 'hello', '{"format":', '[1,]'])('is told from JSON: %j', (text) => {
    expectError(() => readSession(text), 'not-json', {});
  });

  it.each(['null', '1', '"lm-lens/generation"', '[]', '{}', '{"format":"other"}', '{"format":1}'])(
    'is told from ours: %s',
    (text) => {
      expectError(() => readSession(text), 'not-ours', {});
    },
  );

  it('may hold no text', () => {
    expectError(() => readSession(changed('branches', [])), 'empty', {});
    expectError(() => readSession(writeSession(makeSession({ branches: [], current: -1 }))), 'empty', {});
  });

  it('may repeat one token a million times', () => {
    const tokens = (count: number) =>
      changed(
        'branches[0].tokens',
        Array.from({ length: count }, () => 0),
      );
    expect(readSession(tokens(4_096)).branches[0]!.tokens).toHaveLength(4_096);
    expectDamage(tokens(1_000_000), 'branches[0].tokens', 'too-many');
    expect(sessionLimits).toMatchObject({ branchTokens: 4_096, places: 250_000 });
  });

  it('may be of a newer version, whatever its shape', () => {
    expectError(() => readSession('{"format":"lm-lens/generation","version":2}'), 'newer-version', {
      version: 2,
    });
    for (const version of [0, 'one', null]) {
      expectDamage(changed('version', version), 'version', 'wrong-kind');
    }
  });

  it('may be too large', () => {
    const prompt = '가'.repeat(10);
    const text = writeSession(makeSession({ prompt, chat: { system: '', user: '' } }));
    const bytes = new TextEncoder().encode(text).length;
    expect(bytes).toBe(text.length + 20);
    expect(readSession(text, { bytes }).prompt).toHaveLength(10);
    expectError(() => readSession(text, { bytes: bytes - 1 }), 'too-large', { bytes, limit: bytes - 1 });
    expectError(() => readSession(text, { bytes: 5 }), 'too-large', { limit: 5 });
  });

  it('may hold more than is taken', () => {
    const text = writeSession(makeSession());
    expect(readSession(text, { branches: 2, tokens: 4, places: 6, characters: 3 })).toBeDefined();
    expectDamage(text, 'branches', 'too-many', { branches: 1 });
    expectDamage(text, 'tokens', 'too-many', { tokens: 3 });
    expectDamage(text, 'branches[1].tokens', 'too-many', { places: 5 });
    expectDamage(text, 'branches[0].tokens', 'too-many', { branchTokens: 2 });
    expectDamage(text, 'prompt', 'too-many', { characters: 2 });
    expectDamage(changed('branches[0].name', 'x'.repeat(121)), 'branches[0].name', 'too-many');
    const candidate = makeToken().top[0];
    expectDamage(
      changed(
        'tokens[1].top',
        Array.from({ length: 1001 }, () => candidate),
      ),
      'tokens[1].top',
      'too-many',
    );
  });

  it.each([
    ['model', undefined, 'missing'],
    ['model', 1, 'wrong-kind'],
    ['backend', 'cuda', 'out-of-range'],
    ['vocabularySize', 0, 'out-of-range'],
    ['vocabularySize', '10', 'wrong-kind'],
    ['chat', { system: '' }, 'missing', 'chat.user'],
    ['settings.temperature', -1, 'out-of-range'],
    ['settings.topK', 1.5, 'out-of-range'],
    ['settings.repetitionPenalty', null, 'wrong-kind'],
    ['seed', 2 ** 53, 'out-of-range'],
    ['maxTokens', 0, 'out-of-range'],
    ['current', 2, 'out-of-range'],
    ['current', -1, 'out-of-range'],
    ['branches[1].tokens[2]', 4, 'out-of-range'],
    ['branches[1].tokens[2]', -1, 'out-of-range'],
    ['branches[1].tokens[2]', 0.5, 'out-of-range'],
    ['branches[0].tokens', [], 'missing'],
    ['branches[0].promptLength', 0, 'out-of-range'],
    ['branches[0].promptLength', 4, 'out-of-range'],
    ['tokens[1]', null, 'wrong-kind'],
    ['tokens[1].tokenId', 10, 'out-of-range'],
    ['tokens[1].tokenId', -1, 'out-of-range'],
    ['tokens[1].bytes', '2', 'out-of-range'],
    ['tokens[1].bytes', 'zz', 'out-of-range'],
    ['tokens[1].bytes', [32], 'wrong-kind'],
    ['tokens[1].text', ' lie', 'contradiction'],
    ['tokens[1].text', 'a sea', 'contradiction'],
    ['tokens[1].text', '', 'contradiction'],
    ['tokens[1].bytes', '206c6965', 'contradiction', 'tokens[1].text'],
    ['tokens[1].source', 'guessed', 'out-of-range'],
    ['tokens[1].special', 'no', 'wrong-kind'],
    ['tokens[1].probability', 1.1, 'out-of-range'],
    ['tokens[1].probability', -0.1, 'out-of-range'],
    ['tokens[1].probability', 0.26, 'contradiction', 'tokens[1].logProbability'],
    ['tokens[1].probability', null, 'contradiction', 'tokens[1].logProbability'],
    ['tokens[1].logProbability', 0.1, 'out-of-range'],
    ['tokens[1].logProbability', 'low', 'wrong-kind'],
    ['tokens[1].logProbability', null, 'contradiction'],
    ['tokens[1].rank', 0, 'out-of-range'],
    ['tokens[1].rank', 11, 'out-of-range'],
    ['tokens[1].rank', null, 'contradiction'],
    ['tokens[1].surprisalBits', 2.1, 'contradiction'],
    ['tokens[1].surprisalBits', null, 'contradiction'],
    ['tokens[1].entropyBits', -1, 'out-of-range'],
    ['tokens[1].entropyBits', 3.4, 'out-of-range'],
    ['tokens[1].entropyBits', null, 'contradiction'],
    ['tokens[1].timeMs', -1, 'out-of-range'],
    ['tokens[1].finishReason', 'stopped', 'out-of-range'],
    ['tokens[1].top[1].tokenId', 10, 'out-of-range'],
    ['tokens[1].top[1].probability', 0.5, 'contradiction', 'tokens[1].top[1].logProbability'],
    ['tokens[1].top[1].finalProbability', 2, 'out-of-range'],
    ['tokens[1].sampling.draw', 1, 'out-of-range'],
    ['tokens[1].sampling.keptCount', 11, 'out-of-range'],
    ['tokens[1].sampling.finalProbability', 0.6, 'contradiction', 'tokens[1].sampling.finalLogProbability'],
    ['tokens[0].rank', 1, 'contradiction'],
    ['tokens[0].entropyBits', 1, 'contradiction'],
    ['tokens[0].top', makeToken().top, 'contradiction'],
    ['logits', { 1: 'AAAA' }, 'wrong-kind', 'logits.1'],
    ['logits', { 1: '!'.repeat(56) }, 'wrong-kind', 'logits.1'],
    ['logits', { 1: 5 }, 'wrong-kind', 'logits.1'],
    ['logits', { 4: floatsToBase64(new Float32Array(10)) }, 'out-of-range', 'logits.4'],
    ['logits', { '01': floatsToBase64(new Float32Array(10)) }, 'out-of-range', 'logits.01'],
    ['logits', { 1: floatsToBase64(new Float32Array(10).fill(NaN)) }, 'out-of-range', 'logits.1'],
    [
      'logits',
      { 1: floatsToBase64(Float32Array.of(Infinity, ...Array(9).fill(0))) },
      'out-of-range',
      'logits.1',
    ],
    ['logits', { 1: floatsToBase64(new Float32Array(10).fill(-Infinity)) }, 'out-of-range', 'logits.1'],
  ] as [string, unknown, string, string?][])('may have %s = %j', (path, value, problem, at = path) => {
    expectDamage(changed(path, value), at, problem);
  });

  it('may have a long text on bytes that are no characters', () => {
    const branches = (text: string) => {
      const broken = makeToken({ text, bytes: Uint8Array.of(0xed, 0x95) });
      return [{ name: '', promptLength: 1, tokens: [makePromptToken(), broken] }];
    };
    const write = (text: string) => writeSession(makeSession({ branches: branches(text), current: 0 }));
    for (const text of ['', '\ufffd', '🌊🌊🌊🌊']) expect(() => readSession(write(text))).not.toThrow();
    expectDamage(write('abcde'), 'tokens[1].text', 'contradiction');
  });

  it('is none of the recorded examples', () => {
    const folder = new URL('../../src/elements/generate/recorded/', import.meta.url);
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(names).toHaveLength(3);
    for (const name of names) {
      expect(readSession(readFileSync(new URL(name, folder), 'utf8')).branches, name).not.toEqual([]);
    }
  });

  it('may have numbers past the largest', () => {
    const text = writeSession(makeSession());
    expectDamage(text.replace('"timeMs":12.5', '"timeMs":1e999'), 'tokens[1].timeMs', 'out-of-range');
    expectDamage(
      text.replace('"entropyBits":1.75', '"entropyBits":1e999'),
      'tokens[1].entropyBits',
      'out-of-range',
    );
  });

  it('never brings more than an error of its own', () => {
    const text = writeSession(makeSession({ logits: new Map() }));
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(8), fc.string({ maxLength: 4 }), (at, length, put) => {
        const error = thrown(() => readSession(text.slice(0, at) + put + text.slice(at + length)));
        if (error) expect(error).toBeInstanceOf(RecordError);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a prompt', () => {
  const bos = makePromptToken({ tokenId: 0, text: '<s>', special: true });
  const tokens = ['Once', ' upon'].map((text) => makePromptToken({ text }));
  const read = (prompt: string, own: readonly TokenRecord[], changes: Partial<Session> = {}) => {
    const branches = [{ name: '', promptLength: own.length, tokens: [...own, makeToken()] }];
    return readSession(writeSession(makeSession({ prompt, branches, current: 0, ...changes }))).prompt;
  };

  it('is what its tokens say, where a file has it otherwise', () => {
    expect(read('Once upon', tokens)).toBe('Once upon');
    expect(read('Once upon', [bos, ...tokens])).toBe('Once upon');
    for (const other of ['abc', '', 'Once', 'Once upon a', ' Once upon']) {
      expect(read(other, [bos, ...tokens])).toBe('Once upon');
    }
  });

  it('may hold markers that a person wrote', () => {
    expect(read('Once<s> upon', [bos, tokens[0]!, bos, tokens[1]!])).toBe('Once<s> upon');
  });

  it('is believed where the texts of its tokens say too little', () => {
    for (const text of ['', '\ufffd']) {
      expect(read('한', [makePromptToken({ text }), makePromptToken({ text: '한' })])).toBe('한');
    }
  });

  it('is believed in a chat', () => {
    expect(read('Hi', tokens, { chat: { system: '', user: 'Hi' } })).toBe('Hi');
  });

  it('is that of the current branch', () => {
    const branches = [
      { name: '', promptLength: 1, tokens: [makePromptToken({ text: 'A' })] },
      { name: '', promptLength: 1, tokens: [makePromptToken({ text: 'B' })] },
    ];
    const text = writeSession(makeSession({ prompt: 'A', branches, current: 1 }));
    expect(readSession(text).prompt).toBe('B');
  });
});

describe('requireModel', () => {
  it('names both models', () => {
    expect(() => requireModel(makeSession(), 'stories-4m')).not.toThrow();
    expectError(() => requireModel(makeSession(), 'smollm2-135m-instruct'), 'other-model', {
      model: 'stories-4m',
      expected: 'smollm2-135m-instruct',
    });
  });

  it('wants the vocabulary that the model has', () => {
    const facts = { vocabularySize: 10, contextLength: 3 };
    expect(() => requireModel(makeSession(), 'stories-4m', facts)).not.toThrow();
    expectError(
      () => requireModel(makeSession(), 'stories-4m', { ...facts, vocabularySize: 4_096 }),
      'other-vocabulary',
      { found: 10, expected: 4_096 },
    );
  });

  it('wants no text that is longer than the context', () => {
    const [first, second] = makeSession().branches;
    const long = { ...second!, tokens: [...second!.tokens, makeToken()] };
    expectError(
      () =>
        requireModel(makeSession({ branches: [first!, long] }), 'stories-4m', {
          vocabularySize: 10,
          contextLength: 3,
        }),
      'damaged',
      { path: 'branches[1].tokens', problem: 'too-many' },
    );
  });
});

describe('the ranges', () => {
  it.each(Object.entries(ranges))('of %s are those of the engine', (name, range) => {
    expect(range).toEqual(optionRanges[name as keyof typeof ranges]);
  });
});

describe('encodings', () => {
  it('are the ones that everybody has', () => {
    // Python: struct.pack('<3f', 1, -2, 0.5).hex() and base64.b64encode of it.
    expect(floatsToBase64(Float32Array.of(1, -2, 0.5))).toBe('AACAPwAAAMAAAAA/');
    expect(floatsFromBase64('AACAPwAAAMAAAAA/', 3)).toEqual(Float32Array.of(1, -2, 0.5));
    expect(toHex(Uint8Array.of(0, 10, 255))).toBe('000aff');
    expect(fromHex('000aff')).toEqual(Uint8Array.of(0, 10, 255));
  });

  it('go there and back', () => {
    fc.assert(
      fc.property(fc.float32Array({ maxLength: 9_000 }), (values) => {
        const base64 = floatsToBase64(values);
        expect(base64).toHaveLength(base64Length(values.length * 4));
        const back = floatsFromBase64(base64, values.length)!;
        expect(new Uint8Array(back.buffer)).toEqual(new Uint8Array(values.slice().buffer));
        expect(floatsFromBase64(base64, values.length + 1)).toBeNull();
      }),
    );
  });
});

describe('records of results', () => {
  const piece = {
    tokenId: 3,
    text: 'c',
    bytes: Uint8Array.of(0x63),
    special: false,
    continuation: false,
  };
  // Probabilities ½, ¼, ⅛, ⅛.
  const logits = Float32Array.from([-3, -1, -3, -2], (bits) => bits * Math.LN2);
  const label = { text: 'x', special: false, continuation: false };

  const settings = { ...neutralSettings, topK: 2 };
  // 0.7 is past ⅔, so the second of the two kept is drawn: ¼ before, ⅓ after.
  const numbers = decodeStep(logits, settings, [], 0.7, 4);
  const step: Step = {
    ...numbers,
    ...piece,
    index: 5,
    top: numbers.top.map((candidate) => ({ ...candidate, ...label })),
    timeMs: 3,
    logits,
  };

  it('keep all of a step', () => {
    const record = recordOfStep(step, settings, 42);
    expect(record).toMatchObject({
      ...piece,
      source: 'sampled',
      rank: 2,
      probability: expect.closeTo(0.25, 6),
      surprisalBits: expect.closeTo(2, 6),
      entropyBits: expect.closeTo(1.75, 6),
      timeMs: 3,
      sampling: {
        settings: { temperature: 1, topK: 2, topP: 1, minP: 0, repetitionPenalty: 1 },
        seed: 42,
        index: 5,
        draw: 0.7,
        finalProbability: expect.closeTo(1 / 3, 6),
        finalLogProbability: expect.closeTo(-Math.log(3), 6),
        keptCount: 2,
        keptMass: expect.closeTo(0.75, 6),
      },
    });
    expect(record.top.map(({ finalProbability }) => finalProbability)).toEqual([
      expect.closeTo(2 / 3, 6),
      expect.closeTo(1 / 3, 6),
      0,
      0,
    ]);
    expect(record).not.toHaveProperty('logits');
    expect(record).not.toHaveProperty('finishReason');
  });

  it('keep the settings as they were', () => {
    const changing = { ...settings };
    const record = recordOfStep(step, changing, 1);
    changing.topK = 9;
    expect(record.sampling!.settings.topK).toBe(2);
  });

  it.each([
    ['end-of-text', true],
    ['context-full', true],
    ['max-tokens', false],
    ['stop-string', false],
  ] as const)('keep %s: %s', (finishReason, kept) => {
    expect(recordOfStep({ ...step, finishReason }, settings, 1).finishReason).toBe(
      kept ? finishReason : undefined,
    );
  });

  it('keep all of a scored token', () => {
    const score = scoreToken(logits, 3, 2);
    const top = score.top.map((candidate) => ({ ...candidate, ...label }));
    const record = recordOfScored({ ...score, ...piece, top, logits }, 'typed');
    expect(record).toMatchObject({ ...piece, source: 'typed', rank: 2, sampling: null, timeMs: null, top });
    expect(record.surprisalBits).toBeCloseTo(2, 6);
    expect(record).not.toHaveProperty('logits');
  });

  it('can be written and read', () => {
    const tokens: TokenRecord[] = [makePromptToken({ tokenId: 0 }), recordOfStep(step, settings, 42)];
    const session = makeSession({
      vocabularySize: 4,
      branches: [{ name: '', promptLength: 1, tokens }],
      current: 0,
      logits: new Map([[tokens[1]!, logits]]),
    });
    expect(readSession(writeSession(session))).toStrictEqual(session);
  });
});

describe('the sentences of the errors', () => {
  const errors: RecordError[] = [
    new RecordError('not-json', {}),
    new RecordError('not-ours', { expected: 'generation' }),
    new RecordError('wrong-view', { found: 'fill-mask', expected: 'tokens' }),
    new RecordError('newer-version', { version: 3 }),
    new RecordError('too-large', { bytes: 300e6, limit: 268_435_456, expected: 'compare' }),
    new RecordError('damaged', { path: 'tokens[3].rank', problem: 'contradiction' }),
    new RecordError('empty', {}),
    new RecordError('other-model', { model: 'alpha', expected: 'beta' }),
    new RecordError('other-vocabulary', { found: 10, expected: 4_096 }),
  ];

  it.each(errors)('say what is wrong: $code', ({ code, data }) => {
    const [english, korean] = [en, ko].map(({ records }) => records.errors[code](data as never));
    expect(english).toContain('Nothing was changed.');
    expect(korean).toContain('바뀐 것은 없어요.');
    // What is told by a name of its own in each language.
    const named: ReadonlySet<string> = new Set([...formats, 'contradiction']);
    for (const value of Object.values(data)) {
      if (typeof value !== 'string' || named.has(value)) continue;
      expect(english).toContain(value);
      expect(korean).toContain(value);
    }
  });

  it('are not turned by what a file says', () => {
    const evil = 'a\u202eb\n\u2066\u0007c';
    const piled = `e${'\u0301'.repeat(400)}`;
    for (const { records, exchange, errors } of [en, ko]) {
      const sentences = [
        exchange.imported([{ model: evil, form: piled }]),
        records.errors['other-model']({ model: evil, expected: piled }),
        records.errors.damaged({ path: evil, problem: 'missing' }),
        records.replayed(evil, piled),
        records.ignored([evil, piled]),
        records.linkLacks([evil, piled]),
        errors['unknown-model']({ id: evil, known: [] }),
        errors['unknown-form']({ id: 'alpha', form: evil, known: [] }),
        errors['invalid-option']({ name: 'seed', value: evil, expected: '' }),
      ];
      for (const sentence of sentences) {
        expect(sentence).toContain('a\ufffdb\ufffdc');
        expect(sentence).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]|\p{M}{9}/u);
      }
    }
  });

  it('tell nobody to choose a model that may not be there', () => {
    const facts = { model: '__proto__', expected: 'stories-4m' };
    expect(en.records.errors['other-model'](facts)).toBe(
      'The file was made with the model __proto__, but stories-4m is chosen. Nothing was changed.',
    );
    expect(ko.records.errors['other-model'](facts)).toMatch(/바뀐 것은 없어요\.$/);
  });

  it('name both vocabularies', () => {
    const sentences = [en, ko].map(({ records }) =>
      records.errors['other-vocabulary']({ found: 10, expected: 49_152 }),
    );
    for (const sentence of sentences) {
      expect(sentence).toContain('10');
      expect(sentence).toContain('49,152');
    }
  });

  it('are all there', () => {
    expect(Object.keys(en.records.errors).sort()).toEqual(errors.map(({ code }) => code).sort());
  });
});
