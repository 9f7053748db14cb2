import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/elements/settings/define.ts';
import { effectsOfPage, type Effect } from '../../src/elements/settings/effects.ts';
import { effectOf } from '../../src/elements/settings/measure-one.ts';
import type { Pair } from '../../src/elements/settings/pairs.ts';
import type { LmSettings } from '../../src/elements/settings/settings.ts';
import type { EngineOptions } from '../../src/engine/index.ts';
import type { LmSettingsEvent } from '../../src/events/settings-event.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import type { Report } from '../../src/lab/types.ts';
import type { AdapterInfo, BackendInfo } from '../../src/protocol/results.ts';
import { defaultSettings } from '../../src/protocol/settings.ts';
import { FakeEngine, mount } from './fake-engine.ts';

const memory = 'measureUserAgentSpecificMemory';

beforeEach(() => {
  localStorage.clear();
  effectsOfPage.clear();
  // The browser's own waits for its garbage collector.
  Object.defineProperty(performance, memory, { value: async () => ({ bytes: 1 }), configurable: true });
});

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute('lang');
  document.documentElement.style.colorScheme = '';
  history.replaceState(null, '', location.pathname + location.search);
  Reflect.deleteProperty(performance, memory);
});

const wasm: BackendInfo = { backend: 'wasm', reason: 'asked', threads: 2, isolated: true, adapter: null };
const adapter: AdapterInfo = {
  vendor: 'acme',
  architecture: 'one',
  description: '',
  software: false,
  halfPrecision: true,
};
const webgpu: BackendInfo = { ...wasm, backend: 'webgpu', threads: 1, adapter };

async function mountSettings(backend: BackendInfo | null, properties: Record<string, unknown> = {}) {
  const engine = new FakeEngine();
  if (backend) engine.setState({ phase: 'ready', backend });
  const configure = vi.spyOn(engine, 'configure');
  const element = await mount<LmSettings>('lm-settings', engine, properties);
  const events: LmSettingsEvent[] = [];
  element.addEventListener('lm-settings', (event) => events.push(event));
  return { engine, element, configure, events };
}

