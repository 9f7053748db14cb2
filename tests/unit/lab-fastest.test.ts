import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseFastest, findFastest, type FastestResult } from '../../src/lab/fastest.ts';
import { readMachine, type Machine } from '../../src/lab/machine.ts';
import {
  forgetFastest,
  recallFastest,
  rememberFastest,
  type KeptStorage,
} from '../../src/lab/remember-fastest.ts';
import type { Trial } from '../../src/lab/trial.ts';
import { findModel } from '../../src/models/catalogue.ts';
import type { FormId } from '../../src/models/types.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { configurationOf, FakeLab, stubNavigator, type Stage } from './fake-lab.ts';

const stories = findModel('stories-4m')!;
const machine: Machine = { cores: 4, isolated: true, webgpu: { software: false, halfPrecision: true } };

beforeEach(() => stubNavigator());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const lines = (lab: FakeLab) => lab.log.map((line) => line.replace('stories-4m ', ''));

describe('the candidates', () => {
  it('are each form on each backend that runs it, then other threads for the best on WASM', async () => {
    const lab = new FakeLab(({ form, backend }) => ({
      stepMs: backend === 'wasm' ? (form === 'q8' ? 20 : 40) : 10,
    }));
    const { chosen, tried } = await findFastest('stories-4m', { createEngine: lab.createEngine, machine });
    expect(lines(lab)).toEqual([
      'q4 webgpu -',
      'q4 wasm 4',
      'q8 webgpu -',
      'q8 wasm 4',
      'fp32 webgpu -',
      'fp32 wasm 4',
      'fp16 webgpu -',
      'q8 wasm 2',
      'q8 wasm 1',
      // The two fastest once more.
      'q8 webgpu -',
      'q4 webgpu -',
    ]);
    expect(tried.map(({ tokensPerSecond }) => tokensPerSecond)).toEqual([
      100, 25, 100, 50, 100, 25, 100, 50, 50,
    ]);
    expect(chosen).toMatchObject({ form: 'q4', settings: { backend: 'webgpu', threads: null } });
    expect(lab.alive).toBe(0);
    // A warm-up, and 16 steps after a first token.
    expect(lab.runs.slice(0, 2).map(({ options }) => options.maxTokens)).toEqual([4, 17]);
  });

  it.each<[string, Machine, string[]]>([
    ['no WebGPU', { cores: 8, isolated: false, webgpu: null }, ['q4 wasm 1', 'q8 wasm 1', 'fp32 wasm 1']],
    [
      'two cores and no half precision',
      { cores: 2, isolated: true, webgpu: { software: true, halfPrecision: false } },
      [
        'q4 wasm 2',
        'q4 webgpu -',
        'q8 wasm 2',
        'q8 webgpu -',
        'fp32 wasm 2',
        'fp32 webgpu -',
        'q4 wasm 1',
        'q4 webgpu -',
        'q4 wasm 2',
      ],
    ],
  ])('are fewer with %s', async (_, machine, expected) => {
    const lab = new FakeLab(({ form }) => ({ stepMs: form === 'q4' ? 10 : 20 }));
    await findFastest('stories-4m', { createEngine: lab.createEngine, machine });
    expect(lines(lab)).toEqual(expected);
  });

  it('are measured by filling blanks where the model is masked', async () => {
    vi.useFakeTimers();
    const lab = new FakeLab();
    const running = findFastest('minilm-mlm', {
      createEngine: lab.createEngine,
      machine: { cores: 1, isolated: false, webgpu: null },
    });
    // The clock stands still under the fake timers: no time could be told.
    await expect(running).rejects.toMatchObject({ code: 'unexpected' });
    vi.useRealTimers();
    let now = 0;
    vi.stubGlobal('performance', { now: () => (now += 5) });
    const { tried } = await findFastest('minilm-mlm', {
      createEngine: lab.createEngine,
      machine: { cores: 1, isolated: false, webgpu: null },
    });
    // Each fill reads the clock at its start and its end, 5 ms apart; the text has 8 words and a marker.
    expect(tried[0]!.tokensPerSecond).toBe(1600);
  });
});

