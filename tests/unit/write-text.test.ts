import { beforeEach, describe, expect, it, vi } from 'vitest';
import { resolveGenerateOptions, type GenerateOptions } from '../../src/protocol/options.ts';
import type { Step } from '../../src/protocol/results.ts';
import { Drafting } from '../../src/worker/drafting.ts';
import { lengthOf, release } from '../../src/worker/kv-cache.ts';
import type { PrefixCache } from '../../src/worker/prefix-cache.ts';
import { writeText, type Writing } from '../../src/worker/write-text.ts';
import {
  endId,
  idsOf,
  makeWriting,
  tokensIn,
  toyLogits,
  vocabulary,
  vocabularySize,
  writeNaively,
  writerOf,
} from './fake-graph.ts';
import { watchTensors, type FakeTensor } from './fake-tensor.ts';

vi.mock('@huggingface/transformers', async () => ({ Tensor: (await import('./fake-tensor.ts')).FakeTensor }));

const never = () => false;
const greedy = { temperature: 0 };
const prompt = idsOf('abcdefabcdabcde');
/** A text that falls into several chunks, the first of 4 positions. */
const longPrompt = idsOf('abcdefabcdeabcdabcdefabcdefabcfedabcde');

const optionsOf = (options: GenerateOptions = {}) =>
  resolveGenerateOptions({ maxTokens: 24, seed: 1, logits: true, ...options });

async function write(
  writing: Writing,
  promptIds: readonly number[],
  options: GenerateOptions = {},
  isStopped: (steps: readonly Step[]) => boolean = never,
) {
  const steps: Step[] = [];
  const summary = await writeText(
    writing,
    promptIds,
    optionsOf(options),
    (step) => steps.push(step),
    () => isStopped(steps),
  );
  return { ...summary, steps, text: [...promptIds, ...summary.tokenIds] };
}

type Written = Awaited<ReturnType<typeof write>>;

/** The text is the one that the model writes when it is asked for each token anew. */
function expectNaive(
  written: Written,
  options: GenerateOptions = {},
  model: Parameters<typeof writeNaively>[2] = {},
): void {
  const promptLength = written.text.length - written.tokenIds.length;
  const naive = writeNaively(written.text.slice(0, promptLength), optionsOf(options), model);
  expect(written.tokenIds).toEqual(naive.tokenIds);
  expect(written.finishReason).toBe(naive.finishReason);
  expect(written.steps.map(({ tokenId }) => tokenId)).toEqual(naive.tokenIds);
  expect(written.steps.map(({ probability }) => probability)).toEqual(naive.probabilities);
  const from = options.continued ?? 0;
  expect(written.steps.map(({ index }) => index)).toEqual(naive.tokenIds.map((_, place) => from + place));
  expect(written.steps.map(({ finishReason }) => finishReason)).toEqual(
    naive.tokenIds.map((_, place) => (place === naive.tokenIds.length - 1 ? naive.finishReason : undefined)),
  );
}

/** What the summary says is what the session did, and every position is accounted for. */
function expectSums(written: Written, { session }: ReturnType<typeof makeWriting>): void {
  const { text, steps, computedTokens, reusedTokens, draftedTokens, acceptedTokens } = written;
  const last = steps.at(-1)?.accepted ? 0 : 1;
  expect(computedTokens).toBe(session.positions);
  expect(steps.filter(({ accepted }) => accepted)).toHaveLength(acceptedTokens);
  // All of the text but the token that was drawn last, and what was drafted in vain.
  expect(computedTokens + reusedTokens).toBe(text.length - last + draftedTokens - acceptedTokens);
}

/** The longest text of a prefix cache that begins another one, in so far as it does. */
async function keptOf(prefixes: PrefixCache, text: readonly number[]) {
  const kept = await prefixes.take([...text, endId]);
  const found = { tokenIds: kept?.rows[0] ?? [], held: kept ? tokensIn(kept)[0]! : [] };
  prefixes.put(kept);
  return found;
}

