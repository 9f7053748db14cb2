import { median } from '../core/statistics.ts';
import { createEngine } from '../engine/engine.ts';
import { catalogue, downloadBytes, findForm, findModel } from '../models/catalogue.ts';
import type { CatalogueEntry } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type { LoadProgress } from '../protocol/results.ts';
import type { InferenceSettings } from '../protocol/settings.ts';
import { firstCandidates, threadCandidates } from './candidates.ts';
import { readMachine, type Machine } from './machine.ts';
import { isMeasured, tryOne, type MeasuredTrial, type Trial } from './trial.ts';
import type { Configuration } from './types.ts';
import { abortError, unlessAborted } from '../protocol/abort.ts';
import type { EngineSource } from './visit.ts';

export type { Trial } from './trial.ts';

/** What is the fastest here, and the numbers that decided. */
export interface FastestResult {
  readonly chosen: Configuration;
  /** In the order in which they were tried; candidates that the time did not reach are left out. */
  readonly tried: readonly Trial[];
  /** When it was kept, ISO 8601; left out of what was just found. */
  readonly date?: string;
}

/** What the search is at. */
export interface FastestProgress {
  readonly configuration: Configuration;
  /** How far its load has come; `null` before and after. */
  readonly load: LoadProgress | null;
  readonly tried: readonly Trial[];
  /** Whether it was tried before, and is visited once more. */
  readonly again: boolean;
}

export interface FastestOptions extends Partial<EngineSource> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FastestProgress) => void) | undefined;
  /** What the search may take in all, though it goes on until one candidate is measured; 20 seconds unless told. */
  readonly budgetMs?: number | undefined;
  /** All settings but backend and threads; the engine's defaults unless told. */
  readonly base?: InferenceSettings | undefined;
  /** As the browser tells unless told. */
  readonly machine?: Machine | undefined;
}

/**
 * Tries a model's forms on the backends that are there, then numbers of threads with the form that is the fastest on WASM.
 * Each is loaded once, in an engine of its own; the two fastest, where they are near each other, once more in turn.
 *
 * @throws EngineError `unknown-model`, or what the first candidate failed with where all failed; AbortError when the signal
 *   fires. Every engine is disposed of by then.
 */
export async function findFastest(modelId: string, options: FastestOptions = {}): Promise<FastestResult> {
  const entry = findModel(modelId);
  if (!entry) throw new EngineError('unknown-model', { id: modelId, known: catalogue.map(({ id }) => id) });
  const signal = options.signal ?? new AbortController().signal;
  const machine = options.machine ?? (await unlessAborted(readMachine(), signal));
  const search = new Search({ ...options, signal });
  await search.tryAll(firstCandidates(entry, machine, options.base));
  const best = search.byRate().find(({ configuration }) => configuration.settings.backend === 'wasm');
  if (best) await search.tryAll(threadCandidates(entry, best.configuration.form, machine, options.base));
  await search.tryAgain();
  if (signal.aborted) throw abortError();
  const { tried } = search;
  const chosen = chooseFastest(entry, tried);
  if (chosen) return { chosen, tried };
  const reason = tried.find(({ error }) => error)?.error;
  throw reason
    ? EngineError.fromMessage(reason)
    : new EngineError('unexpected', { detail: `No time could be told for ${modelId}` });
}

/** The fastest two are visited again where the second is at least this near to the first. */
const nearShare = 0.25;

class Search {
  tried: readonly Trial[] = [];
  private readonly options: FastestOptions & { readonly signal: AbortSignal };
  private readonly deadline: number;
  /** By configuration, what another visit would take. */
  private readonly againMs = new Map<Configuration, number>();

  constructor(options: FastestOptions & { readonly signal: AbortSignal }) {
    this.options = options;
    this.deadline = performance.now() + (options.budgetMs ?? 20_000);
  }

  private get leftMs(): number {
    return this.deadline - performance.now();
  }

  /** Those that were measured, the fastest first. */
  byRate(): MeasuredTrial[] {
    return this.tried.filter(isMeasured).sort((a, b) => b.tokensPerSecond - a.tokensPerSecond);
  }

