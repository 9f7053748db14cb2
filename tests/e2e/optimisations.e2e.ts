import { expect, test, type Page } from 'playwright/test';
import { host, isolatedHost } from './origins.ts';
import { loadModel, openApi, readReference } from './reference.ts';

interface Written {
  ids: number[];
  reused: number;
  drafted: number;
  accepted: number;
  computed: number;
}

/** Writes on from token ids. */
async function write(page: Page, tokenIds: number[], options: object): Promise<Written> {
  return page.evaluate(
    async ({ tokenIds, options }) => {
      const generation = window.model.generate(tokenIds, { temperature: 0, top: 0, ...options });
      const ids: number[] = [];
      let flagged = 0;
      for await (const step of generation) {
        ids.push(step.tokenId);
        if (step.accepted) flagged++;
      }
      const { reusedTokens, draftedTokens, acceptedTokens, computedTokens } = await generation.finished;
      if (flagged !== acceptedTokens)
        throw new Error(`${flagged} steps say so, the summary ${acceptedTokens}`);
      return {
        ids,
        reused: reusedTokens,
        drafted: draftedTokens,
        accepted: acceptedTokens,
        computed: computedTokens,
      };
    },
    { tokenIds, options },
  );
}

/** Ways to run a model that must not change what it writes. */
const ways: Record<string, object> = {
  'without the prefix cache': { prefixCache: false },
  'with it': {},
  'with the logits of all positions': { allLogits: true, prefixCache: false },
  'with drafts of 8': { draftTokens: 8, ngram: 2 },
  'with drafts of 16 after a single token': { draftTokens: 16, ngram: 1, prefixCache: false },
  'with drafts and without a KV cache': { draftTokens: 4, ngram: 1, kvCache: false },
  'without a KV cache': { kvCache: false },
};

for (const model of ['stories-4m', 'smollm2-135m-instruct']) {
  const { prompts } = readReference(model);
  // One that the reference went on with for long.
  const long = prompts.find(({ greedyTokenIds }) => greedyTokenIds.length >= 64)!;

  test(`${model}: 64 greedy tokens are those of the reference, however the model is run`, async ({
    page,
  }) => {
    test.setTimeout(600_000);
    await openApi(page, isolatedHost);
    await loadModel(page, model, { backend: 'wasm' });
    const { tokenIds, greedyTokenIds } = long;
    for (const [name, way] of Object.entries(ways)) {
      const { ids } = await write(page, tokenIds, { ...way, maxTokens: 64 });
      expect(ids, name).toEqual(greedyTokenIds);
    }
  });

  test(`${model}: rows of a batch with prompts of different lengths are what each would write alone`, async ({
    page,
  }) => {
    await openApi(page, isolatedHost);
    await loadModel(page, model, { backend: 'wasm' });
    const count = 24;
    const rows = await page.evaluate(
      async ({ prompts, count }) => {
        const batch = window.model.generateTexts(prompts, { temperature: 0, top: 0, maxTokens: count });
        const { rows } = await batch.finished;
        return rows.map(({ tokenIds, promptTokenIds }) => ({ tokenIds, promptTokenIds }));
      },
      { prompts: prompts.map(({ tokenIds }) => tokenIds), count },
    );
    for (const [i, { tokenIds, greedyTokenIds }] of prompts.entries()) {
      const wanted = greedyTokenIds.slice(0, count);
      expect(rows[i]!.promptTokenIds).toEqual(tokenIds);
      // A text may end before.
      expect(rows[i]!.tokenIds.slice(0, wanted.length)).toEqual(wanted.slice(0, rows[i]!.tokenIds.length));
      expect(rows[i]!.tokenIds.length).toBeGreaterThanOrEqual(Math.min(count, wanted.length));
    }
  });
}