const select = (name: string) => page.getByRole('combobox', { name, exact: true });
const box = (name: string) => page.getByRole('checkbox', { name, exact: true });
const field = (name: string) => page.getByRole('spinbutton', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const setting = (element: LmSettings, name: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(`[data-name="${name}"]`)!;
const status = (element: LmSettings) =>
  element.shadowRoot!.querySelector('[part=status]')!.textContent!.trim();

/** What a control is described by, as a screen reader says it. */
function description(locator: { element(): Element }): string {
  const control = locator.element();
  const ids = control.getAttribute('aria-describedby')!.split(' ');
  const root = control.getRootNode() as ShadowRoot;
  return ids.map((id) => root.getElementById(id)!.textContent!.replaceAll(/\s+/g, ' ').trim()).join(' ');
}

describe('a control', () => {
  const type = async (name: string, text: string) => {
    await field(name).fill(text);
    await userEvent.tab();
  };
  it.each([
    ['backend', 'wasm', () => select('Backend').selectOptions('wasm')],
    ['threads', 2, () => type('Threads', '2')],
    ['thread', 'page', () => select('Runs in').selectOptions('page')],
    ['graphOptimization', 'basic', () => select('Graph optimisation').selectOptions('basic')],
    ['warmUp', true, () => box('Warm-up').click()],
    ['foldWeights', false, () => box('Fold weights to float32').click()],
    ['kvCache', false, () => box('KV cache').click()],
    ['prefixCache', false, () => box('Prefix cache').click()],
    ['allLogits', true, () => box('Logits of all positions').click()],
    ['draftTokens', 4, () => type('Drafted tokens (k)', '4')],
    ['ngram', 2, () => type('n-gram', '2')],
    ['keysAndValues', 'cpu', () => select('Keys and values stay').selectOptions('cpu')],
    ['validation', 'full', () => select('Validation').selectOptions('full')],
    ['bufferCache', 'simple', () => select('Buffer cache').selectOptions('simple')],
    ['fp32Accumulation', true, () => box('Add up in float32').click()],
    ['powerPreference', 'low-power', () => select('Adapter asked for').selectOptions('low-power')],
  ] as const)('of %s changes that setting and no other', async (name, value, act) => {
    const { engine, configure, events } = await mountSettings(webgpu);
    await act();
    expect(configure.mock.calls).toEqual([[{ [name]: value }]]);
    expect(events.map(({ changed, settings, form }) => ({ changed, settings, form }))).toEqual([
      { changed: [name], settings: { ...defaultSettings, [name]: value }, form: null },
    ]);
    expect(engine.settings).toEqual({ ...defaultSettings, [name]: value });
  });

  it('of the form prefers it for the next load', async () => {
    const { engine, configure, events } = await mountSettings(webgpu, { model: 'stories-4m' });
    await select('Form of the weights').selectOptions('q8');
    expect(engine.formOf('stories-4m')).toBe('q8');
    expect(configure).toHaveBeenCalledExactlyOnceWith({});
    expect(events[0]!.changed).toEqual([]);
    expect(events[0]!.form).toEqual({ modelId: 'stories-4m', form: 'q8' });
  });

  it('takes an empty number of threads for the engine’s own, and keeps what cannot be to itself', async () => {
    const { engine, configure } = await mountSettings(wasm);
    await type('Threads', '3');
    await type('Threads', '');
    expect(engine.settings.threads).toBeNull();
    configure.mockClear();
    await type('Drafted tokens (k)', '17');
    await expect
      .element(page.getByText('Enter a whole number from 0 to 16. Until then it is 0.'))
      .toBeVisible();
    await expect.element(field('Drafted tokens (k)')).toHaveAttribute('aria-invalid', 'true');
    expect(configure).not.toHaveBeenCalled();
    // Somebody else's change leaves the entry as it stands.
    engine.setState({ settings: { ...engine.settings, warmUp: true } });
    await expect.element(box('Warm-up')).toBeChecked();
    await expect.element(field('Drafted tokens (k)')).toHaveValue(17);
    await type('Drafted tokens (k)', '16');
    expect(configure).toHaveBeenCalledExactlyOnceWith({ draftTokens: 16 });
    await expect.element(field('Drafted tokens (k)')).toHaveAttribute('aria-invalid', 'false');
  });

  it('follows what somebody else sets', async () => {
    const { engine } = await mountSettings(wasm);
    await engine.configure({ backend: 'wasm', draftTokens: 5, kvCache: false });
    await expect.element(select('Backend')).toHaveValue('wasm');
    await expect.element(field('Drafted tokens (k)')).toHaveValue(5);
    await expect.element(box('KV cache')).not.toBeChecked();
  });
});

describe('what does nothing says so:', () => {
  it('threads without isolation, with the headers that it takes', async () => {
    await mountSettings({ ...wasm, isolated: false, threads: 1 });
    await expect.element(field('Threads')).toBeDisabled();
    expect(description(field('Threads'))).toContain(
      'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp',
    );
  });

  it('the settings of WebGPU while WASM runs, which can be set all the same', async () => {
    await mountSettings({ ...wasm, adapter: { ...adapter, halfPrecision: false } });
    await expect.element(select('Validation')).toBeEnabled();
    expect(description(select('Validation'))).toContain('Not in force. It does nothing while WASM runs.');
  });

  it('WebGPU where no adapter is, which cannot be chosen', async () => {
    const { element } = await mountSettings({ ...wasm, reason: 'no-adapter' });
    await expect.element(select('Validation')).toBeDisabled();
    expect(description(select('Validation'))).toContain('WebGPU found no graphics adapter here.');
    const option = element.shadowRoot!.querySelector<HTMLOptionElement>('#backend option[value=webgpu]')!;
    expect(option.disabled).toBe(true);
  });

  it('an adapter that is asked for where there is a software one only', async () => {
    await mountSettings({ ...webgpu, adapter: { ...adapter, software: true } });
    expect(description(select('Adapter asked for'))).toContain('The adapter is a software one');
  });

  it('folding on WebGPU, and on WASM where the weights are not quantized', async () => {
    const { engine } = await mountSettings(webgpu, { model: 'stories-4m' });
    expect(description(box('Fold weights to float32'))).toContain('It does nothing while WebGPU runs.');
    engine.setState({ backend: wasm });
    await vi.waitFor(() => expect(description(box('Fold weights to float32'))).not.toContain('Not in force'));
    engine.preferForm('stories-4m', 'fp32');
    await vi.waitFor(() => expect(description(box('Fold weights to float32'))).toContain('not quantized'));
  });

  it('an n-gram without drafts, and the prefix cache without a KV cache', async () => {
    const { engine } = await mountSettings(wasm);
    expect(description(field('n-gram'))).toContain('It does nothing while no tokens are drafted.');
    expect(description(box('Prefix cache'))).not.toContain('Not in force');
    await engine.configure({ draftTokens: 4, kvCache: false });
    await vi.waitFor(() => {
      expect(description(field('n-gram'))).not.toContain('Not in force');
      expect(description(box('Prefix cache'))).toContain('It does nothing while the KV cache is off.');
    });
  });

  it('what only the first load will decide', async () => {
    const engine = new FakeEngine();
    // A hardware adapter was there before.
    engine.setState({ backend: webgpu, phase: 'ready' });
    await mount<LmSettings>('lm-settings', engine);
    engine.setState({ backend: { ...wasm, adapter }, phase: 'ready' });
    await vi.waitFor(() => expect(description(select('Validation'))).toContain('while WASM runs'));
    engine.setState({ backend: null, phase: 'idle' });
    await vi.waitFor(() => expect(description(select('Validation'))).not.toContain('while WASM runs'));
    // No model is in half precision, whichever backend it will be.
    expect(description(box('Add up in float32'))).toContain('Not in force. No model here is in fp16.');
  });

  it('fp16 without shader-f16, which cannot be chosen', async () => {
    const { element } = await mountSettings(
      { ...webgpu, adapter: { ...adapter, halfPrecision: false } },
      { model: 'stories-4m' },
    );
    const option = element.shadowRoot!.querySelector<HTMLOptionElement>('#form option[value=fp16]')!;
    expect(option.disabled).toBe(true);
    expect(setting(element, 'form').textContent).toContain('fp16 needs shader-f16');
    // Its files as `ls -l` counts them, with the tokenizer's.
    expect(description(select('Form of the weights'))).toMatch(/fp16: 9\.2 MB on WebGPU, not for WASM/);
  });
});

describe('presets', () => {
  it('say what they change before they do it', async () => {
    const { engine, configure, events } = await mountSettings(wasm, { model: 'stories-4m' });
    const exact = button('Most exact');
    expect(description(exact)).toBe(
      'Backend: Automatic → WASM; Form of the weights: q4 → fp32. The form holds from the next load.',
    );
    await expect.element(button('Defaults of lm-lens')).toHaveAttribute('aria-disabled', 'true');
    await exact.click();
    expect(configure).toHaveBeenCalledExactlyOnceWith({ backend: 'wasm' });
    expect(engine.formOf('stories-4m')).toBe('fp32');
    expect(events).toHaveLength(1);
    expect(description(exact)).toBe('Changes nothing: all is so already.');
    await button('Defaults of lm-lens').click();
    expect(engine.settings).toEqual(defaultSettings);
    expect(engine.formOf('stories-4m')).toBe('q4');
  });
});

describe('a change', () => {
  it('says what goes on, and the last of several counts', async () => {
    const { engine, element, configure } = await mountSettings(wasm);
    const ends: { resolve: () => void; reject: (error: unknown) => void }[] = [];
    configure.mockImplementation((changes) => {
      engine.setState({ settings: { ...engine.settings, ...changes } });
      return new Promise<void>((resolve, reject) => ends.push({ resolve, reject }));
    });
    await select('Graph optimisation').selectOptions('basic');
    await box('Warm-up').click();
    expect(status(element)).toBe('Changing Graph optimisation and Warm-up: the worker is replaced…');
    ends[0]!.reject(new EngineError('replaced', {}));
    ends[1]!.resolve();
    await vi.waitFor(() => expect(status(element)).toBe('Set: Warm-up on.'));
    expect(page.getByRole('alert').first().element().textContent!.trim()).toBe('');
    expect(engine.settings).toMatchObject({ graphOptimization: 'basic', warmUp: true });
  });

  it('that cannot be had stays as asked, with a way back to what worked', async () => {
    const { engine, element, configure } = await mountSettings(webgpu);
    await select('Graph optimisation').selectOptions('basic');
    await vi.waitFor(() => expect(status(element)).toBe('Set: Graph optimisation basic.'));
    const failures: unknown[] = [];
    element.addEventListener('lm-error', ({ error }) => failures.push(error));
    configure.mockImplementationOnce(async (changes) => {
      engine.setState({ settings: { ...engine.settings, ...changes }, phase: 'failed', backend: null });
      throw new EngineError('session-failed', { detail: 'out of memory' });
    });
    await select('Keys and values stay').selectOptions('cpu');
    await expect.element(page.getByText('The model could not be opened (out of memory).')).toBeVisible();
    expect(failures).toHaveLength(1);
    await expect.element(select('Keys and values stay')).toHaveValue('cpu');
    const back = button('Back to what worked');
    expect(description(back)).toBe('Changes Keys and values stay: copied through the CPU → on the GPU.');
    await back.click();
    expect(configure).toHaveBeenLastCalledWith({ keysAndValues: 'gpu' });
    expect(engine.settings).toEqual({ ...defaultSettings, graphOptimization: 'basic' });
    await expect.element(page.getByText('The model could not be opened')).not.toBeInTheDocument();
    // The button that was pressed is gone.
    expect(element.shadowRoot!.activeElement!.id).toBe('backend');
  });

  it('that holds from the next call leaves an error about the worker in sight', async () => {
    const { engine, configure } = await mountSettings(webgpu);
    configure.mockImplementationOnce(async (changes) => {
      engine.setState({ settings: { ...engine.settings, ...changes } });
      throw new EngineError('session-failed', { detail: 'too big' });
    });
    await select('Graph optimisation').selectOptions('disabled');
    await expect.element(page.getByText('too big')).toBeVisible();
    await box('KV cache').click();
    await expect.element(box('KV cache')).not.toBeChecked();
    await expect.element(page.getByText('too big')).toBeVisible();
    // Another element takes other settings: the error is of the past.
    await engine.configure({ graphOptimization: 'all' });
    await expect.element(page.getByText('too big')).not.toBeInTheDocument();
  });
});

describe('settings from outside', () => {
  it('of the attribute are taken once, clamped, and named', async () => {
    const { engine, element, configure, events } = await mountSettings(null, {
      settings: 'backend=wasm&threads=99&colour=red',
    });
    expect(engine.settings).toEqual({ ...defaultSettings, backend: 'wasm', threads: 64 });
    const notice = element.shadowRoot!.querySelector('[part=notice]')!;
    expect(notice.textContent).toContain('threads cannot be “99”; it is 64.');
    expect(notice.textContent).toContain('There is no setting “colour”.');
    expect(events).toEqual([]);
    document.body.replaceChildren();
    document.body.append(element);
    await element.updateComplete;
    expect(configure).toHaveBeenCalledOnce();
  });

  it('are offered where models run already', async () => {
    const { engine, configure, events } = await mountSettings(wasm, { settings: 'warmUp=true' });
    expect(configure).not.toHaveBeenCalled();
    await box('KV cache').click();
    await button('Take them').click();
    expect(engine.settings).toEqual({ ...defaultSettings, kvCache: false, warmUp: true });
    expect(events.map(({ changed }) => changed)).toEqual([['kvCache'], ['warmUp']]);
    await expect.element(button('Take them')).not.toBeInTheDocument();
  });

  it('of the address are read and kept up to date, beside what others have there', async () => {
    location.hash = '#other.prompt=hi&lm-setting-backend=wasm';
    const { engine } = await mountSettings(null, { link: true });
    expect(engine.settings.backend).toBe('wasm');
    await box('KV cache').click();
    const params = new URLSearchParams(location.hash.slice(1));
    expect([...params]).toEqual([
      ['other.prompt', 'hi'],
      ['lm-setting-backend', 'wasm'],
      ['lm-setting-kvCache', 'false'],
    ]);
  });

  it('leave the address alone unless told', async () => {
    const before = location.href;
    await mountSettings(null);
    await box('KV cache').click();
    expect(location.href).toBe(before);
  });
});

/** Engines whose steps take as long as a test says, and how many of them there still are. */
function fakeLab(stepMs: (options: EngineOptions, form: string) => number, { hangs = false } = {}) {
  const alive = new Set<FakeEngine>();
  let made = 0;
  const createEngine = (options: EngineOptions) => {
    const engine = new FakeEngine({ tokens: Array.from({ length: 8 }, (_, i) => ` ${i}`) });
    const load = engine.load.bind(engine);
    engine.load = (id, more) => {
      engine.behaviour.step = { timeMs: stepMs(options, String(more?.form)) };
      return load(id, more);
    };
    engine.dispose = () => void alive.delete(engine);
    if (!hangs) engine.tick(1_000_000);
    made++;
    alive.add(engine);
    return engine;
  };
  return {
    createEngine,
    alive,
    get made() {
      return made;
    },
  };
}

describe('measuring a setting', () => {
  it('holds two values against each other, and writes what came of it beside the setting', async () => {
    const lab = fakeLab(({ kvCache }) => (kvCache ? 10 : 24));
    const { engine, element } = await mountSettings(wasm, {
      model: 'stories-4m',
      createEngine: lab.createEngine,
    });
    const load = vi.spyOn(engine, 'load');
    await button('Measure KV cache').click();
    await vi.waitFor(() => expect(status(element)).toBe('KV cache was measured.'), 20_000);
    // 24 ms against 10 ms a step, in each of three rounds; two runs of each value a round.
    expect(setting(element, 'kvCache').textContent).toMatch(
      /“on” is × 2\.40 in tokens\/s against “off” \(Stories-4M q4, 12 runs, × 2\.40 to × 2\.40, /,
    );
    expect(effectsOfPage.effects.get('kvCache')![0]).toMatchObject({
      from: 'false',
      to: 'true',
      modelId: 'stories-4m',
      workload: 'short-prompt',
      what: 'decode',
      count: 12,
    });
    expect(lab.made).toBe(6);
    expect(lab.alive.size).toBe(0);
    expect(load).not.toHaveBeenCalled();
  });

  it('is stopped at any time, and leaves nothing running', async () => {
    const lab = fakeLab(() => 10, { hangs: true });
    const { element } = await mountSettings(wasm, { createEngine: lab.createEngine });
    await button('Measure KV cache').click();
    await vi.waitFor(() => expect(lab.alive.size).toBe(1));
    // One at a time.
    await expect.element(button('Measure Drafted tokens (k)')).toHaveAttribute('aria-disabled', 'true');
    await button('Stop measuring KV cache').click();
    await vi.waitFor(() => expect(status(element)).toBe('The measurement was stopped.'));
    expect(lab.alive.size).toBe(0);
    expect(lab.made).toBe(1);
    expect(effectsOfPage.effects.size).toBe(0);
    expect(element.shadowRoot!.activeElement).toBe(button('Measure KV cache').element());
  });

  it('ends with the element', async () => {
    const lab = fakeLab(() => 10, { hangs: true });
    await mountSettings(wasm, { createEngine: lab.createEngine });
    await button('Measure KV cache').click();
    await vi.waitFor(() => expect(lab.alive.size).toBe(1));
    document.body.replaceChildren();
    await vi.waitFor(() => expect(lab.alive.size).toBe(0));
  });

  it('says why a value could not be measured', async () => {
    const lab = fakeLab(() => 10);
    const { element } = await mountSettings(wasm, {
      createEngine: (options: EngineOptions) => {
        const engine = lab.createEngine(options);
        if (options.graphOptimization === 'disabled') {
          engine.behaviour.loadError = new EngineError('session-failed', { detail: 'no memory' });
        }
        return engine;
      },
    });
    await button('Measure Graph optimisation').click();
    await vi.waitFor(
      () =>
        expect(status(element)).toMatch(
          /^“none” could not be measured: The model could not be opened \(no memory\)/,
        ),
      20_000,
    );
    expect(lab.alive.size).toBe(0);
  });

  it('is not offered where two values cannot be had', async () => {
    const { element } = await mountSettings({ ...wasm, reason: 'no-adapter' });
    expect(setting(element, 'warmUp').textContent).toContain('Not measured here');
    expect(setting(element, 'backend').textContent).toContain('there is one backend here');
    // SmolLM2 comes in one form.
    expect(setting(element, 'form').textContent).toContain('there is one form for this backend');
    for (const name of ['warmUp', 'backend', 'form', 'ngram', 'validation', 'batch']) {
      expect(setting(element, name).querySelector('[part=measure]')).toBeNull();
    }
  });
});

describe('an effect', () => {
  it('is told of the rounds in which the page was in sight', () => {
    const visit = (ms: number, hidden = false) => ({
      measurements: [{ decodedTokens: 10, decodeMs: ms, firstMs: ms }],
      ...(hidden ? { hidden } : {}),
    });
    const reportOf = (one: unknown[], other: unknown[]) =>
      ({
        plan: { configurations: [{}, { modelId: 'stories-4m', form: 'q4' }] },
        environment: { date: '2026-11-25T12:00:00Z' },
        cells: [{ visits: one }, { visits: other }],
      }) as unknown as Report;
    const pair: Pair = {
      name: 'kvCache',
      from: false,
      to: true,
      workload: 'short-prompt',
      what: 'decode',
      settings: defaultSettings,
    };
    // 300 / 100, not 300 / 900; the third visit of the second value is missing.
    const report = reportOf([visit(300), visit(300), visit(300)], [visit(100), visit(900, true)]);
    expect(effectOf(pair, report)).toMatchObject({ ratio: 3, low: 3, high: 3, count: 2 });
    expect(effectOf({ ...pair, what: 'first' }, report)).toMatchObject({ ratio: 3, what: 'first' });
    expect(effectOf(pair, reportOf([visit(300, true)], [visit(100)]))).toBeNull();
  });

  const effect: Effect = {
    setting: 'draftTokens',
    from: '0',
    to: '4',
    modelId: 'smollm2-135m-instruct',
    form: 'q4',
    workload: 'repeating',
    what: 'decode',
    ratio: 1.25,
    low: 0.9,
    high: 1.5,
    count: 12,
    date: '2026-11-25T12:00:00Z',
  };

  it('that the host sets is shown, and says so where the rounds do not agree', async () => {
    const { element } = await mountSettings(wasm, { effects: new Map([['draftTokens', [effect]]]) });
    expect(setting(element, 'draftTokens').textContent).toContain(
      '“4” is × 1.25 in tokens/s against “0” (SmolLM2-135M-Instruct q4, 12 runs, × 0.90 to × 1.50, Nov 25, 2026). The rounds do not agree on which is faster.',
    );
  });

  it('of the chosen model comes before a later one of another', async () => {
    effectsOfPage.add(effect);
    const { element } = await mountSettings(wasm);
    effectsOfPage.add({ ...effect, modelId: 'stories-4m', low: 1.1 });
    await element.updateComplete;
    expect(setting(element, 'draftTokens').textContent).toContain('SmolLM2');
    element.model = 'stories-4m';
    await element.updateComplete;
    expect(setting(element, 'draftTokens').textContent).toContain('Stories-4M q4');
  });
});

describe('the fastest here', () => {
  it('is found, remembered, used, and forgotten', async () => {
    const lab = fakeLab((_, form) => (form === 'q8' ? 5 : 20));
    const { engine, element } = await mountSettings(wasm, {
      model: 'stories-4m',
      createEngine: lab.createEngine,
    });
    await button('Find the fastest here').click();
    await vi.waitFor(() => expect(status(element)).toBe('The fastest was found.'), 20_000);
    expect(lab.alive.size).toBe(0);
    const best = element.shadowRoot!.querySelector('tr.best')!;
    // One token in 5 ms.
    expect(best.textContent!.replaceAll(/\s+/g, ' ')).toMatch(/WASM chosen q8 .* 200\.0 /);
    // It is there at the next visit.
    await mount<LmSettings>('lm-settings', engine, { model: 'stories-4m' });
    const today = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(new Date());
    await expect.element(page.getByText(`Measured on ${today}, kept in this browser.`)).toBeVisible();
    await button('Use it').click();
    expect(engine.settings.backend).toBe('wasm');
    expect(engine.formOf('stories-4m')).toBe('q8');
    expect(description(button('Fastest here'))).toBe('Changes nothing: all is so already.');
    await button('Forget').click();
    expect(localStorage.length).toBe(0);
    expect(description(button('Fastest here'))).toBe('Not known yet: find it below.');
  });

  it('is no longer looked for when that is stopped', async () => {
    const lab = fakeLab(() => 10, { hangs: true });
    const { element, configure } = await mountSettings(wasm, { createEngine: lab.createEngine });
    await button('Find the fastest here').click();
    await vi.waitFor(() => expect(lab.alive.size).toBe(1));
    await button('Stop').click();
    await vi.waitFor(() => expect(status(element)).toBe('The search was stopped; nothing was changed.'));
    expect(lab.alive.size).toBe(0);
    expect(configure).not.toHaveBeenCalled();
    expect(localStorage.length).toBe(0);
  });
});

describe('everybody can use it:', () => {
  it('all controls are reached by Tab, in the order of the page', async () => {
    const { element } = await mountSettings(webgpu, { model: 'stories-4m' });
    const controls = [
      ...element.shadowRoot!.querySelectorAll<HTMLElement>('button, select, input, summary, a'),
    ];
    const reached: Element[] = [];
    for (const _ of controls) {
      await userEvent.tab();
      reached.push(element.shadowRoot!.activeElement!);
    }
    expect(reached).toEqual(
      controls.filter((one) => !(one as HTMLInputElement).disabled).slice(0, reached.length),
    );
    (box('KV cache').element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    expect(element.engine.settings.kvCache).toBe(false);
  });

  it.each([
    ['en', 'light', 360],
    ['ko', 'dark', 360],
    ['en', 'dark', 1100],
  ])('axe finds nothing in %s, %s, at %i pixels', async (language, scheme, width) => {
    await page.viewport(width, 900);
    document.documentElement.lang = language;
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = scheme === 'dark' ? 'oklch(0.19 0.012 275)' : 'oklch(0.995 0.002 275)';
    const { engine, element } = await mountSettings(wasm, { model: 'stories-4m', settings: 'warmUp=true' });
    engine.setState({ error: new EngineError('session-failed', { detail: 'x' }) });
    await element.updateComplete;
    const { violations } = await axe.run(element);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
    document.body.style.background = '';
  });
});
