import axe from 'axe-core';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/define.ts';
import type { LmChips } from '../../src/elements/chips/chips.ts';
import type { LmTwoWays } from '../../src/elements/two-ways/two-ways.ts';
import type { LmErrorEvent } from '../../src/events/error-event.ts';
import type { LmTwoWaysEvent } from '../../src/events/two-ways-event.ts';
import type { RecordError } from '../../src/records/index.ts';
import type { FakeEngine } from './fake-engine.ts';
import { disposable, FakeEngine as Engine, mount } from './fake-engine.ts';
import { fakeId, fakeVocabulary } from './fake-masked.ts';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const read = () => button('Read it both ways');
const region = (name: string) => page.getByRole('region', { name, exact: true });
const row = (name: string) => page.getByRole('group', { name, exact: true });
const word = (name: RegExp) =>
  page.getByRole('listbox', { name: /^Surprisal of each word/ }).getByRole('option', { name });

const make = (properties: Record<string, unknown> = {}, engine: FakeEngine = new Engine()) =>
  mount<LmTwoWays>('lm-two-ways', engine, {
    noExample: true,
    model: 'stories-4m',
    text: 'The cat sat.',
    ...properties,
  });

const chipsOf = (element: LmTwoWays): LmChips[] => [
  ...element.shadowRoot!.querySelectorAll<LmChips>('lm-chips'),
];

/** A file as of the real models: the fake ones have no form, and the masked one a small vocabulary. */
function complete(file: string): string {
  const data = JSON.parse(file) as { models: object[] };
  const sizes = [4096, 30_522];
  const models = data.models.map((one, i) => ({
    ...one,
    form: 'q4',
    backend: 'wasm',
    vocabularySize: sizes[i],
  }));
  return JSON.stringify({ ...data, models });
}

/** The fake gives each token the logit ln(1 + its id): its probability is (1 + id) / 190. */
const fakeBits = (name: (typeof fakeVocabulary)[number]) => -Math.log2((1 + fakeId(name)) / 190);

afterEach(() => {
  document.documentElement.style.colorScheme = '';
  document.documentElement.lang = 'en';
  location.hash = '';
  document.body.replaceChildren();
});

it('reads a sentence in both ways and compares it by words', async () => {
  const element = await make();
  const events: LmTwoWaysEvent[] = [];
  element.addEventListener('lm-two-ways', (event) => events.push(event as LmTwoWaysEvent));
  await expect.element(page.getByText(/The first click loads Stories-4M/)).toBeVisible();
  await read().click();
  await expect.element(page.getByText('Read both ways: 4 words and marks.', { exact: true })).toBeVisible();

  // The fake autoregressive model has a token a character, with one bit each, but for the first.
  const { words } = events[0]!;
  expect(words.map((one) => [one.text, one.left.surprisalBits])).toEqual([
    ['The', null],
    ['cat', 4],
    ['sat', 4],
    ['.', 1],
  ]);
  const expected = ['the', 'cat', 'sat', '.'].map((name) => fakeBits(name as 'the'));
  words.forEach((one, i) => expect(one.both.surprisalBits).toBeCloseTo(expected[i]!, 6));

  await expect.element(word(/^cat, 4\.0 bits from the left, 4\.6 from both sides, 0\.6 more$/)).toBeVisible();
  await expect.element(word(/^The, not judged from the left, 4\.8 from both sides$/)).toBeVisible();
  await expect
    .element(page.getByText(/Nothing stands before “The”, and Stories-4M puts no marker/))
    .toBeVisible();
  await expect
    .element(page.getByText(/“The” is 3 tokens on the left and 1 on both sides; “cat” 4 and 1/))
    .toBeVisible();
  await expect
    .element(page.getByText(/^\s*More surprising from both sides: “cat” \(by 0\.6 bits\)\.\s*$/))
    .toBeVisible();
  await expect.element(page.getByText('Over the 3 words and marks that both judged')).toBeVisible();
  // 4 + 4 + 1 bits from the left.
  await expect.element(page.getByText('9.0 bits', { exact: true })).toBeVisible();
});

