import { expect, test } from 'playwright/test';
import { host } from './origins.ts';
import { loadModel, openApi, readReference } from './reference.ts';

test('forms of one model: the one that is named and the one that is taken unasked are one copy', async ({
  page,
}) => {
  await openApi(page, host);
  const counts = await page.evaluate(async () => {
    const engine = window.lmLens.createEngine({ backend: 'wasm' });
    const [plain, named] = await Promise.all([
      engine.load('stories-4m'),
      engine.load('stories-4m', { form: 'q4' }),
    ]);
    const one = engine.state.models.length;
    await engine.load('stories-4m', { form: 'q8' });
    const two = engine.state.models.length;
    await plain.dispose();
    await named.dispose();
    return { one, two, left: engine.state.models.map(({ form }) => form) };
  });
  expect(counts).toEqual({ one: 1, two: 2, left: ['q8'] });
});

test('a model that is disposed while it generates ends the text, and loads again', async ({ page }) => {
  await openApi(page, host);
  await loadModel(page, 'stories-4m', { backend: 'wasm' });
  const outcome = await page.evaluate(async () => {
    const { engine, model } = window;
    const generation = model.generate('Once upon a time', { maxTokens: 400, seed: 1 });
    await generation.next();
    const rest = (async () => {
      for await (const _ of generation);
      return 'ended';
    })().catch((error: { code: string }) => error.code);
    await model.dispose();
    const again = await engine.load('stories-4m');
    let text = '';
    for await (const step of again.generate('Once upon a time', { maxTokens: 3, temperature: 0 }))
      text += step.text;
    const { finishReason } = await generation.finished;
    return { rest: await rest, finishReason, text };
  });
  expect(outcome).toEqual({ rest: 'ended', finishReason: 'stopped', text: ', there was' });
});

test('a load that is cancelled while the session is opened leaves nothing, and the next one is good', async ({
  page,
}) => {
  const { text, masks } = readReference('minilm-mlm').prompts[0]!;
  await openApi(page, host);
  const outcome = await page.evaluate(async (text) => {
    const engine = window.lmLens.createEngine({ backend: 'wasm' });
    const abort = new AbortController();
    const phases: string[] = [];
    const cancelled = await engine
      .load('minilm-mlm', {
        signal: abort.signal,
        onProgress: ({ phase }) => {
          phases.push(phase);
          if (phase === 'session') abort.abort();
        },
      })
      .catch((error: Error) => error.name);
    const models = engine.state.models.length;
    const model = await engine.load('minilm-mlm');
    const blanks = await model.fill(text);
    return { cancelled, opened: phases.at(-1), models, best: blanks[0]!.top[0]!.tokenId };
  }, text);
  expect(outcome).toEqual({
    cancelled: 'AbortError',
    opened: 'session',
    models: 0,
    best: masks[0]!.top[0]![0],
  });
});

test('several callers of next get every step once, and all of them an end', async ({ page }) => {
  await openApi(page, host);
  await loadModel(page, 'stories-4m', { backend: 'wasm' });
  const outcome = await page.evaluate(async () => {
    const generation = window.model.generate('Once upon a time', { maxTokens: 4, temperature: 0 });
    const results = await Promise.all(Array.from({ length: 7 }, () => generation.next()));
    const ids = results.flatMap(({ value }) => (value ? [value.tokenId] : []));
    return {
      ids,
      summary: (await generation.finished).tokenIds,
      ends: results.filter(({ done }) => done).length,
    };
  });
  expect(outcome.ids).toEqual(outcome.summary);
  expect(outcome.ids).toHaveLength(4);
  expect(outcome.ends).toBe(3);
});

test('going on token by token ends where the context does', async ({ page }) => {
  await openApi(page, host);
  await loadModel(page, 'stories-4m', { backend: 'wasm' });
  const reasons = await page.evaluate(async () => {
    const start = (await window.model.tokenize('Once upon a time')).map(({ tokenId }) => tokenId);
    // 509 of 512 tokens are there: three more fit.
    const ids = Array.from({ length: 509 }, (_, i) => start[i % start.length]!);
    const found: string[] = [];
    for (let continued = 0; continued < 4; continued++) {
      const generation = window.model.generate(ids, { maxTokens: 1, temperature: 0, continued });
      try {
        for await (const step of generation) ids.push(step.tokenId);
        found.push((await generation.finished).finishReason);
      } catch (error) {
        found.push((error as { code: string }).code);
      }
    }
    return found;
  });
  expect(reasons).toEqual(['max-tokens', 'max-tokens', 'context-full', 'text-too-long']);
});

test('an element that is put into the page and loaded in one task has its model', async ({ page }) => {
  await page.goto(`${host}/embed.html`);
  const phases = await page.evaluate(async () => {
    await customElements.whenDefined('lm-generate');
    const element = document.createElement('lm-generate') as HTMLElement & {
      load(): Promise<void>;
      step(): Promise<void>;
      engine: { state: { models: readonly { id: string; status: string }[] } };
    };
    document.body.append(element);
    await element.load();
    await element.step();
    const before = element.engine.state.models.map(({ id, status }) => `${id} ${status}`);
    // Another form is another model: the one that is there is given back, and the text goes on with the other.
    Object.assign(element, { form: 'q8' });
    await element.step();
    const after = element.engine.state.models.map(({ id, status }) => `${id} ${status}`);
    const text = element.shadowRoot!.querySelector('lm-chips')!.shadowRoot!;
    return { before, after, chips: text.querySelectorAll('.chip:not(.prompt)').length };
  });
  expect(phases).toEqual({ before: ['stories-4m ready'], after: ['stories-4m ready'], chips: 2 });
});
