import { expect, test } from 'playwright/test';
import { isolatedHost } from './origins.ts';
import { loadModel, openApi, readReference } from './reference.ts';

/** A software GPU takes its time: `LM_LENS_SLOW=1` writes as many tokens as on WASM. */
const count = process.env['LM_LENS_SLOW'] ? 64 : 12;

/** Ways to make a session on WebGPU, and to run it, that must not change what it writes. */
const ways: Record<string, { session?: object; run?: object }> = {
  'as it is': {},
  'without the prefix cache': { run: { prefixCache: false } },
  'with drafts after a single token': { run: { draftTokens: 4, ngram: 1 } },
  'without a KV cache': { run: { kvCache: false } },
  'keys and values through the processor': { session: { keysAndValues: 'cpu' } },
  'all checks, buffers released after each run, a warm-up': {
    session: { validation: 'full', bufferCache: 'lazyRelease', warmUp: true, powerPreference: 'low-power' },
  },
  'few checks, buffers kept by their exact size': {
    session: { validation: 'wgpuOnly', bufferCache: 'simple' },
  },
};

// In fp32: the kernels for 4-bit weights round the activations, one way for a row and another for several.
test(`the story model writes the same ${count} greedy tokens on WebGPU, however it is set and run`, async ({
  page,
}) => {
  test.setTimeout(process.env['LM_LENS_SLOW'] ? 1_800_000 : 300_000);
  await openApi(page, isolatedHost);
  const { tokenIds } = readReference('stories-4m').prompts[0]!;
  let first: number[] | null = null;
  for (const [name, { session, run }] of Object.entries(ways)) {
    if (session || !first) {
      await loadModel(page, 'stories-4m', { backend: 'webgpu', form: 'fp32', ...session });
    }
    const { ids, dispatches, memoryBytes } = await page.evaluate(
      async ({ tokenIds, run, count }) => {
        const options = { maxTokens: count, temperature: 0, top: 0, ...run };
        const {
          tokenIds: ids,
          dispatches,
          memoryBytes,
        } = await window.model.generate(tokenIds, options).finished;
        return { ids, dispatches, memoryBytes };
      },
      { tokenIds, run, count },
    );
    first ??= [...ids];
    expect(ids, name).toEqual(first);
    expect(ids).toHaveLength(count);
    // Thousands for a dozen tokens; how many depends on the runtime's version.
    expect(dispatches).toBeGreaterThan(count);
    // The weights lie in buffers of the GPU: 4.5 million of four bytes.
    expect(memoryBytes).toBeGreaterThan(18e6);
  }
});
