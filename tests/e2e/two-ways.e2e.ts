import { expect, test, type Page } from 'playwright/test';
import { findings } from './axe.ts';
import { host } from './origins.ts';
import { openApi, readReference } from './reference.ts';

type Side = { surprisalBits: number | null; logProbability: number | null; from: number; to: number };
interface Word {
  text: string;
  left: Side;
  both: Side;
}

const masked = readReference('minilm-mlm');
const stories = readReference('stories-4m');
const sum = (values: readonly (number | null)[]) =>
  values.reduce<number>((total, value) => total + value!, 0);

/** Reads a text in an element of its own on the page, and gives its words. */
async function readWords(
  page: Page,
  properties: { text: string; model: string; masking?: string },
): Promise<Word[]> {
  return page.evaluate(async (given) => {
    let element = document.querySelector('lm-two-ways');
    if (!element) {
      element = document.createElement('lm-two-ways');
      element.noExample = true;
      document.body.append(element);
    }
    Object.assign(element, given);
    let words: readonly Word[] = [];
    element.addEventListener('lm-two-ways', (event) => {
      ({ words } = event);
    });
    await element.compute();
    await element.updateComplete;
    return words as Word[];
  }, properties);
}

test.beforeEach(async ({ page }) => {
  await openApi(page, host);
});

test('sums a sentence from both sides as the reference does', async ({ page }) => {
  for (const { text, plain, withinWordLeftToRight } of masked.scores) {
    const words = await readWords(page, { text, model: 'stories-4m', masking: 'within-word' });
    expect(words.map((word) => word.both.logProbability === null)).not.toContain(true);
    // Each number is within the reference's tolerance.
    const slack = masked.tolerance.wasm * plain.length;
    const within = sum(words.map((word) => word.both.logProbability));
    expect(Math.abs(within - sum(withinWordLeftToRight))).toBeLessThan(slack);
    const alone = await readWords(page, { text, model: 'stories-4m', masking: 'plain' });
    expect(Math.abs(sum(alone.map((word) => word.both.logProbability)) - sum(plain))).toBeLessThan(slack);
  }
});

test('sums a sentence from the left as the reference does, the first word included', async ({ page }) => {
  const { text, logProbabilities } = stories.scores[0]!;
  const words = await readWords(page, { text, model: 'stories-4m' });
  const slack = stories.tolerance.wasm * logProbabilities.length;
  const left = sum(words.map((word) => word.left.logProbability));
  expect(Math.abs(left - sum(logProbabilities))).toBeLessThan(slack);
  await expect(page.getByText(/reads a begin marker/)).toBeVisible();
  const bits = -sum(logProbabilities) / Math.LN2;
  await expect(page.getByText(`${bits.toFixed(1)} bits`, { exact: true })).toBeVisible();
});

test('compares by words what the vocabularies cut differently', async ({ page }) => {
  const text = 'Tokenization splits unbelievable words into pieces.';
  const words = await readWords(page, { text, model: 'smollm2-135m-instruct' });
  expect(words.map((word) => word.text)).toEqual([
    'Tokenization',
    'splits',
    'unbelievable',
    'words',
    'into',
    'pieces',
    '.',
  ]);
  // From the reference's token ids: "token ##ization splits unbelievable words into pieces .".
  expect(words.map(({ both }) => both.to - both.from)).toEqual([2, 1, 1, 1, 1, 1, 1]);
  expect(words[0]!.left.logProbability).toBeNull();
  await expect(page.getByText(/Nothing stands before “Tokenization”/)).toBeVisible();
  await expect(page.getByText(/Such a word is compared as one/)).toBeVisible();
});

test('judges a word with an apostrophe or a hyphen by all its masked pieces', async ({ page }) => {
  const text = "I don't like the well-known test.";
  const words = await readWords(page, { text, model: 'smollm2-135m-instruct', masking: 'within-word' });
  const bits = (name: string) => words.find((word) => word.text === name)!.both.surprisalBits!;
  // `don ' t` and `well - known` scored by hand: as many masks in their place, the pieces put in from left to right.
  expect(Math.abs(bits("don't") - 10.64)).toBeLessThan(0.05);
  expect(Math.abs(bits('well-known') - 16.74)).toBeLessThan(0.05);
  const option = page.getByRole('option', { name: /^don't, / }).last();
  if ((await option.getAttribute('aria-selected')) !== 'true') await option.click();
  await expect(page.getByText(/judged with 3 masks in its place/)).toBeVisible();
  // 2^−10.64.
  await expect(page.getByRole('region', { name: 'Both sides' }).getByText('0.06%')).toBeVisible();
});

test('a change behind a blank moves the model that reads both sides, and not the other', async ({ page }) => {
  await readWords(page, { text: 'The cat sat on the mat.', model: 'smollm2-135m-instruct' });
  const bars = page.getByRole('listbox', { name: /^Surprisal of each word/ });
  const sat = bars.getByRole('option', { name: /^sat/ });
  if ((await sat.getAttribute('aria-selected')) !== 'true') await sat.click();
  await page.getByRole('textbox', { name: 'The text after “sat”' }).fill('in the exam.');
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText(/The left one cannot see this change/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/The one that reads both sides does/)).toBeVisible();
  const digits = (await page.locator('.digits').allTextContents()).map((one) =>
    Number(one.replace('−', '-')),
  );
  expect(Math.abs(digits[0]! - digits[1]!)).toBeLessThan(1e-4);
  // The reference's number of "sat" in "The cat sat on the mat.".
  expect(Math.abs(digits[2]! - masked.scores[0]!.plain[2]!)).toBeLessThan(masked.tolerance.wasm);
  expect(Math.abs(digits[2]! - digits[3]!)).toBeGreaterThan(0.1);
});

test('shows the recorded example without a model, and leaves axe nothing to find', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.evaluate(() => {
    document.body.innerHTML = '<main><h1>Host page</h1><h2>Two ways</h2><lm-two-ways></lm-two-ways></main>';
  });
  await expect(page.getByText(/This is a recording/)).toBeVisible();
  await expect(page.getByRole('option', { name: /^washed, 17\.\d bits from the left/ })).toBeVisible();
  expect(fetched.filter((path) => path.includes('/models/'))).toEqual([]);
  expect(await findings(page)).toEqual([]);
});

test('fits 360 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => {
    document.body.innerHTML = '<lm-two-ways></lm-two-ways>';
  });
  await expect(page.getByText(/This is a recording/)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
