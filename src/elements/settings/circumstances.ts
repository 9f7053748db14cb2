import {
  catalogue,
  findModel,
  type AdapterInfo,
  type BackendInfo,
  type Engine,
  type EngineError,
  type EngineState,
  type InferenceSettings,
} from '../../engine/index.ts';
import type { Backend, CatalogueEntry, FormId } from '../../models/types.ts';

/** What decides which settings are in force. */
export interface Circumstances {
  readonly settings: InferenceSettings;
  /** What the worker found; `null` before it started. */
  readonly info: BackendInfo | null;
  /** Where models run, or would run; `null` while only a load will tell. */
  readonly backend: Backend | null;
  /** Threads in use on WASM; `null` while nothing runs there. */
  readonly threads: number | null;
  readonly isolated: boolean;
  readonly cores: number;
  readonly webgpu: 'there' | 'no-api' | 'no-adapter' | 'unknown';
  readonly softwareAdapter: boolean;
  /** Whether the adapter has `shader-f16`; `null` while nobody has asked it. */
  readonly halfPrecision: boolean | null;
  /** The model that the form and the measurements are of, and its form. */
  readonly entry: CatalogueEntry;
  readonly form: FormId;
  /** Whether that model, or one that is loaded, is in half precision. */
  readonly hasHalfWeights: boolean;
}

const fallbackModel = 'smollm2-135m-instruct';

/** The model of that id or, where there is none, the first autoregressive one that is loaded. */
export function entryOf(model: string, { models }: EngineState): CatalogueEntry {
  const loaded = catalogue.find(
    ({ id, task }) => task === 'autoregressive' && models.some((one) => one.id === id),
  );
  return findModel(model) ?? loaded ?? findModel(fallbackModel) ?? catalogue[0]!;
}

/** The machine, as far as the page and the engine tell; what an engine once found stays known after a change of backend. */
export class Machine {
  private adapter: AdapterInfo | null = null;
  private missing: 'no-api' | 'no-adapter' | null = 'gpu' in navigator ? null : 'no-api';

  /** What holds now for a model. */
  read(engine: Engine, model: string): Circumstances {
    const { state, settings } = engine;
    this.learn(state);
    const { adapter, missing } = this;
    const entry = entryOf(model, state);
    const form = engine.formOf(entry.id);
    const loaded = state.models.map((one) => one.form);
    return {
      settings,
      info: state.backend,
      backend: state.backend?.backend ?? this.expected(settings),
      threads: state.backend?.backend === 'wasm' ? state.backend.threads : null,
      isolated: state.backend?.isolated ?? globalThis.crossOriginIsolated,
      cores: navigator.hardwareConcurrency || 1,
      webgpu: adapter ? 'there' : (missing ?? 'unknown'),
      softwareAdapter: adapter?.software ?? false,
      halfPrecision: adapter?.halfPrecision ?? null,
      entry,
      form,
      hasHalfWeights: [form, ...loaded].includes('fp16'),
    };
  }

  private learn({ backend, error }: EngineState): void {
    if (backend?.adapter) this.adapter = backend.adapter;
    if (backend?.reason === 'no-webgpu-api') this.missing = 'no-api';
    if (backend?.reason === 'no-adapter') this.missing = 'no-adapter';
    if (error?.code === 'webgpu-unavailable') {
      this.missing = (error as EngineError<'webgpu-unavailable'>).data.reason;
    }
  }

  /** What the next start would take. */
  private expected({ backend }: InferenceSettings): Backend | null {
    if (backend !== 'auto') return backend;
    if (this.adapter) return this.adapter.software ? 'wasm' : 'webgpu';
    return this.missing ? 'wasm' : null;
  }
}
