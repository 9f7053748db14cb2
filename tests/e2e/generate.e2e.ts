import { readFileSync } from 'node:fs';
import { expect, test, type Page } from 'playwright/test';
import { findings } from './axe.ts';
import { chips } from './generate.ts';
import { site } from './origins.ts';

const generate = (page: Page) => page.locator('lm-generate');
const button = (page: Page, name: string | RegExp) =>
  generate(page).getByRole('button', { name, exact: true });
const status = (page: Page) => generate(page).getByRole('status').first();
const bars = (page: Page) => generate(page).getByRole('list', { name: /likeliest tokens/ });

/** Sets properties of the element, as a page that embeds it would. */
async function set(page: Page, properties: Record<string, unknown>): Promise<void> {
  await generate(page).evaluate((element, values) => Object.assign(element, values), properties);
}

/** Counts messages to workers from now on. */
async function watchMessages(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = window as unknown as { messages: number };
    counter.messages = 0;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
      counter.messages++;
      return (postMessage as (...all: unknown[]) => void).apply(this, message);
    };
  });
  return () => page.evaluate(() => (window as unknown as { messages: number }).messages);
}

/** Keeps what each lm-done event says. */
async function watchDone(
  page: Page,
): Promise<() => Promise<{ computedTokens: number; tokenIds: number[] }[]>> {
  await page.evaluate(() => {
    const kept: unknown[] = [];
    Object.assign(window, { kept });
    document.addEventListener('lm-done', (event) => kept.push(Reflect.get(event, 'summary')));
  });
  return () => page.evaluate(() => (window as unknown as { kept: never[] }).kept);
}

/** Writes so many tokens with a seed and waits for the end. */
async function write(page: Page, properties: Record<string, unknown> = {}): Promise<void> {
  await set(page, { seed: 4, maxTokens: 24, ...properties });
  await button(page, 'Generate').click();
  await expect(status(page)).toContainText(/\d+ tokens/, { timeout: 90_000 });
}

test('a recording is shown before any model is loaded, and its steps answer to the settings', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(site);
  await expect(generate(page)).toContainText('This is a recording: Stories-4M wrote it earlier');
  await expect(chips(page).first()).toBeVisible();
  await chips(page).nth(3).click();
  const first = bars(page).getByRole('listitem').first();
  await expect(first).toContainText('→');
  const before = await first.textContent();
  // The recording’s logits are there: a slider moves the bars.
  await expect(generate(page).getByRole('button', { name: /Compute the whole/ })).toHaveCount(0);
  await set(page, { temperature: 2, topP: 1 });
  await expect(first).not.toHaveText(before!);
  expect(asked.filter((path) => path.includes('/models/') || path.includes('worker'))).toEqual([]);
  expect(page.workers()).toHaveLength(0);
});

test('a change of temperature redraws a pinned step within one frame, and asks the worker nothing', async ({
  page,
}) => {
  await page.goto(site);
  await write(page);
  await chips(page).nth(5).click();
  await expect(bars(page).getByRole('listitem').first()).toContainText('→');
  const messages = await watchMessages(page);
  const values = await generate(page).evaluate(async (element) => {
    const root = element.shadowRoot!;
    const inside = (tag: string) => root.querySelector(tag)!.shadowRoot!;
    const shown = () => inside('lm-distribution').querySelector('.bar-value')!.textContent!;
    const slider = inside('lm-sampling').querySelector<HTMLInputElement>('input[type=range]')!;
    const seen = [shown()];
    for (const temperature of ['0.2', '1.7', '0.9']) {
      slider.value = temperature;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      // The callbacks of one frame run before it is painted.
      await new Promise(requestAnimationFrame);
      seen.push(shown());
    }
    return seen;
  });
  expect(new Set(values).size).toBe(4);
  expect(await messages()).toBe(0);
});

test('a branch from a step runs no more than its new tokens through the model', async ({ page }) => {
  await page.goto(site);
  const done = await watchDone(page);
  await write(page);
  await chips(page).nth(9).click();
  await button(page, /^Take (?!.*chosen)/)
    .nth(1)
    .click();
  await expect(generate(page)).toContainText('Branch 2 has');
  await set(page, { maxTokens: 12 });
  await button(page, 'Continue').click();
  await expect(chips(page)).toHaveCount(22);
  await expect(status(page)).toContainText('22 tokens');
  const [whole, branch] = await done();
  // The prompt's five tokens, known from the recording, and all that was written but the last.
  expect(whole!.computedTokens).toBe(5 + 23);
  // The picked token and eleven of the twelve that were written after it; the last one is never run.
  expect(branch!.tokenIds).toHaveLength(12);
  expect(branch!.computedTokens).toBe(12);

  // Back on the old branch, which is still there to its end.
  await generate(page)
    .getByRole('button', { name: /^Branch 1/ })
    .click();
  await expect(chips(page)).toHaveCount(24);
  await button(page, 'Step').click();
  await expect(chips(page)).toHaveCount(25);
  expect((await done())[2]!.computedTokens).toBe(1);
});

