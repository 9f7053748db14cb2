import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runPlan } from '../../src/lab/run-plan.ts';
import type { Plan, Report } from '../../src/lab/types.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { configurationOf, FakeLab, stubNavigator, type Stage } from './fake-lab.ts';

const q4 = configurationOf('stories-4m', 'q4');
const q8 = configurationOf('stories-4m', 'q8');
const masked = configurationOf('minilm-mlm', 'q4');

function planOf(more: Partial<Plan> = {}): Plan {
  return {
    configurations: [q4, q8],
    workloads: ['short-prompt'],
    rounds: 2,
    repetitions: 2,
    limitSeconds: 60,
    drift: false,
    ...more,
  };
}

const ends = ({ cells }: Report) => cells.map(({ end }) => end?.kind ?? null);
const visits = ({ cells }: Report) => cells.map((cell) => cell.visits.length);
const forms = ({ log }: FakeLab) => log.map((line) => line.split(' ')[1]);

beforeEach(() => stubNavigator());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a run', () => {
  it('goes round the cells, every other round backwards, each visit in an engine of its own', async () => {
    const lab = new FakeLab();
    const report = await runPlan(planOf({ rounds: 3 }), { createEngine: lab.createEngine });
    expect(forms(lab)).toEqual(['q4', 'q8', 'q8', 'q4', 'q4', 'q8']);
    expect([lab.made, lab.alive]).toEqual([6, 0]);
    expect(ends(report)).toEqual(['done', 'done']);
    expect(visits(report)).toEqual([3, 3]);
    expect(report.cells[0]!.visits[0]!.measurements).toHaveLength(2);
    expect(report.cells[0]!.backend).toMatchObject({ backend: 'wasm', threads: 1 });
  });

  it('reports at the start and after each visit, and changes no report later', async () => {
    const found: Report[] = [];
    const lab = new FakeLab();
    await runPlan(planOf(), { createEngine: lab.createEngine, onReport: (report) => found.push(report) });
    const counts = found.map((report) => visits(report).join(' '));
    expect([...new Set(counts)]).toEqual(['0 0', '1 0', '1 1', '1 2', '2 2']);
    expect(new Set(found).size).toBe(found.length);
  });

  it('warms up once in each visit, which is not among the measurements', async () => {
    const lab = new FakeLab();
    await runPlan(planOf({ configurations: [q4], rounds: 1 }), { createEngine: lab.createEngine });
    expect(lab.runs.map(({ options }) => options.maxTokens)).toEqual([4, 32, 32]);
  });

  it('asks the engine of each visit for its memory', async () => {
    let visit = 0;
    const lab = new FakeLab(({ form }) => ({ memory: (form === 'q4' ? 100 : 200) + ++visit }));
    const report = await runPlan(planOf(), { createEngine: lab.createEngine });
    // In the order of the visits: q4, q8, q8, q4.
    expect(report.cells.map((cell) => cell.visits.map(({ memoryBytes }) => memoryBytes))).toEqual([
      [101, 104],
      [202, 203],
    ]);
  });

  it('leaves out what a model cannot be asked', async () => {
    const lab = new FakeLab();
    const plan = planOf({ configurations: [q4, masked], workloads: ['short-prompt', 'fill'], rounds: 1 });
    const report = await runPlan(plan, { createEngine: lab.createEngine });
    expect(ends(report)).toEqual(['done', 'not-applicable', 'not-applicable', 'done']);
    expect(lab.made).toBe(2);
  });

  it('keeps why a cell failed, and goes on with the others', async () => {
    const fails = new EngineError('form-unavailable', { form: 'q8', backend: 'wasm', missing: 'shader-f16' });
    const lab = new FakeLab(({ form }) => (form === 'q8' ? { fails } : {}));
    const report = await runPlan(planOf(), { createEngine: lab.createEngine });
    expect(report.cells[1]!.end).toEqual({ kind: 'failed', error: fails.toMessage() });
    expect(ends(report)[0]).toBe('done');
    expect(visits(report)).toEqual([2, 0]);
    // It is not tried again.
    expect(forms(lab)).toEqual(['q4', 'q8', 'q4']);
    expect(lab.alive).toBe(0);
  });

  it('keeps an engine that cannot be made as a failure', async () => {
    const createEngine = () => {
      throw new EngineError('invalid-option', { name: 'threads', value: '0', expected: '1' });
    };
    const report = await runPlan(planOf({ configurations: [q4] }), { createEngine });
    expect(report.cells[0]!.end).toMatchObject({ kind: 'failed', error: { code: 'invalid-option' } });
  });

  it('says of an error that is not the engine’s what it was', async () => {
    const lab = new FakeLab(() => ({ fails: new RangeError('too long') as never }));
    const report = await runPlan(planOf({ configurations: [q4] }), { createEngine: lab.createEngine });
    const error = { code: 'unexpected', data: { detail: 'RangeError: too long' } };
    expect(report.cells[0]!.end).toMatchObject({ kind: 'failed', error });
  });
});

