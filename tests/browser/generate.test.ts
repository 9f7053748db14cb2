import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/define.ts';
import type { LmGenerate } from '../../src/elements/generate/generate.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import type { LmDoneEvent, LmErrorEvent, LmTokenEvent } from '../../src/events/index.ts';
import { FakeEngine, fakeLogits, mount } from './fake-engine.ts';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const status = () => page.getByRole('status').first();
/** The tokens after those of the prompt, which are the three letters of "Say". */
const chips = () => {
  const all = page.getByRole('listbox', { name: 'Tokens of the text' }).first().getByRole('option');
  return { nth: (index: number) => all.nth(index + 3) };
};

/** What has the focus, also inside of a shadow root. */
const focused = () => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
};

const make = (engine: FakeEngine, properties: Record<string, unknown> = {}) =>
  mount<LmGenerate>('lm-generate', engine, { prompt: 'Say', maxTokens: 3, seed: 9, ...properties });

afterEach(() => {
  document.documentElement.lang = 'en';
  document.body.replaceChildren();
});

it('loads nothing by itself, and says what a click will fetch', async () => {
  const engine = new FakeEngine();
  const load = vi.spyOn(engine, 'load');
  await make(engine);
  await expect.element(page.getByText('Loads Stories-4M first: 3.6 MB, kept in this browser')).toBeVisible();
  expect(load).not.toHaveBeenCalled();
});

it('writes tokens as they come, tells the page, and says how it ended', async () => {
  const engine = new FakeEngine();
  const element = await make(engine);
  const seen: string[] = [];
  const done: LmDoneEvent[] = [];
  element.addEventListener('lm-token', (event: LmTokenEvent) =>
    seen.push(...event.steps.map(({ text }) => text)),
  );
  element.addEventListener('lm-done', (event: LmDoneEvent) => done.push(event));
  await button('Generate').click();
  engine.tick();
  await expect.element(chips().nth(0)).toHaveTextContent('A');
  await expect.element(status()).toHaveTextContent('Writing');
  engine.tick(2);
  await expect.element(status()).toHaveTextContent('3 tokens, as many as were asked for.');
  await expect.poll(() => seen).toEqual(['A', ' B', ' C']);
  expect(done.map(({ summary }) => summary.finishReason)).toEqual(['max-tokens']);
  expect(engine.asked[0]!.options).toMatchObject({ maxTokens: 3, seed: 9, continued: 0, temperature: 0.8 });
});

it('goes on from the ids that it has, and counts from there', async () => {
  const engine = new FakeEngine();
  await make(engine);
  await button('Step').click();
  engine.tick();
  await expect.element(status()).toHaveTextContent('Paused after 1 token.');
  await button('Step').click();
  engine.tick();
  await expect.element(status()).toHaveTextContent('Paused after 2 tokens.');
  // "Say" is ids 0, 1, 2 for the fake tokenizer; the first token was id 100.
  expect(engine.asked[1]).toMatchObject({
    tokenIds: [0, 1, 2, 100],
    options: { maxTokens: 1, continued: 1, seed: 9 },
  });
});

it('pauses, goes on, and starts anew when the prompt is another', async () => {
  const engine = new FakeEngine({ tokens: Array.from({ length: 40 }, (_, i) => ` ${i}`) });
  await make(engine, { maxTokens: 30 });
  await button('Generate').click();
  engine.tick(2);
  await expect.element(chips().nth(1)).toBeVisible();
  await button('Pause').click();
  await expect.element(status()).toHaveTextContent('Paused after 2 tokens.');
  await button('Continue').click();
  engine.tick(3);
  await expect.element(chips().nth(4)).toBeVisible();
  await button('Stop').click();
  await expect.element(status()).toHaveTextContent('Stopped after 3 tokens. 5 tokens in all.');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('New');
  await expect.element(button('Continue')).toHaveAttribute('aria-disabled', 'true');
  await button('Step').click();
  engine.tick();
  await expect.element(status()).toHaveTextContent('Paused after 1 token.');
  expect(engine.asked.at(-1)!.options['continued']).toBe(0);
});

