import axe from 'axe-core';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import '../../src/elements/fill-mask/define.ts';
import type { LmFillMask } from '../../src/elements/fill-mask/fill-mask.ts';
import type { LmChooseEvent } from '../../src/events/choose-event.ts';
import type { LmFillEvent } from '../../src/events/fill-event.ts';
import { RecordError } from '../../src/records/index.ts';
import { fakeId, fakeVocabulary, type FakeLogits } from './fake-masked.ts';
import { disposable, FakeEngine, mount } from './fake-engine.ts';

/** Log-probabilities that the fake model gives, so that the numbers on the page are those written here. */
function logits(probabilities: Partial<Record<(typeof fakeVocabulary)[number], number>>): Float32Array {
  const given = Object.values(probabilities).reduce((sum, one) => sum + one, 0);
  const others = fakeVocabulary.length - Object.keys(probabilities).length;
  return Float32Array.from(fakeVocabulary, (name) => Math.log(probabilities[name] ?? (1 - given) / others));
}

/** A cat sits on a mat and a dog on a rug; with neither in place a mat is likelier. The first blank is a cat or purrs. */
const catsAndDogs: FakeLogits = (row, position) => {
  if (position > 3) {
    if (row.includes(fakeId('cat'))) return logits({ mat: 0.8, rug: 0.1 });
    if (row.includes(fakeId('dog'))) return logits({ mat: 0.2, rug: 0.7 });
    return logits({ mat: 0.5, rug: 0.3 });
  }
  return logits({ cat: 0.6, '##ing': 0.2, dog: 0.1 });
};

const text = 'The ___ sat on the [MASK].';
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const blank = (number: number) => page.getByRole('region', { name: `Blank ${number}`, exact: true });
const row = (number: number, index: number) => blank(number).getByRole('listitem').nth(index);
const status = () => page.getByRole('status').first();
const chip = (name: string) => page.getByRole('option', { name });

async function show(properties: Record<string, unknown> = {}, masked: FakeLogits = catsAndDogs) {
  const engine = new FakeEngine({ masked });
  const element = await mount<LmFillMask>('lm-fill-mask', engine, { text, noExample: true, ...properties });
  return { engine, element };
}

async function showFilled(properties: Record<string, unknown> = {}, masked?: FakeLogits) {
  const shown = await show(properties, masked);
  await shown.element.fill();
  await shown.element.updateComplete;
  return shown;
}

/** What has the focus, inside of all shadow roots. */
function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

const expectFocus = (locator: Locator) => expect.poll(() => focused() === locator.query()).toBe(true);

async function requireAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

afterEach(() => document.body.replaceChildren());

