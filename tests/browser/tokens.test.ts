import axe from 'axe-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/elements/tokens/define.ts';
import type { LmTokens } from '../../src/elements/tokens/tokens.ts';
import type { LoadOptions, Tokenizer } from '../../src/engine/index.ts';
import type { LmErrorEvent } from '../../src/events/error-event.ts';
import type { LmTokenizeEvent } from '../../src/events/tokenize-event.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { RecordError } from '../../src/records/index.ts';
import { FakeEngine, mount } from './fake-engine.ts';

/**
 * Tokenizers without models: byte-level ones with a token a character, and the WordPiece of the fake masked model.
 * Answers can be held.
 */
class TokenizerEngine extends FakeEngine {
  /** The ids of every tokenizer that was asked for. */
  readonly requested: string[] = [];
  /** The texts that the first tokenizer was given. */
  readonly texts: string[] = [];
  holdAnswers = false;
  error: EngineError | null = null;
  /** Up to how many characters a tokenizer takes. */
  limits: Record<string, number> = {};
  private held: (() => void)[] = [];

  release(): void {
    const { held } = this;
    this.held = [];
    for (const go of held) go();
  }

  override async loadTokenizer(id: string, options: LoadOptions = {}): Promise<never> {
    this.requested.push(id);
    const one = (await super.loadTokenizer(id, options)) as Tokenizer;
    const tokenize = async (text: string) => {
      if (id === 'stories-4m') this.texts.push(text);
      if (this.holdAnswers) await new Promise<void>((resolve) => this.held.push(resolve));
      if (this.error) throw this.error;
      const limit = this.limits[id] ?? Infinity;
      if (text.length > limit) {
        throw new EngineError('too-many-characters', { characters: text.length, limit });
      }
      return one.tokenize(text);
    };
    return { ...one, tokenize } as never;
  }
}

const all = ['smollm2-135m-instruct', 'stories-4m', 'minilm-mlm'];
const exampleText = 'Tokenization splits unbelievable words: 안녕하세요 🙂';
const field = () => page.getByRole('textbox', { name: 'Text' });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const row = (name: string) => page.getByRole('region', { name, exact: true });
const option = (name: string, text: string) =>
  page.getByRole('listbox', { name: `Tokens of ${name}` }).getByRole('option', { name: text });
const make = (engine = new TokenizerEngine(), properties: Partial<LmTokens> = {}) =>
  mount<LmTokens>('lm-tokens', engine, { noExample: true, text: 'The cat', ...properties });
/** All that the live regions of an element say from now on. */
function listen(element: LmTokens): string[] {
  const heard: string[] = [];
  for (const region of element.shadowRoot!.querySelectorAll('[role=status]')) {
    const observer = new MutationObserver(() => {
      const text = region.textContent.replaceAll(/\s+/g, ' ').trim();
      if (text !== '' && heard.at(-1) !== text) heard.push(text);
    });
    observer.observe(region, { childList: true, characterData: true, subtree: true });
  }
  return heard;
}
const whole = (element: LmTokens) => element.shadowRoot!.querySelector('[part=whole-text]')!;
const markedIn = (element: LmTokens, name: string) =>
  [...element.shadowRoot!.querySelectorAll('lm-chips')]
    .find(({ label }) => label === `Tokens of ${name}`)!
    .shadowRoot!.querySelectorAll('.marked');

async function makeCut(text: string, engine = new TokenizerEngine()): Promise<LmTokens> {
  const element = await make(engine, { text });
  await element.compute();
  await element.updateComplete;
  return element;
}

beforeEach(() => page.viewport(1024, 900));

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = '';
  document.body.style.background = '';
  history.replaceState(null, '', location.pathname + location.search);
});

