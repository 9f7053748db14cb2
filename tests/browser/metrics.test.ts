import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/elements/generate/define.ts';
import type { GenerationMetrics } from '../../src/core/metrics.ts';
import type { LmGenerate } from '../../src/elements/generate/generate.ts';
import type { LmMetrics } from '../../src/elements/metrics/metrics.ts';
import type { LmMetricsEvent } from '../../src/events/index.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { FakeEngine, mount } from './fake-engine.ts';

const finished: GenerationMetrics = {
  model: 'smollm2-135m-instruct',
  form: 'q4',
  backend: 'wasm',
  threads: 2,
  promptTokens: 401,
  firstTokenMs: 1210,
  tokens: 64,
  tokensPerSecondNow: 31.44,
  tokensPerSecondMedian: 30.91,
  totalMs: 3300,
  reusedTokens: 400,
  computedTokens: 70,
  draftedTokens: 16,
  acceptedTokens: 12,
  dispatches: null,
  keptBytes: 18_000_000,
  memoryBytes: 250_000_000,
};
const writing: GenerationMetrics = {
  ...finished,
  tokens: 2,
  tokensPerSecondNow: 9.5,
  tokensPerSecondMedian: 9.5,
  reusedTokens: null,
  computedTokens: null,
  draftedTokens: null,
  acceptedTokens: 0,
  keptBytes: null,
  memoryBytes: null,
};

