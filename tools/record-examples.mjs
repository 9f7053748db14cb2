// Writes src/elements/generate/recorded: what the models write for the elements to show before any model is loaded.
// Runs the bundle of `npm run build:cdn` in a browser, on the real models. Greedy or seeded, on WASM: the same files come
// out each time, but for the milliseconds.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { browserFlags, findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = `${root}src/elements/generate/recorded/`;
const ports = { cdn: 4313, host: 4314 };

/** What is recorded: properties of `<lm-generate>`. Short, since each token is part of the bundle. */
const recordings = [
  {
    model: 'stories-4m',
    prompt: 'Once upon a time',
    temperature: 0.8,
    topP: 0.95,
    seed: 2,
    maxTokens: 20,
    logits: true,
  },
  {
    model: 'smollm2-135m-instruct',
    prompt: 'The capital of France is',
    temperature: 0.8,
    topP: 0.95,
    seed: 22,
    maxTokens: 15,
  },
];

const serve = async (folder, port, headers) => {
  const server = spawn(process.execPath, ['tools/serve.mjs', folder, String(port), headers], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const answers = async () => (await fetch(`http://localhost:${port}/`).catch(() => null)) !== null;
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 50));
  return server;
};

const servers = [
  await serve('dist/cdn', ports.cdn, 'cors'),
  await serve('tests/fixtures/host', ports.host, 'plain'),
];
const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
try {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${ports.host}/api.html`);
  for (const { logits, ...properties } of recordings) {
    const files = await page.evaluate(
      async ({ properties, script }) => {
        await import(script);
        const element = Object.assign(document.createElement('lm-generate'), { noExample: true }, properties);
        document.body.replaceChildren(element);
        await element.updateComplete;
        element.engine.replace({ backend: 'wasm' });
        await element.generate();
        return [element.exportSession(), element.exportSession({ logits: true })];
      },
      { properties, script: `http://localhost:${ports.cdn}/lm-lens.js` },
    );
    // Float32 has no more than nine digits, and the milliseconds of one machine are worth less.
    const shorten = (number) => String(Number(Number(number).toPrecision(9)));
    const rounded = files.map((text) =>
      text
        .replaceAll(/-?\d+\.\d{8,}(?:e-?\d+)?/g, shorten)
        .replaceAll(/"timeMs":(\d+\.\d)\d*/g, '"timeMs":$1'),
    );
    writeFileSync(`${target}${properties.model}.json`, `${rounded[0]}\n`);
    if (logits) writeFileSync(`${target}${properties.model}-logits.json`, `${rounded[1]}\n`);
    const { tokens } = JSON.parse(files[0]);
    console.log(`${properties.model}: ${tokens.map(({ text }) => text).join('')}`);
  }
} finally {
  await browser.close();
  for (const server of servers) {
    server.kill();
    await once(server, 'exit');
  }
}
