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
  MaskedRow,
  MaskedScore,
  ModelInfo,
  Predictions,
  RowStep,
  ScoredToken,
  Step,
} from '../protocol/results.ts';
import { resolveRunSettings, type RunSettings } from '../protocol/settings.ts';
import { Generation } from './generation.ts';
import { checkInput, TextReader } from './text-reader.ts';

/** How to read a text. */
export interface ReadOptions {
  /** How many candidates each place lists; 10 unless told. */
  top?: number;
  signal?: AbortSignal;
}

/** The settings of a call that count where nothing is written; as the engine is set unless told. */
export type ReadingSettings = Partial<Pick<RunSettings, 'prefixCache' | 'allLogits'>>;

/**
 * How to write several texts at once. A batch keeps keys and values from step to step in any case, and drafts nothing: neither
 * would be a batch.
 */
export interface BatchOptions extends Omit<GenerateOptions, 'seed' | 'kvCache' | 'draftTokens' | 'ngram'> {
  signal?: AbortSignal;
}

/** How to judge a text. */
export interface ScoreOptions extends ReadOptions, ReadingSettings {
  /** The first token to judge, as a place in the text; those before it are context. 0 unless told. */
  from?: number;
  /** Whether each token carries the logits that it was judged by; not unless told. */
  logits?: boolean;
}

/** How to fill blanks. */
export interface FillOptions extends ReadOptions {
  /** Whether each place carries its logits, over the whole vocabulary; not unless told. */
  logits?: boolean;
}

/** How to ask a masked model. */
export interface MaskedOptions extends FillOptions {
  /** Called after each run of the model with the number of those done, and of all. */
  onRun?: (done: number, of: number) => void;
}

/**
 * A loaded model, made by `engine.load`. It lives on when the engine changes its backend: the next call runs on the new one.
 * Texts must not be empty, hold NUL or half a surrogate pair, or, but for `tokenize`, be longer than the context; each
 * call rejects with an `EngineError` that says which, and by how much.
 */
