import type { Model } from '../engine/index.ts';
import type { RowStep, Step } from '../protocol/results.ts';
import type { Measurement } from './types.ts';

/** Always the likeliest token, and no work beside writing. */
const greedy = { temperature: 0, top: 0, seed: 0 } as const;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Writes on from a prompt, greedily, and measures it. A text may end before it has all its tokens. */
export async function measureWriting(
  model: Pick<Model, 'generate'>,
  prompt: readonly number[],
  maxTokens: number,
  signal: AbortSignal,
): Promise<Measurement> {
  const start = performance.now();
  const generation = model.generate(prompt, { ...greedy, maxTokens, signal });
  const steps: Step[] = [];
  for await (const step of generation) steps.push(step);
  const summary = await generation.finished;
  const totalMs = performance.now() - start;
  return {
    firstMs: summary.firstTokenMs ?? totalMs,
    prefillTokens: summary.promptTokenIds.length - summary.reusedTokens,
    decodedTokens: Math.max(0, steps.length - 1),
    decodeMs: sum(steps.slice(1).map(({ timeMs }) => timeMs)),
    stepsMs: runTimes(steps),
    totalMs,
    draftedTokens: summary.draftedTokens,
    acceptedTokens: summary.acceptedTokens,
    reusedTokens: summary.reusedTokens,
    dispatches: summary.dispatches,
    tokenIds: [...summary.tokenIds],
  };
}

/** Writes on from several prompts at once and measures it. */
export async function measureBatch(
  model: Pick<Model, 'generateTexts'>,
  prompts: readonly (readonly number[])[],
  maxTokens: number,
  signal: AbortSignal,
): Promise<Measurement> {
  const start = performance.now();
  const { seed, ...options } = greedy;
  const seeds = prompts.map(() => seed);
  const generation = model.generateTexts(prompts, { ...options, seeds, maxTokens, signal });
  const rows = prompts.map((): RowStep[] => []);
  for await (const step of generation) rows[step.row]!.push(step);
  const summary = await generation.finished;
  const totalMs = performance.now() - start;
  // The prompts are computed one after the other: the batch has its first token when every row has one.
  const firsts = rows.map((steps) => steps[0]?.timeMs ?? 0);
  const firstMs = summary.firstTokenMs === null ? totalMs : Math.max(...firsts);
  const lastMs = Math.max(...rows.map((steps) => sum(steps.map(({ timeMs }) => timeMs))));
  const stepsMs = rows.flatMap((steps, row) => {
    const [second, ...later] = runTimes(steps);
    // What a row waited for the prompts of the others is no step of its own.
    return second === undefined ? [] : [second - (firstMs - firsts[row]!), ...later];
  });
  return {
    firstMs,
    prefillTokens: sum(summary.rows.map((row) => row.promptTokenIds.length)) - summary.reusedTokens,
    decodedTokens: sum(rows.map((steps) => Math.max(0, steps.length - 1))),
    decodeMs: Math.max(0, lastMs - firstMs),
    stepsMs,
    totalMs,
    draftedTokens: 0,
    acceptedTokens: 0,
    reusedTokens: summary.reusedTokens,
    dispatches: summary.dispatches,
    tokenIds: summary.rows.flatMap((row) => row.tokenIds),
  };
}

/**
 * The times between a text's tokens, one for each run of the model after the first token's: the drafted tokens that come and
 * the one after them are there at once, and have one time together.
 */
function runTimes(steps: readonly Step[]): number[] {
  const times: number[] = [];
  let isWithinRun = false;
  for (const { timeMs, accepted } of steps.slice(1)) {
    if (isWithinRun) times[times.length - 1]! += timeMs;
    else times.push(timeMs);
    isWithinRun = Boolean(accepted);
  }
  return times;
}
