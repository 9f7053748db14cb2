import { measureRate } from './decode-rate.ts';
import { messageOf, type ErrorMessage } from '../protocol/errors.ts';
import type { Configuration } from './types.ts';
import { isAbort } from '../protocol/abort.ts';
import { withModel, type VisitOptions } from './visit.ts';
import { withLimit } from './with-limit.ts';

/** What became of a configuration that was tried. */
export interface Trial {
  readonly configuration: Configuration;
  /** `null` where it failed, or the time was over. */
  readonly tokensPerSecond: number | null;
  /** Where it was visited twice, the tokens/s of each visit; {@link tokensPerSecond} is their median. */
  readonly rates?: readonly number[];
  /** From the request to the loaded model or, where it did not come to that, to the end of trying; of the first visit. */
  readonly loadMs: number;
  /** `null` where it did not fail. */
  readonly error: ErrorMessage | null;
}

export type MeasuredTrial = Trial & { readonly tokensPerSecond: number };

export function isMeasured(trial: Trial): trial is MeasuredTrial {
  return trial.tokensPerSecond !== null;
}

/**
 * Loads a configuration in an engine of its own and measures how fast it is.
 *
 * @returns the trial, and what another would take: all that this one took but its download
 * @throws AbortError when the signal fires; the engine is disposed of by then
 */
export async function tryOne(
  configuration: Configuration,
  limitMs: number,
  options: VisitOptions,
): Promise<{ trial: Trial; againMs: number }> {
  const start = performance.now();
  let loadMs: number | null = null;
  let downloadMs = 0;
  const end = (tokensPerSecond: number | null, error: ErrorMessage | null) => {
    const ms = performance.now() - start;
    const trial: Trial = { configuration, tokensPerSecond, loadMs: loadMs ?? ms, error };
    return { trial, againMs: ms - downloadMs };
  };
  try {
    const rate = await withLimit(limitMs, options.signal, (signal) =>
      withModel(configuration, { ...options, signal }, async (model) => {
        loadMs = performance.now() - start;
        downloadMs = model.info.loadTimes.downloadMs;
        return measureRate(model, signal);
      }),
    );
    return end(rate, null);
  } catch (error) {
    if (!isAbort(error)) return end(null, messageOf(error));
    if (options.signal.aborted) throw error;
    return end(null, null);
  }
}
