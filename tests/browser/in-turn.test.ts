import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { LmChips } from '../../src/elements/chips/chips.ts';
import { InTurnPanel } from '../../src/elements/fill-mask/in-turn/in-turn-panel.ts';
import { EngineError, type Model } from '../../src/engine/index.ts';
import { FakeEngine } from './fake-engine.ts';
import { fakeId, type FakeLogits } from './fake-masked.ts';
import { mountPanel, type PanelHost } from './panel-host.ts';

/** Two tokens have all of the probability: `purr` 1/2 beside `##ing`, else 1/8; `cat` the rest. Elsewhere `cat` has 3/4. */
const purring: FakeLogits = (row, position) => {
  const logits = new Float32Array(19).fill(-100);
  const hinted = row[position + 1] === fakeId('##ing');
  const purr = row[position - 1] === fakeId('the') ? (hinted ? 1 / 2 : 1 / 8) : 1 / 4;
  logits[fakeId('purr')] = Math.log(purr);
  logits[fakeId('cat')] = Math.log(1 - purr);
  return logits;
};

async function make(
  text: string,
  masked: FakeLogits = purring,
): Promise<{ host: PanelHost; panel: InTurnPanel; model: Model; engine: FakeEngine }> {
  const engine = new FakeEngine({ masked });
  const model: Model = await engine.load('minilm-mlm');
  return { engine, model, ...(await mountPanel(InTurnPanel, model, text)) };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const chipsOf = (host: PanelHost): LmChips => host.shadowRoot!.querySelector('lm-chips')!;
const rowsOf = (host: PanelHost, selector: string) =>
  [...host.shadowRoot!.querySelectorAll(`${selector} tbody tr`)].map((row) =>
    [...row.children].map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()),
  );

afterEach(() => {
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = '';
  document.body.replaceChildren();
});

it('judges every token of a text without a blank, for both maskings side by side', async () => {
  const { host } = await make('cat the purr');
  host.source = 'cat cat';
  await button('Judge every token').click();
  // Of two alike the first: log₂ 0.75 is −0.415, and the perplexity 1 / 0.75.
  const said = 'Most surprising: “cat”, 0.4 bits. Pseudo-perplexity of the text: 1.33.';
  await expect.element(page.getByRole('status')).toHaveTextContent(said);
  expect(host.shadowRoot!.querySelector('.finding')!.textContent).toBe(said);
  // Twice ln 0.75 = −0.288; log₂ −0.415 each; perplexity 1 / 0.75.
  expect(rowsOf(host, '.in-turn-totals')).toEqual([
    ['Pseudo-log-likelihood (nats)', '−0.58', '−0.58'],
    ['Pseudo-log-likelihood (bits)', '−0.83', '−0.83'],
    ['Pseudo-perplexity', '1.33', '1.33'],
    ['Tokens judged', '2', '2'],
  ]);
  await expect.element(page.getByText('No token of this text goes on with a word (##)')).toBeVisible();
  await page.getByText('How to read this').click();
  await expect.element(page.getByText('Both maskings together took 1 run of the model.')).toBeVisible();
});

it('switches the chips between the maskings at once', async () => {
  const { host, engine } = await make('cat the purring [MASK]');
  await button('Judge every token').click();
  await expect
    .poll(() => chipsOf(host)?.tokens.map(({ text }) => text))
    .toEqual(['cat', ' the', ' purr', 'ing', ' [MASK]']);
  const bits = () => chipsOf(host).tokens[2]!.surprisalBits;
  // Of 1/8, and of 1/2.
  expect(bits()).toBeCloseTo(3, 4);
  await page.getByRole('radio', { name: 'the token alone' }).click();
  await expect.poll(bits).toBeCloseTo(1, 4);
  expect(engine.masked.asked).toEqual([]);
  await expect.element(page.getByText('1 blank stayed blank and was not judged.')).toBeVisible();
  expect(chipsOf(host).shadowRoot!.querySelectorAll('.chip.blank')).toHaveLength(1);
});

it('says in words where the maskings differ, and pins from the table', async () => {
  const { host } = await make('The purring.');
  await button('Judge every token').click();
  await expect.element(page.getByText('They differ at 1 token')).toBeVisible();
  expect(rowsOf(host, '.differences')).toEqual([['purr', '1.00', '3.00', '2.00']]);
  await button('Show “purr”').click();
  expect(chipsOf(host).pinned).toBe(1);
  await expect
    .element(
      page.getByText(
        'Hidden alone, “purr” has 1.00 bits; with the later pieces of its word hidden too, 3.00 bits.',
      ),
    )
    .toBeVisible();
  await expect.element(page.getByText('The pieces after it give it away.')).toBeVisible();
  const bars = page.getByRole('list', { name: 'likeliest' });
  await expect.element(bars.getByRole('listitem').nth(0)).toHaveTextContent(/cat\s*87\.50%/);
  await expect.element(bars.getByRole('listitem').nth(1)).toHaveTextContent(/purr\s*12\.50%.*in text/s);
});

