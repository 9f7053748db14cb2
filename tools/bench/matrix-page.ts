/** The matrix of `npm run bench -- --matrix`: settings x models x workloads, by the laboratory of src/lab. */
import { defaultSettings, type InferenceSettings } from '../../src/engine/index.ts';
import {
  compareOutputs,
  presetsOf,
  readMachine,
  runPlan,
  summarizeCell,
  workloadIds,
  type Configuration,
  type Machine,
  type Plan,
  type Report,
  type WorkloadId,
} from '../../src/lab/index.ts';
import { catalogue, findModel } from '../../src/models/catalogue.ts';
import type { CatalogueEntry } from '../../src/models/types.ts';
import { changedSettings } from '../../src/protocol/settings.ts';
import { modelsOfReport, writeBench } from '../../src/records/views/bench.ts';

/** What was asked for on the command line. */
export interface MatrixRequest {
  models: string[] | null;
  workloads: string[] | null;
  rounds: number | null;
  threads: number | null;
  quick: boolean;
  modelBase: string;
}

let running: AbortController | null = null;

/** Runs the whole matrix. `tell` is given a line whenever another cell begins. */
export async function runMatrix(request: MatrixRequest, tell: (line: string) => void) {
  const plan = planOf(request, await readMachine());
  running = new AbortController();
  let last = '';
  const report = await runPlan(plan, {
    signal: running.signal,
    modelBase: request.modelBase,
    onProgress: ({ configuration, cell, round }) => {
      const workload = cell === null ? 'distributions' : plan.workloads[cell % plan.workloads.length];
      const line = `round ${round + 1} of ${plan.rounds}: ${nameOf(configuration)}, ${workload}`;
      if (line !== last) tell(line);
      last = line;
    },
  });
  const models = modelsOfReport(report, (id) => findModel(id)?.vocabularySize ?? 1);
  return { file: writeBench(report, models), ...summarize(report) };
}

/** Ends the run: what it has found so far is its report. */
export function stopMatrix(): void {
  running?.abort();
}

function planOf({ models, workloads, rounds, threads, quick }: MatrixRequest, machine: Machine): Plan {
  const entries = (models ?? (quick ? ['stories-4m'] : catalogue.map(({ id }) => id))).map(requireModel);
  const base: InferenceSettings = { ...defaultSettings, backend: 'wasm', threads };
  return {
    configurations: entries.flatMap((entry) => configurationsOf(entry, base, machine, quick)),
    workloads: (workloads ?? (quick ? ['short-prompt', 'regenerate', 'repeating'] : workloadIds)).map(
      requireWorkload,
    ),
    rounds: rounds ?? (quick ? 1 : 3),
    repetitions: quick ? 2 : 3,
    limitSeconds: quick ? 60 : 300,
    drift: !quick,
  };
}

/** The model as the engine runs it by itself, and beside it one change each. */
function configurationsOf(
  entry: CatalogueEntry,
  base: InferenceSettings,
  machine: Machine,
  quick: boolean,
): Configuration[] {
  const first = entry.forms[0]!.id;
  const having = (changes: Partial<InferenceSettings>, form = first): Configuration => ({
    modelId: entry.id,
    form,
    settings: { ...base, ...changes },
  });
  const context = { form: first, settings: base, backend: null, fastest: null, cores: machine.cores };
  const library = presetsOf(entry, context).library.configuration;
  const drafting = entry.task === 'autoregressive' ? [having({ draftTokens: 8 })] : [];
  if (quick) return [having({}), ...drafting, library];
  const generating =
    entry.task === 'autoregressive'
      ? [...drafting, having({ kvCache: false }), having({ prefixCache: false }), having({ allLogits: true })]
      : [];
  const otherForms = entry.forms
    .slice(1)
    .filter(({ graphs }) => graphs.wasm)
    .map(({ id }) => having({}, id));
  const gpuForms = entry.forms.filter(
    ({ graphs: { webgpu } }) => webgpu && (webgpu.feature === undefined || machine.webgpu?.halfPrecision),
  );
  return [
    having({}),
    ...otherForms,
    ...(machine.cores > 1 && base.threads !== 1 ? [having({ threads: 1 })] : []),
    having({ foldWeights: false }),
    having({ graphOptimization: 'basic' }),
    ...generating,
    library,
    ...(machine.webgpu ? gpuForms.map(({ id }) => having({ backend: 'webgpu', threads: null }, id)) : []),
  ];
}

function requireModel(id: string): CatalogueEntry {
  const entry = findModel(id);
  if (entry) return entry;
  throw new Error(`There is no model ${id}; there are ${catalogue.map((one) => one.id).join(', ')}`);
}

function requireWorkload(id: string): WorkloadId {
  const found = workloadIds.find((one) => one === id);
  if (found) return found;
  throw new Error(`There is no workload ${id}; there are ${workloadIds.join(', ')}`);
}

/** The model, the form and what is set otherwise than by default. */
function nameOf({ modelId, form, settings }: Configuration): string {
  const changes = changedSettings(defaultSettings, settings).map((name) => `${name}=${settings[name]}`);
  return [modelId, form, ...changes].join(' ');
}

function summarize(report: Report) {
  const { configurations } = report.plan;
  return {
    rows: report.cells
      .filter(({ end }) => end?.kind !== 'not-applicable')
      .map((cell) => ({
        configuration: nameOf(configurations[cell.configuration]!),
        workload: cell.workload,
        end: cell.end?.kind === 'failed' ? `failed: ${cell.end.error.message}` : cell.end?.kind,
        ...summarizeCell(cell),
      })),
    drifts: report.drifts.map(({ configuration, ...drift }) => ({
      name: nameOf(configurations[configuration]!),
      ...drift,
    })),
    partings: compareOutputs(report).flatMap(({ parting, modelId, form, workload }) =>
      parting
        ? [
            {
              modelId,
              form,
              workload,
              token: parting.token,
              cells: parting.cells.map((place) =>
                nameOf(configurations[report.cells[place]!.configuration]!),
              ),
            },
          ]
        : [],
    ),
  };
}