/** What is kept are the positions of the text that were computed, and they are in the tensors. */
async function expectKept(written: Written, { prefixes }: Writing): Promise<void> {
  const { text, steps } = written;
  const computed = steps.at(-1)?.accepted ? text : text.slice(0, -1);
  // No more than that, were it the same tokens: a rejected draft would be longer.
  const rejected = Array.from({ length: vocabularySize }, (_, id) => [...computed, id, endId]);
  for (const longer of rejected) expect((await keptOf(prefixes, longer)).tokenIds).toEqual(computed);
  expect(await keptOf(prefixes, text)).toEqual({ tokenIds: computed, held: computed });
}

let tensors: readonly FakeTensor[];

beforeEach(() => {
  tensors = watchTensors();
});

/** Everything was freed, once. */
function expectFreed(least = 1): void {
  expect(tensors.length).toBeGreaterThanOrEqual(least);
  expect(tensors.filter(({ disposed }) => disposed !== 1)).toEqual([]);
}

describe('a text', () => {
  const ways: [name: string, options: GenerateOptions][] = [
    ['as the settings are', {}],
    ['without a prefix cache', { prefixCache: false }],
    ['with nothing kept', { kvCache: false }],
    ['with nothing kept and no prefix cache', { kvCache: false, prefixCache: false }],
    ['with the logits of all positions', { allLogits: true }],
    ['with those and nothing kept', { kvCache: false, allLogits: true }],
  ];

  it.each(ways)('is the model’s own, with and without drafts, %s', async (_name, way) => {
    let rejected = 0;
    let accepted = 0;
    for (const draftTokens of [0, 1, 4, 16]) {
      for (const ngram of [1, 2, 3]) {
        for (const seed of [1, 2, 3, 4]) {
          for (const temperature of [0, 0.6]) {
            for (const backend of ['wasm', 'webgpu'] as const) {
              const options = { ...way, draftTokens, ngram, seed, temperature };
              const writing = makeWriting({
                backend,
                firstChunk: 4,
                location: backend === 'wasm' ? 'cpu' : 'gpu-buffer',
                type: seed === 1 ? 'float16' : 'float32',
              });
              const promptIds = [...prompt.slice(seed), ...prompt];
              const written = await write(writing, promptIds, options);
              expectNaive(written, options);
              if (draftTokens === 0) expect(written.draftedTokens).toBe(0);
              rejected += written.draftedTokens - written.acceptedTokens;
              accepted += written.acceptedTokens;
              if (way.kvCache !== false) expectSums(written, writing);
              const { prefixes } = writing;
              if (way.kvCache === false || way.prefixCache === false) {
                expect(written.keptBytes).toBe(0);
                expect(written.reusedTokens).toBe(0);
              } else {
                await expectKept(written, writing);
              }
              prefixes.clear();
            }
          }
        }
      }
    }
    expect(rejected).toBeGreaterThan(100);
    expect(accepted).toBeGreaterThan(100);
    expectFreed(1000);
  });

  it('has the same logits at every step, drafted or not', async () => {
    const plain = await write(makeWriting(), prompt, { ...greedy, maxTokens: 40 });
    const drafted = await write(makeWriting(), prompt, {
      ...greedy,
      maxTokens: 40,
      draftTokens: 8,
      ngram: 1,
    });
    expect(drafted.acceptedTokens).toBeGreaterThan(4);
    expect(drafted.draftedTokens).toBeGreaterThan(drafted.acceptedTokens);
    expect(drafted.steps.map(({ logits }) => logits)).toEqual(plain.steps.map(({ logits }) => logits));
    // Each has its own, not a view of a run's.
    for (const { logits } of drafted.steps) expect(logits!.buffer.byteLength).toBe(4 * vocabularySize);
  });

  it('takes fewer runs with drafts than it has tokens, and asks for no logits beyond them', async () => {
    const writing = makeWriting();
    const written = await write(writing, prompt, { ...greedy, maxTokens: 40, draftTokens: 4, ngram: 1 });
    const { runs } = writing.session;
    // Each run gives one token that was not drafted.
    expect(runs).toHaveLength(written.tokenIds.length - written.acceptedTokens);
    expect(runs.map(({ logits }) => logits)).toEqual([1, ...runs.slice(1).map(({ columns }) => columns)]);
    const all = makeWriting();
    await write(all, prompt, { allLogits: true, maxTokens: 2 });
    expect(all.session.runs.map(({ logits }) => logits)).toEqual([prompt.length, 1]);
    const anew = makeWriting();
    await write(anew, prompt, { kvCache: false, maxTokens: 3 });
    expect(anew.session.runs.map(({ columns, logits }) => [columns, logits])).toEqual([
      [15, 1],
      [16, 1],
      [17, 1],
    ]);
  });
});

