import { downloadBytes, findForm, findModel, tokenizerFilesOf } from '../../engine/index.ts';
import { exactConfiguration, sameConfiguration } from '../../lab/index.ts';
import type { Configuration, Plan, WorkloadId } from '../../lab/types.ts';
import type { Backend } from '../../models/types.ts';
import { isFor } from './draft.ts';

/** What a plan comes to before it is run. */
export interface Estimate {
  readonly cells: number;
  readonly visits: number;
  /** Of the files that are not in the browser's storage yet, at most. */
  readonly bytes: number;
  /** As two cores would take; another machine takes a part or a multiple of it. */
  readonly seconds: number;
  /** What the limits allow. */
  readonly mostSeconds: number;
}

/** Parameters that two cores work through in a second, a token at a time: measured with SmolLM2-135M, 30 tokens/s. */
const parametersPerSecond = 4e9;
/** How much longer the kernels take that unpack quantized weights at every multiplication. */
const unfoldedFactor = 10;
/** The worker's start and the session's making. */
const startSeconds = 1.5;
/** Bytes of weights that are read, checked and unpacked in a second. */
const bytesPerSecond = 60e6;

/** Positions that a workload computes, and those with keys and values from before them where none are kept. */
const positions: { readonly [W in WorkloadId]: { readonly prompt: number; readonly written: number } } = {
  'short-prompt': { prompt: 8, written: 32 },
  'long-prompt': { prompt: 400, written: 8 },
  regenerate: { prompt: 400, written: 8 },
  repeating: { prompt: 64, written: 64 },
  context: { prompt: 480, written: 40 },
  score: { prompt: 64, written: 0 },
  batch: { prompt: 8, written: 128 },
  fill: { prompt: 48, written: 0 },
};

/** Of the prompts that the distributions are compared on, about. */
const storedPositions = 80;

/** Prompts are computed many positions at once, which takes about half as long for each. */
const atOnce = 0.5;

function positionsOf(workload: WorkloadId, { settings }: Configuration): number {
  const { prompt, written } = positions[workload];
  if (settings.kvCache) return prompt * atOnce + written;
  // Each step computes the whole text.
  return (prompt + written * (prompt + written / 2)) * atOnce;
}

function bytesOf({ modelId, form }: Configuration, backend: Backend): number {
  const entry = findModel(modelId);
  const found = entry && findForm(entry, form);
  if (!found) return 0;
  return downloadBytes(entry, found, backend) ?? downloadBytes(entry, found, 'webgpu') ?? 0;
}

function tokenizerBytes(modelId: string): number {
  const entry = findModel(modelId);
  return entry ? tokenizerFilesOf(entry).reduce((sum, { bytes }) => sum + bytes, 0) : 0;
}

/** @param auto the backend that `auto` comes to here */
export function estimate(plan: Plan, auto: Backend): Estimate {
  const { configurations, workloads, rounds, repetitions, limitSeconds } = plan;
  const backendOf = ({ settings }: Configuration) => (settings.backend === 'auto' ? auto : settings.backend);
  let cells = 0;
  let seconds = 0;
  let mostSeconds = 0;
  for (const configuration of configurations) {
    const opening = openingSeconds(configuration, backendOf(configuration));
    for (const workload of workloads.filter((one) => isFor(one, configuration.modelId))) {
      cells++;
      const run =
        positionsOf(workload, configuration) * secondsPerPosition(configuration, backendOf(configuration));
      seconds += Math.min((opening + run * (1 + repetitions)) * rounds, limitSeconds);
      mostSeconds += limitSeconds;
    }
  }
  const compared = plan.drift && cells > 0 ? [...configurations, ...references(configurations)] : [];
  for (const configuration of compared) {
    const backend = backendOf(configuration);
    const run = storedPositions * atOnce * secondsPerPosition(configuration, backend);
    seconds += Math.min(openingSeconds(configuration, backend) + run, limitSeconds);
    mostSeconds += limitSeconds;
  }
  const bytes = fileBytes([...configurations, ...compared], backendOf);
  return { cells, visits: cells * rounds, bytes, seconds, mostSeconds };
}

/** What the distributions are compared with, where the plan does not have it. */
function references(configurations: readonly Configuration[]): Configuration[] {
  const entries = new Set(configurations.flatMap(({ modelId }) => findModel(modelId) ?? []));
  return [...entries]
    .map(exactConfiguration)
    .filter((exact) => !configurations.some((one) => sameConfiguration(one, exact)));
}

function openingSeconds(configuration: Configuration, backend: Backend): number {
  return startSeconds + bytesOf(configuration, backend) / bytesPerSecond;
}

function secondsPerPosition({ modelId, form, settings }: Configuration, backend: Backend): number {
  const unpacks = backend === 'wasm' && !settings.foldWeights && form !== 'fp32' && form !== 'fp16';
  const parameters = findModel(modelId)?.parameters ?? 0;
  return (parameters / parametersPerSecond) * (unpacks ? unfoldedFactor : 1);
}

/** Each form of each model once; the forms of a model share its tokenizer. */
function fileBytes(
  configurations: readonly Configuration[],
  backendOf: (configuration: Configuration) => Backend,
): number {
  const forms = new Set<string>();
  const models = new Set<string>();
  let sum = 0;
  for (const configuration of configurations) {
    const { modelId, form } = configuration;
    const key = `${modelId} ${form}`;
    if (forms.has(key)) continue;
    sum +=
      bytesOf(configuration, backendOf(configuration)) - (models.has(modelId) ? tokenizerBytes(modelId) : 0);
    forms.add(key);
    models.add(modelId);
  }
  return sum;
}
