import axe from 'axe-core';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/define.ts';
import type { LmSelfSupervision } from '../../src/elements/self-supervision/self-supervision.ts';
import type { LoadOptions, Model } from '../../src/engine/index.ts';
import type { LmGuessEvent } from '../../src/events/guess-event.ts';
import { findModel } from '../../src/models/catalogue.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { RecordError } from '../../src/records/index.ts';
import type { ScoredToken, TextPiece, TokenPiece } from '../../src/protocol/results.ts';
import { FakeEngine, mount, type FakeBehaviour } from './fake-engine.ts';
import { fakeId, fakeTokenize } from './fake-masked.ts';

const encoder = new TextEncoder();

/** A vocabulary of words with the space before them; `<bos>` begins a text and `<eos>` ends it. */
const names = ['<bos>', '<eos>', 'The', ' cat', ' sat', ' dog', '.', ' big'];

/** How likely each token is after any context, by its id: all of them differ. */
const probabilities = [0.001, 0.05, 0.5, 0.25, 0.125, 0.03, 0.04, 0.004];

function token(tokenId: number): TokenPiece {
  const text = names[tokenId]!;
  const special = tokenId < 2;
  return { tokenId, text, bytes: encoder.encode(text), special, continuation: false };
}

function cut(text: string): TextPiece[] {
  let at = 0;
  const words = Array.from(text.matchAll(/ ?\w+|[^\w\s]/g), ([word]) => {
    const start = at;
    at += word.length;
    return { ...token(Math.max(2, names.indexOf(word))), start, end: at };
  });
  return [{ ...token(0), start: 0, end: 0 }, ...words];
}

function scored(tokenId: number, hasContext: boolean): ScoredToken {
  const probability = probabilities[tokenId]!;
  const order = probabilities.map((one, id) => [one, id] as const).toSorted(([a], [b]) => b - a);
  const label = { special: false, continuation: false };
  const top = order.slice(0, 5).map(([one, id]) => ({
    ...label,
    tokenId: id,
    text: names[id]!,
    probability: one,
    logProbability: Math.log(one),
  }));
  const rank = order.findIndex(([, id]) => id === tokenId) + 1;
  if (!hasContext) {
    const none = {
      probability: null,
      logProbability: null,
      rank: null,
      surprisalBits: null,
      entropyBits: null,
    };
    return { ...token(tokenId), ...none, top: [] };
  }
  const numbers = {
    probability,
    logProbability: Math.log(probability),
    surprisalBits: -Math.log2(probability),
  };
  return { ...token(tokenId), ...numbers, rank, entropyBits: 1, top };
}

/** A {@link FakeEngine} whose autoregressive model knows a few words, and counts what was loaded. */
class WordEngine extends FakeEngine {
  readonly loaded: string[] = [];

  constructor(behaviour: Partial<FakeBehaviour> = {}) {
    super(behaviour);
  }

  override async loadTokenizer(id: string, options: LoadOptions = {}): Promise<never> {
    this.loaded.push(`tokenizer of ${id}`);
    const { info, tokenize, vocabulary, dispose } = await this.open(id, options);
    const { form: _, ...rest } = info;
    return { info: rest, tokenize, vocabulary, dispose } as never;
  }

  override async load(id: string, options: LoadOptions = {}): Promise<never> {
    this.loaded.push(id);
    return (await this.open(id, options)) as never;
  }

  private async open(id: string, options: LoadOptions): Promise<Model> {
    const model = (await super.load(id, options)) as Model;
    const masked = model.info.task === 'masked';
    const markers = masked ? model.info.markers : { ...model.info.markers, begin: 0, end: 1 };
    const { vocabularySize } = findModel(id)!;
    const info = { ...model.info, form: 'q4', backend: 'wasm', vocabularySize, markers } as Model['info'];
    const wordsOf = async (text: string | readonly number[]) => {
      if (text === '') throw new EngineError('empty-text', {});
      if (typeof text !== 'string') return masked ? text.map(maskedName) : text.map(token);
      return masked ? fakeTokenize(text) : cut(text);
    };
    const score = async (ids: readonly number[], { from = 0 }: { from?: number } = {}) =>
      ids.map((one, i) => scored(one, i > 0)).slice(from);
    return { ...model, info, tokenize: wordsOf, score } as unknown as Model;
  }
}

