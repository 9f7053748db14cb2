import { scoreToken, topTokens } from '../core/decode-step.ts';
import { writeMasks } from '../core/masks.ts';
import { BrokenLogitsError, summarize } from '../core/softmax.ts';
import { hide, wordMaskings } from '../core/word-maskings.ts';
import type { Backend, CatalogueEntry } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type {
  Candidate,
  FilledBlank,
  MaskedRow,
  MaskedScore,
  MaskedToken,
  Prediction,
  Predictions,
  TokenNumbers,
} from '../protocol/results.ts';
import type { OpenModel } from './open-model.ts';
import { int64Tensor, runSession } from './session.ts';
import { encodeText, requireFit } from './text-input.ts';
import { yieldToMessages } from './yield-to-messages.ts';

/**
 * The most bytes of logits that one run may give: the graph gives them for every position of every row, and the rows of
 * a run are as long as its longest. A buffer on WebGPU is bound up to 128 MiB unless the adapter says otherwise.
 */
const runBytes: Readonly<Record<Backend, number>> = { wasm: 160 * 2 ** 20, webgpu: 128 * 2 ** 20 };

/** What an answer lists beside the numbers that were asked for. */
export interface MaskedWants {
  /** How many candidates. */
  readonly top: number;
  /** Whether the logits. */
  readonly logits: boolean;
}

/** How a call is told of its way, and told to end. */
export interface MaskedCall {
  isStopped(): boolean;
  onRun(done: number, of: number): void;
}

