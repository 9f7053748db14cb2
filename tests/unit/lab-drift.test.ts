import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { spread, worstFromFile } from '../../src/lab/collect-logits.ts';
import { exactConfiguration } from '../../src/lab/configurations.ts';
import { measureDrifts } from '../../src/lab/drift.ts';
import { fetchStoredPrompts, readStoredPrompts, type StoredPrompt } from '../../src/lab/stored-prompts.ts';
import type { Configuration, Drift } from '../../src/lab/types.ts';
import { catalogue, findModel } from '../../src/models/catalogue.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { configurationOf, FakeLab, stubNavigator, type FakeConduct } from './fake-lab.ts';

const { signal } = new AbortController();
const stories = findModel('stories-4m')!;
const logits = (...probabilities: number[]) => Float32Array.from(probabilities, Math.log);

beforeEach(() => stubNavigator());
afterEach(() => vi.unstubAllGlobals());

async function drifts(
  configurations: readonly Configuration[],
  prompts: StoredPrompt[] | null,
  conduct: (one: { form: string }) => Partial<FakeConduct>,
) {
  const lab = new FakeLab(conduct);
  const found: Drift[] = [];
  let references: readonly Configuration[] = [];
  await measureDrifts(configurations, {
    createEngine: lab.createEngine,
    signal,
    limitMs: 60_000,
    readPrompts: async () => prompts,
    onDrift: (drift, others) => {
      found.push(drift);
      references = others;
    },
  });
  expect(lab.alive).toBe(0);
  return { found, references, lab };
}

const written: StoredPrompt = {
  tokenIds: [1, 2],
  greedyTokenIds: [3, 4],
  top: [
    [0, Math.log(0.5)],
    [1, Math.log(0.25)],
  ],
  masks: [],
};

describe('the reference', () => {
  it('is the most exact form that WASM runs, with nothing left out', () => {
    expect(exactConfiguration(stories)).toMatchObject({
      form: 'fp32',
      settings: {
        backend: 'wasm',
        graphOptimization: 'all',
        foldWeights: true,
        kvCache: true,
        draftTokens: 0,
      },
    });
    expect(exactConfiguration(findModel('smollm2-135m-instruct')!).form).toBe('q4');
  });
});

describe('the drift', () => {
  it('compares the places after each prompt and along its greedy tokens', async () => {
    const q4 = configurationOf('stories-4m', 'q4');
    // The places have 2 and 3 tokens before them; the first is the same, the second is not.
    const of = ({ form }: { form: string }) => ({
      logits: (ids: readonly number[]) =>
        ids.length === 3 && form === 'q4' ? logits(0.25, 0.5, 0.25) : logits(0.5, 0.25, 0.25),
    });
    const { found, references, lab } = await drifts([q4], [written], of);
    // KL of (1/4, 1/2, 1/4) from (1/2, 1/4, 1/4) = 1/2 ln 2 − 1/4 ln 2 = 0.1733 nats.
    expect(found).toEqual([
      {
        configuration: 0,
        reference: 1,
        meanKlNats: expect.closeTo(0.0866434, 6),
        worstKlNats: expect.closeTo(0.1732868, 6),
        topAgreement: 0.5,
        positions: 2,
        worstFromFile: expect.closeTo(0, 6),
      },
    ]);
    expect(references).toEqual([exactConfiguration(stories)]);
    // The reference first.
    expect(lab.log.map((line) => line.split(' ')[1])).toEqual(['fp32', 'q4']);
    expect(lab.prompts).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
  });

  it('of the reference itself is none, and takes no second run', async () => {
    const { found, references, lab } = await drifts([exactConfiguration(stories)], [written], () => ({
      logits: () => logits(0.25, 0.5, 0.25),
    }));
    expect(found).toMatchObject([{ configuration: 0, reference: 0, meanKlNats: 0, topAgreement: 1 }]);
    // The file is of the model's first form, which this is not.
    expect(found[0]!.worstFromFile).toBeNull();
    expect(references).toEqual([]);
    expect(lab.made).toBe(1);
  });

  it('compares the blanks of a masked model', async () => {
    const listed = [[2, Math.log(0.125)]] as const;
    const prompt: StoredPrompt = {
      tokenIds: [5, 6, 7],
      greedyTokenIds: [],
      top: [],
      masks: [
        { position: 1, top: listed },
        { position: 2, top: listed },
      ],
    };
    const { found } = await drifts(
      [configurationOf('minilm-mlm', 'q4', { graphOptimization: 'basic' })],
      [prompt],
      () => ({
        logits: (ids: readonly number[]) =>
          ids.at(-1) === 2 ? logits(0.5, 0.25, 0.25) : logits(0.5, 0.375, 0.125),
      }),
    );
    expect(found).toMatchObject([{ positions: 2, meanKlNats: 0, topAgreement: 1 }]);
    expect(found[0]!.worstFromFile).toBeCloseTo(Math.LN2, 6);
  });

  it('is none without stored prompts, and no engine is made for it', async () => {
    const { found, lab } = await drifts([configurationOf('stories-4m')], null, () => ({}));
    expect(found).toEqual([]);
    expect(lab.made).toBe(0);
  });

  it('is none of a configuration that fails or gives broken numbers; the others have theirs', async () => {
    const fails = new EngineError('session-failed', { detail: 'no memory' });
    const all = ['q4', 'q8', 'fp32'] as const;
    const configurations = all.map((form) => configurationOf('stories-4m', form, { threads: 1 }));
    const { found } = await drifts(configurations, [written], ({ form }) =>
      form === 'q4' ? { fails } : form === 'q8' ? { logits: () => Float32Array.of(NaN, 0, 0) } : {},
    );
    expect(found.map(({ configuration, reference }) => [configuration, reference])).toEqual([[2, 3]]);
  });

  it('is none of a model whose reference fails', async () => {
    const fails = new EngineError('session-failed', { detail: 'no memory' });
    const { found, lab } = await drifts([configurationOf('stories-4m')], [written], ({ form }) =>
      form === 'fp32' ? { fails } : {},
    );
    expect(found).toEqual([]);
    expect(lab.made).toBe(1);
  });

  it('takes 64 places of a model', async () => {
    const long = { ...written, greedyTokenIds: Array.from({ length: 50 }, (_, i) => i) };
    const { found } = await drifts([exactConfiguration(stories)], [long, { ...long, top: [] }], () => ({}));
    expect(found[0]!.positions).toBe(64);
  });
});

