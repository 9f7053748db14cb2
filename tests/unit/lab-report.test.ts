import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compareOutputs } from '../../src/lab/compare-outputs.ts';
import { configurationAt } from '../../src/lab/configurations.ts';
import { nameAdapter } from '../../src/lab/environment.ts';
import { presetsOf, type PresetContext } from '../../src/lab/presets.ts';
import { summarizeCell } from '../../src/lab/summarize-cell.ts';
import type { Cell, Configuration, Measurement, Report, Visit } from '../../src/lab/types.ts';
import { onnxRuntimeVersion, transformersVersion } from '../../src/lab/versions.ts';
import { findModel } from '../../src/models/catalogue.ts';
import type { Backend, FormId } from '../../src/models/types.ts';
import type { BackendChoice, BackendInfo } from '../../src/protocol/results.ts';
import { changedSettings, defaultSettings } from '../../src/protocol/settings.ts';
import { configurationOf, stubNavigator } from './fake-lab.ts';

beforeEach(() => stubNavigator());
afterEach(() => vi.unstubAllGlobals());

function measurementOf(more: Partial<Measurement> = {}): Measurement {
  return {
    firstMs: 100,
    prefillTokens: 50,
    decodedTokens: 4,
    decodeMs: 200,
    stepsMs: [10, 20, 30, 40],
    totalMs: 310,
    draftedTokens: 0,
    acceptedTokens: 0,
    reusedTokens: 0,
    dispatches: null,
    tokenIds: [1, 2, 3, 4, 5],
    ...more,
  };
}

function visitOf(measurements: Measurement[], more: Partial<Visit> = {}): Visit {
  const load = { totalMs: 900, downloadMs: 300, sessionMs: 500, warmUpMs: 0, bytes: 1, fromStorage: true };
  return { load, measurements, memoryBytes: null, ...more };
}

function cellOf(configuration: number, visits: Visit[], workload: Cell['workload'] = 'short-prompt'): Cell {
  return { configuration, workload, end: { kind: 'done' }, backend: null, visits };
}

describe('a cell', () => {
  it('is summed up over its visits and measurements', () => {
    const summary = summarizeCell(
      cellOf(0, [
        visitOf([measurementOf(), measurementOf({ decodeMs: 400, draftedTokens: 8, acceptedTokens: 2 })]),
        visitOf([measurementOf({ decodeMs: 100, dispatches: 35 })], { memoryBytes: 5000 }),
      ]),
    );
    // 4 tokens in 200, 400 and 100 ms: 20, 10 and 40 a second, with the quartiles between.
    expect(summary.decodeTokensPerSecond).toEqual({ median: 20, low: 15, high: 30, count: 3 });
    expect(summary.prefillTokensPerSecond).toMatchObject({ median: 500, count: 3 });
    expect(summary.firstMs).toMatchObject({ median: 100, count: 3 });
    expect(summary.loadMs).toMatchObject({ median: 900, count: 2 });
    expect(summary.stepP50Ms!.median).toBe(25);
    // numpy.quantile([10, 20, 30, 40], 0.95)
    expect(summary.stepP95Ms!.median).toBeCloseTo(38.5, 10);
    expect(summary.memoryBytes).toMatchObject({ median: 5000, count: 1 });
    expect(summary.dispatchesPerToken).toMatchObject({ median: 7, count: 1 });
    expect(summary.acceptedShare).toMatchObject({ median: 0.25, count: 1 });
    expect(summary.byContext).toEqual([]);
  });

  it('says nothing where nothing was measured', () => {
    const empty = summarizeCell(cellOf(0, []));
    expect(Object.values(empty).filter((value) => value !== null)).toEqual([[]]);
    const judged = measurementOf({ decodedTokens: 0, decodeMs: 0, stepsMs: [] });
    const { decodeTokensPerSecond, stepP50Ms, totalMs } = summarizeCell(cellOf(0, [visitOf([judged])]));
    expect([decodeTokensPerSecond, stepP50Ms]).toEqual([null, null]);
    expect(totalMs!.median).toBe(310);
  });

  it('tells the speed at each length of text', () => {
    const at = (...rates: number[]) =>
      measurementOf({
        byContext: rates.map((tokensPerSecond, i) => ({ tokens: 16 * (i + 1), tokensPerSecond })),
      });
    const { byContext } = summarizeCell(cellOf(0, [visitOf([at(30, 20), at(50, 0)])]));
    expect(byContext).toMatchObject([
      { tokens: 16, tokensPerSecond: { median: 40, count: 2 } },
      { tokens: 32, tokensPerSecond: { median: 20, count: 1 } },
    ]);
  });
});

