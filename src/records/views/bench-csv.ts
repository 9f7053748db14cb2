import type {
  Cell,
  Configuration,
  Drift,
  Environment,
  Measurement,
  Plan,
  Report,
  Visit,
} from '../../lab/types.ts';
import { settingNames, type SettingName } from '../../protocol/settings.ts';
import { quoted, writeTable, type Cell as TableCell } from '../table.ts';

type Columns<T> = readonly (readonly [name: string, of: (one: T) => TableCell])[];

const environmentColumns: Columns<Environment> = [
  ['date', ({ date }) => date],
  ['lm_lens', ({ versions }) => quoted(versions.lmLens)],
  ['transformers', ({ versions }) => quoted(versions.transformers)],
  ['onnx_runtime', ({ versions }) => quoted(versions.onnxRuntime)],
  ['user_agent', ({ userAgent }) => quoted(userAgent)],
  ['adapter', ({ adapter }) => (adapter === null ? null : quoted(adapter))],
  ['cores', ({ cores }) => cores],
  ['memory_gib', ({ memoryGiB }) => memoryGiB],
  ['isolated', ({ isolated }) => isolated],
];

const planColumns: Columns<Plan> = [
  ['rounds', ({ rounds }) => rounds],
  ['repetitions', ({ repetitions }) => repetitions],
  ['limit_s', ({ limitSeconds }) => limitSeconds],
];

const snakeCase = (name: SettingName) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const configurationColumns: Columns<Configuration> = [
  ['model', ({ modelId }) => quoted(modelId)],
  ['form', ({ form }) => form],
  ...settingNames.map(
    // Empty is for what is not known: what is left to the engine has a word.
    (name) => [`set_${snakeCase(name)}`, ({ settings }: Configuration) => settings[name] ?? 'auto'] as const,
  ),
];

const cellColumns: Columns<Cell> = [
  ['workload', ({ workload }) => workload],
  ['end', ({ end }) => end && end.kind],
  ['error', ({ end }) => (end?.kind === 'failed' ? end.error.code : null)],
  ['error_message', ({ end }) => (end?.kind === 'failed' ? quoted(end.error.message) : null)],
  ['backend', ({ backend }) => backend && backend.backend],
  ['backend_reason', ({ backend }) => backend && backend.reason],
  ['threads', ({ backend }) => backend && backend.threads],
  ['software_adapter', ({ backend }) => backend && backend.adapter && backend.adapter.software],
];

const visitColumns: Columns<Visit> = [
  ['load_ms', ({ load }) => load.totalMs],
  ['download_ms', ({ load }) => load.downloadMs],
  ['session_ms', ({ load }) => load.sessionMs],
  ['warm_up_ms', ({ load }) => load.warmUpMs],
  ['bytes', ({ load }) => load.bytes],
  ['from_storage', ({ load }) => load.fromStorage],
  ['memory_bytes', ({ memoryBytes }) => memoryBytes],
  ['hidden', ({ hidden }) => hidden ?? false],
];

const measurementColumns: Columns<Measurement> = [
  ['first_ms', ({ firstMs }) => firstMs],
  ['prefill_tokens', ({ prefillTokens }) => prefillTokens],
  ['decoded_tokens', ({ decodedTokens }) => decodedTokens],
  ['decode_ms', ({ decodeMs }) => decodeMs],
  ['total_ms', ({ totalMs }) => totalMs],
  ['drafted_tokens', ({ draftedTokens }) => draftedTokens],
  ['accepted_tokens', ({ acceptedTokens }) => acceptedTokens],
  ['reused_tokens', ({ reusedTokens }) => reusedTokens],
  ['dispatches', ({ dispatches }) => dispatches],
  ['steps_ms', ({ stepsMs }) => JSON.stringify(stepsMs)],
  ['token_ids', ({ tokenIds }) => JSON.stringify(tokenIds)],
  ['by_context', ({ byContext }) => (byContext ? JSON.stringify(byContext) : null)],
];

/** A reference need not be one of the plan's configurations: it is told by what it is. */
const referenceColumns: Columns<Configuration> = [
  ['reference_form', ({ form }) => form],
  ['reference_backend', ({ settings }) => settings.backend],
];

const driftColumns: Columns<Drift> = [
  ['mean_kl_nats', ({ meanKlNats }) => meanKlNats],
  ['worst_kl_nats', ({ worstKlNats }) => worstKlNats],
  ['top_agreement', ({ topAgreement }) => topAgreement],
  ['drift_positions', ({ positions }) => positions],
  ['worst_from_file_nats', ({ worstFromFile }) => worstFromFile],
];

const namesOf = <T>(columns: Columns<T>) => columns.map(([name]) => name);
/** The values of one, or as many empty cells where there is none. */
const valuesOf = <T>(columns: Columns<T>, one: T | undefined): TableCell[] =>
  columns.map(([, of]) => (one === undefined ? null : of(one)));

/**
 * A report as one table (CSV, RFC 4180): a row for each measurement, with all that it was made under (the machine and the
 * page, what the benchmark was asked to do, the configuration's settings as `set_…`) and what its configuration's
 * distributions were found to be, so that tables of several machines can be put below each other. A visit without
 * measurements and a cell without visits have a row each as well: what failed or was stopped is a result. Configurations,
 * visits and measurements are counted from 1; lists are JSON inside of their fields, and so are texts from outside, which
 * no spreadsheet can take for a formula then.
 */
export function benchTable({ plan, environment, cells, drifts, references = [] }: Report): string {
  const rows: TableCell[][] = [
    [
      ...namesOf(environmentColumns),
      ...namesOf(planColumns),
      'configuration',
      ...namesOf(configurationColumns),
      ...namesOf(cellColumns),
      'visit',
      ...namesOf(visitColumns),
      'measurement',
      ...namesOf(measurementColumns),
      ...namesOf(referenceColumns),
      ...namesOf(driftColumns),
    ],
  ];
  const around = [...valuesOf(environmentColumns, environment), ...valuesOf(planColumns, plan)];
  const all = [...plan.configurations, ...references];
  for (const cell of cells) {
    const configuration = [
      cell.configuration + 1,
      ...valuesOf(configurationColumns, plan.configurations[cell.configuration]),
    ];
    const drift = drifts.find((one) => one.configuration === cell.configuration);
    for (const { visit, measurement } of measurementsOf(cell)) {
      rows.push([
        ...around,
        ...configuration,
        ...valuesOf(cellColumns, cell),
        visit === null ? null : visit + 1,
        ...valuesOf(visitColumns, cell.visits[visit ?? -1]),
        measurement === null ? null : measurement + 1,
        ...valuesOf(measurementColumns, cell.visits[visit ?? -1]?.measurements[measurement ?? -1]),
        ...valuesOf(referenceColumns, drift && all[drift.reference]),
        ...valuesOf(driftColumns, drift),
      ]);
    }
  }
  return writeTable(rows);
}

interface Place {
  readonly visit: number | null;
  readonly measurement: number | null;
}

/** The places of a cell's measurements; one without a measurement for a visit, or a cell, that has none. */
function measurementsOf({ visits }: Cell): Place[] {
  if (visits.length === 0) return [{ visit: null, measurement: null }];
  return visits.flatMap(({ measurements }, visit): Place[] =>
    measurements.length === 0
      ? [{ visit, measurement: null }]
      : measurements.map((_, measurement) => ({ visit, measurement })),
  );
}