it('shows a recorded text first, loads by typing, and cuts each change', async () => {
  const engine = new TokenizerEngine();
  const element = await mount<LmTokens>('lm-tokens', engine);
  await expect.element(page.getByText('Recorded earlier.')).toBeVisible();
  // From the real tokenizers: see the recording.
  await expect
    .element(
      page.getByText('47 characters are 22 tokens for SmolLM2-135M-Instruct, 35 for Stories-4M, and 19'),
    )
    .toBeVisible();
  await expect
    // 1.8 MB, 124 kB and 528 kB are in the models' folders.
    .element(page.getByText(/The first click or letter loads the tokenizers: 2\.[45] MB/))
    .toBeVisible();
  expect(engine.requested).toEqual([]);
  const events: string[] = [];
  element.addEventListener('lm-tokenize', (event) => events.push((event as LmTokenizeEvent).result.text));

  await field().fill('The cats');
  await expect
    .element(page.getByText('8 characters are 8 tokens for SmolLM2-135M-Instruct, 8 for Stories-4M, and 2'))
    .toBeVisible();
  expect(engine.requested).toEqual(all);
  await expect.element(page.getByText('Recorded earlier.')).not.toBeInTheDocument();
  await expect.element(page.getByText('Each change of the text is cut at once.')).toBeVisible();
  await expect.element(row('MiniLM-MLM')).toHaveTextContent('and 2 markers added ([CLS], [SEP])');
  expect(events).toEqual(['The cats']);
  expect(engine.requested).toEqual(all);
});

it('says in words what became [UNK] and what is left of the text', async () => {
  await makeCut('The  zebra');
  const masked = row('MiniLM-MLM');
  await expect.element(masked).toHaveTextContent(/The model reads:\s*the \[UNK\]/);
  await expect.element(masked).toHaveTextContent('1 stretch became [UNK], “unknown”: “zebra”');
  await expect.element(masked).toHaveTextContent('2 white-space characters are in no token');
  await expect.element(masked).toHaveTextContent('Capital letters became small ones.');
  await expect.element(row('Stories-4M')).not.toHaveTextContent('The model reads');
  await expect.element(page.getByText('MiniLM-MLM has an [UNK]')).toBeVisible();
});

it('marks the stretch of a token in the text and in the other rows, by pointer, by key and by pin', async () => {
  const element = await makeCut('The purring cat');
  // "purr" and "##ing" are two pieces; each letter is a token of the others.
  await option('MiniLM-MLM', 'ing').hover();
  await expect.poll(() => whole(element).querySelector('mark')?.textContent).toBe('ing');
  expect(markedIn(element, 'Stories-4M')).toHaveLength(3);
  await expect.element(row('Stories-4M')).toHaveTextContent('3 tokens here:');
  await expect.element(row('MiniLM-MLM')).toHaveTextContent(/Token here:\s*##ing\s*#14/);
  await field().hover();
  await expect.poll(() => whole(element).querySelector('mark')).toBeNull();

  await option('MiniLM-MLM', 'the').click();
  await field().hover();
  await expect.poll(() => whole(element).querySelector('mark')?.textContent).toBe('The');
  expect(markedIn(element, 'SmolLM2-135M-Instruct')).toHaveLength(3);
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => whole(element).querySelector('mark')?.textContent).toBe('purr');
  await userEvent.keyboard('{ArrowLeft}{Escape}');
  // The focus is there still.
  await expect.poll(() => whole(element).querySelector('mark')?.textContent).toBe('The');
});

it('marks the tokens of what is selected in the field', async () => {
  const element = await makeCut('The purring cat');
  const area = element.shadowRoot!.querySelector('textarea')!;
  area.focus();
  area.setSelectionRange(4, 9);
  await expect.poll(() => whole(element).querySelector('mark')?.textContent).toBe('purri');
  expect(markedIn(element, 'MiniLM-MLM')).toHaveLength(2);
  area.setSelectionRange(3, 3);
  await expect.poll(() => whole(element).querySelector('mark')).toBeNull();
});

it('lets the latest text win while one is being cut', async () => {
  const engine = new TokenizerEngine();
  const element = await makeCut('a', engine);
  engine.texts.length = 0;
  engine.holdAnswers = true;
  for (const text of ['ab', 'abc', 'abcd']) await field().fill(text);
  await expect.poll(() => engine.texts).toEqual(['ab']);
  engine.holdAnswers = false;
  engine.release();
  await expect.element(page.getByText('4 characters are 4 tokens for SmolLM2')).toBeVisible();
  expect(engine.texts).toEqual(['ab', 'abcd']);
  expect(JSON.parse(element.exportView()!)).toMatchObject({ text: 'abcd' });
});

