import { expect, test, type Page } from 'playwright/test';
import { host, isolatedHost } from './origins.ts';
import { loadModel, openApi } from './reference.ts';

/** Runs in the page; gives what an expected failure says. */
async function failure(page: Page, body: string): Promise<{ name: string; code?: string; data?: unknown }> {
  return page.evaluate(async (source) => {
    const run = new Function(`return (async () => { ${source} })()`) as () => Promise<unknown>;
    try {
      await run();
      return { name: 'no error' };
    } catch (error) {
      const { name, code, data } = error as { name: string; code?: string; data?: unknown };
      return { name, code, data };
    }
  }, body);
}

/** Generates in the page and gives the token ids. */
async function generate(page: Page, prompt: string, options: object): Promise<number[]> {
  return page.evaluate(
    async ({ prompt, options }) => {
      const ids: number[] = [];
      for await (const step of window.model.generate(prompt, options)) ids.push(step.tokenId);
      return ids;
    },
    { prompt, options },
  );
}

test.describe('generation', () => {
  test.beforeEach(async ({ page }) => {
    await openApi(page, host);
    await loadModel(page, 'stories-4m', { backend: 'wasm' });
  });

  test('a step carries its numbers before and after the filters', async ({ page }) => {
    const [step, summary] = await page.evaluate(async () => {
      const generation = window.model.generate('Once upon a time', {
        maxTokens: 1,
        temperature: 0.5,
        topK: 3,
        seed: 5,
      });
      const steps = [];
      for await (const one of generation) steps.push(one);
      return [steps[0]!, await generation.finished] as const;
    });
    expect(step.top).toHaveLength(10);
    expect(step.probability).toBeCloseTo(Math.exp(step.logProbability), 12);
    expect(step.surprisalBits).toBeCloseTo(-Math.log2(step.probability), 9);
    expect(step.keptCount).toBe(3);
    expect(step.top.filter((one) => one.finalProbability > 0)).toHaveLength(3);
    expect(step.top.reduce((sum, one) => sum + one.finalProbability, 0)).toBeCloseTo(1, 9);
    // At temperature 0.5 probabilities go as their squares, among those kept.
    const [first, second] = step.top;
    expect(first!.finalProbability / second!.finalProbability).toBeCloseTo(
      (first!.probability / second!.probability) ** 2,
      4,
    );
    expect(step.top[step.rank - 1]!.tokenId).toBe(step.tokenId);
    expect(step.finishReason).toBe('max-tokens');
    expect(summary).toMatchObject({ finishReason: 'max-tokens', seed: 5, computedTokens: 5 });
  });

  test('the same seed gives the same text, another seed another', async ({ page }) => {
    const options = { maxTokens: 24, seed: 11 };
    const first = await generate(page, 'Once upon a time', options);
    expect(await generate(page, 'Once upon a time', options)).toEqual(first);
    expect(await generate(page, 'Once upon a time', { ...options, seed: 12 })).not.toEqual(first);
  });

  test('a text that is continued equals one that was not interrupted, and computes new tokens only', async ({
    page,
  }) => {
    const parts = await page.evaluate(async () => {
      const ids: number[] = [];
      const computed: number[] = [];
      let prompt = (await window.model.tokenize('Once upon a time')).map((piece) => piece.tokenId);
      for (const maxTokens of [7, 1, 12]) {
        const generation = window.model.generate(prompt, { maxTokens, seed: 3, continued: ids.length });
        const written: number[] = [];
        for await (const step of generation) written.push(step.tokenId);
        computed.push((await generation.finished).computedTokens);
        ids.push(...written);
        prompt = [...prompt, ...written];
      }
      return { ids, computed };
    });
    expect(parts.ids).toEqual(await generate(page, 'Once upon a time', { maxTokens: 20, seed: 3 }));
    // 5 of the prompt and 6 generated; then the token that was left over, each time, and what came of it.
    expect(parts.computed).toEqual([11, 1, 12]);
  });

  test('leaving the loop ends the generation, and an aborted signal makes it throw', async ({ page }) => {
    const outcome = await page.evaluate(async () => {
      for await (const _ of window.model.generate('Once upon a time', { maxTokens: 500, seed: 1 })) break;
      const abort = new AbortController();
      let name = '';
      let seen = 0;
      try {
        const options = { maxTokens: 500, seed: 1, signal: abort.signal };
        for await (const _ of window.model.generate('Once upon a time', options)) {
          seen++;
          abort.abort();
        }
      } catch (error) {
        name = (error as Error).name;
      }
      return { name, seen };
    });
    expect(outcome).toEqual({ name: 'AbortError', seen: 1 });
    expect(await generate(page, 'Once upon a time', { maxTokens: 2, temperature: 0 })).toHaveLength(2);
  });

  test('ends at a stop string, at the end of the text and at the end of the context', async ({ page }) => {
    const ends = await page.evaluate(async () => {
      const run = async (prompt: string | number[], options: object) => {
        const generation = window.model.generate(prompt, options);
        let text = '';
        let last;
        for await (const step of generation) {
          text += step.special ? '' : step.text;
          last = step;
        }
        return { text, last: last!, summary: await generation.finished };
      };
      const stop = await run('Once upon a time', { temperature: 0, stop: ['little girl', 'never'] });
      // The model was trained to close a story; with a thousand tokens one of these seeds does.
      let end;
      for (let seed = 0; seed < 20 && end?.summary.finishReason !== 'end-of-text'; seed++) {
        end = await run('The end.', { maxTokens: 400, seed, temperature: 1.2 });
      }
      const filler = (await window.model.tokenize('a '.repeat(600))).map((piece) => piece.tokenId);
      const full = await run(filler.slice(0, 508), { maxTokens: 50, temperature: 0 });
      return { stop, end, full };
    });
    expect(ends.stop.summary.finishReason).toBe('stop-string');
    expect(ends.stop.text).toMatch(/^, there was a little girl$/);
    expect(ends.end?.summary.finishReason).toBe('end-of-text');
    expect(ends.end?.last).toMatchObject({ special: true, text: '<|eos|>', finishReason: 'end-of-text' });
    expect(ends.full.summary).toMatchObject({ finishReason: 'context-full' });
    expect(ends.full.summary.tokenIds).toHaveLength(4);
  });

  test('the pieces of a text join to the text, also inside a character', async ({ page }) => {
    const text = 'A cat 🙂 안녕\nand  two spaces ';
    const pieces = await page.evaluate((value) => window.model.tokenize(value), text);
    expect(pieces[0]).toMatchObject({ special: true, text: '<|bos|>' });
    expect(
      pieces
        .slice(1)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(pieces.some((piece) => piece.text === '')).toBe(true);
  });

  test('bad input gets an error that says what is wrong, and the model goes on', async ({ page }) => {
    const cases: [string, object][] = [
      [`for await (const _ of model.generate('')) ;`, { code: 'empty-text' }],
      [`for await (const _ of model.generate('a\\0b')) ;`, { code: 'nul-character', data: { position: 1 } }],
      [
        `for await (const _ of model.generate('ab\\ud800c')) ;`,
        { code: 'lone-surrogate', data: { position: 2 } },
      ],
      [`for await (const _ of model.generate('x'.repeat(1e6))) ;`, { code: 'too-many-characters' }],
      [`for await (const _ of model.generate([])) ;`, { code: 'empty-text' }],
      [`for await (const _ of model.generate([0, 5000])) ;`, { code: 'invalid-option' }],
      [`for await (const _ of model.generate('a', { topP: 2 })) ;`, { code: 'invalid-option' }],
      [`await model.score('')`, { code: 'empty-text' }],
      [`await model.fill('a [MASK]')`, { code: 'wrong-task' }],
      [`await engine.load('gpt-5')`, { code: 'unknown-model' }],
      [`await engine.load('stories-4m', { form: 'q2' })`, { code: 'unknown-form' }],
      [`await engine.load('stories-4m', { form: 'fp16' })`, { code: 'form-unavailable' }],
      [`lmLens.createEngine({ backend: 'cuda' })`, { code: 'invalid-option' }],
      [`lmLens.createEngine({ threads: 0 })`, { code: 'invalid-option' }],
    ];
    for (const [source, expected] of cases) {
      expect(await failure(page, source), source).toMatchObject({ name: 'EngineError', ...expected });
    }
    // 600 words of one token each, the marker before them, and room for one token to write.
    const long = await failure(page, `for await (const _ of model.generate('a'.concat(' a'.repeat(599)))) ;`);
    expect(long).toMatchObject({ code: 'text-too-long', data: { tokens: 601, limit: 511, over: 90 } });
    expect(await generate(page, 'Once upon a time', { maxTokens: 3, temperature: 0 })).toHaveLength(3);
  });

  test('scores each token of a text and every candidate beside it', async ({ page }) => {
    const scored = await page.evaluate(() => window.model.score('The girl was happy.', { top: 3 }));
    expect(scored[0]).toMatchObject({ special: true, probability: null, top: [] });
    for (const token of scored.slice(1)) {
      expect(token.top).toHaveLength(3);
      expect(token.logProbability).toBeLessThanOrEqual(token.top[0]!.logProbability);
      expect(token.rank === 1).toBe(token.tokenId === token.top[0]!.tokenId);
    }
  });
});

test('stop takes effect within one token, and the next text is as a fresh one', async ({ page }) => {
  await openApi(page, host);
  // The large model: a token takes it tens of milliseconds, far longer than a message.
  await loadModel(page, 'smollm2-135m-instruct', { backend: 'wasm' });
  const prompt = 'The capital of France is';
  const fresh = await generate(page, prompt, { maxTokens: 8, temperature: 0 });
  const stopped = await page.evaluate(async () => {
    const generation = window.model.generate('Once upon a time', { maxTokens: 400, seed: 1 });
    let seen = 0;
    for await (const _ of generation) if (++seen === 5) void generation.stop();
    return { seen, summary: await generation.finished };
  });
  expect(stopped.summary).toMatchObject({ finishReason: 'stopped' });
  expect(stopped.seen).toBe(stopped.summary.tokenIds.length);
  // The five that were seen, and the one that was being computed.
  expect(stopped.seen).toBeLessThanOrEqual(6);
  expect(await generate(page, prompt, { maxTokens: 8, temperature: 0 })).toEqual(fresh);

  // In the midst of a long prompt, nothing is generated at all.
  const early = await page.evaluate(async () => {
    const generation = window.model.generate('word '.repeat(1000), { maxTokens: 4 });
    await new Promise((resolve) => setTimeout(resolve));
    return generation.stop();
  });
  expect(early).toMatchObject({ finishReason: 'stopped', tokenIds: [], firstTokenMs: null });
  expect(early.computedTokens).toBeLessThan(1000);
});

test('models are shared, survive a replacement of the backend, and are gone once disposed', async ({
  page,
}) => {
  await openApi(page, isolatedHost);
  await loadModel(page, 'stories-4m', { backend: 'wasm', threads: 1 });
  const outcome = await page.evaluate(async () => {
    const { engine, model } = window;
    const twin = await engine.load('stories-4m');
    const shared = engine.state.models.length;
    const before = model.info.threads;
    const generation = model.generate('Once upon a time', { maxTokens: 500, seed: 1 });
    await generation.next();
    const running = (async () => {
      for await (const _ of generation);
      return 'ended';
    })().catch((error: { code: string }) => error.code);
    await engine.replace({ threads: 2 });
    const during = await running;
    const after = model.info.threads;
    let text = '';
    for await (const step of twin.generate('Once upon a time', { maxTokens: 3, temperature: 0 }))
      text += step.text;
    await model.dispose();
    const still = engine.state.models.length;
    await twin.dispose();
    const gone = engine.state.models.length;
    const late = await model.tokenize('a').catch((error: { code: string }) => error.code);
    return { shared, before, during, after, text, still, gone, late };
  });
  expect(outcome).toEqual({
    shared: 1,
    before: 1,
    during: 'replaced',
    after: 2,
    text: ', there was',
    still: 1,
    gone: 0,
    late: 'disposed',
  });
});

test('a load can be cancelled, tells its progress in bytes, and comes from storage the second time', async ({
  page,
}) => {
  await openApi(page, host);
  const outcome = await page.evaluate(async () => {
    const engine = window.lmLens.createEngine({ backend: 'wasm' });
    const abort = new AbortController();
    const cancelled = await engine
      .load('minilm-mlm', {
        signal: abort.signal,
        onProgress: ({ loadedBytes }) => {
          if (loadedBytes > 0) abort.abort();
        },
      })
      .catch((error: Error) => error.name);
    const afterCancel = engine.state.models.length;
    const loads = [];
    for (let i = 0; i < 2; i++) {
      const progress: import('../../src/protocol/results.ts').LoadProgress[] = [];
      const model = await engine.load('minilm-mlm', { onProgress: (one) => progress.push(one) });
      loads.push({
        last: progress.at(-1)!,
        rising: progress.every((p, k) => p.loadedBytes >= (progress[k - 1]?.loadedBytes ?? 0)),
        bytes: model.info.bytes,
      });
      // The browser's storage takes the files after the load; wait until the largest lies there.
      const cache = await caches.open('lm-lens-models-1');
      while (!(await cache.keys()).some(({ url }) => url.includes('onnx_data'))) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await model.dispose();
    }
    engine.dispose();
    return { cancelled, afterCancel, loads };
  });
  expect(outcome.cancelled).toBe('AbortError');
  expect(outcome.afterCancel).toBe(0);
  for (const { last, rising, bytes } of outcome.loads) {
    expect(rising).toBe(true);
    expect(last).toMatchObject({ phase: 'session', loadedBytes: bytes, totalBytes: bytes });
  }
  // The cancelled load may have kept what it had whole; the weights it had not.
  const keptWeights = (i: number) =>
    outcome.loads[i]!.last.files.find(({ path }) => path.endsWith('onnx_data'))!.cached;
  expect([keptWeights(0), keptWeights(1)]).toEqual([false, true]);
});

test('WebGPU that is asked for and not there is refused in words, and WASM goes on', async ({ page }) => {
  await page.addInitScript('delete Navigator.prototype.gpu');
  await openApi(page, host);
  // The worker has a navigator of its own.
  await page.route('**/lm-lens-worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete WorkerNavigator.prototype.gpu;${await response.text()}` });
  });
  const outcome = await page.evaluate(async () => {
    const engine = window.lmLens.createEngine({ backend: 'webgpu' });
    const refused = await engine.load('stories-4m').catch((error: { code: string; data: unknown }) => error);
    const failed = { code: (refused as { code: string }).code, data: (refused as { data: unknown }).data };
    await engine.replace({ backend: 'auto' });
    const model = await engine.load('stories-4m');
    const { backend, reason } = engine.state.backend!;
    engine.dispose();
    return { failed, backend: model.info.backend, state: { backend, reason } };
  });
  expect(outcome).toEqual({
    failed: { code: 'webgpu-unavailable', data: { reason: 'no-api' } },
    backend: 'wasm',
    state: { backend: 'wasm', reason: 'no-webgpu-api' },
  });
});
