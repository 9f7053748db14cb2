import type { Backend, CatalogueEntry, FormId } from '../models/types.ts';
import { defaultSettings, type InferenceSettings } from '../protocol/settings.ts';
import { canRun } from './configurations.ts';
import { backendsOf, threadsOf, type Machine } from './machine.ts';
import type { Configuration } from './types.ts';

/** Each form on each backend that can run it, WASM with as many threads as are worth it; the model's first form first. */
export function firstCandidates(
  entry: CatalogueEntry,
  machine: Machine,
  base: InferenceSettings = defaultSettings,
): Configuration[] {
  const halfPrecision = machine.webgpu?.halfPrecision ?? false;
  const threads = threadsOf(machine)[0]!;
  return entry.forms.flatMap((form) =>
    backendsOf(machine)
      .filter((backend) => canRun(form, backend, halfPrecision))
      .map((backend) => configured(entry, form.id, backend, threads, base)),
  );
}

/** The other numbers of threads, for the form that is the fastest on WASM. */
export function threadCandidates(
  entry: CatalogueEntry,
  form: FormId,
  machine: Machine,
  base: InferenceSettings = defaultSettings,
): Configuration[] {
  return threadsOf(machine)
    .slice(1)
    .map((threads) => configured(entry, form, 'wasm', threads, base));
}

function configured(
  { id }: CatalogueEntry,
  form: FormId,
  backend: Backend,
  threads: number,
  base: InferenceSettings,
): Configuration {
  const settings = { ...base, backend, threads: backend === 'wasm' ? threads : null };
  return { modelId: id, form, settings };
}
