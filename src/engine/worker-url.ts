import builtWorker from '../worker/main.ts?worker&url';

let workerUrl: string | null = null;

/** Where the engine's worker script lies. */
export function getWorkerUrl(): string {
  return workerUrl ?? new URL(builtWorker, import.meta.url).href;
}

/**
 * Names another place for the worker script, for pages whose bundler or Content Security Policy moves it.
 * Call it before the first engine loads a model. `null` goes back to the script that came with this module.
 */
export function setWorkerUrl(url: string | URL | null): void {
  workerUrl = url === null ? null : new URL(url, document.baseURI).href;
}

/**
 * Starts the worker. A script of another origin cannot be a worker by itself, so a one-line module that imports it
 * is, which needs CORS on the script and `worker-src blob:` where the page has a policy.
 */
export function createWorker(): Worker {
  const url = getWorkerUrl();
  const options: WorkerOptions = { type: 'module', name: 'lm-lens' };
  if (new URL(url).origin === location.origin) return new Worker(url, options);
  const module = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  const moduleUrl = URL.createObjectURL(module);
  const worker = new Worker(moduleUrl, options);
  // Revoked only once the import is through: at once would be too soon in some browsers.
  const revoke = () => URL.revokeObjectURL(moduleUrl);
  worker.addEventListener('message', revoke, { once: true });
  worker.addEventListener('error', revoke, { once: true });
  return worker;
}