it('shows the bars of each blank and the text with the likeliest tokens', async () => {
  const { element } = await show();
  const filled: LmFillEvent[] = [];
  element.addEventListener('lm-fill', (event) => filled.push(event));
  await button('Guess the blanks').click();
  await expect.element(row(1, 0)).toHaveTextContent(/cat\s*60\.00%/);
  await expect.element(row(1, 1)).toHaveTextContent(/##ing\s*20\.00%\s*continues a word/);
  await expect.element(row(2, 0)).toHaveTextContent(/mat\s*50\.00%/);
  await expect.element(page.getByText(/The\s*cat\s*1?\s*\(Blank 1\)\s*sat on the\s*mat/)).toBeVisible();
  await expect
    .element(status())
    .toHaveTextContent('2 blanks guessed: blank 1 “cat” 60.00%, blank 2 “mat” 50.00%.');
  await expect.element(chip('blank 1, likeliest cat 60.00%')).toBeVisible();
  // A word that nobody asked about is not said to be without numbers.
  await expect.element(page.getByRole('option', { name: 'sat', exact: true })).toBeVisible();
  expect(filled).toHaveLength(1);
  expect(filled[0]!.choices).toEqual([null, null]);
  expect(filled[0]!.blanks.map(({ top }) => top[0]!.text)).toEqual(['cat', 'mat']);
  await requireAccessible(element);
  await page.getByRole('textbox', { name: 'Text with blanks' }).fill('A [MASK].');
  // What was found for the text before is folded away, under another name.
  const earlier = page.getByText('Numbers of an earlier text: “The ___ sat on the [MASK].”');
  await expect.element(earlier).toBeVisible();
  expect(page.getByRole('region', { name: /blank/i }).query()).toBeNull();
  await earlier.click();
  await expect.element(page.getByRole('region', { name: 'Earlier blank 2' })).toBeVisible();
  await requireAccessible(element);
  // What can be taken for a blank of another text?
  expect(element.shadowRoot!.querySelector('[part=take]')).toBeNull();
});

it('offers a blank to a text that has none', async () => {
  const { engine, element } = await show({ text: 'The cat sat.' });
  const load = vi.spyOn(engine, 'load');
  await button('Guess the blanks').click();
  await expect.element(page.getByRole('alert').first()).toHaveTextContent('The text has no blank.');
  await page.getByRole('alert').getByRole('button', { name: 'Blank a word' }).click();
  expect(element.text).toBe('The cat [MASK].');
  expect(load).not.toHaveBeenCalled();
  await expect.element(page.getByRole('alert').first()).toHaveTextContent('');
  // The word is remembered.
  await button('blank 1').click();
  await button('Put “sat” back').click();
  expect(element.text).toBe('The cat sat.');
});

it('blanks words by click and key before any model, and gives them back', async () => {
  const { engine, element } = await show({ text: ' The cat sat.' });
  const load = vi.spyOn(engine, 'load');
  expect(element.shadowRoot!.querySelector('.outer')!.textContent).toBe('·');
  await requireAccessible(element);
  await button('cat').click();
  expect(element.text).toBe(' The [MASK] sat.');
  await expectFocus(button('blank 1'));
  await userEvent.keyboard('{ArrowRight}{Enter}');
  expect(element.text).toBe(' The [MASK] [MASK].');
  await expectFocus(button('blank 2'));
  await userEvent.keyboard('{ArrowLeft}{Enter}');
  await expect.element(button('blank 1')).toHaveAttribute('aria-pressed', 'true');
  await expect.element(page.getByText('There are no numbers for this text yet.')).toBeVisible();
  await requireAccessible(element);
  await userEvent.keyboard('{Delete}');
  expect(element.text).toBe(' The cat [MASK].');
  await expectFocus(button('cat'));
  expect(load).not.toHaveBeenCalled();
  await button('Remove the spaces').click();
  expect(element.text).toBe('The cat [MASK].');
});

it('moves the other blanks when a candidate is taken, and back when it is emptied', async () => {
  const { element } = await showFilled();
  const chosen: (readonly number[] | null)[] = [];
  element.addEventListener('lm-choose', (event: LmChooseEvent) => chosen.push(event.tokenIds));
  await button('Take “cat” for blank 1').click();
  await expect.element(row(2, 0)).toHaveTextContent(/mat\s*50\.00%.*80\.00%/);
  await expect.element(blank(2)).toHaveTextContent('Given “cat” in blank 1.');
  // Its own numbers are those of the blank, which its own word is no part of.
  await expect.element(row(1, 0)).toHaveTextContent(/cat\s*60\.00%\s*chosen/);
  await expect
    .element(status())
    .toHaveTextContent('1 blank guessed anew, with “cat” in blank 1: blank 2 “mat” 80.00%.');
  await button('Take “rug” for blank 2').click();
  await expect.element(chip('rug, blank 2')).toHaveTextContent('rug');
  await button('Take “dog” for blank 1').click();
  await expect.element(row(2, 0)).toHaveTextContent(/rug\s*10\.00%.*70\.00%.*chosen/);
  await button('Empty blank 1').click();
  await expect.element(row(2, 0)).toHaveTextContent(/mat\s*20\.00%.*50\.00%/);
  expect(chosen).toEqual([[fakeId('cat')], [fakeId('rug')], [fakeId('dog')], null]);
});

it('asks for each filled blank without its own word, and for the empty ones in one row', async () => {
  const { engine, element } = await showFilled({ text: 'The ___ sat on the [MASK] on the [MASK].' });
  element.choose(0, [fakeId('cat')]);
  await expect.element(status()).toHaveTextContent('“cat” in blank 1');
  const last = engine.masked.asked.at(-1)!;
  const sentence = ['[CLS]', 'the', 'cat', 'sat', 'on', 'the', '[MASK]', 'on', 'the', '[MASK]', '.', '[SEP]'];
  const ids = sentence.map((name) => fakeVocabulary.indexOf(name as never));
  expect(last.map(({ tokenIds, positions }) => ({ tokenIds, positions }))).toEqual([
    { tokenIds: ids.with(2, fakeId('[MASK]')), positions: [2] },
    { tokenIds: ids, positions: [6, 9] },
  ]);
});

it('blanks a word of the model’s tokens by click and key, and runs at once', async () => {
  const { engine, element } = await showFilled();
  await chip('sat').click();
  expect(element.text).toBe('The ___ [MASK] on the [MASK].');
  await expect.element(blank(3)).toBeVisible();
  await expect.element(status()).toHaveTextContent('3 blanks guessed:');
  expect(engine.masked.asked).toHaveLength(2);
  await expectFocus(chip('blank 2'));
  await userEvent.keyboard('{Enter}');
  await expect.element(chip('blank 2')).toHaveAttribute('aria-selected', 'true');
  await expect.element(button('Put “sat” back')).toBeVisible();
  await userEvent.keyboard('{Backspace}');
  expect(element.text).toBe('The ___ sat on the [MASK].');
  await expectFocus(chip('sat'));
  // A full stop is nothing to blank.
  const dot = page.getByRole('option', { name: /^\./ });
  await dot.click();
  expect(element.text).toBe('The ___ sat on the [MASK].');
  await expect.element(dot).toHaveAttribute('aria-selected', 'false');
});

it('takes candidates by the digit keys, and empties by Backspace', async () => {
  const { element } = await showFilled();
  await chip('blank 1').click();
  await userEvent.keyboard('3');
  await expect.element(status()).toHaveTextContent('“dog” in blank 1');
  await expectFocus(chip('dog, blank 1'));
  await userEvent.keyboard('{Backspace}');
  await expect.element(status()).toHaveTextContent('1 blank guessed: blank 2 “mat” 50.00%.');
  // It was typed as a blank: nothing to give back, and that is said.
  await userEvent.keyboard('{Backspace}');
  await expect.element(status()).toHaveTextContent('there is no word to put back');
  expect(element.text).toBe(text);
  await userEvent.keyboard('d');
  await expectFocus(page.getByRole('heading', { name: 'Blank 1: likeliest “cat”' }));
  await expect
    .element(page.getByText('The whole distribution of blank 1 is shown below.'))
    .toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expectFocus(chip('blank 1'));
  expect(element.shadowRoot!.querySelector('[part=pinned]')).toBeNull();
});

it('shows the whole distribution of a blank, any word, and takes one of several pieces', async () => {
  const { element } = await showFilled();
  await chip('blank 1').click();
  await expect.element(page.getByText('other (9 tokens)')).toBeVisible();
  await requireAccessible(element);
  const distribution = element.shadowRoot!.querySelector('lm-distribution')!;
  expect(distribution.logits).toHaveLength(fakeVocabulary.length);
  // In the place of its bars, beside the other blank.
  const blanks = element.shadowRoot!.querySelector('.blanks')!;
  expect(Array.from(blanks.children, (one) => one.getAttribute('part'))).toEqual(['pinned', 'blank']);
  const search = page.getByRole('region', { name: 'Blank 1' });
  const word = search.getByRole('textbox', { name: 'How likely is another word?' });
  await word.fill('purring');
  await search.getByRole('button', { name: 'Look up' }).click();
  await expect.element(button('Take “purring” in 2 pieces (purr ##ing)')).toBeVisible();
  await button('Take “purring” in 2 pieces (purr ##ing)').click();
  await expect.element(chip('purring, blank 1')).toBeVisible();
  await expect.element(blank(2)).toHaveTextContent('Given “purring” in blank 1.');
  await expectFocus(page.getByRole('heading', { name: 'Blank 1: “purring”' }));
  await word.fill('zebra');
  await search.getByRole('button', { name: 'Look up' }).click();
  await expect.element(page.getByText('“zebra” cannot be written in this model’s vocabulary')).toBeVisible();
  await button('Close').click();
  await expectFocus(chip('purring, blank 1'));
});

it('the likeliest token can be taken from the distribution', async () => {
  await showFilled();
  await chip('blank 1').click();
  await button('Take “cat” instead').click();
  await expect.element(status()).toHaveTextContent('“cat” in blank 1');
  await expectFocus(page.getByRole('heading', { name: 'Blank 1: “cat”', exact: true }));
});

it('keeps the blanks while the text around them is written on, and says what the model does not know', async () => {
  const { element } = await showFilled();
  await chip('sat').click();
  await expect.element(status()).toHaveTextContent('3 blanks guessed:');
  const field = page.getByRole('textbox', { name: 'Text with blanks' });
  await field.fill('The ___ [MASK] on the [MASK]');
  await expect.element(button('Add a full stop')).toBeVisible();
  await field.fill('The ___ [MASK] on the [MASK] 고양이.');
  await expect.element(page.getByText('This model has no token for “고양이”').first()).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(status()).toHaveTextContent('3 blanks guessed:');
  await blank(2).getByRole('button', { name: 'Put “sat” back' }).click();
  expect(element.text).toBe('The ___ sat on the [MASK] 고양이.');
});

it('is what it was after it was exported and imported, without a model', async () => {
  const { element } = await showFilled();
  await chip('sat').click();
  await expect.element(status()).toHaveTextContent('3 blanks guessed:');
  element.choose(0, [fakeId('dog')]);
  await expect.element(status()).toHaveTextContent('“dog” in blank 1');
  // The fake's vocabulary is not the catalogue's.
  const exported = JSON.parse(element.exportView()!) as { models: { vocabularySize: number }[] };
  exported.models[0]!.vocabularySize = 30_522;
  const file = JSON.stringify(exported);
  const { engine, element: other } = await show();
  const load = vi.spyOn(engine, 'load');
  other.importView(file);
  await other.updateComplete;
  expect(other.text).toBe('The ___ [MASK] on the [MASK].');
  await expect.element(row(3, 0)).toHaveTextContent(/rug\s*70\.00%/);
  await expect.element(chip('dog, blank 1, 10.00%, rank 3')).toBeVisible();
  await expect.element(blank(2).getByRole('button', { name: 'Put “sat” back' })).toBeVisible();
  expect(JSON.parse(other.exportView()!)).toEqual(exported);
  expect(load).not.toHaveBeenCalled();
  const damaged = { ...exported, choices: [null] };
  expect(() => other.importView(JSON.stringify(damaged))).toThrow(RecordError);
  expect(other.text).toBe('The ___ [MASK] on the [MASK].');
});

it('reads a link, starts nothing by it, and names its words once the vocabulary is there', async () => {
  const dog = fakeId('dog').toString(36);
  const entries = { 'fill.text': 'A [MASK] sat.', 'fill.choices': `${dog}:dog`, 'fill.odd': '1' };
  history.replaceState(null, '', `#${new URLSearchParams(entries).toString()}`);
  try {
    const { engine, element } = await show({ linkKey: 'fill' });
    const load = vi.spyOn(engine, 'load');
    await expect.element(button('“dog” in blank 1')).toBeVisible();
    expect(element.text).toBe('A [MASK] sat.');
    await expect.element(page.getByText(/odd/)).toBeVisible();
    expect(load).not.toHaveBeenCalled();
    await element.fill();
    await expect.element(chip(/^dog, blank 1/ as never)).toBeVisible();
  } finally {
    history.replaceState(null, '', '#');
  }
});

it('the latest run wins', async () => {
  const { engine, element } = await showFilled();
  const predict = engine.masked.predict.bind(engine.masked);
  let release = () => {};
  const model = (element as unknown as { loaded: { predict: unknown } }).loaded;
  let first = true;
  model.predict = async (...args: Parameters<typeof predict>) => {
    if (first) {
      first = false;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
    return predict(...args);
  };
  element.choose(0, [fakeId('dog')]);
  await expect.poll(() => first).toBe(false);
  element.choose(0, [fakeId('cat')]);
  await expect.element(status()).toHaveTextContent('“cat” in blank 1');
  release();
  await expect.element(row(2, 0)).toHaveTextContent(/80\.00%/);
  await expect.element(status()).toHaveTextContent('“cat” in blank 1');
});

it('takes a candidate of a file before any model, and says that the numbers are from before', async () => {
  const { element } = await showFilled();
  const exported = JSON.parse(element.exportView()!) as { models: { vocabularySize: number }[] };
  exported.models[0]!.vocabularySize = 30_522;
  const { engine, element: other } = await show();
  const load = vi.spyOn(engine, 'load');
  other.importView(JSON.stringify(exported));
  await button('Take “dog” for blank 1').click();
  await expect.element(chip('dog, blank 1')).toBeVisible();
  await expect
    .element(page.getByText('These numbers are from before the last change of a blank.'))
    .toBeVisible();
  await button('Empty blank 1').click();
  await expect.element(chip('blank 1')).toBeVisible();
  expect(load).not.toHaveBeenCalled();
  // Its distribution beyond the likeliest is asked of the model, which is loaded for it.
  await chip('blank 2').click();
  await button('Compute the whole distribution').click();
  await expect.element(page.getByText('other (9 tokens)')).toBeVisible();
  expect(load).toHaveBeenCalledOnce();
});

it('is in a file with what its panels found', async () => {
  const { element } = await showFilled();
  await button('Compare orders').click();
  await expect.element(page.getByText(/^Best of the fills:/)).toBeVisible();
  await button('Judge every token').click();
  await expect.element(page.getByText(/^Most surprising/).first()).toBeVisible();
  const file = element.exportView()!;
  const { orders, inTurn } = JSON.parse(file) as Record<string, unknown>;
  expect(orders).not.toBeNull();
  expect(inTurn).not.toBeNull();
  await requireAccessible(element);
});

it('says how likely any word is below the bars of each blank, and leaves the focus there when it is taken', async () => {
  const { element } = await showFilled();
  await blank(2).getByRole('textbox', { name: 'How likely is another word? (Blank 2)' }).fill('rug');
  await blank(2).getByRole('button', { name: 'Look up' }).click();
  await expect.element(blank(2)).toHaveTextContent('“rug” has a probability of 30.00%');
  await expect.element(blank(2)).toHaveTextContent('Rank 2 of 19.');
  await expect.element(blank(1)).not.toHaveTextContent('has a probability');
  await blank(2).getByRole('button', { name: 'Take “rug” instead' }).click();
  await expect.element(chip('rug, blank 2')).toBeVisible();
  await expectFocus(button('Whole distribution of blank 2'));
  await button('Take “dog” for blank 1').click();
  await expect.element(status()).toHaveTextContent('“dog” in blank 1');
  await expectFocus(button('Whole distribution of blank 1'));
  // The answer was of the row that had no dog in it.
  await expect.element(blank(2)).not.toHaveTextContent('has a probability');
  expect(element.exportView()).toContain('"rug"');
});

it('keeps nothing of the blanks of another text that the page sets', async () => {
  const { element } = await showFilled();
  await button('Take “cat” for blank 1').click();
  await expect.element(chip('cat, blank 1')).toBeVisible();
  element.text = 'The [MASK] slept on the ___.';
  await expect.element(chip('blank 1')).toBeVisible();
  await expect.element(chip('blank 2')).toBeVisible();
  expect(page.getByRole('option', { name: /cat/ }).query()).toBeNull();
});

it('guesses with what was chosen while the model was loading', async () => {
  const { element } = await showFilled();
  const exported = JSON.parse(element.exportView()!) as { models: { vocabularySize: number }[] };
  exported.models[0]!.vocabularySize = 30_522;
  const { engine, element: other } = await show();
  other.importView(JSON.stringify(exported));
  engine.holdLoads = true;
  await button('Guess the blanks').click();
  await expect.element(page.getByRole('progressbar')).toBeVisible();
  await chip('blank 1').element().focus();
  await userEvent.keyboard('1');
  await expect.element(chip('cat, blank 1')).toBeVisible();
  engine.finishLoad();
  await expect.element(status()).toHaveTextContent('with “cat” in blank 1');
  await expect.element(row(2, 0)).toHaveTextContent(/80\.00%/);
});

it('ties what is wrong with the text, and what is better known of it, to the field', async () => {
  await show({ text: 'No blank here' });
  const field = page.getByRole('textbox', { name: 'Text with blanks' });
  await expect.element(field).toHaveAccessibleDescription(/The sentence has no full stop at its end/);
  await expect.element(field).not.toHaveAttribute('aria-invalid');
  await button('Guess the blanks').click();
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field).toHaveAccessibleDescription(/The text has no blank/);
  await button('Add a full stop').click();
  await expectFocus(field);
  await expect.element(field).toHaveValue('No blank here.');
});

it('keeps the words where they are while it loads and when it is done', async () => {
  const { engine, element } = await show();
  engine.holdLoads = true;
  const top = () => element.shadowRoot!.querySelector('.sentence')!.getBoundingClientRect().top;
  const before = top();
  await button('Guess the blanks').click();
  await expect.element(page.getByRole('progressbar')).toBeVisible();
  expect(top()).toBe(before);
  engine.finishLoad();
  await expect.element(status()).toHaveTextContent('2 blanks guessed:');
  expect(top()).toBe(before);
});

it('runs its panels for the page', async () => {
  const { element } = await show();
  await element.compareOrders();
  await element.scorePositions();
  const { orders, inTurn, filled } = JSON.parse(element.exportView()!) as Record<string, unknown>;
  expect(orders).not.toBeNull();
  expect(inTurn).not.toBeNull();
  expect(filled).toBeNull();
});

it.each([
  ['a form', (element: LmFillMask) => Object.assign(element, { form: 'q8' })],
  ['unload()', (element: LmFillMask) => void element.unload()],
])('ends runs whose model %s lets go of, without an error', async (_name, letGo) => {
  const { element, engine } = await show();
  const errors: unknown[] = [];
  element.addEventListener('lm-error', (event) => errors.push(event.error));
  const run = disposable(engine, 'predict');
  const runs = [element.fill(), element.compareOrders()];
  await run.begun;
  letGo(element);
  await Promise.all(runs);
  await expect.element(button('Stop')).not.toBeInTheDocument();
  expect(errors).toEqual([]);
  expect(element.exportView()).toBeNull();
});

it('keeps no answer about a word for another form of the model', async () => {
  const { element } = await showFilled();
  await blank(2).getByRole('textbox').fill('rug');
  await userEvent.keyboard('{Enter}');
  await expect.element(blank(2)).toHaveTextContent('has a probability of 30.00%');
  element.form = 'q8';
  await element.updateComplete;
  await expect.element(blank(2)).not.toHaveTextContent('has a probability');
});

it('lets go of what is under way when it leaves the page', async () => {
  const { engine, element } = await show();
  engine.holdLoads = true;
  const filled = element.fill();
  await expect.element(page.getByRole('progressbar')).toBeVisible();
  element.remove();
  await filled;
  expect(element.exportView()).toBeNull();
});

it.each(['light', 'dark'])('has nothing for axe to find in Korean, %s', async (scheme) => {
  document.documentElement.style.colorScheme = scheme;
  document.documentElement.style.background = 'Canvas';
  document.documentElement.lang = 'ko';
  try {
    const { element } = await showFilled({ text: ' The ___ sat on the [MASK]' });
    await expect
      .element(status())
      .toHaveTextContent('빈칸 2개를 예측했어요: 빈칸 1 “cat” 60.00%, 빈칸 2 “mat” 50.00%.');
    await requireAccessible(element);
  } finally {
    document.documentElement.removeAttribute('style');
    document.documentElement.lang = 'en';
  }
});
