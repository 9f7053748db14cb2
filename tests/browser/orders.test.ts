import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { OrdersPanel } from '../../src/elements/fill-mask/orders/orders-panel.ts';
import { EngineError, type Model } from '../../src/engine/index.ts';
import { catAndMat } from './cat-and-mat.ts';
import { FakeEngine } from './fake-engine.ts';
import { fakeId, type FakeLogits } from './fake-masked.ts';
import { mountPanel, type PanelHost } from './panel-host.ts';

const sentence = 'The ___ sat on the [MASK].';

async function make(
  text = sentence,
  masked: FakeLogits = catAndMat,
): Promise<{ host: PanelHost; panel: OrdersPanel; engine: FakeEngine; model: Model }> {
  const engine = new FakeEngine({ masked });
  const model: Model = await engine.load('minilm-mlm');
  return { engine, model, ...(await mountPanel(OrdersPanel, model, text)) };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const rowsOf = (host: PanelHost, table: string) =>
  [...host.shadowRoot!.querySelectorAll(`.${table} tbody tr`)].map((row) =>
    [...row.children].map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()),
  );
const inside = (host: PanelHost, selector: string) => host.shadowRoot!.querySelector(selector)!;
const textOf = (element: Element) => element.textContent.replaceAll(/\s+/g, ' ').trim();

/** What is said of a run: not that it is done, but what came of it. */
const bestSaid = 'Best of the fills: right to left, “dog”, “mat”, −0.87 nats in the order 2 → 1.';

afterEach(() => {
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = '';
  document.body.replaceChildren();
});

// The numbers of cat-and-mat by hand: cat 0.5 then rug 0.8 is 0.4, ln −0.92; mat 0.6 then dog 0.7 is 0.42, ln −0.87; cat
// and mat alone are 0.3, ln −1.20.
it('sets the orders side by side, and shows the best of them step by step', async () => {
  const { host } = await make();
  await button('Compare orders').click();
  await expect.element(page.getByText(bestSaid)).toBeVisible();
  expect(rowsOf(host, 'orders-table')).toEqual([
    // 0.6 · 0.3 in the order that likes cat and mat better, ln −1.71, and ln 0.42 is −0.87.
    ['Each alone', 'cat, mat', '–', '−1.71 (2 → 1)', '−0.85'],
    ['Left to right 1 → 2', 'cat, rug', '−0.92', '−0.92 (1 → 2)', '−0.05'],
    ['Right to left 2 → 1', 'dog, mat', '−0.87', '−0.87 (2 → 1)', 'best of the fills'],
    ['Most certain first 2 → 1', 'dog, mat', '−0.87', '−0.87 (2 → 1)', 'best of the fills'],
  ]);
  expect(textOf(inside(host, '.finding'))).toBe(
    'Each blank alone gives “cat”, “mat”; one by one in the order 2 → 1: “dog”, “mat”, likelier together in both orders.',
  );
  await expect.element(page.getByRole('radio', { name: 'Right to left' })).toBeChecked();
  await expect.element(page.getByRole('rowheader', { name: /^(Step )?1$/ })).toBeInTheDocument();
  await expect.element(page.getByRole('table', { name: 'Step by step: Right to left' })).toBeVisible();
  // Entropies: H(0.6, 0.4) = 0.97; H(0.3, 0.7) = 0.88 against H(0.5, 0.3, 0.2) = 1.49 alone.
  expect(rowsOf(host, 'steps-table')).toEqual([
    ['Step 1', '2', 'mat', '60.00%', '−0.51', '0.97'],
    ['Step 2', '1', 'dog', '70.00%', '−0.36', '0.88 (alone 1.49)'],
  ]);
  expect(textOf(inside(host, '.result'))).toBe('The dog1 (blank 1) sat on the mat2 (blank 2).');
});

it('judges the same words in every order, and says how far the orders are apart', async () => {
  const { host } = await make();
  await button('Compare orders').click();
  await page.getByRole('radio', { name: 'Left to right' }).click();
  // cat and rug: 0.5 · 0.8 = 0.4 and 0.4 · 0.9 = 0.36, a factor of 1.1.
  const same = inside(host, '.same-words');
  expect(textOf(same)).toContain(
    '“cat”, “rug” come to −0.92 in the order 1 → 2 and to −1.02 in the order 2 → 1: a difference of 0.11 nats, a factor of 1.1 in probability.',
  );
  // mat first: 0.6 · 0.7 against 0.6 · 0.3, ln −0.87 and −1.71; the other way 0.3 · 0.5 against 0.5 · 0.2, −1.90 and −2.30.
  expect(textOf(same)).toContain(
    'The lead of “dog”, “mat” over “cat”, “mat” goes from +0.85 nats in the order 2 → 1 (−0.87 against −1.71) to +0.41 nats in the order 1 → 2 (−1.90 against −2.30).',
  );
  await expect
    .element(
      page
        .getByRole('list', { name: 'The joint log-probability of the same words' })
        .getByRole('listitem')
        .nth(1),
    )
    .toHaveTextContent('Order 2 → 1: joint log-probability −1.02, the sum of −0.92, −0.11');
});