it('says what is wrong with a text, and keeps it and the last one', async () => {
  const engine = new TokenizerEngine();
  const element = await makeCut('The cat', engine);
  const errors: unknown[] = [];
  element.addEventListener('lm-error', (event) => errors.push((event as LmErrorEvent).error));
  engine.error = new EngineError('too-many-characters', { characters: 9_000, limit: 6_144 });
  await field().fill('Something long');
  await expect.element(page.getByRole('alert').first()).toHaveTextContent('9,000 characters');
  await expect.element(page.getByText('What follows is of the text as it was before')).toBeVisible();
  await expect.element(page.getByText('7 characters are 7 tokens')).toBeVisible();
  expect(element.text).toBe('Something long');
  expect(errors).toEqual([engine.error]);

  engine.error = null;
  await field().fill('Short');
  await expect.element(page.getByText('5 characters are 5 tokens')).toBeVisible();
  await expect.element(page.getByRole('alert').first()).toHaveTextContent('');
  await expect.element(page.getByText('What follows is of the text')).not.toBeInTheDocument();
  // An emptied field is no error, but the button says that there is nothing to cut.
  await field().fill('');
  await expect.element(page.getByText('What follows is of the text')).toBeVisible();
  await expect.element(page.getByRole('alert').first()).toHaveTextContent('');
  engine.error = new EngineError('empty-text', {});
  await element.compute();
  await expect.element(page.getByRole('alert').first()).toHaveTextContent('There is no text yet.');
});

it('does not load again by typing after a load was cancelled', async () => {
  const engine = new TokenizerEngine();
  engine.holdLoads = true;
  const element = await make(engine);
  await button('Cut into tokens').click();
  await expect.element(page.getByRole('progressbar').first()).toBeVisible();
  element.cancelLoad();
  await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument();
  await field().fill('The dog');
  expect(engine.requested).toEqual(all);
  engine.holdLoads = false;
  await button('Cut into tokens').click();
  await expect.element(page.getByText('7 characters are 7 tokens')).toBeVisible();
});

it('is in one place of steady height: what is loaded, how far that is, and what comes of it', async () => {
  for (const width of [360, 1024]) {
    await page.viewport(width, 900);
    const engine = new TokenizerEngine();
    engine.holdLoads = true;
    const element = await mount<LmTokens>('lm-tokens', engine);
    const top = () => {
      const found = element.shadowRoot!.querySelector('[part=comparison]');
      return found ? found.getBoundingClientRect().top - element.getBoundingClientRect().top : 0;
    };
    await expect.poll(top).toBeGreaterThan(0);
    const before = top();
    await button('Cut into tokens').click();
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    // One for the three of them.
    expect(page.getByRole('progressbar').all()).toHaveLength(1);
    expect(page.getByRole('button', { name: 'Cancel' }).all()).toHaveLength(1);
    expect(top()).toBe(before);
    await button('Cancel').click();
    await expect.element(page.getByText(/Loading .+ and .+ was cancelled/)).toBeVisible();

    engine.holdLoads = false;
    await button('Cut into tokens').click();
    await expect.element(page.getByText('Each change of the text is cut at once.')).toBeVisible();
    // There is nothing to press any more, and the focus is in the field.
    await expect.element(button('Cut into tokens')).not.toBeInTheDocument();
    expect(element.shadowRoot!.activeElement).toBe(element.shadowRoot!.querySelector('textarea'));
    expect(top()).toBe(before);
    element.remove();
  }
});

it('keeps a button to try again where a cut failed for another reason than the text', async () => {
  const engine = new TokenizerEngine();
  await makeCut('The cat', engine);
  await expect.element(button('Cut into tokens')).not.toBeInTheDocument();
  engine.error = new EngineError('worker-failed', { detail: 'gone' });
  await field().fill('The dog');
  await expect.element(button('Cut into tokens')).toBeVisible();
  engine.error = null;
  await button('Cut into tokens').click();
  await expect.element(page.getByRole('alert').first()).toHaveTextContent('');
  await expect.element(button('Cut into tokens')).not.toBeInTheDocument();
});