  async tryAll(candidates: readonly Configuration[]): Promise<void> {
    for (const candidate of candidates) {
      // The first number is worth any time: without it there is nothing to choose.
      const leftMs = this.tried.some(isMeasured) ? this.leftMs : Infinity;
      if (leftMs <= 0) return;
      const { trial, againMs } = await this.visit(candidate, leftMs, false);
      this.againMs.set(candidate, againMs);
      this.tried = [...this.tried, trial];
    }
  }

  /**
   * Visits the fastest two once more, the later one first, so that what changes with time meets both alike, and judges each
   * by the median of its visits. Where they are far apart, or the time is not enough for both, all stays as it is.
   */
  async tryAgain(): Promise<void> {
    const [first, second] = this.byRate();
    if (!first || !second || second.tokensPerSecond < first.tokensPerSecond * (1 - nearShare)) return;
    const both = this.tried.filter((trial) => trial === first || trial === second).reverse();
    const wantedMs = both.reduce((sum, { configuration }) => sum + this.againMs.get(configuration)!, 0);
    if (this.leftMs < wantedMs) return;
    const visits = new Map<Trial, Trial>();
    for (const trial of both) {
      if (this.leftMs <= 0) break;
      visits.set(trial, (await this.visit(trial.configuration, this.leftMs, true)).trial);
    }
    // One visit of the one is not held against two of the other.
    const isWhole = both.every((trial) => hasEnded(visits.get(trial)));
    this.tried = this.tried.map((trial) => {
      const visit = visits.get(trial);
      return visit ? judge(trial, visit, isWhole) : trial;
    });
  }

  private async visit(
    configuration: Configuration,
    limitMs: number,
    again: boolean,
  ): Promise<{ trial: Trial; againMs: number }> {
    const { onProgress, modelBase, signal } = this.options;
    const { tried } = this;
    const tell = (load: LoadProgress | null) => onProgress?.({ configuration, load, tried, again });
    tell(null);
    const source = { createEngine: this.options.createEngine ?? createEngine, modelBase };
    return tryOne(configuration, limitMs, { ...source, signal, onProgress: tell });
  }
}

function hasEnded(visit: Trial | undefined): boolean {
  return visit !== undefined && (visit.tokensPerSecond !== null || visit.error !== null);
}

/** What fails the second time is not to be relied on, however fast it was. */
function judge(trial: Trial, { tokensPerSecond, error }: Trial, isWhole: boolean): Trial {
  if (error) return { ...trial, tokensPerSecond: null, error };
  if (!isWhole || trial.tokensPerSecond === null || tokensPerSecond === null) return trial;
  const rates = [trial.tokensPerSecond, tokensPerSecond];
  return { ...trial, tokensPerSecond: median(rates), rates };
}

/** Speeds that are nearer than this are taken for equal: the same configuration, measured twice, differs as much. */
const equalShare = 0.05;

/**
 * The fastest of those that were measured; of those within 5 % of it, the one that downloads least, then WASM, then fewer
 * threads. `null` where none was measured.
 */
export function chooseFastest(entry: CatalogueEntry, tried: readonly Trial[]): Configuration | null {
  const measured = tried.filter(isMeasured);
  const best = Math.max(...measured.map(({ tokensPerSecond }) => tokensPerSecond));
  const equal = measured.filter(({ tokensPerSecond }) => tokensPerSecond >= best * (1 - equalShare));
  const byWorth = equal.map(({ configuration }) => ({ configuration, worth: worthOf(entry, configuration) }));
  byWorth.sort(
    (a, b) => a.worth.map((own, i) => own - b.worth[i]!).find((difference) => difference !== 0) ?? 0,
  );
  return byWorth[0]?.configuration ?? null;
}

/** What decides among equals, the first number first, the least being the best. */
function worthOf(entry: CatalogueEntry, { form, settings }: Configuration): number[] {
  const found = findForm(entry, form)!;
  const backend = settings.backend === 'webgpu' ? 'webgpu' : 'wasm';
  return [
    downloadBytes(entry, found, backend) ?? Infinity,
    backend === 'wasm' ? 0 : 1,
    settings.threads ?? 0,
  ];
}