describe('a time limit', () => {
  it('ends the visit under way, and the cell keeps those that it has', async () => {
    vi.useFakeTimers();
    let loads = 0;
    let hang = () => undefined as void;
    const hanging = new Promise<void>((resolve) => {
      hang = resolve;
    });
    const lab = new FakeLab(({ form }) =>
      form === 'q8' && ++loads === 2
        ? { hangsAt: 'write', reached: (stage: Stage) => (stage === 'write' ? hang() : undefined) }
        : {},
    );
    const running = runPlan(planOf({ limitSeconds: 5 }), { createEngine: lab.createEngine });
    await hanging;
    await vi.advanceTimersByTimeAsync(5000);
    const report = await running;
    expect(report.cells[1]!.end).toEqual({ kind: 'time-limit', limitMs: 5000 });
    expect(ends(report)[0]).toBe('done');
    expect(visits(report)).toEqual([2, 1]);
    expect(lab.alive).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('counts what the visits before took', async () => {
    vi.useFakeTimers();
    // Each visit takes four seconds of a limit of five.
    const lab = new FakeLab(() => ({
      reached: (stage) => {
        if (stage === 'load') vi.advanceTimersByTime(4000);
      },
    }));
    const plan = planOf({ configurations: [q4], limitSeconds: 5 });
    const report = await runPlan(plan, { createEngine: lab.createEngine });
    expect(ends(report)).toEqual(['time-limit']);
    expect(visits(report)).toEqual([1]);
    expect(lab.alive).toBe(0);
  });
});

describe('a run that is stopped', () => {
  it.each<Stage>(['load', 'tokenize', 'write', 'memory'])(
    'at %s leaves no engine and keeps what it has',
    async (stage) => {
      const stop = new AbortController();
      let loads = 0;
      const lab = new FakeLab(() => {
        loads++;
        if (loads !== 2) return {};
        return { hangsAt: stage, reached: (at) => at === stage && queueMicrotask(() => stop.abort()) };
      });
      const report = await runPlan(planOf(), { createEngine: lab.createEngine, signal: stop.signal });
      expect(ends(report)).toEqual(['stopped', 'stopped']);
      expect(visits(report)).toEqual([1, 0]);
      expect([lab.made, lab.alive]).toEqual([2, 0]);
    },
  );

  it('before it begins makes no engine', async () => {
    const lab = new FakeLab();
    const options = { createEngine: lab.createEngine, signal: AbortSignal.abort('a reason of its own') };
    const report = await runPlan(planOf({ workloads: ['short-prompt', 'fill'], drift: true }), options);
    expect(ends(report)).toEqual(['stopped', 'not-applicable', 'stopped', 'not-applicable']);
    expect(lab.made).toBe(0);
  });

  it('between two visits begins no other', async () => {
    const stop = new AbortController();
    const lab = new FakeLab();
    const report = await runPlan(planOf(), {
      createEngine: lab.createEngine,
      signal: stop.signal,
      onReport: (found) => visits(found)[0] === 1 && stop.abort(),
    });
    expect(ends(report)).toEqual(['stopped', 'stopped']);
    expect([lab.made, lab.alive]).toEqual([1, 0]);
  });

  it('while distributions are compared has all cells stopped', async () => {
    const stop = new AbortController();
    const lab = new FakeLab(() => ({
      hangsAt: 'score',
      reached: (at) => at === 'score' && queueMicrotask(() => stop.abort()),
    }));
    const readPrompts = async () => [{ tokenIds: [1], greedyTokenIds: [2], top: [], masks: [] }];
    const options = { createEngine: lab.createEngine, signal: stop.signal, readPrompts };
    const report = await runPlan(planOf({ drift: true }), options);
    expect(ends(report)).toEqual(['stopped', 'stopped']);
    expect([lab.made, lab.alive]).toEqual([1, 0]);
    expect(report.drifts).toEqual([]);
  });
});

describe('the environment', () => {
  it('is the page’s', async () => {
    stubNavigator({ deviceMemory: 8 });
    const { environment } = await runPlan(planOf({ configurations: [] }), {});
    expect(environment).toMatchObject({ userAgent: 'Test/1.0', cores: 4, memoryGiB: 8, adapter: null });
    expect(environment.versions.lmLens).toMatch(/^\d+\.\d+\.\d+/);
    expect(new Date(environment.date).toISOString()).toBe(environment.date);
  });
});