describe('the search', () => {
  it('keeps what failed, and chooses among the others', async () => {
    const fails = new EngineError('webgpu-unavailable', { reason: 'no-adapter' });
    const lab = new FakeLab(({ backend }) => (backend === 'webgpu' ? { fails } : {}));
    const { chosen, tried } = await findFastest('stories-4m', { createEngine: lab.createEngine, machine });
    expect(chosen).toMatchObject({ form: 'q4', settings: { backend: 'wasm' } });
    expect(tried[0]).toMatchObject({ tokensPerSecond: null, error: fails.toMessage() });
    expect(lab.alive).toBe(0);
  });

  it('rejects with the first reason where all fail', async () => {
    const fails = new EngineError('session-failed', { detail: 'no memory' });
    const lab = new FakeLab(() => ({ fails }));
    const running = findFastest('stories-4m', { createEngine: lab.createEngine, machine });
    await expect(running).rejects.toMatchObject({ code: 'session-failed', data: { detail: 'no memory' } });
    expect(lab.alive).toBe(0);
  });

  it('rejects for a model that is not there', async () => {
    await expect(findFastest('no-such')).rejects.toMatchObject({
      code: 'unknown-model',
      data: { id: 'no-such' },
    });
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const lab = new FakeLab(({ form }) =>
      form === 'q8'
        ? { hangsAt: 'write', reached: (at) => at === 'write' && queueMicrotask(() => stop.abort()) }
        : {},
    );
    const options = { createEngine: lab.createEngine, machine, signal: stop.signal };
    await expect(findFastest('stories-4m', options)).rejects.toMatchObject({ name: 'AbortError' });
    expect([lab.made, lab.alive]).toEqual([3, 0]);
  });

  it('ends when its time is over, with what it has', async () => {
    vi.useFakeTimers();
    let hang = () => undefined as void;
    const hanging = new Promise<void>((resolve) => {
      hang = resolve;
    });
    const lab = new FakeLab(({ form }) => (form === 'q8' ? { hangsAt: 'load', reached: () => hang() } : {}));
    const running = findFastest('stories-4m', { createEngine: lab.createEngine, machine, budgetMs: 3000 });
    await hanging;
    await vi.advanceTimersByTimeAsync(3000);
    const { chosen, tried } = await running;
    expect(chosen.form).toBe('q4');
    expect(tried.map(({ tokensPerSecond, error }) => [tokensPerSecond, error])).toEqual([
      [100, null],
      [100, null],
      [null, null],
    ]);
    expect(lab.alive).toBe(0);
  });

  it('goes past its time for the first number', async () => {
    vi.useFakeTimers();
    const lab = new FakeLab(() => ({ reached: (at) => at === 'load' && vi.advanceTimersByTime(60_000) }));
    const { tried } = await findFastest('stories-4m', {
      createEngine: lab.createEngine,
      machine,
      budgetMs: 3000,
    });
    expect(tried.map(({ tokensPerSecond, loadMs }) => [tokensPerSecond, loadMs])).toEqual([[100, 60_000]]);
  });

  it('tells what it is at', async () => {
    const seen: [FormId, number, boolean][] = [];
    await findFastest('stories-4m', {
      createEngine: new FakeLab().createEngine,
      machine: { cores: 1, isolated: false, webgpu: null },
      onProgress: ({ configuration, tried, again }) => seen.push([configuration.form, tried.length, again]),
    });
    expect(seen).toEqual([
      ['q4', 0, false],
      ['q8', 1, false],
      ['fp32', 2, false],
      ['q8', 3, true],
      ['q4', 3, true],
    ]);
  });
});

