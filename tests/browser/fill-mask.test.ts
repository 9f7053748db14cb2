import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/define.ts';
import type { LmFillMask } from '../../src/elements/fill-mask/fill-mask.ts';
import type { FilledBlank } from '../../src/protocol/results.ts';
import { FakeEngine, mount } from './fake-engine.ts';

const blank = (index: number, words: [string, number][]): FilledBlank => ({
  index,
  position: index + 1,
  entropyBits: 1,
  top: words.map(([text, probability], i) => ({
    tokenId: i,
    text,
    special: false,
    continuation: text.startsWith('##'),
    logProbability: Math.log(probability),
    probability,
  })),
});

const button = (name: string) => page.getByRole('button', { name, exact: true });

afterEach(() => document.body.replaceChildren());

it('shows the bars of each blank and the text with the likeliest tokens', async () => {
  const blanks = [
    blank(0, [
      ['cat', 0.6],
      ['##ing', 0.00001],
    ]),
    blank(1, [['mat', 0.5]]),
  ];
  await mount<LmFillMask>('lm-fill-mask', new FakeEngine({ blanks }), { text: 'The ___ sat on the [MASK].' });
  await button('Fill the blanks').click();
  const first = page.getByRole('region', { name: 'Blank 1' });
  await expect.element(first.getByRole('listitem').nth(0)).toHaveTextContent(/cat\s*60\.00%/);
  await expect
    .element(first.getByRole('listitem').nth(1))
    .toHaveTextContent(/##ing\s*< 0\.01%\s*continues a word/);
  await expect.element(page.getByText(/The\s*cat\s*1?\s*\(Blank 1\)\s*sat on the\s*mat/)).toBeVisible();
  await expect.element(page.getByRole('status')).toHaveTextContent('2 blanks filled.');
  await page.getByRole('textbox').fill('A [MASK].');
  await expect.element(page.getByText('of the text as it was')).toBeVisible();
});

it('offers a blank to a text that has none', async () => {
  const engine = new FakeEngine();
  const element = await mount<LmFillMask>('lm-fill-mask', engine, { text: 'The cat sat.' });
  const load = vi.spyOn(engine, 'load');
  await button('Fill the blanks').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The text has no blank.');
  await page.getByRole('alert').getByRole('button', { name: 'Add a blank' }).click();
  expect(element.text).toBe('The cat [MASK].');
  expect(load).not.toHaveBeenCalled();
  await expect.element(page.getByRole('alert')).toHaveTextContent('');
});