describe('the end of a text', () => {
  it.each([1, 2, 3])('comes after %i tokens where no more are wanted', async (maxTokens) => {
    const options = { ...greedy, maxTokens, draftTokens: 16, ngram: 1 };
    const writing = makeWriting();
    const written = await write(writing, prompt, options);
    expect(written.tokenIds).toHaveLength(maxTokens);
    expect(written.finishReason).toBe('max-tokens');
    expectNaive(written, options);
    expectSums(written, writing);
    // The first token has no draft before it, and the last is the run's own.
    expect(written.draftedTokens).toBe(Math.max(0, maxTokens - 2));
    await expectKept(written, writing);
  });

  it('is in the midst of a draft where the marker was drafted and came', async () => {
    // After d, what followed it before is drafted: e, the marker, and a.
    const logitsAfter = writerOf('abcde.abcde.');
    const options = { ...greedy, draftTokens: 16, ngram: 1 };
    const writing = makeWriting({ logitsAfter });
    const written = await write(writing, idsOf('abcde.abc'), options);
    expect(written).toMatchObject({
      tokenIds: idsOf('de.'),
      finishReason: 'end-of-text',
      draftedTokens: 3,
      acceptedTokens: 2,
      computedTokens: 9 + 4,
    });
    expect(written.steps.map(({ accepted }) => accepted)).toEqual([undefined, true, true]);
    expectNaive(written, options, { logitsAfter });
    expectSums(written, writing);
    await expectKept(written, writing);
  });

  it('is in the midst of a draft where it completes a stop string', async () => {
    const logitsAfter = writerOf('abcdefabcdefabc');
    const options = { ...greedy, draftTokens: 16, ngram: 1, stop: ['ef', 'x'] };
    const writing = makeWriting({ logitsAfter });
    const written = await write(writing, idsOf('abcdefabc'), options);
    expect(written).toMatchObject({
      tokenIds: idsOf('def'),
      finishReason: 'stop-string',
      draftedTokens: 3,
      acceptedTokens: 2,
    });
    expectNaive(written, options, { logitsAfter });
    expectSums(written, writing);
    await expectKept(written, writing);
  });

  it('is where the context is full, and nothing is drafted beyond it', async () => {
    for (const room of [1, 2, 3, 6, 9]) {
      const options = { ...greedy, draftTokens: 16, ngram: 1 };
      const contextLength = prompt.length + room;
      const longest: number[] = [];
      const writing = makeWriting({
        contextLength,
        logitsAfter: (tokenIds) => {
          longest.push(tokenIds.length);
          return writerOf('abcdefabcdabcde'.repeat(4))(tokenIds);
        },
      });
      const written = await write(writing, prompt, options);
      expect(written.finishReason).toBe('context-full');
      expect(written.text).toHaveLength(contextLength);
      expect(written.text).toEqual(idsOf('abcdefabcdabcde'.repeat(4)).slice(0, contextLength));
      expect(Math.max(...longest)).toBeLessThan(contextLength);
      if (room > 2) expect(written.acceptedTokens).toBeGreaterThan(0);
      expectSums(written, writing);
      await expectKept(written, writing);
    }
  });

  it('is at a stop string that any token completes, drafted or not, as without', async () => {
    const reasons = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const options = { seed, draftTokens: 4, ngram: 1, stop: ['ad', 'fb', 'cdc'] };
      const writing = makeWriting();
      const written = await write(writing, prompt, options);
      expectNaive(written, options);
      expectSums(written, writing);
      await expectKept(written, writing);
      reasons.add(written.finishReason);
    }
    expect([...reasons].sort()).toEqual(['end-of-text', 'max-tokens', 'stop-string']);
  });
});

