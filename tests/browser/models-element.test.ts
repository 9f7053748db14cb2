import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { LoadOptions } from '../../src/engine/index.ts';
import { define } from '../../src/elements/define.ts';
import { models, tokenizers } from '../../src/elements/model-element/load-kinds.ts';
import { ModelsElement } from '../../src/elements/model-element/models-element.ts';
import { slotStyles } from '../../src/elements/model-element/slot.styles.ts';
import type { LmErrorEvent } from '../../src/events/error-event.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { shared } from '../../src/styles/shared.ts';
import { FakeEngine, mount } from './fake-engine.ts';

/** The least that an element with a model of each kind is. */
class TwoModels extends ModelsElement {
  static override styles = [shared];

  readonly autoregressive = this.addLoad(models, {
    id: () => this.model,
    task: () => 'autoregressive',
    choose: (id) => {
      this.model = id;
    },
  });
  readonly masked = this.addLoad(models, { id: () => this.maskedModel, task: () => 'masked' });
  /** What each click came to. */
  readonly outcomes: boolean[] = [];

  @property() model = 'stories-4m';
  @property({ attribute: 'masked-model' }) maskedModel = 'minilm-mlm';

  private async run(): Promise<void> {
    this.outcomes.push(await this.readyAll());
  }

  override render(): TemplateResult {
    return html`<div part="base">
      ${this.renderChoice(this.autoregressive, false)} ${this.renderChoice(this.masked, false)}
      <button class="primary" @click=${this.run}>Run</button>
      ${this.renderLoadHint()} ${this.renderProgress()} ${this.renderError()} ${this.renderStatus('')}
    </div>`;
  }
}

define('test-two-models', TwoModels);

/** Holds the load of each model by itself, and counts what is given back. */
class HeldEngine extends FakeEngine {
  readonly held = new Map<string, { finish: () => void; fail: (error: unknown) => void }>();
  /** The ids of every load that was asked for. */
  readonly loads: string[] = [];
  readonly disposed: string[] = [];

  override async load(id: string, options: LoadOptions = {}): Promise<never> {
    this.loads.push(id);
    options.onProgress?.({ phase: 'download', loadedBytes: 1_000_000, totalBytes: 4_000_000, files: [] });
    await new Promise<void>((finish, fail) => {
      this.held.set(id, { finish, fail });
      options.signal?.addEventListener('abort', () => fail(new DOMException('', 'AbortError')));
    });
    const model: object = await super.load(id, options);
    return { ...model, dispose: async () => void this.disposed.push(id) } as never;
  }

  finish(...ids: string[]): void {
    for (const id of ids) this.held.get(id)!.finish();
  }
}

const make = (engine: FakeEngine) => mount<TwoModels>('test-two-models', engine);
const run = page.getByRole('button', { name: 'Run' });
const progress = (name: string) => page.getByRole('group', { name, exact: true });
const status = () => page.getByRole('status');
const alert = () => page.getByRole('alert');
const network = () => new EngineError('network', { file: 'onnx/model.onnx', detail: '' });

async function makeReady(engine: HeldEngine): Promise<TwoModels> {
  const element = await make(engine);
  await run.click();
  engine.finish('stories-4m', 'minilm-mlm');
  await expect.poll(() => element.outcomes).toEqual([true]);
  return element;
}

afterEach(() => document.body.replaceChildren());

it('loads both at once, each with its progress by name', async () => {
  const engine = new HeldEngine();
  const element = await make(engine);
  // The sizes of the files, 3.6 and 21 MB, are in the models' folders.
  await expect
    .element(page.getByText(/The first click loads Stories-4M \(3\.\d MB\) and MiniLM-MLM \(21 MB\)/))
    .toBeVisible();
  expect(engine.loads).toEqual([]);
  await run.click();
  await expect.element(progress('Stories-4M')).toHaveTextContent('1.0 MB of 4.0 MB');
  await expect.element(progress('MiniLM-MLM').getByRole('progressbar')).toBeVisible();
  await expect.element(status()).toHaveTextContent('Loading Stories-4M and MiniLM-MLM…');

  engine.finish('stories-4m');
  await expect.element(status()).toHaveTextContent(/^\s*Loading MiniLM-MLM…\s*$/);
  await expect.element(progress('Stories-4M')).not.toBeInTheDocument();
  expect(element.outcomes).toEqual([]);
  engine.finish('minilm-mlm');
  await expect.poll(() => element.outcomes).toEqual([true]);
  expect([element.autoregressive.loaded?.info.id, element.masked.loaded?.info.id]).toEqual([
    'stories-4m',
    'minilm-mlm',
  ]);
  await run.click();
  await expect.poll(() => element.outcomes).toEqual([true, true]);
  expect(engine.loads).toEqual(['stories-4m', 'minilm-mlm']);
});

