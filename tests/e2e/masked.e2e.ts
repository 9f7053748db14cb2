import { expect, test } from 'playwright/test';
import { host } from './origins.ts';
import { loadModel, openApi } from './reference.ts';

// What the masked model's calls promise beside the reference's numbers.

/** A sentence of sixty tokens: "the" and "cat" are one each. */
const sixtyTokens = `${Array.from({ length: 29 }, () => 'the cat').join(' ')} sat.`;

test.describe('the masked model', () => {
  test.beforeEach(async ({ page }) => {
    await openApi(page, host);
    await loadModel(page, 'minilm-mlm', { backend: 'wasm' });
  });

  test('judges a sentence of 60 tokens in at most four runs, and tells of each', async ({ page }) => {
    const outcome = await page.evaluate(async (text) => {
      const told: [number, number][] = [];
      const onRun = (done: number, of: number) => told.push([done, of]);
      const { tokens, runs } = await window.model.scoreMasked(text, { top: 0, onRun });
      return { judged: tokens.filter((token) => token.plain).length, runs, told };
    }, sixtyTokens);
    expect(outcome.judged).toBe(60);
    expect(outcome.runs).toBeLessThanOrEqual(4);
    expect(outcome.told).toEqual(Array.from({ length: outcome.runs }, (_, i) => [i + 1, outcome.runs]));
  });

  test('gives a row of a batch what it gives the row alone, whatever its length', async ({ page }) => {
    const [together, alone] = await page.evaluate(async () => {
      const texts = [
        'The cat sat on the [MASK].',
        'A [MASK].',
        'He opened the [MASK] and walked into the house.',
      ];
      const rows = await Promise.all(
        texts.map(async (text) => {
          const tokenIds = (await window.model.tokenize(text)).map((piece) => piece.tokenId);
          return { tokenIds, positions: [tokenIds.indexOf(window.model.info.markers.mask!)] };
        }),
      );
      const numbers = (answer: Awaited<ReturnType<typeof window.model.predict>>) =>
        answer.rows.flatMap((row) =>
          row[0]!.top.map(({ tokenId, logProbability }) => [tokenId, logProbability]),
        );
      const separate = [];
      for (const row of rows) separate.push(...numbers(await window.model.predict([row])));
      return [numbers(await window.model.predict(rows)), separate];
    });
    expect(together.map(([id]) => id)).toEqual(alone.map(([id]) => id));
    together.forEach(([, value], i) => expect(value).toBeCloseTo(alone[i]![1]!, 4));
  });

  test('refuses rows that are none, and goes on', async ({ page }) => {
    const codes = await page.evaluate(async () => {
      const codes: unknown[] = [];
      const rows = [
        { tokenIds: [], positions: [] },
        { tokenIds: [101, 99_999, 102], positions: [1] },
        { tokenIds: [101, 103, 102], positions: [3] },
        { tokenIds: [101, 103, 102], positions: [1], targets: [] },
        { tokenIds: Array.from({ length: 513 }, () => 1996), positions: [0] },
        { tokenIds: 'the', positions: [0] },
        { tokenIds: [101, 103, 102], positions: ['a'] },
      ];
      for (const row of rows) {
        codes.push(await window.model.predict([row as never]).catch((error: { code: string }) => error.code));
      }
      const good = await window.model.predict([
        { tokenIds: [101, 103, 102], positions: [1], targets: [1996] },
      ]);
      codes.push(good.rows[0]![0]!.target!.tokenId);
      return codes;
    });
    expect(codes).toEqual([
      'empty-text',
      'invalid-option',
      'invalid-option',
      'invalid-option',
      'text-too-long',
      'invalid-option',
      'invalid-option',
      1996,
    ]);
  });

  test('can be stopped in a long text', async ({ page }) => {
    const name = await page.evaluate(async () => {
      const abort = new AbortController();
      const text = `${'the cat '.repeat(250)}.`;
      const onRun = () => abort.abort();
      const call = window.model.scoreMasked(text, { signal: abort.signal, onRun });
      const name = await call.then(
        () => 'through',
        (error: Error) => error.name,
      );
      // The worker is free for the next one.
      await window.model.fill('The [MASK] sat.');
      return name;
    });
    expect(name).toBe('AbortError');
  });
});

test('a tokenizer loads without its model or a backend, and cuts as the model does', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await openApi(page, host);
  const outcome = await page.evaluate(async () => {
    // There is no WebGPU in this browser.
    const engine = window.lmLens.createEngine({ backend: 'webgpu' });
    const results = [];
    for (const id of ['minilm-mlm', 'stories-4m', 'smollm2-135m-instruct']) {
      const tokenizer = await engine.loadTokenizer(id);
      const text = 'Tokenization: 안녕 🙂';
      const pieces = await tokenizer.tokenize(text);
      const covered = pieces.map(({ start, end }) => text.slice(start, end)).join('');
      results.push({ id, info: tokenizer.info, covered, count: pieces.length });
      await tokenizer.dispose();
    }
    const held = await engine.loadTokenizer('minilm-mlm');
    engine.dispose();
    const late = await held.tokenize('late').catch((error: { code: string }) => error.code);
    return { results, late, kept: await caches.keys() };
  });
  expect(outcome.late).toBe('disposed');
  expect(outcome.kept.filter((name) => name.includes('transformers'))).toEqual([]);
  expect(outcome.results.map(({ info }) => [info.id, info.tokenizer, info.vocabularySize])).toEqual([
    ['minilm-mlm', 'word-piece', 30_522],
    ['stories-4m', 'byte-level', 4096],
    ['smollm2-135m-instruct', 'byte-level', 49_152],
  ]);
  expect(outcome.results[0]!.info.markers).toEqual({ mask: 103, unknown: 100, begin: 101, end: 102, pad: 0 });
  expect(fetched.filter((path) => /\.(onnx|onnx_data|wasm)/.test(path))).toEqual([]);
});
