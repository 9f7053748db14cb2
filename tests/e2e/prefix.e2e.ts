import { expect, test, type Page } from 'playwright/test';
import { host } from './origins.ts';
import { loadModel, openApi } from './reference.ts';

interface Written {
  ids: number[];
  computed: number;
}

/** Writes from token ids, and says how many positions the worker ran through the model for it. */
async function write(page: Page, tokenIds: number[], options: object): Promise<Written> {
  return page.evaluate(
    async ({ tokenIds, options }) => {
      const generation = window.model.generate(tokenIds, options);
      const ids: number[] = [];
      for await (const step of generation) ids.push(step.tokenId);
      return { ids, computed: (await generation.finished).computedTokens };
    },
    { tokenIds, options },
  );
}

const tokenize = (page: Page, text: string) =>
  page.evaluate(async (text) => (await window.model.tokenize(text)).map(({ tokenId }) => tokenId), text);

/** A model that has computed nothing yet. */
const renew = (page: Page, model = 'stories-4m') => loadModel(page, model, { backend: 'wasm' });

for (const model of ['stories-4m', 'smollm2-135m-instruct']) {
  test(`${model}: a branch runs its new tokens only, and writes what a fresh model would`, async ({
    page,
  }) => {
    await openApi(page, host);
    await renew(page, model);
    const prompt = await tokenize(page, 'Once upon a time there was a');
    const greedy = { maxTokens: 16, temperature: 0 };
    const trunk = await write(page, prompt, greedy);
    expect(trunk.computed).toBe(prompt.length + 15);

    // Another token at step 6, and 10 more after it: eleven new tokens, of which the last is never run.
    const other = trunk.ids[5] === 300 ? 301 : 300;
    const branched = [...prompt, ...trunk.ids.slice(0, 6), other];
    const branch = await write(page, branched, { maxTokens: 10, temperature: 0, continued: 7 });
    expect(branch.computed).toBe(10);

    // Back on the trunk: its own keys and values are still there.
    const back = await write(page, [...prompt, ...trunk.ids], { ...greedy, maxTokens: 4, continued: 16 });
    expect(back.computed).toBe(4);
    // The prompt again: one token runs, for its logits.
    const again = await write(page, prompt, greedy);
    expect(again).toEqual({ ids: trunk.ids, computed: 16 });

    await renew(page, model);
    expect((await write(page, branched, { maxTokens: 10, temperature: 0, continued: 7 })).ids).toEqual(
      branch.ids,
    );
    await renew(page, model);
    const fresh = await write(page, [...prompt, ...trunk.ids], { ...greedy, maxTokens: 4, continued: 16 });
    expect(fresh.ids).toEqual(back.ids);
  });
}

