import { decodeStep } from '../../src/core/decode-step.ts';
import { murmur3, uniform } from '../../src/core/random.ts';
import type { Backend } from '../../src/models/types.ts';
import type { GenerateSettings } from '../../src/protocol/options.ts';
import type { FinishReason } from '../../src/protocol/results.ts';
import { CausalGraph } from '../../src/worker/causal-graph.ts';
import type { KvCache } from '../../src/worker/kv-cache.ts';
import type { OpenModel } from '../../src/worker/open-model.ts';
import { PrefixCache } from '../../src/worker/prefix-cache.ts';
import type { Feeds, Session } from '../../src/worker/session.ts';
import { Vocabulary } from '../../src/worker/vocabulary.ts';
import type { Writing } from '../../src/worker/write-text.ts';
import { FakeTensor } from './fake-tensor.ts';

/** Six letters and a marker that ends a text. */
const letters = 'abcdef';
export const endId = letters.length;
export const vocabularySize = letters.length + 1;

export const vocabulary = new Vocabulary({
  model: { type: 'BPE', vocab: Object.fromEntries([...letters].map((letter, id) => [letter, id])) },
  added_tokens: [{ id: endId, content: '<end>', special: true }],
  decoder: { type: 'ByteLevel' },
});

/** The ids of a text of the letters; a full stop is the marker. */
export const idsOf = (text: string) =>
  [...text].map((letter) => (letter === '.' ? endId : letters.indexOf(letter)));

/**
 * A language model: the logits after a text, shape [vocabulary].
 *
 * @param following the token that the same run computes next, which a model must not look at
 */
export type LogitsAfter = (tokenIds: readonly number[], following?: number) => Float32Array;

/**
 * The next letter is the likeliest, so that texts go round and drafts are found, and every token before has its say in
 * each logit, so that no other text has the same.
 */
export const toyLogits: LogitsAfter = (tokenIds) => {
  const text = murmur3(tokenIds, 0);
  const favoured = (tokenIds.at(-1)! + 1) % letters.length;
  return Float32Array.from({ length: vocabularySize }, (_, id) => {
    const noise = 3 * (murmur3([text, id], 1) / 2 ** 32 - 0.5);
    return noise + (id === favoured ? 2 : id === endId ? -1.5 : 0);
  });
};

/** A model that writes one text and nothing else, whatever is drawn; after another text it is at a loss. */
export function writerOf(text: string): LogitsAfter {
  const ids = idsOf(text);
  return (tokenIds) => {
    const knows = tokenIds.every((id, place) => id === ids[place]);
    const next = knows ? ids[tokenIds.length] : undefined;
    return Float32Array.from({ length: vocabularySize }, (_, id) => (id === next ? 50 : 0));
  };
}

const [heads, width] = [2, 2];
const names = ['key', 'value'];

/**
 * What is kept of a token: one head holds its id, the other its place, and each number says whether it belongs to the keys
 * or values and which of the width it is. So a number that was moved wrongly is not what is looked for; 0 was never written.
 */
function kept(kind: number, head: number, column: number, id: number, place: number): number {
  return 1 + (head === 0 ? id : place) + 2_000 * kind + 4_000 * column;
}

/** The tokens of a row as the keys and values hold them. */
function readTokens(tensors: readonly FakeTensor[], row: number, length: number): number[] {
  const room = tensors[0]!.dims[2]!;
  const start = row * heads * room * width;
  return Array.from({ length }, (_, place) => {
    const id = Number(tensors[0]!.values[start + place * width]) - 1;
    for (const [kind, { values }] of tensors.entries()) {
      for (let head = 0; head < heads; head++) {
        for (let column = 0; column < width; column++) {
          const found = values[start + (head * room + place) * width + column];
          if (place < room && found === kept(kind, head, column, id, place)) continue;
          throw new Error(`Place ${place} of row ${row} does not hold what was computed for it`);
        }
      }
    }
    return id;
  });
}

/** The tokens of each row as a cache's tensors hold them. */
export function tokensIn({ rows, tensors: { feeds } }: KvCache): number[][] {
  const tensors = names.map((name) => feeds[`past_key_values.0.${name}`] as FakeTensor);
  for (const { disposed } of tensors) if (disposed > 0) throw new Error('The tensor is disposed');
  return rows.map(({ length }, row) => readTokens(tensors, row, length));
}

export interface ToyOptions {
  readonly logitsAfter?: LogitsAfter;
  /** Where keys and values are left. */
  readonly location?: 'cpu' | 'gpu-buffer';
  readonly type?: 'float32' | 'float16';
  /** Called before each run, which is counted from 1; it may throw. */
  readonly beforeRun?: (run: number) => void;
}

/**
 * A session whose keys and values are the tokens themselves, and whose logits come from the tokens that it reads back. It
 * reads and writes them as GroupQueryAttention does: a row's length is the sum of its mask, its new positions are the last of
 * them, there may be room behind, and what comes out has as much room as the mask is wide or went in.
 */
export class ToySession implements Session {
  readonly inputNames = [];
  readonly outputNames = [];
  readonly inputMetadata: Session['inputMetadata'];
  /** What each run computed. */
  readonly runs: { rows: number; columns: number; logits: number }[] = [];
  private readonly options: Required<ToyOptions>;

  constructor(options: ToyOptions) {
    this.options = {
      logitsAfter: toyLogits,
      location: 'cpu',
      type: 'float32',
      beforeRun: () => undefined,
      ...options,
    };
    this.inputMetadata = names.map((name) => ({
      name: `past_key_values.0.${name}`,
      type: this.options.type,
      shape: ['batch_size', heads, 'past_sequence_length', width],
    }));
  }

