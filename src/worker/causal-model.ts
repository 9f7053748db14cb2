import { BrokenLogitsError } from '../core/softmax.ts';
import { decodeStep, scoreToken, type CandidateNumbers } from '../core/decode-step.ts';
import { uniform } from '../core/random.ts';
import { StopWatcher } from '../core/stop-strings.ts';
import type { Backend, CatalogueEntry } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type { GenerateSettings } from '../protocol/options.ts';
import type {
  FinishReason,
  GenerationSummary,
  ScoredToken,
  Step,
  StepCandidate,
} from '../protocol/results.ts';
import type { OpenModel } from './open-model.ts';
import { int64Tensor, ortTensor, runSession, type Feeds, type OrtTensor } from './session.ts';
import { encodeText, requireFit } from './text-input.ts';
import { PieceReader } from './vocabulary.ts';
import { yieldToMessages } from './yield-to-messages.ts';

/** Positions computed in one run: long prompts in one go are slower on WASM, and would keep a stop waiting. */
const chunkLength = 128;

/** Keys and values of the positions computed so far, where the backend left them. */
interface KvCache {
  readonly tokenIds: readonly number[];
  /** By input name, `past_key_values.{layer}.{key|value}`. */
  readonly tensors: Feeds;
}

/** Logits of the positions that were kept, shape [positions, vocabulary]. */
interface Logits {
  readonly data: Float32Array;
  readonly vocabulary: number;
}

/** An autoregressive model: generates and scores, token by token. */
export class CausalModel {
  private readonly model: OpenModel;
  private readonly entry: CatalogueEntry;
  private readonly backend: Backend;
  /** What the last generation computed, so that going on with its text computes the new tokens only. */
  private kept: KvCache | null = null;

  constructor(model: OpenModel, entry: CatalogueEntry, backend: Backend) {
    this.model = model;
    this.entry = entry;
    this.backend = backend;
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
    const { vocabulary, endIds } = this.model;
    const promptTokenIds = this.encode(prompt, 1);
    const textTokenIds = [...promptTokenIds];
    const generated: number[] = [];
    const reader = new PieceReader(vocabulary);
    const stops = new StopWatcher(settings.stop);
    // A continued text may have left a character, or a stop string, half written.
    for (const id of promptTokenIds.slice(Math.max(0, promptTokenIds.length - settings.continued))) {
      const { text, special } = reader.read(id);
      if (!special) stops.push(text);
    }

    let cache = this.takeKept(textTokenIds);
    let computedTokens = 0;
    let firstTokenMs: number | null = null;
    let finishReason: FinishReason = 'stopped';
    let last = started;
    try {
      for (;;) {
        const next = await this.advance(textTokenIds, cache, isStopped);
        ({ cache } = next);
        computedTokens += next.computed;
        if (!next.logits) break;

        const index = settings.continued + generated.length;
        const numbers = this.checked(() =>
          decodeStep(next.logits!.data, settings, textTokenIds, uniform(settings.seed, index), settings.top),
        );
        const { tokenId } = numbers;
        generated.push(tokenId);
        textTokenIds.push(tokenId);
        const piece = reader.read(tokenId);
        const reason = endIds.includes(tokenId)
          ? ('end-of-text' as const)
          : !piece.special && stops.push(piece.text) !== undefined
            ? ('stop-string' as const)
            : textTokenIds.length >= this.entry.contextLength
              ? ('context-full' as const)
              : generated.length >= settings.maxTokens
                ? ('max-tokens' as const)
                : undefined;
        const now = performance.now();
        firstTokenMs ??= now - started;
        emit({
          ...numbers,
          ...piece,
          index,
          top: numbers.top.map((candidate) => this.label(candidate)),
          timeMs: now - last,
          ...(reason ? { finishReason: reason } : {}),
        });
        last = now;
        if (reason) {
          finishReason = reason;
          break;
        }
        await yieldToMessages();
        if (isStopped()) break;
      }
    } finally {
      this.keep(cache);
    }
    return {
      finishReason,
      promptTokenIds,
      tokenIds: generated,
      seed: settings.seed,
      firstTokenMs,
      computedTokens,
    };
  }

  /** Every token of a text with the probability that the model gave it. */
  async score(
    text: string | readonly number[],
    top: number,
    isStopped: () => boolean,
  ): Promise<ScoredToken[]> {
    const ids = this.encode(text, 0);
    const pieces = this.model.vocabulary.read(ids);
    const scored: ScoredToken[] = [
      {
        ...pieces[0]!,
        probability: null,
        logProbability: null,
        rank: null,
        surprisalBits: null,
        entropyBits: null,
        top: [],
      },
    ];
    let cache: KvCache | null = null;
    try {
      // The last token's own successor is nobody's: it need not be run.
      for (let start = 0; start < ids.length - 1; start += chunkLength) {
        const chunk = ids.slice(start, Math.min(start + chunkLength, ids.length - 1));
        const result = await this.run(chunk, cache, 0);
        cache = result.cache;
        const { data, vocabulary } = result.logits;
        for (let i = 0; i < chunk.length; i++) {
          const position = start + i + 1;
          const row = data.subarray(i * vocabulary, (i + 1) * vocabulary);
          const numbers = this.checked(() => scoreToken(row, ids[position]!, top));
          scored.push({
            ...numbers,
            ...pieces[position]!,
            top: numbers.top.map((candidate) => ({
              ...candidate,
              ...this.model.vocabulary.label(candidate.tokenId),
            })),
          });
        }
        await yieldToMessages();
        // Half a score is none. Whoever cancelled has gone; whoever has not, lost the model.
        if (isStopped()) throw new EngineError('disposed', {});
      }
    } finally {
      release(cache);
    }
    return scored;
  }