test.describe('on the story model', () => {
  test.beforeEach(async ({ page }) => {
    await openApi(page, host);
    await renew(page);
  });

  test('a score from the midst of a text equals that of the whole, and leaves its work to a generation', async ({
    page,
  }) => {
    const ids = await tokenize(page, 'The girl was happy. She went to the park with her dog and a red ball.');
    const scores = await page.evaluate(async (ids) => {
      const numbers = (tokens: readonly { logProbability: number | null }[]) =>
        tokens.map(({ logProbability }) => logProbability);
      const part = await window.model.score(ids, { from: 9 });
      const whole = await window.model.score(ids);
      const withLogits = await window.model.score(ids.slice(0, 4), { from: 2, logits: true });
      return {
        part: numbers(part),
        whole: numbers(whole),
        logits: withLogits.map(({ logits }) => Array.from(logits!.slice(0, 8))),
        beyond: (await window.model.score(ids, { from: 500 })).length,
        after: Array.from((await window.model.logits(ids.slice(0, 2))).slice(0, 8)),
      };
    }, ids);
    expect(scores.part).toHaveLength(ids.length - 9);
    scores.part.forEach((value, i) => expect(value).toBeCloseTo(scores.whole[9 + i]!, 4));
    expect(scores.beyond).toBe(0);
    // The third token was judged by the logits after the second.
    scores.logits[0]!.forEach((value, i) => expect(value).toBeCloseTo(scores.after[i]!, 4));
    expect((await write(page, ids, { maxTokens: 3, temperature: 0 })).computed).toBe(3);
  });

  test('a step carries its logits where asked for, and only there', async ({ page }) => {
    const outcome = await page.evaluate(async () => {
      const first = async (options: object) => {
        const { value } = await window.model
          .generate('Once upon a time', { maxTokens: 1, ...options })
          .next();
        return value!;
      };
      const without = await first({ temperature: 0 });
      const step = await first({ temperature: 0, logits: true });
      const best = step.logits!.indexOf(Math.max(...step.logits!));
      return { without: 'logits' in without, size: step.logits!.length, best, tokenId: step.tokenId };
    });
    expect(outcome).toMatchObject({ without: false, size: 4096 });
    expect(outcome.best).toBe(outcome.tokenId);
  });

  test('a batch writes what each seed writes alone, computes the prompt once, and retires rows that end', async ({
    page,
  }) => {
    const prompt = 'Once upon a time';
    const seeds = [1, 2, 3, 4, 5, 6];
    // Rows end at their first full stop, each at its own time, or at the limit.
    const options = { maxTokens: 40, temperature: 1.4, stop: '.' };
    const batch = await page.evaluate(
      async ({ prompt, seeds, options }) => {
        const generation = window.model.generateBatch(prompt, { ...options, seeds });
        const rows: number[][] = seeds.map(() => []);
        for await (const step of generation) rows[step.row]!.push(step.tokenId);
        return { rows, summary: await generation.finished };
      },
      { prompt, seeds, options },
    );
    expect(batch.summary.rows.map(({ tokenIds }) => tokenIds)).toEqual(batch.rows);
    expect(batch.summary.rows.map(({ seed }) => seed)).toEqual(seeds);
    expect(batch.summary.rows.map(({ finishReason }) => finishReason)).toContain('stop-string');
    expect(new Set(batch.rows.map((row) => row.length)).size).toBeGreaterThan(2);
    // Each row's last token is never run, and the first one comes of the prompt's own run.
    const own = batch.rows.reduce((sum, row) => sum + row.length - 1, 0);
    expect(batch.summary.computedTokens).toBe(5 + own);

    // Somebody goes on with a row: its keys and values were kept.
    const ids = await tokenize(page, prompt);
    for (const row of batch.rows)
      expect((await write(page, [...ids, ...row], { maxTokens: 1 })).computed).toBe(1);

    await renew(page);
    for (const [row, seed] of seeds.entries()) {
      expect((await write(page, ids, { ...options, seed })).ids, `seed ${seed}`).toEqual(batch.rows[row]);
    }
  });

  test('a batch can be stopped, and refuses impossible seeds', async ({ page }) => {
    const outcome = await page.evaluate(async () => {
      const generation = window.model.generateBatch('Once upon a time', { seeds: [1, 2], maxTokens: 400 });
      await generation.next();
      const { rows } = await generation.stop();
      const refused = await window.model
        .generateBatch('Once', { seeds: [] })
        .next()
        .catch((error: { code: string }) => error.code);
      return { reasons: rows.map(({ finishReason }) => finishReason), refused };
    });
    expect(outcome).toEqual({ reasons: ['stopped', 'stopped'], refused: 'invalid-option' });
  });

  test('the vocabulary is there by id, and a model that cannot chat says so', async ({ page }) => {
    const outcome = await page.evaluate(async () => {
      const { texts, special, bytes } = await window.model.vocabulary();
      const [emoji] = (await window.model.tokenize('🙂')).slice(1);
      const [bos, once] = await window.model.tokenize('Once');
      const pieces = await window.model.tokenize([bos!.tokenId, once!.tokenId]);
      const chat = await window.model
        .applyChatTemplate([{ role: 'user', content: 'Hi' }])
        .catch((error: { code: string }) => error.code);
      return {
        size: texts.length,
        marker: texts[special[0]!],
        once: texts[once!.tokenId],
        firstByte: bytes.get(emoji!.tokenId)?.[0],
        pieces: pieces.map(({ text }) => text),
        chat,
      };
    });
    expect(outcome).toEqual({
      size: 4096,
      marker: '<|bos|>',
      once: outcome.pieces[1],
      firstByte: 0xf0,
      pieces: ['<|bos|>', outcome.once],
      chat: 'no-chat-template',
    });
  });
});

test('SmolLM2’s chat template is written out with its markers', async ({ page }) => {
  await openApi(page, host);
  await renew(page, 'smollm2-135m-instruct');
  const prompt = await page.evaluate(() =>
    window.model.applyChatTemplate([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Say <b>hi</b>' },
    ]),
  );
  // As the model's own template (tokenizer_config.json) has it.
  expect(prompt.text).toBe(
    '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nSay <b>hi</b><|im_end|>\n<|im_start|>assistant\n',
  );
  expect(prompt.pieces.map(({ text }) => text).join('')).toBe(prompt.text);
  expect(prompt.pieces.filter(({ special }) => special).map(({ text }) => text)).toEqual([
    '<|im_start|>',
    '<|im_end|>',
    '<|im_start|>',
    '<|im_end|>',
    '<|im_start|>',
  ]);
});
