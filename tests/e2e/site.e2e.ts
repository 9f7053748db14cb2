import { expect, test, type Page } from 'playwright/test';
import { findings } from './axe.ts';
import { chips } from './generate.ts';
import { plainSite, site } from './origins.ts';

function watchStrangers(page: Page, own: string): string[] {
  const strangers: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== own && url.protocol !== 'data:' && url.protocol !== 'blob:')
      strangers.push(request.url());
  });
  return strangers;
}

test('one button: the model is loaded and writes, a chip is chosen, blanks are filled, nothing leaves the origin', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const strangers = watchStrangers(page, site);
  await page.goto(site);
  await expect(page.locator('lm-generate')).toContainText('Loads Stories-4M first: 3.6 MB');
  // A seed whose text is longer than that.
  await page.locator('lm-generate').evaluate((element) => {
    Object.assign(element, { seed: 4 });
  });
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(chips(page)).toHaveCount(64, { timeout: 60_000 });
  await expect(page.locator('lm-generate').getByRole('status').first()).toContainText('64 tokens');

  await chips(page).nth(2).click();
  const bars = page.getByRole('list', { name: /likeliest tokens/ });
  // Ten, the chosen one where it is none of them, and all others together.
  await expect(bars.getByRole('listitem').last()).toContainText(/^\s*other \(4,08[56] tokens\)/);
  await expect(bars).toContainText('chosen');
  await page.keyboard.press('ArrowRight');
  await expect(chips(page).nth(3)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(chips(page).nth(3)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(bars).toHaveCount(0);

  const fill = page.locator('lm-fill-mask');
  await fill.getByRole('button', { name: 'Guess the blanks' }).click();
  // The bars of a recording are there from the start.
  await expect(fill.getByRole('status').first()).toContainText('2 blanks guessed:', { timeout: 60_000 });
  await expect(fill.getByRole('region', { name: 'Blank 2' }).getByRole('listitem')).toHaveCount(10);
  const status = page.locator('lm-backend');
  await expect(status).toContainText('Runs on WASM');
  await expect(status).toContainText('cross-origin isolated');
  await expect(status.getByRole('row', { name: /Stories-4M q4 3.6 MB 512 tokens ready/ })).toBeVisible();
  await expect(status.getByRole('row', { name: /MiniLM-MLM q4 21 MB 512 tokens ready/ })).toBeVisible();
  expect(strangers).toEqual([]);
  expect(errors).toEqual([]);
});

test('the same on a server without headers, with one thread', async ({ page }) => {
  await page.goto(plainSite);
  await page.getByRole('button', { name: 'Step' }).click();
  await expect(chips(page)).toHaveCount(1, { timeout: 60_000 });
  await expect(page.locator('lm-backend')).toContainText('One thread: the page is not cross-origin isolated');
});

test('step, pause, go on and stop', async ({ page }) => {
  await page.goto(site);
  const button = (name: string) => page.locator('lm-generate').getByRole('button', { name, exact: true });
  const status = page.locator('lm-generate').getByRole('status').first();
  await page.locator('lm-generate').evaluate((element) => {
    Object.assign(element, { seed: 4, maxTokens: 400, noExample: true });
  });
  await button('Step').click();
  await expect(chips(page)).toHaveCount(1, { timeout: 60_000 });
  await button('Step').click();
  await expect(chips(page)).toHaveCount(2);
  await expect(status).toContainText('Paused after 2 tokens');
  await button('Continue').click();
  await expect(chips(page).nth(6)).toBeVisible();
  await button('Pause').click();
  await expect(status).toContainText('Paused after');
  const paused = await chips(page).count();
  await button('Continue').click();
  await expect(chips(page).nth(paused + 2)).toBeVisible();
  await button('Stop').click();
  await expect(status).toContainText('Stopped after');

  // What was paused and gone on with is what one run writes.
  const parts = (await chips(page).allTextContents()).slice(0, paused + 2);
  await button('Generate').click();
  await expect(chips(page).nth(paused + 1)).toBeVisible();
  await button('Stop').click();
  expect((await chips(page).allTextContents()).slice(0, paused + 2)).toEqual(parts);
});

test('the backend is changed while a text is being written: the text stays and goes on', async ({ page }) => {
  await page.goto(site);
  await page.locator('lm-generate').evaluate((element) => {
    Object.assign(element, { maxTokens: 480, seed: 2, noExample: true });
  });
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(chips(page).nth(4)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('radio', { name: 'WASM' }).check();
  await expect(page.locator('lm-generate')).toContainText('The backend was changed. The text is kept');
  const kept = await chips(page).allTextContents();
  expect(kept.length).toBeGreaterThanOrEqual(5);
  await expect(page.locator('lm-backend')).toContainText('Runs on WASM. You asked for it.', {
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(chips(page).nth(kept.length + 3)).toBeVisible({ timeout: 60_000 });
  expect((await chips(page).allTextContents()).slice(0, kept.length)).toEqual(kept);
});

test('a load shows its bytes and can be cancelled', async ({ page }) => {
  await page.goto(site);
  const generate = page.locator('lm-generate');
  await generate.getByRole('combobox', { name: 'Model' }).selectOption('smollm2-135m-instruct');
  await expect(generate).toContainText('Loads SmolLM2-135M-Instruct first: 101 MB');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/model_q4.onnx_data_1', async (route) => {
    await held;
    await route.abort();
  });
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(generate).toContainText(/\d+ MB of 101 MB/);
  await expect(generate.getByRole('progressbar')).toBeVisible();
  await generate.getByRole('button', { name: 'Cancel' }).click();
  await expect(generate).toContainText('Loading was cancelled.');
  release();
  await generate.getByRole('combobox', { name: 'Model' }).selectOption('stories-4m');
  await page.getByRole('button', { name: 'Step' }).click();
  await expect(chips(page)).toHaveCount(1, { timeout: 60_000 });
});

test('bad input is said in words and the page goes on', async ({ page }) => {
  await page.goto(site);
  const generate = page.locator('lm-generate');
  const prompt = generate.getByRole('textbox', { name: 'Prompt' });
  const alert = generate.getByRole('alert').first();
  const button = page.getByRole('button', { name: 'Generate' });
  const texts: [string, RegExp][] = [
    ['', /no text yet/],
    ['a '.repeat(600), /Shorten it by \d+ tokens/],
    ['x'.repeat(1_000_000), /1,000,000 characters/],
  ];
  for (const [text, message] of texts) {
    await prompt.fill(text);
    await button.click();
    await expect(alert).toContainText(message, { timeout: 60_000 });
  }
  // A text field cannot hold these two, a script can set them.
  for (const [text, message] of [
    ['a\0b', /NUL character \(character 2\)/],
    ['a\ud800b', /half a character \(character 2\)/],
  ] as const) {
    await generate.evaluate((element, value) => Object.assign(element, { prompt: value }), text);
    await button.click();
    await expect(alert).toContainText(message);
  }
  await prompt.fill('Once upon a time');
  await page.getByRole('button', { name: 'Step' }).click();
  await expect(chips(page)).toHaveCount(1);
  await expect(alert).toBeEmpty();

  const fill = page.locator('lm-fill-mask');
  const text = fill.getByRole('textbox').first();
  await text.fill('The cat sat on the mat.');
  await page.getByRole('button', { name: 'Guess the blanks' }).click();
  await expect(fill.getByRole('alert').first()).toContainText('no blank', { timeout: 60_000 });
  await fill.getByRole('alert').getByRole('button', { name: 'Blank a word' }).click();
  await expect(text).toHaveValue('The cat sat on the [MASK].');
  await page.getByRole('button', { name: 'Guess the blanks' }).click();
  await expect(fill.getByRole('listitem')).toHaveCount(10);
  await text.fill(`${'word '.repeat(600)}[MASK].`);
  await page.getByRole('button', { name: 'Guess the blanks' }).click();
  await expect(fill.getByRole('alert')).toContainText(
    'The text has 604 tokens; the model takes 512 here. Shorten it by 92 tokens.',
  );
});

test('in Korean every text of the page is Korean, and the choice is kept', async ({ page }) => {
  await page.goto(site);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ko');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.getByRole('button', { name: '생성' })).toBeVisible();
  await expect(page.getByRole('button', { name: '빈칸 예측하기' })).toBeVisible();
  await expect(page.getByRole('radio', { name: '자동' })).toBeChecked();
  await page.reload();
  await expect(page.getByRole('button', { name: '생성' })).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${scheme}: before a model, with a text and bars, with an error`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(site);
    await expect(page.getByRole('button', { name: 'Generate' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.locator('lm-generate').evaluate((element) => {
      Object.assign(element, { temperature: 1.5, topP: 1, topK: 40, seed: 3 });
    });
    await page.getByRole('button', { name: 'Generate' }).click();
    await expect(page.locator('lm-generate').getByRole('status').first()).toContainText('64 tokens', {
      timeout: 60_000,
    });
    await chips(page).nth(5).click();
    await page.getByRole('button', { name: 'Guess the blanks' }).click();
    await expect(page.locator('lm-fill-mask').getByRole('status').first()).toContainText(
      '2 blanks guessed:',
      {
        timeout: 60_000,
      },
    );
    expect(await findings(page)).toEqual([]);
    await page.locator('lm-fill-mask').getByRole('textbox').first().fill('No blank here');
    await page.getByRole('button', { name: 'Guess the blanks' }).click();
    await expect(page.locator('lm-fill-mask').getByRole('alert')).toContainText('no blank');
    expect(await findings(page)).toEqual([]);
  });
}

for (const width of [360, 768, 1440]) {
  test(`nothing is cut off at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(site);
    await page.getByRole('button', { name: 'Step' }).click();
    await expect(chips(page)).toHaveCount(1, { timeout: 60_000 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
