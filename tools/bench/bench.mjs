// `npm run bench`: measures the engine in one run of one browser, prints a table and writes reports/bench.json.
//   --quick        fewer repetitions
//   --model ID     another autoregressive model (default smollm2-135m-instruct)
//   --threads N    threads on WASM (default: what the engine takes by itself)
// Absolute times differ from machine to machine; the ratios, taken in turn A B A B in the same run, are what counts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { browserFlags, findChromium, howToGetOne } from '../chromium.mjs';
import { isolation } from '../isolation.mjs';

const { values: args } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    model: { type: 'string', default: 'smollm2-135m-instruct' },
    threads: { type: 'string' },
  },
});
const executablePath = findChromium();
if (!executablePath) {
  console.error(howToGetOne);
  process.exit(1);
}

const rounds = args.quick ? 4 : 12;
const tokens = 32;
const loads = args.quick ? 1 : 3;

await build({ mode: 'bench', logLevel: 'warn' });
const server = await preview({
  mode: 'bench',
  build: { outDir: 'dist/bench' },
  preview: { port: 4399, strictPort: true, headers: isolation, open: false },
});
const url = 'http://localhost:4399/tools/bench/index.html';

const browser = await chromium.launch({
  executablePath,
  args: [...browserFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
});
const context = await browser.newContext();
const page = await context.newPage();
page.on('pageerror', (error) => console.error(error));
await page.goto(url);
await page.waitForFunction('window.bench');

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const round = (value, digits = 1) => Number(value.toFixed(digits));

/** Resident bytes of the page's own process, now and at most; only Linux tells. */
async function rendererMemory() {
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  await client.detach();
  let now = 0;
  let peak = 0;
  for (const { id, type } of processInfo) {
    if (type !== 'renderer') continue;
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const rss = Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
      if (rss > now) {
        now = rss;
        peak = Number(/VmHWM:\s+(\d+)/.exec(status)[1]) * 1024;
      }
    } catch {
      return null;
    }
  }
  return { now, peak };
}

/** Loads in a fresh engine, and leaves the model there. */
function load() {
  const request = { id: args.model, threads: args.threads ? Number(args.threads) : undefined };
  return page.evaluate(async ({ id, threads }) => {
    window.benchEngine?.dispose();
    const engine = window.bench.createEngine({ backend: 'wasm', threads });
    window.benchEngine = engine;
    const started = performance.now();
    const model = await engine.load(id);
    window.benchModel = model;
    return { ms: performance.now() - started, info: { ...model.info } };
  }, request);
}

/** One generation; times of the steps but the first. */
function generate(prompt, maxTokens, options = {}) {
  return page.evaluate(
    async ({ prompt, maxTokens, options }) => {
      const started = performance.now();
      const generation = window.benchModel.generate(prompt, { maxTokens, temperature: 0, ...options });
      const stepsMs = [];
      const tokenIds = [];
      let firstMs = 0;
      for await (const step of generation) {
        if (tokenIds.length === 0) firstMs = performance.now() - started;
        else stepsMs.push(step.timeMs);
        tokenIds.push(step.tokenId);
      }
      return { firstMs, stepsMs, tokenIds, wallMs: performance.now() - started };
    },
    { prompt, maxTokens, options },
  );
}

const results = { model: args.model, cores: cpus().length, cpu: cpus()[0].model, browser: browser.version() };

// Load: cold (nothing kept), then from the browser's storage.
const emptyMemory = await rendererMemory();
const cold = await load();
await page.waitForFunction(async () => {
  const cache = await caches.open('lm-lens-models-1');
  return (await cache.keys()).some(({ url }) => url.includes('onnx_data'));
});
Object.assign(results, {
  form: cold.info.form,
  backend: cold.info.backend,
  threads: cold.info.threads,
  loadColdMs: round(cold.ms, 0),
});

const ids = await page.evaluate(
  async (text) => (await window.benchModel.tokenize(text)).map(({ tokenId }) => tokenId),
  'The old sailor walked down to the harbour and',
);
const prompt = ids.slice(0, 8);
const { contextLength } = cold.info;

// Memory: four long texts, one after the other, each sample once garbage is freed. What grows within a text is
// its keys and values, of which ONNX Runtime holds a copy for the step's input and one for its output beside the
// worker's own; what a text adds to the one before would be a leak. The first one warms everything up.
const longRun = Math.min(args.quick ? 300 : 1000, contextLength - 16);
const config = await page.evaluate(
  async (id) => (await fetch(`../../models/${id}/config.json`)).json(),
  args.model,
);
const kvBytesPerToken =
  config.num_hidden_layers *
  2 *
  config.num_key_value_heads *
  config.head_dim *
  Float32Array.BYTES_PER_ELEMENT;

/** Goes on with a text until it has so many tokens, also beyond an end of text. */
async function writeUpTo(state, count) {
  while (state.written < count) {
    const options = { temperature: 1, topK: 40, seed: 7, continued: state.written };
    const { tokenIds } = await generate(state.ids, count - state.written, options);
    state.ids.push(...tokenIds);
    state.written += tokenIds.length;
  }
}

/** The memory once garbage is collected and freed, which goes on in the background. */
async function settledMemory() {
  // The engine's worker only: a thread of the WASM build waits for work and would never answer.
  const workers = page.workers().filter((worker) => worker.url().includes('lm-lens-worker'));
  let least = await rendererMemory();
  for (let unchanged = 0; least && unchanged < 4;) {
    await Promise.all([page, ...workers].map((where) => where.evaluate(() => globalThis.gc?.())));
    await new Promise((resolve) => setTimeout(resolve, 250));
    const memory = await rendererMemory();
    unchanged = memory.now < least.now - 1e6 ? 0 : unchanged + 1;
    if (memory.now < least.now) least = memory;
  }
  return least;
}

