import { compareDistributions } from '../core/drift.ts';
import { findModel } from '../models/catalogue.ts';
import { collectLogits, worstFromFile, type CollectedPlace } from './collect-logits.ts';
import { exactConfiguration, sameConfiguration } from './configurations.ts';
import { fetchStoredPrompts, type StoredPrompt } from './stored-prompts.ts';
import type { Configuration, Drift } from './types.ts';
import { isAbort, unlessAborted } from '../protocol/abort.ts';
import { withModel, type VisitOptions } from './visit.ts';
import { withLimit } from './with-limit.ts';

/** How the prompts of a model are found; as `fetchStoredPrompts` unless told. */
export type PromptReader = (
  modelId: string,
  signal: AbortSignal,
  modelBase?: string | URL,
) => Promise<StoredPrompt[] | null>;

/** What the comparison is told, and whom it tells. */
export interface DriftOptions extends Omit<VisitOptions, 'onProgress'> {
  /** What one configuration may take; what takes longer is not compared. */
  readonly limitMs: number;
  readonly readPrompts?: PromptReader | undefined;
  /** A configuration begins. */
  readonly onStart?: ((configuration: Configuration) => VisitOptions['onProgress']) | undefined;
  /** A configuration was compared. `references`: those so far that the plan does not have. */
  readonly onDrift: (drift: Drift, references: readonly Configuration[]) => void;
}

/**
 * How far each configuration's distributions lie from those of the most exact one that the model has, which is run first. A
 * configuration that cannot be run has no drift; nor has a model without stored prompts, or whose reference cannot be run.
 *
 * @returns when all are through; rejects with AbortError only, when the signal fires
 */
export async function measureDrifts(
  configurations: readonly Configuration[],
  options: DriftOptions,
): Promise<void> {
  const { signal, modelBase, onDrift } = options;
  const readPrompts = options.readPrompts ?? fetchStoredPrompts;
  const references: Configuration[] = [];
  for (const modelId of new Set(configurations.map((one) => one.modelId))) {
    const entry = findModel(modelId);
    if (!entry) continue;
    const prompts = await unlessAborted(readPrompts(modelId, signal, modelBase), signal).catch((error) => {
      if (signal.aborted) throw error;
      return null;
    });
    if (!prompts) continue;
    const exact = exactConfiguration(entry);
    const kept = await collect(exact, prompts, options);
    if (!kept || kept.length === 0) continue;
    const own = configurations.findIndex((one) => sameConfiguration(one, exact));
    const reference = own >= 0 ? own : configurations.length + references.length;
    if (own < 0) references.push(exact);
    for (const [configuration, one] of configurations.entries()) {
      if (one.modelId !== modelId) continue;
      const places = sameConfiguration(one, exact) ? kept : await collect(one, prompts, options);
      // The file holds what the model's first form gives; any other form differs from it, and rightly so.
      const isOfFile = one.form === entry.forms[0]!.id;
      const compared = places && compare(places, kept, isOfFile);
      if (compared) onDrift({ configuration, reference, ...compared }, [...references]);
    }
  }
}

/** The logits of a configuration in an engine of its own; `null` where it cannot be run, or not in time. */
async function collect(
  configuration: Configuration,
  prompts: readonly StoredPrompt[],
  { limitMs, onStart, ...options }: DriftOptions,
): Promise<CollectedPlace[] | null> {
  const onProgress = onStart?.(configuration);
  try {
    return await withLimit(limitMs, options.signal, (signal) =>
      withModel(configuration, { ...options, signal, onProgress }, (model) =>
        collectLogits(model, prompts, signal),
      ),
    );
  } catch (error) {
    if (isAbort(error) && options.signal.aborted) throw error;
    return null;
  }
}

/** `null` where numbers are broken, or are not of the same places. */
function compare(places: readonly CollectedPlace[], kept: readonly CollectedPlace[], isOfFile: boolean) {
  if (places.length !== kept.length) return null;
  try {
    const pairs = places.map(({ logits }, i) => ({ logits, reference: kept[i]!.logits }));
    const compared = {
      ...compareDistributions(pairs),
      worstFromFile: isOfFile ? worstFromFile(places) : null,
    };
    // An infinity cannot be kept in a file, and says no more than that something is broken.
    const numbers = [compared.meanKlNats, compared.worstKlNats, compared.worstFromFile ?? 0];
    return numbers.every(Number.isFinite) ? compared : null;
  } catch {
    return null;
  }
}