describe('the fastest two', () => {
  const oneCore: Machine = { cores: 1, isolated: false, webgpu: null };
  /** By form, the milliseconds of a step in each visit, or why the visit fails. */
  type Visits = Partial<Record<FormId, readonly (number | EngineError | 'hangs')[]>>;
  const make = (visits: Visits, reached?: (stage: Stage) => void) => {
    const counts: Partial<Record<FormId, number>> = {};
    return new FakeLab(({ form }) => {
      const place = counts[form] ?? 0;
      counts[form] = place + 1;
      const visit = visits[form]![place]!;
      const more = reached ? { reached } : {};
      if (visit === 'hangs') return { hangsAt: 'write', ...more };
      return typeof visit === 'number' ? { stepMs: visit, ...more } : { fails: visit, ...more };
    });
  };
  const find = async (lab: FakeLab, budgetMs?: number) => {
    const { chosen, tried } = await findFastest('stories-4m', {
      createEngine: lab.createEngine,
      machine: oneCore,
      budgetMs,
    });
    expect(lab.alive).toBe(0);
    const numbers = tried.map((trial) => [trial.configuration.form, trial.tokensPerSecond, trial.rates]);
    return { form: chosen.form, tried, numbers, visits: lines(lab).map((line) => line.split(' ')[0]) };
  };

  it('are judged by the median of two visits, so that one slow one does not decide', async () => {
    // q4 is at 80 tokens/s once, and at 125 after that; q8 at 100 both times.
    const { form, numbers, visits } = await find(make({ q4: [12.5, 8], q8: [10, 10], fp32: [40] }));
    expect(visits).toEqual(['q4', 'q8', 'fp32', 'q8', 'q4']);
    expect(numbers).toEqual([
      ['q4', 102.5, [80, 125]],
      ['q8', 100, [100, 100]],
      ['fp32', 25, undefined],
    ]);
    expect(form).toBe('q4');
  });

  it.each<[string, Visits, string[]]>([
    ['more than 25 % apart', { q4: [10], q8: [13.4], fp32: [40] }, ['q4', 'q8', 'fp32']],
    ['25 % apart', { q4: [7.5, 7.5], q8: [10, 10], fp32: [40] }, ['q4', 'q8', 'fp32', 'q8', 'q4']],
    ['in any place', { q4: [40], q8: [10, 10], fp32: [9, 9] }, ['q4', 'q8', 'fp32', 'fp32', 'q8']],
  ])('may be %s', async (_, visits, expected) => {
    expect((await find(make(visits))).visits).toEqual(expected);
  });

  it('are not where one failed the second time', async () => {
    const fails = new EngineError('session-failed', { detail: 'no memory' });
    const { form, tried } = await find(make({ q4: [10, fails], q8: [11, 11], fp32: [40] }));
    expect(form).toBe('q8');
    expect(tried[0]).toMatchObject({ tokensPerSecond: null, error: fails.toMessage() });
    expect(tried[0]!.rates).toBeUndefined();
  });

  it('are not visited where the time is not enough for both', async () => {
    vi.useFakeTimers();
    const lab = make({ q4: [10], q8: [10], fp32: [40] }, (stage) => {
      if (stage === 'load') vi.advanceTimersByTime(1000);
    });
    // Another visit takes what the first took, but its download, which was 1 ms.
    expect((await find(lab, 4997)).visits).toEqual(['q4', 'q8', 'fp32']);
    const longer = make({ q4: [10, 10], q8: [10, 10], fp32: [40] }, (stage) => {
      if (stage === 'load') vi.advanceTimersByTime(1000);
    });
    expect((await find(longer, 4999)).visits).toEqual(['q4', 'q8', 'fp32', 'q8', 'q4']);
  });

  it('keep their first numbers where the time was over all the same', async () => {
    vi.useFakeTimers();
    let hang = () => undefined as void;
    const hanging = new Promise<void>((resolve) => {
      hang = resolve;
    });
    let writes = 0;
    const lab = make({ q4: [12.5, 'hangs'], q8: [10, 20], fp32: [40] }, (stage) => {
      // Two runs for each of four visits, then the one that hangs.
      if (stage === 'write' && ++writes === 9) hang();
    });
    const running = find(lab, 3000);
    await hanging;
    await vi.advanceTimersByTimeAsync(3000);
    const { form, numbers } = await running;
    expect(numbers).toEqual([
      ['q4', 80, undefined],
      ['q8', 100, undefined],
      ['fp32', 25, undefined],
    ]);
    expect(form).toBe('q8');
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    let loads = 0;
    const lab = new FakeLab(() => ({
      reached: (stage) => stage === 'load' && ++loads === 5 && stop.abort(),
    }));
    const running = findFastest('stories-4m', {
      createEngine: lab.createEngine,
      machine: oneCore,
      signal: stop.signal,
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect([lab.made, lab.alive]).toEqual([5, 0]);
  });
});

describe('of equals', () => {
  const trial = (
    form: FormId,
    backend: 'wasm' | 'webgpu',
    threads: number | null,
    rate: number | null,
  ): Trial => ({
    configuration: configurationOf('stories-4m', form, { backend, threads }),
    tokensPerSecond: rate,
    loadMs: 1,
    error: null,
  });
  const choose = (...tried: Trial[]) => {
    const chosen = chooseFastest(stories, tried);
    return chosen && [chosen.form, chosen.settings.backend, chosen.settings.threads];
  };

  it.each<[string, Trial[], unknown]>([
    ['nothing that was measured', [trial('q4', 'wasm', 1, null)], null],
    [
      'the faster, where the distance is more than 5 %',
      [trial('q4', 'wasm', 1, 94), trial('q8', 'wasm', 1, 100)],
      ['q8', 'wasm', 1],
    ],
    [
      'the smaller download within 5 %',
      [trial('q8', 'wasm', 1, 100), trial('q4', 'wasm', 1, 95)],
      ['q4', 'wasm', 1],
    ],
    [
      'WASM, where the files are the same',
      [trial('fp32', 'webgpu', null, 100), trial('fp32', 'wasm', 4, 97)],
      ['fp32', 'wasm', 4],
    ],
    ['fewer threads', [trial('q4', 'wasm', 4, 100), trial('q4', 'wasm', 2, 96)], ['q4', 'wasm', 2]],
  ])('takes %s', (_, tried, expected) => {
    expect(choose(...tried)).toEqual(expected);
  });
});

describe('the machine', () => {
  it('is what the browser tells of it', async () => {
    vi.stubGlobal('crossOriginIsolated', true);
    const adapter = { features: new Set(['shader-f16']), info: { isFallbackAdapter: true } };
    stubNavigator({ hardwareConcurrency: 6, gpu: { requestAdapter: async () => adapter } });
    expect(await readMachine()).toEqual({
      cores: 6,
      isolated: true,
      webgpu: { software: true, halfPrecision: true },
    });
  });

  it.each<[string, object]>([
    ['no WebGPU', {}],
    ['no adapter', { gpu: { requestAdapter: async () => null } }],
    ['an adapter that fails', { gpu: { requestAdapter: () => Promise.reject(new Error('lost')) } }],
  ])('may have %s', async (_, more) => {
    stubNavigator(more);
    expect((await readMachine()).webgpu).toBeNull();
  });
});

describe('what was found', () => {
  class Kept implements KeptStorage {
    readonly values = new Map<string, string>();
    getItem = (key: string) => this.values.get(key) ?? null;
    setItem = (key: string, value: string) => void this.values.set(key, value);
    removeItem = (key: string) => void this.values.delete(key);
  }

  const result: FastestResult = {
    chosen: configurationOf('stories-4m', 'q8', { threads: 2 }),
    tried: [
      {
        configuration: configurationOf('stories-4m', 'q8', { threads: 2 }),
        tokensPerSecond: 80,
        rates: [70, 90],
        loadMs: 5,
        error: null,
      },
      {
        configuration: configurationOf('stories-4m', 'q4', { backend: 'webgpu' }),
        tokensPerSecond: null,
        loadMs: 2,
        error: new EngineError('webgpu-unavailable', { reason: 'no-api' }).toMessage(),
      },
    ],
  };

  it('is remembered for each model', () => {
    const kept = new Kept();
    rememberFastest(kept, 'stories-4m', result);
    const recalled = recallFastest(kept, 'stories-4m')!;
    expect(recalled).toEqual({ ...result, date: expect.any(String) });
    expect(Math.abs(Date.parse(recalled.date!) - Date.now())).toBeLessThan(60_000);
    expect(recallFastest(kept, 'minilm-mlm')).toBeNull();
    forgetFastest(kept, 'stories-4m');
    expect(recallFastest(kept, 'stories-4m')).toBeNull();
  });

  it.each([{ userAgent: 'Test/2.0' }, { hardwareConcurrency: 8 }])('is forgotten by %j', (more) => {
    const kept = new Kept();
    rememberFastest(kept, 'stories-4m', result);
    stubNavigator(more);
    expect(recallFastest(kept, 'stories-4m')).toBeNull();
  });

  it('is nothing where there is no storage', () => {
    const refuse = () => {
      throw new DOMException('', 'SecurityError');
    };
    const forbidden: KeptStorage = { getItem: refuse, setItem: refuse, removeItem: refuse };
    rememberFastest(forbidden, 'stories-4m', result);
    forgetFastest(forbidden, 'stories-4m');
    expect(recallFastest(forbidden, 'stories-4m')).toBeNull();
  });

  interface Draft {
    chosen: { modelId: string; form: string; settings: Record<string, unknown> };
    tried: Record<string, unknown>[];
  }
  const withSettings = ({ chosen, tried }: Draft, more: object) => ({
    chosen: { ...chosen, settings: { ...chosen.settings, ...more } },
    tried,
  });
  it.each<[string, (draft: Draft) => object | number | undefined]>([
    ['is no JSON', () => undefined],
    ['is a number', () => 7],
    ['has no choice', ({ tried }) => ({ tried })],
    ['is of another model', (draft) => ({ ...draft, chosen: { ...draft.chosen, modelId: 'minilm-mlm' } })],
    ['has a form that the model has not', (draft) => ({ ...draft, chosen: { ...draft.chosen, form: 'q2' } })],
    ['has a setting out of range', (draft) => withSettings(draft, { threads: 1000 })],
    ['has a setting that there is not', (draft) => withSettings(draft, { extra: 1 })],
    ['lacks a setting', (draft) => withSettings(draft, { ngram: undefined })],
    ['has no trials', (draft) => ({ ...draft, tried: null })],
    ['has a broken trial', (draft) => ({ ...draft, tried: [{ ...draft.tried[0], loadMs: 'long' }] })],
    ['has rates that are none', (draft) => ({ ...draft, tried: [{ ...draft.tried[0], rates: ['fast'] }] })],
    ['has a negative speed', (draft) => ({ ...draft, tried: [{ ...draft.tried[0], tokensPerSecond: -1 }] })],
    [
      'has an error without words',
      (draft) => ({ ...draft, tried: [{ ...draft.tried[0], error: { code: 'x' } }] }),
    ],
  ])('is forgotten where what was kept %s', (_, damage) => {
    const kept = new Kept();
    rememberFastest(kept, 'stories-4m', result);
    const [[key, value]] = [...kept.values] as [[string, string]];
    const { userAgent, cores, ...draft } = JSON.parse(value) as Draft & { userAgent: string; cores: number };
    const damaged = damage(draft);
    const whole = typeof damaged === 'object' ? { userAgent, cores, ...damaged } : damaged;
    kept.setItem(key, JSON.stringify(whole) ?? '{');
    expect(recallFastest(kept, 'stories-4m')).toBeNull();
  });
});
