import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { promptOf } from '../../src/lab/prompts.ts';
import type { Measurement, WorkloadId } from '../../src/lab/types.ts';
import { runVisit } from '../../src/lab/visit.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { configurationOf, FakeLab, stubNavigator, type FakeConduct, type Stage } from './fake-lab.ts';

const { signal } = new AbortController();

beforeEach(() => stubNavigator());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function visit(
  workload: WorkloadId,
  conduct: Partial<FakeConduct> = {},
  model = 'stories-4m',
  repetitions = 2,
) {
  const lab = new FakeLab(() => conduct);
  const found = await runVisit(configurationOf(model), workload, repetitions, {
    createEngine: lab.createEngine,
    signal,
  });
  expect(lab.alive).toBe(0);
  return { lab, ...found.visit };
}

describe('a prompt', () => {
  const read = { markers: [0], tokenIds: [5, 6, 5, 7] };

  it('is as long as wished, and begins with another token each time', () => {
    expect(promptOf(read, 4, 0)).toEqual([0, 5, 6, 5]);
    expect(promptOf(read, 4, 1)).toEqual([0, 6, 6, 5]);
    expect(promptOf(read, 4, 2)).toEqual([0, 7, 6, 5]);
    expect(promptOf(read, 4, 3)).toEqual([0, 5, 6, 5]);
  });

  it('goes on from the text’s beginning where the text is too short', () => {
    expect(promptOf(read, 8, 0)).toEqual([0, 5, 6, 5, 7, 5, 6, 5]);
  });
});

