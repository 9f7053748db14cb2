import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/elements/compare/define.ts';
import type { LmCompare } from '../../src/elements/compare/compare.ts';
import { recordingOf } from '../../src/elements/compare/examples.ts';
import { EngineError } from '../../src/engine/index.ts';
import type { LmCompareEvent } from '../../src/events/compare-event.ts';
import type { LmErrorEvent } from '../../src/events/error-event.ts';
import { RecordError } from '../../src/records/index.ts';
import { disposable, FakeEngine, mount } from './fake-engine.ts';
import { fakeId, fakeVocabulary } from './fake-masked.ts';

type Name = (typeof fakeVocabulary)[number];

/** Logits under which the tokens have these shares of the probability, and the others next to none. */
function logitsOf(weights: Partial<Record<Name, number>>): Float32Array {
  return Float32Array.from(fakeVocabulary, (name) => Math.log(weights[name] ?? 1e-6));
}

const texan = logitsOf({ beer: 8, cat: 4, wine: 2, the: 2 });
const parisian = logitsOf({ wine: 8, cat: 4, beer: 2, the: 2 });
const neither = logitsOf({ cat: 8, dog: 8 });

const masked = (row: readonly number[]) =>
  row.includes(fakeId('texas')) ? texan : row.includes(fakeId('paris')) ? parisian : neither;

const template = 'On the [Texas|Paris] mat sat the [MASK].';
const three = 'On the [Texas|Paris|cat] mat sat the [MASK].';

const places = 'In [Texas|Paris] they like to buy [MASK].';

async function make(properties: Record<string, unknown> = {}, engine = new FakeEngine({ masked })) {
  const element = await mount<LmCompare>('lm-compare', engine, {
    noExample: true,
    text: template,
    ...properties,
  });
  return { element, engine };
}