it('names the tokenizer that refuses a text, unless all do', async () => {
  const engine = new TokenizerEngine();
  engine.limits = { 'stories-4m': 3_000, 'minilm-mlm': 5_000 };
  await makeCut('The cat', engine);
  const alert = page.getByRole('alert').first();
  // The others take it: what they say is shown beside the refusal.
  await field().fill('a'.repeat(4_000));
  await expect.element(row('Stories-4M')).toHaveTextContent(/4,000 characters\. No text of more than 3,000/);
  await expect.element(page.getByText('4,000 characters are 4,000 tokens for SmolLM2')).toBeVisible();
  // All refuse it: the narrowest limit is said, and whose it is.
  engine.limits['smollm2-135m-instruct'] = 5_000;
  await field().fill('a'.repeat(6_000));
  await expect.element(alert).toHaveTextContent(/tokenizer of Stories-4M refuses .* more than 3,000/);
  await expect.element(field()).toHaveAttribute('aria-invalid', 'true');
  engine.error = new EngineError('nul-character', { position: 1 });
  await field().fill('ab');
  await expect.element(alert).toHaveTextContent('NUL');
  await expect.element(alert).not.toHaveTextContent('refuse');
});

it('shows the tokens as a table, and more of them when asked', async () => {
  const element = await makeCut('The purring cat '.repeat(15));
  await page.getByRole('radio', { name: 'Table' }).click();
  await element.updateComplete;
  const tables = element.shadowRoot!.querySelectorAll('table');
  const cells = (table: number, index: number) =>
    Array.from(tables[table]!.querySelector(`[data-index="${index}"]`)!.children, (cell) =>
      cell.textContent.trim(),
    );
  expect(cells(2, 0)).toEqual(['1', '2', '[CLS]', 'added marker', '<5B><43><4C><53><5D>', '']);
  expect(cells(2, 3)).toEqual(['4', '14', '##ing', 'ing', '<69><6E><67>', '3']);
  expect(cells(1, 3)).toEqual(['4', '3', '·', '·', '<20>', '1']);
  // The text has 240 characters, a token each.
  const rows = () => tables[1]!.querySelectorAll('tbody tr').length;
  expect(rows()).toBe(200);
  await row('Stories-4M').getByRole('button', { name: 'Show more' }).click();
  await expect.poll(rows).toBe(240);
  tables[2]!
    .querySelector('[data-index="3"] td')!
    .dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  await expect.poll(() => whole(element).querySelector('mark')?.textContent).toBe('ing');
});

