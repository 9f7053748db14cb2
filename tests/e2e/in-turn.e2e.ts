import { expect, test, type Locator, type Page } from 'playwright/test';
import { host } from './origins.ts';
import { loadModel, openApi, readReference } from './reference.ts';

// What the panels of <lm-fill-mask> show of the real model: every position in turn against the reference, and the orders
// of several blanks against single questions to the model.

const reference = readReference('minilm-mlm');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** As the table writes it: two decimals and a minus. */
const numberOf = (text: string) => Number(text.replaceAll(',', '').replace('−', '-'));

/** The tokens of a fill in the order of the text. */
const inText = (tokens: readonly number[], order: readonly number[]) =>
  order.map((_, blank) => tokens[order.indexOf(blank)]).join();

/** An element with a text, whose model is loaded on the processor. */
async function show(page: Page, text: string): Promise<Locator> {
  await page.evaluate((value) => {
    const element = document.createElement('lm-fill-mask');
    element.engine = window.engine;
    element.noExample = true;
    element.text = value;
    document.body.replaceChildren(element);
  }, text);
  return page.locator('lm-fill-mask');
}

test.beforeEach(async ({ page }) => {
  await openApi(page, host);
  await loadModel(page, 'minilm-mlm', { backend: 'wasm' });
});

test('the pseudo-log-likelihoods are the sums of the reference, for both maskings', async ({ page }) => {
  for (const { text, plain, withinWordLeftToRight } of reference.scores) {
    const element = await show(page, text);
    await element.getByRole('button', { name: 'Judge every token' }).click();
    await expect(element.getByText(/^Most surprising/).first()).toBeVisible({ timeout: 60_000 });
    const table = element.getByRole('table', { name: 'The text in numbers' });
    const cells = (name: string) => table.getByRole('row', { name }).getByRole('cell').allTextContents();
    const [withinWord, alone] = (await cells('Pseudo-log-likelihood (nats)')).map(numberOf);
    // Each token within the tolerance, and the table's rounding.
    const near = plain.length * reference.tolerance.wasm + 0.005;
    expect(Math.abs(withinWord! - sum(withinWordLeftToRight))).toBeLessThanOrEqual(near);
    expect(Math.abs(alone! - sum(plain))).toBeLessThanOrEqual(near);
    const [perplexity] = (await cells('Pseudo-perplexity')).map(numberOf);
    expect(Math.log(perplexity!)).toBeCloseTo(-sum(withinWordLeftToRight) / plain.length, 1);
  }
});

test('a text of 500 tokens can be stopped, and the element goes on', async ({ page }) => {
  const element = await show(page, `${'the cat '.repeat(250)}.`);
  await element.getByRole('button', { name: 'Judge every token' }).click();
  await expect(element.getByText(/^Run \d+ of \d+$/)).toBeVisible({ timeout: 60_000 });
  await element
    .getByRole('region', { name: 'Every position in turn' })
    .getByRole('button', { name: 'Stop' })
    .click();
  await expect(element.getByRole('progressbar')).toHaveCount(0);
  await page.evaluate(() => {
    document.querySelector('lm-fill-mask')!.text = 'The cat sat.';
  });
  await element.getByRole('button', { name: 'Judge every token' }).click();
  await expect(element.getByText(/^Most surprising/).first()).toBeVisible({ timeout: 60_000 });
  await expect(element.getByRole('alert')).toHaveText('');
});

test('the joint log-probability of each order is the sum of single answers of the model', async ({
  page,
}) => {
  const text = '[MASK] loves [MASK] and hates [MASK].';
  const element = await show(page, text);
  await element.getByRole('button', { name: 'Compare orders' }).click();
  await expect(element.getByText(/^Best of the fills:/)).toBeVisible({ timeout: 60_000 });
  const { fills, words } = await page.evaluate(async (template) => {
    const { orders } = JSON.parse(document.querySelector('lm-fill-mask')!.exportView()!) as {
      orders: {
        filled: { way: string; steps: { blank: number; tokenId: number; logProbability: number }[] }[];
        words: { words: { tokenId: number }[][]; orders: { order: number[]; steps: number[] }[] }[];
      };
    };
    const ids = (await window.model.tokenize(template)).map(({ tokenId }) => tokenId);
    const positions = ids.flatMap((id, at) => (id === window.model.info.markers.mask ? [at] : []));
    /** One question a blank, each alone, with the blanks before it filled. */
    const ask = async (order: number[], tokenOf: (blank: number) => number | null) => {
      const row = [...ids];
      let total = 0;
      const taken: number[] = [];
      for (const blank of order) {
        const position = positions[blank]!;
        const best = (await window.model.predict([{ tokenIds: row, positions: [position] }])).rows[0]![0]!;
        const token = tokenOf(blank) ?? best.top[0]!.tokenId;
        const asked = [{ tokenIds: row, positions: [position], targets: [token] }];
        total += (await window.model.predict(asked)).rows[0]![0]!.target!.logProbability;
        row[position] = token;
        taken.push(token);
      }
      return { total, taken };
    };
    const total = (values: number[]) => values.reduce((all, value) => all + value, 0);
    const fills = [];
    for (const { way, steps } of orders.filled) {
      const alone = await ask(
        steps.map(({ blank }) => blank),
        () => null,
      );
      const shown = total(steps.map(({ logProbability }) => logProbability));
      const order = steps.map(({ blank }) => blank);
      fills.push({ way, shown, order, tokens: steps.map(({ tokenId }) => tokenId), alone });
    }
    const words = [];
    for (const set of orders.words) {
      for (const { order, steps } of set.orders) {
        const alone = await ask(order, (blank) => set.words[blank]![0]!.tokenId);
        const tokens = set.words.map(([piece]) => piece!.tokenId).join();
        words.push({ order, tokens, shown: total(steps), alone: alone.total });
      }
    }
    return { fills, words };
  }, text);
  expect(fills.map(({ way }) => way)).toEqual(['leftToRight', 'rightToLeft', 'mostCertain']);
  for (const { tokens, shown, alone } of fills) {
    expect(tokens).toEqual(alone.taken);
    expect(shown).toBeCloseTo(alone.total, 4);
  }
  // All six orders of every set of words.
  expect(words.length % 6).toBe(0);
  for (const { shown, alone } of words) expect(shown).toBeCloseTo(alone, 4);
  // The best of the fills is the one whose words do best in any order; every fill is compared by that number.
  const best = Math.max(
    ...fills.map(({ tokens, order }) =>
      Math.max(...words.filter((one) => one.tokens === inText(tokens, order)).map(({ alone }) => alone)),
    ),
  );
  const cell = page.getByRole('cell', { name: 'best of the fills', exact: true });
  await expect(element.getByRole('row').filter({ has: cell }).first()).toContainText(
    best.toFixed(2).replace('-', '−'),
  );
});
