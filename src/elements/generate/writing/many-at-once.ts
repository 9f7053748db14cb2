import type { Model } from '../../../engine/index.ts';
import type { GenerationCosts } from '../../../core/metrics.ts';
import type { RowStep } from '../../../protocol/results.ts';
import { recordOfStep, type TokenRecord } from '../../../records/index.ts';
import type { Completion } from '../../completions/types.ts';
import type { MetricsMeter } from '../metrics-meter.ts';
import type { Job } from './job.ts';
import { PerFrame } from './per-frame.ts';
import type { PromptSource, WritingOptions } from './types.ts';

/** One of many completions of the same prompt, which tokens are added to. */
export interface GrowingCompletion extends Completion {
  readonly tokens: TokenRecord[];
  finishReason: string | null;
}

/** Many completions, and what they complete. */
export interface Many {
  readonly source: PromptSource;
  readonly prompt: readonly TokenRecord[];
  readonly completions: readonly GrowingCompletion[];
  /** Places of those that a branch was made of. */
  readonly opened: readonly number[];
}

/** Completions without a token yet, with one seed after the other. */
export function newCompletions(count: number, firstSeed: number): GrowingCompletion[] {
  return Array.from({ length: count }, (_, i) => ({
    // Past the largest whole number that is exact, from 0 on.
    seed: (firstSeed + i) % Number.MAX_SAFE_INTEGER,
    tokens: [],
    finishReason: null,
  }));
}

/**
 * Writes the prompt several times as one batch.
 *
 * @param completions the tokens are added to these as they come
 * @param meter measures the batch
 * @param changed is told of new tokens once a frame at most
 */
export async function writeAtOnce(
  model: Model,
  job: Job,
  promptIds: readonly number[],
  completions: readonly GrowingCompletion[],
  { settings, maxTokens }: WritingOptions,
  meter: MetricsMeter,
  changed: () => void,
): Promise<void> {
  const news = new PerFrame<RowStep>((steps) => {
    meter.add(steps, null);
    changed();
  });
  let costs: GenerationCosts | null = null;
  meter.begin(model.info, promptIds.length);
  try {
    const seeds = completions.map(({ seed }) => seed);
    const generation = model.generateBatch(promptIds, { ...settings, maxTokens, seeds });
    for await (const step of job.hold(generation)) {
      const { seed, tokens } = completions[step.row]!;
      // The batch took the time, not the row.
      tokens.push({ ...recordOfStep(step, settings, seed), timeMs: null });
      news.push(step);
    }
    const summary = await generation.finished;
    // Nothing is drafted for several texts at once.
    costs = { ...summary, draftedTokens: 0, acceptedTokens: 0 };
    for (const [row, { finishReason }] of summary.rows.entries())
      completions[row]!.finishReason = finishReason;
  } finally {
    news.flush();
    meter.end(costs);
  }
}
