import type { Configuration, Report } from '../../lab/types.ts';
import { settingNames, type InferenceSettings } from '../../protocol/settings.ts';
import { damaged } from '../record-error.ts';
import { readView, writeView, type ViewModel } from '../view-file.ts';
import { benchSchema } from './bench-schema.ts';

export { benchLimits, workloadIds } from './bench-schema.ts';

/**
 * The models of a report as its file names them: each in each of its forms once, with the backend where all of its cells
 * had the same; those of the references too, which have no cells.
 *
 * @param vocabularySizeOf as the catalogue has it
 */
export function modelsOfReport(
  { plan, cells, references = [] }: Report,
  vocabularySizeOf: (modelId: string) => number,
): ViewModel[] {
  const models = new Map<string, { modelId: string; form: string; backends: Set<'webgpu' | 'wasm'> }>();
  const entries = [...plan.configurations, ...references].map(({ modelId, form }) => {
    const key = JSON.stringify([modelId, form]);
    const entry = models.get(key) ?? { modelId, form, backends: new Set() };
    models.set(key, entry);
    return entry;
  });
  for (const { configuration, backend } of cells) {
    if (backend) entries[configuration]?.backends.add(backend.backend);
  }
  return [...models.values()].map(({ modelId, form, backends }) => ({
    model: modelId,
    form,
    backend: backends.size === 1 ? [...backends][0]! : null,
    vocabularySize: vocabularySizeOf(modelId),
  }));
}

/**
 * A report as JSON, finished or not.
 *
 * @param models those of all configurations, in their forms: see {@link modelsOfReport}
 */
export function writeBench(report: Report, models: readonly ViewModel[]): string {
  const { plan, environment, cells, drifts, references } = report;
  const configurations = plan.configurations.map(plainConfiguration);
  const data = { plan: { ...plan, configurations }, environment, cells, drifts };
  return writeView(
    'bench',
    references ? { ...data, references: references.map(plainConfiguration) } : data,
    models,
  );
}

/** The members that the format has: a reader refuses settings that it does not know. */
function plainConfiguration({ modelId, form, settings }: Configuration): Configuration {
  const plain = Object.fromEntries(settingNames.map((name) => [name, settings[name]]));
  return { modelId, form, settings: plain as unknown as InferenceSettings };
}

/**
 * Reads what {@link writeBench} wrote. Its texts are from anywhere: they are data, and never more.
 *
 * @throws RecordError saying what is wrong, and where
 */
export function readBench(file: string): { readonly models: readonly ViewModel[]; readonly report: Report } {
  const { models, data: report } = readView(file, 'bench', benchSchema);
  requirePlan(report, models);
  requireCells(report, models);
  requireDrifts(report);
  return { models, report };
}

const isModelOf =
  ({ modelId, form }: Configuration) =>
  (one: ViewModel): boolean =>
    one.model === modelId && one.form === form;

/** No workload is there twice, and each configuration's model is one that the file names. */
function requirePlan({ plan, references = [] }: Report, models: readonly ViewModel[]): void {
  const again = plan.workloads.findIndex((workload, i) => plan.workloads.indexOf(workload) < i);
  if (again >= 0) throw damaged(`plan.workloads[${again}]`, 'contradiction');
  const isStrange = (one: Configuration) => !models.some(isModelOf(one));
  const inPlan = plan.configurations.findIndex(isStrange);
  if (inPlan >= 0) throw damaged(`plan.configurations[${inPlan}]`, 'contradiction');
  const after = references.findIndex(isStrange);
  if (after >= 0) throw damaged(`references[${after}]`, 'contradiction');
}

/** Each cell is one of the plan's, and there once; its tokens are of its model's vocabulary. */
function requireCells({ plan, cells }: Report, models: readonly ViewModel[]): void {
  const seen = new Set<string>();
  for (const [i, { configuration, workload, visits }] of cells.entries()) {
    const of = plan.configurations[configuration];
    if (!of) throw damaged(`cells[${i}].configuration`, 'out-of-range');
    const name = `${configuration} ${workload}`;
    if (!plan.workloads.includes(workload) || seen.has(name)) throw damaged(`cells[${i}]`, 'contradiction');
    seen.add(name);
    const { vocabularySize } = models.find(isModelOf(of))!;
    for (const [j, { measurements }] of visits.entries()) {
      for (const [k, { tokenIds }] of measurements.entries()) {
        const at = tokenIds.findIndex((id) => id >= vocabularySize);
        if (at < 0) continue;
        throw damaged(`cells[${i}].visits[${j}].measurements[${k}].tokenIds[${at}]`, 'out-of-range');
      }
    }
  }
}

/** Each configuration was held once against another one of its model, or against itself. */
function requireDrifts({ plan: { configurations }, drifts, references = [] }: Report): void {
  const all = [...configurations, ...references];
  const seen = new Set<number>();
  for (const [i, { configuration, reference }] of drifts.entries()) {
    const [own, other] = [configurations[configuration], all[reference]];
    if (!own) throw damaged(`drifts[${i}].configuration`, 'out-of-range');
    if (!other) throw damaged(`drifts[${i}].reference`, 'out-of-range');
    if (own.modelId !== other.modelId || seen.has(configuration)) {
      throw damaged(`drifts[${i}]`, 'contradiction');
    }
    seen.add(configuration);
  }
}
