import { scoreToken } from '../core/decode-step.ts';
import { BrokenLogitsError } from '../core/softmax.ts';
import type { Backend, CatalogueEntry } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type { GenerateSettings } from '../protocol/options.ts';
import type {
  BatchSummary,
  GenerationSummary,
  RowStep,
  ScoredText,
  ScoredToken,
  Step,
} from '../protocol/results.ts';
import { CausalGraph, chunkLength, type Logits } from './causal-graph.ts';
import { gather, lengthOf, release, type KvCache } from './kv-cache.ts';
import type { OpenModel } from './open-model.ts';
import { PrefixCache } from './prefix-cache.ts';
import { RowWriter, type RowModel } from './row-writer.ts';
import { encodeText, requireFit } from './text-input.ts';
import { yieldToMessages } from './yield-to-messages.ts';

/** An autoregressive model: generates and scores, token by token. */
export class CausalModel {
  private readonly model: OpenModel;
  private readonly entry: CatalogueEntry;
  private readonly backend: Backend;
  private readonly graph: CausalGraph;
  private readonly row: RowModel;
  private readonly prefixes = new PrefixCache();

  constructor(model: OpenModel, entry: CatalogueEntry, backend: Backend) {
    this.model = model;
    this.entry = entry;
    this.backend = backend;
    this.graph = new CausalGraph(model);
    const { vocabulary, endIds } = model;
    this.row = { vocabulary, endIds, contextLength: entry.contextLength };
  }

  /**
   * Generates until something ends it.
   *
   * @param prompt text, tokenized with the model's own markers, or token ids as they are
   * @param emit called with each step as it is there
   * @param isStopped asked between tokens and between the chunks of a long prompt
   */
  async generate(
    prompt: string | readonly number[],
    settings: GenerateSettings,
    emit: (step: Step) => void,
    isStopped: () => boolean,
  ): Promise<GenerationSummary> {
    const started = performance.now();
    const promptTokenIds = this.encode(prompt, 1);
    const row = new RowWriter(this.row, promptTokenIds, settings, settings.seed, started);
    let cache = await this.prefixes.take(promptTokenIds);
    let computedTokens = 0;
    let firstTokenMs: number | null = null;
    try {
      for (;;) {
        const next = await this.graph.advance(row.textTokenIds, cache, isStopped);
        ({ cache } = next);
        computedTokens += next.computed;
        if (!next.logits) break;
        const step = this.checked(() => row.write(next.logits!.data));
        firstTokenMs ??= performance.now() - started;
        emit(step);
        if (row.finishReason) break;
        await yieldToMessages();
        if (isStopped()) break;
      }
    } finally {
      this.prefixes.put(cache);
    }
    return {
      finishReason: row.finishReason ?? 'stopped',
      promptTokenIds,
      tokenIds: row.generated,
      seed: settings.seed,
      firstTokenMs,
      computedTokens,
    };
  }

  /**
   * Generates several continuations of one prompt at once. The prompt is computed once; a row that has ended leaves
   * the batch. Each row is what {@link generate} writes with its seed, but for the order of sums in a wider
   * multiplication.
   */
  async generateBatch(
    prompt: string | readonly number[],
    settings: GenerateSettings,
    seeds: readonly number[],
    emit: (step: RowStep) => void,
    isStopped: () => boolean,
  ): Promise<BatchSummary> {
    const started = performance.now();
    const promptTokenIds = this.encode(prompt, 1);
    const rows = seeds.map((seed) => new RowWriter(this.row, promptTokenIds, settings, seed, started));
    let firstTokenMs: number | null = null;
    let computedTokens = 0;
    /** The rows that still write, and their keys and values in the same order. */
    let live = rows.map((_, index) => index);
    let cache: KvCache | null = await this.prefixes.take(promptTokenIds);
    try {
      const first = await this.graph.advance(promptTokenIds, cache, isStopped);
      ({ cache } = first);
      computedTokens += first.computed;
      let logits: Logits | null = first.logits;
      const prompted = cache!;
      cache =
        logits &&
        (await gather(
          prompted,
          Array.from(rows, () => 0),
          lengthOf(prompted),
        ));
      this.prefixes.put(prompted);
      while (logits) {
        const { data, vocabulary } = logits;
        live.forEach((index, place) => {
          // The first logits are one row for all.
          const at = data.length > vocabulary ? place * vocabulary : 0;
          const step = this.checked(() => rows[index]!.write(data.slice(at, at + vocabulary)));
          firstTokenMs ??= performance.now() - started;
          emit({ ...step, row: index });
        });
        const going = live.flatMap((index, place) => (rows[index]!.finishReason ? [] : [place]));
        if (going.length < live.length) cache = await this.retire(cache!, going);
        live = going.map((place) => live[place]!);
        if (live.length === 0) break;
        await yieldToMessages();
        if (isStopped()) break;
        const next = await this.graph.run(
          live.map((index) => [rows[index]!.textTokenIds.at(-1)!]),
          cache,
          1,
        );
        ({ logits, cache } = next);
        computedTokens += live.length;
      }
      if (cache) cache = await this.retire(cache, []);
    } finally {
      release(cache);
    }
    return {
      promptTokenIds,
      rows: rows.map(({ generated, finishReason }, index) => ({
        seed: seeds[index]!,
        tokenIds: generated,
        finishReason: finishReason ?? 'stopped',
      })),
      firstTokenMs,
      computedTokens,
    };
  }