it('shows the numbers of a chosen token, by mouse and by keys', async () => {
  const engine = new FakeEngine();
  await make(engine);
  await button('Generate').click();
  engine.tick(3);
  await expect.element(status()).toHaveTextContent('3 tokens');
  await chips().nth(1).click();
  const bars = page.getByRole('list', { name: /likeliest tokens/ });
  await expect
    .element(bars.getByRole('listitem').nth(0))
    .toHaveTextContent(/·B\s*75\.00% → , .*100\.00%\s*chosen/);
  await expect.element(bars.getByRole('listitem').nth(1)).toHaveTextContent(/·other\s*25\.00%\s*cut/);
  await expect
    .element(bars.getByRole('listitem').nth(2))
    .toHaveTextContent(/other \(4,094 tokens\)\s*0\.00%/);
  await userEvent.keyboard('{End}{Enter}');
  await expect.element(chips().nth(2)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Escape}');
  await expect.element(bars).not.toBeInTheDocument();
  // The focus stays, and the Tab key still comes to the chips.
  await expect.poll(focused).toBe(chips().nth(2).element());
  await expect.element(chips().nth(2)).toHaveAttribute('tabindex', '0');
  await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  await expect.element(chips().nth(2)).toHaveAttribute('aria-selected', 'false');
});

it('shows a chosen token that is none of the ten likeliest, with its rank', async () => {
  const engine = new FakeEngine();
  const element = await make(engine, { maxTokens: 1 });
  engine.behaviour.step = {
    tokenId: 500,
    rank: 42,
    probability: 0.001,
    finalProbability: 0.002,
    keptCount: 4096,
  };
  await button('Generate').click();
  engine.tick();
  await chips().nth(0).click();
  const rows = page.getByRole('list', { name: /likeliest tokens/ }).getByRole('listitem');
  await expect.element(rows.nth(2)).toHaveTextContent(/A\s*0\.10% → , .*0\.20%\s*rank 42, chosen/);
  await expect.element(rows.nth(3)).toHaveTextContent('other (4,093 tokens)');
  const detail = element.shadowRoot!.querySelector('lm-distribution')!.shadowRoot!;
  expect(detail.textContent).toContain('42 of 4,096');
  expect(detail.textContent).toContain('0.10% (1 in 1,000)');
});

it('names a chip as it is heard, and tells the whole text once it is done', async () => {
  const engine = new FakeEngine({ tokens: [' cat', '\n', ' '] });
  const element = await make(engine);
  await button('Generate').click();
  engine.tick(3);
  await expect.element(status()).toHaveTextContent('3 tokens');
  const tokens = element.shadowRoot!.querySelector('lm-chips')!.shadowRoot!;
  const names = [...tokens.querySelectorAll('[role=option]')].map((chip) => chip.ariaLabel);
  expect(names.slice(3)).toEqual([
    'cat, 75.00%, rank 1',
    'new line, 75.00%, rank 1',
    'space, 75.00%, rank 1',
  ]);
  expect(names[1]).toBe('b, 50.00%, rank 1, prompt');
  await expect.element(page.getByText('The whole text: abc cat')).toBeInTheDocument();
});

it('keeps the focus on a button that was pressed', async () => {
  const engine = new FakeEngine();
  await make(engine);
  for (const name of ['Generate', 'Pause', 'Continue', 'Stop']) {
    const pressed = button(name).element() as HTMLElement;
    pressed.focus();
    await userEvent.keyboard('{Enter}');
    engine.tick(name === 'Generate' || name === 'Continue' ? 1 : 0);
    if (name === 'Generate') await expect.element(chips().nth(0)).toBeVisible();
    if (name === 'Pause') await expect.element(status()).toHaveTextContent('Paused after 1 token.');
    if (name === 'Continue') await expect.element(chips().nth(1)).toBeVisible();
    if (name === 'Stop')
      await expect.element(status()).toHaveTextContent('Stopped after 1 token. 2 tokens in all.');
    expect(focused()).toBe(pressed);
  }
});

