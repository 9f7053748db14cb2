import type { Task } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type { Calls } from '../protocol/messages.ts';
import {
  resolveFrom,
  resolveGenerateOptions,
  resolveSeeds,
  resolveTop,
  type GenerateOptions,
} from '../protocol/options.ts';
import type {
  BatchSummary,
  ChatMessage,
  ChatPrompt,
  FilledBlank,
  ModelInfo,
  RowStep,
  ScoredToken,
  Step,
  TokenPiece,
  VocabularyTable,
} from '../protocol/results.ts';
import { Generation } from './generation.ts';
import type { Slot } from './slot.ts';

/** How to read a text. */
export interface ReadOptions {
  /** How many candidates each place lists; 10 unless told. */
  top?: number;
  signal?: AbortSignal;
}

/** How to judge a text. */
export interface ScoreOptions extends ReadOptions {
  /** The first token to judge, as a place in the text; those before it are context. 0 unless told. */
  from?: number;
  /** Whether each token carries the logits that it was judged by; not unless told. */
  logits?: boolean;
}

/**
 * A loaded model. It lives on when the engine changes its backend: the next call runs on the new one.
 * Texts must not be empty, hold NUL or half a surrogate pair, or, but for `tokenize`, be longer than the context; each
 * call rejects with an `EngineError` that says which, and by how much.
 */
export class Model {
  private readonly slot: Slot;
  private disposed = false;

  /** Made by `engine.load`. */
  constructor(slot: Slot) {
    this.slot = slot;
  }

  /** What is loaded, and where it runs. */
  get info(): ModelInfo {
    return this.slot.info!;
  }

  /**
   * Writes on from a prompt.
   *
   * @param prompt a text, to which the tokenizer adds the model's markers, or token ids as they are
   * @returns an async iterable of steps, each with the token, its numbers before temperature and filters, and the
   *   numbers after them under names that begin with `final`; errors come out of the loop
   */
  generate(
    prompt: string | readonly number[],
    options: GenerateOptions & { signal?: AbortSignal } = {},
  ): Generation {
    const { signal, ...rest } = options;
    return this.start('generate', prompt, rest, {}, signal);
  }

  /**
   * Writes several continuations of one prompt at once, one for each seed, as a batch: the prompt is computed once,
   * and the model's weights are read once for all rows of a step.
   *
   * @param options as for {@link generate}; `seeds` takes the place of `seed`, 1 to 64 of them
   * @returns an async iterable of the steps of all rows as they come, each with its `row`
   */
  generateBatch(
    prompt: string | readonly number[],
    options: Omit<GenerateOptions, 'seed'> & { seeds: readonly number[]; signal?: AbortSignal },
  ): Generation<RowStep, BatchSummary> {
    const { signal, seeds, ...rest } = options;
    return this.start('generateBatch', prompt, rest, { seeds }, signal);
  }

  private start<T extends 'generate' | 'generateBatch'>(
    type: T,
    prompt: string | readonly number[],
    options: GenerateOptions,
    more: { seeds?: readonly number[] },
    signal?: AbortSignal,
  ): Generation<T extends 'generate' ? Step : RowStep, Calls[T]['result']> {
    let stopped = false;
    let stopCall: (() => void) | null = null;
    const start = async (onSteps: (steps: never[]) => void, joined: AbortSignal) => {
      this.require('autoregressive');
      checkInput('prompt', prompt, true);
      const request = {
        prompt: typeof prompt === 'string' ? prompt : [...prompt],
        settings: resolveGenerateOptions(options),
        ...(type === 'generateBatch' ? { seeds: resolveSeeds(more.seeds) } : {}),
      } as Omit<Calls[T]['request'], 'model'>;
      const call = await this.slot.call(type, request, {
        signal: joined,
        onSteps: onSteps as (steps: Step[]) => void,
      });
      stopCall = call.stop;
      if (stopped) call.stop();
      return call.result;
    };
    const stop = () => {
      stopped = true;
      stopCall?.();
    };
    return new Generation({ start, stop }, signal);
  }

  /**
   * The tokens of a text, each with the probability that the model gave it; the first has nothing before it. What was
   * computed before of the text's beginning is not computed again.
   */
  async score(text: string | readonly number[], options: ScoreOptions = {}): Promise<readonly ScoredToken[]> {
    this.require('autoregressive');
    checkInput('text', text, true);
    const request = {
      text: typeof text === 'string' ? text : [...text],
      top: resolveTop(options.top),
      from: resolveFrom(options.from),
      logits: Boolean(options.logits),
    };
    return (await (await this.slot.call('score', request, { signal: options.signal })).result).tokens;
  }

  /** The logits of the token that would come after a text, shape [vocabulary]. */
  async logits(tokenIds: readonly number[], options: { signal?: AbortSignal } = {}): Promise<Float32Array> {
    this.require('autoregressive');
    checkInput('tokenIds', tokenIds, true);
    return (await this.slot.call('logits', { tokenIds: [...tokenIds] }, options)).result;
  }

  /** What the model puts into each blank (`[MASK]`, or three or more underscores), the others left blank. */
  async fill(text: string, options: ReadOptions = {}): Promise<FilledBlank[]> {
    this.require('masked');
    checkInput('text', text, false);
    const request = { text, top: resolveTop(options.top) };
    return (await this.slot.call('fill', request, { signal: options.signal })).result;
  }

  /** A text as the model's tokens, its markers included; or token ids as pieces of a running text. */
  async tokenize(
    text: string | readonly number[],
    options: { signal?: AbortSignal } = {},
  ): Promise<TokenPiece[]> {
    this.require(null);
    checkInput('text', text, true);
    const request = { text: typeof text === 'string' ? text : [...text] };
    return (await this.slot.call('tokenize', request, options)).result;
  }

  /** Every token of the vocabulary. */
  async vocabulary(options: { signal?: AbortSignal } = {}): Promise<VocabularyTable> {
    this.require(null);
    return (await this.slot.call('vocabulary', {}, options)).result;
  }

  /**
   * A conversation as the model was trained to see it: one text with markers, ending where the answer begins.
   *
   * @throws EngineError `no-chat-template` where it was not trained to chat
   */
  async applyChatTemplate(
    messages: readonly ChatMessage[],
    options: { signal?: AbortSignal } = {},
  ): Promise<ChatPrompt> {
    this.require('autoregressive');
    return (await this.slot.call('applyChatTemplate', { messages: [...messages] }, options)).result;
  }

  /** Gives the model back. Its memory is freed when nobody else on the page uses it. */
  async dispose(): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    await this.slot.release();
  }

  private require(task: Task | null): void {
    if (this.disposed) throw new EngineError('disposed', {});
    const { id, task: own } = this.slot.entry;
    if (task !== null && own !== task) throw new EngineError('wrong-task', { id, task: own, wanted: task });
  }
}

/** Callers without types pass anything; the worker must not be the one to find out. */
function checkInput(name: string, value: unknown, orTokenIds: boolean): void {
  if (typeof value === 'string') return;
  if (orTokenIds && Array.isArray(value) && value.every((id) => Number.isInteger(id))) return;
  throw new EngineError('invalid-option', {
    name,
    value: Array.isArray(value) ? 'a list' : String(value),
    expected: orTokenIds ? 'a text or a list of token ids' : 'a text',
  });
}