it('cancels one and goes on with the other', async () => {
  const engine = new HeldEngine();
  const element = await make(engine);
  await run.click();
  await progress('MiniLM-MLM').getByRole('button', { name: 'Cancel' }).click();
  await expect.element(page.getByText('Loading MiniLM-MLM was cancelled.')).toBeVisible();
  await expect.poll(() => element.shadowRoot?.activeElement).toBe(run.element());
  await expect.element(progress('Stories-4M')).toBeVisible();
  engine.finish('stories-4m');
  await expect.poll(() => element.outcomes).toEqual([false]);
  await expect.element(page.getByText(/^\s*Loads MiniLM-MLM first: 21 MB/)).toBeVisible();

  await run.click();
  await expect.element(page.getByText('was cancelled')).not.toBeInTheDocument();
  engine.finish('minilm-mlm');
  await expect.poll(() => element.outcomes).toEqual([false, true]);
  expect(engine.loads).toEqual(['stories-4m', 'minilm-mlm', 'minilm-mlm']);
});

it('says which one failed, and tries that one again', async () => {
  const engine = new HeldEngine();
  const element = await make(engine);
  const errors: unknown[] = [];
  element.addEventListener('lm-error', (event) => errors.push((event as LmErrorEvent).error));
  await run.click();
  const error = network();
  engine.held.get('minilm-mlm')!.fail(error);
  await expect
    .element(alert())
    .toHaveTextContent(/MiniLM-MLM could not be loaded\.\s*The network failed while fetching/);
  await expect.element(progress('Stories-4M')).toBeVisible();
  engine.finish('stories-4m');
  await expect.poll(() => element.outcomes).toEqual([false]);
  expect(errors).toEqual([error]);

  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(alert()).toHaveTextContent('');
  // The button that was pressed is gone.
  await expect.poll(() => element.shadowRoot?.activeElement).toBe(run.element());
  engine.finish('minilm-mlm');
  await expect.poll(() => element.masked.phase).toBe('ready');
  expect(engine.loads).toEqual(['stories-4m', 'minilm-mlm', 'minilm-mlm']);
});

it('names both where both fail, and rejects with what failed, not with what was cancelled', async () => {
  const engine = new HeldEngine();
  const element = await make(engine);
  const outcome = element.load().catch((error: unknown) => error);
  engine.held.get('stories-4m')!.fail(network());
  engine.held.get('minilm-mlm')!.fail(network());
  await expect.element(alert()).toHaveTextContent('Stories-4M and MiniLM-MLM could not be loaded.');
  expect(await outcome).toMatchObject({ code: 'network' });

  const second = element.load().catch((error: unknown) => error);
  element.autoregressive.cancel();
  engine.held.get('minilm-mlm')!.fail(network());
  expect(await second).toMatchObject({ code: 'network' });
  await expect.element(page.getByText('Loading Stories-4M was cancelled.')).toBeVisible();
  await expect.element(alert()).toHaveTextContent(/^\s*MiniLM-MLM could not be loaded\./);
});

it('tells an error that ended both loads once', async () => {
  const engine = new HeldEngine();
  const element = await make(engine);
  const onError = vi.fn();
  element.addEventListener('lm-error', onError);
  await run.click();
  const error = new EngineError('session-failed', { detail: 'no memory' });
  for (const { fail } of engine.held.values()) fail(error);
  await expect.poll(() => element.outcomes).toEqual([false]);
  expect(onError).toHaveBeenCalledOnce();
});

it('keeps both when it is moved, and gives both back when it leaves for good', async () => {
  const engine = new HeldEngine();
  const element = await makeReady(engine);
  const box = document.createElement('div');
  document.body.append(box);
  box.append(element);
  await element.updateComplete;
  expect(engine.disposed).toEqual([]);
  expect(element.masked.phase).toBe('ready');
  element.remove();
  await expect.poll(() => engine.disposed).toEqual(['stories-4m', 'minilm-mlm']);
});

it('ends the loads under way when it leaves for good, without a word', async () => {
  const engine = new HeldEngine();
  const element = await make(engine);
  await run.click();
  await expect.element(progress('Stories-4M')).toBeVisible();
  element.remove();
  await expect.poll(() => element.outcomes).toEqual([false]);
  document.body.append(element);
  await element.updateComplete;
  await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument();
  await expect.element(page.getByText('cancelled')).not.toBeInTheDocument();
});

it('lets go of the one whose model is another, and of no other', async () => {
  const engine = new HeldEngine();
  const element = await makeReady(engine);
  await page.getByRole('combobox', { name: 'Autoregressive model' }).selectOptions('smollm2-135m-instruct');
  await expect.poll(() => engine.disposed).toEqual(['stories-4m']);
  expect(element.masked.phase).toBe('ready');
  await expect.element(page.getByText(/^\s*Loads SmolLM2-135M-Instruct first/)).toBeVisible();
  await run.click();
  engine.finish('smollm2-135m-instruct');
  await expect.poll(() => element.outcomes).toEqual([true, true]);
  expect(engine.loads).toEqual(['stories-4m', 'minilm-mlm', 'smollm2-135m-instruct']);
  expect(engine.disposed).toEqual(['stories-4m']);
});