it('fills the blanks with the words of a row', async () => {
  const { host } = await make();
  await button('Compare orders').click();
  await page.getByRole('radio', { name: 'Left to right' }).click();
  await button('Put these words in').click();
  expect(host.taken).toEqual([[fakeId('cat'), fakeId('rug')]]);
  await expect.element(page.getByText('The blanks have these words now.')).toBeVisible();
  await button('Put these words in').click({ force: true });
  expect(host.taken).toHaveLength(1);
});

it('takes an order by hand, by keys', async () => {
  const { host, panel } = await make();
  await button('Compare orders').click();
  const first = page.getByRole('combobox', { name: 'Turn of blank 1' });
  await first.selectOptions('2');
  await expect.element(page.getByRole('combobox', { name: 'Turn of blank 2' })).toHaveValue('0');
  await expect.element(page.getByText('2 → 1', { exact: true }).last()).toBeVisible();
  button('Compare with this order').element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('radio', { name: 'By hand' })).toBeChecked();
  expect(rowsOf(host, 'orders-table').at(-1)).toEqual([
    'By hand 2 → 1',
    'dog, mat',
    '−0.87',
    '−0.87 (2 → 1)',
    'best of the fills',
  ]);
  expect(panel.toJSON()!.filled.map(({ way }) => way)).toEqual([
    'leftToRight',
    'rightToLeft',
    'mostCertain',
    'byHand',
  ]);
});

it('judges the words that the reader chose', async () => {
  const { host } = await make();
  await button('Compare orders').click();
  host.chosen = [[fakeId('dog')], [fakeId('rug')]];
  host.changed();
  await button('Judge your own words').click();
  await expect.element(page.getByRole('radio', { name: 'Your own words' })).toBeChecked();
  // 0.3 · 0.5 = 0.15 and 0.4 · 0.1 = 0.04; the better one is in the table: ln −1.90, and −1.03 from −0.87.
  expect(rowsOf(host, 'orders-table').at(-1)).toEqual([
    'Your own words',
    'dog, rug',
    '–',
    '−1.90 (1 → 2)',
    '−1.03',
  ]);
  await expect
    .element(page.getByText('Your own words: “dog”, “rug”, −1.90 nats in the order 1 → 2.'))
    .toBeVisible();
  expect(textOf(inside(host, '.same-words'))).toContain('to −3.22 in the order 2 → 1');
  expect(button('Judge your own words').elements()).toHaveLength(0);
});