const samples = [];
for (const text of [1, 2, 3, 4]) {
  // Another first token, so that each text starts from nothing.
  const state = { ids: [ids[text], ...prompt.slice(1)], written: 0 };
  for (const at of [50, longRun / 2, longRun]) {
    await writeUpTo(state, at);
    samples.push({ text, tokens: at, ...(await settledMemory()) });
  }
}
if (samples[0].now) {
  const at = (text, count) => samples.find((one) => one.text === text && one.tokens === count).now;
  results.memory = {
    emptyPageMB: round(emptyMemory.now / 1e6, 0),
    peakMB: round(Math.max(...samples.map(({ peak }) => peak)) / 1e6, 0),
    samplesMB: samples.map(({ text, tokens: count, now }) => ({
      text,
      tokens: count,
      MB: round(now / 1e6, 0),
    })),
    tokens: longRun,
    keysAndValuesMB: round((kvBytesPerToken * (longRun - 50)) / 1e6, 1),
    growthWithinTextMB: round(median([2, 3, 4].map((text) => at(text, longRun) - at(text, 50))) / 1e6, 1),
    growthFromTextToTextMB: round((at(4, longRun) - at(2, longRun)) / 2 / 1e6, 1),
  };
}

// Time to the first token for three lengths of prompt.
results.firstToken = [];
// The first token of 8 in decode steps of the same generation.
const inSteps = [];
for (const length of [8, 128, 512]) {
  if (length >= contextLength) continue;
  const long = Array.from({ length }, (_, i) => ids[i % ids.length]);
  const times = [];
  for (let i = 0; i < (length > 128 ? Math.min(2, rounds) : rounds); i++) {
    // A different first token, so that nothing of the call before can be reused.
    const fresh = [ids[i % ids.length], ...long.slice(1)];
    const { firstMs, stepsMs } = await generate(fresh, length === 8 ? 17 : 1);
    times.push(firstMs);
    // A text that ends at once has no steps to hold its first token against.
    if (stepsMs.length >= 8) inSteps.push(firstMs / median(stepsMs));
  }
  results.firstToken.push({ promptTokens: length, ms: round(median(times), 0) });
}

results.firstTokenOf8InSteps = round(median(inSteps), 2);

// Decode: the engine against the bare loop, in turn.
const bareRequest = {
  modelId: args.model,
  modelBase: 'http://localhost:4399/models/',
  threads: cold.info.threads,
  promptTokenIds: prompt,
};
const askBare = (count) =>
  page.evaluate((request) => window.bench.askBare(request), { ...bareRequest, tokens: count });
await generate(prompt, 8);
await askBare(8);
const pairs = [];
let sameTokens = true;
for (let i = 0; i < rounds; i++) {
  const own = await generate(prompt, tokens);
  const bare = await askBare(tokens);
  sameTokens &&= JSON.stringify(own.tokenIds) === JSON.stringify(bare.tokenIds);
  // The median step of a round: a stutter of the machine in one of the two would decide a sum.
  pairs.push({ engine: 1000 / median(own.stepsMs), bare: 1000 / median(bare.stepsMs) });
}
await page.evaluate(() => window.bench.endBare());
results.decode = {
  tokens,
  sameTokens,
  engineTokensPerSecond: round(median(pairs.map(({ engine }) => engine))),
  bareTokensPerSecond: round(median(pairs.map(({ bare }) => bare))),
  ratio: round(median(pairs.map(({ engine, bare }) => engine / bare)), 3),
  ratios: pairs.map(({ engine, bare }) => round(engine / bare, 3)),
};
results.decodeStepMs = round(median(pairs.map(({ engine }) => 1000 / engine)), 1);

// Loads from the browser's storage, last of all: the worker of the load before is freed only later, and after some of
// them the browser compiles ONNX Runtime anew in the background, for half a minute on all cores.
const warm = [];
for (let i = 0; i < loads; i++) warm.push((await load()).ms);
results.loadCachedMs = round(median(warm), 0);

await browser.close();
await server.close();
mkdirSync('reports', { recursive: true });
writeFileSync('reports/bench.json', `${JSON.stringify(results, null, 2)}\n`);

const { decode, memory } = results;
console.log(`
${results.model} ${results.form} on ${results.backend}, ${results.threads} thread(s), ${results.cores} cores, Chromium ${results.browser}

load                cold ${results.loadColdMs} ms, from the browser's storage ${results.loadCachedMs} ms
decode              ${decode.engineTokensPerSecond} tokens/s; bare loop ${decode.bareTokensPerSecond}; ratio ${decode.ratio} (${decode.ratios.join(', ')})
same tokens as bare ${decode.sameTokens}
first token         ${results.firstToken.map(({ promptTokens, ms }) => `${promptTokens} tokens: ${ms} ms`).join('; ')}
                    8 tokens = ${results.firstTokenOf8InSteps} decode steps of ${results.decodeStepMs} ms
memory              ${memory ? `peak ${memory.peakMB} MB; a text of ${memory.tokens} tokens adds ${memory.growthWithinTextMB} MB from its 50th token on (keys and values: ${memory.keysAndValuesMB} MB), another such text ${memory.growthFromTextToTextMB} MB more` : 'not told by this system'}

written to reports/bench.json`);
