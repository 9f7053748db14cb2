import { describe, expect, it } from 'vitest';
import { defaultDraft, defaultRows } from '../../src/elements/bench/configurations.ts';
import { draftOf, outline, type Draft } from '../../src/elements/bench/draft.ts';
import { effectsOf } from '../../src/elements/bench/effects.ts';
import { estimate } from '../../src/elements/bench/estimate.ts';
import { configurationName } from '../../src/elements/bench/names.ts';
import { messagesFor } from '../../src/i18n/index.ts';
import type { Machine } from '../../src/lab/index.ts';
import type { Cell, Report } from '../../src/lab/types.ts';
import { findModel } from '../../src/models/catalogue.ts';
import { defaultSettings } from '../../src/protocol/settings.ts';
import { report } from './make-bench.ts';

const plain: Machine = { cores: 4, isolated: true, webgpu: null };
const formOf = (id: string) => findModel(id)!.forms[0]!.id;
const en = messagesFor('en');
const ko = messagesFor('ko');

describe('the rows to begin with', () => {
  const names = (machine: Machine, settings = defaultSettings) =>
    defaultRows(settings, machine).map((row) => configurationName(row, en));

  it('differ from what is set in one thing each', () => {
    expect(names(plain)).toEqual([
      'Defaults',
      'As libraries do',
      '8-bit',
      '32-bit',
      'KV cache off',
      'Drafts of 8',
      '1 thread',
    ]);
  });

  it.each([
    ['without isolation', { ...plain, isolated: false }, ['Drafts of 8']],
    [
      'with a software adapter',
      { ...plain, webgpu: { software: true, halfPrecision: false } },
      ['1 thread', 'WebGPU'],
    ],
    [
      'with a graphics processor',
      { ...plain, webgpu: { software: false, halfPrecision: true } },
      ['Drafts of 8', 'WASM', '16-bit, WebGPU'],
    ],
  ])('are those of use %s', (_name, machine, last) => {
    expect(names(machine as Machine).slice(-last.length)).toEqual(last);
  });

  it('leave out what is set already', () => {
    expect(names(plain, { ...defaultSettings, kvCache: false })).toEqual([
      'KV cache off',
      'As libraries do, KV cache off',
      '8-bit, KV cache off',
      '32-bit, KV cache off',
      'KV cache off, drafts of 8',
      '1 thread, KV cache off',
    ]);
  });
});

describe('a name', () => {
  it('says the form where it is not the first of its model, and the settings that differ', () => {
    const settings = { ...defaultSettings, backend: 'webgpu', threads: 2, validation: 'wgpuOnly' } as const;
    expect(configurationName({ settings, form: 'q4', modelId: 'stories-4m' }, en)).toBe(
      'WebGPU, 2 threads, validation by WebGPU only',
    );
    expect(configurationName({ settings, form: 'q8', modelId: 'stories-4m' }, ko)).toBe(
      '8비트, WebGPU, 스레드 2개, 검증 WebGPU만',
    );
    expect(configurationName({ settings: defaultSettings, form: 'q4', modelId: 'stories-4m' }, ko)).toBe(
      '기본값',
    );
  });
});