it('is pinned by keys, and has no number for a blank', async () => {
  const { host } = await make('cat [MASK]');
  await button('Judge every token').click();
  await expect.poll(() => chipsOf(host)).not.toBeNull();
  await chipsOf(host).focusToken(1);
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('A blank was left blank')).toBeVisible();
  await expect.element(page.getByRole('status')).toHaveTextContent('A blank: there is no token to judge.');
  await userEvent.keyboard('{ArrowLeft}{Enter}');
  await expect.element(page.getByRole('list', { name: 'likeliest' })).toBeVisible();
  await expect.element(page.getByRole('status')).toHaveTextContent('Shown below: “cat”, 0.4 bits');
  // From inside of what it opened, Escape closes it and leads back to the token.
  const distribution = host.shadowRoot!.querySelector('lm-distribution')!;
  const inside = () =>
    distribution.shadowRoot!.querySelector<HTMLElement>('button, summary, input, [tabindex]');
  await expect.poll(inside).not.toBeNull();
  inside()!.focus();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => chipsOf(host).pinned).toBe(-1);
  await expect.poll(() => chipsOf(host).shadowRoot!.activeElement?.textContent.trim()).toContain('cat');
});

it('says of a text of blanks that nothing was judged, and of an unknown word what its number is', async () => {
  const { host, panel } = await make('[MASK] ___');
  await panel.run();
  await expect
    .poll(() => host.shadowRoot!.querySelector('.finding')?.textContent)
    .toContain('nothing but blanks');
  expect(rowsOf(host, '.in-turn-totals')[2]).toEqual(['Pseudo-perplexity', '–', '–']);
  host.source = 'cat zebra';
  await panel.run();
  await expect.element(page.getByRole('status')).toHaveTextContent('1 token is [UNK]');
});

it('counts the runs, and can be stopped with what was there before kept', async () => {
  const { host, panel, model } = await make('cat the purr');
  await panel.run();
  const before = panel.toJSON();
  let tell: (done: number, of: number) => void = () => undefined;
  host.model = {
    ...model,
    scoreMasked: (_: string, wants: { signal: AbortSignal; onRun: typeof tell }) => {
      tell = wants.onRun;
      return new Promise((_resolve, reject) => {
        wants.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    },
  } as never;
  const run = panel.run();
  await expect.element(button('Stop')).toBeVisible();
  tell(3, 4);
  await expect.element(page.getByText('Run 3 of 4')).toBeVisible();
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('max', '4');
  await button('Stop').click();
  await run;
  expect(panel.busy).toBe(false);
  expect(host.errors).toEqual([]);
  expect(panel.toJSON()).toEqual(before);
  expect(page.getByRole('progressbar').elements()).toHaveLength(0);
});

it('rounds a perplexity of many digits', async () => {
  const { host, panel } = await make('The cat.');
  await panel.run();
  await host.updateComplete;
  // Two tokens of ln p = −100 and one of ln 7/8: exp(200.134 / 3).
  expect(rowsOf(host, '.in-turn-totals')[2]![1]).toBe('9.4 × 10²⁸');
});

it('gives way with what was brought in alone, and is marked as its element marks it', async () => {
  const { host, panel } = await make('The purring.');
  Object.assign(host, { recorded: () => 'Recorded.' });
  await panel.run();
  panel.giveWay();
  const data = JSON.parse(JSON.stringify(panel.toJSON())) as never;
  await host.updateComplete;
  expect(host.shadowRoot!.textContent).not.toContain('Recorded.');
  panel.fromFile(data);
  await host.updateComplete;
  expect(host.shadowRoot!.textContent).toContain('Recorded.');
  panel.giveWay();
  expect(panel.toJSON()).toBeNull();
});

it('hands errors to its host', async () => {
  const { host, panel, model } = await make('cat');
  const error = new EngineError('text-too-long', { tokens: 513, limit: 512, over: 1 });
  host.model = { ...model, scoreMasked: () => Promise.reject(error) } as never;
  await panel.run();
  expect(host.errors).toEqual([error]);
  expect(panel.toJSON()).toBeNull();
});

it('shows what a file has without a model, and says when the text is another', async () => {
  const { panel } = await make('The purring.');
  await panel.run();
  const data = JSON.parse(JSON.stringify(panel.toJSON())) as never;
  const { host, panel: other } = await make('The purring.');
  host.model = null;
  other.fromFile(data);
  await host.updateComplete;
  expect(rowsOf(host, '.differences')).toEqual([['purr', '1.00', '3.00', '2.00']]);
  expect(page.getByText('This is of an earlier text.').elements()).toHaveLength(0);
  host.source = 'The purr.';
  host.changed();
  await expect.element(page.getByText('This is of an earlier text.')).toBeVisible();
  other.forget();
  await host.updateComplete;
  expect(chipsOf(host)).toBeNull();
});

for (const scheme of ['light', 'dark']) {
  for (const language of ['en', 'ko']) {
    it(`leaves axe nothing to find, ${scheme}, ${language}`, async () => {
      document.documentElement.lang = language;
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'light' ? 'white' : '#15171c';
      const { host, panel } = await make('The purring cat [MASK].');
      await panel.run();
      await host.updateComplete;
      host.shadowRoot!.querySelector<HTMLElement>('.token-button')!.click();
      await host.updateComplete;
      for (const width of ['', '320px']) {
        host.style.width = width;
        const { violations } = await axe.run(host, {
          rules: { region: { enabled: false }, 'heading-order': { enabled: false } },
        });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual(
          [],
        );
        expect(host.shadowRoot!.querySelector('[part=base]')!.scrollWidth).toBeLessThanOrEqual(
          host.clientWidth,
        );
      }
    });
  }
}
