import type { Task } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import { resolveGenerateOptions, resolveTop, type GenerateOptions } from '../protocol/options.ts';
import type {
  FilledBlank,
  GenerationSummary,
  ModelInfo,
  ScoredToken,
  Step,
  TokenPiece,
} from '../protocol/results.ts';
import { Generation } from './generation.ts';
import type { Slot } from './slot.ts';

/** How to read a text. */
export interface ReadOptions {
  /** How many candidates each place lists; 10 unless told. */
  top?: number;
  signal?: AbortSignal;
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
    let stopped = false;
    let stopCall: (() => void) | null = null;
    const start = async (
      onSteps: (steps: Step[]) => void,
      joined: AbortSignal,
    ): Promise<GenerationSummary> => {
      this.require('autoregressive');
      checkInput('prompt', prompt, true);
      const settings = resolveGenerateOptions(rest);
      const call = await this.slot.call(
        'generate',
        { prompt: typeof prompt === 'string' ? prompt : [...prompt], settings },
        { signal: joined, onSteps },
      );
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

  /** Every token of a text with the probability that the model gave it; the first has nothing before it. */
  async score(text: string | readonly number[], options: ReadOptions = {}): Promise<ScoredToken[]> {
    this.require('autoregressive');
    checkInput('text', text, true);
    const request = { text: typeof text === 'string' ? text : [...text], top: resolveTop(options.top) };
    return (await this.slot.call('score', request, { signal: options.signal })).result;
  }

  /** What the model puts into each blank (`[MASK]`, or three or more underscores), the others left blank. */
  async fill(text: string, options: ReadOptions = {}): Promise<FilledBlank[]> {
    this.require('masked');
    checkInput('text', text, false);
    const request = { text, top: resolveTop(options.top) };
    return (await this.slot.call('fill', request, { signal: options.signal })).result;
  }

  /** A text as the model's tokens, its markers included. */
  async tokenize(text: string, options: { signal?: AbortSignal } = {}): Promise<TokenPiece[]> {
    this.require(null);
    checkInput('text', text, false);
    return (await this.slot.call('tokenize', { text }, options)).result;
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
