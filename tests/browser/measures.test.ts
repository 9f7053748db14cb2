import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/elements/measures/define.ts';
import type { LmMeasures } from '../../src/elements/measures/measures.ts';
import type { TokenRecord } from '../../src/records/token-record.ts';
import { record } from './token-records.ts';

async function make(
  tokens: readonly TokenRecord[],
  properties: Partial<LmMeasures> = {},
): Promise<LmMeasures> {
  const element = document.createElement('lm-measures');
  Object.assign(element, { tokens, ...properties });
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

const rows = () =>
  [...page.getByRole('row').elements()].map((row) =>
    [...row.children].map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()),
  );
const inside = (element: LmMeasures, selector: string) => element.shadowRoot!.querySelector(selector)!;

afterEach(() => {
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = '';
  document.body.replaceChildren();
});

/** By hand: the prompt has 1 bit in one scored token; the generated part 2 + 3 bits in two, 20 + 30 ms. */
const story = () => [
  record('A', null, { source: 'prompt' }),
  record(' b', 1 / 2, { source: 'prompt', timeMs: null, entropyBits: 3 }),
  record(' c', 1 / 4, { timeMs: 20, entropyBits: 1 }),
  record(' d', 1 / 8, { timeMs: 30, entropyBits: 2 }),
];

it('has the totals of the prompt, of what was generated, and of all', async () => {
  await make(story(), { promptLength: 2 });
  // −ln 2 = −0.69, −5 ln 2 = −3.47, −6 ln 2 = −4.16; perplexity 2, 2^2.5 = 5.66, 2² = 4; 2 / 50 ms = 40 a second.
  expect(rows()).toEqual([
    [
      '',
      'Tokens scored',
      'Log-probability (nats)',
      'Perplexity',
      'Bits a token',
      'Mean entropy (bits)',
      'Time',
      'Tokens a second',
    ],
    ['Prompt', '1', '−0.69', '2.00', '1.00', '3.00', '–', '–'],
    ['Generated', '2', '−3.47', '5.66', '2.50', '1.50', '50 ms', '40.0'],
    ['All', '3', '−4.16', '4.00', '2.00', '2.00', '50 ms', '40.0'],
  ]);
});

it('has one row where there is one part', async () => {
  const element = await make(story());
  expect(
    rows()
      .slice(1)
      .map(([name]) => name),
  ).toEqual(['Generated']);
  element.promptLength = 4;
  await element.updateComplete;
  expect(
    rows()
      .slice(1)
      .map(([name]) => name),
  ).toEqual(['Prompt']);
});

it('says the strip in a sentence: the mean, the highest and where', async () => {
  await make(story(), { promptLength: 2 });
  await expect
    .element(page.getByRole('img'))
    .toHaveAttribute(
      'aria-label',
      'Surprisal and entropy of 3 scored tokens: 2.00 bits of surprisal on average; the highest is 3.00 bits at token 4, “·d”.',
    );
});

it('numbers the ends of the strip so that no label lies on another', async () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => record(` w${i}`));
  const element = await make(words(1));
  const labels = () =>
    [...element.shadowRoot!.querySelectorAll<HTMLElement>('.ends > span')].filter(
      ({ textContent }) => textContent !== '',
    );
  const texts = () => labels().map(({ textContent }) => textContent);
  expect(texts()).toEqual(['token 1']);
  element.style.width = '300px';
  for (const [count, expected] of [
    [2, ['tokens 1 to 2']],
    [6, ['tokens 1 to 6']],
    [19, ['tokens 1 to 19']],
    [20, ['token 1', 'token 20']],
    [40, ['token 1', 'token 40']],
    [1500, ['token 1', 'token 1,500']],
  ] as const) {
    element.tokens = words(count);
    await element.updateComplete;
    expect(texts()).toEqual(expected);
    const [first, last] = labels().map((label) => label.getBoundingClientRect());
    if (!last) continue;
    expect(first!.right).toBeLessThan(last.left);
    // Below the last token's bar.
    const { left, width } = inside(element, 'svg').getBoundingClientRect();
    expect(last.right).toBeCloseTo(left + (width * count) / Math.max(40, count), 0);
  }
});

