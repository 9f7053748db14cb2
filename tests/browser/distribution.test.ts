import axe from 'axe-core';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { neutralSettings } from '../../src/core/index.ts';
import '../../src/elements/distribution/define.ts';
import type { LmDistribution } from '../../src/elements/distribution/distribution.ts';
import type { LmPickEvent } from '../../src/events/pick-event.ts';
import type { TokenRecord } from '../../src/records/token-record.ts';
import type { WordScore } from '../../src/records/word-score.ts';

// Probabilities ½, ¼, ⅛, ⅛ of tokens 1, 3, 0, 2.
const logits = Float32Array.from([-3, -1, -3, -2], (bits) => bits * Math.LN2);
const names = [' dog', ' cat', '\n', ' bird'];
const encoder = new TextEncoder();
const label = (tokenId: number) => ({ text: names[tokenId]!, special: false, continuation: false });

/** " bird", drawn by 0.7 with top-k 2: kept are ½ and ¼, so its part of the bar is [⅔, 1). */
const record: TokenRecord = {
  ...label(3),
  tokenId: 3,
  bytes: encoder.encode(' bird'),
  source: 'sampled',
  probability: 0.25,
  logProbability: Math.log(0.25),
  rank: 2,
  surprisalBits: 2,
  entropyBits: 1.75,
  top: [
    { ...label(1), tokenId: 1, probability: 0.5, logProbability: Math.log(0.5), finalProbability: 2 / 3 },
    { ...label(3), tokenId: 3, probability: 0.25, logProbability: Math.log(0.25), finalProbability: 1 / 3 },
    { ...label(0), tokenId: 0, probability: 0.125, logProbability: Math.log(0.125), finalProbability: 0 },
  ],
  sampling: {
    settings: { ...neutralSettings, topK: 2 },
    seed: 5,
    index: 0,
    draw: 0.7,
    finalProbability: 1 / 3,
    finalLogProbability: -Math.log(3),
    keptCount: 2,
    keptMass: 0.75,
  },
  timeMs: 12.5,
};

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute('lang');
  document.documentElement.style.colorScheme = '';
});

