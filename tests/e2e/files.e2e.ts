import { expect, test, type Page, type Route } from 'playwright/test';
import { host } from './origins.ts';
import { openApi } from './reference.ts';

const weights = '**/stories-4m/onnx/model_q4.onnx_data';

/** Loads the story model; gives the error that came, or the first token. */
async function load(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const engine = window.lmLens.createEngine({ backend: 'wasm' });
    try {
      const model = await engine.load('stories-4m');
      for await (const step of model.generate('Once upon a time', { maxTokens: 1, temperature: 0 }))
        return step.text;
      return 'nothing';
    } catch (error) {
      const { name, code, data } = error as { name: string; code: string; data: unknown };
      return { name, code, data };
    } finally {
      engine.dispose();
    }
  });
}

const faults: { name: string; answer: (route: Route) => Promise<void>; error: object }[] = [
  {
    name: 'missing',
    answer: (route) => route.fulfill({ status: 404, body: 'no' }),
    error: { code: 'file-missing', data: { file: 'onnx/model_q4.onnx_data', status: 404 } },
  },
  {
    name: 'answered with the start page of a single-page server',
    answer: (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>site</title>' }),
    error: { code: 'file-missing' },
  },
  {
    name: 'cut short',
    answer: async (route) => {
      const body = await (await route.fetch()).body();
      await route.fulfill({ contentType: 'application/octet-stream', body: body.subarray(0, 1_000_000) });
    },
    error: {
      code: 'file-damaged',
      data: { file: 'onnx/model_q4.onnx_data', expectedBytes: 3_411_968, receivedBytes: 1_000_000 },
    },
  },
  {
    name: 'too long',
    answer: async (route) => {
      const body = await (await route.fetch()).body();
      await route.fulfill({ contentType: 'application/octet-stream', body: Buffer.concat([body, body]) });
    },
    error: { code: 'file-damaged' },
  },
  {
    name: 'changed in one byte',
    answer: async (route) => {
      const body = Buffer.from(await (await route.fetch()).body());
      body[123_456]! ^= 1;
      await route.fulfill({ contentType: 'application/octet-stream', body });
    },
    error: { code: 'file-damaged', data: { expectedBytes: 3_411_968, receivedBytes: 3_411_968 } },
  },
  { name: 'unreachable', answer: (route) => route.abort('connectionrefused'), error: { code: 'network' } },
];

for (const { name, answer, error } of faults) {
  test(`a weight file that is ${name} is said in words, is not kept, and the next load is good`, async ({
    page,
  }) => {
    await openApi(page, host);
    await page.route(weights, answer, { times: 1 });
    expect(await load(page)).toMatchObject({ name: 'EngineError', ...error });
    const kept = await page.evaluate(async () =>
      (await (await caches.open('lm-lens-models-1')).keys()).map(({ url }) => url),
    );
    expect(kept.filter((url) => url.includes('onnx_data'))).toEqual([]);
    expect(await load(page)).toBe(',');
  });
}

test('a kept file that went bad is dropped and fetched again', async ({ page }) => {
  await openApi(page, host);
  expect(await load(page)).toBe(',');
  await page.waitForFunction(async () => {
    const keys = await (await caches.open('lm-lens-models-1')).keys();
    return keys.some(({ url }) => url.includes('onnx_data'));
  });
  await page.evaluate(async () => {
    const cache = await caches.open('lm-lens-models-1');
    const key = (await cache.keys()).find(({ url }) => url.includes('onnx_data'))!;
    await cache.put(key, new Response(new Uint8Array(3_411_968)));
  });
  let fetched = 0;
  await page.route(weights, (route) => {
    fetched++;
    return route.continue();
  });
  expect(await load(page)).toBe(',');
  expect(fetched).toBe(1);
});

test('without storage the model is fetched each time and works', async ({ page }) => {
  await page.route('**/lm-lens-worker-*.js', async (route) => {
    const response = await route.fetch();
    const denied = 'self.caches.open = () => Promise.reject(new DOMException("denied", "SecurityError"));';
    await route.fulfill({ response, body: denied + (await response.text()) });
  });
  await openApi(page, host);
  expect(await load(page)).toBe(',');
  expect(await load(page)).toBe(',');
});
