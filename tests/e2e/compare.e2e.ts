import { readFileSync } from 'node:fs';
import { expect, test, type Page } from 'playwright/test';
import type { LmCompare } from '../../src/elements/compare/compare.ts';
import type { ComparisonRecord } from '../../src/records/views/compare.ts';
import { host } from './origins.ts';
import { openApi, readReference } from './reference.ts';

const reference = readReference('minilm-mlm');

/** Puts the element into a page of somebody else, on WASM, and waits for its first drawing. */
async function place(page: Page, properties: { text?: string; noExample?: boolean } = {}): Promise<void> {
  await openApi(page, host);
  await page.evaluate(async (given) => {
    const element = document.createElement('lm-compare') as LmCompare;
    Object.assign(element, given);
    document.body.append(element);
    await element.updateComplete;
    await element.engine.replace({ backend: 'wasm' });
  }, properties);
}

const compute = (page: Page): Promise<ComparisonRecord> =>
  page.evaluate(async () => {
    const element = document.querySelector('lm-compare') as LmCompare;
    await element.compute();
    return JSON.parse(element.exportView()!) as ComparisonRecord;
  });

test('gives a sentence among others the numbers of the reference', async ({ page }) => {
  const text = 'In Texas they like to buy [MASK].';
  const expected = reference.prompts.find((one) => one.text === text)!.masks[0]!.top;
  // The other sentence is longer: its row must not change the first one's.
  await place(page, { noExample: true, text: 'In [Texas|the south of France] they like to buy [MASK].' });
  const { words, variants } = await compute(page);
  expect(variants[0]!.text).toBe(text);
  const own = new Map(words.map((word) => [word.tokenId, word]));
  expected.forEach(([tokenId, logProbability], place) => {
    const word = own.get(tokenId)!;
    expect(Math.abs(word.logProbabilities[0]! - logProbability)).toBeLessThanOrEqual(
      reference.tolerance.wasm,
    );
    expect(word.ranks[0]).toBe(place + 1);
  });
});

test('has recorded what the model computes, and shows it before anything is loaded', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await place(page);
  await expect(page.getByText('A recording of MiniLM-MLM.')).toBeVisible();
  // What is read, and what is eaten.
  await expect(page.getByRole('option', { name: /^book: .* times likelier with “read”$/ })).toBeAttached();
  await expect(page.getByRole('option', { name: /^food: .* times likelier with “ate”$/ })).toBeAttached();
  expect(fetched.filter((path) => /\.(?:onnx|wasm)|tokenizer/.test(path))).toEqual([]);

  const path = new URL('../../src/elements/compare/recorded/verbs.json', import.meta.url);
  const recorded = JSON.parse(readFileSync(path, 'utf8')) as ComparisonRecord;
  const computed = await compute(page);
  await expect(page.getByText('A recording of MiniLM-MLM.')).toHaveCount(0);
  const own = new Map(computed.words.map((word) => [word.tokenId, word]));
  // The tokens at the end of the list may be others: theirs are the closest calls.
  const likely = recorded.words.slice(0, 100);
  const differences = likely.flatMap(({ tokenId, logProbabilities }) =>
    logProbabilities.map((log, i) => Math.abs(log - own.get(tokenId)!.logProbabilities[i]!)),
  );
  expect(Math.max(...differences)).toBeLessThan(reference.tolerance.wasm);
  expect(computed.divergences[0]!.bits).toBeCloseTo(recorded.divergences[0]!.bits, 3);
});

test('tells one key from several, and judges a word of several pieces', async ({ page }) => {
  await place(page, { noExample: true });
  await page.getByRole('combobox', { name: 'Examples' }).selectOption({ label: 'One or several' });
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('2 sentences compared.')).toBeVisible({ timeout: 60_000 });
  // What English grammar has after one key and after several.
  await expect(
    page.getByRole('table', { name: 'Likelier with “keys”' }).getByRole('row').nth(1),
  ).toContainText(/^\s*(?:are|were)/);
  await expect(
    page.getByRole('table', { name: 'Likelier with “key”' }).getByRole('row').nth(1),
  ).toContainText(/^\s*(?:is|was)/);
  await page.getByRole('textbox', { name: 'A word' }).fill('tokenization');
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByText(/^tokenization: .*a word of 2 pieces, which took 2 masks/)).toBeVisible();
});
