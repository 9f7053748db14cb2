import type { Configuration, Plan, WorkloadId } from '../../lab/types.ts';
import type { CatalogueEntry } from '../../models/types.ts';
import { namedSettings, settingsOf } from '../settings-link.ts';
import {
  booleanField,
  defineLink,
  linkLimits,
  nearestNumberField,
  type AdjustedParameter,
  type IgnoredParameter,
  type Link,
  type LinkField,
} from '../view-link.ts';
import { workloadIds } from './bench-schema.ts';

/** The models that a link may name, with their forms. */
export type KnownModels = readonly Pick<CatalogueEntry, 'id' | 'forms'>[];

/** What a plan may ask for where it comes from a link. */
export const planRanges = {
  configurations: 24,
  rounds: { min: 1, max: 20, whole: true },
  repetitions: { min: 1, max: 20, whole: true },
  limitSeconds: { min: 5, max: 600 },
} as const;

// A URL leaves `*`, `.` and `-` as they are, and a space becomes a plus: what is put together with them stays readable.

/** An id may be any text; its own stars and spaces are no borders. */
const escaped = (id: string) =>
  id.replace(/[%* ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
const unescaped = (word: string) =>
  word.replace(/%(25|2a|20)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Model, form, and the settings that are not the defaults: `stories-4m q4 backend.wasm threads.2`. */
function writeConfiguration({ modelId, form, settings }: Configuration): string {
  const changes = namedSettings(settings).map(([name, value]) => `${name}.${value}`);
  return [escaped(modelId), form, ...changes].join(' ');
}

function readConfiguration(
  written: string,
  known: KnownModels,
): { configuration: Configuration | null; adjusted: readonly AdjustedParameter[] } {
  const [id = '', formName = '', ...changes] = written.split(' ');
  const modelId = unescaped(id);
  const model = known.find((one) => one.id === modelId);
  if (!model) return { configuration: null, adjusted: [{ name: 'model', asked: modelId, taken: null }] };
  const form = model.forms.find((one) => one.id === formName)?.id;
  if (!form) return { configuration: null, adjusted: [{ name: 'form', asked: formName, taken: null }] };
  const { settings, adjusted } = settingsOf(
    changes.map((change): [string, string] => {
      const [name = '', ...value] = change.split('.');
      return [name, value.join('.')];
    }),
  );
  return { configuration: { modelId, form, settings }, adjusted };
}

function configurationsField(known: KnownModels): LinkField<readonly Configuration[]> {
  const write = (configurations: readonly Configuration[]) =>
    configurations.map(writeConfiguration).join('*');
  return {
    write,
    isTooLong: (configurations) =>
      configurations.length > planRanges.configurations ||
      write(configurations).length > linkLimits.characters,
    read: (written, name) => {
      if (written.length > linkLimits.characters) return 'too-long';
      const parts = written === '' ? [] : written.split('*');
      const value: Configuration[] = [];
      const adjusted: AdjustedParameter[] = [];
      for (const part of parts.slice(0, planRanges.configurations)) {
        const found = readConfiguration(part, known);
        const place = found.configuration ? { place: value.length } : {};
        adjusted.push(...found.adjusted.map((one) => ({ ...one, ...place })));
        if (found.configuration) value.push(found.configuration);
      }
      if (parts.length > planRanges.configurations) {
        adjusted.push({ name, asked: String(parts.length), taken: String(planRanges.configurations) });
      }
      return { value, adjusted };
    },
  };
}

const workloadsField: LinkField<readonly WorkloadId[]> = {
  write: (workloads) => workloads.join(' '),
  isTooLong: () => false,
  read: (written) => {
    if (written.length > linkLimits.characters) return 'too-long';
    const value: WorkloadId[] = [];
    const adjusted: AdjustedParameter[] = [];
    for (const word of written === '' ? [] : written.split(' ')) {
      const workload = workloadIds.find((one) => one === word);
      if (workload && !value.includes(workload)) value.push(workload);
      else adjusted.push({ name: 'workload', asked: word, taken: null });
    }
    return { value, adjusted };
  },
};

/**
 * The parameters of a link to a plan, such as
 * `bench.configurations=stories-4m+q4+backend.wasm*stories-4m+q8&bench.workloads=short-prompt+score&bench.rounds=3`.
 * Settings that a configuration does not name are the engine's defaults.
 */
export function benchLink(known: KnownModels): Link<Plan> {
  return defineLink<Plan>({
    configurations: configurationsField(known),
    workloads: workloadsField,
    rounds: nearestNumberField(planRanges.rounds),
    repetitions: nearestNumberField(planRanges.repetitions),
    limitSeconds: nearestNumberField(planRanges.limitSeconds),
    drift: booleanField(),
  });
}

/**
 * The plan that the parameters of a URL say under a key. Nothing of them is trusted: a number or a setting out of range
 * becomes the nearest that there is, and what is unknown is left out. All of it is in `adjusted`, by the names of settings
 * and of the plan's members, and `model`, `form` or `workload` for one that there is not (`taken` is `null`); `place` is
 * that of the configuration in the plan. Whole parameters that were not understood are in `ignored`.
 *
 * @param base the members that the parameters do not say
 */
export function readBenchLink(
  key: string,
  params: URLSearchParams,
  known: KnownModels,
  base: Plan,
): { plan: Plan; adjusted: readonly AdjustedParameter[]; ignored: readonly IgnoredParameter[] } {
  const { state, ignored, adjusted = [] } = benchLink(known).read(key, params);
  return { plan: { ...base, ...state }, adjusted, ignored };
}