it('shows the loads of its engine after a change of backend, without a button', async () => {
  const engine = new HeldEngine();
  await makeReady(engine);
  const rest = { form: 'q4', status: 'loading', progress: null, info: null, error: null } as const;
  engine.setState({ models: [{ id: 'minilm-mlm', ...rest }] });
  await expect.element(progress('MiniLM-MLM')).toHaveTextContent('Starting the worker…');
  await expect.element(progress('MiniLM-MLM').getByRole('button')).not.toBeInTheDocument();
  await expect.element(progress('Stories-4M')).not.toBeInTheDocument();
});

/** As many tokenizers as there are, without their models. */
class Tokenizers extends ModelsElement {
  static override styles = [shared];

  readonly all = ['stories-4m', 'minilm-mlm'].map((id) => this.addLoad(tokenizers, { id: () => id }));

  override render(): TemplateResult {
    return html`<div part="base">${this.renderLoadHint()} ${this.renderProgress()}</div>`;
  }
}

/** Two models whose loads show as one, in a slot. */
class CombinedModels extends TwoModels {
  static override styles = [shared, slotStyles];

  override render(): TemplateResult {
    return html`<div part="base">
      <button class="primary">Run</button>${this.renderStatusSlot('Nothing to do.', { combined: true })}
    </div>`;
  }
}

define('test-combined-models', CombinedModels);

it('shows several loads as one, which never goes back, and cancels them together', async () => {
  const engine = new HeldEngine();
  const element = await mount<CombinedModels>('test-combined-models', engine);
  const slot = element.shadowRoot!.querySelector('.slot')!;
  const height = slot.getBoundingClientRect().height;
  const loading = element.load().catch((error: unknown) => error);
  const bar = page.getByRole('progressbar');
  // 1 MB of 4 MB have come of each.
  await expect.element(page.getByText('2.0 MB of 8.0 MB')).toBeVisible();
  expect(bar.all()).toHaveLength(1);
  await expect.element(bar).toHaveAttribute('aria-label', 'Loading Stories-4M and MiniLM-MLM…');
  await expect.element(page.getByText(/The first click loads/)).not.toBeInTheDocument();
  expect(slot.getBoundingClientRect().height).toBe(height);
  engine.finish('stories-4m');
  await expect.element(page.getByText('5.0 MB of 8.0 MB')).toBeVisible();
  expect(slot.getBoundingClientRect().height).toBe(height);
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await loading).toMatchObject({ name: 'AbortError' });
  await expect.element(page.getByText('Loading MiniLM-MLM was cancelled.')).toBeVisible();
  await expect.poll(() => element.shadowRoot?.activeElement).toBe(run.element());

  // What was there before this attempt is no part of it.
  const again = element.load();
  await expect.element(page.getByText('1.0 MB of 4.0 MB')).toBeVisible();
  engine.finish('minilm-mlm');
  await again;
  await expect.element(page.getByText('Nothing to do.')).toBeVisible();
  expect(slot.getBoundingClientRect().height).toBe(height);
});

define('test-tokenizers', Tokenizers);

it('loads tokenizers as it does models', async () => {
  const engine = new FakeEngine();
  const loadTokenizer = vi.spyOn(engine, 'loadTokenizer');
  const element = await mount<Tokenizers>('test-tokenizers', engine);
  // From the sizes of tokenizer.json and tokenizer_config.json.
  await expect.element(page.getByText(/loads Stories-4M \(124 kB\) and MiniLM-MLM \(528 kB\)/)).toBeVisible();
  await element.load();
  expect(loadTokenizer.mock.calls.map(([id]) => id)).toEqual(['stories-4m', 'minilm-mlm']);
  expect(element.all.map((load) => load.loaded?.info.id)).toEqual(['stories-4m', 'minilm-mlm']);
  await expect.element(page.getByText('kept in this browser')).not.toBeInTheDocument();
});

it('forgets how a load ended once another model is asked for', async () => {
  const engine = new HeldEngine();
  const element = await make(engine);
  await run.click();
  engine.held.get('stories-4m')!.fail(network());
  element.masked.cancel();
  await expect.poll(() => element.outcomes).toEqual([false]);
  await expect.element(alert()).toHaveTextContent(/Stories-4M could not be loaded/);
  element.model = 'smollm2-135m-instruct';
  await element.updateComplete;
  await expect.element(alert()).toHaveTextContent('');
  expect([element.autoregressive.error, element.masked.cancelled]).toEqual([null, true]);
  element.maskedModel = 'another';
  await element.updateComplete;
  expect(element.masked.cancelled).toBe(false);
});

it('keeps an error that two loads share while one of them is still asked for', async () => {
  const engine = new HeldEngine();
  const element = await make(engine);
  const error = new EngineError('unexpected', { detail: '' });
  await run.click();
  engine.held.get('stories-4m')!.fail(error);
  engine.held.get('minilm-mlm')!.fail(error);
  await expect.poll(() => element.outcomes).toEqual([false]);
  element.model = 'smollm2-135m-instruct';
  await element.updateComplete;
  await expect.element(alert()).toHaveTextContent(/^\s*MiniLM-MLM could not be loaded/);
});