it('names a piece as one', async () => {
  const certain: FakeLogits = (_, position) => {
    const logits = new Float32Array(19);
    logits[position === 2 ? fakeId('purr') : fakeId('##ing')] = 9;
    return logits;
  };
  const { host } = await make('The [MASK] [MASK].', certain);
  await button('Compare orders').click();
  await expect.element(page.getByText(/^Best of the fills: left to right, “purr”, “##ing”/)).toBeVisible();
  expect(rowsOf(host, 'orders-table')[0]![1]).toBe('purr, ##ing (continues a word)');
  expect(textOf(inside(host, '.same-words'))).toContain('“purr”, “##ing” come to');
  expect(textOf(inside(host, '.finding'))).toContain('and so does every order');
});

it('asks for two blanks, and refuses nine', async () => {
  const { host } = await make('The [MASK] sat.');
  await expect.element(page.getByText('two blanks or more')).toBeVisible();
  host.source = '[MASK] '.repeat(9);
  host.changed();
  await expect.element(page.getByText('The sentence has 9 blanks. Up to 8 are filled')).toBeVisible();
  expect(button('Compare orders').elements()).toHaveLength(0);
});

it('says that a result is of an earlier text, and offers nothing of it', async () => {
  const { host } = await make();
  await button('Compare orders').click();
  await expect.element(page.getByText(bestSaid)).toBeVisible();
  expect(page.getByText('This is of an earlier text.').elements()).toHaveLength(0);
  host.source = 'A ___ sat on the [MASK].';
  host.changed();
  await expect.element(page.getByText('This is of an earlier text.')).toBeVisible();
  await expect.element(button('Put these words in')).toHaveAttribute('aria-disabled', 'true');
});

it('has its element guess the blanks as well, and gives way with what was brought in alone', async () => {
  const { host, panel } = await make();
  let guesses = 0;
  Object.assign(host, { guess: () => guesses++ });
  await panel.run();
  expect(guesses).toBe(1);
  panel.giveWay();
  expect(panel.toJSON()).not.toBeNull();
  panel.fromFile(JSON.parse(JSON.stringify(panel.toJSON())) as never);
  expect(guesses).toBe(1);
  panel.giveWay();
  expect(panel.toJSON()).toBeNull();
});

it('is marked as a recording where its element marks it, until it computes by itself', async () => {
  const { host, panel } = await make();
  Object.assign(host, { recorded: (_: unknown, text: string) => `Recorded; ${text} computes anew.` });
  await panel.run();
  await host.updateComplete;
  const text = () => textOf(inside(host, '.orders'));
  expect(text()).not.toContain('Recorded;');
  panel.fromFile(JSON.parse(JSON.stringify(panel.toJSON())) as never);
  await host.updateComplete;
  expect(text()).toContain('Recorded; Compare orders computes anew.');
  expect(textOf(inside(host, '[role=status]'))).toBe('');
  await panel.run();
  await host.updateComplete;
  expect(text()).not.toContain('Recorded;');
});

it('breaks no token and no heading on a phone', async () => {
  const { host, panel } = await make();
  await panel.run();
  await host.updateComplete;
  host.style.width = '320px';
  for (const part of host.shadowRoot!.querySelectorAll('.orders table .token, .orders table .order')) {
    // A box of each run of text: all of them on one line.
    const rects = [...part.getClientRects()];
    const lines = Math.max(...rects.map(({ top }) => top)) < Math.min(...rects.map(({ bottom }) => bottom));
    expect([part.textContent, lines]).toEqual([part.textContent, true]);
  }
});

it('can be stopped, and keeps what was there', async () => {
  const { host, panel, model } = await make();
  await panel.run();
  const before = panel.toJSON();
  const calls: AbortSignal[] = [];
  host.model = {
    ...model,
    predict: (_rows: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise((_, reject) => {
        calls.push(signal);
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      }),
  } as never;
  const run = panel.run();
  await expect.element(page.getByText('Guessing: step 1 of 2…')).toBeVisible();
  expect(panel.busy).toBe(true);
  await expect.poll(() => calls.length).toBe(1);
  await button('Stop').click();
  await run;
  expect(panel.busy).toBe(false);
  expect(host.errors).toEqual([]);
  expect(panel.toJSON()).toEqual(before);
});

it('hands errors to its host', async () => {
  const { host, panel, model } = await make();
  const error = new EngineError('text-too-long', { tokens: 513, limit: 512, over: 1 });
  host.model = { ...model, predict: () => Promise.reject(error) } as never;
  await panel.run();
  expect(host.errors).toEqual([error]);
  expect(panel.toJSON()).toBeNull();
});

it('shows what a file has without a model', async () => {
  const { panel } = await make();
  await panel.run();
  const data = JSON.parse(JSON.stringify(panel.toJSON())) as never;
  const { host, panel: other, engine } = await make();
  other.fromFile(data);
  await host.updateComplete;
  expect(rowsOf(host, 'orders-table')[2]).toEqual([
    'Right to left 2 → 1',
    'dog, mat',
    '−0.87',
    '−0.87 (2 → 1)',
    'best of the fills',
  ]);
  expect(engine.masked.asked).toEqual([]);
  other.forget();
  await host.updateComplete;
  expect(inside(host, '.orders-table')).toBeNull();
});

for (const scheme of ['light', 'dark']) {
  for (const language of ['en', 'ko']) {
    it(`leaves axe nothing to find, ${scheme}, ${language}`, async () => {
      document.documentElement.lang = language;
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'light' ? 'white' : '#15171c';
      const { host, panel } = await make();
      await panel.run();
      await host.updateComplete;
      for (const width of ['', '320px']) {
        host.style.width = width;
        const { violations } = await axe.run(host, {
          rules: { region: { enabled: false }, 'heading-order': { enabled: false } },
        });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual(
          [],
        );
        expect(inside(host, '[part=base]').scrollWidth).toBeLessThanOrEqual(host.clientWidth);
      }
    });
  }
}
