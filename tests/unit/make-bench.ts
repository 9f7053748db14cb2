import * as fc from 'fast-check';
import type { Cell, CellEnd, Configuration, Measurement, Plan, Report, Visit } from '../../src/lab/types.ts';
import type { BackendInfo } from '../../src/protocol/results.ts';
import { defaultSettings, settingRanges, type InferenceSettings } from '../../src/protocol/settings.ts';

/** Any value of each setting. */
export const anyInferenceSettings = fc.record(
  Object.fromEntries(
    Object.entries(settingRanges).map(([name, range]): [string, fc.Arbitrary<unknown>] => {
      if (range.kind === 'choice') return [name, fc.constantFrom(...range.options)];
      if (range.kind === 'switch') return [name, fc.boolean()];
      const number = fc.integer({ min: range.min, max: range.max });
      return [name, range.optional ? fc.option(number) : number];
    }),
  ),
  { noNullPrototype: true },
) as unknown as fc.Arbitrary<InferenceSettings>;

const forms = ['fp32', 'fp16', 'q8', 'q4'] as const;

/** The vocabulary that the models of these reports have. */
export const vocabularySize = 1_000;

const anyConfiguration = (modelId: fc.Arbitrary<string>): fc.Arbitrary<Configuration> =>
  fc.record(
    { modelId, form: fc.constantFrom(...forms), settings: anyInferenceSettings },
    { noNullPrototype: true },
  );

const workloadIds = [
  'short-prompt',
  'long-prompt',
  'regenerate',
  'repeating',
  'context',
  'score',
  'batch',
  'fill',
] as const;

/** What a link can hold: few configurations, and numbers in the ranges of an element. */
export const anyPlan = (modelId: fc.Arbitrary<string>): fc.Arbitrary<Plan> =>
  fc.record(
    {
      configurations: fc.array(anyConfiguration(modelId), { maxLength: 24 }),
      workloads: fc.shuffledSubarray([...workloadIds]),
      rounds: fc.integer({ min: 1, max: 20 }),
      repetitions: fc.integer({ min: 1, max: 20 }),
      limitSeconds: fc.oneof(fc.integer({ min: 5, max: 600 }), fc.double({ min: 5, max: 600, noNaN: true })),
      drift: fc.boolean(),
    },
    { noNullPrototype: true },
  );

/** Not −0, which JSON does not tell from 0. */
const amount = fc.double({ min: 0, max: 1e12, noNaN: true }).map((one) => one + 0);
const anyText = fc.string({ unit: 'binary', maxLength: 20 });

const anyMeasurement: fc.Arbitrary<Measurement> = fc
  .record(
    {
      firstMs: amount,
      prefillTokens: fc.nat(1e9),
      decodedTokens: fc.nat(1e9),
      decodeMs: amount,
      stepsMs: fc.array(amount),
      totalMs: amount,
      draftedTokens: fc.integer({ min: 50, max: 100 }),
      acceptedTokens: fc.nat(50),
      reusedTokens: fc.nat(1e9),
      dispatches: fc.option(fc.nat(1e9)),
      tokenIds: fc.array(fc.nat(vocabularySize - 1)),
      byContext: fc.array(
        fc.record({ tokens: fc.nat(1e9), tokensPerSecond: amount }, { noNullPrototype: true }),
        { maxLength: 3 },
      ),
    },
    { noNullPrototype: true },
  )
  .chain(({ byContext, ...one }) => fc.constantFrom(one, { ...one, byContext }));

const anyVisit: fc.Arbitrary<Visit> = fc
  .record(
    {
      load: fc.record(
        {
          totalMs: amount,
          downloadMs: amount,
          sessionMs: amount,
          warmUpMs: amount,
          bytes: fc.nat(),
          fromStorage: fc.boolean(),
        },
        { noNullPrototype: true },
      ),
      measurements: fc.array(anyMeasurement, { maxLength: 2 }),
      memoryBytes: fc.option(fc.nat()),
    },
    { noNullPrototype: true },
  )
  .chain((one) => fc.constantFrom<Visit[]>(one, { ...one, hidden: true }));

const anyEnd: fc.Arbitrary<CellEnd | null> = fc.oneof(
  fc.constantFrom<CellEnd | null>(null, { kind: 'done' }, { kind: 'stopped' }, { kind: 'not-applicable' }),
  amount.map((limitMs): CellEnd => ({ kind: 'time-limit', limitMs })),
  fc.tuple(anyText, anyText).map(([message, detail]): CellEnd => ({
    kind: 'failed',
    error: { code: 'run-failed', message, data: { detail } },
  })),
  fc.constant<CellEnd>({
    kind: 'failed',
    error: {
      code: 'form-unavailable',
      message: 'no',
      data: { form: 'fp16', backend: 'webgpu', missing: 'shader-f16' },
    },
  }),
);

