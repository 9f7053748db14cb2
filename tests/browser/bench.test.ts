import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/elements/bench/define.ts';
import recorded from '../../src/elements/bench/recorded/bench.json?raw';
import type { LmBench } from '../../src/elements/bench/bench.ts';
import { effectsOfPage } from '../../src/elements/settings/effects.ts';
import type { LmBenchEvent } from '../../src/events/bench-event.ts';
import type { LmErrorEvent } from '../../src/events/error-event.ts';
import type { Report } from '../../src/lab/types.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { RecordError } from '../../src/records/index.ts';
import { FakeLab } from '../unit/fake-lab.ts';
import { report as smallReport } from '../unit/make-bench.ts';
import { FakeEngine, mount } from './fake-engine.ts';

/** Two configurations, one workload, two rounds of one measurement. */
const short =
  'configurations=stories-4m q4 backend.wasm*stories-4m q4 backend.wasm kvCache.false&workloads=short-prompt&rounds=2&repetitions=1&limitSeconds=60&drift=0';

/** Without the KV cache each step takes 40 ms, with it 10. */
const slower = () => new FakeLab(({ kvCache }) => ({ stepMs: kvCache ? 10 : 40 }));

async function make(properties: Record<string, unknown> = {}, lab = slower()) {
  const element = await mount<LmBench>('lm-bench', new FakeEngine(), {
    noExample: true,
    plan: short,
    createEngine: lab.createEngine,
    ...properties,
  });
  const ended: Report[] = [];
  element.addEventListener('lm-bench', ({ report }: LmBenchEvent) => ended.push(report));
  return { element, lab, ended };
}

