import { expect, test, type Page } from 'playwright/test';
import { findings } from './axe.ts';
import { host } from './origins.ts';
import { openApi, readReference } from './reference.ts';

interface FileRound {
  tokens: { tokenId: number; text: string }[];
  samples: { position: number; kind: string }[];
  judged: { tokenId: number; logProbability: number; rank: number; top: { text: string }[] }[] | null;
  answers: {
    guess: { score: { logProbability: number; pieces: unknown[]; masks?: number } | null } | null;
  }[];
}

interface File {
  nextToken: FileRound | null;
  masked: FileRound | null;
  losses: { seed: number; hidden: number; meanLoss: number }[];
}

const stories = readReference('stories-4m');
const masked = readReference('minilm-mlm');

/** Puts an element with these properties into the page. */
async function place(page: Page, properties: Record<string, unknown>): Promise<void> {
  await page.evaluate(async (given) => {
    const element = document.createElement('lm-self-supervision');
    Object.assign(element, { noExample: true, ...given });
    document.body.replaceChildren(element);
    await element.updateComplete;
  }, properties);
}

/** What the element holds after it has computed one way, or both. */
async function compute(page: Page, way?: 'next-token' | 'masked'): Promise<File> {
  return page.evaluate(async (one) => {
    const element = document.querySelector('lm-self-supervision')!;
    await element.compute(one);
    return JSON.parse(element.exportView()!) as File;
  }, way);
}

test.beforeEach(async ({ page }) => {
  await openApi(page, host);
});

test('the losses of the next token are those of the reference, the end of the text comes last', async ({
  page,
}) => {
  const { text, tokenIds, logProbabilities } = stories.scores[0]!;
  await place(page, { text });
  const { nextToken, masked: other } = await compute(page, 'next-token');
  expect(other).toBeNull();
  const { tokens, samples, judged } = nextToken!;
  expect(tokens.map(({ tokenId }) => tokenId).slice(0, -1)).toEqual(tokenIds);
  expect(tokens.at(-1)!.text).toBe('<|eos|>');
  expect(samples.map(({ position }) => position)).toEqual(tokens.slice(1).map((_, i) => i + 1));
  logProbabilities.forEach((expected, i) => {
    expect(Math.abs(judged![i]!.logProbability - expected)).toBeLessThan(stories.tolerance.wasm);
  });
});

test('a masking of one token has the plain log-probability of the reference', async ({ page }) => {
  const { text, tokenIds, plain } = masked.scores.find((one) => one.text === 'The cat sat on the mat.')!;
  await place(page, { text, way: 'masked', share: 0.15 });
  const positions = new Set<number>();
  for (let seed = 0; seed < 12; seed++) {
    await page.evaluate((value) => {
      document.querySelector('lm-self-supervision')!.seed = value;
    }, seed);
    const { masked: round } = await compute(page, 'masked');
    const { samples, judged } = round!;
    expect(samples).toHaveLength(1);
    const { position } = samples[0]!;
    positions.add(position);
    expect(judged![0]!.tokenId).toBe(tokenIds[position]);
    // The reference leaves out the marker before the text.
    const difference = judged![0]!.logProbability - plain[position - 1]!;
    expect(Math.abs(difference)).toBeLessThan(masked.tolerance.wasm);
  }
  expect(positions.size).toBeGreaterThan(2);
  const { losses } = await compute(page, 'masked');
  expect(losses.map(({ seed }) => seed)).toEqual([...Array(12).keys()]);
});

test('SmolLM2 has no marker before a text: its first token is no sample, its texts were separated', async ({
  page,
}) => {
  // The tokenizer alone.
  await place(page, { text: 'The cat sat.', model: 'smollm2-135m-instruct' });
  await page.getByRole('button', { name: 'Make the samples' }).click();
  await expect(page.getByText('4 tokens of text, 4 samples, 0 labels written by hand.')).toBeVisible();
  await expect(page.getByText(/<\|endoftext\|> separated the texts that it was trained on/)).toBeVisible();
  await expect(page.getByText(/<\|im_start\|> and <\|im_end\|> came later/)).toBeVisible();
  const { tokens, judged } = (
    await page.evaluate(
      () => JSON.parse(document.querySelector('lm-self-supervision')!.exportView()!) as File,
    )
  ).nextToken!;
  expect(judged).toBeNull();
  expect(tokens.map(({ text }) => text)).toEqual(['The', ' cat', ' sat', '.', '<|endoftext|>']);
});

test('guesses are told from right by the text, and scored as a whole', async ({ page }) => {
  await place(page, { text: 'The girl was happy.' });
  await page.getByRole('button', { name: 'Let the model guess' }).click();
  const field = page.getByRole('textbox', { name: 'What comes next?' });
  await expect(field).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Reveal: Sample 1' }).click();
  await field.fill('girl');
  await field.press('Enter');
  await expect(page.getByRole('status').first()).toContainText('Right: “girl”.');
  await expect(field).toBeFocused();
  await field.fill('unbelievable');
  await field.press('Enter');
  await expect(page.getByText(/your guess “unbelievable” .*, scored as a whole/)).toBeVisible();
  const { guess } = (await compute(page, 'next-token')).nextToken!.answers[2]!;
  // The same as the story model's own scores of that text, token by token.
  const expected = await page.evaluate(async () => {
    const engine = window.lmLens.createEngine({ backend: 'wasm' });
    const model = await engine.load('stories-4m');
    const scored = await model.score('The girl unbelievable');
    engine.dispose();
    return scored.slice(3).map(({ logProbability }) => logProbability!);
  });
  expect(guess!.score!.pieces).toHaveLength(expected.length);
  expect(guess!.score!.logProbability).toBeCloseTo(
    expected.reduce((sum, one) => sum + one, 0),
    3,
  );
});

test('both ways come out of one call, and the element leaves axe nothing to find', async ({ page }) => {
  await place(page, { replacement: 'bert', share: 0.5 });
  const { nextToken, masked: round } = await compute(page);
  expect(nextToken!.judged).toHaveLength(10);
  expect(round!.judged).toHaveLength(5);
  for (const way of ['next-token', 'masked'] as const) {
    await page.evaluate((one) => {
      const element = document.querySelector('lm-self-supervision')!;
      element.way = one;
      element.reveal(1);
    }, way);
    await expect(page.getByRole('list', { name: 'Samples' })).toBeVisible();
    const found = await findings(page);
    // The page around it is a bare one.
    expect(found.filter((one) => !/^(?:region|landmark|page-has)/.test(one))).toEqual([]);
  }
});