it('refuses an empty prompt without loading anything, and forgets the error once something is typed', async () => {
  const engine = new FakeEngine();
  const load = vi.spyOn(engine, 'load');
  await make(engine, { prompt: '' });
  await button('Generate').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('There is no text yet.');
  // Another attempt would load a model to no end.
  await expect.element(page.getByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
  expect(load).not.toHaveBeenCalled();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('H');
  await expect.element(page.getByRole('alert')).toHaveTextContent('');
});

it('offers WASM where WebGPU is not there', async () => {
  const engine = new FakeEngine();
  const replace = vi.spyOn(engine, 'replace');
  engine.setState({ choice: 'webgpu' });
  engine.behaviour.loadError = new EngineError('webgpu-unavailable', { reason: 'no-api' });
  await make(engine);
  await button('Generate').click();
  await button('Use WASM').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('');
  expect(replace).toHaveBeenCalledWith({ backend: 'wasm' });
});

it('keeps the text when the backend is replaced in the midst of it', async () => {
  const engine = new FakeEngine({ breakAfter: { tokens: 2, error: new EngineError('replaced', {}) } });
  await make(engine);
  await button('Generate').click();
  engine.tick(2);
  await expect.element(page.getByText('The backend was changed. The text is kept')).toBeVisible();
  await expect.element(status()).toHaveTextContent('Paused after 2 tokens.');
  await expect.element(button('Continue')).toHaveAttribute('aria-disabled', 'false');
});

it('says an error in words, in the language of the page, and keeps what was there', async () => {
  const engine = new FakeEngine();
  const element = await make(engine);
  await button('Step').click();
  engine.tick();
  await expect.element(chips().nth(0)).toBeVisible();
  engine.behaviour.breakAfter = {
    tokens: 0,
    error: new EngineError('text-too-long', { tokens: 600, limit: 511, over: 89 }),
  };
  const errors: LmErrorEvent[] = [];
  element.addEventListener('lm-error', (event: LmErrorEvent) => errors.push(event));
  await button('Generate').click();
  const alert = page.getByRole('alert').first();
  await expect.element(alert).toHaveTextContent('Shorten it by 89 tokens.');
  await expect.element(chips().nth(0)).toHaveTextContent('A');
  expect(errors).toHaveLength(1);
  document.documentElement.lang = 'ko-KR';
  await expect.element(alert).toHaveTextContent('89토큰을 줄여 주세요.');
});

it('shows a load, cancels it, and tries a failed one again', async () => {
  const engine = new FakeEngine();
  engine.holdLoads = true;
  await make(engine);
  await button('Generate').click();
  await expect.element(page.getByText('1.0 MB of 4.0 MB')).toBeVisible();
  await expect.element(status()).toHaveTextContent('Loading Stories-4M…');
  await expect.element(page.getByRole('progressbar')).toBeVisible();
  await button('Cancel').click();
  await expect.element(page.getByText('Loading was cancelled.')).toBeVisible();
  await expect.poll(focused).toBe(button('Generate').element());

  engine.holdLoads = false;
  engine.behaviour.loadError = new EngineError('network', { file: 'onnx/model.onnx', detail: '' });
  await button('Generate').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The network failed while fetching');
  delete engine.behaviour.loadError;
  await button('Try again').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('');
  await button('Step').click();
  engine.tick();
  await expect.element(status()).toHaveTextContent('Paused after 1 token.');
});

it('loads anew when it is asked to right after a cancel', async () => {
  const engine = new FakeEngine();
  engine.holdLoads = true;
  const element = await make(engine);
  const first = element.load().catch((error: Error) => error.name);
  element.cancelLoad();
  engine.holdLoads = false;
  await element.load();
  expect(await first).toBe('AbortError');
  await button('Step').click();
  engine.tick();
  await expect.element(status()).toHaveTextContent('Paused after 1 token.');
});

it('does not take over an impossible setting', async () => {
  const element = await make(new FakeEngine());
  await page.getByText('Sampling settings').click();
  const field = page.getByRole('spinbutton', { name: 'Top-p' });
  await field.fill('7');
  await expect.element(field).toHaveAccessibleDescription(/0 to 1/);
  expect(element.topP).toBe(0.95);
  await field.fill('0.5');
  await expect.poll(() => element.topP).toBe(0.5);
});

it('keeps its state when it is moved in the page', async () => {
  const engine = new FakeEngine();
  const element = await make(engine);
  await button('Step').click();
  engine.tick();
  await expect.element(status()).toHaveTextContent('Paused after 1 token.');
  const load = vi.spyOn(engine, 'load');
  const box = document.createElement('div');
  document.body.append(box);
  box.append(element);
  await button('Step').click();
  engine.tick();
  await expect.element(status()).toHaveTextContent('Paused after 2 tokens.');
  expect(load).not.toHaveBeenCalled();
});

it('shows markup in a prompt or a token as text', async () => {
  const markup = '<img src=x onerror="window.hacked = true">';
  const engine = new FakeEngine({ tokens: [markup] });
  const element = await make(engine, { prompt: markup });
  await button('Generate').click();
  engine.tick();
  const shown = () => element.shadowRoot!.querySelector('lm-chips')!.shadowRoot!;
  await expect.poll(() => shown().querySelector('.chip:not(.prompt)')?.textContent).toBe(markup);
  expect(shown().querySelector('img')).toBeNull();
  expect(element.shadowRoot!.querySelector('img')).toBeNull();
  expect('hacked' in window).toBe(false);
});

it('derives a pinned distribution anew when the settings change, without asking the engine', async () => {
  const engine = new FakeEngine({ tokens: ['A', 'B'] });
  // Probabilities 6/8, 1/8, 1/8; the token that came is the first.
  engine.behaviour.step = { tokenId: 0, logits: fakeLogits(), top: [] };
  const element = await make(engine, { temperature: 1, topP: 1, maxTokens: 2 });
  await button('Generate').click();
  engine.tick(2);
  await chips().nth(1).click();
  const rows = page.getByRole('list', { name: /likeliest tokens/ }).getByRole('listitem');
  await expect.element(rows.nth(0)).toHaveTextContent(/75\.00%/);
  const calls = engine.asked.length + engine.scored.length;
  // At temperature 0.5 probabilities go as their squares: 36/38.
  element.temperature = 0.5;
  await expect.element(rows.nth(0)).toHaveTextContent(/75\.00% → , .*94\.74%/);
  element.topK = 1;
  await expect.element(rows.nth(0)).toHaveTextContent(/75\.00% → , .*100\.00%/);
  await expect.element(rows.nth(1)).toHaveTextContent(/12\.50%.*cut by top-k/);
  expect(engine.asked.length + engine.scored.length).toBe(calls);
});

it('goes back, keeps what is ahead, and branches where something else is written', async () => {
  const engine = new FakeEngine({ tokens: ['A', 'B', 'C'] });
  const element = await make(engine);
  await button('Generate').click();
  engine.tick(3);
  await expect.element(status()).toHaveTextContent('3 tokens');
  await button('Back').click();
  await button('Back').click();
  await expect.element(page.getByText('2 tokens ahead are kept')).toBeVisible();
  // The same token again: the text ahead stays.
  await button('Step').click();
  engine.tick();
  await expect.element(page.getByText('1 token ahead is kept')).toBeVisible();
  expect(engine.asked.at(-1)).toMatchObject({ tokenIds: [0, 1, 2, 100], options: { continued: 1 } });
  // Another one: a branch, and the old text is there still.
  engine.behaviour.step = { tokenId: 700 };
  await button('Step').click();
  engine.tick();
  await expect.element(page.getByRole('heading', { name: 'Branches (2)' })).toBeVisible();
  await expect.element(status()).toHaveTextContent('Paused after 3 tokens.');
  const session = JSON.parse(element.exportSession()!) as {
    tokens: { tokenId: number }[];
    branches: { tokens: number[] }[];
    current: number;
  };
  const ids = session.branches.map(({ tokens }) => tokens.map((place) => session.tokens[place]!.tokenId));
  expect(ids).toEqual([
    [0, 1, 2, 100, 101, 102],
    [0, 1, 2, 100, 101, 700],
  ]);
  expect(session.current).toBe(1);
});

it('takes another candidate as a branch, and goes on from there', async () => {
  const engine = new FakeEngine({ tokens: ['A', 'B', 'C'] });
  await make(engine);
  await button('Generate').click();
  engine.tick(3);
  await expect.element(status()).toHaveTextContent('3 tokens');
  await chips().nth(1).click();
  await page.getByRole('button', { name: /^Take.*other/ }).click();
  await expect.element(page.getByText('Branch 2 has “other” here.')).toBeVisible();
  await expect.element(chips().nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect.element(page.getByText('A person picked it from the candidates')).toBeVisible();
  await button('Continue').click();
  engine.tick(1);
  await expect.poll(() => engine.asked.at(-1)!.tokenIds).toEqual([0, 1, 2, 100, 7]);
  expect(engine.asked.at(-1)!.options).toMatchObject({ continued: 2, seed: 9 });
});

it('keeps the tokens before an edit, and judges those that were typed', async () => {
  const engine = new FakeEngine({ tokens: [' one', ' two', ' three'] });
  await make(engine);
  await button('Generate').click();
  engine.tick(3);
  await expect.element(status()).toHaveTextContent('3 tokens');
  await button('Edit the text').click();
  const field = page.getByRole('textbox', { name: 'The text after the prompt' });
  await expect.element(field).toHaveValue(' one two three');
  await field.fill(' one ab');
  await button('Take it over').click();
  await expect
    .poll(() => engine.scored.at(-1))
    .toMatchObject({
      // " ab" is three characters, and so three tokens of the fake tokenizer.
      tokenIds: [0, 1, 2, 100, 0, 1, 2],
      options: { from: 4 },
    });
  await expect.element(status()).toHaveTextContent('Paused after 4 tokens.');
  // Shortened, nothing is judged.
  const { length } = engine.scored;
  await button('Edit the text').click();
  await field.fill(' one');
  await button('Take it over').click();
  await expect.element(status()).toHaveTextContent('Paused after 1 token.');
  expect(engine.scored).toHaveLength(length);
});

it('has a key for each action while a token has the focus', async () => {
  const engine = new FakeEngine({ tokens: Array.from({ length: 9 }, (_, i) => ` ${i}`) });
  await make(engine, { maxTokens: 2 });
  await button('Step').click();
  engine.tick();
  await chips().nth(0).click();
  await userEvent.keyboard('s');
  engine.tick();
  await expect.element(status()).toHaveTextContent('Paused after 2 tokens.');
  await userEvent.keyboard('{Backspace}');
  await expect.element(status()).toHaveTextContent('Paused after 1 token.');
  await userEvent.keyboard('2');
  await expect.element(page.getByText('Branches (2)')).toBeVisible();
  await userEvent.keyboard('[[');
  await expect.element(status()).toHaveTextContent('Paused after 2 tokens.');
  await userEvent.keyboard('{Delete}');
  await expect.element(page.getByRole('button', { name: /Undo/ })).toBeVisible();
  await userEvent.keyboard('u');
  await expect.element(page.getByText('Branches (2)')).toBeVisible();
  await userEvent.keyboard('e');
  await expect.element(page.getByRole('textbox', { name: 'The text after the prompt' })).toBeVisible();
  // In a field a letter is a letter.
  await userEvent.keyboard('g');
  expect(engine.asked).toHaveLength(2);
  // What was typed is not thrown away by a slip; without a change, Escape goes back to the token.
  await userEvent.keyboard('{Escape}');
  const field = page.getByRole('textbox', { name: 'The text after the prompt' });
  await expect.element(field).toBeVisible();
  await userEvent.keyboard('{Backspace}{Escape}');
  await expect.element(field).not.toBeInTheDocument();
  await expect.poll(() => focused()?.getAttribute('role')).toBe('option');
});

it('writes many at once and opens one as a branch', async () => {
  const engine = new FakeEngine({ tokens: ['A', 'B'] });
  await make(engine);
  await page.getByText('Many at once', { exact: true }).click();
  await page.getByRole('spinbutton', { name: 'How many' }).fill('3');
  await userEvent.tab();
  await button('Write 3 at once').click();
  await expect.poll(() => engine.asked.at(-1)?.options['seeds']).toEqual([9, 10, 11]);
  await page
    .getByRole('button', { name: /Open as (a )?branch/ })
    .nth(2)
    .click();
  await expect.element(chips().nth(0)).toHaveAccessibleName(/^2, 75\.00%/);
});

it('says what is wrong with a file and changes nothing; a good one is replayed without a model', async () => {
  const engine = new FakeEngine();
  const load = vi.spyOn(engine, 'load');
  const source = await make(new FakeEngine());
  await button('Generate').click();
  (source.engine as unknown as FakeEngine).tick(3);
  await expect.element(status()).toHaveTextContent('3 tokens');
  const text = source.exportSession()!;

  const element = await make(engine);
  const alert = page.getByRole('alert').last();
  bring(element, 'no json');
  await expect.element(alert).toHaveTextContent('The file is not JSON. Nothing was changed.');
  bring(element, '{"format": "other"}');
  await expect.element(alert).toHaveTextContent('not a generation that was exported here');
  bring(element, text.replace('"rank":1', '"rank":-1'));
  await expect.element(alert).toHaveTextContent('The file is damaged: tokens[1].rank');
  expect(element.exportSession()).toBeNull();
  const foreign = text.replace('stories-4m', 'smollm2-135m-instruct');
  bring(element, foreign);
  await button('Choose SmolLM2-135M-Instruct and import').click();
  await expect.element(alert).toHaveTextContent(/vocabulary/);
  bring(element, foreign.replace('"vocabularySize":4096', '"vocabularySize":49152'));
  await expect.element(alert).toHaveTextContent('made with the model smollm2-135m-instruct');
  expect(element.model).toBe('stories-4m');
  await button('Choose SmolLM2-135M-Instruct and import').click();
  await expect.element(chips().nth(2)).toBeVisible();
  expect(element.model).toBe('smollm2-135m-instruct');
  element.model = 'stories-4m';
  bring(element, text);
  await expect.element(page.getByText('Imported: 1 branch, 6 tokens.')).toBeVisible();
  await expect.element(chips().nth(2)).toHaveAccessibleName(/^C, 75\.00%/);
  expect(load).not.toHaveBeenCalled();
});

it('takes a link’s values, names those that it ignores, and starts nothing', async () => {
  const engine = new FakeEngine();
  const load = vi.spyOn(engine, 'load');
  const values = {
    prompt: 'Hi <b>',
    temperature: '0.3',
    seed: '5',
    topK: '-4',
    model: 'evil',
    branchIds: '2s.2t',
  };
  location.hash = new URLSearchParams(
    Object.entries({ ...values, onload: 'x' }).map(([name, value]) => [`lens.${name}`, value]),
  ).toString();
  const element = await make(engine, { linkKey: 'lens', prompt: 'Say' });
  await expect.element(page.getByText(/left out: topK, model, onload\./)).toBeVisible();
  expect(element).toMatchObject({
    prompt: 'Hi <b>',
    temperature: 0.3,
    seed: 5,
    topK: 0,
    model: 'stories-4m',
  });
  await expect.element(page.getByText('a text of 2 tokens after the prompt')).toBeVisible();
  expect(load).not.toHaveBeenCalled();
  await button('Load the model and show it').click();
  // Six letters of prompt, then the ids 100 and 101.
  await expect.poll(() => engine.scored.at(-1)?.tokenIds).toEqual([0, 1, 2, 3, 4, 5, 100, 101]);
  history.replaceState(null, '', location.pathname + location.search);
});

it('puts a chat into its template and shows it as what it is', async () => {
  const engine = new FakeEngine();
  const element = await make(engine, { model: 'smollm2-135m-instruct', maxTokens: 1 });
  await page.getByRole('checkbox', { name: /^Chat/ }).click();
  await page.getByRole('textbox', { name: /^System message/ }).fill('Be brief.');
  await page.getByRole('textbox', { name: 'Your message' }).fill('Hi');
  await button('Generate').click();
  engine.tick();
  await page.getByText('The prompt as the model sees it').click();
  await expect.element(page.getByText('<system>Be brief.<user>Hi', { exact: true })).toBeVisible();
  await button('Edit it as a plain prompt').click();
  expect(element).toMatchObject({ chat: false, prompt: '<system>Be brief.<user>Hi' });
});

/** Brings a file in, as by the file field. */
function bring(element: LmGenerate, content: string): void {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!;
  const files = new DataTransfer();
  files.items.add(new File([content], 'session.json', { type: 'application/json' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

it('ends a run before a file is brought in, and keeps both texts apart', async () => {
  const engine = new FakeEngine({ tokens: Array.from({ length: 40 }, (_, i) => ` ${i}`) });
  const element = await make(engine, { maxTokens: 2 });
  await button('Generate').click();
  engine.tick(2);
  await expect.element(status()).toHaveTextContent('2 tokens');
  const file = element.exportSession()!;
  element.maxTokens = 30;
  element.prompt = 'Other';
  await button('Generate').click();
  engine.tick(3);
  await expect.element(page.getByText('Writing…')).toBeVisible();
  expect(() => element.importSession(file)).toThrow('A text is being written');
  bring(element, file);
  await expect.element(page.getByText('Imported: 1 branch, 5 tokens.')).toBeVisible();
  const { branches } = JSON.parse(element.exportSession()!) as { branches: { tokens: number[] }[] };
  // "Say" and two, "Other" and three, and the file's.
  expect(branches.map(({ tokens }) => tokens.length)).toEqual([5, 8, 5]);
  await expect.element(button('Stop')).toHaveAttribute('aria-disabled', 'true');
  await expect.element(button('Continue')).toHaveAttribute('aria-disabled', 'false');
});

it('opens a completion on the prompt that it completes, whatever the prompt is now', async () => {
  const engine = new FakeEngine({ tokens: ['A', 'B'] });
  const element = await make(engine);
  await element.generateMany(2);
  element.prompt = 'Longer prompt';
  await button('Generate').click();
  engine.tick(2);
  await expect.element(status()).toHaveTextContent('2 tokens');
  await page
    .getByRole('button', { name: /^Open as branch/ })
    .first()
    .click();
  await expect.poll(() => element.prompt).toBe('Say');
  const { branches, current } = JSON.parse(element.exportSession()!) as {
    branches: { promptLength: number }[];
    current: number;
  };
  expect(branches[current]!.promptLength).toBe(3);
});

it('honours a stop that comes while the model is made ready', async () => {
  const engine = new FakeEngine();
  engine.holdLoads = true;
  const element = await make(engine);
  const done = element.generate();
  await expect.element(button('Stop')).toHaveAttribute('aria-disabled', 'false');
  await button('Stop').click();
  await done;
  expect(engine.asked).toEqual([]);
  await expect.element(button('Generate')).toHaveAttribute('aria-disabled', 'false');
});

it('keeps a text that is being edited, and lets nothing else write meanwhile', async () => {
  const engine = new FakeEngine({ tokens: [' one', ' two', ' three', ' four'] });
  const element = await make(engine);
  await button('Generate').click();
  engine.tick(3);
  await expect.element(status()).toHaveTextContent('3 tokens');
  await button('Edit the text').click();
  const field = page.getByRole('textbox', { name: 'The text after the prompt' });
  await field.fill(' one changed');
  for (const name of ['Generate', 'Step', 'Back', 'Continue']) {
    await expect.element(button(name)).toHaveAttribute('aria-disabled', 'true');
  }
  element.requestUpdate();
  await element.updateComplete;
  await expect.element(field).toHaveValue(' one changed');
});

it('never prunes the last text, and says so', async () => {
  const engine = new FakeEngine();
  const element = await make(engine);
  await button('Step').click();
  engine.tick();
  await chips().nth(0).click();
  await userEvent.keyboard('{Delete}');
  await expect.element(page.getByText('This is the only text; it stays.')).toBeVisible();
  expect(element.exportSession()).not.toBeNull();
  // A digit on a token of the prompt changes nothing either.
  await userEvent.keyboard('{Home}1');
  await expect.element(page.getByText('This token is part of the prompt.')).toBeVisible();
});

it('keeps a prompt that was typed when a branch of another prompt is shown', async () => {
  const engine = new FakeEngine();
  const element = await make(engine, { maxTokens: 1 });
  await button('Generate').click();
  engine.tick();
  await expect.element(status()).toHaveTextContent('1 token');
  element.prompt = 'Two words';
  await button('Generate').click();
  engine.tick();
  await expect.element(page.getByRole('heading', { name: 'Branches (2)' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Typed and not sent');
  await page
    .getByRole('button', { name: /^Branch 1/ })
    .first()
    .click();
  await expect.element(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Say');
  await button('Take it back').click();
  await expect.element(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Typed and not sent');
});

it('leaves a link’s text alone when the page’s address changes for another reason', async () => {
  location.hash = '#lens.branchIds=2s.2t';
  await make(new FakeEngine(), { linkKey: 'lens' });
  await expect.element(button('Load the model and show it')).toBeVisible();
  location.hash = '#content';
  await new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
  await expect.element(button('Load the model and show it')).toBeVisible();
  // Ids that are none of this model's vocabulary of 4,096 are refused before anything is loaded.
  location.hash = '#lens.branchIds=zzzz';
  await expect.element(page.getByText('left out: branchIds')).toBeVisible();
  await expect.element(button('Load the model and show it')).not.toBeInTheDocument();
  history.replaceState(null, '', location.pathname + location.search);
});

it('takes over settings that change while a text is written', async () => {
  const engine = new FakeEngine({ tokens: Array.from({ length: 9 }, (_, i) => ` ${i}`) });
  const element = await make(engine, { maxTokens: 6 });
  await button('Generate').click();
  engine.tick(2);
  await expect.element(chips().nth(1)).toBeVisible();
  element.temperature = 0.25;
  engine.tick(1);
  await expect.poll(() => engine.asked.length).toBe(2);
  engine.tick(3);
  await expect.element(status()).toHaveTextContent('6 tokens, as many as were asked for.');
  expect(engine.asked.map(({ options }) => options)).toMatchObject([
    { temperature: 0.8, maxTokens: 6, continued: 0 },
    { temperature: 0.25, maxTokens: 3, continued: 3 },
  ]);
});

it('keeps a draft with the model whose text it is', async () => {
  const engine = new FakeEngine({ tokens: [' one', ' two'] });
  const element = await make(engine, { maxTokens: 2 });
  await button('Generate').click();
  engine.tick(2);
  await expect.element(status()).toHaveTextContent('2 tokens');
  await button('Edit the text').click();
  const field = page.getByRole('textbox', { name: 'The text after the prompt' });
  await field.fill(' one draft');
  element.model = 'smollm2-135m-instruct';
  await expect.element(field).not.toBeInTheDocument();
  element.model = 'stories-4m';
  await expect.element(field).toHaveValue(' one draft');
  const { length } = engine.scored;
  await button('Take it over').click();
  await expect.poll(() => engine.scored.length).toBe(length + 1);
  // " draft" is six characters, and so six tokens of the fake tokenizer, after the prompt and " one".
  expect(engine.scored.at(-1)!.tokenIds).toEqual([0, 1, 2, 100, 0, 1, 2, 3, 4, 5]);
});
