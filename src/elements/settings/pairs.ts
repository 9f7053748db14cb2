import type { InferenceSettings, SettingName } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Configuration, WorkloadId } from '../../lab/types.ts';
import type { FormId } from '../../models/types.ts';
import type { Circumstances } from './circumstances.ts';
import { rows, type RowName } from './rows.ts';

/** Why a setting cannot be measured; what does nothing as things are has said so already. */
export type Cannot = 'idle' | keyof Messages['settings']['measure']['cannot'];

/** Two values of a setting that are held against each other, the one to be compared with first. */
export interface Pair {
  readonly name: SettingName | 'form';
  readonly from: unknown;
  readonly to: unknown;
  readonly workload: WorkloadId;
  /** What is compared: tokens/s after the first token, or the speed to the first token. */
  readonly what: 'decode' | 'first';
  /** What both runs have in common. */
  readonly settings: InferenceSettings;
}

type Values = readonly [from: unknown, to: unknown];

/** The value that a setting is compared with beside the one that it has, or two fixed ones. */
function valuesOf(name: SettingName, { settings, cores }: Circumstances): Values {
  switch (name) {
    case 'backend':
      return ['wasm', 'webgpu'];
    case 'threads': {
      const most = Math.min(4, cores);
      return [1, settings.threads === null || settings.threads === 1 ? most : settings.threads];
    }
    case 'thread':
      return ['page', 'worker'];
    case 'graphOptimization':
      return ['disabled', settings.graphOptimization === 'disabled' ? 'all' : settings.graphOptimization];
    case 'keysAndValues':
      return ['cpu', 'gpu'];
    case 'powerPreference':
      return ['low-power', 'high-performance'];
    case 'validation':
      return ['full', settings.validation === 'full' ? 'basic' : settings.validation];
    case 'bufferCache':
      return ['lazyRelease', settings.bufferCache === 'lazyRelease' ? 'bucket' : settings.bufferCache];
    case 'allLogits':
      return [true, false];
    case 'draftTokens':
      return [0, settings.draftTokens || 4];
    case 'ngram':
      return settings.ngram === 3 ? [1, 3] : [3, settings.ngram];
    case 'foldWeights':
    case 'fp32Accumulation':
    case 'warmUp':
    case 'kvCache':
    case 'prefixCache':
      return [false, true];
  }
}

/** What shows the effect of a setting best. */
export function workloadOf(name: SettingName | 'form'): Pick<Pair, 'workload' | 'what'> {
  switch (name) {
    case 'prefixCache':
      return { workload: 'regenerate', what: 'first' };
    case 'draftTokens':
    case 'ngram':
      return { workload: 'repeating', what: 'decode' };
    case 'allLogits':
      return { workload: 'short-prompt', what: 'first' };
    default:
      return { workload: 'short-prompt', what: 'decode' };
  }
}

/** The forms that the backend has a graph for, and the adapter can run. */
export function formsOf({ entry, backend, halfPrecision }: Circumstances): readonly FormId[] {
  const runs = entry.forms.filter(({ graphs }) => {
    const graph = graphs[backend ?? 'wasm'];
    return graph !== undefined && !(graph.feature === 'shader-f16' && halfPrecision === false);
  });
  return runs.map(({ id }) => id);
}

function formValues(at: Circumstances): Values | null {
  const forms = formsOf(at);
  const to = forms.includes(at.form) ? at.form : forms[0];
  const from = forms.find((form) => form !== to);
  return to && from ? [from, to] : null;
}

/** The backend that a setting needs to do anything, where only a load would tell which is taken. */
function backendFor(why: string): Partial<InferenceSettings> {
  if (why === 'ifWasm') return { backend: 'wasm' };
  return why === 'ifWebGpu' ? { backend: 'webgpu' } : {};
}

/** The two values of a row that can be measured here, or why there are none; `null` where there is nothing to measure. */
export function pairOf(name: RowName, at: Circumstances): Pair | Cannot | null {
  if (name === 'batch') return null;
  const standing = rows.find((row) => row.name === name)!.standing(at);
  // The reason that stands there already is the same one.
  if (standing.kind === 'unavailable') return null;
  if (name === 'warmUp') return 'warmUp';
  const why = standing.kind === 'idle' ? standing.why : '';
  const needs = backendFor(why);
  if (why && !needs.backend) return 'idle';
  if (at.entry.task === 'masked') return 'masked';
  if (name === 'backend' && (at.webgpu === 'no-api' || at.webgpu === 'no-adapter')) return 'noSecondBackend';
  const values = name === 'form' ? formValues(at) : valuesOf(name, at);
  if (!values) return 'oneForm';
  const [from, to] = values;
  return { name, from, to, ...workloadOf(name), settings: { ...at.settings, ...needs } };
}

/** The configurations of both values, the one to be compared with first. */
export function configurationsOf({ name, from, to, settings }: Pair, at: Circumstances): Configuration[] {
  const common = { modelId: at.entry.id, form: at.form, settings };
  return [from, to].map((value) =>
    name === 'form'
      ? { ...common, form: value as FormId }
      : { ...common, settings: { ...settings, [name]: value } },
  );
}