function maskedName(tokenId: number): TokenPiece {
  return tokenId === fakeId('[MASK]')
    ? fakeTokenize('[MASK]')[1]!
    : { ...fakeTokenize('cat')[1]!, tokenId, text: `random ${tokenId}` };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const samples = () => page.getByRole('list', { name: 'Samples' });
const sample = (index: number) =>
  samples()
    .getByRole('listitem')
    .filter({ hasText: `Sample ${index + 1} of` });
const guessField = () => page.getByRole('textbox', { name: 'What comes next?' });
/** The class or, without one, the id of what has the focus in an element. */
const focused = (element: HTMLElement) => {
  const active = element.shadowRoot!.activeElement;
  return active?.className || active?.id;
};
const status = () => page.getByRole('status').first();

const open = (properties: Record<string, unknown> = {}, engine = new WordEngine()) =>
  mount<LmSelfSupervision>('lm-self-supervision', engine, {
    text: 'The cat sat.',
    noExample: true,
    ...properties,
  });

afterEach(() => {
  document.body.replaceChildren();
  document.body.style.background = '';
  document.documentElement.style.colorScheme = '';
});

it('makes a sample of each token with the tokenizer alone, and tells right from wrong by the text', async () => {
  const engine = new WordEngine();
  const element = await open({}, engine);
  const heard = vi.fn<(event: LmGuessEvent) => void>();
  element.addEventListener('lm-guess', heard);
  expect(engine.loaded).toEqual([]);
  await expect.element(page.getByText(/loads Stories-4M \(3\.6 MB\) first/)).toBeVisible();
  await button('Make the samples').click();
  await expect.element(page.getByText(/4 tokens of text, 5 samples, 0 labels written by hand/)).toBeVisible();
  await expect.element(page.getByText(/begin with <bos> and end with <eos>/)).toBeVisible();
  expect(engine.loaded).toEqual(['tokenizer of stories-4m']);
  // The sentence gives the labels away: it is folded, and so is every later label.
  await expect.element(page.getByRole('textbox', { name: 'Sentence' })).not.toBeInTheDocument();
  await expect.element(page.getByText('4 more samples after this one.')).toBeVisible();

  await expect.poll(() => focused(element)).toBe('guess-field');
  await userEvent.keyboard('the{Enter}');
  await expect.element(status()).toHaveTextContent('Sample 1 of 5: Right: “The”.');
  await expect.poll(() => focused(element)).toBe('guess-field');
  await userEvent.keyboard('dog{Enter}');
  await expect.element(status()).toHaveTextContent('Sample 2 of 5: Not “dog”: the text has “cat”.');
  expect(heard.mock.calls.map(([{ index, guess, right }]) => [index, guess, right])).toEqual([
    [0, 'the', true],
    [1, 'dog', false],
  ]);
  await expect.element(page.getByText('You: 1 of 2', { exact: true })).toBeVisible();
});

it('says what the model made of a label and of a guess once the model is there', async () => {
  const engine = new WordEngine();
  const element = await open({}, engine);
  await button('Make the samples').click();
  await userEvent.keyboard('the{Enter}dog{Enter}');
  await button('Let the model guess').click();
  await expect.element(status()).toHaveTextContent('The model has guessed 5 samples.');
  expect(engine.loaded).toEqual(['tokenizer of stories-4m', 'stories-4m']);
  // What was guessed before stays: (ln 2 + ln 4) / 2 = 1.04, whose exponential is 2.8.
  const totals = element.shadowRoot!.querySelector<HTMLElement>('[part=totals]')!;
  await expect.element(totals).toHaveTextContent(/Mean loss over 2 of 5\s*1\.04/);
  await expect.element(totals).toHaveTextContent(/Perplexity, exp of the mean\s*2\.83/);
  await expect.element(totals).toHaveTextContent('You: 1 of 2. The model’s first choice: 1 of 2');
  await expect.element(sample(1)).toHaveTextContent('The model gives your guess “dog” 3.00%.');
  await expect.element(sample(1)).toHaveTextContent(/Loss, −ln\s*1\.39\s*\(2\.00 bits\)/);
  await expect.element(sample(1)).toHaveTextContent(/2 of 4,096/);

  await guessField().fill('big dog');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(status())
    .toHaveTextContent(
      'Sample 3 of 5: Not “big dog”: the text has “sat”. The model’s loss is 2.08 nats; it had it at rank 3.',
    );
  // 0.004 · 0.03, and the number of tokens is said.
  await expect
    .element(sample(2))
    .toHaveTextContent('your guess “big dog” 0.01%, scored as a whole: the product over its 2 tokens');
  await button('Reveal all').click();
  const mean = -(Math.log(0.5) + Math.log(0.25) + Math.log(0.125) + Math.log(0.04) + Math.log(0.05)) / 5;
  await expect.element(totals).toHaveTextContent(`Mean loss over all 5 ${mean.toFixed(2)}`);
  await expect.poll(() => focused(element)).toBe('summary-title');
});

it('says that the numbers are hidden, and tints a label by its surprisal once it is in sight', async () => {
  const element = await open();
  await button('Let the model guess').click();
  const sealed = page.getByText('What the model gave each label is hidden until you guess or reveal.');
  await expect.element(sealed.first()).toBeVisible();
  // No heading stands over nothing.
  expect(element.shadowRoot!.querySelector('.heads')).toBeNull();
  expect(element.shadowRoot!.querySelector('[part=summary]')).toBeNull();
  await button('Reveal all').click();
  await expect.element(page.getByText('Surprisal is the loss in bits')).toBeVisible();
  const tints = Array.from(element.shadowRoot!.querySelectorAll<HTMLElement>('[part=label]'), (label) => [
    label.querySelector('.hidden-visually')?.textContent ?? label.textContent.trim(),
    label.style.getPropertyValue('--share'),
  ]);
  // 1 bit is half of the way to 0.22 at 2; 3 bits a third of that from 0.22 to 0.5 at 5.
  expect(tints.slice(0, 3)).toEqual([
    ['The', '0.110'],
    ['cat', '0.220'],
    ['sat', '0.313'],
  ]);
  await expect.element(status()).toHaveTextContent(/^Mean loss over all 5: \d\.\d\d nats\.$/);
});

it('draws a long list in pages', async () => {
  const element = await open({ text: `${'The cat sat big '.repeat(60)}dog.` });
  await element.compute('next-token');
  await button('Reveal all').click();
  const drawn = () => element.shadowRoot!.querySelectorAll('[part=sample]').length;
  await expect.poll(drawn).toBe(100);
  // 242 tokens and the end of the text.
  await button('Show more (143 left)').click();
  await expect.poll(drawn).toBe(200);
  await button('Show more (43 left)').click();
  await expect.poll(drawn).toBe(243);
});

it('leaves nothing of a hidden label where the model reads, and headlines no perplexity', async () => {
  const element = await open({ way: 'masked', text: 'The cat sat on the mat.', share: 1 });
  await element.compute('masked');
  const chips = element.shadowRoot!.querySelector('lm-chips')!;
  const hidden = chips.tokens.slice(1, -1);
  expect(hidden).toHaveLength(7);
  expect(new Set(hidden.map(({ tokenId }) => tokenId))).toEqual(new Set([fakeId('[MASK]')]));
  await button('Reveal all').click();
  const totals = element.shadowRoot!.querySelector('[part=totals]')!;
  expect(totals.textContent).toContain('exp of the mean loss (tokens to be found)');
  expect(totals.textContent).not.toMatch(/perplexity/i);
});

it('compares the means of equal settings alone', async () => {
  const element = await open({ way: 'masked', text: 'The cat sat on the mat.', share: 0.3 });
  await element.compute('masked');
  element.share = 0.6;
  await element.compute('masked');
  await button('Reveal all').click();
  await expect.element(page.getByRole('table')).toBeVisible();
  await expect.element(page.getByText(/depends on which tokens are drawn/)).not.toBeInTheDocument();
  element.seed = 2;
  await element.compute('masked');
  await button('Reveal all').click();
  const file = JSON.parse(element.exportView()!) as { losses: { share: number; meanLoss: number }[] };
  const means = file.losses.filter(({ share }) => share === 0.6).map(({ meanLoss }) => meanLoss);
  expect(means).toHaveLength(2);
  const [least, most] = [Math.min(...means).toFixed(2), Math.max(...means).toFixed(2)];
  await expect
    .element(page.getByText(`over 2 drawings with these settings it goes from ${least} to ${most} nats.`))
    .toBeVisible();
});

it('takes the end of the text as a guess, by a button', async () => {
  const element = await open();
  await element.compute('next-token');
  element.reveal(3);
  await button('The text ends here').click();
  await expect.element(status()).toHaveTextContent('Right: “<eos>”.');
  await expect.element(guessField()).not.toBeInTheDocument();
});

it('hides tokens by a seed, and lists the means of the maskings before', async () => {
  const engine = new WordEngine();
  const element = await open({ way: 'masked', text: 'The cat sat on the mat.', share: 0.3 }, engine);
  await button('Let the model guess').click();
  await expect.element(page.getByText(/7 tokens of text, 2 of them to be found: 2 samples/)).toBeVisible();
  expect(engine.loaded).toEqual(['minilm-mlm']);
  const row = engine.masked.asked.at(-1)![0]!;
  // All hidden tokens are asked for at once, in one input, by the words that the text has there.
  const ids = fakeTokenize('The cat sat on the mat.').map(({ tokenId }) => tokenId);
  expect(row.positions).toHaveLength(2);
  expect(row.targets).toEqual(row.positions.map((position) => ids[position]));
  expect(row.positions.map((position) => row.tokenIds[position])).toEqual([
    fakeId('[MASK]'),
    fakeId('[MASK]'),
  ]);

  const table = page.getByRole('table');
  await expect.element(table).not.toBeInTheDocument();
  await button('Draw other tokens').click();
  expect(element.seed).toBe(2);
  await expect.element(table.getByRole('row').nth(1)).toHaveTextContent(/^1\s*30%\s*2\s*\d+\.\d\d$/);
  // The present mean would give the labels away.
  await expect.element(table.getByRole('row').nth(2)).not.toBeInTheDocument();
  await expect
    .element(status())
    .toHaveTextContent('Drawn again: 2 of 7 tokens to be found. The model has guessed 2 samples.');
  await button('Reveal all').click();
  await expect.element(table.getByRole('row').nth(2)).toHaveTextContent(/^2\s*\(this one\)/);
  element.seed = 1;
  await expect.element(table.getByRole('row').nth(1)).toHaveTextContent(/^2\s*30%/);
  // Whatever was set just before is what is computed.
  element.seed = 5;
  await element.compute('masked');
  const file = JSON.parse(element.exportView()!) as {
    masked: { masking: { seed: number }; judged: unknown };
  };
  expect(file.masked.masking.seed).toBe(5);
  expect(file.masked.judged).toHaveLength(2);
});

it('lets a token that is kept be seen, and judges the model on it', async () => {
  const engine = new WordEngine();
  const text = 'The cat sat on the mat.';
  const element = await open({ way: 'masked', text, share: 1, replacement: 'bert', seed: 3 }, engine);
  await element.compute('masked');
  const { tokenIds, positions, targets } = engine.masked.asked.at(-1)![0]!;
  const kinds = positions.map((position, i) =>
    tokenIds[position] === fakeId('[MASK]') ? 'mask' : tokenIds[position] === targets![i] ? 'kept' : 'random',
  );
  expect(kinds).toHaveLength(7);
  expect(kinds.filter((kind) => kind !== 'mask').length).toBeGreaterThan(0);
  const rest = page.getByText('This token is in sight: there is nothing to guess.');
  expect(rest.all()).toHaveLength(kinds.filter((kind) => kind === 'kept').length);
});

it('makes a new masking where nothing but tokens is known, and fetches nothing for it', async () => {
  const first = await open({ way: 'masked' });
  await first.compute('masked');
  const file = first.exportView()!;
  const engine = new WordEngine();
  const element = await open({ way: 'masked' }, engine);
  element.importView(file);
  await button('Draw other tokens').click();
  await expect.element(status()).toHaveTextContent('Drawn again: 1 of 4 tokens to be found.');
  expect(engine.loaded).toEqual([]);
  await page.getByRole('button', { name: 'Reveal: Sample 1 of 1' }).click();
  await expect
    .element(page.getByText('“Let the model guess” adds how likely the model found it.'))
    .toBeVisible();
});

it('does not say of a guess that it cannot be written where no model was asked', async () => {
  const first = await open();
  await first.compute('next-token');
  const file = first.exportView()!;
  const element = await open();
  element.importView(file);
  await guessField().fill('dog');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(sample(0))
    .toHaveTextContent('“Let the model guess” adds how likely the model finds your guess.');
});

it('gives back by a file what was guessed, and by a link what was set', async () => {
  const element = await open({ linkKey: 's' });
  await element.compute();
  expect((element.engine as unknown as WordEngine).loaded).toEqual(['stories-4m', 'minilm-mlm']);
  element.reveal(0);
  await guessField().fill('dog');
  await userEvent.keyboard('{Enter}');
  await expect.element(sample(1)).toHaveTextContent('The model gives your guess “dog” 3.00%');
  const file = element.exportView()!;
  const other = await open({ text: 'Another one.' });
  other.importView(file);
  expect(other.text).toBe('The cat sat.');
  await expect.element(sample(1)).toHaveTextContent('Not “dog”: the text has “cat”.');
  const again = other.exportView()!;
  expect(JSON.parse(again)).toEqual(JSON.parse(file));
  expect(() => other.importView(null as never)).toThrow(RecordError);
  expect(() => other.importView('{"format":"lm-lens/tokens","version":1}')).toThrow('wrong-view');
  expect(other.exportView()).toBe(again);

  location.hash = new URLSearchParams({
    's.text': 'The dog sat.',
    's.way': 'masked',
    's.seed': '9',
    's.no': '1',
  }).toString();
  const linked = await open({ text: 'x', linkKey: 's' });
  expect([linked.text, linked.way, linked.seed]).toEqual(['The dog sat.', 'masked', 9]);
  await expect.element(page.getByText(/“no”|\bno\b/).first()).toBeVisible();
  history.replaceState(null, '', location.pathname + location.search);
});

it('says of samples that they are of an earlier sentence, and takes them away with the model', async () => {
  const element = await open();
  await element.compute('next-token');
  element.text = 'The dog sat.';
  await expect.element(page.getByText('These samples are of the sentence as it was before.')).toBeVisible();
  await element.compute('next-token');
  await expect
    .element(page.getByText('These samples are of the sentence as it was before.'))
    .not.toBeInTheDocument();
  await page.getByRole('combobox', { name: 'Autoregressive model' }).selectOptions('smollm2-135m-instruct');
  await expect.element(samples()).not.toBeInTheDocument();
});

it('says what is wrong with a sentence, and keeps it', async () => {
  const element = await open({ text: '' });
  await button('Let the model guess').click();
  await expect.element(page.getByRole('alert').first()).toHaveTextContent('There is no text yet.');
  await expect
    .element(page.getByRole('textbox', { name: 'Sentence' }))
    .toHaveAttribute('aria-invalid', 'true');
  element.text = 'The cat sat';
  element.way = 'masked';
  await element.updateComplete;
  await button('Add a full stop').click();
  expect(element.text).toBe('The cat sat.');
  await expect.poll(() => focused(element)).toBe('text');
  element.text = 'The zebra sat.';
  await element.compute('masked');
  await expect.element(page.getByText(/no token for “zebra”/).first()).toBeVisible();
});

it('says the mean of what is in sight when the model has guessed again', async () => {
  const element = await open();
  await element.compute('next-token');
  await expect.element(status()).not.toHaveTextContent('Mean loss');
  element.reveal(0);
  await element.compute('next-token');
  // "The" has the probability 0.5: −ln 0.5 = 0.69.
  await expect.element(status()).toHaveTextContent('Mean loss over 1 of 5: 0.69 nats.');
});

it('says on paper how many samples are not there, and why', async () => {
  const element = await open();
  await element.compute('next-token');
  const note = () => element.shadowRoot!.querySelector('.printed');
  expect(note()!.textContent).toMatch(/^Not printed: 4 later samples, .*not revealed yet\.$/);
  expect(getComputedStyle(note()!).display).toBe('none');
  await button('Reveal all').click();
  await expect.poll(note).toBeNull();
});

it('lists its keys, those of the tokens in the way that shows them', async () => {
  const element = await open();
  const keys = () =>
    Array.from(element.shadowRoot!.querySelectorAll('[part=keys] dt'), (one) => one.textContent);
  expect(keys()).toEqual(['Ctrl+Enter ⌘+Enter', 'Enter']);
  element.way = 'masked';
  await expect.poll(keys).toEqual(['Ctrl+Enter ⌘+Enter', 'Enter', '← →', 'Home End']);
});

it.each(['next-token', 'masked'] as const)(
  'is no wider than a phone where the text is large, %s',
  async (way) => {
    await page.viewport(360, 800);
    const root = document.documentElement;
    root.style.fontSize = '32px';
    try {
      const element = await open({ text: 'The cat sat on the mat.', way, share: 0.5, replacement: 'bert' });
      await element.compute(way);
      for (const one of element.shadowRoot!.querySelectorAll('details')) one.open = true;
      await button('Reveal all').click();
      await page.getByRole('button', { name: 'Details of sample 1' }).click();
      await expect.poll(() => element.shadowRoot!.querySelector('[part=details]')).not.toBeNull();
      expect(root.scrollWidth).toBeLessThanOrEqual(360);
    } finally {
      root.style.fontSize = '';
      await page.viewport(1024, 900);
    }
  },
);

it.each(['light', 'dark'])('leaves axe nothing to find, %s', async (scheme) => {
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = scheme === 'light' ? 'white' : '#15171c';
  const element = await open({ text: 'The cat sat on the mat.', share: 0.5, replacement: 'bert' });
  await element.compute();
  for (const way of ['next-token', 'masked'] as const) {
    element.way = way;
    element.reveal(1);
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await element.updateComplete;
    // oxlint-disable-next-line no-await-in-loop
    const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 100))])).toEqual([]);
  }
});