describe('a draft', () => {
  const draft: Draft = {
    ...defaultDraft(defaultSettings, plain),
    models: ['stories-4m', 'minilm-mlm'],
    rows: defaultRows(defaultSettings, plain).map((row) => ({ ...row, on: true })),
  };

  it('stands for each row and model, but for forms that are not there and settings that do nothing', () => {
    const { plan, left } = outline(draft, formOf);
    const named = plan.configurations.map((one) => `${one.modelId} ${configurationName(one, en)}`);
    expect(named).toEqual([
      'stories-4m Defaults',
      'stories-4m As libraries do',
      'stories-4m 8-bit',
      'stories-4m 32-bit',
      'stories-4m KV cache off',
      'stories-4m Drafts of 8',
      'stories-4m 1 thread',
      'minilm-mlm Defaults',
      'minilm-mlm Weights not folded',
      'minilm-mlm 1 thread',
    ]);
    expect(left.map(({ noForm, same }) => [noForm.length, same.length])).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it('comes back from its plan, also where a model has another form than the first', () => {
    for (const forms of [formOf, (id: string) => (id === 'stories-4m' ? ('fp32' as const) : formOf(id))]) {
      const { plan } = outline(draft, forms);
      // Whatever form the engine would take.
      expect(outline(draftOf(plan), () => 'q8').plan).toEqual(plan);
    }
  });
});

describe('an estimate', () => {
  const plan = outline({ ...defaultDraft(defaultSettings, plain), drift: false }, formOf).plan;

  it('counts the visits, and each file once', () => {
    // Four rows that are on, of one form; two workloads, three rounds.
    expect(estimate(plan, 'wasm')).toMatchObject({ cells: 8, visits: 24, mostSeconds: 480 });
    const one = { ...plan, configurations: plan.configurations.slice(0, 1) };
    expect(estimate(plan, 'wasm').bytes).toBe(estimate(one, 'wasm').bytes);
  });

  it('has the weights that distributions are compared with', () => {
    const [with32, without] = [true, false].map((drift) => estimate({ ...plan, drift }, 'wasm'));
    // 4.5 million parameters of four bytes, and the graph.
    expect(with32!.bytes - without!.bytes).toBeGreaterThan(17.9e6);
    expect(with32!.bytes - without!.bytes).toBeLessThan(19e6);
    expect(with32!.mostSeconds - without!.mostSeconds).toBe(300);
  });
});

describe('effects', () => {
  /** Two configurations that differ in the KV cache, with these tokens/s in each round. */
  function measured(rates: readonly [number, number][], hidden: readonly number[] = []): Report {
    const { plan, cells, ...rest } = report();
    const [first] = plan.configurations as [Report['plan']['configurations'][number]];
    const [cell] = cells as [Cell];
    const [visit] = cell.visits as [Cell['visits'][number]];
    const [one] = visit.measurements as [(typeof visit.measurements)[number]];
    const cellOf = (configuration: number): Cell => ({
      ...cell,
      configuration,
      visits: rates.map((pair, round) => ({
        ...visit,
        measurements: [{ ...one, decodedTokens: 10, decodeMs: 10_000 / pair[configuration]! }],
        ...(configuration === 1 && hidden.includes(round) ? { hidden: true as const } : {}),
      })),
    });
    const configurations = [first, { ...first, settings: { ...first.settings, kvCache: false } }];
    return { ...rest, plan: { ...plan, configurations }, cells: [cellOf(0), cellOf(1)] };
  }

  it('are the medians of the rounds, the first configuration being from where', () => {
    expect(
      effectsOf(
        measured([
          [100, 50],
          [100, 20],
          [80, 20],
        ]),
      ),
    ).toMatchObject([
      {
        setting: 'kvCache',
        from: 'true',
        to: 'false',
        what: 'decode',
        ratio: 0.25,
        low: 0.2,
        high: 0.5,
        count: 6,
      },
    ]);
  });

  it('leave out rounds in which the page was in the background', () => {
    expect(
      effectsOf(
        measured(
          [
            [100, 50],
            [100, 1],
          ],
          [1],
        ),
      ),
    ).toMatchObject([{ ratio: 0.5, count: 2 }]);
    expect(effectsOf(measured([[100, 50]], [0]))).toEqual([]);
  });

  it('are none where two configurations differ in more than one setting', () => {
    const found = measured([[100, 50]]);
    const [first, second] = found.plan.configurations as [
      Report['plan']['configurations'][number],
      Report['plan']['configurations'][number],
    ];
    const other = { ...second, settings: { ...second.settings, threads: 1 } };
    expect(effectsOf({ ...found, plan: { ...found.plan, configurations: [first, other] } })).toEqual([]);
    expect(
      effectsOf({ ...found, plan: { ...found.plan, configurations: [first, { ...second, form: 'q8' }] } }),
    ).toEqual([]);
    const form = { ...first, form: 'q8' as const };
    expect(effectsOf({ ...found, plan: { ...found.plan, configurations: [first, form] } })).toMatchObject([
      { setting: 'form', from: 'q4', to: 'q8', form: 'q8', ratio: 0.5 },
    ]);
  });
});
