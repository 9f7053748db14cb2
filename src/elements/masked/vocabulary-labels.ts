import type { Tokenizer, Model } from '../../engine/index.ts';
import type { VocabularyTable } from '../../protocol/results.ts';
import type { TokenLabel } from '../distribution/token-label.ts';

/** The names of a vocabulary's tokens, asked for once a model. */
export class VocabularyLabels {
  private of: Model | Tokenizer | null = null;
  /** Whose names were last asked for: the answer of another one comes too late to be kept. */
  private wanted: Model | Tokenizer | null = null;
  private table: VocabularyTable | null = null;
  private special: ReadonlySet<number> = new Set();
  private continuation: ReadonlySet<number> = new Set();

  /** @throws EngineError; AbortError when the signal fires */
  async ask(model: Model | Tokenizer, signal?: AbortSignal): Promise<VocabularyTable> {
    this.wanted = model;
    if (this.of === model && this.table) return this.table;
    const table = await model.vocabulary(signal ? { signal } : {});
    if (this.wanted !== model) return table;
    this.of = model;
    this.table = table;
    this.special = new Set(table.special);
    this.continuation = new Set(table.continuation);
    return table;
  }

  /** A token's name; `undefined` before it was asked for. */
  readonly label = (tokenId: number): TokenLabel | undefined => {
    const text = this.table?.texts[tokenId];
    if (text === undefined) return undefined;
    return { text, special: this.special.has(tokenId), continuation: this.continuation.has(tokenId) };
  };
}