/** A lab whose second visit hangs, and the moment when it does. */
function hanging() {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const lab = new FakeLab(({ kvCache }) =>
    kvCache ? {} : { hangsAt: 'write', reached: (stage) => stage === 'write' && begin() },
  );
  return { lab, begun };
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const part = (element: LmBench, name: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`);
const rows = (element: LmBench) =>
  [...element.shadowRoot!.querySelectorAll('.spread-row > .hidden-visually')].map((row) => row.textContent);
const focused = (element: LmBench) =>
  expect.poll(() => element.shadowRoot!.activeElement?.textContent?.trim());
const checks = () => page.getByRole('checkbox');

beforeEach(() => {
  location.hash = '';
  effectsOfPage.clear();
});
afterEach(() => document.body.replaceChildren());

describe('a run', () => {
  it('visits each cell in engines of their own, and shows what it found', async () => {
    const { element, lab, ended } = await make();
    await expect.element(page.getByText(/^4 visits to 2 cells; at most \d/)).toBeVisible();
    await button('Run').click();
    await expect.element(page.getByText(/^Done: 4 visits in 0:0\d\.$/)).toBeVisible();
    expect([lab.made, lab.alive]).toEqual([4, 0]);
    expect(ended).toHaveLength(1);
    expect(ended[0]!.cells.map(({ end, visits }) => [end?.kind, visits.length])).toEqual([
      ['done', 2],
      ['done', 2],
    ]);
    // A token every 10 ms or every 40 ms.
    expect(rows(element)).toEqual([
      'WASM: 100 tokens/s, 100 tokens/s to 100 tokens/s, baseline',
      'WASM, KV cache off: 25.0 tokens/s, 25.0 tokens/s to 25.0 tokens/s, × 0.25',
    ]);
    await expect.element(page.getByText('Stories-4M, Short prompt, 4-bit: all 2 the same')).toBeVisible();
    const table = page.getByRole('table', { name: 'Stories-4M' });
    await expect
      .element(table.getByRole('row', { name: /^WASM, KV cache off/ }))
      .toHaveTextContent(/25\.0 tokens\/s.*50\.0 ms.*done/s);
  });

  it('compares by another metric', async () => {
    const { element } = await make();
    await element.compute();
    await page.getByRole('combobox', { name: 'Compare by' }).selectOptions('Time to the first token (ms)');
    expect(rows(element)[1]).toBe('WASM, KV cache off: 50.0 ms, 50.0 ms to 50.0 ms, × 1.00');
    await page.getByRole('combobox', { name: 'Compare by' }).selectOptions('Slowest steps (p95, ms)');
    expect(rows(element)[1]).toBe('WASM, KV cache off: 40.0 ms, 40.0 ms to 40.0 ms, × 4.00');
  });

  it('shows a cell that fails with its reason, and goes on', async () => {
    const missing = { form: 'q4', backend: 'wasm', missing: 'shader-f16' } as const;
    const lab = new FakeLab(({ kvCache }) =>
      kvCache ? { fails: new EngineError('form-unavailable', missing) } : {},
    );
    const { element, ended } = await make({}, lab);
    await element.compute();
    expect(ended[0]!.cells.map(({ end, visits }) => [end?.kind, visits.length])).toEqual([
      ['failed', 0],
      ['done', 2],
    ]);
    expect(lab.alive).toBe(0);
    const reason = 'Failed. The q4 weights cannot run on wasm here: shader-f16 is missing.';
    expect(rows(element)[0]).toContain(`WASM: ${reason}`);
    await expect.element(page.getByRole('row', { name: new RegExp(reason) })).toBeInTheDocument();
  });

  it('leaves the effect of a single setting to the settings', async () => {
    const { element } = await make();
    await element.compute();
    expect(effectsOfPage.effects.get('kvCache')).toEqual([
      expect.objectContaining({
        from: 'true',
        to: 'false',
        modelId: 'stories-4m',
        form: 'q4',
        workload: 'short-prompt',
        what: 'decode',
        ratio: 0.25,
        low: 0.25,
        high: 0.25,
        count: 4,
      }),
    ]);
  });

  it('says when two configurations wrote different tokens', async () => {
    const lab = new FakeLab(({ kvCache }) => ({ writes: kvCache ? [1, 2, 3, 4] : [1, 2, 9, 4] }));
    const { element } = await make({}, lab);
    await element.compute();
    await expect.element(page.getByText('“WASM” and “WASM, KV cache off” part at token 3')).toBeVisible();
  });

  it('is one at a time in a page', async () => {
    const { lab, begun } = hanging();
    const { element } = await make({}, lab);
    const other = document.createElement('lm-bench');
    Object.assign(other, { noExample: true, plan: short, createEngine: lab.createEngine });
    other.engine = new FakeEngine() as never;
    document.body.append(other);
    const running = element.compute();
    await begun;
    const made = lab.made;
    await other.compute();
    await expect.element(page.getByText('Another benchmark is running in this page.')).toBeVisible();
    expect(lab.made).toBe(made);
    element.stop();
    await running;
    expect(lab.alive).toBe(0);
  });
});

describe('a run that is stopped', () => {
  it.each([
    ['its button', () => button('Stop').click()],
    ['Escape', () => userEvent.keyboard('{Escape}')],
  ])('by %s leaves nothing running, and keeps what was found', async (_name, stop) => {
    const { lab, begun } = hanging();
    const { element, ended } = await make({}, lab);
    await button('Run').click();
    await begun;
    await expect.element(page.getByText('Visit 2 of 4')).toBeVisible();
    await expect
      .element(page.getByRole('progressbar', { name: 'Visits that are over' }))
      .toHaveAttribute('value', '1');
    await expect.element(page.getByText('Stories-4M, Short prompt, WASM, KV cache off')).toBeVisible();
    await expect.element(checks().first()).toBeDisabled();
    await stop();
    await expect.element(page.getByText('Stopped after 1 visit.')).toBeVisible();
    await focused(element).toBe('Run');
    expect(lab.alive).toBe(0);
    expect(ended[0]!.cells.map(({ end, visits }) => [end?.kind, visits.length])).toEqual([
      ['stopped', 1],
      ['stopped', 0],
    ]);
    expect(rows(element)).toEqual(['WASM: 100 tokens/s, baseline, stopped', 'WASM, KV cache off: stopped']);
    expect(JSON.parse(element.exportView()!).cells[0].visits).toHaveLength(1);
    await expect.element(button('Stop')).not.toBeInTheDocument();
    await expect.element(checks().first()).toBeEnabled();
  });

  it('by leaving the page, and not by moving in it', async () => {
    const { lab, begun } = hanging();
    const { element, ended } = await make({}, lab);
    const running = element.compute();
    await begun;
    document.body.append(document.createElement('section'));
    document.querySelector('section')!.append(element);
    await element.updateComplete;
    expect([lab.alive, ended.length]).toEqual([1, 0]);
    element.remove();
    await running;
    expect([lab.alive, ended.length]).toEqual([0, 1]);
  });

  it('keeps the results from before in sight until there are others', async () => {
    const { lab, begun } = hanging();
    const { element } = await make({}, lab);
    element.importView(await fileOf());
    // The one that hangs comes first.
    element.plan = short.replace(/(configurations=)(.*?)\*(.*?)&/, '$1$3*$2&');
    await element.updateComplete;
    const running = element.compute();
    await begun;
    await element.updateComplete;
    expect(rows(element)[0]).toMatch(/^WASM, 2 threads/);
    element.stop();
    await running;
    await element.updateComplete;
    expect(rows(element)[0]).toBe('WASM, KV cache off: stopped');
  });

  it('by a file that is brought in, which stays', async () => {
    const { lab, begun } = hanging();
    const { element } = await make({}, lab);
    const running = element.compute();
    await begun;
    element.importView(await fileOf());
    await running;
    await element.updateComplete;
    expect(lab.alive).toBe(0);
    expect(element.report!.plan.configurations[0]!.settings.threads).toBe(2);
  });
});

/** The small report as a file. */
async function fileOf(change: (report: Report) => Report = (one) => one): Promise<string> {
  const { writeBench, modelsOfReport } = await import('../../src/records/views/bench.ts');
  const report = change(smallReport());
  return writeBench(
    report,
    modelsOfReport(report, () => 4096),
  );
}

describe('the plan', () => {
  it('begins with configurations that are of use here, the first one the baseline', async () => {
    const { element } = await make({ plan: '' });
    const names = () =>
      [...element.shadowRoot!.querySelectorAll('.rows .check')].map((row) => row.textContent.trim());
    expect(names().slice(0, 6)).toEqual([
      'Defaults',
      'As libraries do',
      '8-bit',
      '32-bit',
      'KV cache off',
      'Drafts of 8',
    ]);
    await expect.element(page.getByText('baseline · as the engine is set now')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Defaults' }).click();
    await expect.element(page.getByText('as the engine is set now')).toBeVisible();
    const libraries = page.getByRole('listitem').filter({ hasText: 'As libraries do' });
    await expect.element(libraries).toHaveTextContent('baseline');
  });

  it('says which workloads and forms a model has not', async () => {
    await make({ plan: '' });
    await page.getByRole('checkbox', { name: 'MiniLM-MLM' }).click();
    await expect.element(page.getByText('Not for MiniLM-MLM.').first()).toBeVisible();
    await expect.element(page.getByText('Not for Stories-4M.')).toBeVisible();
    await expect.element(page.getByText('MiniLM-MLM has no such weights').first()).toBeVisible();
    await expect.element(page.getByText('makes no difference for MiniLM-MLM').first()).toBeVisible();
  });

  it('that has nothing to run says so, and runs nothing', async () => {
    const { element, lab } = await make();
    const errors: unknown[] = [];
    element.addEventListener('lm-error', ({ error }: LmErrorEvent) => errors.push(error));
    await page.getByRole('checkbox', { name: 'Stories-4M' }).click();
    await expect.element(page.getByText('Choose at least one model')).toBeVisible();
    await expect.element(button('Run')).toHaveAttribute('aria-disabled', 'true');
    await element.compute();
    expect(lab.made).toBe(0);
    expect(errors).toMatchObject([{ code: 'invalid-option', data: { name: 'plan' } }]);
  });

  it('is changed by keys: a row that differs in a setting, and one that is removed', async () => {
    const { element } = await make();
    await page.getByText('Add one that differs in a setting').click();
    await page.getByRole('combobox', { name: 'Begin with' }).selectOptions('WASM, KV cache off');
    await page.getByRole('combobox', { name: 'Setting' }).selectOptions('Threads');
    await page.getByRole('spinbutton', { name: 'Value' }).fill('3');
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.element(page.getByText('Added: WASM, 3 threads, KV cache off.')).toBeVisible();
    await expect.element(page.getByText(/^6 visits to 3 cells/)).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('It is there already: WASM, 3 threads')).toBeVisible();
    (button('Remove WASM').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect
      .poll(() => element.shadowRoot!.activeElement?.getAttribute('aria-label'))
      .toBe('Remove WASM, KV cache off');
    await expect.element(page.getByText(/^4 visits to 2 cells/)).toBeVisible();
  });

  it('takes what the engine is set to as another row', async () => {
    const engine = new FakeEngine();
    await engine.configure({ draftTokens: 5 });
    const element = await mount<LmBench>('lm-bench', engine, { noExample: true, plan: short });
    await button('Add the present settings').click();
    await expect.element(page.getByRole('checkbox', { name: 'Drafts of 5' })).toBeChecked();
    await expect.element(page.getByText('as the engine is set now')).toBeVisible();
    expect(element.report).toBeNull();
  });

  it('of an attribute that is wrong is clamped and named', async () => {
    await make({
      plan: 'configurations=stories-4m q4 threads.99*gpt-9 q4*stories-4m q2&workloads=short-prompt sing&rounds=500&colour=red',
    });
    await expect.element(page.getByRole('spinbutton', { name: 'Rounds' })).toHaveValue(20);
    await expect.element(page.getByText('left out: colour.')).toBeVisible();
    const said = page.getByText('Not all of the plan could be taken as it was:');
    await expect.element(said).toHaveTextContent('threads is 64 in the place of “99”');
    await expect.element(said).toHaveTextContent('there is no model “gpt-9”');
    await expect.element(said).toHaveTextContent('there is no form “q2”');
    await expect.element(said).toHaveTextContent('there is no workload “sing”');
    await expect.element(said).toHaveTextContent('rounds is 20 in the place of “500”');
  });

  it('keeps the amounts in their ranges', async () => {
    await make();
    const rounds = page.getByRole('spinbutton', { name: 'Rounds' });
    await rounds.fill('99');
    await userEvent.keyboard('{Tab}');
    await expect.element(rounds).toHaveValue(20);
    await rounds.fill('');
    await userEvent.keyboard('{Tab}');
    await expect.element(rounds).toHaveValue(20);
  });
});

describe('in and out', () => {
  it('writes a link that repeats the run', async () => {
    const copied: string[] = [];
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
      copied.push(text);
    });
    await make({ linkKey: 'b' });
    await page.getByText('In and out').click();
    await button('Copy link').click();
    await expect.element(page.getByText('Link copied.')).toBeVisible();
    const { hash } = new URL(copied[0]!);
    location.hash = hash;
    const { element: other, lab, ended } = await make({ linkKey: 'b', plan: '' });
    expect(lab.made).toBe(0);
    await other.compute();
    expect(ended[0]!.plan).toMatchObject({
      workloads: ['short-prompt'],
      rounds: 2,
      repetitions: 1,
      drift: false,
    });
    expect(
      ended[0]!.plan.configurations.map(({ form, settings }) => [form, settings.backend, settings.kvCache]),
    ).toEqual([
      ['q4', 'wasm', true],
      ['q4', 'wasm', false],
    ]);
  });

  it('goes by the link of the page before the attribute', async () => {
    location.hash = '#b.rounds=7';
    const { element } = await make({ linkKey: 'b' });
    await element.updateComplete;
    await expect.element(page.getByRole('spinbutton', { name: 'Rounds' })).toHaveValue(7);
  });

  it('shows a file as it was, with the machine that it is of', async () => {
    const { element } = await make();
    await element.compute();
    const file = element.exportView()!;
    const { element: other, lab } = await make({ plan: '' });
    other.importView(file);
    await expect.element(page.getByText('These numbers come from a file.')).toBeVisible();
    expect(rows(other)).toHaveLength(2);
    expect(JSON.parse(other.exportView()!)).toEqual(JSON.parse(file));
    await expect.element(page.getByText(/^4 visits to 2 cells/)).toBeVisible();
    expect(lab.made).toBe(0);
    await page.getByRole('checkbox', { name: 'Stories-4M' }).click();
    await expect.element(page.getByText('These numbers are of another plan')).toBeVisible();
  });

  it('refuses a file in words, and changes nothing', async () => {
    const { element } = await make();
    const good = await fileOf();
    element.importView(good);
    const before = element.exportView();
    for (const bad of [
      '{',
      '{"format":"lm-lens/compare","version":1}',
      good.replace('"rounds":2', '"rounds":-2'),
    ]) {
      expect(() => element.importView(bad)).toThrow(RecordError);
    }
    expect(() => element.importView(null as never)).toThrow(RecordError);
    expect(element.exportView()).toBe(before);
    await page.getByText('In and out').click();
    const transfer = new DataTransfer();
    transfer.items.add(new File([good.replace('"firstMs":80.5', '"firstMs":"soon"')], 'bench.json'));
    part(element, 'base')!.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
    await expect.element(page.getByText(/The file is damaged: .*firstMs is of the wrong kind/)).toBeVisible();
  });

  it('draws drift and speed, and marks what was measured in the background', async () => {
    const { element } = await make();
    element.importView(
      await fileOf((report) => {
        const [first, second] = report.cells as [Report['cells'][number], Report['cells'][number]];
        const visits = first.visits.map((visit) => ({ ...visit, hidden: true as const }));
        return { ...report, cells: [{ ...first, visits }, second] };
      }),
    );
    await expect.element(page.getByText('The page was in the background')).toBeVisible();
    // 2 tokens in 60 ms; 0.01 nats and 87.5 % of make-bench.ts.
    await expect
      .element(
        page.getByRole('option', {
          name: 'WASM, 2 threads: 33.3 tokens/s, 0.0100 nats from the reference, the same likeliest token at 87.50% of the positions',
        }),
      )
      .toBeInTheDocument();
    await expect.element(page.getByText('4 logical cores')).toBeVisible();
    await expect.element(page.getByText('Browser/1.0')).toBeVisible();
  });
});

it.skipIf(recorded.trim() === '{}')('shows a recorded run, and says so, until one is run here', async () => {
  const { element, ended } = await make({ noExample: false });
  await expect.element(page.getByText('This is a recording, measured on another machine')).toBeVisible();
  expect(rows(element).length).toBeGreaterThan(1);
  await element.compute();
  await expect.element(page.getByText('This is a recording')).not.toBeInTheDocument();
  expect(element.report).toBe(ended[0]);
});

it('scrolls nothing sideways at 360 px with 200 % text', async () => {
  await page.viewport(360, 800);
  document.documentElement.style.fontSize = '32px';
  try {
    const { element } = await make({ linkKey: 'b' });
    element.importView(await fileOf());
    await element.updateComplete;
    for (const details of element.shadowRoot!.querySelectorAll('details')) details.open = true;
    await page.getByText('Keys', { exact: true }).click();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  } finally {
    document.documentElement.removeAttribute('style');
    await page.viewport(1280, 800);
  }
});

describe.each([
  ['light', 'en', 360],
  ['dark', 'ko', 360],
  ['light', 'ko', 1100],
])('in %s, %s, at %i px', (scheme, language, width) => {
  it('leaves axe nothing to find, and scrolls nothing sideways', async () => {
    await page.viewport(width, 800);
    document.documentElement.style.colorScheme = scheme;
    document.documentElement.style.background = scheme === 'dark' ? '#16161c' : '#fff';
    try {
      const { element } = await make({ lang: language, linkKey: 'b' });
      await page
        .getByText(language === 'ko' ? '설정 하나를 바꾼 구성 추가' : 'Add one that differs in a setting')
        .click();
      await element.compute();
      element.importView(await fileOf());
      await element.updateComplete;
      if (language === 'ko') {
        await expect.element(page.getByRole('heading', { name: '결과' })).toBeVisible();
        expect(rows(element)[1]).toContain('실패했어요.');
      }
      const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    } finally {
      document.documentElement.removeAttribute('style');
      await page.viewport(1280, 800);
    }
  });
});
