/** The page that `npm run bench` drives: the engine, and a bare loop over `session.run` to hold it against. */
import { createEngine, setDefaultModelBase, type Engine } from '../../src/engine/index.ts';
import type { BareRequest, BareResult } from './bare-worker.ts';

setDefaultModelBase(new URL('../../models/', document.baseURI));

let bare: Worker | null = null;

/** One request to the bare loop's worker, which keeps its session between requests. */
function askBare(request: BareRequest): Promise<BareResult> {
  bare ??= new Worker(new URL('./bare-worker.ts', import.meta.url), { type: 'module' });
  const worker = bare;
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<BareResult>) => resolve(event.data), {
      once: true,
    });
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
    worker.postMessage(request);
  });
}

function endBare(): void {
  bare?.terminate();
  bare = null;
}

const bench = { createEngine, askBare, endBare };

declare global {
  interface Window {
    bench: typeof bench;
    benchEngine: Engine;
  }
}

window.bench = bench;