test('what is exported can be brought in again without a model, and a link brings the text back', async ({
  page,
  browser,
}) => {
  await page.goto(site);
  await write(page, { maxTokens: 12 });
  const texts = await chips(page).allTextContents();
  await generate(page).getByText('In and out').click();
  const saved = async (name: string) => {
    const download = page.waitForEvent('download');
    await button(page, name).click();
    return readFileSync(await (await download).path(), 'utf8');
  };
  const json = await saved('Export JSON');
  await generate(page)
    .getByRole('checkbox', { name: /with all logits/ })
    .check();
  const full = await saved('Export JSON');
  const csv = await saved('Export CSV');
  expect(csv.split('\r\n')[0]).toContain('log_probability_nats');
  // The header, 5 tokens of the prompt and 12 more.
  expect(csv.trim().split('\r\n')).toHaveLength(18);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(page, 'Copy link').click();
  await expect(generate(page)).toContainText('Link copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await button(page, 'Copy text').click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('Once upon a time');

  const other = await browser.newPage();
  await other.goto(site);
  await expect(button(other, 'Generate')).toBeVisible();
  await generate(other).getByText('In and out').click();
  const input = generate(other).locator('input[type=file]');
  const file = (content: string) => ({
    name: 'session.json',
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });
  await input.setInputFiles(file('{'));
  await expect(generate(other).getByRole('alert').last()).toContainText('not JSON. Nothing was changed');
  await input.setInputFiles(file(json.replace('"special":false', '"special":7')));
  await expect(generate(other).getByRole('alert').last()).toContainText('damaged: tokens[');
  await input.setInputFiles(file(json.replace('stories-4m', 'smollm2-135m-instruct')));
  await expect(generate(other).getByRole('alert').last()).toContainText(
    'made with the model smollm2-135m-instruct, but stories-4m is chosen. Nothing was changed.',
  );
  await input.setInputFiles(file(json));
  await expect(generate(other)).toContainText('Imported: 1 branch, 17 tokens.');
  expect(await chips(other).allTextContents()).toEqual(texts);
  // With the logits, every step answers to the settings; without them, it offers to compute them.
  await chips(other).nth(3).click();
  await expect(generate(other).getByRole('button', { name: /Compute the whole/ })).toBeVisible();
  await input.setInputFiles(file(full));
  await expect(generate(other).getByRole('button', { name: /^Branch 2/ })).toBeVisible();
  await chips(other).nth(3).click();
  await expect(bars(other)).toBeVisible();
  await expect(generate(other).getByRole('button', { name: /Compute the whole/ })).toHaveCount(0);
  expect(other.workers()).toHaveLength(0);

  await other.goto('about:blank');
  await other.goto(link);
  await expect(generate(other)).toContainText('a text of 12 tokens after the prompt');
  expect(other.workers()).toHaveLength(0);
  await button(other, 'Load the model and show it').click();
  await expect(chips(other)).toHaveCount(12, { timeout: 60_000 });
  expect(await chips(other).allTextContents()).toEqual(texts);
  // The draws were repeated: the tokens count as drawn, with the same numbers.
  await chips(other).nth(4).click();
  await expect(generate(other)).toContainText('A random number chose it');
  await other.close();
});

test('a link with impossible values is taken as far as it goes, and starts nothing', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const values = {
    prompt: '<img src=x onerror="alert(1)">',
    temperature: '0.3',
    topK: 'Infinity',
    model: '../evil',
    seed: '1e400',
    onload: 'alert(1)',
    branchIds: 'x'.repeat(50_000),
  };
  const entries = Object.entries(values).map(([name, value]) => [`generate.${name}`, value]);
  await page.goto(`${site}/#${new URLSearchParams(entries).toString()}`);
  await expect(generate(page)).toContainText('left out: topK, model, seed, onload, branchIds.');
  await expect(generate(page).getByRole('textbox', { name: 'Prompt' })).toHaveValue(values.prompt);
  expect(await generate(page).evaluate((element) => Reflect.get(element, 'temperature'))).toBe(0.3);
  expect(page.workers()).toHaveLength(0);
  expect(errors).toEqual([]);
});

