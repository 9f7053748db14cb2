import { expect, test } from 'playwright/test';
import { host } from './origins.ts';
import { loadModel, openApi } from './reference.ts';

test('on WebGPU a branch cuts the kept keys and values, and a batch writes what its seeds write alone', async ({
  page,
}) => {
  await openApi(page, host);
  await loadModel(page, 'stories-4m', { backend: 'webgpu' });
  const outcome = await page.evaluate(async () => {
    const { model } = window;
    const write = async (ids: number[], options: object) => {
      const generation = model.generate(ids, { temperature: 0, ...options });
      const written: number[] = [];
      for await (const step of generation) written.push(step.tokenId);
      return { written, computed: (await generation.finished).computedTokens };
    };
    const prompt = (await model.tokenize('Once upon a time')).map(({ tokenId }) => tokenId);
    const trunk = await write(prompt, { maxTokens: 6 });
    const at = [...prompt, ...trunk.written.slice(0, 3)];
    const branch = await write(at, { maxTokens: 3, continued: 3 });
    const batch = model.generateBatch(prompt, { seeds: [1, 2], maxTokens: 3 });
    const rows: number[][] = [[], []];
    for await (const step of batch) rows[step.row]!.push(step.tokenId);
    const alone = [];
    for (const seed of [1, 2]) {
      alone.push((await write(prompt, { temperature: 1, seed, maxTokens: 3 })).written);
    }
    return { trunk, branch, rows, alone };
  });
  expect(outcome.branch.computed).toBe(3);
  expect(outcome.branch.written).toEqual(outcome.trunk.written.slice(3));
  expect(outcome.rows).toEqual(outcome.alone);
});
