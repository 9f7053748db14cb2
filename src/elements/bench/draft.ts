import { defaultSettings, findForm, findModel } from '../../engine/index.ts';
import type { Configuration, Plan, WorkloadId } from '../../lab/types.ts';
import { isFor as isForTask } from '../../lab/index.ts';
import type { FormId } from '../../models/types.ts';
import type { InferenceSettings } from '../../protocol/settings.ts';

/** A row of the plan: settings and a form, for every model that is chosen. */
export interface Row {
  readonly settings: InferenceSettings;
  /** `null`: the one that the engine takes for each model. */
  readonly form: FormId | null;
  /** Whether it is measured. */
  readonly on: boolean;
  /** The models that it is for; all unless told. */
  readonly models?: readonly string[];
  /** It runs on a software adapter. */
  readonly software?: true;
}

/** A plan as it is being put together. */
export interface Draft {
  readonly models: readonly string[];
  readonly workloads: readonly WorkloadId[];
  readonly rows: readonly Row[];
  readonly rounds: number;
  readonly repetitions: number;
  readonly limitSeconds: number;
  readonly drift: boolean;
}

/** Why a row stands for fewer models than are chosen. */
export interface LeftOut {
  /** The models that have not its form. */
  readonly noForm: readonly string[];
  /** The models for which it is the same as an earlier row. */
  readonly same: readonly string[];
}

/** What a draft comes to. */
export interface Outlined {
  readonly plan: Plan;
  /** For each row. */
  readonly left: readonly LeftOut[];
}

/** Of which form a model is, unless a row says so. */
export type FormOf = (modelId: string) => FormId;

/** Whether a workload is for a model; of a model that the catalogue has not, nothing is known. */
export function isFor(workload: WorkloadId, modelId: string): boolean {
  const task = findModel(modelId)?.task;
  return task === undefined || isForTask(workload, task);
}

/** What a model's settings come to: a masked model writes nothing on, so that nothing of writing on differs. */
function effective(settings: InferenceSettings, modelId: string): InferenceSettings {
  if (findModel(modelId)?.task !== 'masked') return settings;
  const { kvCache, prefixCache, allLogits, draftTokens, ngram, keysAndValues } = defaultSettings;
  return { ...settings, kvCache, prefixCache, allLogits, draftTokens, ngram, keysAndValues };
}

/** The plan of a draft: each row for each model that it is for, model by model, the first row the one to compare with. */
export function outline(draft: Draft, formOf: FormOf): Outlined {
  const configurations: Configuration[] = [];
  const left = draft.rows.map(() => ({ noForm: [] as string[], same: [] as string[] }));
  for (const modelId of draft.models) {
    const entry = findModel(modelId);
    if (!entry) continue;
    const seen = new Set<string>();
    for (const [i, row] of draft.rows.entries()) {
      if (row.models && !row.models.includes(modelId)) continue;
      const form = row.form ?? formOf(modelId);
      if (!findForm(entry, form)) {
        left[i]!.noForm.push(modelId);
        continue;
      }
      if (!row.on) continue;
      const settings = effective(row.settings, modelId);
      const key = JSON.stringify([form, settings]);
      if (seen.has(key)) {
        left[i]!.same.push(modelId);
        continue;
      }
      seen.add(key);
      configurations.push({ modelId, form, settings });
    }
  }
  const { workloads, rounds, repetitions, limitSeconds, drift } = draft;
  return { plan: { configurations, workloads, rounds, repetitions, limitSeconds, drift }, left };
}

/** A plan as a draft, such as that of a link or of a report. Its {@link outline} is the plan again, model by model. */
export function draftOf(plan: Plan): Draft {
  const models = [...new Set(plan.configurations.map(({ modelId }) => modelId))];
  const { workloads, rounds, repetitions, limitSeconds, drift } = plan;
  const draftWith = (rows: readonly Row[]): Draft => ({
    models,
    workloads,
    rows,
    rounds,
    repetitions,
    limitSeconds,
    drift,
  });
  const shared = draftWith(sharedRows(plan, models));
  // Each row says its form, so that none is asked for.
  if (isSamePlan(outline(shared, () => 'q4').plan, plan)) return shared;
  return draftWith(
    plan.configurations.map(({ modelId, form, settings }) => ({
      settings,
      form,
      on: true,
      models: [modelId],
    })),
  );
}

/** Configurations of several models in one row where they are the same. */
function sharedRows({ configurations }: Plan, models: readonly string[]): Row[] {
  const rows = new Map<string, { settings: InferenceSettings; form: FormId; models: string[] }>();
  for (const { modelId, form, settings } of configurations) {
    const key = JSON.stringify([form, sorted(settings)]);
    const row = rows.get(key) ?? { settings, form, models: [] };
    row.models.push(modelId);
    rows.set(key, row);
  }
  return [...rows.values()].map((row) => {
    const { settings, form } = row;
    const isForAll = models.every((id) => row.models.includes(id));
    return { settings, form, on: true, ...(isForAll ? {} : { models: row.models }) };
  });
}

/** Whether two plans ask for the same. */
export function isSamePlan(one: Plan, other: Plan): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

/** The plan in one order of its members, and model by model. */
function canonical(plan: Plan): unknown {
  const { configurations, workloads, rounds, repetitions, limitSeconds, drift } = plan;
  const models = [...new Set(configurations.map(({ modelId }) => modelId))];
  const named = models.flatMap((id) =>
    configurations
      .filter(({ modelId }) => modelId === id)
      .map(({ modelId, form, settings }) => [modelId, form, sorted(settings)]),
  );
  return [named, workloads, rounds, repetitions, limitSeconds, drift];
}

function sorted(settings: InferenceSettings): [name: string, value: unknown][] {
  return Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
}
