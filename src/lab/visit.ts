import type { Engine, EngineOptions, LoadOptions, Model } from '../engine/index.ts';
import type { BackendInfo, LoadProgress } from '../protocol/results.ts';
import { unlessAborted } from '../protocol/abort.ts';
import type { Configuration, Measurement, Visit, WorkloadId } from './types.ts';
import { workloads } from './workloads.ts';

/** The part of an engine that the lab uses. */
export type LabEngine = Pick<Engine, 'load' | 'dispose' | 'state' | 'memory'>;

/** How an engine comes about, and where its models lie. */
export interface EngineSource {
  readonly createEngine: (options: EngineOptions) => LabEngine;
  readonly modelBase?: string | URL | undefined;
}

/** What a visit is told beside its configuration. */
export interface VisitOptions extends EngineSource {
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/**
 * Loads a configuration's model in an engine of its own, hands it to `use`, and disposes of the engine, whatever happens.
 *
 * @throws EngineError as `load`; AbortError as soon as the signal fires
 */
export async function withModel<T>(
  { modelId, form, settings }: Configuration,
  { createEngine, modelBase, signal, onProgress }: VisitOptions,
  use: (model: Model, engine: LabEngine) => Promise<T>,
): Promise<T> {
  let engine: LabEngine | null = null;
  try {
    engine = createEngine({ ...settings, ...(modelBase === undefined ? {} : { modelBase }) });
    const options: LoadOptions = { form, signal, ...(onProgress ? { onProgress } : {}) };
    const model = await unlessAborted(engine.load(modelId, options), signal);
    return await unlessAborted(use(model, engine), signal);
  } finally {
    engine?.dispose();
  }
}

/**
 * One visit to a cell: a fresh engine loads the model, runs the workload once for nothing, and then as often as it is measured.
 *
 * @returns the visit, and what its worker found of the machine
 * @throws EngineError of the engine; AbortError as soon as the signal fires. The engine is disposed of by then.
 */
export async function runVisit(
  configuration: Configuration,
  workload: WorkloadId,
  repetitions: number,
  options: VisitOptions,
): Promise<{ visit: Visit; backend: BackendInfo | null }> {
  const wasHidden = watchHidden();
  const start = performance.now();
  try {
    return await withModel(configuration, options, async (model, engine) => {
      const totalMs = performance.now() - start;
      const { signal } = options;
      const ready = await workloads[workload].prepare(model, signal);
      await ready.warmUp(signal);
      const measurements: Measurement[] = [];
      for (let repetition = 0; repetition < repetitions; repetition++) {
        // A visit that was left must not begin another run while its engine ends.
        signal.throwIfAborted();
        measurements.push(await ready.measure(repetition, signal));
      }
      // The heap of WASM never shrinks, so this is the most that it was.
      const memoryBytes = await engine.memory().catch(lost);
      const { bytes, loadTimes } = model.info;
      const load = { totalMs, ...loadTimes, bytes };
      const hidden = wasHidden();
      const visit = { load, measurements, memoryBytes, ...(hidden ? { hidden } : {}) };
      return { visit, backend: engine.state.backend };
    });
  } finally {
    wasHidden();
  }
}

/** What was measured holds, whatever became of the worker after it. */
const lost = () => null;

/** @returns a function that ends the watch and says whether the page was in the background at some time of it */
function watchHidden(): () => true | false {
  const page = globalThis.document as Document | undefined;
  if (!page) return () => false;
  let hidden = page.hidden;
  const look = () => {
    hidden ||= page.hidden;
  };
  page.addEventListener('visibilitychange', look);
  return () => {
    page.removeEventListener('visibilitychange', look);
    return hidden;
  };
}