/** A row of a run, and what takes the logits of its positions. */
interface Query {
  readonly tokenIds: readonly number[];
  readonly answer: (rowLogits: (position: number) => Float32Array) => void;
}

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
  async fill(text: string, wants: MaskedWants, call: MaskedCall): Promise<FilledBlank[]> {
    const tokenIds = encodeText(this.model, this.entry, writeMasks(text, this.maskText), 0);
    const positions = tokenIds.flatMap((id, position) => (id === this.maskId ? [position] : []));
    if (positions.length === 0) throw new EngineError('no-mask', {});
    const { rows } = await this.predict([{ tokenIds, positions }], wants, call);
    return rows[0]!.map(({ position, entropyBits, top, logits }, index) => ({
      index,
      position,
      entropyBits,
      top,
      ...(logits ? { logits } : {}),
    }));
  }

  /**
   * The distributions at the positions of each row, in as few runs as {@link runBytes} allows.
   *
   * @throws EngineError `invalid-option` for a row that is none, `text-too-long`
   */
  async predict(rows: readonly MaskedRow[], wants: MaskedWants, call: MaskedCall): Promise<Predictions> {
    for (const row of rows) this.requireRow(row);
    const found = rows.map(({ positions }) => Array.from<Prediction>({ length: positions.length }));
    const queries = rows.map(({ tokenIds, positions, targets }, index): Query => ({
      tokenIds,
      answer: (rowLogits) => {
        positions.forEach((position, i) => {
          found[index]![i] = this.judge(rowLogits(position), position, targets?.[i] ?? null, wants);
        });
      },
    }));
    return { runs: await this.run(queries, call), rows: found };
  }

  /**
   * Every token of a text hidden in its turn: see {@link wordMaskings}.
   *
   * @throws EngineError what {@link encodeText} throws
   */
  async score(text: string, wants: MaskedWants, call: MaskedCall): Promise<MaskedScore> {
    const { vocabulary } = this.model;
    const written = writeMasks(text, this.maskText);
    const ids = encodeText(this.model, this.entry, written, 0);
    const pieces = vocabulary.readText(ids, written);
    const maskings = wordMaskings(
      pieces.map(({ tokenId, start, end, continuation }) => ({
        fixed: start === end || tokenId === this.maskId,
        continuation,
      })),
    );
    const judged = new Map<object, TokenNumbers & Prediction>();
    const all = maskings.flatMap((one) => (one ? [...new Set([one.plain, one.withinWord])] : []));
    const queries = all.map((masking): Query => {
      const { position, hidden } = masking;
      return {
        tokenIds: hide(ids, hidden, this.maskId),
        answer: (rowLogits) => {
          const prediction = this.judge(rowLogits(position), position, ids[position]!, wants);
          judged.set(masking, { ...prediction, ...prediction.target! });
        },
      };
    });
    const runs = await this.run(queries, call);
    const tokens = pieces.map((piece, i): MaskedToken => {
      const one = maskings[i];
      return {
        ...piece,
        plain: one ? judged.get(one.plain)! : null,
        withinWord: one ? judged.get(one.withinWord)! : null,
      };
    });
    return { tokens, runs };
  }

  private get maskText(): string {
    return this.model.vocabulary.text(this.maskId);
  }

  private get maskId(): number {
    return this.model.markers.mask!;
  }

  private requireRow({ tokenIds, positions, targets }: MaskedRow): void {
    const invalid = (name: string, value: unknown, expected: string) =>
      new EngineError('invalid-option', { name, value: String(value), expected });
    if (tokenIds.length === 0) throw new EngineError('empty-text', {});
    requireFit(tokenIds.length, this.entry.contextLength);
    this.model.vocabulary.require(tokenIds);
    if (targets) this.model.vocabulary.require(targets, 'targets');
    const strange = positions.find((one) => !(Number.isInteger(one) && one >= 0 && one < tokenIds.length));
    if (strange !== undefined) {
      throw invalid('positions', strange, `whole numbers from 0 to ${tokenIds.length - 1}`);
    }
    if (targets && targets.length !== positions.length) {
      throw invalid('targets', `${targets.length} tokens`, `as many as the ${positions.length} positions`);
    }
  }

  /** Runs the queries in batches; a stop takes hold between two of them. */
  private async run(queries: readonly Query[], call: MaskedCall): Promise<number> {
    // Rows of like lengths together: the short ones of a run are filled up to its longest.
    const open = queries.toSorted((a, b) => b.tokenIds.length - a.tokenIds.length);
    const bytesOf = ({ tokenIds }: Query) => tokenIds.length * this.model.vocabulary.size * 4;
    const batches: Query[][] = [];
    for (let at = 0; at < open.length;) {
      const count = Math.max(1, Math.floor(runBytes[this.backend] / bytesOf(open[at]!)));
      batches.push(open.slice(at, at + count));
      at += count;
    }
    for (const [done, batch] of batches.entries()) {
      await yieldToMessages();
      if (call.isStopped()) throw new DOMException('The call was stopped', 'AbortError');
      await this.runBatch(batch);
      call.onRun(done + 1, batches.length);
    }
    return batches.length;
  }

  private async runBatch(batch: readonly Query[]): Promise<void> {
    const width = batch[0]!.tokenIds.length;
    const dims = [batch.length, width];
    const padId = this.model.markers.pad ?? 0;
    const padded = (fill: number, value: (query: Query, i: number) => number) =>
      batch.flatMap((query) =>
        Array.from({ length: width }, (_, i) => (i < query.tokenIds.length ? value(query, i) : fill)),
      );
    const outputs = await runSession(this.model.session, {
      input_ids: int64Tensor(
        padded(padId, ({ tokenIds }, i) => tokenIds[i]!),
        dims,
      ),
      attention_mask: int64Tensor(
        padded(0, () => 1),
        dims,
      ),
      token_type_ids: int64Tensor(
        padded(0, () => 0),
        dims,
      ),
    });
    const logits = outputs['logits']!;
    const size = logits.dims.at(-1)!;
    const data = logits.data as Float32Array;
    try {
      batch.forEach(({ answer }, row) =>
        answer((position) => {
          const from = (row * width + position) * size;
          return data.subarray(from, from + size);
        }),
      );
    } catch (error) {
      if (!(error instanceof BrokenLogitsError)) throw error;
      throw new EngineError('broken-numbers', { backend: this.backend });
    } finally {
      logits.dispose();
    }
  }

  /** @throws BrokenLogitsError */
  private judge(
    logits: Float32Array,
    position: number,
    target: number | null,
    { top, logits: kept }: MaskedWants,
  ): Prediction {
    const { vocabulary } = this.model;
    const { normaliser, entropyBits } = summarize(logits);
    const label = (one: { tokenId: number; logProbability: number; probability: number }): Candidate => ({
      ...one,
      ...vocabulary.label(one.tokenId),
    });
    const numbers = (tokenId: number): TokenNumbers => {
      const { probability, logProbability, rank, surprisalBits } = scoreToken(logits, tokenId, 0);
      return { tokenId, probability, logProbability, rank, surprisalBits };
    };
    return {
      position,
      entropyBits,
      top: top > 0 ? topTokens(logits, top, normaliser).map(label) : [],
      target: target === null ? null : numbers(target),
      ...(kept ? { logits: logits.slice() } : {}),
    };
  }

  /** Runs the model once, so that what is compiled at the first run is there. */
  async warmUp(): Promise<void> {
    await this.runBatch([{ tokenIds: [this.maskId], answer: () => undefined }]);
  }

  async close(): Promise<void> {
    await this.model.close();
  }
}