/** Ways to make a session that must not change what it writes. */
const sessions: Record<string, object> = {
  'one thread': { threads: 1 },
  'basic graph optimisation': { graphOptimization: 'basic' },
  'extended graph optimisation': { graphOptimization: 'extended' },
  'no graph optimisation': { graphOptimization: 'disabled' },
  'weights that are not folded': { foldWeights: false },
  'a warm-up': { warmUp: true },
  'the page’s own thread': { thread: 'page' },
};

test('64 greedy tokens are those of the reference, however the session is made', async ({ page }) => {
  await openApi(page, isolatedHost);
  const { tokenIds, greedyTokenIds } = readReference('stories-4m').prompts[0]!;
  for (const [name, session] of Object.entries(sessions)) {
    await loadModel(page, 'stories-4m', { backend: 'wasm', ...session });
    // Two frames would be two engines: the one before is gone with its frame.
    await expect(page.locator('iframe')).toHaveCount('thread' in session ? 1 : 0);
    expect((await write(page, tokenIds, { maxTokens: 64 })).ids, name).toEqual(greedyTokenIds);
  }
  await page.evaluate(() => window.engine.dispose());
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('drafts come in fewer runs, and a sampled text is the same with them for every seed', async ({
  page,
}) => {
  await openApi(page, isolatedHost);
  await loadModel(page, 'smollm2-135m-instruct', { backend: 'wasm' });
  const prompt = await page.evaluate(async () => {
    const text = 'one two three four five six seven eight nine ten '.repeat(4);
    return (await window.model.tokenize(text)).map(({ tokenId }) => tokenId);
  });
  let accepted = 0;
  for (let seed = 1; seed <= 5; seed++) {
    const sampled = { temperature: 0.4, seed, maxTokens: 40 };
    const plain = await write(page, prompt, sampled);
    const drafted = await write(page, prompt, { ...sampled, draftTokens: 8, ngram: 2 });
    expect(drafted.ids).toEqual(plain.ids);
    expect(plain.drafted).toBe(0);
    // All but the prompt is there: each run computes the last token and the drafted ones.
    const runs = drafted.ids.length - drafted.accepted;
    expect(drafted.computed).toBe(runs + drafted.drafted);
    accepted += drafted.accepted;
  }
  expect(accepted).toBeGreaterThan(20);
});

test('a prompt that was written after before costs one position; without the prefix cache, all of it', async ({
  page,
}) => {
  await openApi(page, host);
  await loadModel(page, 'stories-4m', { backend: 'wasm' });
  const prompt = Array.from({ length: 200 }, (_, i) => 300 + i);
  const first = await write(page, prompt, { maxTokens: 2 });
  expect(first).toMatchObject({ reused: 0, computed: 201 });
  const again = await write(page, prompt, { maxTokens: 2 });
  expect(again).toMatchObject({ reused: 199, computed: 2, ids: first.ids });
  expect(await write(page, prompt, { maxTokens: 2, prefixCache: false })).toMatchObject({
    reused: 0,
    computed: 201,
    ids: first.ids,
  });
  // What was not kept does not go on either.
  expect(await write(page, [...prompt].toReversed(), { maxTokens: 1, prefixCache: false })).toMatchObject({
    reused: 0,
  });
  expect(await write(page, [...prompt].toReversed(), { maxTokens: 1 })).toMatchObject({ reused: 0 });
});

test('a stop in a long prompt ends between two chunks, and what was computed is not lost', async ({
  page,
}) => {
  await openApi(page, host);
  await loadModel(page, 'smollm2-135m-instruct', { backend: 'wasm' });
  const result = await page.evaluate(async () => {
    const prompt = Array.from({ length: 600 }, (_, i) => 1000 + i);
    const generation = window.model.generate(prompt, { maxTokens: 1, temperature: 0 });
    // Any call is answered between two chunks: when this one is, the prompt is being read.
    await window.model.tokenize('Hello');
    const stopped = await generation.stop();
    const { computedTokens, reusedTokens, finishReason } = await window.model.generate(prompt, {
      maxTokens: 1,
      temperature: 0,
    }).finished;
    return { stopped, computedTokens, reusedTokens, finishReason };
  });
  expect(result.stopped).toMatchObject({ finishReason: 'stopped', tokenIds: [], firstTokenMs: null });
  expect(result.stopped.computedTokens).toBeGreaterThan(0);
  expect(result.stopped.computedTokens).toBeLessThan(300);
  expect(result.reusedTokens).toBe(result.stopped.computedTokens);
  expect(result).toMatchObject({ finishReason: 'max-tokens', computedTokens: 600 - result.reusedTokens });
});

test('WASM takes the plain build of the runtime, which is half as large', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openApi(page, host);
  await loadModel(page, 'stories-4m', { backend: 'wasm' });
  const binaries = asked.filter((path) => path.endsWith('.wasm'));
  expect(binaries).toHaveLength(1);
  expect(binaries[0]).toMatch(/ort-wasm-simd-threaded-[^.]+\.wasm$/);
});

test('the runtime tells its memory, and what a form costs', async ({ page }) => {
  await openApi(page, host);
  const memory = async (options: object) => {
    await loadModel(page, 'stories-4m', { backend: 'wasm', ...options });
    await write(page, [0, 300], { maxTokens: 2 });
    return page.evaluate(() => window.engine.memory());
  };
  const folded = (await memory({}))!;
  const unfolded = (await memory({ foldWeights: false }))!;
  // 4.5 million weights: 18 MB as float32.
  expect(folded).toBeGreaterThan(18e6);
  expect(unfolded).toBeLessThan(folded);
  await page.evaluate(() => window.engine.dispose());
  expect(await page.evaluate(() => window.engine.memory())).toBeNull();
});

test('settings that cannot be are refused by name, and leave the model as it was', async ({ page }) => {
  await openApi(page, host);
  await loadModel(page, 'stories-4m', { backend: 'wasm' });
  const codes = await page.evaluate(async () => {
    const failure = (work: Promise<unknown>) =>
      work.then(
        () => null,
        (error: unknown) => {
          const { code, data } = error as { code: string; data: { name: string } };
          return `${code} ${data.name}`;
        },
      );
    const { model, engine } = window;
    return [
      await failure(model.generate('a', { draftTokens: 17 }).finished),
      await failure(model.generate('a', { ngram: 0 }).finished),
      await failure(model.generate('a', { kvCache: 'no' as never }).finished),
      await failure(engine.configure({ threads: 0 })),
      await failure(engine.configure({ graphOptimization: 'most' as never })),
      await failure(model.generateTexts(['a', 'b'], { seeds: [1, 2, 3] }).finished),
      await failure(model.generateTexts('a' as never).finished),
      engine.settings.threads,
      (await model.generate('Once', { maxTokens: 1 }).finished).finishReason,
    ];
  });
  expect(codes).toEqual([
    'invalid-option draftTokens',
    'invalid-option ngram',
    'invalid-option kvCache',
    'invalid-option threads',
    'invalid-option graphOptimization',
    'invalid-option prompts',
    'invalid-option prompts',
    null,
    'max-tokens',
  ]);
});

test('settings of a call need no new worker, those of the runtime load the model again', async ({ page }) => {
  await openApi(page, host);
  await loadModel(page, 'stories-4m', { backend: 'wasm' });
  const worker = page.workers()[0]!;
  await page.evaluate(() => window.engine.configure({ draftTokens: 4, prefixCache: false }));
  expect(page.workers()).toContain(worker);
  expect(await write(page, [0, 300, 301], { maxTokens: 1 })).toMatchObject({ reused: 0 });
  expect(await write(page, [0, 300, 301], { maxTokens: 1 })).toMatchObject({ reused: 0 });
  await page.evaluate(() => window.engine.configure({ graphOptimization: 'basic' }));
  expect(page.workers()).not.toContain(worker);
  expect((await write(page, [0, 300, 301], { maxTokens: 1 })).ids).toHaveLength(1);
});
