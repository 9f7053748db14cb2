import { expect, test, type Page } from 'playwright/test';
import { chips } from './generate.ts';
import { isolatedHost, site } from './origins.ts';
import { openApi } from './reference.ts';

/** A page of another origin with one element of the lab on it. */
async function open(page: Page, tag: string, attributes: Record<string, string>): Promise<void> {
  await openApi(page, isolatedHost);
  await page.evaluate(
    ({ tag, attributes }) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
    },
    { tag, attributes },
  );
}

/** Threads of ONNX Runtime are workers too, and end a little after the one that made them. */
const noWorkers = (page: Page) => expect.poll(() => page.workers().length, { timeout: 15_000 }).toBe(0);

const plan = (more: string) =>
  `bench.configurations=stories-4m+q4+backend.wasm*stories-4m+q4+backend.wasm+draftTokens.8` +
  `&bench.workloads=repeating&bench.repetitions=1&bench.limitSeconds=60&${more}`;

test('lm-bench: a plan is run in fresh workers, shown, kept as a file that is read again, and nothing is left running', async ({
  page,
}) => {
  await open(page, 'lm-bench', { plan: plan('bench.rounds=2&bench.drift=true'), 'no-example': '' });
  const bench = page.locator('lm-bench');
  await bench.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(bench).toContainText(/Done: 4 visits in/, { timeout: 120_000 });
  await noWorkers(page);
  // The engine of the page was not needed.
  const report = await bench.evaluate((element) => (element as HTMLElement & { report: unknown }).report);
  const { cells, drifts, environment } = report as {
    cells: {
      end: { kind: string };
      visits: { load: { fromStorage: boolean }; memoryBytes: number; measurements: never[] }[];
    }[];
    drifts: { meanKlNats: number; worstFromFile: number; positions: number; topAgreement: number }[];
    environment: { isolated: boolean; userAgent: string };
  };
  expect(cells.map(({ end, visits }) => [end.kind, visits.length])).toEqual([
    ['done', 2],
    ['done', 2],
  ]);
  // The files came once over the network, for the reference; the heap holds 4.5 million weights as float32.
  for (const { visits } of cells) {
    for (const { load, memoryBytes } of visits) {
      expect(load.fromStorage).toBe(true);
      expect(memoryBytes).toBeGreaterThan(18e6);
    }
  }
  // 4 bits against 32: some tenths of a nat at most, and as the native kernels have it.
  expect(drifts).toHaveLength(2);
  for (const { meanKlNats, worstFromFile, positions, topAgreement } of drifts) {
    expect(meanKlNats).toBeGreaterThan(1e-4);
    expect(meanKlNats).toBeLessThan(0.5);
    expect(topAgreement).toBeGreaterThan(0.7);
    expect(worstFromFile).toBeLessThan(0.01);
    expect(positions).toBeGreaterThan(50);
  }
  // Drafts change what is run, and nothing of the distributions.
  expect(drifts[1]!.meanKlNats).toBeCloseTo(drifts[0]!.meanKlNats, 5);
  expect(environment).toMatchObject({ isolated: true });
  await expect(bench).toContainText('all 2 the same');

  const file = await bench.evaluate((element) =>
    (element as HTMLElement & { exportView(): string }).exportView(),
  );
  await page.evaluate((file) => {
    const other = document.createElement('lm-bench') as HTMLElement & { importView(text: string): void };
    other.setAttribute('no-example', '');
    document.querySelector('lm-bench')!.replaceWith(other);
    other.importView(file);
  }, file);
  await expect(page.locator('lm-bench').getByRole('table').first()).toBeVisible();
  const again = await page
    .locator('lm-bench')
    .evaluate((element) => (element as HTMLElement & { exportView(): string }).exportView());
  expect(JSON.parse(again)).toEqual(JSON.parse(file));
});