  async close(): Promise<void> {
    this.keep(null);
    await this.model.close();
  }

  private encode(input: string | readonly number[], room: number): number[] {
    const { vocabulary } = this.model;
    if (typeof input === 'string') return encodeText(this.model, this.entry, input, room);
    if (input.length === 0) throw new EngineError('empty-text', {});
    const strange = input.find((id) => !vocabulary.has(id));
    if (strange !== undefined) {
      throw new EngineError('invalid-option', {
        name: 'tokenIds',
        value: String(strange),
        expected: `whole numbers from 0 to ${vocabulary.size - 1}`,
      });
    }
    requireFit(input.length, this.entry.contextLength - room);
    return [...input];
  }

  private label(numbers: CandidateNumbers): StepCandidate {
    return { ...numbers, ...this.model.vocabulary.label(numbers.tokenId) };
  }

  /** Computes what the cache lacks of a text; no logits when it was stopped on the way. */
  private async advance(
    tokenIds: readonly number[],
    from: KvCache | null,
    isStopped: () => boolean,
  ): Promise<{ logits: Logits | null; cache: KvCache | null; computed: number }> {
    let cache = from;
    let computed = 0;
    for (;;) {
      const start = cache?.tokenIds.length ?? 0;
      const chunk = tokenIds.slice(start, start + chunkLength);
      const result = await this.run(chunk, cache, 1);
      cache = result.cache;
      computed += chunk.length;
      if (start + chunk.length >= tokenIds.length) return { logits: result.logits, cache, computed };
      await yieldToMessages();
      if (isStopped()) return { logits: null, cache, computed };
    }
  }

  /**
   * One run of the graph.
   *
   * @param keepLogits how many of the last positions to give logits for; 0 gives all
   */
  private async run(
    newIds: readonly number[],
    past: KvCache | null,
    keepLogits: number,
  ): Promise<{ logits: Logits; cache: KvCache }> {
    const { session } = this.model;
    const pastLength = past?.tokenIds.length ?? 0;
    const feeds: Feeds = {
      input_ids: int64Tensor(newIds, [1, newIds.length]),
      attention_mask: ortTensor('int64', ones(pastLength + newIds.length), [1, pastLength + newIds.length]),
      num_logits_to_keep: int64Tensor([keepLogits], []),
      ...(past?.tensors ?? this.emptyCache()),
    };
    const outputs = await runSession(session, feeds);
    const logits = outputs['logits']!;
    const tensors: Feeds = {};
    for (const [name, tensor] of Object.entries(outputs)) {
      if (name.startsWith('present')) tensors[name.replace('present', 'past_key_values')] = tensor;
    }
    release(past);
    return {
      logits: { data: logits.data as Float32Array, vocabulary: logits.dims.at(-1)! },
      cache: { tokenIds: [...(past?.tokenIds ?? []), ...newIds], tensors },
    };
  }

  private emptyCache(): Feeds {
    const feeds: Feeds = {};
    for (const { name, type, shape } of this.model.session.inputMetadata) {
      if (!name.startsWith('past_key_values')) continue;
      const [, heads, , width] = shape as [unknown, number, unknown, number];
      feeds[name] =
        type === 'float16'
          ? ortTensor('float16', new Uint16Array(0), [1, heads, 0, width])
          : ortTensor('float32', new Float32Array(0), [1, heads, 0, width]);
    }
    return feeds;
  }

  /** The cache of the last generation, if the text goes on from exactly there. */
  private takeKept(tokenIds: readonly number[]): KvCache | null {
    const { kept } = this;
    const goesOn =
      kept && kept.tokenIds.length < tokenIds.length && kept.tokenIds.every((id, i) => id === tokenIds[i]);
    if (!goesOn) {
      this.keep(null);
      return null;
    }
    this.kept = null;
    return kept;
  }

  private keep(cache: KvCache | null): void {
    if (this.kept !== cache) release(this.kept);
    this.kept = cache;
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

/** Frees a cache's GPU buffers; on WASM the arrays are left to the garbage collector. */
function release(cache: KvCache | null): void {
  if (cache) for (const tensor of Object.values<OrtTensor>(cache.tensors)) tensor.dispose();
}

let onesBuffer = new BigInt64Array(0);

function ones(length: number): BigInt64Array {
  if (onesBuffer.length < length) onesBuffer = new BigInt64Array(Math.max(length, 512)).fill(1n);
  return onesBuffer.slice(0, length);
}
