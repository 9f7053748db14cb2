import type { Machine } from '../../lab/index.ts';
import type { Backend } from '../../models/types.ts';
import type { InferenceSettings } from '../../protocol/settings.ts';
import type { Draft, Row } from './draft.ts';

/** What a choice of backend comes to. */
export function backendOf({ backend }: InferenceSettings, { webgpu }: Machine): Backend {
  if (backend !== 'auto') return backend;
  return webgpu && !webgpu.software ? 'webgpu' : 'wasm';
}

/**
 * Rows to begin with: the engine as it is set, and what differs from that in one thing each, where that can be here. Those
 * that are on take the least time and differ most.
 */
export function defaultRows(settings: InferenceSettings, machine: Machine): Row[] {
  const { isolated, cores, webgpu } = machine;
  const backend = backendOf(settings, machine);
  const row = (changes: Partial<InferenceSettings>, more: Partial<Row> = {}): Row => ({
    settings: { ...settings, ...changes },
    form: null,
    on: false,
    ...more,
  });
  const rows = [
    row({}, { on: true }),
    row({ foldWeights: false, allLogits: true, prefixCache: false }, { on: true }),
    row({}, { form: 'q8' }),
    row({}, { form: 'fp32' }),
    row({ kvCache: false }, { on: true }),
    row({ draftTokens: 8 }, { on: true }),
  ];
  if (backend === 'wasm' && isolated && cores > 1) rows.push(row({ threads: 1 }));
  if (backend === 'webgpu') rows.push(row({ backend: 'wasm' }, { on: true }));
  // A software adapter has right numbers and no speed: offered, and left to whoever wants to know.
  else if (webgpu?.software) rows.push(row({ backend: 'webgpu' }, { software: true }));
  else if (webgpu) rows.push(row({ backend: 'webgpu' }, { on: true }));
  if (webgpu?.halfPrecision) rows.push(row({ backend: 'webgpu' }, { form: 'fp16' }));
  // What the engine is set to already is no row of its own.
  const seen = new Set<string>();
  return rows.filter((one) => {
    const key = JSON.stringify([one.form, one.settings]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A plan to begin with, of some minutes at most. */
export function defaultDraft(settings: InferenceSettings, machine: Machine): Draft {
  return {
    models: ['stories-4m'],
    workloads: ['short-prompt', 'repeating'],
    rows: defaultRows(settings, machine),
    rounds: 3,
    repetitions: 3,
    limitSeconds: 60,
    drift: true,
  };
}