it.each(['compute', 'make'] as const)('keeps a file that is opened during the load of: %s', async (act) => {
  const first = await open();
  await first.compute('next-token');
  const file = first.exportView()!;
  const engine = new WordEngine();
  engine.holdLoads = true;
  const element = await open({ text: 'The dog.' }, engine);
  await button(act === 'make' ? 'Make the samples' : 'Let the model guess').click();
  await expect.poll(() => engine.loaded.length).toBe(1);
  element.importView(file);
  element.text = 'The dog.';
  engine.finishLoad();
  // The load is done, and the button is free again.
  await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument();
  await element.updateComplete;
  expect(JSON.parse(element.exportView()!)).toHaveProperty('text', 'The cat sat.');
});

it('judges the masking that is set when the load ends', async () => {
  const engine = new WordEngine();
  const element = await open({ way: 'masked' }, engine);
  await button('Make the samples').click();
  await expect.element(samples()).toBeVisible();
  engine.holdLoads = true;
  await button('Let the model guess').click();
  await expect.poll(() => engine.loaded.at(-1)).toBe('minilm-mlm');
  element.seed = 7;
  await element.updateComplete;
  engine.finishLoad();
  await expect.element(status()).toHaveTextContent(/The model has guessed/);
  expect(element.exportView()).toMatch(/"seed":\s*7\b/);
});