describe('a text that is continued', () => {
  it('goes on as if it had not been interrupted, from what is kept', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const common = { seed, draftTokens: 4, ngram: 1, temperature: 0.7 };
      const whole = await write(makeWriting(), prompt, { ...common, maxTokens: 30 });
      const writing = makeWriting();
      const first = await write(writing, prompt, { ...common, maxTokens: 9 });
      if (first.finishReason !== 'max-tokens') continue;
      const computed = writing.session.positions;
      const options = { ...common, maxTokens: 21, continued: 9 };
      const second = await write(writing, first.text, options);
      expectNaive(second, options);
      expect(second.text).toEqual(whole.text);
      // All but the last token at least; that one too where it had been drafted, but it is run again for its logits.
      expect(second.reusedTokens).toBe(first.text.length - 1);
      expect(second.computedTokens).toBe(writing.session.positions - computed);
      await expectKept(second, writing);
    }
  });

  it('ends where a stop string that was begun before is completed', async () => {
    const logitsAfter = writerOf('abcdefabcdef');
    const common = { ...greedy, stop: ['cde'] };
    const written = await write(makeWriting({ logitsAfter }), idsOf('abcdefabcd'), {
      ...common,
      continued: 2,
    });
    expect(written).toMatchObject({ tokenIds: idsOf('e'), finishReason: 'stop-string' });
    // A prompt's own letters do not count.
    const other = await write(makeWriting({ logitsAfter }), idsOf('abcdefabcd'), { ...common, maxTokens: 2 });
    expect(other).toMatchObject({ tokenIds: idsOf('ef'), finishReason: 'max-tokens' });
  });
});

describe('what is kept of a text', () => {
  it('serves a branch inside of it, and the same prompt again, as a fresh model would', async () => {
    const writing = makeWriting({ firstChunk: 4, location: 'gpu-buffer' });
    const common = { draftTokens: 4, ngram: 1 };
    const first = await write(writing, longPrompt, { ...common, seed: 3 });
    const branch = [...first.text.slice(0, longPrompt.length + 2), 0, 5];
    const texts: [ids: readonly number[], reused: number][] = [
      [longPrompt, longPrompt.length - 1],
      [branch, longPrompt.length + 2],
      [longPrompt.slice(0, 30), 29],
      [[...longPrompt.slice(0, 20), 5, 5, 5], 20],
      [[5, 5], 0],
    ];
    for (const [at, [ids, reused]] of texts.entries()) {
      const before = writing.session.positions;
      const options = { ...common, seed: 10 + at };
      const written = await write(writing, ids, options);
      expectNaive(written, options);
      expect(written.computedTokens).toBe(writing.session.positions - before);
      // A branch may happen to begin as the text went on.
      expect(written.reusedTokens).toBeGreaterThanOrEqual(reused);
      expect(written.reusedTokens).toBeLessThan(ids.length);
      await expectKept(written, writing);
    }
    writing.prefixes.clear();
    expectFreed();
  });

  it('has no token of a rejected draft in it', async () => {
    // The text turns where the draft goes on: after c it was d before, and is a now.
    const logitsAfter = writerOf('abcdefabcabcabcabc');
    const writing = makeWriting({ logitsAfter });
    const options = { ...greedy, draftTokens: 4, ngram: 3, maxTokens: 2 };
    const written = await write(writing, idsOf('abcdefab'), { ...options, maxTokens: 4 });
    expect(written.tokenIds).toEqual(idsOf('cabc'));
    expect(written.draftedTokens).toBeGreaterThan(written.acceptedTokens);
    await expectKept(written, writing);
    const kept = await writing.prefixes.take(idsOf('abcdefabcdefa'));
    expect(kept!.rows[0]).toEqual(idsOf('abcdefabc'));
    release(kept);
    writing.prefixes.clear();
    expectFreed();
  });
});