it('finds tokens in a vocabulary, by text and by id', async () => {
  const engine = new TokenizerEngine();
  const element = await make(engine, { text: 'The cat sat on the mat' });
  await page.getByText('Search in the vocabulary').click();
  const search = page.getByRole('searchbox');
  await page.getByRole('combobox', { name: 'Vocabulary' }).selectOptions('minilm-mlm');
  expect(engine.requested).toEqual([]);
  await search.fill('at');
  const list = page.getByRole('list', { name: 'Found in MiniLM-MLM' });
  // cat, sat, mat of the fake vocabulary.
  await expect.poll(() => list.getByRole('listitem').all().length).toBe(3);
  await expect
    .element(list.getByRole('listitem').nth(0))
    .toHaveTextContent(/#7\s*cat\s*<63><61><74>\s*once in the text/);
  await expect.element(page.getByText('3 tokens found.').first()).toBeInTheDocument();
  await search.fill('#14');
  await expect
    .element(list.getByRole('listitem'))
    .toHaveTextContent(/#14\s*##ing\s*<69><6E><67>\s*goes on with a word/);
  await search.fill('zebra');
  await expect.element(page.getByText('No token found.').first()).toBeInTheDocument();
  expect([element.search, element.searchIn]).toEqual(['zebra', 'minilm-mlm']);
});

it('says how many were found when the typing has stopped, not at each letter', async () => {
  const element = await makeCut('The cat sat on the mat');
  Object.assign(element, { searchIn: 'minilm-mlm' });
  await page.getByText('Search in the vocabulary').click();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const heard = listen(element);
  const search = page.getByRole('searchbox');
  const seen = () => element.shadowRoot!.querySelector('.found .soft')?.textContent;
  // "the", "cat", "sat", "mat" have a t, the last three of them at the end.
  await search.fill('a');
  await expect.poll(seen).toMatch(/tokens? found\./);
  await search.fill('at');
  await expect.poll(seen).toBe('3 tokens found.');
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1_000);
  await expect.poll(() => heard).toEqual(['3 tokens found.']);
  await search.fill('#14');
  await expect.poll(seen).toBe('1 token found.');
  expect(heard).toHaveLength(1);
  await field().click();
  await expect.poll(() => heard).toEqual(['3 tokens found.', '1 token found.']);
});

it('says how many tokens a text is when the typing has stopped, and what a pin marks where', async () => {
  const element = await makeCut('The cat');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const heard = listen(element);
  for (const text of ['The p', 'The purring cat']) await field().fill(text);
  await expect.element(page.getByText('15 characters are 15 tokens for SmolLM2')).toBeVisible();
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1_000);
  await expect
    .poll(() => heard)
    .toEqual([
      // "the", "purr", "##ing", "cat" of the WordPiece; each letter is a token of the others.
      '15 characters: SmolLM2-135M-Instruct 15 tokens, Stories-4M 15 tokens, and MiniLM-MLM 4 tokens.',
    ]);
  await option('MiniLM-MLM', 'purr').click();
  await expect
    .poll(() => heard.at(-1))
    .toBe(
      'Pinned: “purr”. Marked in the text and in the other rows: 4 tokens of SmolLM2-135M-Instruct and 4 tokens of Stories-4M.',
    );
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => heard.at(-1)).toBe('Not pinned any more.');
  await option('MiniLM-MLM', '[CLS]').click();
  await expect.poll(() => heard.at(-1)).toBe('Pinned: “[CLS]”.');
});

it('lists its keys', async () => {
  const element = await make();
  await page.getByText('Keys', { exact: true }).click();
  const list = element.shadowRoot!.querySelector('[part=keys]')!;
  expect(list.querySelector('dt')!.textContent).toBe('Ctrl+Enter ⌘+Enter');
});

it('takes a text, the view and the search from the link, and loads nothing', async () => {
  history.replaceState(null, '', '#t.text=The+dog&t.view=table&t.search=og&t.searchIn=minilm-mlm&t.odd=1');
  const engine = new TokenizerEngine();
  const element = await mount<LmTokens>('lm-tokens', engine, { linkKey: 't' });
  const { text, view, search, searchIn } = element;
  expect({ text, view, search, searchIn }).toEqual({
    text: 'The dog',
    view: 'table',
    search: 'og',
    searchIn: 'minilm-mlm',
  });
  await expect.element(page.getByText('Parts of the link were not understood')).toBeVisible();
  await expect.element(page.getByText('The vocabularies are not loaded yet.')).toBeVisible();
  expect(engine.requested).toEqual([]);
  await element.compute();
  await expect.element(page.getByRole('list', { name: 'Found in MiniLM-MLM' })).toHaveTextContent('dog');
});

it('brings in a file without any tokenizer, and keeps all where the file is bad', async () => {
  const { default: file } = await import('../../src/elements/tokens/recorded/tokens.json?raw');
  const engine = new TokenizerEngine();
  const element = await make(engine, { text: 'The dog' });
  expect(element.exportView()).toBeNull();
  const models = element.importView(file);
  expect(models.map(({ model }) => model)).toEqual(all);
  expect(element.text).toBe(exampleText);
  await expect.element(page.getByText('35 for Stories-4M')).toBeVisible();
  expect(JSON.parse(element.exportView()!)).toEqual(JSON.parse(file));
  expect(() => element.importView('{"format":"lm-lens/compare"}')).toThrow('wrong-view');
  expect(() => element.importView(null as never)).toThrow(RecordError);
  expect(() => element.importView(file.replaceAll('49152', '49153'))).toThrow('other-vocabulary');
  expect(element.text).toBe(exampleText);
  expect(engine.requested).toEqual([]);
});