  /** Positions that were computed in all runs. */
  get positions(): number {
    return this.runs.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  }

  async run(feeds: Feeds): Promise<Feeds> {
    await Promise.resolve();
    const { logitsAfter, location, type, beforeRun } = this.options;
    beforeRun(this.runs.length + 1);
    const [rows, columns] = feeds['input_ids']!.dims as [number, number];
    const newIds = numbersOf(feeds['input_ids']!.data);
    const mask = numbersOf(feeds['attention_mask']!.data);
    const [maskRows, maskWidth] = feeds['attention_mask']!.dims as [number, number];
    const keep = numbersOf(feeds['num_logits_to_keep']!.data)[0]!;
    const past = names.map((name) => feeds[`past_key_values.0.${name}`] as FakeTensor);
    for (const { disposed, dims } of past) {
      if (disposed > 0) throw new Error('The tensor is disposed');
      if (dims[0] !== rows || maskRows !== rows) throw new Error('The rows do not agree');
    }
    const pastRoom = past[0]!.dims[2]!;
    const room = Math.max(pastRoom, maskWidth);
    const presents = past.map(() => {
      const size = rows * heads * room * width;
      return type === 'float16' ? new Uint16Array(size) : new Float32Array(size);
    });
    const positions = keep === 0 ? columns : Math.min(keep, columns);
    const logits = new Float32Array(rows * positions * vocabularySize);
    for (let row = 0; row < rows; row++) {
      const ones = mask.slice(row * maskWidth, (row + 1) * maskWidth);
      const length = ones.reduce((sum, one) => sum + one, 0);
      if (ones.lastIndexOf(1) !== length - 1) throw new Error('A row of the mask has a gap');
      const before = length - columns;
      if (before < 0 || before > pastRoom) throw new Error(`A row of ${before} in a room of ${pastRoom}`);
      if (rows > 1 && before > 0 && columns > 1) throw new Error('Rows of a batch go on by one each');
      const text = [...readTokens(past, row, before), ...newIds.slice(row * columns, (row + 1) * columns)];
      text.forEach((id, place) => {
        for (const [kind, values] of presents.entries()) {
          for (let head = 0; head < heads; head++) {
            for (let column = 0; column < width; column++) {
              const at = ((row * heads + head) * room + place) * width + column;
              values[at] = kept(kind, head, column, id, place);
            }
          }
        }
      });
      for (let place = 0; place < positions; place++) {
        const end = length - positions + place + 1;
        logits.set(logitsAfter(text.slice(0, end), text[end]), (row * positions + place) * vocabularySize);
      }
    }
    this.runs.push({ rows, columns, logits: positions });
    const outputs: Feeds = { logits: new FakeTensor('float32', logits, [rows, positions, vocabularySize]) };
    for (const [kind, name] of names.entries()) {
      outputs[`present.0.${name}`] = new FakeTensor(
        type,
        presents[kind]!,
        [rows, heads, room, width],
        location,
      );
    }
    return outputs;
  }

  async release(): Promise<void> {
    await Promise.resolve();
  }
}

const numbersOf = (data: unknown) => Array.from(data as BigInt64Array, Number);

export interface WritingOptions extends ToyOptions {
  readonly backend?: Backend;
  readonly contextLength?: number;
  /** Positions of the first chunk of a prompt. */
  readonly firstChunk?: number;
}

/** What the worker writes texts with, on a toy model. */
export function makeWriting({
  backend = 'webgpu',
  contextLength = 1_000,
  firstChunk = 64,
  ...options
}: WritingOptions = {}): Writing & { readonly session: ToySession; readonly graph: CausalGraph } {
  const session = new ToySession(options);
  return {
    session,
    graph: new CausalGraph({ session } as unknown as OpenModel, firstChunk),
    row: { vocabulary, endIds: [endId], contextLength },
    backend,
    prefixes: new PrefixCache(),
  };
}

/** A text as it is written with nothing kept, drafted or batched. */
export interface NaiveText {
  readonly tokenIds: readonly number[];
  readonly probabilities: readonly number[];
  readonly finishReason: FinishReason;
}

/** Writes a text by asking the model anew for every token. */
export function writeNaively(
  prompt: readonly number[],
  settings: GenerateSettings,
  {
    seed = settings.seed,
    contextLength = 1_000,
    logitsAfter = toyLogits,
  }: { seed?: number; contextLength?: number; logitsAfter?: LogitsAfter } = {},
): NaiveText {
  const text = [...prompt];
  const probabilities: number[] = [];
  const textOf = (ids: readonly number[]) => ids.map((id) => (id === endId ? '' : letters[id]!)).join('');
  // Where what counts for the stop strings begins.
  const from = prompt.length - Math.min(prompt.length, settings.continued);
  for (;;) {
    const count = text.length - prompt.length;
    const { tokenId, probability } = decodeStep(
      logitsAfter(text),
      settings,
      text,
      uniform(seed, settings.continued + count),
      0,
    );
    text.push(tokenId);
    probabilities.push(probability);
    const written = textOf(text.slice(from));
    const finishReason: FinishReason | null =
      tokenId === endId
        ? 'end-of-text'
        : settings.stop.some((stop) => written.endsWith(stop))
          ? 'stop-string'
          : text.length === contextLength
            ? 'context-full'
            : count + 1 === settings.maxTokens
              ? 'max-tokens'
              : null;
    if (finishReason) return { tokenIds: text.slice(prompt.length), probabilities, finishReason };
  }
}