async function make(metrics: GenerationMetrics | null, more: Partial<LmMetrics> = {}): Promise<LmMetrics> {
  const element = document.createElement('lm-metrics');
  Object.assign(element, { metrics, ...more });
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

const inside = (element: Element, selector: string) => [...element.shadowRoot!.querySelectorAll(selector)];
const line = (element: Element) =>
  inside(element, '.line > div').map((pair) => [...pair.children].map((one) => one.textContent.trim()));
const values = (element: Element) => line(element).map(([, value]) => value);
const all = (element: Element) =>
  Object.fromEntries(
    inside(element, '.all > div').map((row) => {
      const [name, value] = [...row.children].map((one) => one.textContent.trim());
      return [name, value];
    }),
  );

beforeEach(() => page.viewport(1100, 800));

afterEach(() => {
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = '';
  document.body.style.background = '';
  document.body.replaceChildren();
});

describe('lm-metrics', () => {
  it('has the main numbers in a line', async () => {
    const element = await make(finished);
    expect(line(element)).toEqual([
      ['First token', '1.21 s'],
      ['Tokens/s now', '31.4'],
      ['Median', '30.9'],
      ['Drafts accepted', '12 of 16'],
      ['Prompt reused', '400 of 401'],
      ['KV cache', '18 MB'],
    ]);
    document.documentElement.lang = 'ko';
    await expect
      .poll(() => values(element))
      .toEqual(['1.21초', '31.4', '30.9', '12 / 16', '400 / 401', '18 MB']);
  });

  it('has no number that is not known', async () => {
    expect(values(await make(null))).toEqual(['–', '–', '–', '–', '–', '–']);
    // The drafts that came are counted as they come; how many there were is known at the end.
    expect(values(await make(writing))).toEqual(['1.21 s', '9.5', '9.5', '–', '–', '–']);
    expect(values(await make({ ...writing, acceptedTokens: 3 }))[3]).toBe('3');
    expect(values(await make({ ...finished, draftedTokens: 0, acceptedTokens: 0 }))[3]).toBe('no drafts');
    const { totalMs, ...rest } = writing;
    const element = await make({ ...rest, tokens: 0, totalMs: totalMs * 0 }, { open: true });
    expect(all(element)).toMatchObject({ Time: '–', Tokens: '0' });
  });

  it('moves nothing while the numbers change', async () => {
    const most = { promptTokens: 2048, reusedTokens: 2047, draftedTokens: 1999, acceptedTokens: 1998 };
    for (const language of ['en', 'ko']) {
      document.documentElement.lang = language;
      const element = await make(null, { running: true });
      for (const [width, rows] of [
        ['1000px', 1],
        ['688px', 1],
        ['384px', 2],
        ['288px', 3],
      ] as const) {
        element.style.inlineSize = width;
        const places = () =>
          inside(element, '.line > div, summary').map((one) => {
            const { x, y, width: wide, height } = one.getBoundingClientRect();
            return [x, y, wide, height];
          });
        const before = places();
        expect(new Set(before.slice(0, 6).map(([, y]) => y)).size).toBe(rows);
        for (const more of [writing, finished, most, { tokensPerSecondNow: 1234.5, firstTokenMs: 123_450 }]) {
          element.metrics = { ...finished, ...more };
          await element.updateComplete;
          expect(places()).toEqual(before);
          // Nor is there a number that its place is too small for.
          for (const value of inside(element, '.line dd'))
            expect(value.scrollWidth).toBeLessThanOrEqual(value.clientWidth);
        }
      }
    }
  });

  it('has all numbers and what they mean, once somebody asks', async () => {
    const element = await make(finished);
    expect(all(element)).toEqual({});
    await page.getByText('All numbers, and what they mean').click();
    expect(element.open).toBe(true);
    await expect
      .poll(() => all(element))
      .toEqual({
        'First token': '1.21 s',
        'Tokens/s now': '31.4',
        'Median of tokens/s': '30.9',
        Tokens: '64',
        Time: '3.30 s',
        'Tokens given': '401',
        'Of those reused': '400',
        'Positions computed': '70',
        'Tokens drafted': '16',
        'Drafts accepted': '12',
        Dispatches: '–',
        'Keys and values': '18 MB',
        'Memory of the runtime': '250 MB',
        Model: 'SmolLM2-135M-Instruct',
        Form: 'q4',
        Backend: 'WASM',
        Threads: '2',
      });
    await expect.element(page.getByText('They took no run of their own')).toBeVisible();
    await expect.element(page.getByText('for all loaded models: weights, keys and values')).toBeVisible();
    element.metrics = writing;
    await expect.poll(() => all(element)).toMatchObject({ 'Memory of the runtime': '–' });
    // A model that the catalogue does not know goes by its id.
    element.metrics = { ...finished, model: 'my-own', backend: 'webgpu', threads: null, dispatches: 1234 };
    await expect
      .poll(() => all(element))
      .toMatchObject({ Model: 'my-own', Backend: 'WebGPU', Threads: '–', Dispatches: '1,234' });
  });

  it('announces nothing', async () => {
    const element = await make(finished, { running: true, open: true });
    expect(inside(element, '[aria-live], [role=status], [role=alert], output')).toEqual([]);
  });

  for (const language of ['en', 'ko']) {
    for (const scheme of ['light', 'dark']) {
      it(`leaves axe nothing to find, ${scheme}, ${language}`, async () => {
        document.documentElement.lang = language;
        document.documentElement.style.colorScheme = scheme;
        document.body.style.background = scheme === 'light' ? 'white' : '#15171c';
        const element = await make(finished, { open: true });
        await expect.poll(() => inside(element, '.all > div').length).toBe(17);
        for (const width of ['', '320px']) {
          element.style.inlineSize = width;
          expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
          const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`),
          ).toEqual([]);
        }
      });
    }
  }
});

describe('lm-generate', () => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const status = () => page.getByRole('status').first();
  const panel = (element: LmGenerate) => element.shadowRoot!.querySelector('lm-metrics');

  async function start(engine: FakeEngine, properties: Record<string, unknown> = {}) {
    const element = await mount<LmGenerate>('lm-generate', engine, {
      prompt: 'Say',
      maxTokens: 3,
      seed: 9,
      ...properties,
    });
    const events: LmMetricsEvent[] = [];
    const order: string[] = [];
    document.body.addEventListener('lm-metrics', (event: LmMetricsEvent) => {
      events.push(event);
      order.push(event.final ? 'final' : 'metrics');
    });
    document.body.addEventListener('lm-done', () => order.push('done'));
    return { element, events, order };
  }

  beforeEach(() => {
    // Listeners of a test go with the body that it had.
    document.documentElement.replaceChild(document.createElement('body'), document.body);
  });

  it('shows the numbers while it writes and after, and tells the page', async () => {
    const engine = new FakeEngine({ step: { accepted: true } });
    const { element, events, order } = await start(engine);
    expect(panel(element)).toBeNull();
    await button('Generate').click();
    await expect
      .poll(() => panel(element) && values(panel(element)!))
      .toEqual(['–', '–', '–', '–', '–', '–']);
    engine.tick();
    await expect.poll(() => values(panel(element)!)).toEqual(['10 ms', '–', '–', '1', '–', '–']);
    expect(events.map(({ final, metrics: { tokens } }) => [tokens, final])).toEqual([[1, false]]);
    expect(events[0]).toMatchObject({ bubbles: true, composed: true });
    engine.tick(2);
    await expect.element(status()).toHaveTextContent('3 tokens');
    // The prompt's three letters; the costs are the fake engine's.
    await expect.poll(() => values(panel(element)!)).toEqual(['5 ms', '–', '–', '3 of 4', '2 of 3', '18 MB']);
    expect(order.filter((one) => one !== 'metrics')).toEqual(['final', 'done']);
    expect(events.at(-1)!.metrics).toMatchObject({
      model: 'stories-4m',
      backend: 'wasm',
      threads: 2,
      tokens: 3,
      firstTokenMs: 5,
      totalMs: 30,
      promptTokens: 3,
      reusedTokens: 2,
      computedTokens: 3,
      draftedTokens: 4,
      acceptedTokens: 3,
      keptBytes: 18_000_000,
      memoryBytes: 250_000_000,
    });
  });

  it('tells of rates once there are some, also of what a pace has written one by one', async () => {
    const engine = new FakeEngine({ tokens: Array.from({ length: 12 }, (_, i) => ` ${i}`) });
    const { element, events } = await start(engine, { maxTokens: 12, pace: 1000 });
    await button('Generate').click();
    engine.tick(12);
    await expect.element(status()).toHaveTextContent('12 tokens');
    // 1 / 10 ms; each generation drafted 4 and reused all but one of what was there, of the prompt 2 of 3.
    expect(events.at(-1)!.metrics).toMatchObject({
      tokens: 12,
      tokensPerSecondNow: 100,
      tokensPerSecondMedian: 100,
      draftedTokens: 48,
      acceptedTokens: 36,
      computedTokens: 12,
      reusedTokens: 2,
      promptTokens: 3,
      // Not added up: the generations share a runtime.
      memoryBytes: 250_000_000,
    });
    expect(values(panel(element)!).slice(1, 3)).toEqual(['100.0', '100.0']);
  });

  it('tells the end of a text that was stopped, and of one that failed', async () => {
    const engine = new FakeEngine({ breakAfter: { tokens: 2, error: new EngineError('replaced', {}) } });
    const { element, events } = await start(engine);
    await button('Generate').click();
    engine.tick();
    await expect.poll(() => events.length).toBe(1);
    await button('Stop').click();
    await expect.poll(() => events.at(-1)!.final).toBe(true);
    expect(events.at(-1)!.metrics).toMatchObject({ tokens: 1, keptBytes: 18_000_000 });
    await button('Generate').click();
    engine.tick(2);
    await expect.element(page.getByText('The backend was changed. The text is kept')).toBeVisible();
    expect(events.filter(({ final }) => final)).toHaveLength(2);
    expect(events.at(-1)!.metrics).toMatchObject({
      tokens: 2,
      totalMs: 20,
      keptBytes: null,
      memoryBytes: null,
      draftedTokens: null,
    });
    expect(values(panel(element)!)).toEqual(['10 ms', '100.0', '100.0', '–', '–', '–']);
  });

  it('tells nothing where no generation began, nor of a text that came from elsewhere', async () => {
    const engine = new FakeEngine();
    engine.behaviour.loadError = new EngineError('network', { file: 'onnx/model.onnx', detail: '' });
    const { element, events } = await start(engine);
    await button('Generate').click();
    await expect.element(page.getByRole('alert').first()).toHaveTextContent('The network failed');
    expect(panel(element)).toBeNull();
    delete engine.behaviour.loadError;
    await button('Step').click();
    engine.tick();
    await expect.element(status()).toHaveTextContent('Paused after 1 token.');
    expect(panel(element)).not.toBeNull();
    const told = events.length;
    // The same text, from a file: its times were another machine's.
    element.importSession(element.exportSession()!);
    await element.updateComplete;
    expect(panel(element)).toBeNull();
    expect(events).toHaveLength(told);
  });

  it('shows none of the recorded example', async () => {
    const { element } = await start(new FakeEngine(), { prompt: 'Once upon a time' });
    await expect.element(page.getByText('This is a recording').first()).toBeVisible();
    expect(panel(element)).toBeNull();
  });

  it('tells of many texts at once as of one batch, which is not the text that is shown', async () => {
    const { element, events } = await start(new FakeEngine());
    await element.generateMany(2);
    expect(panel(element)).toBeNull();
    expect(events.map(({ final }) => final)).toEqual([false, true]);
    // Two rows of four tokens; each run of both took 10 ms, and six tokens came after the first one.
    expect(events[1]!.metrics).toMatchObject({
      tokens: 8,
      totalMs: 40,
      tokensPerSecondNow: 200,
      draftedTokens: 0,
      acceptedTokens: 0,
      keptBytes: 18_000_000,
      memoryBytes: 250_000_000,
    });
  });
});