async function mount(properties: Partial<LmDistribution> = {}): Promise<LmDistribution> {
  const element = document.createElement('lm-distribution');
  Object.assign(element, {
    record,
    logits,
    label,
    vocabularySize: 4,
    language: 'en',
    settings: { ...neutralSettings, topK: 2 },
    ...properties,
  });
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

/** The bars as somebody sees them, one string a row; a mark as it is heard. */
function rows(element: LmDistribution): string[] {
  return Array.from(element.shadowRoot!.querySelectorAll('.bar'), (row) =>
    [
      ...row.querySelectorAll('.bar-name, .bar-first, .bar-second'),
      row.querySelector('.bar-action > .hidden-visually') ?? row.querySelector('.mark'),
    ]
      .map((one) => one?.textContent.replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .join(' | '),
  );
}

/** Opens a disclosure. */
const open = (element: LmDistribution, name: 'arithmetic' | 'word') => {
  (part(element, name) as HTMLDetailsElement).open = true;
};

const part = (element: LmDistribution, name: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(`[part~="${name}"]`);

const text = (element: LmDistribution, name: string) =>
  part(element, name)?.textContent.replace(/\s+/g, ' ').trim() ?? '';

async function set(element: LmDistribution, properties: Partial<LmDistribution>): Promise<void> {
  Object.assign(element, properties);
  await element.updateComplete;
}

it('shows the numbers of a step and what the filters did', async () => {
  const element = await mount();
  await expect
    .element(page.getByRole('heading', { level: 3 }))
    .toHaveAccessibleName('Where “bird” came from');
  const facts = text(element, 'facts');
  expect(facts).toContain('Probability 25.00%');
  expect(facts).toContain('After temperature and filters 33.33%');
  expect(facts).toContain('Rank 2 of 4');
  expect(facts).toContain('Surprisal 2.00 bits');
  // ½·1 + ¼·2 + 2·⅛·3; of ⅔ and ⅓: ⅔·log₂1.5 + ⅓·log₂3 = 0.918
  expect(facts).toContain('Entropy of the step 1.75 bits');
  expect(facts).toContain('Entropy after filters 0.92 bits');
  expect(rows(element)).toEqual([
    '·cat | 50.00% | → , After temperature and filters 66.67%',
    '·bird | 25.00% | → , After temperature and filters 33.33% | chosen',
    '·dog | 12.50% | cut by top-k',
    '↵ | 12.50% | cut by top-k',
  ]);
  expect(text(element, 'filters')).toContain(
    'Top-k alone keeps 2 tokens. Together they keep 2 tokens, which hold 75.00% of the probability after temperature.',
  );
});

it('scales the bars to 1 and sums up what has no row', async () => {
  const element = await mount({ count: 1 });
  // The likeliest, the chosen one, and two of ⅛ each.
  expect(rows(element)).toEqual([
    '·cat | 50.00% | → , After temperature and filters 66.67%',
    '·bird | 25.00% | → , After temperature and filters 33.33% | rank 2, chosen',
    'other (2 tokens) | 25.00% | cut',
  ]);
  const outlines = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.outline')];
  expect(outlines.map(({ style }) => Math.round(Number.parseFloat(style.width)))).toEqual([50, 25, 25]);
  await set(element, { settings: { ...neutralSettings } });
  expect(rows(element)).toEqual([
    '·cat | 50.00%',
    '·bird | 25.00% | rank 2, chosen',
    'other (2 tokens) | 25.00%',
  ]);
  expect(text(element, 'filters')).toContain('No filter cuts anything: all 4 tokens can be drawn.');
});

it('redraws at once when the settings change, and says what the same draw would take', async () => {
  const element = await mount();
  expect(text(element, 'why')).toContain('A random number chose it: 0.700');
  expect(text(element, 'why')).toContain('Drawn with temperature 1, top-k 2.');
  expect(part(element, 'same-draw')).toBeNull();
  // Temperature ½: 16 : 4 : 1 : 1 of 22, so that [0, 0.727) is the best one's.
  await set(element, { settings: { ...neutralSettings, temperature: 0.5 } });
  expect(text(element, 'same-draw')).toContain('the same draw would take “·cat”.');
  expect(rows(element)[0]).toBe('·cat | 50.00% | → , After temperature and filters 72.73%');
  await set(element, { settings: { ...neutralSettings, topK: 3 } });
  // Of ⅞, the second holds [4/7, 6/7).
  expect(text(element, 'same-draw')).toContain('the same draw would take “·bird” as well.');
  await set(element, { settings: { ...neutralSettings, temperature: 0 } });
  expect(text(element, 'same-draw')).toContain('nothing would be drawn: “·cat” is the likeliest.');
  expect(rows(element)[2]).toBe('·dog | 12.50% | → , After temperature and filters 0.00%');
  expect(text(element, 'filters')).toContain('At temperature 0 the likeliest token is taken');
});

it('puts the draw on the cumulative bar', async () => {
  const element = await mount();
  await expect
    .element(page.getByRole('img'))
    .toHaveAccessibleName(
      'The tokens that could be drawn, each as wide as its probability: cat from 0.000 to 0.667; bird from 0.667 to 1.000. 0.700 → bird',
    );
  expect(element.shadowRoot!.querySelector<HTMLElement>('.tick')!.style.left).toBe('70%');
  const widths = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.part')];
  expect(widths.map(({ style }) => Math.round(Number.parseFloat(style.width)))).toEqual([67, 33]);
});

it('shows what was recorded where the logits are not there, and asks for them', async () => {
  const asked = vi.fn<() => void>();
  const element = await mount({ logits: null, canCompute: true, settings: { ...neutralSettings } });
  element.addEventListener('lm-compute', asked);
  expect(rows(element)).toEqual([
    '·cat | 50.00% | → , After temperature and filters 66.67%',
    '·bird | 25.00% | → , After temperature and filters 33.33% | chosen',
    '·dog | 12.50% | cut',
    'other (1 token) | 12.50% | cut',
  ]);
  expect(text(element, 'filters')).toContain('Together they keep 2 tokens, which hold 75.00%');
  expect(part(element, 'stages')).toBeNull();
  await expect
    .element(page.getByRole('img'))
    .toHaveAccessibleName(/cat from 0.000 to 0.667; bird from 0.667 to 1.000/);
  expect(text(element, 'notice')).toContain('Only the likeliest tokens of this step were recorded');
  await page.getByRole('button', { name: 'Compute the whole distribution' }).click();
  expect(asked).toHaveBeenCalledOnce();
});

const unscored = {
  probability: null,
  logProbability: null,
  rank: null,
  surprisalBits: null,
  entropyBits: null,
  top: [],
  sampling: null,
  timeMs: null,
};

it('says in words how a token came that was not drawn', async () => {
  const element = await mount({ record: { ...record, source: 'greedy', sampling: null } });
  expect(text(element, 'why')).toContain('It was the likeliest. At temperature 0 nothing is drawn');
  expect(part(element, 'draw-bar')).toBeNull();
  await set(element, { record: { ...record, source: 'picked', sampling: null } });
  expect(text(element, 'why')).toContain('A person picked it from the candidates');
  await set(element, { record: { ...record, source: 'typed', sampling: null } });
  expect(text(element, 'why')).toContain('A person typed it');
  await set(element, { record: { ...record, source: 'prompt', sampling: null } });
  expect(text(element, 'why')).toContain('It was given with the prompt');
  await set(element, { record: { ...record, source: 'unknown', sampling: null } });
  expect(text(element, 'why')).toContain('It came with a link; how it was chosen is not known.');
});

it('says that nothing stands before the first token, and shows no numbers', async () => {
  const element = await mount({
    record: { ...record, ...unscored, source: 'prompt' },
    logits: null,
    canCompute: true,
  });
  expect(text(element, 'notice')).toContain('This is the first token. Nothing stands before it');
  expect(rows(element)).toEqual([]);
  expect(part(element, 'facts')).toBeNull();
  expect(part(element, 'compute')).toBeNull();
  await set(element, { textTokenIds: [1, 2] });
  expect(text(element, 'notice')).toContain('has not been scored');
  expect(part(element, 'compute')).not.toBeNull();
});

it('shows an invitation without a record, and an error for broken logits', async () => {
  const element = await mount({ record: null });
  expect(text(element, 'base')).toContain('Choose a token');
  await set(element, { record, logits: Float32Array.of(NaN, 1, 2, 3) });
  await expect.element(page.getByRole('alert')).toHaveTextContent('The logits of this step are not numbers');
  // What was recorded is there all the same.
  expect(rows(element)[0]).toContain('·cat | 50.00%');
});

it('follows a token through the stages, with its arithmetic', async () => {
  const element = await mount({
    settings: { temperature: 0.5, topK: 2, topP: 1, minP: 0, repetitionPenalty: 2 },
    textTokenIds: [3],
  });
  const stageTexts = () =>
    [...element.shadowRoot!.querySelectorAll('.stage')].map((one) =>
      one.textContent.replace(/\s+/g, ' ').trim(),
    );
  open(element, 'arithmetic');
  // −2·ln 2 = −1.386, doubled by the penalty −2.773, ÷ ½ = −5.545, which is 2^−8 beside 2^−2, 2^−6, 2^−6: of
  // 2^−8 · (64 + 4 + 4 + 1) it is 1/73. ln(73/256) = −1.255. Tokens 1 and 0 are kept.
  expect(stageTexts()).toEqual([
    'Logit −1.386',
    'Penalty −1.386 × 2 = −2.773',
    'Temperature −2.773 ÷ 0.5 = −5.545',
    'Softmax exp(−5.545 − (−1.255)) = 1.37% −1.255 is ln Σ exp over all tokens',
    'Filters cut by top-k',
    'Probability 0.00%',
  ]);
  const choice = page.getByRole('combobox', { name: 'Token' });
  await choice.selectOptions('·cat');
  // 64 of 73, and of 68.
  expect(stageTexts().slice(-3)).toEqual([
    'Softmax exp(−1.386 − (−1.255)) = 87.67% −1.255 is ln Σ exp over all tokens',
    'Filters kept',
    'Probability 87.67% ÷ 93.15% = 94.12%',
  ]);
  expect(stageTexts()[1]).toBe('Penalty −0.693 not in the text: unchanged');
  // A pointer over a bar previews; a click stays.
  const bar = element.shadowRoot!.querySelectorAll('.bar')[2]!;
  await userEvent.hover(bar);
  await element.updateComplete;
  expect(stageTexts()[0]).toBe('Logit −2.079');
  // The choice goes with it.
  await expect.element(choice).toHaveValue('0');
  await userEvent.unhover(bar);
  await userEvent.hover(part(element, 'facts')!);
  await element.updateComplete;
  expect(stageTexts()[0]).toBe('Logit −0.693');
  await expect.element(choice).toHaveValue('1');
  // Another token of the same element finds the arithmetic as it was left.
  await set(element, { record: null });
  await set(element, { record });
  expect((part(element, 'arithmetic') as HTMLDetailsElement).open).toBe(true);
});

it('takes another candidate by its button', async () => {
  const picks: LmPickEvent[] = [];
  const element = await mount({ canPick: true });
  element.addEventListener('lm-pick', (event) => picks.push(event));
  // None at the token that came.
  expect(element.shadowRoot!.querySelectorAll('[part="pick"]')).toHaveLength(3);
  await page.getByRole('button', { name: 'Take “new line” instead' }).click();
  page.getByRole('button', { name: 'Take “cat” instead' }).element().focus();
  await userEvent.keyboard('{Enter}');
  expect(picks.map(({ tokenId, text }) => [tokenId, text])).toEqual([
    [2, '\n'],
    [1, ' cat'],
  ]);
});

it('writes probabilities as the reader asks', async () => {
  const element = await mount({ settings: { ...neutralSettings } });
  await page.getByLabelText('Show as').selectOptions('1 in N');
  expect(rows(element)[1]).toContain('1 in 4.0');
  await page.getByLabelText('Show as').selectOptions('log-probability');
  // ln ¼
  expect(rows(element)[1]).toContain('−1.39');
});

it('looks up any word over its pieces, with the tail below the first', async () => {
  const asked: string[] = [];
  // ¼ and ½: ⅛ together.
  const score: WordScore = {
    logProbability: Math.log(1 / 8),
    pieces: [
      { text: ' bird', tokenId: 3, logProbability: Math.log(1 / 4), rank: 2 },
      { text: 's', tokenId: 0, logProbability: Math.log(1 / 2), rank: 1 },
    ],
  };
  const element = await mount({
    canPick: true,
    spaceBefore: true,
    scoreWord: async (word) => {
      asked.push(word);
      return score;
    },
  });
  open(element, 'word');
  await page.getByLabelText('Any word').fill('birds');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('“·birds” has a probability of 12.50%.')).toBeVisible();
  expect(asked).toEqual([' birds']);
  expect(text(element, 'word-answer')).toContain('Its first piece has rank 2 of 4.');
  // Two of ⅛ rank below.
  expect(text(element, 'word-answer')).toContain('All tokens that rank below hold 25.00% together.');
  expect(text(element, 'word-answer')).toContain('The word is 2 tokens');
  expect(part(element, 'take-word')).toBeNull();
  await page.getByLabelText('with a space before').click();
  await userEvent.click(page.getByRole('button', { name: 'Look up' }));
  await expect.poll(() => asked).toEqual([' birds', 'birds']);
});

it('takes a typed word of one token, and asks for a word where there is none', async () => {
  const picks: LmPickEvent[] = [];
  const element = await mount({
    canPick: true,
    scoreWord: async () => ({
      logProbability: Math.log(1 / 8),
      pieces: [{ text: ' dog', tokenId: 0, logProbability: Math.log(1 / 8), rank: 3 }],
    }),
  });
  element.addEventListener('lm-pick', (event) => picks.push(event));
  open(element, 'word');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('Type a word first.');
  await page.getByLabelText('Any word').fill(' dog');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect.element(page.getByText('Rank 3 of 4.')).toBeVisible();
  // Only the first sentence is told.
  await expect.element(page.getByRole('status')).toHaveTextContent(/^\s*“dog” has a probability of 12.50%/);
  expect(page.getByRole('status').element().textContent).not.toContain('Rank');
  await expect
    .element(page.getByRole('button', { name: 'Take “dog” instead' }).last())
    .toHaveTextContent('Take “·dog” instead');
  part(element, 'take-word')!.click();
  expect(picks.map(({ tokenId, text }) => [tokenId, text])).toEqual([[0, ' dog']]);
});

it('forgets a word of another step, also one that is still being asked for', async () => {
  let signal: AbortSignal | undefined;
  let answer: (score: WordScore) => void = () => undefined;
  const element = await mount({
    scoreWord: (_, given) => {
      signal = given;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  });
  open(element, 'word');
  await page.getByLabelText('Any word').fill('x');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect.element(page.getByRole('status')).toHaveTextContent('Asking the model');
  await set(element, { record: { ...record, tokenId: 1, text: ' cat' } });
  expect(signal!.aborted).toBe(true);
  answer({ logProbability: -1, pieces: [{ text: 'x', tokenId: 0, logProbability: -1, rank: 1 }] });
  await element.updateComplete;
  expect(text(element, 'word-answer')).toBe('');
  expect((page.getByLabelText('Any word').element() as HTMLInputElement).value).toBe('');
});

it('says why a word could not be looked up', async () => {
  const element = await mount({ scoreWord: () => Promise.reject(new Error('no luck')) });
  open(element, 'word');
  await page.getByLabelText('Any word').fill('x');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('no luck');
});

it('speaks Korean', async () => {
  document.documentElement.lang = 'ko';
  const element = await mount();
  expect(rows(element)[2]).toBe('·dog | 12.50% | 잘림: top-k');
  expect(text(element, 'facts')).toContain('4개 중 2위');
});

it.each([320, 900])('fits into %d px', async (width) => {
  const element = await mount({ canPick: true, scoreWord: () => new Promise(() => undefined) });
  open(element, 'arithmetic');
  open(element, 'word');
  element.style.width = `${width}px`;
  await element.updateComplete;
  const base = part(element, 'base')!;
  expect(base.scrollWidth).toBeLessThanOrEqual(width);
  const buttons = [...element.shadowRoot!.querySelectorAll('button')];
  for (const button of buttons) expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
});

const states: Record<string, Partial<LmDistribution>> = {
  whole: { canPick: true, spaceBefore: true },
  live: {
    canPick: true,
    settings: { temperature: 0.5, topK: 3, topP: 0.9, minP: 0.1, repetitionPenalty: 1.3 },
  },
  recorded: { logits: null, canCompute: true, canPick: true },
  first: { logits: null, record: { ...record, ...unscored, source: 'prompt' } },
  empty: { record: null },
};

it.each(
  Object.keys(states).flatMap((name) => [
    [name, 'light'],
    [name, 'dark'],
  ]),
)('has nothing that axe finds: %s, %s', async (name, scheme) => {
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = 'Canvas';
  const element = await mount({
    ...states[name],
    scoreWord: async () => ({
      logProbability: -2,
      pieces: [
        { text: ' a', tokenId: 1, logProbability: -1, rank: 1 },
        { text: 'b', tokenId: 0, logProbability: -1, rank: 2 },
      ],
    }),
  });
  if (part(element, 'arithmetic')) open(element, 'arithmetic');
  if (name === 'whole') {
    open(element, 'word');
    await page.getByLabelText('Any word').fill('ab');
    await page.getByRole('button', { name: 'Look up' }).click();
    await expect.element(page.getByText(/The word is 2 tokens/)).toBeVisible();
  }
  const { violations } = await axe.run(element);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

it('does not offer the word that came already', async () => {
  const element = await mount({
    canPick: true,
    scoreWord: async () => ({
      logProbability: Math.log(1 / 4),
      pieces: [{ text: ' bird', tokenId: 3, logProbability: Math.log(1 / 4), rank: 2 }],
    }),
  });
  open(element, 'word');
  await page.getByLabelText('Any word').fill(' bird');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect.element(page.getByText('Rank 2 of 4.')).toBeVisible();
  expect(part(element, 'take-word')).toBeNull();
  expect(text(element, 'word-answer')).toMatch(/chosen$/);
});

it('says what looking a word up brings with it', async () => {
  const element = await mount({ scoreWord: () => new Promise(() => undefined) });
  open(element, 'word');
  expect(part(element, 'ask-hint')).toBeNull();
  await set(element, { askHint: 'Loads Stories-4M first: 3.6 MB' });
  await expect
    .element(page.getByRole('button', { name: 'Look up' }))
    .toHaveAccessibleDescription('Loads Stories-4M first: 3.6 MB');
});

it('tells words with a space before them from those without', async () => {
  const texts = ['girl', ' girl', ' boy', '.'];
  const named = (tokenId: number) => ({ text: texts[tokenId]!, special: false, continuation: false });
  const girl: TokenRecord = { ...record, ...named(0), tokenId: 0, bytes: encoder.encode('girl'), top: [] };
  const element = await mount({ record: girl, label: named, canPick: true });
  await expect
    .element(page.getByRole('heading', { level: 3 }))
    .toHaveAccessibleName('Where “girl, no space before” came from');
  // In the order of their probability: ½, ¼, ⅛, ⅛.
  const heard = [...element.shadowRoot!.querySelectorAll('.bar-label > .hidden-visually')];
  expect(heard.map(({ textContent }) => textContent)).toEqual(['girl', '.', 'girl, no space before', 'boy']);
  await expect.element(page.getByRole('button', { name: 'Take “girl” instead' })).toBeVisible();
});

it('numbers every row by its rank', async () => {
  const flat = Float32Array.from({ length: 12 }, (_, i) => -i);
  const many = (tokenId: number) => ({
    text: ` ${'abcdefghijkl'[tokenId]}`,
    special: false,
    continuation: false,
  });
  const last: TokenRecord = { ...record, ...many(11), tokenId: 11, rank: 12 };
  const element = await mount({ record: last, logits: flat, label: many, vocabularySize: 12 });
  const numbers = Array.from(
    element.shadowRoot!.querySelectorAll('.bar'),
    (row) => row.querySelector('.bar-number')?.textContent ?? null,
  );
  // Ten likeliest, the one that came with its rank, the rest.
  expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '12', null]);
});

it.each([360, 600, 736])('keeps the bars where they are, whatever they say, in %d px', async (width) => {
  const element = await mount({ canPick: true, settings: { ...neutralSettings } });
  element.style.width = `${width}px`;
  const frames = () =>
    Array.from(element.shadowRoot!.querySelectorAll('.bar'), (row) => {
      const { width: track } = row.querySelector('.track')!.getBoundingClientRect();
      return [track, row.getBoundingClientRect().height];
    });
  const before = frames();
  for (const [track, height] of before) {
    expect(track).toBeGreaterThanOrEqual(width / 2);
    expect(height).toBe(before[0]![1]);
  }
  await set(element, { settings: { ...neutralSettings, topK: 1, topP: 0.2, minP: 0.9 } });
  expect(rows(element)[3]).toContain('cut by top-k, top-p, min-p');
  expect(frames()).toEqual(before);
  await set(element, { canPick: false, record: { ...record, tokenId: 1, text: ' cat' } });
  expect(frames()).toEqual(before);
});

it('writes large odds with three digits', async () => {
  // Of the second token: e^−24.663 = 1 ÷ 51.4 billion.
  const element = await mount({
    logits: Float32Array.of(0, -24.663, -60, -9),
    settings: { ...neutralSettings },
  });
  await page.getByLabelText('Show as').selectOptions('1 in N');
  const texts = rows(element).join(' ');
  expect(texts).toContain('1 in 51.4 billion');
  // e^9 = 8103.08, and e^60 = 1.14e26.
  expect(texts).toContain('1 in 8,100');
  expect(texts).toContain('1 in 1.1 × 10²⁶');
  document.documentElement.lang = 'ko';
  await expect.poll(() => rows(element).join(' ')).toContain('514억 번 중 1번');
});

it('lets the focus come to its heading, and go by Escape', async () => {
  const leave = vi.fn<() => void>();
  const element = await mount({ scoreWord: () => new Promise(() => undefined) });
  element.addEventListener('lm-leave', leave);
  element.record = { ...record };
  element.focusHeading();
  await element.updateComplete;
  expect(element.shadowRoot!.activeElement).toBe(page.getByRole('heading', { level: 3 }).element());
  await userEvent.keyboard('{Escape}');
  expect(leave).toHaveBeenCalledTimes(1);
  open(element, 'word');
  await page.getByLabelText('Any word').fill('x');
  await userEvent.keyboard('{Escape}');
  expect(leave).toHaveBeenCalledTimes(1);
  await page.getByLabelText('Any word').fill('');
  await userEvent.keyboard('{Escape}');
  expect(leave).toHaveBeenCalledTimes(2);
  part(element, 'unit')!.focus();
  await userEvent.keyboard('{Escape}');
  expect(leave).toHaveBeenCalledTimes(CSS.supports('selector(:open)') ? 3 : 2);
});

it('shows what matters first', async () => {
  const element = await mount({ scoreWord: () => new Promise(() => undefined) });
  const names = ['why', 'draw-bar', 'bars', 'filters', 'facts', 'arithmetic', 'word'];
  const places = names.map((name) => part(element, name)!);
  for (const [i, place] of places.slice(1).entries()) {
    expect(places[i]!.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  }
  for (const name of ['arithmetic', 'word']) {
    expect((part(element, name) as HTMLDetailsElement).open).toBe(false);
  }
});

/** A blank of a masked model: probabilities ½, ¼, ⅛, ⅛ of “mat”, “##ing”, “[UNK]” and “dog”. */
const maskedNames = [
  { text: 'dog', special: false, continuation: false },
  { text: 'mat', special: false, continuation: false },
  { text: '[UNK]', special: true, continuation: false },
  { text: '##ing', special: false, continuation: true },
];
const blank: TokenRecord = {
  ...record,
  tokenId: 1,
  text: ' mat',
  bytes: encoder.encode(' mat'),
  special: true,
  piece: '[MASK]',
  source: 'greedy',
  probability: 0.5,
  logProbability: Math.log(0.5),
  rank: 1,
  surprisalBits: 1,
  top: [],
  sampling: null,
  timeMs: null,
};
const masked = {
  task: 'masked',
  record: blank,
  label: (tokenId: number) => maskedNames[tokenId],
  settings: { ...neutralSettings },
} satisfies Partial<LmDistribution>;

it('shows a blank of a masked model, pieces and markers said to be such, and nothing of a draw', async () => {
  const element = await mount({ ...masked, canPick: true });
  await expect.element(page.getByRole('heading', { level: 3 })).toHaveAccessibleName('In the place of “mat”');
  expect(rows(element)).toEqual([
    // The likeliest one of an empty blank was not chosen by anybody.
    'mat | 50.00%',
    '##ing | 25.00% | continues a word',
    'dog | 12.50%',
    '[UNK] | 12.50% | unknown word',
  ]);
  expect(text(element, 'why')).toBe('It is the likeliest token here.');
  expect(part(element, 'draw-bar')).toBeNull();
  expect(part(element, 'filters')).toBeNull();
  expect(text(element, 'facts')).not.toContain('filters');
  expect(text(element, 'facts')).toContain('Entropy of the place 1.75 bits');
  // The marks of a piece are not spelled out.
  await expect
    .element(page.getByRole('button', { name: 'Take “ing, continues a word” instead' }))
    .toBeVisible();
  const bar = element.shadowRoot!.querySelectorAll('.bar')[1]!;
  expect(bar.querySelector('.bar-label .hidden-visually')!.textContent).toBe('ing');
  open(element, 'arithmetic');
  const names = [...element.shadowRoot!.querySelectorAll('.stage-name')].map((one) => one.textContent);
  expect(names).toEqual(['Logit', 'Softmax']);
  // exp(−1·ln 2 − 0), of logits that are log-probabilities.
  expect(text(element, 'stages')).toContain('= 50.00%');
});

it('says in one sentence how the token of a masked place came', async () => {
  const element = await mount({ ...masked, record: { ...blank, source: 'picked' } });
  expect(text(element, 'why')).toBe('It was chosen by you.');
  const real = { ...blank, special: false, text: ' Mat', piece: 'mat', source: 'prompt' } as const;
  await set(element, { record: real });
  expect(text(element, 'why')).toContain('It stood in the text. The model did not see it');
  expect(rows(element)[0]).toBe('mat | 50.00% | in text');
  await set(element, { record: { ...real, tokenId: 3, text: 'ing', piece: '##ing', continuation: true } });
  await expect
    .element(page.getByRole('heading', { level: 3 }))
    .toHaveAccessibleName('In the place of “ing, continues a word”');
  await set(element, { record: { ...real, source: 'typed' } });
  expect(text(element, 'why')).toContain('It was typed by you.');
  await set(element, { record: { ...real, ...unscored, source: 'prompt' }, logits: null });
  expect(text(element, 'notice')).toContain('has not been scored');
});

it('shows the second distribution of a masked model where settings make one', async () => {
  const element = await mount({ ...masked, settings: { ...neutralSettings, topK: 2 } });
  expect(rows(element).slice(1)).toEqual([
    '##ing | 25.00% | → , After temperature and filters 33.33%',
    'dog | 12.50% | cut by top-k',
    '[UNK] | 12.50% | unknown word, cut by top-k',
  ]);
  expect(element.shadowRoot!.querySelectorAll('.bar')[1]!.textContent).toContain('continues a word');
  expect(text(element, 'filters')).toContain('Top-k alone keeps 2 tokens.');
});

it('judges a word of several pieces in the place of one mask, and says so', async () => {
  const asked: string[] = [];
  const score: WordScore = {
    pieces: [
      { text: 'tim', tokenId: 0, logProbability: Math.log(0.5), rank: 2 },
      { text: '##buk', tokenId: 3, logProbability: Math.log(0.25), rank: 4 },
    ],
    logProbability: Math.log(0.125),
    masks: 2,
  };
  const element = await mount({
    ...masked,
    spaceBefore: true,
    scoreWord: (word) => {
      asked.push(word);
      return Promise.resolve(score);
    },
  });
  open(element, 'word');
  await expect.element(page.getByRole('checkbox')).not.toBeInTheDocument();
  await page.getByLabelText('Any word').fill(' Timbuk ');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect.element(page.getByText('“Timbuk” has a probability of 12.50%.')).toBeVisible();
  expect(asked).toEqual(['Timbuk']);
  const answer = text(element, 'word-answer');
  expect(answer).toContain('It was judged with 2 masks in the place of the one');
  expect(answer).toContain('##buk');
  // The bars are of one mask: what ranks below there says nothing of two.
  expect(answer).not.toContain('All tokens that rank below');
});
