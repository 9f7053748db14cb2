import { expect, test, type Page } from 'playwright/test';
import { readReference } from './reference.ts';
import { host } from './origins.ts';

// `<lm-fill-mask>` on the real model, its numbers against those of ONNX Runtime's native kernels.

const reference = readReference('minilm-mlm');

/** What the element's file holds, as far as a test looks at it. */
interface File {
  choices: ({ pieces: { tokenId: number }[] } | null)[];
  filled: { blanks: { top: { tokenId: number; logProbability: number }[] }[] };
}

async function open(page: Page, text: string): Promise<void> {
  await page.goto(`${host}/embed.html`);
  await page.waitForFunction(() => customElements.get('lm-fill-mask'));
  await page.evaluate((typed) => {
    document.querySelector('lm-generate')?.remove();
    const element = document.querySelector('lm-fill-mask')!;
    element.noExample = true;
    element.text = typed;
  }, text);
}

const exported = (page: Page): Promise<File> =>
  page.evaluate(() => JSON.parse(document.querySelector('lm-fill-mask')!.exportView()!) as File);

const status = (page: Page) => page.getByRole('status').first();
const fill = (page: Page) => page.getByRole('button', { name: 'Guess the blanks' }).click();

/** The largest difference from a reference's list, and whether the best token is the same. */
function compare(top: File['filled']['blanks'][number]['top'], expected: [number, number][]) {
  const own = new Map(top.map(({ tokenId, logProbability }) => [tokenId, logProbability]));
  const shared = expected.filter(([tokenId]) => own.has(tokenId));
  return {
    sameBest: top[0]!.tokenId === expected[0]![0],
    shared: shared.length,
    worst: Math.max(...shared.map(([tokenId, value]) => Math.abs(own.get(tokenId)! - value))),
  };
}

test('the blanks of every reference text have the reference’s numbers', async ({ page }) => {
  await open(page, '');
  for (const { text, masks } of reference.prompts) {
    await page.getByRole('textbox').first().fill(text);
    await fill(page);
    await expect(status(page)).toContainText(/blanks? guessed:/, { timeout: 60_000 });
    const { blanks } = (await exported(page)).filled;
    expect(blanks).toHaveLength(masks.length);
    for (const [i, { top }] of masks.entries()) {
      const { sameBest, shared, worst } = compare(blanks[i]!.top, top);
      expect(sameBest).toBe(true);
      expect(shared).toBeGreaterThan(5);
      expect(worst).toBeLessThan(reference.tolerance.wasm);
    }
  }
});

test('with a word in the other blank, a blank has the numbers that the sentence with that word has', async ({
  page,
}) => {
  const { text, masks, tokenIds } = reference.prompts.find(({ text: own }) => own.includes('France'))!;
  await open(page, text);
  await fill(page);
  await expect(status(page)).toContainText('1 blank guessed:', { timeout: 60_000 });
  const alone = (await exported(page)).filled.blanks[0]!.top;

  // A click on a word makes it a blank, and both are guessed again.
  await page.getByRole('option', { name: 'France' }).click();
  await expect(status(page)).toContainText('2 blanks guessed:');
  const open2 = (await exported(page)).filled.blanks[1]!.top;
  expect(Math.abs(open2[0]!.logProbability - alone[0]!.logProbability)).toBeGreaterThan(0.05);

  // "France" is the token before "is [MASK]".
  const france = tokenIds[masks[0]!.position - 2]!;
  await page.evaluate((id) => document.querySelector('lm-fill-mask')!.choose(0, [id]), france);
  await expect(status(page)).toContainText('1 blank guessed anew, with “france” in blank 1: blank 2 ');
  const { sameBest, worst } = compare((await exported(page)).filled.blanks[1]!.top, masks[0]!.top);
  expect(sameBest).toBe(true);
  expect(worst).toBeLessThan(reference.tolerance.wasm);

  // Back to the text as it was, by key.
  await page.getByRole('option', { name: /france, blank 1/ }).focus();
  await page.keyboard.press('Backspace');
  await expect(status(page)).toContainText('1 blank guessed: blank 2 ');
  await page.keyboard.press('Backspace');
  await expect(status(page)).toContainText('1 blank guessed: blank 1 ');
  await expect(page.getByRole('textbox').first()).toHaveValue(text);
});

test('a typed word of several pieces is judged in pieces, and can be taken', async ({ page }) => {
  await open(page, 'The cat sat on the [MASK].');
  await fill(page);
  await expect(status(page)).toContainText('1 blank guessed:', { timeout: 60_000 });
  await page.getByRole('option', { name: 'blank 1' }).click();
  await expect(page.getByText(/other \(30,51\d tokens\)/)).toBeVisible();
  const word = page.getByRole('textbox', { name: 'How likely is another word?' });
  await word.fill('doghouse');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByRole('button', { name: 'Take “doghouse” in 2 pieces (dog ##house)' }).click();
  await expect(page.getByRole('option', { name: /doghouse, blank 1/ })).toBeVisible();
  await word.fill('🦔');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '🦔' })).toBeVisible();
});

test('texts that cannot be read are said in words, those in another script still run', async ({ page }) => {
  await open(page, '');
  const set = (text: string) =>
    page.evaluate((typed) => {
      document.querySelector('lm-fill-mask')!.text = typed;
    }, text);
  const alert = page.getByRole('alert').first();
  const bad: [string, RegExp][] = [
    ['', /no text yet/],
    ['No blank.', /has no blank/],
    ['A \u0000 [MASK].', /NUL character/],
    ['A \ud83d [MASK].', /half a character/],
    [`${'word '.repeat(600)}[MASK].`, /has 604 tokens; the model takes 512 here/],
  ];
  for (const [text, message] of bad) {
    await set(text);
    await fill(page);
    await expect(alert).toContainText(message, { timeout: 60_000 });
    await expect(page.getByRole('textbox').first()).toHaveValue(text);
  }
  await set('고양이가 [MASK] 위에 🙂 앉았다.');
  await fill(page);
  await expect(status(page)).toContainText('1 blank guessed:');
  await expect(alert).toBeEmpty();
  await expect(page.locator('#notices').getByText(/This model has no token for/)).toContainText('🙂');
});

for (const width of [360, 1440]) {
  test(`nothing is cut off at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, ' The [MASK] sat on the [MASK]');
    await fill(page);
    await expect(status(page)).toContainText('2 blanks guessed:', { timeout: 60_000 });
    await page.getByRole('option', { name: 'blank 1' }).click();
    await page.keyboard.press('1');
    await expect(status(page)).toContainText('guessed anew');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
