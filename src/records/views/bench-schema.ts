import {
  boolean,
  check,
  finite,
  isoTimestamp,
  literal,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  strictObject,
  variant,
  type GenericSchema,
} from 'valibot';
import type { Cell, Configuration, Drift, Report, WorkloadId } from '../../lab/types.ts';
import type { BackendReason } from '../../protocol/results.ts';
import {
  settingNames,
  settingRanges,
  type InferenceSettings,
  type SettingRange,
} from '../../protocol/settings.ts';
import {
  backend,
  count,
  list,
  milliseconds,
  modelName,
  probability,
  text,
  tokenId,
  within,
} from '../view-schemas.ts';
import { errorMessage, formId, wordsOf } from './bench-errors.ts';

/** What a report may hold, which is more than a page measures. */
export const benchLimits = {
  /** Of the plan; as many references. */
  configurations: 64,
  cells: 512,
  visits: 100,
  measurements: 100,
  /** Of a measurement; as many tokens. */
  steps: 100_000,
} as const;

/** Every workload, in the order in which they are listed. */
export const workloadIds: readonly WorkloadId[] = wordsOf<WorkloadId>({
  'short-prompt': true,
  'long-prompt': true,
  regenerate: true,
  repeating: true,
  context: true,
  score: true,
  batch: true,
  fill: true,
});

const settingSchema = (range: SettingRange): GenericSchema => {
  if (range.kind === 'choice') return picklist(range.options);
  if (range.kind === 'switch') return boolean();
  const whole = within({ min: range.min, max: range.max, whole: true });
  return range.optional ? nullable(whole) : whole;
};

/** Those that there are, and no other: a setting that is not known may have changed what was measured. */
const settings = strictObject(
  Object.fromEntries(settingNames.map((name) => [name, settingSchema(settingRanges[name])])),
) as unknown as GenericSchema<unknown, InferenceSettings>;

const workload = picklist(workloadIds);
const configuration: GenericSchema<unknown, Configuration> = object({
  modelId: modelName,
  form: formId,
  settings,
});
const configurationIndex = count(benchLimits.configurations - 1);

const mostTokens = 1e9;
const tokens = count(mostTokens);
const bytes = count(Number.MAX_SAFE_INTEGER);
const nats = pipe(number(), minValue(0), finite());

const measurement = pipe(
  object({
    firstMs: milliseconds,
    prefillTokens: tokens,
    decodedTokens: tokens,
    decodeMs: milliseconds,
    stepsMs: list(milliseconds, benchLimits.steps),
    totalMs: milliseconds,
    draftedTokens: tokens,
    acceptedTokens: tokens,
    reusedTokens: tokens,
    dispatches: nullable(tokens),
    tokenIds: list(tokenId, benchLimits.steps),
    byContext: optional(list(object({ tokens, tokensPerSecond: milliseconds }), 1_000)),
  }),
  check(({ draftedTokens, acceptedTokens }) => acceptedTokens <= draftedTokens),
);

const visit = object({
  load: object({
    totalMs: milliseconds,
    downloadMs: milliseconds,
    sessionMs: milliseconds,
    warmUpMs: milliseconds,
    bytes,
    fromStorage: boolean(),
  }),
  measurements: list(measurement, benchLimits.measurements),
  memoryBytes: nullable(bytes),
  hidden: optional(literal(true)),
});

const end = variant('kind', [
  object({ kind: literal('done') }),
  object({ kind: literal('stopped') }),
  object({ kind: literal('time-limit'), limitMs: milliseconds }),
  object({ kind: literal('failed'), error: errorMessage }),
  object({ kind: literal('not-applicable') }),
]);

const adapterText = text(1_000);
const backendInfo = object({
  backend,
  reason: picklist(
    wordsOf<BackendReason>({
      asked: true,
      'hardware-adapter': true,
      'no-webgpu-api': true,
      'no-adapter': true,
      'software-adapter': true,
    }),
  ),
  threads: count(1_024),
  isolated: boolean(),
  adapter: nullable(
    object({
      vendor: adapterText,
      architecture: adapterText,
      description: adapterText,
      software: boolean(),
      halfPrecision: boolean(),
    }),
  ),
});

const cell: GenericSchema<unknown, Cell> = object({
  configuration: configurationIndex,
  workload,
  end: nullable(end),
  backend: nullable(backendInfo),
  visits: list(visit, benchLimits.visits),
});

const drift: GenericSchema<unknown, Drift> = pipe(
  object({
    configuration: configurationIndex,
    reference: count(2 * benchLimits.configurations - 1),
    meanKlNats: nats,
    worstKlNats: nats,
    topAgreement: probability,
    positions: tokens,
    worstFromFile: nullable(nats),
  }),
  // A sum of many terms may end a hair above the largest of them.
  check((one) => one.meanKlNats <= one.worstKlNats * (1 + 1e-9) + 1e-12),
);

const version = text(100);

/** What a file of a benchmark holds, beside the models. */
export const benchSchema: GenericSchema<unknown, Report> = object({
  plan: object({
    configurations: list(configuration, benchLimits.configurations),
    workloads: list(workload, workloadIds.length),
    rounds: within({ min: 1, max: benchLimits.visits, whole: true }),
    repetitions: within({ min: 1, max: benchLimits.measurements, whole: true }),
    limitSeconds: within({ min: 0, max: 86_400 }),
    drift: boolean(),
  }),
  environment: object({
    userAgent: text(2_000),
    cores: count(65_536),
    memoryGiB: nullable(milliseconds),
    isolated: boolean(),
    adapter: nullable(text(2_000)),
    versions: object({ lmLens: version, transformers: version, onnxRuntime: version }),
    date: pipe(text(40), isoTimestamp()),
  }),
  cells: list(cell, benchLimits.cells),
  drifts: list(drift, benchLimits.configurations),
  references: optional(list(configuration, benchLimits.configurations)),
});
