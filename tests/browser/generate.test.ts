import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/define.ts';
import type { LmGenerate } from '../../src/elements/generate/generate.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import type { LmDoneEvent, LmErrorEvent, LmTokenEvent } from '../../src/events/index.ts';
import { FakeEngine, mount } from './fake-engine.ts';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const status = () => page.getByRole('status').first();
const chips = () => page.getByRole('listbox', { name: 'Generated tokens' }).getByRole('option');

/** What has the focus, also inside of a shadow root. */
const focused = () => document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;

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
  await expect.element(status()).toHaveTextContent('Stopped after 5 tokens.');
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
  const bars = page.getByRole('list', { name: 'The ten likeliest tokens' });
  await expect
    .element(bars.getByRole('listitem').nth(0))
    .toHaveTextContent(/·B\s*75\.00% → , .*100\.00%\s*chosen/);
  await expect.element(bars.getByRole('listitem').nth(1)).toHaveTextContent(/·other\s*25\.00%\s*cut/);
  await expect.element(bars.getByRole('listitem').nth(2)).toHaveTextContent(/1,000 others\s*0\.00%/);
  await userEvent.keyboard('{End}');
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
    keptCount: 1002,
  };
  await button('Generate').click();
  engine.tick();
  await chips().nth(0).click();
  const rows = page.getByRole('list', { name: 'The ten likeliest tokens' }).getByRole('listitem');
  await expect.element(rows.nth(2)).toHaveTextContent(/A\s*0\.10% → , .*0\.20%\s*rank 42, chosen/);
  await expect.element(rows.nth(3)).toHaveTextContent('999 others');
  const detail = element.shadowRoot!.querySelector('[part=detail]')!;
  expect(detail.textContent).toContain('42 of 1,002');
  expect(detail.textContent).toContain('0.10% (1 in 1,000)');
  expect(detail.textContent).toContain('No filter cut anything.');
});

it('names a chip as it is heard, and tells the whole text once it is done', async () => {
  const engine = new FakeEngine({ tokens: [' cat', '\n', ' '] });
  const element = await make(engine);
  await button('Generate').click();
  engine.tick(3);
  await expect.element(status()).toHaveTextContent('3 tokens');
  const names = [...element.shadowRoot!.querySelectorAll('[role=option]')].map((chip) => chip.ariaLabel);
  expect(names).toEqual(['cat, 75.00%, rank 1', 'new line, 75.00%, rank 1', 'space, 75.00%, rank 1']);
  await expect.element(page.getByText('The whole text: Say cat')).toBeInTheDocument();
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
    if (name === 'Stop') await expect.element(status()).toHaveTextContent('Stopped after 2 tokens.');
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
  await expect.element(page.getByRole('alert')).toHaveTextContent('Shorten it by 89 tokens.');
  await expect.element(chips().nth(0)).toHaveTextContent('A');
  expect(errors).toHaveLength(1);
  document.documentElement.lang = 'ko-KR';
  await expect.element(page.getByRole('alert')).toHaveTextContent('89토큰을 줄여 주세요.');
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
  await userEvent.tab();
  await expect.element(field).toHaveValue(0.95);
  expect(element.topP).toBe(0.95);
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
  await expect.element(chips().nth(0)).toHaveTextContent(markup);
  expect(element.shadowRoot!.querySelector('img')).toBeNull();
  expect('hacked' in window).toBe(false);
});