async function compared(properties: Record<string, unknown> = {}) {
  const made = await make(properties);
  await made.element.compute();
  await made.element.updateComplete;
  return made;
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const field = () => page.getByRole('textbox', { name: 'Sentences that differ in a few words' });
const part = (element: LmCompare, name: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`);
/** What has the focus: by its name, its part, or what stands in it. */
const focused = (element: LmCompare) =>
  expect.poll(() => {
    const active = element.shadowRoot!.activeElement;
    return active?.getAttribute('aria-label') ?? active?.getAttribute('part') ?? active?.textContent?.trim();
  });
const recording = () => page.getByText('A recording of MiniLM-MLM.');
const fault = () =>
  page.elementLocator(document.querySelector('lm-compare')!.shadowRoot!.querySelector('#fault')!);
const points = () => page.getByRole('listbox', { name: /words by their probability in both sentences/ });
const point = (name: RegExp) => points().getByRole('option', { name });

beforeEach(() => {
  location.hash = '';
});
afterEach(() => document.body.replaceChildren());

it('asks about the same blank of all sentences at once, and sets two against each other', async () => {
  const { element, engine } = await make();
  const events: LmCompareEvent[] = [];
  element.addEventListener('lm-compare', (event) => events.push(event));
  await expect.element(page.getByText('Loads MiniLM-MLM first')).toBeVisible();
  await button('Compare').click();
  await expect.element(page.getByRole('status').last()).toBeInTheDocument();
  await expect.element(page.getByText('2 sentences compared.')).toBeVisible();
  expect(engine.masked.asked).toHaveLength(1);
  const [rows] = engine.masked.asked;
  expect(rows!.map(({ tokenIds }) => tokenIds.map((id) => fakeVocabulary[id]))).toEqual([
    ['[CLS]', 'on', 'the', 'texas', 'mat', 'sat', 'the', '[MASK]', '.', '[SEP]'],
    ['[CLS]', 'on', 'the', 'paris', 'mat', 'sat', 'the', '[MASK]', '.', '[SEP]'],
  ]);
  expect(rows!.map(({ positions }) => positions)).toEqual([[7], [7]]);
  // By hand: 2 · ½ · (0.5·log₂(0.5/0.3125) + 0.125·log₂(0.125/0.3125)).
  await expect
    .element(page.getByText('“Texas” or “Paris” changes some of what is expected: 0.17 of at most 1 bit.'))
    .toBeVisible();
  await expect
    .element(
      point(
        /^beer: 50\.00% with “Texas” \(rank 1\), 12\.50% with “Paris” \(rank 4\); 4\.0 times likelier with “Texas”$/,
      ),
    )
    .toBeInTheDocument();
  await expect.element(page.getByText('probability with “Paris”, logarithmic')).toBeVisible();
  const towards = page.getByRole('table', { name: 'Likelier with “Texas”' });
  await expect
    .element(towards.getByRole('row').nth(1))
    .toHaveTextContent(/^\s*beer\s*50\.00%\s*12\.50%\s*4\.0 ×\s*$/);
  const other = page.getByRole('table', { name: 'Likelier with “Paris”' });
  await expect.element(other.getByRole('row').nth(1)).toHaveTextContent(/^\s*wine/);
  const [{ comparison }] = events as [LmCompareEvent];
  expect(comparison.variants.map(({ choices }) => choices)).toEqual([['Texas'], ['Paris']]);
  expect(comparison.divergences[0]!.bits).toBeCloseTo(0.173795, 5);
  expect(comparison.words).toHaveLength(fakeVocabulary.length);
});

it('keeps the numbers of a point that is chosen by key, until they are removed', async () => {
  const { element } = await compared();
  (point(/^beer:/).element() as HTMLElement).focus();
  await expect.element(page.getByText(/^\s*beer: 50\.00%/).first()).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(button('Remove beer')).toBeVisible();
  await expect.element(point(/^beer:/)).toHaveAttribute('aria-selected', 'true');
  await expect
    .element(page.getByRole('button', { name: 'beer', exact: true }))
    .toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'wine', exact: true }).click();
  await button('Remove wine').click();
  await focused(element).toBe('Remove beer');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Choose a point of the chart, or find a word')).toBeVisible();
  await focused(element).toBe('word');
});

describe('Escape', () => {
  const focus = (locator: ReturnType<typeof button>) => (locator.element() as HTMLElement).focus();

  it('lets a word go where it was chosen, and leaves the focus there', async () => {
    const { element } = await compared();
    focus(point(/^beer:/));
    // Of a word that is not chosen there is nothing to undo.
    await userEvent.keyboard('{Escape}');
    expect(JSON.parse(element.exportView()!).chosen).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Remove beer')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(button('Remove beer')).not.toBeInTheDocument();
    await focused(element).toMatch(/^beer: /);
    focus(button('wine'));
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Remove wine')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(button('Remove wine')).not.toBeInTheDocument();
    await focused(element).toBe('wine');
  });

  it('in the list of chosen words goes back to the chart, the list or the field', async () => {
    const { element } = await compared();
    focus(point(/^beer:/));
    await userEvent.keyboard('{Enter}');
    await button('wine').click();
    const field = page.getByRole('textbox', { name: 'A word' });
    for (const word of ['dog', 'purring']) {
      await field.fill(word);
      await userEvent.keyboard('{Enter}');
      await expect.element(button(`Remove ${word}`)).toBeVisible();
    }
    for (const [word, place] of [
      ['beer', /^beer: /],
      ['wine', /^wine$/],
      ['dog', /^word$/],
      ['purring', /^word$/],
    ] as const) {
      focus(button(`Remove ${word}`));
      await userEvent.keyboard('{Escape}');
      await expect.element(button(`Remove ${word}`)).not.toBeInTheDocument();
      await focused(element).toMatch(place);
    }
    const { chosen, longWords } = JSON.parse(element.exportView()!);
    expect([chosen, longWords]).toEqual([[], []]);
  });
});

it('lists its keys', async () => {
  await make();
  await page.getByText('Keys', { exact: true }).click();
  await expect.element(page.getByText('Ctrl+Enter', { exact: true })).toBeVisible();
  await expect.element(page.getByText('⌘+Enter', { exact: true })).toBeVisible();
  await expect.element(page.getByText('through the words in order')).toBeVisible();
});

it('shows in the chart what is pointed at in a list', async () => {
  const { element } = await compared();
  const readout = () => part(element, 'scatter-readout')!.textContent;
  await page.getByRole('button', { name: 'wine', exact: true }).hover();
  await expect.poll(readout).toMatch(/^wine: 12\.50%/);
});

describe('any word', () => {
  const word = () => page.getByRole('textbox', { name: 'A word' });
  const find = async (text: string) => {
    await word().fill(text);
    await userEvent.keyboard('{Enter}');
  };

  it('is found and kept, in pieces where it has several', async () => {
    const { element, engine } = await compared();
    await find(' Beer ');
    await expect.element(button('Remove beer')).toBeVisible();
    await find('##ing');
    await expect.element(page.getByText(/^##ing \(continues a word\): < 0\.01%/).last()).toBeVisible();
    await find('purring');
    await expect.element(page.getByText(/^purring: .*a word of 2 pieces, which took 2 masks/)).toBeVisible();
    // Two rows for each sentence: the first piece, then the second after it.
    const last = engine.masked.asked
      .slice(-2)
      .map((rows) => rows.map(({ tokenIds }) => fakeVocabulary[tokenIds[7]!]));
    expect(last).toEqual([
      ['[MASK]', 'purr'],
      ['[MASK]', 'purr'],
    ]);
    const { longWords, chosen } = JSON.parse(element.exportView()!);
    expect(chosen).toEqual([fakeId('beer'), fakeId('##ing')]);
    // Both pieces have a millionth of the sixteen shares in both sentences.
    expect(longWords[0].scores.map((one: { logProbability: number }) => one.logProbability)).toEqual([
      expect.closeTo(2 * Math.log(1e-6 / 16), 4),
      expect.closeTo(2 * Math.log(1e-6 / 16), 4),
    ]);
  });

  it('that cannot be judged is said so, and nothing is lost', async () => {
    await compared();
    await find('beer');
    await find('zebra');
    await expect.element(page.getByText('“zebra” cannot be written')).toBeVisible();
    await find('  ');
    await expect.element(page.getByText('Type a word first.')).toBeVisible();
    await expect.element(button('Remove beer')).toBeVisible();
  });
});

describe('the field', () => {
  const select = (from: number, to: number) =>
    (field().element() as HTMLTextAreaElement).setSelectionRange(from, to);

  it('lets nothing vary before words are selected, and says so', async () => {
    const { element } = await make({ text: 'She went to bed because she was tired.' });
    const vary = button('Vary the selected words');
    await expect.element(vary).toHaveAttribute('aria-disabled', 'true');
    await expect.element(vary).toHaveAccessibleDescription('Select words in the field first.');
    (vary.element() as HTMLElement).click();
    expect(element.text).toBe('She went to bed because she was tired.');
    await focused(element).toBe('text');
    select(8, 9);
    // A space is none.
    await expect.element(vary).toHaveAttribute('aria-disabled', 'true');
    select(32, 37);
    await expect.element(vary).toHaveAttribute('aria-disabled', 'false');
    await vary.click();
    expect(element.text).toBe('She went to bed because she was [tired|].');
    await expect.element(vary).toHaveAttribute('aria-disabled', 'true');
    // At once, with what helps.
    await expect.element(fault()).toHaveTextContent('There is no blank yet');
    await button('Make the last word a blank').click();
    expect(element.text).toBe('She went to bed because she [MASK] [tired|].');
    await expect.element(fault()).toHaveTextContent(/^\s*$/);
  });

  it('lets the selected words vary, with the caret where the other choice goes', async () => {
    const { element } = await make({ text: 'The cat sat on the [MASK].' });
    await expect.element(fault()).toHaveTextContent('This is one sentence');
    await expect.element(field()).toHaveAttribute('aria-invalid', 'true');
    select(4, 7);
    await button('Vary the selected words').click();
    await userEvent.keyboard('dog');
    expect(element.text).toBe('The [cat|dog] sat on the [MASK].');
    await expect.element(fault()).toHaveTextContent(/^\s*$/);
    const sentences = page.getByRole('region', { name: 'The sentences' });
    await expect
      .element(sentences.getByRole('definition').nth(1))
      .toHaveTextContent('The dog sat on the [MASK].');
    await expect.element(sentences.getByRole('term').nth(0)).toHaveTextContent('cat');
    select(9, 12);
    await button('Vary the selected words').click();
    await userEvent.keyboard('rug');
    expect(element.text).toBe('The [cat|dog|rug] sat on the [MASK].');
  });

  it('says what is wrong with a template, and loads nothing for it', async () => {
    const { element, engine } = await make({ text: 'The [cat|dog] sat on [a|b|c] [MASK].' });
    const load = vi.spyOn(engine, 'load');
    const errors: unknown[] = [];
    element.addEventListener('lm-error', (event) => errors.push((event as LmErrorEvent).error));
    await expect.element(fault()).toHaveTextContent('The brackets have 2 and 3 choices.');
    await button('Compare').click();
    await focused(element).toBe('text');
    await expect.element(field()).toHaveAccessibleDescription(/The brackets have 2 and 3 choices\./);
    expect(errors).toMatchObject([{ code: 'invalid-option', data: { name: 'text', value: 'uneven' } }]);
    element.text = 'The [[MASK]|dog] sat on the [MASK].';
    await expect.element(fault()).toHaveTextContent('The sentences have 2 and 1 blanks.');
    element.text = '';
    await expect.element(fault()).toHaveTextContent(/^\s*$/);
    await button('Compare').click();
    await expect.element(page.getByText('There is no text yet.')).toBeVisible();
    expect(load).not.toHaveBeenCalled();
  });

  it('is told of by voice only after a pause, and computes by Ctrl+Enter', async () => {
    const { element } = await make();
    const told = () => element.shadowRoot!.querySelector('.hidden-visually[role=status]')!.textContent.trim();
    await field().fill('The [cat|dog] sat on the mat.');
    await expect.element(fault()).toHaveTextContent('There is no blank yet');
    expect(told()).toBe('');
    await expect.poll(told).toMatch(/^There is no blank yet/);
    await field().fill(template);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    // What the two sentences have differs in these two tokens only.
    await expect
      .element(page.getByText(/^2 sentences compared\. Most different: (beer, wine|wine, beer)\.$/))
      .toBeVisible();
    expect(element.text).toBe(template);
  });

  it('offers a blank where there is none', async () => {
    const { element, engine } = await make({ text: 'The [cat|dog] sat on the mat.' });
    const load = vi.spyOn(engine, 'load');
    const errors: unknown[] = [];
    element.addEventListener('lm-error', (event) => errors.push((event as LmErrorEvent).error));
    await button('Compare').click();
    expect(errors).toMatchObject([{ code: 'no-mask' }]);
    expect(load).not.toHaveBeenCalled();
    await expect.element(fault()).toHaveTextContent('There is no blank yet');
    await button('Make the last word a blank').click();
    expect(element.text).toBe('The [cat|dog] sat on the [MASK].');
    await expect.element(button('Make the last word a blank')).not.toBeInTheDocument();
    await focused(element).toBe('text');
  });

  it('offers a full stop, and says what the model cannot read', async () => {
    const { element } = await compared({ text: 'On the [Texas|Paris] 고양이 sat the [MASK]' });
    const notices = page.elementLocator(element.shadowRoot!.querySelector('#notices')!);
    await expect.element(notices).toHaveTextContent('This model has no token for “고양이”');
    await expect
      .element(field())
      .toHaveAccessibleDescription(/no full stop at its end.*no token for “고양이”/);
    // Heard once, beside what was found.
    await expect
      .poll(() => element.shadowRoot!.querySelector('.hidden-visually[role=status]')!.textContent.trim())
      .toMatch(/^This model has no token for “고양이”/);
    await button('Add a full stop').click();
    expect(element.text).toBe('On the [Texas|Paris] 고양이 sat the [MASK].');
  });

  it('takes an example', async () => {
    const { element } = await make();
    await page.getByRole('combobox', { name: 'Examples' }).selectOptions('With and without “not”');
    expect(element.text).toBe('A robin is [|not ]a [MASK].');
    await expect.element(page.getByRole('term').nth(0)).toHaveTextContent('(nothing)');
  });

  it('compares an example at once where the model is loaded', async () => {
    const { element, engine } = await compared();
    const events: string[] = [];
    await page.getByRole('combobox', { name: 'Examples' }).selectOptions('Two places');
    await expect.poll(() => JSON.parse(element.exportView()!).template).toBe(places);
    expect(engine.masked.asked).toHaveLength(2);
    // Another one before the first is done: the last one counts.
    element.addEventListener('lm-compare', (event) => events.push(event.comparison.template));
    const examples = page.getByRole('combobox', { name: 'Examples' }).element() as HTMLSelectElement;
    for (const name of ['tense', 'number']) {
      examples.value = name;
      examples.dispatchEvent(new Event('change'));
    }
    await expect.poll(() => events.at(-1)).toBe('The [key|keys] to the cabinet [MASK] on the table.');
    await expect.element(page.getByText('2 sentences compared.')).toBeVisible();
  });
});

it.each([
  ['a form', (element: LmCompare) => Object.assign(element, { form: 'q8' })],
  ['unload()', (element: LmCompare) => void element.unload()],
])('ends a run whose model %s lets go of, without an error', async (_name, letGo) => {
  const { element, engine } = await make();
  const errors: unknown[] = [];
  element.addEventListener('lm-error', (event) => errors.push((event as LmErrorEvent).error));
  const run = disposable(engine, 'predict');
  const comparing = element.compute();
  await run.begun;
  letGo(element);
  await comparing;
  await expect.element(button('Stop')).not.toBeInTheDocument();
  expect(errors).toEqual([]);
  expect(element.exportView()).toBeNull();
});

it('takes the example that was chosen last, whichever file is there first', async () => {
  const { element } = await make({ noExample: false });
  const examples = page.getByRole('combobox', { name: 'Examples' }).element() as HTMLSelectElement;
  // There already, so that it comes before the one that is chosen after it.
  await recordingOf('negation');
  for (const name of ['negation', 'jobs']) {
    examples.value = name;
    examples.dispatchEvent(new Event('change'));
  }
  await expect.poll(() => element.text).toBe('The [doctor|farmer] works in the [MASK].');
});

it('leaves Enter to a word that is being composed, and waits for no pause out of the page', async () => {
  const { element, engine } = await make();
  const load = vi.spyOn(engine, 'load');
  const key = { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true };
  field().element().dispatchEvent(new KeyboardEvent('keydown', key));
  expect(load).not.toHaveBeenCalled();
  const told = () => element.shadowRoot!.querySelector('.hidden-visually[role=status]')!.textContent.trim();
  await field().fill('The [cat|dog] sat on the mat.');
  expect(told()).toBe('');
  element.remove();
  await Promise.resolve();
  document.body.append(element);
  await element.updateComplete;
  expect(told()).toMatch(/^There is no blank yet/);
});

it('marks numbers of another template as such, and keeps them', async () => {
  const { element } = await compared();
  await field().fill('The [cat|dog] sat on the [MASK].');
  await expect
    .element(page.getByText(`These numbers are of what was compared before, by MiniLM-MLM: ${template}`))
    .toBeVisible();
  await expect.element(point(/^beer:/)).toBeInTheDocument();
  element.text = template;
  await expect
    .element(page.getByText('These numbers are of what was compared before'))
    .not.toBeInTheDocument();
});

it('compares one blank of several at a time', async () => {
  const { element, engine } = await compared({ text: 'On the [Texas|Paris] [MASK] sat the [MASK].' });
  const which = page.getByRole('combobox', { name: 'Which blank' });
  await which.selectOptions('Blank 2');
  await expect.poll(() => engine.masked.asked.at(-1)!.map(({ positions }) => positions)).toEqual([[7], [7]]);
  expect(engine.masked.asked[0]!.map(({ positions }) => positions)).toEqual([[4], [4]]);
  expect(element.blank).toBe(1);
  await expect.poll(() => JSON.parse(element.exportView()!).blank).toBe(1);
  // There is no second blank any more.
  element.text = template;
  await element.updateComplete;
  expect(element.blank).toBe(0);
});

it('sets any two of three sentences against each other, and lists all three', async () => {
  const { element } = await compared({ text: three });
  const across = page.getByRole('combobox', { name: 'Across' });
  const upwards = page.getByRole('combobox', { name: 'Upwards' });
  await upwards.selectOptions('cat');
  await expect.element(page.getByText('“Texas” or “cat” changes')).toBeVisible();
  // The same twice: they change places.
  await across.selectOptions('cat');
  await expect.element(upwards).toHaveValue('0');
  await expect.element(page.getByText('“cat” or “Texas” changes')).toBeVisible();
  const table = page.getByRole('region', { name: 'The words that differ most between all sentences' });
  const dog = table.getByRole('row', { name: /dog/ });
  await expect.element(dog.getByRole('cell').nth(2)).toHaveTextContent('50.00%');
  expect(dog.getByRole('cell').nth(2).element().querySelector('strong')).not.toBeNull();
  expect(JSON.parse(element.exportView()!).pair).toEqual([2, 0]);
});

it('stops a run, and goes on', async () => {
  const engine = new FakeEngine({ masked });
  const predict = engine.masked.predict.bind(engine.masked);
  engine.masked.predict = (_rows, options = {}) =>
    new Promise((_, reject) => {
      const { signal } = options as { signal: AbortSignal };
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const { element } = await make({}, engine);
  const load = engine.load.bind(engine);
  engine.load = async (...args) =>
    ({
      ...((await load(...args)) as object),
      predict: (...given: Parameters<typeof predict>) => engine.masked.predict(...given),
    }) as never;
  void element.compute();
  await button('Stop').click();
  await expect.element(button('Stop')).not.toBeInTheDocument();
  await focused(element).toBe('Compare');
  expect(element.exportView()).toBeNull();
  engine.masked.predict = predict;
  await button('Compare').click();
  await expect.element(page.getByText('2 sentences compared.')).toBeVisible();
});

describe('in and out', () => {
  it('shows a file as it was, without a model', async () => {
    const { element } = await compared({ text: three });
    await page.getByRole('combobox', { name: 'Across' }).selectOptions('cat');
    await page.getByRole('textbox', { name: 'A word' }).fill('purring');
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Remove purring')).toBeVisible();
    await page.getByRole('button', { name: 'dog', exact: true }).first().click();
    const inVocabulary = JSON.parse(element.exportView()!);
    // As the real model has it.
    Object.assign(inVocabulary.models[0], { form: 'q4', backend: 'wasm', vocabularySize: 30_522 });
    const file = JSON.stringify(inVocabulary);

    const engine = new FakeEngine({ masked });
    const load = vi.spyOn(engine, 'load');
    const { element: other } = await make({ text: 'Something [else|other] is [MASK].' }, engine);
    other.importView(file);
    await expect.element(page.getByText('“cat” or “Paris” changes')).toBeVisible();
    await expect.element(button('Remove purring')).toBeVisible();
    await expect.element(button('Remove dog')).toBeVisible();
    await expect.element(page.getByText('all other tokens')).not.toBeInTheDocument();
    expect(other.text).toBe(three);
    expect(JSON.parse(other.exportView()!)).toEqual(inVocabulary);
    // A word that the file does not have needs the model.
    await page.getByRole('textbox', { name: 'A word' }).fill('zebra');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('“zebra” is not among the words that were recorded.')).toBeVisible();
    expect(load).not.toHaveBeenCalled();
    expect(() => other.importView(file.replace('"blank":0', '"blank":-1'))).toThrow('damaged');
    expect(JSON.parse(other.exportView()!)).toEqual(inVocabulary);
  });

  it('takes what a link says, and starts nothing', async () => {
    location.hash = `#c.text=${encodeURIComponent(three)}&c.x=2&c.y=1&c.blank=0&c.model=gpt-9`;
    const engine = new FakeEngine({ masked });
    const load = vi.spyOn(engine, 'load');
    const { element } = await make({ linkKey: 'c' }, engine);
    expect(element.text).toBe(three);
    await expect.element(page.getByText('left out: model.')).toBeVisible();
    expect(load).not.toHaveBeenCalled();
    await element.compute();
    await expect.element(page.getByText('“cat” or “Paris” changes')).toBeVisible();
  });

  it.each([
    // Of two sentences with one blank each.
    [template, 'blank=5', 'blank', [0, 1]],
    [template, 'x=7&y=0', 'x, y', [0, 1]],
    [template, 'y=2', 'y', [0, 1]],
    [template, 'x=1', 'x', [0, 1]],
    [three, 'x=9&y=2', 'x', [0, 2]],
    [three, 'x=2&y=2', 'x, y', [0, 1]],
  ] as const)('leaves out what a link says that is not in %s: %s', async (text, said, left, pair) => {
    location.hash = `#c.text=${encodeURIComponent(text)}&${said.replaceAll(/(^|&)/g, '$1c.')}`;
    const { element } = await make({ linkKey: 'c' });
    await expect.element(page.getByText(`left out: ${left}.`)).toBeVisible();
    expect(element.blank).toBe(0);
    await element.compute();
    expect(JSON.parse(element.exportView()!).pair).toEqual(pair);
  });

  it('shows the pair of a link in a recording, and leaves nothing out', async () => {
    const seasons = 'In [spring|summer|autumn|winter] the garden is full of [MASK].';
    location.hash = `#c.text=${encodeURIComponent(seasons)}&c.x=2&c.y=3`;
    await mount<LmCompare>('lm-compare', new FakeEngine({ masked }), { linkKey: 'c' });
    await expect.element(page.getByText('“autumn” or “winter” changes')).toBeVisible();
    await expect.element(page.getByText('left out')).not.toBeInTheDocument();
  });

  it('writes a link of the template, the pair and the model', async () => {
    const copied: string[] = [];
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
      copied.push(text);
    });
    await compared({ text: three, linkKey: 'c' });
    await page.getByRole('combobox', { name: 'Upwards' }).selectOptions('cat');
    await page.getByText('In and out').click();
    await button('Copy link').click();
    await expect.element(page.getByText('Link copied.')).toBeVisible();
    expect([...new URLSearchParams(new URL(copied[0]!).hash.slice(1))]).toEqual([
      ['c.text', three],
      ['c.y', '2'],
      ['c.model', 'minilm-mlm'],
    ]);
  });

  it('has a recorded example, until something else is asked for', async () => {
    const engine = new FakeEngine({ masked });
    const element = await mount<LmCompare>('lm-compare', engine);
    await expect.element(recording()).toBeVisible();
    await expect.element(point(/^book: .* with “read”/)).toBeInTheDocument();
    element.text = template;
    await expect.element(recording()).not.toBeInTheDocument();
    expect(element.exportView()).toBeNull();
  });

  it('shows the recording of an example that is chosen, and no other one in its place', async () => {
    const engine = new FakeEngine({ masked });
    const load = vi.spyOn(engine, 'load');
    const element = await mount<LmCompare>('lm-compare', engine);
    await expect.element(point(/^book: .* with “read”/)).toBeInTheDocument();
    const seen: string[] = [];
    let isWatching = true;
    // What is drawn, frame by frame.
    const watch = () => {
      seen.push(!part(element, 'result') ? 'none' : part(element, 'notice') ? 'earlier' : 'result');
      if (isWatching) requestAnimationFrame(watch);
    };
    watch();
    await page.getByRole('combobox', { name: 'Examples' }).selectOptions('Four seasons');
    await expect.element(page.getByText('“spring” or “summer” changes')).toBeVisible();
    await expect.element(recording()).toBeVisible();
    isWatching = false;
    expect(new Set(seen)).toEqual(new Set(['result']));
    await page.getByRole('combobox', { name: 'Examples' }).selectOptions('Two places');
    await expect
      .element(
        page.getByText('“Texas” or “Paris” changes little of what is expected: 0.02 of at most 1 bit.'),
      )
      .toBeVisible();
    await expect.element(page.getByText('Hardly a difference is a finding as well')).toBeVisible();
    // Typed over, and back.
    await field().fill(`${places} `);
    await expect.element(recording()).not.toBeInTheDocument();
    await field().fill(places);
    await expect.element(recording()).toBeVisible();
    expect(load).not.toHaveBeenCalled();
  });

  it('leaves a failed load in sight, with another attempt', async () => {
    const engine = new FakeEngine({ masked });
    engine.load = () => Promise.reject(new EngineError('network', { file: 'model.onnx', detail: 'offline' }));
    const element = await mount<LmCompare>('lm-compare', engine);
    await expect.element(recording()).toBeVisible();
    await element.compute();
    await expect.poll(() => part(element, 'retry')?.textContent).toBeTruthy();
    await expect.element(point(/^book: .* with “read”/)).toBeInTheDocument();
    await page.getByRole('combobox', { name: 'Examples' }).selectOptions('Two places');
    await expect.element(page.getByText('“Texas” or “Paris” changes little')).toBeVisible();
    expect(part(element, 'retry')).not.toBeNull();
  });

  it('refuses what is no text as a file', async () => {
    const { element } = await make();
    expect(() => element.importView(null as never)).toThrow(RecordError);
  });

  it('keeps the place of what follows the buttons while it compares', async () => {
    const { element } = await make();
    const height = () => element.shadowRoot!.querySelector('.slot')!.getBoundingClientRect().height;
    const before = height();
    await element.compute();
    await expect.element(page.getByText('2 sentences compared.')).toBeVisible();
    expect(height()).toBe(before);
  });
});