describe('places', () => {
  it('are spread evenly over what there is', () => {
    expect(spread([5, 5, 5], 7)).toEqual([3, 2, 2]);
    expect(spread([1, 9, 0, 9], 9)).toEqual([1, 4, 0, 4]);
    expect(spread([2, 1], 64)).toEqual([2, 1]);
    expect(spread([], 64)).toEqual([]);
    expect(spread([0, 0], 64)).toEqual([0, 0]);
  });

  it('without anything stored have no difference to it', () => {
    expect(worstFromFile([{ logits: logits(0.5, 0.5), listed: [] }])).toBeNull();
  });
});

describe('stored prompts', () => {
  const base = { baseURI: 'https://x.test/page/' };

  it('are read from the model’s folder', async () => {
    vi.stubGlobal('document', base);
    const fetched = vi.fn(async () => Response.json({ prompts: [{ tokenIds: [1], top: [[2, -0.5]] }] }));
    vi.stubGlobal('fetch', fetched);
    expect(await fetchStoredPrompts('stories-4m', signal, 'models')).toEqual([
      { tokenIds: [1], greedyTokenIds: [], top: [[2, -0.5]], masks: [] },
    ]);
    expect(String(fetched.mock.calls[0]!.at(0 as never))).toBe(
      'https://x.test/page/models/stories-4m/reference.json',
    );
  });

  it.each<[string, () => Promise<Response>]>([
    ['there is none', async () => new Response('', { status: 404 })],
    ['a page lies in their place', async () => new Response('<!doctype html>')],
    ['there is no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('are unknown where %s', async (_, answer) => {
    vi.stubGlobal('document', base);
    vi.stubGlobal('fetch', answer);
    expect(await fetchStoredPrompts('stories-4m', signal)).toBeNull();
  });

  it.each(catalogue)('of $id are read whole', ({ id, task }) => {
    const url = new URL(`../../public/models/${id}/reference.json`, import.meta.url);
    const prompts = readStoredPrompts(JSON.parse(readFileSync(url, 'utf8')))!;
    expect(prompts.length).toBeGreaterThan(4);
    for (const { greedyTokenIds, top, masks } of prompts) {
      if (task === 'masked') expect(masks[0]!.top).toHaveLength(10);
      else expect([greedyTokenIds.length > 7, top.length]).toEqual([true, 10]);
    }
  });

  it.each([
    null,
    [],
    {},
    { prompts: 1 },
    { prompts: [null] },
    { prompts: [{ tokenIds: [] }] },
    { prompts: [{ tokenIds: [1.5] }] },
    { prompts: [{ tokenIds: [1], greedyTokenIds: 'x' }] },
    { prompts: [{ tokenIds: [1], top: [[1]] }] },
    { prompts: [{ tokenIds: [1], masks: [{ position: 1, top: [] }] }] },
  ])('are unknown where what lies there is %j', (found) => {
    expect(readStoredPrompts(found)).toBeNull();
  });
});
