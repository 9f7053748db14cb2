import { beforeEach, describe, expect, it, vi } from 'vitest';
import { resolveGenerateOptions, type GenerateOptions } from '../../src/protocol/options.ts';
import type { RowStep } from '../../src/protocol/results.ts';
import type { PrefixCache } from '../../src/worker/prefix-cache.ts';
import { writeBatch } from '../../src/worker/write-batch.ts';
import { writeText, type Writing } from '../../src/worker/write-text.ts';
import {
  endId,
  idsOf,
  makeWriting,
  tokensIn,
  toyLogits,
  vocabularySize,
  writeNaively,
  writerOf,
  type LogitsAfter,
} from './fake-graph.ts';
import { watchTensors, type FakeTensor } from './fake-tensor.ts';

vi.mock('@huggingface/transformers', async () => ({ Tensor: (await import('./fake-tensor.ts')).FakeTensor }));

const never = () => false;
const optionsOf = (options: GenerateOptions = {}) =>
  resolveGenerateOptions({ maxTokens: 20, seed: 1, ...options });

async function write(
  writing: Writing,
  prompts: readonly (readonly number[])[],
  seeds: readonly number[],
  options: GenerateOptions = {},
  isStopped: (steps: readonly RowStep[]) => boolean = never,
) {
  const steps: RowStep[] = [];
  const summary = await writeBatch(
    writing,
    prompts,
    optionsOf(options),
    seeds,
    (step) => steps.push(step),
    () => isStopped(steps),
  );
  return { ...summary, steps };
}

type Written = Awaited<ReturnType<typeof write>>;

/** Each row is what the model writes for it alone, asked for each token anew. */
function expectNaive(
  { rows, steps }: Written,
  options: GenerateOptions = {},
  model: { contextLength?: number; logitsAfter?: LogitsAfter } = {},
): void {
  for (const [row, { promptTokenIds, seed, tokenIds, finishReason }] of rows.entries()) {
    const naive = writeNaively(promptTokenIds, optionsOf(options), { ...model, seed });
    expect(tokenIds).toEqual(naive.tokenIds);
    expect(finishReason).toBe(naive.finishReason);
    const own = steps.filter((step) => step.row === row);
    expect(own.map(({ tokenId }) => tokenId)).toEqual(naive.tokenIds);
    expect(own.map(({ probability }) => probability)).toEqual(naive.probabilities);
    expect(own.map(({ index }) => index)).toEqual(naive.tokenIds.map((_, place) => place));
  }
}

/** The text of each row but its last token is kept, and in the tensors. */
async function expectKept({ rows }: Written, prefixes: PrefixCache): Promise<void> {
  for (const { promptTokenIds, tokenIds } of rows) {
    const computed = [...promptTokenIds, ...tokenIds.slice(0, -1)];
    const kept = await prefixes.take([...computed, endId]);
    expect(kept!.rows).toEqual([computed]);
    expect(tokensIn(kept!)).toEqual([computed]);
    prefixes.put(kept);
  }
}

let tensors: readonly FakeTensor[];

beforeEach(() => {
  tensors = watchTensors();
});

/** Everything was freed, once. */
function expectFreed(): void {
  expect(tensors.length).toBeGreaterThan(0);
  expect(tensors.filter(({ disposed }) => disposed !== 1)).toEqual([]);
}

const textOf = (ids: readonly number[]) => ids.map((id) => 'abcdef.'[id]).join('');

/** The toy model, which here never ends a text. */
const logitsAfter: LogitsAfter = (ids) => toyLogits(ids).map((one, id) => (id === endId ? -50 : one));

const [short, middle, long] = [idsOf('fa'), idsOf('abcdefab'), idsOf('cdcdefabcdefabcdefabcdefabcdef')];