describe('the outputs', () => {
  const wrote = (...texts: number[][]) => visitOf(texts.map((tokenIds) => measurementOf({ tokenIds })));
  const reportOf = (configurations: Configuration[], cells: Cell[]) =>
    ({ plan: { configurations }, cells }) as unknown as Report;
  const q4 = configurationOf('stories-4m', 'q4');
  const fewer = configurationOf('stories-4m', 'q4', { threads: 1 });
  const q8 = configurationOf('stories-4m', 'q8');

  it('agree where every repetition is the same in all cells of a form and workload', () => {
    const cells = [
      cellOf(0, [wrote([1, 2], [3, 4]), wrote([1, 2])]),
      cellOf(1, [wrote([1, 2], [3, 4], [5])]),
      // Of another form, and of another workload: nobody's peers.
      cellOf(2, [wrote([9])]),
      cellOf(0, [wrote([8])], 'repeating'),
      cellOf(1, [], 'repeating'),
    ];
    expect(compareOutputs(reportOf([q4, fewer, q8], cells))).toEqual([
      { modelId: 'stories-4m', form: 'q4', workload: 'short-prompt', cells: [0, 1], parting: null },
    ]);
  });

  it.each<[string, number[][], number[][], object]>([
    [
      'a token differs',
      [
        [1, 2],
        [3, 4, 5],
      ],
      [
        [1, 2],
        [3, 9, 5],
      ],
      { repetition: 1, token: 1 },
    ],
    ['one ends before the other', [[1, 2]], [[1]], { repetition: 0, token: 1 }],
  ])('part where %s', (_, one, other, expected) => {
    const cells = [cellOf(0, [wrote(...one)]), cellOf(1, [wrote(...other)])];
    const [group] = compareOutputs(reportOf([q4, fewer], cells));
    expect(group!.parting).toEqual({ cells: [0, 1], ...expected });
  });

  it('part where a cell’s own visits do', () => {
    const cells = [cellOf(0, [wrote([1]), wrote([2])]), cellOf(1, [wrote([1])])];
    const [group] = compareOutputs(reportOf([q4, fewer], cells));
    expect(group!.parting).toEqual({ cells: [0, 0], repetition: 0, token: 0 });
  });

  it('find the configuration of a place, those of the plan first', () => {
    const report = { ...reportOf([q4, fewer], []), references: [q8] };
    expect([0, 1, 2, 3].map((place) => configurationAt(report, place))).toEqual([q4, fewer, q8, undefined]);
  });
});

describe('the presets', () => {
  const stories = findModel('stories-4m')!;
  const smol = findModel('smollm2-135m-instruct')!;
  const wasm: BackendInfo = { backend: 'wasm', reason: 'asked', threads: 4, isolated: true, adapter: null };
  const context: PresetContext = {
    form: 'q4',
    settings: { ...defaultSettings, backend: 'wasm' },
    backend: wasm,
    fastest: null,
    cores: 6,
  };

  it('are the most exact form on WASM', () => {
    const { exact } = presetsOf(stories, context);
    expect(exact).toMatchObject({ changes: [], changesForm: true, configuration: { form: 'fp32' } });
    expect(presetsOf(smol, context).exact).toMatchObject({
      changesForm: false,
      configuration: { form: 'q4' },
    });
  });

  it('are the smallest download that the backend in use can run', () => {
    const current = { ...context, form: 'fp32' as const, settings: { ...defaultSettings, draftTokens: 4 } };
    expect(presetsOf(stories, current).smallest).toEqual({
      configuration: { modelId: 'stories-4m', form: 'q4', settings: { ...defaultSettings, backend: 'wasm' } },
      changes: ['backend', 'draftTokens'],
      changesForm: true,
    });
    expect(presetsOf(stories, { ...current, backend: null }).smallest.configuration.settings.backend).toBe(
      'auto',
    );
  });

  it('are what the library does by itself', () => {
    const { library } = presetsOf(stories, context);
    expect(library.configuration.settings).toMatchObject({
      backend: 'wasm',
      // ONNX Runtime: half of the cores, at most 4.
      threads: 3,
      foldWeights: false,
      allLogits: true,
      prefixCache: false,
      kvCache: true,
      draftTokens: 0,
    });
    expect(library.changes).toEqual(['threads', 'foldWeights', 'prefixCache', 'allLogits']);
    const alone = presetsOf(stories, { ...context, backend: { ...wasm, isolated: false } });
    expect(alone.library.configuration.settings.threads).toBe(1);
  });

  // transformers.js 4: `device: 'wasm'` is q8 and `device: 'webgpu'` fp32 unless told; without a device it takes WASM.
  it.each<['stories' | 'smol', BackendChoice, FormId, Backend]>([
    ['stories', 'wasm', 'q8', 'wasm'],
    ['stories', 'auto', 'q8', 'wasm'],
    ['stories', 'webgpu', 'fp32', 'webgpu'],
    ['smol', 'wasm', 'q4', 'wasm'],
    ['smol', 'webgpu', 'q4', 'webgpu'],
  ])('have of %s with %s the form of the library, or q4', (model, asked, form, backend) => {
    const entry = model === 'stories' ? stories : smol;
    const { configuration } = presetsOf(entry, {
      ...context,
      settings: { ...defaultSettings, backend: asked },
    }).library;
    expect(configuration.form).toBe(form);
    expect(configuration.settings.backend).toBe(backend);
    if (backend === 'webgpu') {
      expect(changedSettings(defaultSettings, configuration.settings)).toEqual([
        'backend',
        'prefixCache',
        'allLogits',
      ]);
    }
  });

  it('are the fastest only where it was measured', () => {
    expect(presetsOf(stories, context).fastest).toBeNull();
    const fastest = configurationOf('stories-4m', 'q8', { threads: 2 });
    expect(presetsOf(stories, { ...context, fastest }).fastest).toEqual({
      configuration: fastest,
      changes: ['threads'],
      changesForm: true,
    });
  });
});

describe('the environment', () => {
  it('has the versions that the package asks for', () => {
    const { dependencies } = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { dependencies: Record<string, string> };
    expect(transformersVersion).toBe(dependencies['@huggingface/transformers']);
    expect(onnxRuntimeVersion).toBe(dependencies['onnxruntime-web']);
  });

  it('names an adapter by what the browser says of it', () => {
    const adapter = {
      vendor: 'nvidia',
      architecture: 'hopper',
      description: '',
      software: false,
      halfPrecision: true,
    };
    expect(nameAdapter(adapter)).toBe('nvidia hopper');
    expect(nameAdapter({ ...adapter, software: true })).toBe('nvidia hopper (software)');
  });
});