const anyBackend: fc.Arbitrary<BackendInfo | null> = fc.option(
  fc.record(
    {
      backend: fc.constantFrom('webgpu' as const, 'wasm' as const),
      reason: fc.constantFrom('asked' as const, 'no-adapter' as const),
      threads: fc.integer({ min: 1, max: 8 }),
      isolated: fc.boolean(),
      adapter: fc.option(
        fc.record(
          {
            vendor: anyText,
            architecture: anyText,
            description: anyText,
            software: fc.boolean(),
            halfPrecision: fc.boolean(),
          },
          { noNullPrototype: true },
        ),
      ),
    },
    { noNullPrototype: true },
  ),
);

/** A report, with a part of the cells that its plan has. */
export const anyReport: fc.Arbitrary<Report> = fc
  .tuple(
    anyPlan(fc.string({ unit: 'binary', maxLength: 8 })),
    fc.infiniteStream(
      fc.record({ end: anyEnd, backend: anyBackend, visits: fc.array(anyVisit, { maxLength: 2 }) }),
    ),
    fc.nat(6),
    anyText,
    amount,
    fc.boolean(),
  )
  .map(([plan, some, most, words, kl, isOwn]): Report => {
    // Each against itself, or against the same configuration after the plan's.
    const shift = isOwn ? 0 : plan.configurations.length;
    const places = plan.configurations.flatMap((_, configuration) =>
      plan.workloads.map((workload) => ({ configuration, workload })),
    );
    const cells = places.slice(-most - 1).map((place): Cell => ({ ...place, ...some.next().value }));
    return {
      plan,
      environment: { ...report().environment, userAgent: words, adapter: words },
      cells,
      drifts: plan.configurations.map((_, configuration) => ({
        configuration,
        reference: configuration + shift,
        meanKlNats: kl / 2,
        worstKlNats: kl,
        topAgreement: 0.5,
        positions: 3,
        worstFromFile: null,
      })),
      ...(isOwn ? {} : { references: plan.configurations }),
    };
  });

/** A report of two configurations and one workload, the second of which failed. */
export function report(): Report {
  const wasm: InferenceSettings = { ...defaultSettings, backend: 'wasm', threads: 2 };
  return {
    plan: {
      configurations: [
        { modelId: 'stories-4m', form: 'q4', settings: wasm },
        { modelId: 'stories-4m', form: 'fp16', settings: defaultSettings },
      ],
      workloads: ['short-prompt'],
      rounds: 2,
      repetitions: 1,
      limitSeconds: 60,
      drift: true,
    },
    environment: {
      userAgent: 'Browser/1.0',
      cores: 4,
      memoryGiB: 8,
      isolated: true,
      adapter: null,
      versions: { lmLens: '0.5.0', transformers: '4.3.1', onnxRuntime: '1.31.0' },
      date: '2026-09-30T12:00:00.000Z',
    },
    cells: [
      {
        configuration: 0,
        workload: 'short-prompt',
        end: { kind: 'done' },
        backend: { backend: 'wasm', reason: 'asked', threads: 2, isolated: true, adapter: null },
        visits: [
          {
            load: {
              totalMs: 900,
              downloadMs: 500,
              sessionMs: 300,
              warmUpMs: 0,
              bytes: 1_000,
              fromStorage: false,
            },
            measurements: [
              {
                firstMs: 80.5,
                prefillTokens: 8,
                decodedTokens: 2,
                decodeMs: 60,
                stepsMs: [29, 31],
                totalMs: 140.5,
                draftedTokens: 0,
                acceptedTokens: 0,
                reusedTokens: 0,
                dispatches: null,
                tokenIds: [5, 6, 7],
              },
            ],
            memoryBytes: null,
          },
        ],
      },
      {
        configuration: 1,
        workload: 'short-prompt',
        end: {
          kind: 'failed',
          error: {
            code: 'form-unavailable',
            message: 'form-unavailable',
            data: { form: 'fp16', backend: 'webgpu', missing: 'shader-f16' },
          },
        },
        backend: null,
        visits: [],
      },
    ],
    drifts: [
      {
        configuration: 0,
        reference: 1,
        meanKlNats: 0.01,
        worstKlNats: 0.25,
        topAgreement: 0.875,
        positions: 64,
        worstFromFile: 0.5,
      },
    ],
  };
}
