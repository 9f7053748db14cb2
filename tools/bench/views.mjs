// `npm run bench:views`: how smooth the views are on a large tree, on the built bundle (npm run build:cdn first).
// Prints a table and writes reports/bench-views.json. Frames are those of requestAnimationFrame; a headless browser draws
// at most 60 a second. Layouts are counted by the browser (Performance.getMetrics), and are a number, not a time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { browserFlags, findChromium, howToGetOne } from '../chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const executablePath = findChromium();
if (!executablePath) {
  console.error(howToGetOne);
  process.exit(1);
}

const types = { '.js': 'text/javascript', '.html': 'text/html' };
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/') {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><html lang="en"><body><script type="module" src="/lm-lens.js"></script>');
    return;
  }
  try {
    response.setHeader('Content-Type', types[extname(pathname)] ?? 'application/octet-stream');
    response.end(await readFile(`${root}dist/cdn${pathname}`));
  } catch {
    response.writeHead(404).end();
  }
}).listen(0);
const { port } = server.address();

const browser = await chromium.launch({ executablePath, args: browserFlags });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
page.on('pageerror', (error) => console.error(error));
await page.goto(`http://localhost:${port}/`);
await page.waitForFunction(() => customElements.get('lm-generate'));
const client = await page.context().newCDPSession(page);
await client.send('Performance.enable');
const layouts = async () => {
  const { metrics } = await client.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'LayoutCount').value;
};

/** Brings in a trunk of 2,000 tokens and 199 branches of 40 tokens that leave it here and there: 9,960 tokens. */
const tree = await page.evaluate(async () => {
  // A vocabulary and a context that take it.
  const words = ' the cat sat on a mat and saw one red ball in the big garden while it was raining.'.split(
    /(?= )/,
  );
  const candidate = (i) => ({
    tokenId: i,
    text: words[i % words.length],
    special: false,
    continuation: false,
    logProbability: Math.log(0.3 / (i + 1)),
    probability: 0.3 / (i + 1),
    finalProbability: 0.3 / (i + 1),
  });
  const top = Array.from({ length: 10 }, (_, i) => candidate(i));
  const tokens = [];
  const settings = { temperature: 0.8, topK: 0, topP: 0.95, minP: 0, repetitionPenalty: 1 };
  const add = (index, prompt) => {
    const probability = 1 / (1 + ((tokens.length * 7919) % 997));
    const text = tokens.length % 97 === 96 ? '\n' : words[(tokens.length * 31) % words.length];
    tokens.push({
      tokenId: (tokens.length * 31) % 4096,
      text,
      bytes: [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
      special: false,
      continuation: false,
      source: prompt ? 'prompt' : 'sampled',
      probability,
      logProbability: Math.log(probability),
      rank: 3,
      surprisalBits: -Math.log2(probability),
      entropyBits: 3,
      top,
      sampling: prompt
        ? null
        : {
            settings,
            seed: 1,
            index,
            draw: 0.5,
            finalProbability: probability,
            finalLogProbability: Math.log(probability),
            keptCount: 40,
            keptMass: 0.95,
          },
      timeMs: prompt ? null : 20,
    });
    return tokens.length - 1;
  };
  const trunk = Array.from({ length: 2000 }, (_, i) => add(i - 5, i < 5));
  const branches = [{ name: '', promptLength: 5, tokens: trunk }];
  for (let n = 0; n < 199; n++) {
    const at = 5 + ((n * 613) % 1990);
    branches.push({
      name: '',
      promptLength: 5,
      tokens: [...trunk.slice(0, at), ...Array.from({ length: 40 }, (_, i) => add(at + i - 5, false))],
    });
  }
  const text = JSON.stringify({
    format: 'lm-lens/generation',
    version: 1,
    model: 'smollm2-135m-instruct',
    form: 'q4',
    backend: 'wasm',
    vocabularySize: 49152,
    prompt: 'Once upon a time',
    chat: null,
    settings,
    seed: 1,
    maxTokens: 64,
    tokens,
    branches,
    current: 0,
  });
  const element = document.createElement('lm-generate');
  Object.assign(element, { noExample: true, model: 'smollm2-135m-instruct' });
  document.body.replaceChildren(element);
  const start = performance.now();
  element.importSession(text);
  await element.updateComplete;
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return {
    branches: branches.length,
    tokens: tokens.length,
    megabytes: text.length / 1e6,
    importMs: performance.now() - start,
  };
});

/** The time between frames while something is done in each. */
const frames = (name, count) =>
  page.evaluate(
    async ({ name, count }) => {
      const element = document.querySelector('lm-generate');
      const inner = (tag) => element.shadowRoot.querySelector(tag);
      const list = inner('lm-branches').shadowRoot;
      const box = [...list.querySelectorAll('*')].find(
        (one) => one.scrollHeight > one.clientHeight + 200 && getComputedStyle(one).overflowY !== 'visible',
      );
      const chips = inner('lm-chips').shadowRoot.querySelectorAll('.chip');
      const actions = {
        'scroll the page': (i) =>
          window.scrollTo(0, (i * 60) % (document.documentElement.scrollHeight - innerHeight)),
        'scroll the branches': (i) => box.scrollTo(0, (i * 60) % (box.scrollHeight - box.clientHeight)),
        'pin a token every frame': (i) => chips[(i * 37) % chips.length].click(),
        'move the temperature every frame': (i) => {
          element.temperature = 0.5 + (i % 100) / 100;
        },
        'switch the branch every frame': (i) =>
          element.shadowRoot
            .querySelector('lm-branches')
            .dispatchEvent(
              Object.assign(new Event('lm-branch'), { action: { type: 'switch', id: 1 + ((i * 7) % 200) } }),
            ),
        nothing: () => undefined,
      };
      const act = actions[name];
      const times = [];
      let last = await new Promise(requestAnimationFrame);
      for (let i = 1; i <= count; i++) {
        act(i);
        const now = await new Promise(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      times.sort((a, b) => a - b);
      const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
      return { name, frames: count, medianMs: at(0.5), p95Ms: at(0.95), worstMs: at(1) };
    },
    { name, count },
  );

const rows = [];
for (const [name, count] of [
  ['nothing', 60],
  ['scroll the page', 180],
  ['scroll the branches', 180],
  ['pin a token every frame', 120],
  ['move the temperature every frame', 120],
  ['switch the branch every frame', 40],
]) {
  const before = await layouts();
  const row = await frames(name, count);
  rows.push({ ...row, layouts: (await layouts()) - before });
}

const report = { tree, rows };
console.log(tree);
console.table(
  rows.map(({ medianMs, p95Ms, worstMs, ...row }) => ({
    ...row,
    medianMs: medianMs.toFixed(1),
    p95Ms: p95Ms.toFixed(1),
    worstMs: worstMs.toFixed(1),
    'frames a second': (1000 / medianMs).toFixed(0),
  })),
);
mkdirSync(`${root}reports`, { recursive: true });
writeFileSync(`${root}reports/bench-views.json`, `${JSON.stringify(report, null, 2)}\n`);
await browser.close();
server.close();