/** A {@link WordEngine} whose model does not get to the end of a score, or fails. */
class FailingEngine extends WordEngine {
  /** What a score of more than the sentence throws. */
  guessError: Error | null = null;
  fail: ((error: Error) => void) | null = null;
  holds = false;

  override async load(id: string, options: LoadOptions = {}): Promise<never> {
    const model = (await super.load(id, options)) as Model;
    const score = async (ids: readonly number[], rest: { from?: number } = {}) => {
      if (this.holds) await new Promise((_, reject) => (this.fail = reject));
      if (this.guessError && rest.from !== undefined) throw this.guessError;
      return model.score(ids as number[], rest as never);
    };
    const dispose = async () => this.fail?.(new EngineError('disposed', {}));
    return { ...model, score, dispose } as never;
  }
}

it('ends a first run whose model is another now, without an error', async () => {
  const engine = new FailingEngine();
  engine.holds = true;
  const element = await open({}, engine);
  const errors = vi.fn<(event: Event) => void>();
  element.addEventListener('lm-error', errors);
  const done = element.compute('next-token');
  await expect.poll(() => engine.fail).not.toBeNull();
  element.model = 'smollm2-135m-instruct';
  await done;
  await element.updateComplete;
  expect(errors).not.toHaveBeenCalled();
  await expect.element(page.getByRole('alert').first()).toHaveTextContent('');
  await expect.element(samples()).not.toBeInTheDocument();
});

