import { downloadBytes } from '../models/catalogue.ts';
import type { Backend, CatalogueEntry, FormId } from '../models/types.ts';
import type { BackendInfo } from '../protocol/results.ts';
import {
  changedSettings,
  defaultSettings,
  type InferenceSettings,
  type SettingName,
} from '../protocol/settings.ts';
import { canRun, exactConfiguration } from './configurations.ts';
import type { Configuration } from './types.ts';

export type PresetId = 'fastest' | 'smallest' | 'exact' | 'library';

/** A configuration with a purpose. */
export interface Preset {
  readonly configuration: Configuration;
  /** The settings that it changes. */
  readonly changes: readonly SettingName[];
  /** Whether it changes the form of the weights. */
  readonly changesForm: boolean;
}

/** What a preset is made for. */
export interface PresetContext {
  readonly form: FormId;
  readonly settings: InferenceSettings;
  /** What the worker found; `null` before it started. */
  readonly backend: BackendInfo | null;
  /** What was measured to be the fastest here, if it was. */
  readonly fastest: Configuration | null;
  /** Logical cores. */
  readonly cores: number;
}

/** The presets of a model. `fastest` is `null` until it was measured. */
export function presetsOf(
  entry: CatalogueEntry,
  context: PresetContext,
): { readonly [P in PresetId]: P extends 'fastest' ? Preset | null : Preset } {
  const preset = (configuration: Configuration): Preset => ({
    configuration,
    changes: changedSettings(context.settings, configuration.settings),
    changesForm: configuration.form !== context.form,
  });
  return {
    fastest: context.fastest && preset(context.fastest),
    smallest: preset(smallestDownload(entry, context.backend)),
    exact: preset(exactConfiguration(entry)),
    library: preset(libraryDefaults(entry, context)),
  };
}

/** The form with the fewest bytes to fetch that the backend in use can run, with the engine's own settings. */
function smallestDownload(entry: CatalogueEntry, info: BackendInfo | null): Configuration {
  const backend = info?.backend ?? 'wasm';
  const halfPrecision = info?.adapter?.halfPrecision ?? false;
  const sizes = entry.forms
    .filter((form) => canRun(form, backend, halfPrecision))
    .map((form) => ({ id: form.id, bytes: downloadBytes(entry, form, backend)! }))
    .sort((a, b) => a.bytes - b.bytes);
  const settings = { ...defaultSettings, backend: info ? backend : defaultSettings.backend };
  return { modelId: entry.id, form: sizes[0]?.id ?? entry.forms[0]!.id, settings };
}

/** The form that transformers.js takes on a backend when it is told none, and what is nearest where a model has not that. */
const libraryForms: { readonly [B in Backend]: readonly FormId[] } = {
  wasm: ['q8', 'q4'],
  webgpu: ['fp32', 'q4'],
};

/**
 * What transformers.js does when it is told nothing but the model: the graph as it is, the logits of every position, nothing
 * kept from one text to the next. It runs on WASM, with half of the cores as ONNX Runtime takes them, at most 4; on WebGPU only
 * where it is asked to, as the settings here may. It takes q8 on WASM and fp32 on WebGPU (`utils/dtypes.js` there): so does
 * this, or q4 where the model has no such form.
 */
function libraryDefaults(
  entry: CatalogueEntry,
  { backend: info, cores, settings }: PresetContext,
): Configuration {
  const isolated = info?.isolated ?? Boolean(globalThis.crossOriginIsolated);
  const backend = settings.backend === 'webgpu' ? 'webgpu' : 'wasm';
  const halfPrecision = info?.adapter?.halfPrecision ?? false;
  const forms = entry.forms.filter((form) => canRun(form, backend, halfPrecision)).map(({ id }) => id);
  const form = libraryForms[backend].find((id) => forms.includes(id));
  return {
    modelId: entry.id,
    form: form ?? forms[0] ?? entry.forms[0]!.id,
    settings: {
      ...defaultSettings,
      backend,
      ...(backend === 'wasm'
        ? { threads: isolated ? Math.min(4, Math.ceil(cores / 2)) : 1, foldWeights: false }
        : {}),
      kvCache: true,
      prefixCache: false,
      allLogits: true,
      draftTokens: 0,
    },
  };
}