describe('a stop', () => {
  it('ends the text between two tokens, and keeps what was computed', async () => {
    for (const draftTokens of [0, 4]) {
      const writing = makeWriting();
      const options = { ...greedy, draftTokens, ngram: 1 };
      const written = await write(writing, prompt, options, (steps) => steps.length >= 5);
      expect(written.finishReason).toBe('stopped');
      expect(written.tokenIds.length).toBeGreaterThanOrEqual(5);
      expect(written.tokenIds.length).toBeLessThan(11);
      const naive = writeNaively(prompt, optionsOf(options));
      expect(written.tokenIds).toEqual(naive.tokenIds.slice(0, written.tokenIds.length));
      expectSums(written, writing);
      await expectKept(written, writing);
      writing.prefixes.clear();
    }
    expectFreed();
  });

  it('in the midst of a prompt ends it before the next chunk, and keeps the chunks', async () => {
    const writing = makeWriting({ firstChunk: 4 });
    const written = await write(writing, longPrompt, {}, () => writing.session.runs.length === 2);
    expect(written).toMatchObject({ finishReason: 'stopped', tokenIds: [], firstTokenMs: null });
    const computed = writing.session.positions;
    expect(written.computedTokens).toBe(computed);
    expect(computed).toBeLessThan(longPrompt.length);
    expect((await keptOf(writing.prefixes, longPrompt)).held).toEqual(longPrompt.slice(0, computed));
    const again = await write(writing, longPrompt);
    expectNaive(again);
    expect(again.reusedTokens).toBe(computed);
    writing.prefixes.clear();
    expectFreed();
  });
});

describe('a failure', () => {
  const failures: [name: string, prompt: number[], fails: number, options: GenerateOptions][] = [
    ['in the first chunk of a prompt', longPrompt, 1, {}],
    ['in a later chunk of it', longPrompt, 3, {}],
    ['in the first step', prompt, 2, {}],
    ['in a later step', prompt, 4, {}],
    ['in a step with drafts', prompt, 4, { draftTokens: 4, ngram: 1 }],
    ['without a prefix cache', longPrompt, 3, { prefixCache: false }],
    ['with nothing kept', prompt, 3, { kvCache: false }],
  ];

  it.each(failures)('%s is told, and frees every tensor once', async (_name, ids, fails, options) => {
    const writing = makeWriting({
      firstChunk: ids === longPrompt ? 4 : 64,
      beforeRun: (run) => {
        if (run === fails) throw new Error('out of memory');
      },
    });
    await expect(write(writing, ids, { ...greedy, ...options })).rejects.toMatchObject({
      code: 'run-failed',
      message: expect.stringContaining('out of memory') as string,
    });
    expect(writing.session.runs).toHaveLength(fails - 1);
    writing.prefixes.clear();
    expectFreed(fails === 1 ? 0 : 2);
  });

  it('after something was reused frees that, too', async () => {
    for (const later of [1, 2]) {
      let fails = Infinity;
      const writing = makeWriting({
        firstChunk: 4,
        beforeRun: (run) => {
          if (run === fails) throw new Error('lost');
        },
      });
      await write(writing, prompt, { maxTokens: 4 });
      fails = writing.session.runs.length + later;
      await expect(write(writing, [...prompt, ...longPrompt, ...longPrompt])).rejects.toMatchObject({
        code: 'run-failed',
      });
      writing.prefixes.clear();
    }
    expectFreed();
  });

  it('is told where the runtime refuses to free what it had', async () => {
    const writing = makeWriting({
      beforeRun: (run) => {
        if (run < 3) return;
        for (const tensor of tensors) {
          tensor.dispose = () => {
            throw new Error('aborted');
          };
        }
        throw new Error('out of memory');
      },
    });
    await expect(write(writing, prompt)).rejects.toMatchObject({
      code: 'run-failed',
      message: expect.stringContaining('out of memory') as string,
    });
  });

  it('of the numbers is told, and what was computed is freed in the end', async () => {
    const writing = makeWriting({
      logitsAfter: (tokenIds) =>
        new Float32Array(vocabularySize).fill(tokenIds.length > prompt.length + 2 ? NaN : 0),
    });
    await expect(write(writing, prompt, { ...greedy })).rejects.toMatchObject({ code: 'broken-numbers' });
    writing.prefixes.clear();
    expectFreed();
  });
});

