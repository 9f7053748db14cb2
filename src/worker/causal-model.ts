import { scoreToken } from '../core/decode-step.ts';
import type { Backend, CatalogueEntry } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type { GenerateSettings } from '../protocol/options.ts';
import type { RunSettings } from '../protocol/settings.ts';
import type {
  BatchSummary,
  GenerationSummary,
  RowStep,
  ScoredText,
  ScoredToken,
  Step,
} from '../protocol/results.ts';
import { CausalGraph } from './causal-graph.ts';
import { checkLogits } from './check-logits.ts';
import { lengthOf, release, type KvCache } from './kv-cache.ts';
import type { OpenModel } from './open-model.ts';
import { PrefixCache } from './prefix-cache.ts';
import { encodeText, requireFit } from './text-input.ts';
import { writeBatch } from './write-batch.ts';
import { writeText, type Writing } from './write-text.ts';
import { yieldToMessages } from './yield-to-messages.ts';

/** An autoregressive model: generates and scores, token by token. */
export class CausalModel {
  private readonly model: OpenModel;
  private readonly entry: CatalogueEntry;
  private readonly backend: Backend;
  private readonly graph: CausalGraph;
  private readonly prefixes = new PrefixCache();
  private readonly writing: Writing;

  constructor(model: OpenModel, entry: CatalogueEntry, backend: Backend) {
    this.model = model;
    this.entry = entry;
    this.backend = backend;
    const { vocabulary, endIds } = model;
    const { contextLength } = entry;
    this.graph = new CausalGraph(model, firstChunkOf(entry, backend));
    const row = { vocabulary, endIds, contextLength };
    this.writing = { graph: this.graph, row, backend, prefixes: this.prefixes };
  }

  /**
   * Generates until something ends it: see {@link writeText}.
   *
   * @param prompt text, tokenized with the model's own markers, or token ids as they are
   */
  async generate(
    prompt: string | readonly number[],
    settings: GenerateSettings,
    emit: (step: Step) => void,
    isStopped: () => boolean,
  ): Promise<GenerationSummary> {
    return writeText(this.writing, this.encode(prompt, 1), settings, emit, isStopped);
  }

  /**
   * Generates several texts at once, one for each seed: see {@link writeBatch}.
   *
   * @param prompts one for all, or as many as there are seeds
   */
  async generateBatch(
    prompts: readonly (string | readonly number[])[],
    settings: GenerateSettings,
    seeds: readonly number[],
    emit: (step: RowStep) => void,
    isStopped: () => boolean,
  ): Promise<BatchSummary> {
    // The same prompt is the same list, and so computed once.
    const encoded = new Map<string, readonly number[]>();
    const ids = prompts.map((prompt) => {
      const list = this.encode(prompt, 1);
      const key = list.join();
      if (!encoded.has(key)) encoded.set(key, list);
      return encoded.get(key)!;
    });
    const ofRows = seeds.map((_, row) => ids[prompts.length === 1 ? 0 : row]!);
    return writeBatch(this.writing, ofRows, settings, seeds, emit, isStopped);
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
    run: RunSettings,
    isStopped: () => boolean,
  ): Promise<ScoredText> {
    const ids = this.encode(text, 0);
    const pieces = this.model.vocabulary.read(ids);
    const tokens: ScoredToken[] = from === 0 ? [{ ...pieces[0]!, ...unscored }] : [];
    let computedTokens = 0;
    // The logits of the token before the first one are needed, and so its run.
    let cache = await this.take(ids, run, Math.max(0, from - 1));
    try {
      // The last token's own successor is nobody's: it need not be run.
      while (lengthOf(cache) < ids.length - 1) {
        const start = lengthOf(cache);
        const end = Math.min(start + this.graph.chunkLength, ids.length - 1);
        const wanted = Math.min(end - start, Math.max(0, end + 1 - Math.max(1, from)));
        const past = cache;
        // Used up, also where it fails.
        cache = null;
        const result = await this.graph.run([ids.slice(start, end)], past, {
          keepLogits: Math.max(1, wanted),
          allLogits: run.allLogits,
        });
        cache = result.cache;
        computedTokens += end - start;
        const { data, vocabulary } = result.logits;
        for (let i = 0; i < wanted; i++) {
          const position = end - wanted + i + 1;
          const row = data.subarray(i * vocabulary, (i + 1) * vocabulary);
          const numbers = checkLogits(this.backend, () => scoreToken(row, ids[position]!, top));
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
      this.give(cache, run);
    }
    return { tokens, computedTokens };
  }

  /** The logits of the token after a text, shape [vocabulary]. */
  async logits(
    tokenIds: readonly number[],
    run: RunSettings,
    isStopped: () => boolean,
  ): Promise<Float32Array> {
    const ids = this.encode(tokenIds, 0);
    const past = await this.take(ids, run);
    let cache: KvCache | null = null;
    try {
      const next = await this.graph.advance(
        ids,
        past,
        { keepLogits: 1, allLogits: run.allLogits },
        isStopped,
      );
      ({ cache } = next);
      if (!next.logits) throw new EngineError('disposed', {});
      // Of its own buffer: that of all positions would cross to the page as a whole.
      return next.logits.data.slice();
    } finally {
      this.give(cache, run);
    }
  }

  /** Runs the model once for a prompt and once for a token after it, so that what is compiled at the first run is there. */
  async warmUp(): Promise<void> {
    const id = this.model.endIds[0] ?? 0;
    const wants = { keepLogits: 1, allLogits: false };
    const first = await this.graph.run([[id, id]], null, wants);
    release((await this.graph.run([[id]], first.cache, wants)).cache);
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

  private async take(
    ids: readonly number[],
    { kvCache, prefixCache }: RunSettings,
    most?: number,
  ): Promise<KvCache | null> {
    return kvCache && prefixCache ? this.prefixes.take(ids, most) : null;
  }

  private give(cache: KvCache | null, { kvCache, prefixCache }: RunSettings): void {
    if (kvCache && prefixCache) this.prefixes.put(cache);
    else release(cache);
  }
}

/**
 * Positions of the first chunk of a long prompt, before the machine is known: on WASM some 60 ms of two threads for any size
 * of model. A GPU takes more at once.
 */
function firstChunkOf({ parameters }: CatalogueEntry, backend: Backend): number {
  return backend === 'webgpu' ? 64 : 1.1e9 / parameters;
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