describe('a visit', () => {
  it('measures writing: the prompt, the first token, and the tokens after it', async () => {
    const { measurements, load, lab } = await visit('short-prompt');
    expect(load).toMatchObject({ downloadMs: 1, sessionMs: 2, warmUpMs: 0, bytes: 1000, fromStorage: false });
    expect(measurements[0]).toMatchObject({
      firstMs: 50,
      // Of 8, with 3 that were there.
      prefillTokens: 5,
      decodedTokens: 31,
      decodeMs: 310,
      draftedTokens: 7,
      reusedTokens: 3,
      dispatches: 11,
    });
    expect(measurements[0]!.stepsMs).toEqual(Array.from({ length: 31 }, () => 10));
    expect(measurements[0]!.tokenIds).toHaveLength(32);
    const [warmUp, first, second] = lab.runs.map(({ prompt }) => prompt);
    expect([warmUp, first, second].map((prompt) => prompt!.length)).toEqual([8, 8, 8]);
    expect(new Set([warmUp![1], first![1], second![1]]).size).toBe(3);
    expect(lab.runs[1]!.options).toMatchObject({ temperature: 0, top: 0 });
    expect(lab.runs[1]!.options).not.toHaveProperty('stop');
  });

  it('gives tokens of one run one time', async () => {
    // Written: the first, an own, two drafted and the own after them, an own.
    const { measurements } = await visit('short-prompt', { writes: [1, 2, 3, 4, 5, 6], accepted: [2, 3] });
    expect(measurements[0]!.stepsMs).toEqual([10, 30, 10]);
    expect(measurements[0]!.decodedTokens).toBe(5);
  });

  it('takes what comes of a text that ends early', async () => {
    const one = await visit('short-prompt', { writes: [9] });
    expect(one.measurements[0]).toMatchObject({ firstMs: 50, decodedTokens: 0, decodeMs: 0, stepsMs: [] });
    const none = await visit('context', { writes: [] });
    expect(none.measurements[0]!.byContext!.map(({ tokensPerSecond }) => tokensPerSecond)).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  it('writes after a long prompt that has never been there', async () => {
    const { lab } = await visit('long-prompt');
    expect(lab.runs.map(({ prompt }) => prompt.length)).toEqual([144, 400, 400]);
    expect(new Set(lab.runs.map(({ prompt }) => prompt[1])).size).toBe(3);
  });

  it('writes again after a prompt that was there', async () => {
    const { lab } = await visit('regenerate');
    const [first, ...rest] = lab.runs.map(({ prompt }) => prompt);
    expect(first).toHaveLength(400);
    expect(rest).toEqual([first, first]);
  });

  it('tells the speed at each length that the context has room for', async () => {
    const { measurements, lab } = await visit('context', {}, 'stories-4m', 1);
    // 512 leaves no room for 8 tokens.
    expect(lab.runs.slice(1).map(({ prompt }) => prompt.length)).toEqual([16, 64, 128, 256, 504]);
    expect(measurements[0]!.byContext).toEqual(
      [16, 64, 128, 256, 504].map((tokens) => ({ tokens, tokensPerSecond: 100 })),
    );
    expect(measurements[0]).toMatchObject({ decodedTokens: 35, decodeMs: 350, prefillTokens: 501 });
  });

  it('counts the tokens of a batch’s rows together, and its time once, from when all have their first', async () => {
    const { measurements, lab } = await visit('batch');
    // Eight prompts, 10 ms from one first token to the next; then 15 steps of 10 ms.
    expect(measurements[0]).toMatchObject({ firstMs: 120, decodedTokens: 8 * 15, decodeMs: 150 });
    expect(measurements[0]!.stepsMs).toEqual(Array.from({ length: 8 * 15 }, () => 10));
    expect(measurements[0]!.tokenIds).toHaveLength(8 * 16);
    const prompts = lab.prompts.slice(8, 16);
    expect(measurements[0]!.prefillTokens).toBe(prompts.flat().length);
    expect(new Set(prompts.map((ids) => ids.length)).size).toBeGreaterThan(1);
  });

  it('judges a text of 64 tokens', async () => {
    const { measurements, lab } = await visit('score');
    expect(lab.prompts.map((ids) => ids.length)).toEqual([64, 64, 64]);
    expect(measurements[0]).toMatchObject({
      prefillTokens: 63,
      decodedTokens: 0,
      stepsMs: [],
      dispatches: null,
    });
    expect(measurements[0]!.tokenIds).toHaveLength(63);
    expect(measurements[0]!.firstMs).toBe(measurements[0]!.totalMs);
  });

  it('judges with each token hidden, and fills blanks', async () => {
    const score = await visit('score', {}, 'minilm-mlm');
    // One token alike in both ways, one not: three rows of three tokens.
    expect(score.measurements[0]).toMatchObject({ prefillTokens: 9, tokenIds: [1, 2, 3] });
    const fill = await visit('fill', {}, 'minilm-mlm');
    expect(fill.measurements[0]!.tokenIds).toEqual([8, 8, 8]);
  });

  it('says when the page was in the background meanwhile', async () => {
    class Page extends EventTarget {
      hidden = false;
    }
    const page = new Page();
    vi.stubGlobal('document', page);
    const before = await visit('short-prompt');
    expect(before).not.toHaveProperty('hidden');
    const turn = (hidden: boolean) => {
      page.hidden = hidden;
      page.dispatchEvent(new Event('visibilitychange'));
    };
    const during = await visit('short-prompt', {
      reached: (at) => {
        if (at !== 'write') return;
        turn(true);
        turn(false);
      },
    });
    expect(during.hidden).toBe(true);
  });

  it('hands the engine every setting', async () => {
    const createEngine = vi.fn(new FakeLab().createEngine);
    const configuration = configurationOf('stories-4m', 'q8', { threads: 2, kvCache: false, draftTokens: 4 });
    await runVisit(configuration, 'short-prompt', 1, {
      createEngine,
      signal,
      modelBase: 'https://x.test/m/',
    });
    expect(createEngine.mock.calls).toEqual([
      [{ ...configuration.settings, modelBase: 'https://x.test/m/' }],
    ]);
  });
});

describe('the memory', () => {
  it('is what the engine says at the end of the visit', async () => {
    const stages: Stage[] = [];
    const found = await visit('short-prompt', { memory: 9000, reached: (stage) => stages.push(stage) });
    expect(found.memoryBytes).toBe(9000);
    expect(stages.filter((stage) => stage === 'memory')).toHaveLength(1);
    expect(stages.at(-1)).toBe('memory');
  });

  it('is not known where the engine cannot say, and what was measured stays', async () => {
    const memory = new EngineError('worker-failed', { detail: 'lost' });
    const found = await visit('short-prompt', { memory });
    expect(found.memoryBytes).toBeNull();
    expect(found.measurements).toHaveLength(2);
  });

  it('is not waited for once the run is stopped', async () => {
    const stop = new AbortController();
    const lab = new FakeLab(() => ({
      hangsAt: 'memory',
      reached: (stage) => stage === 'memory' && queueMicrotask(() => stop.abort()),
    }));
    const running = runVisit(configurationOf('stories-4m'), 'short-prompt', 1, {
      createEngine: lab.createEngine,
      signal: stop.signal,
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect([lab.made, lab.alive]).toEqual([1, 0]);
  });
});

/** Every field is there: what is kept of a measurement is read back by a schema. */
it('fills every field of a measurement', async () => {
  const fields: (keyof Measurement)[] = [
    'firstMs',
    'prefillTokens',
    'decodedTokens',
    'decodeMs',
    'stepsMs',
    'totalMs',
    'draftedTokens',
    'acceptedTokens',
    'reusedTokens',
    'dispatches',
    'tokenIds',
  ];
  for (const workload of ['short-prompt', 'repeating', 'batch', 'score'] as const) {
    const { measurements } = await visit(workload, {}, 'stories-4m', 1);
    expect(Object.keys(measurements[0]!).sort()).toEqual([...fields].sort());
  }
});