it('draws thousands of tokens as one path each', async () => {
  const element = await make(Array.from({ length: 2000 }, (_, i) => record(` w${i}`, 2 ** -(i % 20))));
  const svg = inside(element, 'svg');
  expect(svg.querySelectorAll('path')).toHaveLength(4);
  expect(svg.getAttribute('viewBox')).toBe('0 0 2000 15');
  expect(inside(element, '.strip-bars').getAttribute('d')!.match(/M/g)).toHaveLength(2000);
});

it('pins the token under a click, and takes the pin away', async () => {
  const element = await make(story(), { promptLength: 2 });
  const events: number[] = [];
  element.addEventListener('lm-pin', (event) => events.push(event.index));
  const { left, top, width } = inside(element, 'svg').getBoundingClientRect();
  const click = (column: number) =>
    inside(element, 'svg').dispatchEvent(
      // Four tokens take four of forty columns.
      new MouseEvent('click', { clientX: left + (width * (column + 0.5)) / 40, clientY: top + 5 }),
    );
  click(2);
  await element.updateComplete;
  expect(element.pinned).toBe(2);
  expect(inside(element, '.pin-column').getAttribute('d')).toBe('M2 0h1V15h-1z');
  click(2);
  click(30);
  expect(events).toEqual([2, -1]);
});

it('shows the time of each token where asked', async () => {
  const element = await make(story(), { promptLength: 2 });
  await page.getByRole('checkbox', { name: 'Show the time of each token' }).click();
  await expect
    .element(page.getByRole('img').nth(1))
    .toHaveAttribute('aria-label', 'Time of 2 tokens; the longest took 30.0 ms, token 4.');
  element.tokens = [record('a', null)];
  await expect.element(page.getByText('No token of this text was timed.')).toBeVisible();
});

it('is drawn once a frame however many tokens come', async () => {
  const tokens = story();
  const element = await make(tokens);
  let drawn = 0;
  const observer = new MutationObserver((records) => {
    drawn += records.filter(({ attributeName }) => attributeName === 'd').length;
  });
  observer.observe(inside(element, '.strip-bars'), { attributes: true });
  // Each in a task of its own, all within the frame that begins with this one.
  await new Promise(requestAnimationFrame);
  for (let i = 0; i < 10; i++) {
    tokens.push(record(` e${i}`));
    element.requestUpdate();
    await Promise.resolve();
  }
  await element.updateComplete;
  await Promise.resolve();
  observer.disconnect();
  expect(drawn).toBe(1);
  expect(inside(element, '.strip-bars').getAttribute('d')!.match(/M/g)).toHaveLength(13);
});

it('turns its table on its side where it is narrow, and stays a table', async () => {
  const element = await make(story(), { promptLength: 2 });
  element.style.width = '320px';
  await expect.poll(() => getComputedStyle(inside(element, 'table')).display).toBe('grid');
  expect(inside(element, '[part=base]').scrollWidth).toBeLessThanOrEqual(320);
  expect(inside(element, 'table').getBoundingClientRect().width).toBeLessThanOrEqual(320);
  await expect.element(page.getByRole('rowheader', { name: 'Generated' })).toBeVisible();
  await expect.element(page.getByRole('columnheader', { name: 'Perplexity' })).toBeVisible();
});

it('says what there will be while there are no tokens', async () => {
  await make([]);
  await expect.element(page.getByText('The numbers of a text appear here')).toBeVisible();
});

for (const scheme of ['light', 'dark']) {
  for (const language of ['en', 'ko']) {
    it(`leaves axe nothing to find, ${scheme}, ${language}`, async () => {
      document.documentElement.lang = language;
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'light' ? 'white' : '#15171c';
      const element = await make([...story(), record('!', 1e-12)], { promptLength: 2, pinned: 3 });
      await page.getByRole('checkbox').click();
      inside(element, 'details').toggleAttribute('open', true);
      await expect.poll(() => page.getByRole('img').elements()).toHaveLength(2);
      for (const width of ['', '320px']) {
        element.style.width = width;
        // The page around is the test's.
        const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual(
          [],
        );
      }
    });
  }
}