describe('a batch', () => {
  const kinds: [name: string, prompts: number[][], computed: number][] = [
    ['of one prompt', [middle, middle, middle, middle], middle.length],
    ['of one row', [long], long.length],
    ['of ragged prompts', [middle, long, short, idsOf('e')], 8 + 30 + 2 + 1],
    ['of prompts of which some are the same', [middle, short, middle, short], 8 + 2],
    ['whose shortest come first', [short, middle, long], 2 + 8 + 30],
  ];
  const ways: GenerateOptions[] = [
    {},
    { temperature: 0 },
    { prefixCache: false },
    { allLogits: true, temperature: 0.7 },
    // Neither would be a batch.
    { kvCache: false, draftTokens: 8 },
  ];

  it.each(kinds)('%s writes what each row would alone', async (_name, prompts, promptPositions) => {
    const lengths = new Set<number>();
    for (const way of ways) {
      for (let first = 0; first < 6; first++) {
        const writing = makeWriting({
          firstChunk: 4,
          location: first % 2 ? 'gpu-buffer' : 'cpu',
          type: first % 3 ? 'float16' : 'float32',
        });
        const options = { ...way, stop: ['db', 'eac'] };
        const seeds = prompts.map((_, row) => first * 10 + row);
        const written = await write(writing, prompts, seeds, options);
        expect(written.rows.map(({ seed }) => seed)).toEqual(seeds);
        expect(written.rows.map(({ promptTokenIds }) => promptTokenIds)).toEqual(prompts);
        expect(written.promptTokenIds).toEqual(prompts[0]);
        expectNaive(written, options);
        const steps = written.rows.reduce((sum, { tokenIds }) => sum + tokenIds.length, 0);
        for (const { tokenIds } of written.rows) lengths.add(tokenIds.length);
        // Each prompt once, and of each row every token but the last.
        expect(written.computedTokens).toBe(writing.session.positions);
        expect(written.computedTokens).toBe(promptPositions + steps - prompts.length);
        expect(written.reusedTokens).toBe(0);
        if (way.prefixCache === false) expect(written.keptBytes).toBe(0);
        else await expectKept(written, writing.prefixes);
        writing.prefixes.clear();
      }
    }
    // Some rows ended before others.
    expect(lengths.size).toBeGreaterThan(3);
    expectFreed();
  });

  it('computes what prompts begin alike with once', async () => {
    const writing = makeWriting();
    const begin = idsOf('abcdefabcdefabcdefab');
    const prompts = [[...begin, 3, 4], [...begin, 5], begin];
    const written = await write(writing, prompts, [1, 2, 3], { maxTokens: 6 });
    expectNaive(written, { maxTokens: 6 });
    // The third is the beginning itself, whose last token runs for its logits.
    expect(written.reusedTokens).toBe(20 + 19);
    const steps = written.rows.reduce((sum, { tokenIds }) => sum + tokenIds.length - 1, 0);
    expect(written.computedTokens).toBe(22 + 1 + 1 + steps);
    expect(writing.session.positions).toBe(written.computedTokens);
    await expectKept(written, writing.prefixes);
    const apart = await write(makeWriting(), prompts, [1, 2, 3], { maxTokens: 6, prefixCache: false });
    expect(apart.rows).toEqual(written.rows);
    expect(apart.reusedTokens).toBe(0);
    writing.prefixes.clear();
    expectFreed();
  });

  it('runs its rows together, and those that have ended no more', async () => {
    // The first row ends at once, the others in turn.
    const [a, b, c] = ['fa.', 'abcdef.', 'cdefabcdef.'];
    const writer: LogitsAfter = (ids) =>
      writerOf([a, b, c].find((text) => text.startsWith(textOf(ids)))!)(ids);
    const writing = makeWriting({ logitsAfter: writer });
    const prompts = [idsOf('fa'), idsOf('abcd'), idsOf('cdefab')];
    const written = await write(writing, prompts, [1, 2, 3]);
    expect(written.rows.map(({ tokenIds }) => tokenIds)).toEqual([idsOf('.'), idsOf('ef.'), idsOf('cdef.')]);
    expect(written.rows.map(({ finishReason }) => finishReason)).toEqual(Array(3).fill('end-of-text'));
    expect(writing.session.runs.map(({ rows, columns }) => [rows, columns])).toEqual([
      [1, 2],
      [1, 4],
      [1, 6],
      [2, 1],
      [2, 1],
      [1, 1],
      [1, 1],
    ]);
    await expectKept(written, writing.prefixes);
    writing.prefixes.clear();
    expectFreed();
  });

  it('of rows that all end at once runs no step', async () => {
    const writing = makeWriting();
    const written = await write(writing, [middle, middle], [1, 2], { maxTokens: 1 });
    expect(writing.session.runs).toEqual([{ rows: 1, columns: middle.length, logits: 1 }]);
    expectNaive(written, { maxTokens: 1 });
    writing.prefixes.clear();
    expectFreed();
  });

  it('ends each row where its context is full', async () => {
    const writing = makeWriting({ contextLength: 12 });
    const written = await write(writing, [middle, short], [4, 5], { temperature: 0 });
    expectNaive(written, { temperature: 0 }, { contextLength: 12 });
    expect(written.rows.map(({ finishReason }) => finishReason)).toContain('context-full');
  });

  it('leaves texts that each can be gone on from alone', async () => {
    for (const location of ['cpu', 'gpu-buffer'] as const) {
      const writing = makeWriting({ location });
      const written = await write(writing, [middle, long, short], [7, 8, 9], { maxTokens: 5 });
      for (const { promptTokenIds, tokenIds, seed, finishReason } of written.rows) {
        if (finishReason !== 'max-tokens') continue;
        const text = [...promptTokenIds, ...tokenIds];
        const settings = optionsOf({ seed, continued: 5, draftTokens: 4, ngram: 1 });
        const next = await writeText(writing, text, settings, () => undefined, never);
        expect(next.reusedTokens).toBe(text.length - 1);
        expect(next.tokenIds).toEqual(writeNaively(text, settings).tokenIds);
      }
      writing.prefixes.clear();
    }
    expectFreed();
  });
});

