import { BrokenLogitsError, summarize } from '../core/softmax.ts';
import { topTokens } from '../core/decode-step.ts';
import { writeMasks } from '../core/masks.ts';
import type { Backend, CatalogueEntry } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type { FilledBlank } from '../protocol/results.ts';
import type { OpenModel } from './open-model.ts';
import { int64Tensor, runSession } from './session.ts';
import { encodeText } from './text-input.ts';

/** A masked model: fills blanks from the context on both sides. */
export class MaskedModel {
  private readonly model: OpenModel;
  private readonly entry: CatalogueEntry;
  private readonly backend: Backend;

  constructor(model: OpenModel, entry: CatalogueEntry, backend: Backend) {
    this.model = model;
    this.entry = entry;
    this.backend = backend;
  }

  /**
   * The model's distribution for every blank, each with the other blanks left blank; one run for all.
   *
   * @throws EngineError `no-mask`, and what {@link encodeText} throws
   */
  async fill(text: string, top: number): Promise<FilledBlank[]> {
    const { tokenizer, vocabulary, session } = this.model;
    const ids = encodeText(this.model, this.entry, writeMasks(text, tokenizer.mask_token ?? '[MASK]'), 0);
    const positions = ids.flatMap((id, position) => (id === tokenizer.mask_token_id ? [position] : []));
    if (positions.length === 0) throw new EngineError('no-mask', {});
    const dims = [1, ids.length];
    const outputs = await runSession(session, {
      input_ids: int64Tensor(ids, dims),
      attention_mask: int64Tensor(
        Array.from(ids, () => 1),
        dims,
      ),
      token_type_ids: int64Tensor(
        Array.from(ids, () => 0),
        dims,
      ),
    });
    const logits = outputs['logits']!;
    const width = logits.dims.at(-1)!;
    const data = logits.data as Float32Array;
    return positions.map((position, index) => {
      const row = data.subarray(position * width, (position + 1) * width);
      try {
        const { normaliser, entropyBits } = summarize(row);
        return {
          index,
          position,
          entropyBits,
          top: topTokens(row, top, normaliser).map((numbers) => ({
            ...numbers,
            ...vocabulary.label(numbers.tokenId),
          })),
        };
      } catch (error) {
        if (error instanceof BrokenLogitsError) {
          throw new EngineError('broken-numbers', { backend: this.backend });
        }
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.model.close();
  }
}
