import { EngineError } from '../protocol/errors.ts';
import type { TextPiece, TokenizerInfo, TokenPiece, VocabularyTable } from '../protocol/results.ts';
import type { Slot } from './slot.ts';

/** What a model and a tokenizer alone have in common: reading a text as tokens. */
export abstract class TextReader<I extends TokenizerInfo> {
  protected readonly slot: Slot<I>;
  private disposed = false;

  constructor(slot: Slot<I>) {
    this.slot = slot;
  }

  /** What is loaded. */
  get info(): I {
    return this.slot.info!;
  }

  /**
   * A text as tokens, each with the stretch of the text that it stands for, the markers that the tokenizer adds included.
   *
   * @throws EngineError where the text is empty, holds NUL or half a surrogate pair, or is so long that no context has
   *   room for it
   */
  tokenize(text: string, options?: { signal?: AbortSignal }): Promise<TextPiece[]>;
  /** Token ids as the pieces of a running text. */
  tokenize(tokenIds: readonly number[], options?: { signal?: AbortSignal }): Promise<TokenPiece[]>;
  async tokenize(
    text: string | readonly number[],
    options: { signal?: AbortSignal } = {},
  ): Promise<TokenPiece[]> {
    this.requireAlive();
    checkInput('text', text, true);
    const request = { text: typeof text === 'string' ? text : [...text] };
    return (await this.slot.call('tokenize', request, options)).result;
  }

  /** Every token of the vocabulary. */
  async vocabulary(options: { signal?: AbortSignal } = {}): Promise<VocabularyTable> {
    this.requireAlive();
    return (await this.slot.call('vocabulary', {}, options)).result;
  }

  /** Gives it back. Its memory is freed when nobody else on the page uses it. */
  async dispose(): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    await this.slot.release();
  }

  protected requireAlive(): void {
    if (this.disposed) throw new EngineError('disposed', {});
  }
}

/** A model's tokenizer without the model: some hundred kilobytes, and no run of anything. Made by `engine.loadTokenizer`. */
export class Tokenizer extends TextReader<TokenizerInfo> {}

/** Callers without types pass anything; the worker must not be the one to find out. */
export function checkInput(name: string, value: unknown, orTokenIds: boolean): void {
  if (typeof value === 'string') return;
  if (orTokenIds && Array.isArray(value) && value.every((id) => Number.isInteger(id))) return;
  throw new EngineError('invalid-option', {
    name,
    value: Array.isArray(value) ? 'a list' : String(value),
    expected: orTokenIds ? 'a text or a list of token ids' : 'a text',
  });
}