describe('a stopped batch', () => {
  it('after the first prompt has a token of its rows, and none of the others', async () => {
    const writing = makeWriting();
    const prompts = [middle, long, middle];
    const written = await write(writing, prompts, [1, 2, 3], { temperature: 0 }, (steps) => steps.length > 0);
    expect(written.rows.map(({ tokenIds }) => tokenIds.length)).toEqual([1, 0, 1]);
    expect(written.rows.map(({ finishReason }) => finishReason)).toEqual(['stopped', 'stopped', 'stopped']);
    expect(written.rows[0]!.tokenIds).toEqual(
      writeNaively(middle, optionsOf({ temperature: 0 })).tokenIds.slice(0, 1),
    );
    expect(written.computedTokens).toBe(middle.length);
    writing.prefixes.clear();
    expectFreed();
  });

  it('in the midst of a prompt has no token of it, and keeps what was computed', async () => {
    const writing = makeWriting({ firstChunk: 4 });
    const written = await write(writing, [long, short], [1, 2], {}, () => writing.session.runs.length > 0);
    expect(written.rows.map(({ tokenIds }) => tokenIds)).toEqual([[], []]);
    expect(written).toMatchObject({ computedTokens: 4, reusedTokens: 0, firstTokenMs: null });
    const kept = await writing.prefixes.take(long);
    expect(tokensIn(kept!)).toEqual([long.slice(0, 4)]);
    writing.prefixes.put(kept);
    writing.prefixes.clear();
    expectFreed();
  });

  it('in the midst of its rows keeps each as far as it was computed', async () => {
    const writing = makeWriting({ location: 'gpu-buffer', logitsAfter });
    const written = await write(writing, [middle, short], [1, 2], {}, (steps) => steps.length >= 8);
    expect(written.rows.map(({ finishReason }) => finishReason)).toEqual(['stopped', 'stopped']);
    expect(written.rows.map(({ tokenIds }) => tokenIds.length)).toEqual([4, 4]);
    for (const { promptTokenIds, seed, tokenIds } of written.rows) {
      const naive = writeNaively(promptTokenIds, optionsOf(), { seed, logitsAfter });
      expect(tokenIds).toEqual(naive.tokenIds.slice(0, 4));
    }
    await expectKept(written, writing.prefixes);
    writing.prefixes.clear();
    expectFreed();
  });
});

describe('a failing batch', () => {
  // The prompts of 8 and 30 positions take two chunks at least and three, of 4 positions and then at most twice as many.
  it.each([1, 2, 3, 4, 5, 8, 12])('frees every tensor once where run %i fails', async (fails) => {
    for (const prefixCache of [true, false]) {
      const writing = makeWriting({
        logitsAfter,
        firstChunk: 4,
        beforeRun: (run) => {
          if (run === fails) throw new Error('out of memory');
        },
      });
      await expect(write(writing, [middle, long], [1, 2], { prefixCache })).rejects.toMatchObject({
        code: 'run-failed',
        message: expect.stringContaining('out of memory') as string,
      });
      writing.prefixes.clear();
    }
    expect(tensors.filter(({ disposed }) => disposed !== 1)).toEqual([]);
  });

  it('frees every tensor once where the GPU does not give the values of a row', async () => {
    // From the gather that starts the batch on; the last ones are those of rows that leave it.
    let refused = 0;
    const made: FakeTensor[] = [];
    for (let fails = 1; fails < 40; fails++) {
      let calls = 0;
      const writing = makeWriting({
        location: 'gpu-buffer',
        logitsAfter: (ids) => writerOf(ids[0] === 5 ? 'fabc.' : 'abcdefabcdefab.')(ids),
      });
      const run = writing.session.run.bind(writing.session);
      writing.session.run = async (feeds) => {
        const outputs = await run(feeds);
        for (const [name, tensor] of Object.entries(outputs)) {
          if (name === 'logits') continue;
          made.push(tensor as FakeTensor);
          const getData = tensor.getData.bind(tensor);
          tensor.getData = async () => {
            if (++calls === fails) throw new Error('lost');
            return getData();
          };
        }
        return outputs;
      };
      const ended = await write(writing, [middle, short], [1, 2]).then(
        () => null,
        (error: unknown) => error,
      );
      if (ended) {
        expect(ended).toMatchObject({ code: 'run-failed' });
        refused++;
      }
      writing.prefixes.clear();
    }
    // Two prompts and two rows that leave, of two tensors each.
    expect(refused).toBeGreaterThanOrEqual(6);
    expect(made.filter(({ disposed }) => disposed !== 1)).toEqual([]);
    // What was copied lies with the processor: it is the garbage collector's where the copy was not finished.
    expect(tensors.filter(({ disposed }) => disposed > 1)).toEqual([]);
  });

  it('frees every tensor once where the numbers are broken', async () => {
    const writing = makeWriting({
      logitsAfter: (ids) =>
        ids.length > middle.length + 3 && ids.length < 20
          ? new Float32Array(vocabularySize).fill(NaN)
          : logitsAfter(ids),
    });
    await expect(write(writing, [middle, short], [1, 2])).rejects.toMatchObject({ code: 'broken-numbers' });
    writing.prefixes.clear();
    expectFreed();
  });
});