export class Model extends TextReader<ModelInfo> {
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
    const request = () => {
      checkInput('prompt', prompt, true);
      return { prompt: copyInput(prompt) };
    };
    return this.start('generate', request, rest, signal);
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
    options: BatchOptions & { seeds: readonly number[] },
  ): Generation<RowStep, BatchSummary> {
    return this.generateTexts([prompt], options);
  }

  /**
   * Writes several texts at once, each after a prompt of its own, as a batch: shorter rows are padded, and a row that has
   * ended leaves it.
   *
   * @param prompts 1 to 64 of them
   * @param options as for {@link generate}; `seeds` takes the place of `seed`, as many as there are prompts, drawn at
   *   random where left out
   * @returns as {@link generateBatch}
   */
  generateTexts(
    prompts: readonly (string | readonly number[])[],
    options: BatchOptions & { seeds?: readonly number[] } = {},
  ): Generation<RowStep, BatchSummary> {
    const { signal, seeds, ...rest } = options;
    const request = () => {
      if (!Array.isArray(prompts)) {
        const expected = 'a list of texts, or of lists of token ids';
        throw new EngineError('invalid-option', { name: 'prompts', value: String(prompts), expected });
      }
      for (const prompt of prompts) checkInput('prompt', prompt, true);
      const list = resolveSeeds(seeds ?? Array.from(prompts, () => Math.floor(Math.random() * 2 ** 32)));
      if (prompts.length !== 1 && prompts.length !== list.length) {
        const expected = `${list.length} prompts, one for each seed`;
        throw new EngineError('invalid-option', {
          name: 'prompts',
          value: `${prompts.length} prompts`,
          expected,
        });
      }
      return { prompts: prompts.map(copyInput), seeds: list };
    };
    return this.start('generateBatch', request, rest, signal);
  }

  /** @param request what is asked for; throws where that cannot be */
  private start<T extends 'generate' | 'generateBatch'>(
    type: T,
    request: () => Omit<Calls[T]['request'], 'model' | 'settings'>,
    options: GenerateOptions,
    signal?: AbortSignal,
  ): Generation<T extends 'generate' ? Step : RowStep, Calls[T]['result']> {
    let stopped = false;
    let stopCall: (() => void) | null = null;
    const start = async (onSteps: (steps: never[]) => void, joined: AbortSignal) => {
      this.require('autoregressive');
      const asked = {
        ...request(),
        settings: resolveGenerateOptions(options, this.slot.settings),
      } as Omit<Calls[T]['request'], 'model'>;
      const call = await this.slot.call(type, asked, {
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
      text: copyInput(text),
      top: resolveTop(options.top),
      from: resolveFrom(options.from),
      logits: Boolean(options.logits),
      run: resolveRunSettings(options, this.slot.settings),
    };
    return (await (await this.slot.call('score', request, { signal: options.signal })).result).tokens;
  }

  /** The logits of the token that would come after a text, shape [vocabulary]. */
  async logits(
    tokenIds: readonly number[],
    options: ReadingSettings & { signal?: AbortSignal } = {},
  ): Promise<Float32Array> {
    this.require('autoregressive');
    checkInput('tokenIds', tokenIds, true);
    const request = { tokenIds: [...tokenIds], run: resolveRunSettings(options, this.slot.settings) };
    return (await this.slot.call('logits', request, { signal: options.signal })).result;
  }

  /** What the model puts into each blank (`[MASK]`, or three or more underscores), the others left blank. */
  async fill(text: string, options: FillOptions = {}): Promise<FilledBlank[]> {
    this.require('masked');
    checkInput('text', text, false);
    const request = { text, ...maskedWants(options) };
    return (await this.slot.call('fill', request, { signal: options.signal })).result;
  }

  /**
   * What a masked model makes of any positions of any rows of tokens, batched into as few runs as its logits leave room
   * for.
   *
   * @throws EngineError `invalid-option` for an id or a position that there is not, `text-too-long`
   */
  async predict(rows: readonly MaskedRow[], options: MaskedOptions = {}): Promise<Predictions> {
    this.require('masked');
    const request = { rows: rows.map(copyRow), ...maskedWants(options) };
    const { signal, onRun } = options;
    return (await this.slot.call('predict', request, { signal, onRun })).result;
  }

  /**
   * Every token of a text as a masked model judges it when it is hidden, from both sides; the sum of the log-probabilities
   * is the text's pseudo-log-likelihood. Tokens' stretches are of the text with each blank written as the model's mask.
   */
  async scoreMasked(text: string, options: MaskedOptions = {}): Promise<MaskedScore> {
    this.require('masked');
    checkInput('text', text, false);
    const request = { text, ...maskedWants(options) };
    const { signal, onRun } = options;
    return (await this.slot.call('scoreMasked', request, { signal, onRun })).result;
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

  private require(task: Task): void {
    this.requireAlive();
    const { id, task: own } = this.slot.entry;
    if (own !== task) throw new EngineError('wrong-task', { id, task: own, wanted: task });
  }
}

function copyInput(input: string | readonly number[]): string | number[] {
  return typeof input === 'string' ? input : [...input];
}

function maskedWants(options: FillOptions): { top: number; logits: boolean } {
  return { top: resolveTop(options.top), logits: Boolean(options.logits) };
}

/** @throws EngineError `invalid-option` for what is no row */
function copyRow({ tokenIds, positions, targets }: MaskedRow): MaskedRow {
  for (const [name, value] of Object.entries({ tokenIds, positions, targets: targets ?? [] })) {
    if (Array.isArray(value) && value.every((one) => Number.isInteger(one))) continue;
    const found = Array.isArray(value) ? 'a list' : String(value);
    throw new EngineError('invalid-option', { name, value: found, expected: 'a list of whole numbers' });
  }
  return {
    tokenIds: [...tokenIds],
    positions: [...positions],
    ...(targets ? { targets: [...targets] } : {}),
  };
}