it('links both rows and the bars: what is pointed at or chosen in one is marked in the others', async () => {
  const element = await make();
  await element.compute();
  await element.updateComplete;
  const [left, both] = chipsOf(element) as [LmChips, LmChips];
  await row('Both sides').getByRole('option', { name: /^cat/ }).hover();
  // " cat" is four tokens on the left: those of the places 3 to 6.
  await expect.poll(() => [...left.marked]).toEqual([3, 4, 5, 6]);
  expect([...both.marked]).toEqual([]);
  await word(/^sat/).hover();
  await expect.poll(() => [[...left.marked], [...both.marked]]).toEqual([[7, 8, 9, 10], [2]]);
  await word(/^sat/).click();
  await expect.element(page.getByRole('heading', { name: 'With “sat” as a blank' })).toBeVisible();
  expect([left.pinned, both.pinned]).toEqual([7, 2]);
  await expect.element(word(/^sat/)).toHaveAttribute('aria-selected', 'true');
  await row('Both sides').getByRole('option', { name: /^cat/ }).click();
  await expect.poll(() => [left.pinned, both.pinned]).toEqual([3, 1]);
});

it('is moved through by keys', async () => {
  const element = await make();
  const focused = () => (element.shadowRoot!.activeElement as HTMLElement | null)?.dataset['word'];
  await element.compute();
  await element.updateComplete;
  (word(/^The/).element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}');
  await expect.element(page.getByRole('heading', { name: 'With “sat” as a blank' })).toBeVisible();
  await expect.poll(focused).toBe('2');
  await userEvent.keyboard('{End}');
  await expect.poll(focused).toBe('3');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText(/^\s*Choose a word, in the chart or in either row/)).toBeVisible();
  await userEvent.keyboard(' ');
  await button('Close').click();
  await expect.poll(focused).toBe('3');
});

