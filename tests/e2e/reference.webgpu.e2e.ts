import { expect, test } from 'playwright/test';
import { host } from './origins.ts';
import {
  compareBlanks,
  compareMaskedScores,
  compareNextTokens,
  compareScores,
  loadModel,
  openApi,
  readReference,
} from './reference.ts';

// On Chromium's software adapter, which takes a second a token for the smallest model. Every blank of the masked
// model takes minutes there: LM_LENS_SLOW=1 runs them all, otherwise the first.
const slow = process.env['LM_LENS_SLOW'] === '1';

test("stories-4m gives the reference's numbers on WebGPU", async ({ page }) => {
  const reference = readReference('stories-4m');
  await openApi(page, host);
  const info = await loadModel(page, 'stories-4m', { backend: 'webgpu' });
  expect(info).toMatchObject({ backend: 'webgpu', form: 'q4', adapter: { software: true } });
  for (const { text, sameTokens, sameBest, worst } of await compareNextTokens(page, reference)) {
    expect.soft({ text, sameTokens, sameBest }).toEqual({ text, sameTokens: true, sameBest: true });
    expect.soft(worst, text).toBeLessThanOrEqual(reference.tolerance.webgpu);
  }
  expect.soft(await compareScores(page, reference)).toBeLessThanOrEqual(reference.tolerance.webgpu);
});

test("minilm-mlm gives the reference's numbers on WebGPU", async ({ page }) => {
  test.setTimeout(slow ? 900_000 : 180_000);
  const reference = readReference('minilm-mlm');
  if (!slow) reference.prompts.length = 1;
  await openApi(page, host);
  await loadModel(page, 'minilm-mlm', { backend: 'webgpu' });
  for (const { text, sameTokens, sameBest, worst } of await compareBlanks(page, reference)) {
    expect.soft({ text, sameTokens, sameBest }).toEqual({ text, sameTokens: true, sameBest: true });
    expect.soft(worst, text).toBeLessThanOrEqual(reference.tolerance.webgpu);
  }
});

test('minilm-mlm judges every token as the reference does, as a batch on WebGPU', async ({ page }) => {
  test.skip(!slow, 'a minute and more on the software adapter');
  test.setTimeout(900_000);
  const reference = readReference('minilm-mlm');
  await openApi(page, host);
  await loadModel(page, 'minilm-mlm', { backend: 'webgpu' });
  for (const { text, sameTokens, sameBest, worst } of await compareMaskedScores(page, reference)) {
    expect.soft({ text, sameTokens, sameBest }).toEqual({ text, sameTokens: true, sameBest: true });
    expect.soft(worst, text).toBeLessThanOrEqual(reference.tolerance.webgpu);
  }
});

test('continuing a text on WebGPU keeps its cache on the GPU and its tokens', async ({ page }) => {
  await openApi(page, host);
  await loadModel(page, 'stories-4m', { backend: 'webgpu' });
  const outcome = await page.evaluate(async () => {
    const prompt = (await window.model.tokenize('Once upon a time')).map((piece) => piece.tokenId);
    const run = async (ids: number[], maxTokens: number, continued: number) => {
      const generation = window.model.generate(ids, { maxTokens, seed: 3, continued });
      const written: number[] = [];
      for await (const step of generation) written.push(step.tokenId);
      return { written, computed: (await generation.finished).computedTokens };
    };
    const whole = await run(prompt, 5, 0);
    const first = await run(prompt, 2, 0);
    const second = await run([...prompt, ...first.written], 3, 2);
    return { whole: whole.written, parts: [...first.written, ...second.written], computed: second.computed };
  });
  expect(outcome.parts).toEqual(outcome.whole);
  expect(outcome.computed).toBe(3);
});
