// Writes src/elements/<name>/recorded: what the models give for the elements to show before any model is loaded.
// Runs the bundle of `npm run build:cdn` in a browser, on the real models. Greedy or seeded, on WASM: the same files come
// out each time, but for the milliseconds.
//
//   node tools/record-examples.mjs               all of them
//   node tools/record-examples.mjs tokens …      those of some elements
//   node tools/record-examples.mjs --missing     writes no recordings: puts empty files where there are none yet, without
//                                                which an element that names its recording cannot be built
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { browserFlags, findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const ports = { cdn: 4313, host: 4314 };

const session = (element) => element.exportSession();
const sessionWithLogits = (element) => element.exportSession({ logits: true });
const view = (element) => element.exportView();
const generate = (element) => element.generate();
const compute = (element) => element.compute();
const computeAll = async (element) => {
  await element.compute();
  await element.compareOrders();
  await element.scorePositions();
};

/** A benchmark, its times to a hundredth: the recording is to be small, and no machine's times are worth more. */
const bench = (element) => {
  const file = JSON.parse(element.exportView());
  const round = (_key, value) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
  return JSON.stringify({ ...file, cells: JSON.parse(JSON.stringify(file.cells), round) });
};

const benchPlan = `configurations=${[
  'q4',
  'q4 foldWeights.false allLogits.true prefixCache.false',
  'q8',
  'fp32',
  'q4 kvCache.false',
  'q4 draftTokens.8',
]
  .map((one) => `stories-4m ${one} backend.wasm`)
  .join('*')}&workloads=short-prompt repeating context&rounds=3&repetitions=1&limitSeconds=300&drift=1`;

/** The templates of src/elements/compare/examples.ts; a test compares the recordings with them. */
const comparisons = {
  verbs: 'He [ate|read] the [MASK].',
  jobs: 'The [doctor|farmer] works in the [MASK].',
  number: 'The [key|keys] to the cabinet [MASK] on the table.',
  places: 'In [Texas|Paris] they like to buy [MASK].',
  people: '[He|She] said that [his|her] job is to [MASK].',
  negation: 'A robin is [|not ]a [MASK].',
  tense: '[Yesterday|Every day] they [MASK] to the market.',
  seasons: 'In [spring|summer|autumn|winter] the garden is full of [MASK].',
};

/**
 * What is recorded, short, since each number is part of the bundle: `properties` are those of an element `tag`, `act`
 * awaits what it computes, and `files` names what is taken out of it. `act` and the values of `files` run in the page, so
 * they see nothing but the element.
 */
const recordings = [
  {
    tag: 'lm-generate',
    properties: {
      model: 'stories-4m',
      prompt: 'Once upon a time',
      temperature: 0.8,
      topP: 0.95,
      seed: 2,
      maxTokens: 20,
    },
    act: generate,
    files: { 'stories-4m': session, 'stories-4m-logits': sessionWithLogits },
  },
  {
    tag: 'lm-generate',
    properties: {
      model: 'smollm2-135m-instruct',
      prompt: 'The capital of France is',
      temperature: 0.8,
      topP: 0.95,
      seed: 22,
      maxTokens: 15,
    },
    act: generate,
    files: { 'smollm2-135m-instruct': session },
  },
  {
    tag: 'lm-fill-mask',
    properties: { text: 'The [MASK] bought a new [MASK].' },
    act: computeAll,
    files: { 'fill-mask': view },
  },
  ...Object.entries(comparisons).map(([name, text]) => ({
    tag: 'lm-compare',
    properties: { text },
    act: compute,
    files: { [name]: view },
  })),
  {
    tag: 'lm-two-ways',
    properties: { text: 'The doctor washed her hands before she touched the patient.' },
    act: compute,
    files: { 'two-ways': view },
  },
  {
    tag: 'lm-tokens',
    properties: { text: 'Tokenization splits unbelievable words: 안녕하세요 🙂' },
    act: compute,
    files: { tokens: view },
  },
  {
    tag: 'lm-self-supervision',
    properties: { text: 'The little girl gave her dog a bone.' },
    act: compute,
    files: { 'self-supervision': view },
  },
  {
    tag: 'lm-bench',
    properties: { plan: benchPlan },
    act: compute,
    files: { bench },
  },
];

const nameOf = ({ tag }) => tag.replace('lm-', '');
const pathOf = (recording, file) => {
  const folder = `${root}src/elements/${nameOf(recording)}/recorded/`;
  mkdirSync(folder, { recursive: true });
  return `${folder}${file}.json`;
};

const names = process.argv.slice(2);
if (names.includes('--missing')) {
  for (const recording of recordings.filter((one) => existsSync(`${root}src/elements/${nameOf(one)}`))) {
    const paths = Object.keys(recording.files).map((file) => pathOf(recording, file));
    for (const path of paths.filter((one) => !existsSync(one))) writeFileSync(path, '{}\n');
  }
  process.exit();
}
const known = new Set(recordings.map(nameOf));
const unknown = names.filter((name) => !known.has(name));
if (unknown.length > 0) {
  throw new Error(`No recordings of ${unknown.join(', ')}; there are those of ${[...known].join(', ')}`);
}
const asked = recordings.filter((one) => names.length === 0 || names.includes(nameOf(one)));

const serve = async (folder, port, headers) => {
  const server = spawn(process.execPath, ['tools/serve.mjs', folder, String(port), headers], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const answers = async () => (await fetch(`http://localhost:${port}/`).catch(() => null)) !== null;
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 50));
  return server;
};

/** Puts an element with these properties into the page; it shows nothing yet. */
const place = async ({ tag, properties, script }) => {
  await import(script);
  if (!customElements.get(tag)) throw new Error(`The bundle has no <${tag}>`);
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({ noExample: true, ...properties })) {
    // One that it does not have would be recorded as its default.
    if (!(name in element)) throw new Error(`<${tag}> has no property ${name}`);
    element[name] = value;
  }
  // An element shows its errors, and throws none.
  element.addEventListener('lm-error', ({ error }) => console.error(`<${tag}>: ${error}`));
  document.body.replaceChildren(element);
  await element.updateComplete;
  element.engine.replace({ backend: 'wasm' });
  return element;
};

/** Float32 has no more than nine digits, and the milliseconds of one machine are worth less. */
const rounded = (text) => {
  const shorten = (number) => String(Number(Number(number).toPrecision(9)));
  return text
    .replaceAll(/-?\d+\.\d{8,}(?:e-?\d+)?/g, shorten)
    .replaceAll(/"timeMs":(\d+\.\d)\d*/g, '"timeMs":$1');
};

const servers = [
  await serve('dist/cdn', ports.cdn, 'cors'),
  await serve('tests/fixtures/host', ports.host, 'plain'),
];
const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
try {
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(message.text());
  });
  await page.goto(`http://localhost:${ports.host}/api.html`);
  for (const recording of asked) {
    const { tag, properties, act, files } = recording;
    const script = `http://localhost:${ports.cdn}/lm-lens.js`;
    const element = await page.evaluateHandle(place, { tag, properties, script });
    await element.evaluate(act);
    for (const [file, take] of Object.entries(files)) {
      const text = await element.evaluate(take);
      if (typeof text !== 'string') throw new Error(`<${tag}> computed nothing to record as ${file}`);
      const path = pathOf(recording, file);
      writeFileSync(path, `${rounded(text)}\n`);
      console.log(`${path.slice(root.length)}: ${text.length} characters`);
    }
  }
} finally {
  await browser.close();
  for (const server of servers) {
    server.kill();
    await once(server, 'exit');
  }
}
