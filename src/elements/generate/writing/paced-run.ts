import type { Model } from '../../../engine/index.ts';
import type { GenerationSummary, Step } from '../../../protocol/results.ts';
import { recordOfStep, type TokenRecord } from '../../../records/index.ts';
import type { Job } from './job.ts';
import type { WritingOptions } from './types.ts';

/** A token that came. */
export interface Arrival {
  readonly step: Step;
  readonly record: TokenRecord;
}

/** What a run goes on from, and where its tokens go. */
export interface RunContext {
  readonly model: Model;
  readonly job: Job;
  readonly seed: number;
  /** Those of now: they may change while the text is written. */
  options(): WritingOptions;
  /** The text so far, and how many of its tokens were generated. */
  text(): { readonly tokenIds: readonly number[]; readonly continued: number };
  receive(arrival: Arrival): void;
  /** Puts all that was received into the text. */
  flush(): void;
}

/** The generations of one click: one, or one a token where a pace is kept. */
export async function pacedRun(context: RunContext, maxTokens: number): Promise<GenerationSummary> {
  const { model, job, seed } = context;
  const summaries: GenerationSummary[] = [];
  let left = maxTokens;
  for (;;) {
    const { settings, pace } = context.options();
    const { tokenIds, continued } = context.text();
    const started = performance.now();
    const generation = job.hold(
      model.generate(tokenIds, {
        ...settings,
        maxTokens: pace > 0 ? 1 : left,
        seed,
        continued,
        logits: true,
      }),
    );
    let isStale = false;
    for await (const step of generation) {
      context.receive({ step, record: recordOfStep(step, settings, seed) });
      if (isStale || !isOther(context.options(), { settings, pace })) continue;
      // Another generation goes on with the settings of now.
      isStale = true;
      void generation.stop().catch(() => undefined);
    }
    const summary = await generation.finished;
    context.flush();
    summaries.push(summary);
    left -= summary.tokenIds.length;
    const goesOn = summary.finishReason === 'max-tokens' || (isStale && summary.finishReason === 'stopped');
    if (!goesOn || left <= 0) return join(summaries);
    await job.wait(pace > 0 ? 1000 / pace - (performance.now() - started) : 0);
    if (job.isEnding) return { ...join(summaries), finishReason: 'stopped' };
  }
}

/** Whether a person has changed what the tokens are drawn with, or how fast. */
function isOther(now: WritingOptions, then: Pick<WritingOptions, 'settings' | 'pace'>): boolean {
  const names = Object.keys(then.settings) as (keyof WritingOptions['settings'])[];
  return now.pace !== then.pace || names.some((name) => now.settings[name] !== then.settings[name]);
}

/** One summary of generations that went on with each other. */
function join(summaries: readonly GenerationSummary[]): GenerationSummary {
  const { promptTokenIds, firstTokenMs, reusedTokens } = summaries[0]!;
  const total = (name: 'computedTokens' | 'draftedTokens' | 'acceptedTokens') =>
    summaries.reduce((sum, summary) => sum + summary[name], 0);
  return {
    ...summaries.at(-1)!,
    promptTokenIds,
    firstTokenMs,
    // Of the prompt: what a later one reuses is what this run wrote.
    reusedTokens,
    tokenIds: summaries.flatMap(({ tokenIds }) => tokenIds),
    computedTokens: total('computedTokens'),
    draftedTokens: total('draftedTokens'),
    acceptedTokens: total('acceptedTokens'),
    dispatches: summaries.reduce<number | null>(
      (sum, { dispatches }) => (sum === null || dispatches === null ? null : sum + dispatches),
      0,
    ),
  };
}
