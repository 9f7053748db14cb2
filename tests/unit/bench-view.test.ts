import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, Plan, Report } from '../../src/lab/types.ts';
import { catalogue } from '../../src/models/catalogue.ts';
import { defaultSettings } from '../../src/protocol/settings.ts';
import { RecordError, type Damage } from '../../src/records/record-error.ts';
import { benchTable } from '../../src/records/views/bench-csv.ts';
import { benchLink, readBenchLink, type KnownModels } from '../../src/records/views/bench-link.ts';
import { modelsOfReport, readBench, writeBench } from '../../src/records/views/bench.ts';
import { anyPlan, anyReport, report, vocabularySize } from './make-bench.ts';
import { thrown } from './thrown.ts';

const write = (one: Report) =>
  writeBench(
    one,
    modelsOfReport(one, () => vocabularySize),
  );
const good = report();

/** A member of the report on the way, such as `cells[0].visits`, with another value; `undefined` takes it away. */
function changed(path: string, value: unknown): string {
  const file = JSON.parse(write(good)) as Record<string, unknown>;
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  let at = file;
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[keys.at(-1)!] = value;
  return JSON.stringify(file);
}

describe('the file of a benchmark', () => {
  it('is one of the family', () => {
    expect(write(good)).toContain(
      '{"format":"lm-lens/bench","version":1,"models":[' +
        '{"model":"stories-4m","form":"q4","backend":"wasm","vocabularySize":1000},' +
        '{"model":"stories-4m","form":"fp16","backend":null,"vocabularySize":1000}],"plan":{',
    );
    expect(readBench(write(good)).report).toEqual(good);
  });

  it('names no backend for a model that ran on both', () => {
    const [first] = good.cells;
    const other: Cell = {
      ...first!,
      workload: 'score',
      backend: { ...first!.backend!, backend: 'webgpu', adapter: null },
    };
    const both = modelsOfReport({ ...good, cells: [first!, other] }, () => 7);
    expect(both.map(({ backend }) => backend)).toEqual([null, null]);
  });

  it('carries only the settings that there are', () => {
    const settings = { ...defaultSettings, secret: 1 };
    const [first, second] = good.plan.configurations;
    const plan = { ...good.plan, configurations: [{ ...first!, settings }, second!] };
    expect(write({ ...good, plan })).not.toContain('secret');
  });

  it('comes back as it was, always', () => {
    fc.assert(
      fc.property(anyReport, (one) => {
        expect(readBench(write(one)).report).toEqual(one);
      }),
      { numRuns: 200 },
    );
  });

  it('holds every plan of a link', () => {
    fc.assert(
      fc.property(anyPlan(fc.string()), (plan) => {
        expect(readBench(write({ ...good, plan, cells: [], drifts: [] })).report.plan).toEqual(plan);
      }),
      { numRuns: 200 },
    );
  });

  const many = (count: number, of: unknown) => Array.from({ length: count }, () => of);
  const cell = good.cells[0]!;
  const measurement = cell.visits[0]!.measurements[0]!;
  const settings = 'plan.configurations[1].settings';
  const inVisit = 'cells[0].visits[0].measurements[0]';

  it.each<[string, unknown, string, Damage]>([
    [`${settings}.colour`, 'red', `${settings}.colour`, 'unknown'],
    [`${settings}.constructor`, 1, `${settings}.constructor`, 'unknown'],
    [`${settings}.threads`, 65, `${settings}.threads`, 'out-of-range'],
    [`${settings}.threads`, 1.5, `${settings}.threads`, 'out-of-range'],
    [`${settings}.threads`, '2', `${settings}.threads`, 'wrong-kind'],
    [`${settings}.ngram`, null, `${settings}.ngram`, 'wrong-kind'],
    [`${settings}.ngram`, 0, `${settings}.ngram`, 'out-of-range'],
    [`${settings}.backend`, 'cuda', `${settings}.backend`, 'out-of-range'],
    [`${settings}.kvCache`, 1, `${settings}.kvCache`, 'wrong-kind'],
    [`${settings}.warmUp`, undefined, `${settings}.warmUp`, 'missing'],
    ['plan.configurations[0].form', 'q2', 'plan.configurations[0].form', 'out-of-range'],
    ['plan.configurations[0].form', 'q8', 'plan.configurations[0]', 'contradiction'],
    ['plan.configurations[0].modelId', 'a'.repeat(201), 'plan.configurations[0].modelId', 'too-many'],
    ['plan.configurations', many(65, good.plan.configurations[0]), 'plan.configurations', 'too-many'],
    ['plan.workloads', ['sleep'], 'plan.workloads[0]', 'out-of-range'],
    ['plan.workloads', ['score', 'short-prompt', 'score'], 'plan.workloads[2]', 'contradiction'],
    ['plan.rounds', 0, 'plan.rounds', 'out-of-range'],
    ['plan.rounds', 101, 'plan.rounds', 'out-of-range'],
    ['models', [], 'plan.configurations[0]', 'contradiction'],
    ['environment.userAgent', 'a'.repeat(2_001), 'environment.userAgent', 'too-many'],
    ['environment.date', 'yesterday', 'environment.date', 'out-of-range'],
    ['environment.date', '=1+1', 'environment.date', 'out-of-range'],
    ['cells', many(513, cell), 'cells', 'too-many'],
    ['cells', [cell, cell], 'cells[1]', 'contradiction'],
    ['cells[0].configuration', 2, 'cells[0].configuration', 'out-of-range'],
    ['cells[0].configuration', -1, 'cells[0].configuration', 'out-of-range'],
    ['cells[0].configuration', 0.5, 'cells[0].configuration', 'out-of-range'],
    ['cells[0].workload', 'score', 'cells[0]', 'contradiction'],
    ['cells[0].visits', many(101, cell.visits[0]), 'cells[0].visits', 'too-many'],
    [
      'cells[0].visits[0].measurements',
      many(101, measurement),
      'cells[0].visits[0].measurements',
      'too-many',
    ],
    ['cells[0].end', { kind: 'lost' }, 'cells[0].end.kind', 'wrong-kind'],
    ['cells[1].end.error.code', 'toString', 'cells[1].end.error.code', 'wrong-kind'],
    ['cells[1].end.error.data', { detail: 'x' }, 'cells[1].end.error.data.form', 'missing'],
    ['cells[1].end.error.data.missing', { html: 'x' }, 'cells[1].end.error.data.missing', 'wrong-kind'],
    ['cells[0].backend.backend', 'cuda', 'cells[0].backend.backend', 'out-of-range'],
    [`${inVisit}.stepsMs`, many(100_001, 1), `${inVisit}.stepsMs`, 'too-many'],
    [`${inVisit}.stepsMs`, [1, null], `${inVisit}.stepsMs[1]`, 'wrong-kind'],
    [`${inVisit}.stepsMs`, [-1], `${inVisit}.stepsMs[0]`, 'out-of-range'],
    [`${inVisit}.firstMs`, 'Infinity', `${inVisit}.firstMs`, 'wrong-kind'],
    [`${inVisit}.tokenIds`, [999, 1_000], `${inVisit}.tokenIds[1]`, 'out-of-range'],
    [`${inVisit}.acceptedTokens`, 1, inVisit, 'contradiction'],
    ['references', [{ ...good.plan.configurations[0], form: 'q8' }], 'references[0]', 'contradiction'],
    ['references', many(65, good.plan.configurations[0]), 'references', 'too-many'],
    ['cells[0].visits[0].hidden', false, 'cells[0].visits[0].hidden', 'wrong-kind'],
    ['drifts[0].reference', 2, 'drifts[0].reference', 'out-of-range'],
    ['drifts[0].configuration', 2, 'drifts[0].configuration', 'out-of-range'],
    ['drifts[0].topAgreement', 1.1, 'drifts[0].topAgreement', 'out-of-range'],
    ['drifts[0].meanKlNats', -0.1, 'drifts[0].meanKlNats', 'out-of-range'],
    ['drifts[0].meanKlNats', 0.3, 'drifts[0]', 'contradiction'],
    ['drifts', [good.drifts[0], good.drifts[0]], 'drifts[1]', 'contradiction'],
  ])('is refused with another %s (%#)', (path, value, place, problem) => {
    const error = thrown(() => readBench(changed(path, value)));
    expect(error).toBeInstanceOf(RecordError);
    expect(error).toMatchObject({ code: 'damaged', data: { path: place, problem } });
  });

  it('is refused where distributions of two models are compared', () => {
    const [first, second] = good.plan.configurations;
    const plan = { ...good.plan, configurations: [first!, { ...second!, modelId: 'minilm-mlm' }] };
    expect(thrown(() => readBench(write({ ...good, plan })))).toMatchObject({
      code: 'damaged',
      data: { path: 'drifts[0]', problem: 'contradiction' },
    });
  });

  it('tells a long name of no setting in few characters', () => {
    const error = thrown(() => readBench(changed(`${settings}.${'x'.repeat(10_000)}`, 1)));
    expect((error as RecordError<'damaged'>).data.path).toBe(`${settings}.${'x'.repeat(60)}`);
  });

  it('takes texts of a number of infinite size for none', () => {
    const file = write(good).replace('"firstMs":80.5', '"firstMs":1e999');
    expect(thrown(() => readBench(file))).toMatchObject({ data: { path: `${inVisit}.firstMs` } });
  });

  it('brings an error of its own or a good report, whatever is changed in it', () => {
    const file = write(good);
    const hostile = [
      'null', '-1', '1e999', '""', '[]', '{}', '[[]]', '"__proto__"', '0.5', '9e15', 'true', '"Infinity"',
    ]; // prettier-ignore
    // Values, which leave it JSON, and cuts, which most often do not.
    const values = [...file.matchAll(/(?<=[:[,])(?:"[^"]*"(?!:)|[\d.]+|null|true|false)/g)];
    const anyValue = fc
      .tuple(fc.constantFrom(...values), fc.constantFrom(...hostile))
      .map(([{ 0: old, index }, put]) => file.slice(0, index) + put + file.slice(index + old.length));
    const anyCut = fc
      .tuple(fc.nat(file.length - 1), fc.nat(8), fc.string({ maxLength: 4 }))
      .map(([at, length, put]) => file.slice(0, at) + put + file.slice(at + length));
    const members = fc.constantFrom('plan', 'environment', 'cells', 'drifts', 'models', 'cells[0].visits');
    const anyMember = fc.tuple(members, fc.jsonValue()).map(([path, value]) => changed(path, value));
    let read = 0;
    fc.assert(
      fc.property(fc.oneof({ arbitrary: anyValue, weight: 3 }, anyCut, anyMember), (one) => {
        let taken: ReturnType<typeof readBench>;
        try {
          taken = readBench(one);
        } catch (error) {
          expect(error).toBeInstanceOf(RecordError);
          return;
        }
        read++;
        // What was taken can be kept and taken again, and be a table.
        expect(readBench(writeBench(taken.report, taken.models))).toEqual(taken);
        expect(benchTable(taken.report).startsWith('date,')).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(50);
  });
});

/** Rows and fields of a table whose fields may be quoted (RFC 4180). */
function parseTable(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quotedField, plainField, border] of csv.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    rows.at(-1)!.push(quotedField === undefined ? plainField! : quotedField.replaceAll('""', '"'));
    if (border !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

const table = (one: Report) => {
  const [header, ...rows] = parseTable(benchTable(one));
  return rows.map((row) => {
    expect(row).toHaveLength(header!.length);
    return Object.fromEntries(header!.map((name, i) => [name, row[i]!]));
  });
};

describe('the table of a benchmark', () => {
  it('has a row for each measurement, with all around it', () => {
    const [first] = table(good);
    expect(first).toEqual({
      date: '2026-09-30T12:00:00.000Z',
      lm_lens: '"0.5.0"',
      transformers: '"4.3.1"',
      onnx_runtime: '"1.31.0"',
      user_agent: '"Browser/1.0"',
      adapter: '',
      cores: '4',
      memory_gib: '8',
      isolated: 'true',
      rounds: '2',
      repetitions: '1',
      limit_s: '60',
      configuration: '1',
      model: '"stories-4m"',
      form: 'q4',
      set_backend: 'wasm',
      set_threads: '2',
      set_graph_optimization: 'all',
      set_fold_weights: 'true',
      set_keys_and_values: 'gpu',
      set_power_preference: 'high-performance',
      set_validation: 'basic',
      set_buffer_cache: 'bucket',
      set_fp32_accumulation: 'false',
      set_warm_up: 'false',
      set_thread: 'worker',
      set_kv_cache: 'true',
      set_prefix_cache: 'true',
      set_all_logits: 'false',
      set_draft_tokens: '0',
      set_ngram: '3',
      workload: 'short-prompt',
      end: 'done',
      error: '',
      error_message: '',
      backend: 'wasm',
      backend_reason: 'asked',
      threads: '2',
      software_adapter: '',
      visit: '1',
      load_ms: '900',
      download_ms: '500',
      session_ms: '300',
      warm_up_ms: '0',
      bytes: '1000',
      from_storage: 'false',
      memory_bytes: '',
      hidden: 'false',
      measurement: '1',
      first_ms: '80.5',
      prefill_tokens: '8',
      decoded_tokens: '2',
      decode_ms: '60',
      total_ms: '140.5',
      drafted_tokens: '0',
      accepted_tokens: '0',
      reused_tokens: '0',
      dispatches: '',
      steps_ms: '[29,31]',
      token_ids: '[5,6,7]',
      by_context: '',
      reference_form: 'fp16',
      reference_backend: 'auto',
      mean_kl_nats: '0.01',
      worst_kl_nats: '0.25',
      top_agreement: '0.875',
      drift_positions: '64',
      worst_from_file_nats: '0.5',
    });
  });

  it('keeps a cell that failed, and a visit without measurements', () => {
    const [first, second] = good.cells;
    const visit = first!.visits[0]!;
    const empty = { ...visit, measurements: [] };
    const stopped: Cell = { ...first!, end: { kind: 'stopped' }, visits: [visit, empty] };
    const rows = table({ ...good, cells: [stopped, second!] });
    expect(rows.map((row) => [row.configuration, row.visit, row.measurement, row.end, row.error])).toEqual([
      ['1', '1', '1', 'stopped', ''],
      ['1', '2', '', 'stopped', ''],
      ['2', '', '', 'failed', 'form-unavailable'],
    ]);
    expect(rows[1]).toMatchObject({ load_ms: '900', first_ms: '', steps_ms: '' });
    expect(rows[2]).toMatchObject({ set_threads: 'auto', load_ms: '', mean_kl_nats: '' });
  });

  it('holds no formula', () => {
    const evil = fc.constantFrom('=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', '=cmd|"/c"!A1');
    fc.assert(
      fc.property(anyReport, evil, (one, text) => {
        const { environment, plan } = one;
        const cells = table({
          ...one,
          environment: {
            ...environment,
            userAgent: text,
            adapter: text,
            versions: { lmLens: text, transformers: text, onnxRuntime: text },
          },
          plan: { ...plan, configurations: plan.configurations.map((own) => ({ ...own, modelId: text })) },
          cells: one.cells.map((cell) => ({
            ...cell,
            end: {
              kind: 'failed' as const,
              error: { code: 'unexpected' as const, message: text, data: { detail: text } },
            },
          })),
        }).flatMap((row) => Object.values(row));
        expect(cells.filter((field) => /^[=+\-@\t\r]/.test(field))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

const base: Plan = {
  configurations: [],
  workloads: ['fill'],
  rounds: 3,
  repetitions: 4,
  limitSeconds: 50,
  drift: false,
};
const readLink = (search: string, known: KnownModels = catalogue) =>
  readBenchLink('bench', new URLSearchParams(search), known, base);

describe('a link to a benchmark', () => {
  it('can be read by people', () => {
    const [first] = good.plan.configurations;
    const second = { modelId: 'minilm-mlm', form: 'q4' as const, settings: defaultSettings };
    const plan: Plan = {
      ...good.plan,
      configurations: [first!, second],
      workloads: ['short-prompt', 'fill'],
    };
    const url = new URL('https://example.org/');
    url.hash = new URLSearchParams(benchLink(catalogue).write('bench', plan)).toString();
    expect(url.hash).toBe(
      '#bench.configurations=stories-4m+q4+backend.wasm+threads.2*minilm-mlm+q4&bench.workloads=short-prompt+fill' +
        '&bench.rounds=2&bench.repetitions=1&bench.limitSeconds=60&bench.drift=1',
    );
    expect(readLink(url.hash.slice(1))).toEqual({ plan, adjusted: [], ignored: [] });
  });

  it('leaves what it does not say', () => {
    expect(readLink('bench.rounds=7&other.rounds=9').plan).toEqual({ ...base, rounds: 7 });
    expect(readLink('bench.workloads=').plan.workloads).toEqual([]);
  });

  it.each([
    ['rounds', '21', '20'],
    ['rounds', '0', '1'],
    ['rounds', '2.6', '3'],
    ['repetitions', '-5', '1'],
    ['repetitions', '1e999', '20'],
    ['limitSeconds', '4.9', '5'],
    ['limitSeconds', '601', '600'],
  ])('takes the nearest to %s of %s, and names it', (name, asked, taken) => {
    const { plan, adjusted, ignored } = readLink(`bench.${name}=${asked}`);
    expect(adjusted).toEqual([{ name, asked, taken }]);
    expect(ignored).toEqual([]);
    expect(plan).toEqual({ ...base, [name]: Number(taken) });
  });

  it('names what is unknown of the models, forms, workloads and settings, and takes the rest', () => {
    const { plan, adjusted, ignored } = readLink(
      'bench.configurations=gpt-9+q4*stories-4m+q2*stories-4m+q8+threads.99+colour.red+ngram.2+ngram.4*minilm-mlm*' +
        '&bench.workloads=sleep+score+score&bench.rounds=many&bench.drift=maybe&bench.speed=1',
    );
    expect(plan).toEqual({
      ...base,
      configurations: [
        { modelId: 'stories-4m', form: 'q8', settings: { ...defaultSettings, threads: 64, ngram: 2 } },
      ],
      workloads: ['score'],
    });
    expect(adjusted).toEqual([
      { name: 'model', asked: 'gpt-9', taken: null },
      { name: 'form', asked: 'q2', taken: null },
      { name: 'threads', asked: '99', taken: '64', place: 0 },
      { name: 'colour', asked: 'red', taken: null, place: 0 },
      { name: 'ngram', asked: '4', taken: '2', place: 0 },
      { name: 'form', asked: '', taken: null },
      { name: 'model', asked: '', taken: null },
      { name: 'workload', asked: 'sleep', taken: null },
      { name: 'workload', asked: 'score', taken: null },
    ]);
    expect(ignored).toEqual([
      { name: 'rounds', reason: 'invalid' },
      { name: 'drift', reason: 'invalid' },
      { name: 'speed', reason: 'unknown' },
    ]);
  });

  it('holds 24 configurations', () => {
    const [first] = good.plan.configurations;
    const link = benchLink(catalogue);
    const of = (count: number) => ({ configurations: Array.from({ length: count }, () => first!) });
    expect(link.tooLong(of(24))).toEqual([]);
    expect(link.tooLong(of(25))).toEqual(['configurations']);
    const written = Array.from({ length: 30 }, () => 'stories-4m q4').join('*');
    const { plan, adjusted } = readLink(new URLSearchParams([['bench.configurations', written]]).toString());
    expect(plan.configurations).toHaveLength(24);
    expect(adjusted).toEqual([{ name: 'configurations', asked: '30', taken: '24' }]);
    expect(readLink(`bench.configurations=${'x'.repeat(20_001)}`).ignored).toEqual([
      { name: 'configurations', reason: 'too-long' },
    ]);
  });

  it('gives back any plan', () => {
    // Names with every sign that has a meaning in a link.
    const id = fc.string({
      unit: fc.constantFrom('a', '*', ' ', '.', '%', '2', '0', '+', '&', '한'),
      minLength: 1,
    });
    fc.assert(
      fc.property(anyPlan(id), fc.constantFrom('bench', 'a-b', 'x?&='), (plan, key) => {
        const { forms } = catalogue.find((one) => one.id === 'stories-4m')!;
        const known = plan.configurations.map(({ modelId }) => ({ id: modelId, forms }));
        const link = benchLink(known);
        expect(link.tooLong(plan)).toEqual([]);
        const hash = new URLSearchParams(link.write(key, plan)).toString();
        const read = readBenchLink(key, new URLSearchParams(hash), known, base);
        expect(read).toEqual({ plan, adjusted: [], ignored: [] });
      }),
      { numRuns: 200 },
    );
  });

  it('may hold anything', () => {
    const members = ['configurations', 'workloads', 'rounds', 'repetitions', 'limitSeconds', 'drift'];
    const word = fc.constantFrom(
      'stories-4m', 'q4', 'q8', '*', ' ', 'threads.', '9', '__proto__.1', 'constructor', 'score', '-1', '1e9', '%2a',
    ); // prettier-ignore
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.array(word).map((words) => words.join('')),
      fc.array(word).map((words) => words.join(' ')),
    );
    const name = fc.oneof(fc.constantFrom(...members, '__proto__'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (entries) => {
        const { plan } = readLink(
          new URLSearchParams(entries.map(([one, text]) => [`bench.${one}`, text])).toString(),
        );
        // What was taken is a plan that a file and another link hold.
        const again = new URLSearchParams(benchLink(catalogue).write('bench', plan)).toString();
        expect(readLink(again)).toEqual({ plan, adjusted: [], ignored: [] });
        expect(readBench(write({ ...good, plan, cells: [], drifts: [] })).report.plan).toEqual(plan);
      }),
      { numRuns: 500 },
    );
  });
});
