import { expect, test } from 'playwright/test';
import { host, isolatedHost } from './origins.ts';
import {
  compareBlanks,
  compareGreedy,
  compareMaskedScores,
  compareNextTokens,
  compareScores,
  loadModel,
  openApi,
  readReference,
} from './reference.ts';

// The host pages load the bundle from another origin; one of them is cross-origin isolated, the other is not.
const pages = [
  { name: 'without isolation', origin: host, threads: 1 },
  { name: 'with isolation, two threads', origin: isolatedHost, threads: 2 },
];

for (const { name, origin, threads } of pages) {
  test.describe(`WASM ${name}`, () => {
    for (const id of ['stories-4m', 'smollm2-135m-instruct']) {
      test(`${id} gives the reference's numbers and greedy tokens`, async ({ page }) => {
        const reference = readReference(id);
        await openApi(page, origin);
        const info = await loadModel(page, id, { backend: 'wasm', threads: 2 });
        expect(info).toMatchObject({ backend: 'wasm', threads, form: 'q4' });
        for (const { text, sameTokens, sameBest, worst } of await compareNextTokens(page, reference)) {
          expect.soft({ text, sameTokens, sameBest }).toEqual({ text, sameTokens: true, sameBest: true });
          expect.soft(worst, text).toBeLessThanOrEqual(reference.tolerance.wasm);
        }
        expect.soft(await compareScores(page, reference)).toBeLessThanOrEqual(reference.tolerance.wasm);
        for (const { text, agreed, due } of await compareGreedy(page, reference, reference.tolerance.wasm)) {
          expect.soft(agreed, text).toBeGreaterThanOrEqual(due);
        }
      });
    }

    test("minilm-mlm gives the reference's numbers for every blank", async ({ page }) => {
      const reference = readReference('minilm-mlm');
      await openApi(page, origin);
      await loadModel(page, 'minilm-mlm', { backend: 'wasm', threads: 2 });
      for (const { text, sameTokens, sameBest, worst } of await compareBlanks(page, reference)) {
        expect.soft({ text, sameTokens, sameBest }).toEqual({ text, sameTokens: true, sameBest: true });
        expect.soft(worst, text).toBeLessThanOrEqual(reference.tolerance.wasm);
      }
      for (const { text, sameTokens, sameBest, worst } of await compareMaskedScores(page, reference)) {
        expect.soft({ text, sameTokens, sameBest }).toEqual({ text, sameTokens: true, sameBest: true });
        expect.soft(worst, text).toBeLessThanOrEqual(reference.tolerance.wasm);
      }
    });
  });
}