  /** Takes rows out of a batch; their keys and values are kept, since somebody may go on with their text. */
  private async retire(cache: KvCache, going: readonly number[]): Promise<KvCache> {
    const length = lengthOf(cache);
    for (let row = 0; row < cache.rows.length; row++) {
      if (!going.includes(row)) this.prefixes.put(await gather(cache, [row], length));
    }
    const rest = await gather(cache, going, length);
    release(cache);
    return rest;
  }

  /**
   * The tokens of a text, from one on, with the probability that the model gave each.
   *
   * @param from the first token to judge; those before it are context, computed only where they are not there yet
   * @param keepLogits whether each token carries the logits that judged it, shape [vocabulary]
   */
  async score(
    text: string | readonly number[],
    top: number,
    from: number,
    keepLogits: boolean,
    isStopped: () => boolean,
  ): Promise<ScoredText> {
    const ids = this.encode(text, 0);
    const pieces = this.model.vocabulary.read(ids);
    const tokens: ScoredToken[] = from === 0 ? [{ ...pieces[0]!, ...unscored }] : [];
    let computedTokens = 0;
    // The logits of the token before the first one are needed, and so its run.
    let cache = await this.prefixes.take(ids, Math.max(0, from - 1));
    try {
      // The last token's own successor is nobody's: it need not be run.
      while (lengthOf(cache) < ids.length - 1) {
        const start = lengthOf(cache);
        const end = Math.min(start + chunkLength, ids.length - 1);
        const wanted = Math.min(end - start, Math.max(0, end + 1 - Math.max(1, from)));
        const result = await this.graph.run([ids.slice(start, end)], cache, Math.max(1, wanted));
        cache = result.cache;
        computedTokens += end - start;
        const { data, vocabulary } = result.logits;
        for (let i = 0; i < wanted; i++) {
          const position = end - wanted + i + 1;
          const row = data.subarray(i * vocabulary, (i + 1) * vocabulary);
          const numbers = this.checked(() => scoreToken(row, ids[position]!, top));
          tokens.push({
            ...numbers,
            ...pieces[position]!,
            top: numbers.top.map((candidate) => ({
              ...candidate,
              ...this.model.vocabulary.label(candidate.tokenId),
            })),
            ...(keepLogits ? { logits: row.slice() } : {}),
          });
        }
        await yieldToMessages();
        // Half a score is none. Whoever cancelled has gone; whoever has not, lost the model.
        if (isStopped()) throw new EngineError('disposed', {});
      }
    } finally {
      this.prefixes.put(cache);
    }
    return { tokens, computedTokens };
  }

  /** The logits of the token after a text, shape [vocabulary]. */
  async logits(tokenIds: readonly number[], isStopped: () => boolean): Promise<Float32Array> {
    const ids = this.encode(tokenIds, 0);
    let cache = await this.prefixes.take(ids);
    try {
      const next = await this.graph.advance(ids, cache, isStopped);
      ({ cache } = next);
      if (!next.logits) throw new EngineError('disposed', {});
      return next.logits.data;
    } finally {
      this.prefixes.put(cache);
    }
  }

  async close(): Promise<void> {
    this.prefixes.clear();
    await this.model.close();
  }

  private encode(input: string | readonly number[], room: number): number[] {
    const { vocabulary } = this.model;
    if (typeof input === 'string') return encodeText(this.model, this.entry, input, room);
    if (input.length === 0) throw new EngineError('empty-text', {});
    vocabulary.require(input);
    requireFit(input.length, this.entry.contextLength - room);
    return [...input];
  }

  private checked<T>(compute: () => T): T {
    try {
      return compute();
    } catch (error) {
      if (error instanceof BrokenLogitsError)
        throw new EngineError('broken-numbers', { backend: this.backend });
      throw error;
    }
  }
}

/** The numbers of a token with nothing before it. */
const unscored = {
  probability: null,
  logProbability: null,
  rank: null,
  surprisalBits: null,
  entropyBits: null,
  top: [],
};