it('says nothing to the page of a text that the page set', async () => {
  const element = await makeCut('a');
  const onTokenize = vi.fn();
  element.addEventListener('lm-tokenize', onTokenize);
  await field().fill('ab');
  await expect.element(page.getByText('2 characters are 2 tokens')).toBeVisible();
  expect(onTokenize).toHaveBeenCalledOnce();
  element.text = 'abc';
  await expect.element(page.getByText('3 characters are 3 tokens')).toBeVisible();
  expect(onTokenize).toHaveBeenCalledOnce();
  await element.compute();
  expect(onTokenize).toHaveBeenCalledTimes(2);
});

for (const [language, scheme, view] of [
  ['en', 'light', 'chips'],
  ['ko', 'dark', 'table'],
] as const) {
  it(`leaves axe nothing to find, ${scheme}, ${language}, ${view}`, async () => {
    document.documentElement.lang = language;
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = scheme === 'light' ? 'white' : '#15171c';
    const element = await makeCut('The purring zebra 🙂');
    Object.assign(element, { view, search: 'a' });
    for (const one of element.shadowRoot!.querySelectorAll('details')) one.open = true;
    await expect.poll(() => element.shadowRoot!.querySelectorAll('.found li').length).toBeGreaterThan(0);
    const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  });
}

it.each(['chips', 'table'] as const)('is no wider than a phone where the text is large, %s', async (view) => {
  await page.viewport(360, 800);
  const root = document.documentElement;
  root.style.fontSize = '32px';
  try {
    const engine = new TokenizerEngine();
    engine.limits = { 'stories-4m': 10 };
    const element = await makeCut('The purring zebra supercalifragilisticexpialidocious '.repeat(3), engine);
    for (const one of element.shadowRoot!.querySelectorAll('details')) one.open = true;
    Object.assign(element, { view, search: 'a' });
    await expect.poll(() => element.shadowRoot!.querySelectorAll('.found li').length).toBeGreaterThan(0);
    expect(root.scrollWidth).toBeLessThanOrEqual(360);
  } finally {
    root.style.fontSize = '';
  }
});

it('is no wider than a phone', async () => {
  await page.viewport(360, 800);
  const element = await makeCut('The purring zebra supercalifragilisticexpialidocious '.repeat(3));
  for (const one of element.shadowRoot!.querySelectorAll('details')) one.open = true;
  for (const view of ['chips', 'table'] as const) {
    element.view = view;
    await element.updateComplete;
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  }
});

it('asks for a vocabulary that did not come once for each act of a person, not for ever', async () => {
  const broken = new EngineError('network', { file: 'tokenizer.json', detail: '' });
  let asked = 0;
  class BrokenEngine extends TokenizerEngine {
    override async loadTokenizer(id: string, options: LoadOptions = {}): Promise<never> {
      const one: object = await super.loadTokenizer(id, options);
      const vocabulary = async () => {
        asked += 1;
        // Ends the test, where the element asks for ever.
        if (asked > 20) await new Promise(() => undefined);
        throw broken;
      };
      return { ...one, vocabulary } as never;
    }
  }
  const element = await makeCut('The cat', new BrokenEngine());
  const errors = vi.fn<(event: Event) => void>();
  element.addEventListener('lm-error', errors);
  await page.getByText('Search in the vocabulary').click();
  await page.getByRole('combobox', { name: 'Vocabulary' }).selectOptions('minilm-mlm');
  await page.getByRole('searchbox').fill('at');
  await expect.poll(() => errors.mock.calls.length).toBe(1);
  // Each failure is shown by an update, and the update may ask for no more.
  for (let i = 0; i < 5; i++) {
    element.requestUpdate();
    await element.updateComplete;
  }
  expect(asked).toBe(1);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => asked).toBe(2);
});