it('hides a word of several pieces as one blank, and judges it by its pieces', async () => {
  const engine = new Engine();
  const element = await make({ text: 'The cat purring.' }, engine);
  await element.compute();
  await element.updateComplete;
  const rows = engine.masked.asked.at(-1)!;
  const ids = ['[CLS]', 'the', 'cat', '[MASK]', '.', '[SEP]'].map((name) => fakeId(name as 'the'));
  expect(rows).toEqual([{ tokenIds: ids, positions: [3] }]);
  // The word that the right side helps most is the blank to begin with.
  const side = region('Both sides');
  // 14/190 for "purr" and 15/190 for "##ing", and their product.
  await expect.element(side.getByText('0.58%', { exact: true })).toBeVisible();
  await expect.element(side.getByText(/purr 7\.37% · ##ing 7\.89%/)).toBeVisible();
  await expect.element(side.getByText(/judged with 2 masks in its place/)).toBeVisible();
  await expect.element(side.getByText('6, then 5, piece by piece')).toBeVisible();
});

it('shows that the left one does not see a change behind the word, and the other one does', async () => {
  // What is likely depends on the token two places on.
  const engine = new Engine({
    masked: (row, position) =>
      Float32Array.from(fakeVocabulary, (_, id) => Math.log(1 + id) + (id === row[position + 2]! ? 2 : 0)),
  });
  const element = await make({ text: 'The cat sat on.' }, engine);
  await element.compute();
  await element.updateComplete;
  await word(/^cat/).click();
  const after = page.getByRole('textbox', { name: 'The text after “cat”' });
  await expect.element(after).toHaveValue('sat on.');
  await after.fill('sat dog.');
  await button('Read again').click();
  await expect
    .element(page.getByText(/The left one cannot see this change: .* the same to the last digit/))
    .toBeVisible();
  expect(element.text).toBe('The cat sat dog.');
  await expect.element(page.getByText(/The one that reads both sides does/)).toBeVisible();
  const cells = [...element.shadowRoot!.querySelectorAll('.digits')].map((cell) => cell.textContent);
  expect(cells[0]).toBe(cells[1]);
  expect(cells[2]).not.toBe(cells[3]);
  await button('Put the earlier text back').click();
  await expect.poll(() => element.text).toBe('The cat sat on.');
});

it('says what was found and what is shown, and closes the blank by Escape from inside of it', async () => {
  const element = await make({ text: 'The cat sat.' });
  const status = () => element.shadowRoot!.querySelector('[role=status]')!.textContent.trim();
  const field = page.getByRole('textbox', { name: 'A sentence' });
  (field.element() as HTMLElement).focus();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(status).toMatch(/^Read both ways: 4 .* More surprising from both sides: “cat”/);
  await word(/^sat/).click();
  await expect.poll(status).toMatch(/^“sat” as a blank/);
  (page.getByRole('textbox', { name: 'The text after “sat”' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Escape}');
  await expect.poll(status).toBe('Closed.');
  await expect.element(page.getByRole('heading', { name: 'With “sat” as a blank' })).not.toBeInTheDocument();
  expect((element.shadowRoot!.activeElement as HTMLElement).dataset['word']).toBe('2');
});

it('names neither row’s tokens a prompt', async () => {
  const element = await make({ text: 'The cat sat.' });
  await element.compute();
  await element.updateComplete;
  for (const [name, chip] of [
    ['Left context only', /^a, /],
    ['Both sides', /^cat/],
  ] as const) {
    await row(name).getByRole('option', { name: chip }).first().hover();
    await expect.element(row(name).getByText('from the text', { exact: true })).toBeVisible();
  }
});

it('says that two models are compared, and what one of them does not see', async () => {
  const element = await make({ text: 'The  cat sat.' });
  await element.compute();
  await expect.element(page.getByText(/These are two models, not one/)).toBeVisible();
  await expect.element(page.getByText(/The tokenizer of MiniLM-MLM drops extra spaces/)).toBeVisible();
});

it('takes the way of hiding words in pieces without running anything', async () => {
  const engine = new Engine();
  const element = await make({ text: 'The purring cat.' }, engine);
  await element.compute();
  const asked = engine.masked.asked.length;
  await page.getByRole('combobox', { name: /in pieces/ }).selectOptions('plain');
  expect(element.masking).toBe('plain');
  expect(engine.masked.asked.length).toBe(asked);
});

it('says what is of an earlier text, and offers a full stop', async () => {
  const element = await make();
  await element.compute();
  await page.getByRole('textbox', { name: 'A sentence' }).fill('The cat sat on');
  await expect.element(page.getByText(/These numbers are of an earlier text/)).toBeVisible();
  await button('Add a full stop').click();
  expect(element.text).toBe('The cat sat on.');
  expect((element.shadowRoot!.activeElement as HTMLElement).id).toBe('text');
  await read().click();
  await expect.element(page.getByText(/of an earlier text/)).not.toBeInTheDocument();
});

it('refuses what it cannot read before anything is loaded, and loses nothing', async () => {
  const engine = new Engine();
  const load = vi.spyOn(engine, 'load');
  const element = await make({ text: '  ' }, engine);
  const errors: unknown[] = [];
  element.addEventListener('lm-error', (event) => errors.push((event as LmErrorEvent).error));
  await element.compute();
  await expect.element(page.getByText(/There is no text yet/)).toBeVisible();
  element.text = 'The [MASK] sat.';
  await element.compute();
  await expect.element(page.getByText(/^\s*The sentence has a blank/)).toBeVisible();
  expect(errors).toMatchObject([{ code: 'empty-text' }, { code: 'invalid-option' }]);
  expect(load).not.toHaveBeenCalled();
});

it('names the model that a text is too long for, before either is run', async () => {
  const engine = new Engine();
  const element = await make({ text: `${'cat '.repeat(520)}.` }, engine);
  await element.compute();
  await expect
    .element(page.getByRole('alert').first())
    .toHaveTextContent(/The text has 2,081 tokens; .*That is what Stories-4M says/);
  expect(engine.scored).toEqual([]);
  expect(element.exportView()).toBeNull();
});

it('reads a sentence of one word', async () => {
  const element = await make({ text: 'Cat' });
  await element.compute();
  await expect.element(page.getByText('No word was judged by both')).toBeVisible();
  await word(/^Cat/).click();
  await expect.element(page.getByText(/the model on the left says nothing here/)).toBeVisible();
});

it('leaves out what the masked model cannot write', async () => {
  const element = await make({ text: 'The qqq sat.' });
  await element.compute();
  await expect.element(page.getByText(/has no token for “qqq”/)).toBeVisible();
  await expect.element(page.getByText('Over the 2 words and marks')).toBeVisible();
});

it('goes out as a file and comes in without a model', async () => {
  const element = await make();
  await element.compute();
  await element.updateComplete;
  await word(/^sat/).click();
  const file = element.exportView()!;
  const parsed = JSON.parse(file) as { words: { start: number; end: number }[]; chosenAt: number };
  expect(parsed.words.map(({ start, end }) => 'The cat sat.'.slice(start, end))).toEqual([
    'The',
    ' cat',
    ' sat',
    '.',
  ]);
  expect(parsed.chosenAt).toBe(8);

  const whole = complete(file);
  const engine = new Engine();
  const load = vi.spyOn(engine, 'load');
  const other = await make({ text: 'Else.' }, engine);
  other.importView(whole);
  await other.updateComplete;
  await expect.element(page.getByRole('heading', { name: 'With “sat” as a blank' })).toBeVisible();
  expect(other.text).toBe('The cat sat.');
  expect(load).not.toHaveBeenCalled();
  expect(JSON.parse(other.exportView()!)).toEqual(JSON.parse(whole));
});

it('refuses a file that contradicts itself, and changes nothing', async () => {
  const element = await make();
  await element.compute();
  const file = complete(element.exportView()!);
  const data = JSON.parse(file) as { blanks: unknown[]; left: { end: number }[]; models: unknown[] };
  const broken: [object, string][] = [
    [{ ...data, blanks: data.blanks.slice(1) }, 'damaged'],
    [{ ...data, left: data.left.map((one) => ({ ...one, end: 99 })) }, 'damaged'],
    [{ ...data, models: data.models.slice(1) }, 'damaged'],
    [{ ...data, models: data.models.toReversed() }, 'other-model'],
  ];
  for (const [content, code] of broken) {
    let found: unknown = null;
    try {
      element.importView(JSON.stringify(content));
    } catch (error) {
      found = error;
    }
    expect((found as RecordError | null)?.code).toBe(code);
  }
  expect(element.text).toBe('The cat sat.');
  expect(element.exportView()).not.toBeNull();
});

it('takes over what a link says, and starts nothing', async () => {
  location.hash = '#w.text=A+cat.&w.at=2&w.plain=1&w.model=stories-4m&w.else=1';
  const engine = new Engine();
  const load = vi.spyOn(engine, 'load');
  const element = await make({ linkKey: 'w' }, engine);
  await element.updateComplete;
  expect([element.text, element.masking, element.model]).toEqual(['A cat.', 'plain', 'stories-4m']);
  await expect.element(page.getByText(/not understood, so they were left out: else/)).toBeVisible();
  expect(load).not.toHaveBeenCalled();
  await element.compute();
  await expect.element(page.getByRole('heading', { name: 'With “cat” as a blank' })).toBeVisible();
});

it('keeps its models where they are fixed, and says what of a link is left out', async () => {
  location.hash = '#w.text=A+cat.&w.model=gpt2&w.masked=minilm-mlm';
  const element = await make({ linkKey: 'w', fixedModel: true, model: 'stories-4m', maskedModel: 'other' });
  expect([element.text, element.model, element.maskedModel]).toEqual(['A cat.', 'stories-4m', 'other']);
  await expect.element(page.getByText(/left out: model, masked/)).toBeVisible();
});

it.each([
  ['a property', (element: LmTwoWays) => Object.assign(element, { model: 'smollm2-135m-instruct' })],
  ['unload()', (element: LmTwoWays) => void element.unload()],
])('ends a run whose model %s lets go of, without an error', async (_name, letGo) => {
  const engine = new Engine();
  const element = await make({}, engine);
  const errors: unknown[] = [];
  element.addEventListener('lm-error', (event) => errors.push((event as LmErrorEvent).error));
  const run = disposable(engine, 'score');
  const read = element.compute();
  await run.begun;
  letGo(element);
  await read;
  await element.updateComplete;
  await expect.element(button('Stop')).not.toBeInTheDocument();
  expect(errors).toEqual([]);
  expect(element.exportView()).toBeNull();
});

it('shows the recorded example, and reads anew on a click', async () => {
  const engine = new Engine();
  const load = vi.spyOn(engine, 'load');
  const element = await mount<LmTwoWays>('lm-two-ways', engine);
  await expect.element(page.getByText(/This is a recording/)).toBeVisible();
  expect(load).not.toHaveBeenCalled();
  await expect.element(word(/^washed/)).toBeVisible();
  await page.getByRole('textbox', { name: 'A sentence' }).fill('The dog.');
  await expect.element(page.getByText(/This is a recording/)).not.toBeInTheDocument();
  expect(element.exportView()).toBeNull();
});

for (const scheme of ['light', 'dark']) {
  for (const language of ['en', 'ko']) {
    it(`leaves axe nothing to find, ${scheme}, ${language}`, async () => {
      document.documentElement.style.colorScheme = scheme;
      document.documentElement.lang = language;
      document.documentElement.style.background = scheme === 'dark' ? '#17171c' : '#fff';
      const element = await make({ text: 'The cat purring.' });
      await element.compute();
      await element.updateComplete;
      await vi.waitFor(() => expect(chipsOf(element)).toHaveLength(2));
      const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
      document.documentElement.style.background = '';
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });
  }
}
