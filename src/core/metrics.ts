import { median } from './statistics.ts';

/** When a token came. */
export interface TimedStep {
  /** Since the step before, of its own row; for the first, since the request, prompt included. Milliseconds. */
  readonly timeMs: number;
  /** The token was drafted and came: it took no run of its own. */
  readonly accepted?: true;
  /** The text among several at once; rising within a run of the model. */
  readonly row?: number;
}

/** What a generation cost, as far as only its end tells. */
export interface GenerationCosts {
  readonly firstTokenMs: number | null;
  readonly computedTokens: number;
  readonly reusedTokens: number;
  readonly draftedTokens: number;
  readonly acceptedTokens: number;
  readonly dispatches: number | null;
  readonly keptBytes: number;
  readonly memoryBytes: number | null;
}

/** What is known of a generation before its first token. */
export interface GenerationSetting {
  /** The catalogue's id of the model. */
  readonly model: string | null;
  /** The form of its weights. */
  readonly form: string | null;
  readonly backend: 'webgpu' | 'wasm' | null;
  /** Of the WASM build; `null` on WebGPU. */
  readonly threads: number | null;
  /** Tokens that the generation goes on from: the prompt, and what was written before. */
  readonly promptTokens: number | null;
}

/**
 * A generation in numbers, while it goes on or after it. Each is `null` where it is not known: what the generation cost is
 * known at its end.
 *
 * Rates leave out the first run of the model, which reads the prompt. A run gives one token, or several where drafted ones
 * came or several texts are written at once, so rates are taken over whole runs: a stretch is the fewest runs up to some
 * run that hold {@link stretchTokens} tokens, and its rate is their tokens by their time.
 */
export interface GenerationMetrics extends GenerationSetting {
  /** From the request to the first token, milliseconds. */
  readonly firstTokenMs: number | null;
  /** Tokens that came, all rows together. */
  readonly tokens: number;
  /** The rate of the last stretch; of all runs but the first, where they are no stretch yet. */
  readonly tokensPerSecondNow: number | null;
  /**
   * The median, over the tokens, of the rates of the stretches that end with their runs: half of the tokens came at this
   * rate or a lower one. A run counts as often as it gave tokens, so that runs of accepted drafts weigh what they wrote.
   */
  readonly tokensPerSecondMedian: number | null;
  /** From the request to the last token so far, milliseconds; where a person paused it, the pauses are left out. */
  readonly totalMs: number;
  /** Tokens of the prompt whose keys and values were there already. */
  readonly reusedTokens: number | null;
  /** Positions that the model computed. */
  readonly computedTokens: number | null;
  /** Tokens that prompt lookup proposed. */
  readonly draftedTokens: number | null;
  /** Those of them that came. */
  readonly acceptedTokens: number;
  /** Dispatches of compute shaders; `null` on WASM as well. */
  readonly dispatches: number | null;
  /** Bytes of the keys and values that are kept for later texts. */
  readonly keptBytes: number | null;
  /** Bytes that the runtime holds at the end, for all models of its worker; on WebGPU with its buffers. */
  readonly memoryBytes: number | null;
}

/** Tokens over which a rate is taken: enough for the clock's steps to be small beside them. */
export const stretchTokens = 8;

/** A run of the model: the tokens that it gave, and how long it took. */
interface ModelRun {
  tokens: number;
  ms: number;
}

/**
 * A generation in numbers.
 *
 * @param steps those that came so far
 * @param costs what the generation came to; `null` while it goes on, or where it failed
 */
export function generationMetrics(
  setting: GenerationSetting,
  steps: readonly TimedStep[],
  costs: GenerationCosts | null,
): GenerationMetrics {
  const runs = runsOf(steps);
  return {
    model: setting.model,
    form: setting.form,
    backend: setting.backend,
    threads: setting.threads,
    promptTokens: setting.promptTokens,
    firstTokenMs: costs?.firstTokenMs ?? steps[0]?.timeMs ?? null,
    tokens: steps.length,
    ...ratesOf(runs.slice(1)),
    totalMs: timeOf(runs),
    reusedTokens: costs?.reusedTokens ?? null,
    computedTokens: costs?.computedTokens ?? null,
    draftedTokens: costs?.draftedTokens ?? null,
    acceptedTokens: costs?.acceptedTokens ?? steps.filter(({ accepted }) => accepted).length,
    dispatches: costs?.dispatches ?? null,
    keptBytes: costs?.keptBytes ?? null,
    memoryBytes: costs?.memoryBytes ?? null,
  };
}

/** The runs that steps came from. A run gives the drafted tokens that come and the one after them, or a token a row. */
function runsOf(steps: readonly TimedStep[]): ModelRun[] {
  const runs: ModelRun[] = [];
  let before: TimedStep | undefined;
  for (const step of steps) {
    const { timeMs, row } = step;
    const run = runs.at(-1);
    if (run && row !== undefined && row > (before?.row ?? Infinity)) {
      run.tokens++;
      // Each row has waited for the same run.
      run.ms = Math.max(run.ms, timeMs);
    } else if (run && row === undefined && before?.accepted) {
      run.tokens++;
      run.ms += timeMs;
    } else {
      runs.push({ tokens: 1, ms: timeMs });
    }
    before = step;
  }
  return runs;
}

function timeOf(runs: readonly ModelRun[]): number {
  return runs.reduce((sum, { ms }) => sum + ms, 0);
}

function ratesOf(
  runs: readonly ModelRun[],
): Pick<GenerationMetrics, 'tokensPerSecondNow' | 'tokensPerSecondMedian'> {
  const rates: number[] = [];
  let now: number | null = null;
  let first = 0;
  let tokens = 0;
  for (const [last, run] of runs.entries()) {
    tokens += run.tokens;
    while (tokens - runs[first]!.tokens >= stretchTokens) tokens -= runs[first++]!.tokens;
    // Added up anew: what a running sum would leave behind is no time.
    const ms = timeOf(runs.slice(first, last + 1));
    // A clock of coarse steps may tell no time at all.
    now = ms > 0 ? (tokens * 1000) / ms : null;
    if (tokens < stretchTokens || now === null) continue;
    for (let token = 0; token < run.tokens; token++) rates.push(now);
  }
  return { tokensPerSecondNow: now, tokensPerSecondMedian: rates.length > 0 ? median(rates) : now };
}