it.each([
  ['200 % text', 'html { font-size: 32px; }', ''],
  [
    'spaced text',
    '',
    '* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; } p { margin-bottom: 2em !important; }',
  ],
])('clips no number and scrolls nothing sideways at 360 px with %s', async (_name, outside, inside) => {
  await page.viewport(360, 800);
  const style = document.head.appendChild(document.createElement('style'));
  style.textContent = outside;
  try {
    const { element } = await make({ text: three, linkKey: 'c' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(inside);
    element.shadowRoot!.adoptedStyleSheets = [...element.shadowRoot!.adoptedStyleSheets, sheet];
    await element.compute();
    await page.getByRole('button', { name: 'dog', exact: true }).first().click();
    await page.getByText('Keys', { exact: true }).click();
    // Next to impossible in one of the two, as “< 0.01%”: the longest number there is.
    await page.getByRole('combobox', { name: 'Upwards' }).selectOptions('cat');
    await element.updateComplete;
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    const cells = [
      ...element.shadowRoot!.querySelectorAll<HTMLElement>('.dumbbells td, .dumbbells thead th'),
    ];
    expect(cells.map(({ textContent }) => textContent)).toContain('< 0.01%');
    const { right } = element.getBoundingClientRect();
    for (const cell of cells) {
      const range = document.createRange();
      range.selectNodeContents(cell);
      const text = range.getBoundingClientRect();
      const box = cell.getBoundingClientRect();
      if (cell.matches('.scale') || text.width === 0) continue;
      if (cell.matches('td:not(:last-child)'))
        expect(text.height, cell.textContent).toBeLessThan(1.9 * parseFloat(getComputedStyle(cell).fontSize));
      expect(text.left, cell.textContent).toBeGreaterThanOrEqual(box.left - 1);
      expect(text.right, cell.textContent).toBeLessThanOrEqual(Math.min(box.right, right) + 1);
    }
  } finally {
    style.remove();
    await page.viewport(1280, 800);
  }
});

describe.each([
  ['light', 'en'],
  ['dark', 'ko'],
])('in %s, %s', (scheme, language) => {
  it('leaves axe nothing to find, at 360 px', async () => {
    await page.viewport(360, 800);
    document.documentElement.style.colorScheme = scheme;
    document.documentElement.style.background = scheme === 'dark' ? '#16161c' : '#fff';
    const { element } = await make({ text: three, lang: language, linkKey: 'c' });
    await element.compute();
    await page.getByRole('button', { name: 'dog', exact: true }).first().click();
    await element.updateComplete;
    try {
      const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    } finally {
      document.documentElement.removeAttribute('style');
      await page.viewport(1280, 800);
    }
  });
});