test('many at once: as a batch, with where they part, and one opened as a branch', async ({ page }) => {
  await page.goto(site);
  await set(page, { seed: 1, maxTokens: 16, temperature: 1.2 });
  await generate(page).getByText('Many at once', { exact: true }).click();
  await button(page, 'Write 8 at once').click();
  await expect(generate(page)).toContainText('8 completions', { timeout: 60_000 });
  const open = generate(page).getByRole('button', { name: /^Open as branch: seed/ });
  await expect(open).toHaveCount(8, { timeout: 60_000 });
  await open.nth(2).click();
  await expect(chips(page).first()).toBeVisible();
  const opened = await chips(page).allTextContents();
  // The same seed alone writes the same.
  await set(page, { seed: 3 });
  await button(page, 'Generate').click();
  await expect(status(page)).toContainText(/tokens/);
  expect(await chips(page).allTextContents()).toEqual(opened);
});

test('a character of several tokens is shown whole, and a typed text is judged', async ({ page }) => {
  await page.goto(site);
  await set(page, { prompt: 'A cat 🙂 안녕 said', seed: 1, maxTokens: 4 });
  await button(page, 'Generate').click();
  await expect(chips(page)).toHaveCount(4, { timeout: 60_000 });
  const groups = page.locator('lm-chips[part=tokens] [role=group]');
  await expect(groups.first()).toHaveAccessibleName(/🙂/);
  await expect(groups.first().getByRole('option').first()).toHaveAccessibleName(/^byte F0, 1 of \d of 🙂/);

  await button(page, 'Edit the text').click();
  const field = generate(page).getByRole('textbox', { name: 'The text after the prompt' });
  await field.fill(`${await field.inputValue()} and the dog barked.`);
  await button(page, 'Take it over').click();
  await expect(status(page)).toContainText(/Paused after \d+ tokens/);
  const last = chips(page).last();
  await expect(last).toHaveAccessibleName(/typed/);
  await last.click();
  await expect(generate(page)).toContainText('Rank');

  await generate(page).getByText('How likely is another word?').click();
  const word = generate(page).getByRole('textbox', { name: 'Any word' });
  await word.fill('extraordinary');
  await word.press('Enter');
  await expect(generate(page)).toContainText(/less likely|below|tail/i);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any state of a generation, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(site);
    const clean = async (state: string) => expect(await findings(page), state).toEqual([]);
    await chips(page).nth(3).click();
    await expect(bars(page)).toBeVisible();
    await clean('a recording, pinned');
    await set(page, { pace: 4, seed: 4, temperature: 1.2 });
    await button(page, 'Generate').click();
    await expect(status(page)).toContainText('Writing', { timeout: 60_000 });
    await clean('running');
    await button(page, 'Pause').click();
    await expect(status(page)).toContainText('Paused');
    await clean('paused');
    await set(page, { pace: 0 });
    await button(page, 'Continue').click();
    await expect(status(page)).toContainText(/tokens, |tokens;/, { timeout: 60_000 });
    await chips(page).nth(5).click();
    await button(page, /^Take (?!.*chosen)/)
      .first()
      .click();
    await generate(page)
      .getByRole('checkbox', { name: /^Compare/ })
      .first()
      .check();
    await generate(page)
      .getByRole('checkbox', { name: /^Compare/ })
      .last()
      .check();
    await clean('branches side by side');
    await generate(page)
      .getByRole('button', { name: /^Prune/ })
      .first()
      .click();
    await clean('pruned');
    for (const summary of ['Many at once', 'In and out', 'Keys']) {
      await generate(page).getByText(summary, { exact: true }).click();
    }
    await set(page, { maxTokens: 8 });
    await button(page, /^Write \d+ at once$/).click();
    await expect(generate(page).getByRole('button', { name: /^Open as branch: seed/ })).toHaveCount(8);
    await clean('many at once, in and out, keys');
    await button(page, 'Edit the text').click();
    await clean('editing');
    await button(page, 'Cancel').click();
    await generate(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('x') });
    await expect(generate(page).getByRole('alert').last()).toContainText('not JSON');
    await clean('a bad file');
    await generate(page).getByRole('combobox', { name: 'Model' }).selectOption('smollm2-135m-instruct');
    await generate(page).getByRole('checkbox', { name: /^Chat/ }).check();
    await generate(page).getByText('The prompt as the model sees it').click();
    await clean('a chat');
  });
}

for (const width of [320, 360, 768, 1440]) {
  for (const language of ['en', 'ko']) {
    test(`nothing of a generation is cut off at ${width} pixels, ${language}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.addInitScript((value) => localStorage.setItem('lm-lens-language', value), language);
      await page.goto(site);
      await expect(chips(page).first()).toBeVisible();
      await chips(page).nth(3).click();
      await expect(page.locator('lm-distribution .bar').first()).toBeVisible();
      await generate(page).evaluate((element) => {
        for (const details of element.shadowRoot!.querySelectorAll('details')) details.open = true;
      });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}