test('lm-bench: stopped in the midst, it keeps what was found and leaves no worker', async ({ page }) => {
  await open(page, 'lm-bench', { plan: plan('bench.rounds=20&bench.drift=false'), 'no-example': '' });
  const bench = page.locator('lm-bench');
  await bench.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(bench).toContainText('Visit 3 of 40', { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(bench).toContainText(/Stopped after \d+ visits/);
  await noWorkers(page);
});

test('lm-bench: a form that this browser cannot run is a result with its reason', async ({ page }) => {
  const configurations = 'stories-4m+fp16+backend.wasm*stories-4m+q4+backend.wasm';
  await open(page, 'lm-bench', {
    plan: `bench.configurations=${configurations}&bench.workloads=short-prompt&bench.rounds=1&bench.repetitions=1&bench.drift=false`,
    'no-example': '',
  });
  const bench = page.locator('lm-bench');
  await bench.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(bench).toContainText('Failed. The fp16 weights cannot run on wasm here', { timeout: 60_000 });
  await expect(bench.getByRole('row', { name: /done/ }).first()).toBeVisible();
  await noWorkers(page);
});

test('lm-settings: values out of range are clamped and named, and hold for what is loaded then', async ({
  page,
}) => {
  await open(page, 'lm-settings', {
    model: 'stories-4m',
    settings: 'backend=wasm&threads=1&draftTokens=99&ngram=2&graphOptimization=most&__proto__=1',
  });
  const settings = page.locator('lm-settings');
  await expect(settings).toContainText(/draftTokens|Drafted tokens/);
  const notice = settings.locator('[part~=notice]');
  await expect(notice).toContainText('99');
  await expect(notice).toContainText('16');
  await expect(notice).toContainText('most');
  await expect(notice).toContainText('__proto__');
  const asked = await page.evaluate(() => {
    const { backend, threads, draftTokens, ngram, graphOptimization } = window.lmLens.sharedEngine().settings;
    return { backend, threads, draftTokens, ngram, graphOptimization };
  });
  expect(asked).toEqual({
    backend: 'wasm',
    threads: 1,
    draftTokens: 16,
    ngram: 2,
    graphOptimization: 'all',
  });
});

test('lm-settings: the fastest of this device is found, remembered, and shown at the next visit', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await open(page, 'lm-settings', { model: 'stories-4m' });
  const settings = page.locator('lm-settings');
  await settings.getByRole('button', { name: 'Find the fastest here' }).click();
  const table = settings.getByRole('table').first();
  await expect(settings.getByRole('button', { name: 'Forget' })).toBeVisible({ timeout: 180_000 });
  await noWorkers(page);
  const rows = await table.getByRole('row').count();
  expect(rows).toBeGreaterThan(3);

  await open(page, 'lm-settings', { model: 'stories-4m' });
  await expect(page.locator('lm-settings').getByRole('table').first().getByRole('row')).toHaveCount(rows);
  // Known, and not taken by itself.
  expect(await page.evaluate(() => window.lmLens.sharedEngine().settings.backend)).toBe('auto');
  await page.locator('lm-settings').getByRole('button', { name: 'Forget' }).click();
  await expect(page.locator('lm-settings').getByRole('table')).toHaveCount(0);
});

test('on the site, drafts that are set are drafted, and the metrics tell of them', async ({ page }) => {
  await page.goto(site);
  await page
    .locator('lm-settings')
    .getByRole('spinbutton', { name: /Drafted tokens/ })
    .fill('8');
  await page
    .locator('lm-settings')
    .getByRole('spinbutton', { name: /Drafted tokens/ })
    .press('Enter');
  const generate = page.locator('lm-generate');
  await generate.evaluate((element) => {
    const events: unknown[] = [];
    Object.assign(window, { events });
    element.addEventListener('lm-metrics', (event) => {
      const { metrics, final } = event as Event & { metrics: object; final: boolean };
      events.push({ ...metrics, final });
    });
    Object.assign(element, {
      prompt: 'the cat and the dog and the cat and the dog and the cat and',
      temperature: 0,
    });
  });
  await generate.getByRole('button', { name: 'Generate' }).click();
  await expect(chips(page)).not.toHaveCount(0, { timeout: 60_000 });
  await page.waitForFunction(() =>
    (window as unknown as { events: { final: boolean }[] }).events.some(({ final }) => final),
  );
  const last = await page.evaluate(() =>
    (window as unknown as { events: Record<string, number | boolean>[] }).events.at(-1),
  );
  expect(last).toMatchObject({ final: true, model: 'stories-4m', backend: 'wasm' });
  expect(last!['draftedTokens']).toBeGreaterThan(0);
  expect(last!['memoryBytes']).toBeGreaterThan(18e6);
  expect(last!['tokens']).toBe(await chips(page).count());
});
