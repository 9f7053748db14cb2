/** The page that `npm run bench` drives: the engine, and what it is held against. */
import {
  createEngine,
  setDefaultModelBase,
  type BatchSummary,
  type Engine,
  type GenerateOptions,
  type GenerationSummary,
  type Model,
} from '../../src/engine/index.ts';
import type { LibraryRequest } from './library-worker.ts';
import { runMatrix, stopMatrix, type MatrixRequest } from './matrix-page.ts';
import { Peer, type WriteRequest, type Written } from './peer.ts';

const modelBase = new URL('../../models/', document.baseURI).href;
setDefaultModelBase(modelBase);

let engine: Engine | null = null;
let model: Model;

const bare = new Peer<WriteRequest, Written>(
  () => new Worker(new URL('./bare-worker.ts', import.meta.url), { type: 'module' }),
);
const library = new Peer<LibraryRequest, Written>(
  () => new Worker(new URL('./library-worker.ts', import.meta.url), { type: 'module' }),
);

/** Loads a model in a fresh engine, and leaves it there. */
async function load(id: string, threads: number | null) {
  engine?.dispose();
  engine = createEngine({ backend: 'wasm', ...(threads === null ? {} : { threads }) });
  const started = performance.now();
  model = await engine.load(id);
  return { ms: performance.now() - started, info: { ...model.info } };
}

async function tokenize(text: string): Promise<number[]> {
  return (await model.tokenize(text)).map(({ tokenId }) => tokenId);
}

/** One generation, greedy unless told. Times in milliseconds; those of the steps are the worker's. */
async function write(prompt: number[], options: GenerateOptions) {
  const started = performance.now();
  const generation = model.generate(prompt, { temperature: 0, ...options });
  const stepsMs: number[] = [];
  const tokenIds: number[] = [];
  let firstMs = 0;
  for await (const step of generation) {
    if (tokenIds.length === 0) firstMs = performance.now() - started;
    else stepsMs.push(step.timeMs);
    tokenIds.push(step.tokenId);
  }
  const summary: GenerationSummary = await generation.finished;
  return { firstMs, stepsMs, tokenIds, totalMs: performance.now() - started, summary };
}

/** A batch, one row for each seed. `decodedTokens` are those after the first of each row, in `decodeMs` all together. */
async function writeBatch(prompt: number[], options: GenerateOptions & { seeds: number[] }) {
  const generation = model.generateBatch(prompt, options);
  const rowsMs = options.seeds.map(() => -1);
  let decodedTokens = 0;
  for await (const step of generation) {
    // A row's first token comes out of the prompt's run.
    if (rowsMs[step.row]! < 0) rowsMs[step.row] = 0;
    else {
      rowsMs[step.row]! += step.timeMs;
      decodedTokens++;
    }
  }
  const summary: BatchSummary = await generation.finished;
  return { decodedTokens, decodeMs: Math.max(...rowsMs), summary };
}

/** Stops a generation some time after its request, and tells how long its end took to come. */
async function stopAfter(prompt: number[], delayMs: number) {
  const generation = model.generate(prompt, { temperature: 0, maxTokens: 1, prefixCache: false });
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  const asked = performance.now();
  const { finishReason, computedTokens } = await generation.stop();
  return { waitMs: performance.now() - asked, finishReason, computedTokens };
}

function writeBare(request: Omit<WriteRequest, 'modelBase'>): Promise<Written> {
  return bare.ask({ ...request, modelBase });
}

function writeWithLibrary(request: Omit<LibraryRequest, 'modelBase'>): Promise<Written> {
  return library.ask({ ...request, modelBase });
}

/** Whether a model has a file, by its path in the model's folder. */
async function hasFile(modelId: string, path: string): Promise<boolean> {
  const response = await fetch(`${modelBase}${modelId}/${path}`, { method: 'HEAD' });
  return response.ok && !response.headers.get('content-type')?.includes('html');
}

/** Loads a model with the library in a fresh worker; milliseconds. */
async function loadWithLibrary(modelId: string, threads: number): Promise<number> {
  library.end();
  const started = performance.now();
  await writeWithLibrary({
    modelId,
    threads,
    graph: 'engine',
    runtime: 'default',
    promptTokenIds: [],
    tokens: 0,
  });
  return performance.now() - started;
}

function endPeers(): void {
  bare.end();
  library.end();
}

const bench = {
  load,
  tokenize,
  write,
  writeBatch,
  stopAfter,
  writeBare,
  writeWithLibrary,
  hasFile,
  loadWithLibrary,
  endPeers,
  runMatrix: (request: Omit<MatrixRequest, 'modelBase'>) =>
    runMatrix({ ...request, modelBase }, (line) => void window.tellBench(line)),
  stopMatrix,
};

declare global {
  interface Window {
    bench: typeof bench;
    /** Prints a line; there while the matrix runs. */
    tellBench(line: string): Promise<void>;
  }
}

window.bench = bench;