it('tells a failure of the model from a guess that has no probability', async () => {
  const engine = new FailingEngine();
  const element = await open({}, engine);
  await element.compute('next-token');
  const errors = vi.fn<(event: Event) => void>();
  element.addEventListener('lm-error', errors);
  engine.guessError = new EngineError('unknown-word', { word: 'dog' });
  await guessField().fill('dog');
  await userEvent.keyboard('{Enter}');
  await expect.element(sample(0)).toHaveTextContent('vocabulary cannot write your guess');
  engine.guessError = new EngineError('worker-failed', { detail: '' });
  expect(errors).not.toHaveBeenCalled();
  await guessField().fill('dog');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => errors.mock.calls.length).toBe(1);
  await expect.element(page.getByRole('alert').first()).not.toHaveTextContent(/^\s*$/);
});

it('loads the model, not the tokenizer of an earlier one that failed', async () => {
  const engine = new WordEngine({ loadError: new EngineError('network', { file: 'a', detail: '' }) });
  const element = await open({}, engine);
  await button('Make the samples').click();
  await expect.element(button('Try again')).toBeVisible();
  delete engine.behaviour.loadError;
  element.model = 'smollm2-135m-instruct';
  await element.load();
  expect(engine.loaded).toEqual(['tokenizer of stories-4m', 'smollm2-135m-instruct']);
});