describe('tensors that are shared', () => {
  it('cannot be let go of more often than they are held, nor held once they are freed', async () => {
    const { prefixes, ...rest } = makeWriting();
    await write({ prefixes, ...rest }, prompt);
    const kept = await prefixes.take(prompt);
    prefixes.clear();
    release(kept);
    expect(() => release(kept)).toThrow('more often');
    expect(() => kept!.tensors.hold()).toThrow('freed');
    expectFreed();
  });
});

describe('a run of the graph', () => {
  const wants = { keepLogits: 2, allLogits: false };

  it('gives the last logits of each row, whether the graph gave those or all', async () => {
    const rows = [idsOf('abcde'), idsOf('fedcb')];
    const { graph } = makeWriting();
    const few = await graph.run(rows, null, wants);
    const all = await graph.run(rows, null, { ...wants, allLogits: true });
    expect(few.logits).toMatchObject({ positions: 2, vocabulary: vocabularySize });
    expect(all.logits).toEqual(few.logits);
    const expected = rows.flatMap((ids) => [4, 5].flatMap((length) => [...toyLogits(ids.slice(0, length))]));
    expect([...few.logits.data]).toEqual(expected);
    expect(tokensIn(all.cache)).toEqual(rows);
    release(few.cache);
    release(all.cache);
    expectFreed();
  });

  it('keeps wanted logits together in the last chunk of a prompt', async () => {
    for (const keepLogits of [1, 3, 9, longPrompt.length]) {
      const { graph, session } = makeWriting({ firstChunk: 4 });
      const next = await graph.advance(longPrompt, null, { keepLogits, allLogits: false }, never);
      expect(next.logits!.positions).toBe(keepLogits);
      expect(next.computed).toBe(longPrompt.length);
      expect(session.positions).toBe(longPrompt.length);
      const first = longPrompt.length - keepLogits + 1;
      expect(Array.from(next.logits!.data.subarray(0, vocabularySize))).toEqual([
        ...toyLogits(longPrompt.slice(0, first)),
      ]);
      expect(lengthOf(next.cache)).toBe(longPrompt.length);
      release(next.cache);
    }
    expectFreed();
  });
});

describe('drafting', () => {
  const run = { kvCache: true, prefixCache: true, allLogits: false, draftTokens: 2, ngram: 2 };

  it('proposes what followed the last tokens before, no more than there is room for', () => {
    const drafting = new Drafting(run, 'webgpu');
    expect(drafting.propose(idsOf('abcdefab'), 9)).toEqual(idsOf('cd'));
    expect(drafting.propose(idsOf('abcdefab'), 1)).toEqual(idsOf('c'));
    expect(drafting.propose(idsOf('abcdefab'), 0)).toEqual([]);
    expect(drafting.propose(idsOf('abcdefab'), -1)).toEqual([]);
    expect(drafting.propose(idsOf('abcdef'), 9)).toEqual([]);
  });

  it('counts what was drafted and what came', () => {
    const drafting = new Drafting(run, 'webgpu');
    drafting.report(2, 1);
    drafting.report(0, 0);
    drafting.report(2, 2);
    expect(drafting).toMatchObject({ drafted: 4, accepted: 3 });
  });

  it('stops for a while when nothing comes of it, sooner where a position costs more', () => {
    const triesOf = (backend: 'wasm' | 'webgpu') => {
      const drafting = new Drafting(run, backend);
      let tries = 0;
      for (let i = 0; i < 40; i++) {
        const draft = drafting.propose(idsOf('abcdefab'), 9);
        if (draft.length > 0) tries++;
        drafting.report(draft.length, 0);
      }
      return tries;
    };
    expect(triesOf('wasm')).toBeLessThan(triesOf('webgpu'));
    expect(triesOf('webgpu')).toBeLessThan(40);
    expect(triesOf('wasm')).toBeGreaterThan(0);
  });
});

it('a toy text is read as the vocabulary reads it', () => {
  expect(vocabulary.read(idsOf('af.')).map(({ text }) => text)).toEqual(['a', 'f', '<end>']);
});
