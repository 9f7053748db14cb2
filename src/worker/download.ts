import type { ModelFile } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type { LoadProgress } from '../protocol/results.ts';

const storageName = 'lm-lens-models-1';

/**
 * Fetches the files of a model, all at once, and checks each against the catalogue's size and SHA-256 before it
 * is used or kept. A file that was kept by an earlier visit is checked the same way, and fetched anew if it is bad.
 *
 * @param base the model's folder, ending in a slash
 * @param report called with the bytes so far, at most once in `reportEveryMs`
 * @returns the content of each file by its path
 * @throws EngineError `file-missing`, `file-damaged` or `network`; AbortError when `signal` fires
 */
export async function downloadFiles(
  base: string,
  files: readonly ModelFile[],
  report: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const states = files.map((file) => ({
    path: file.path,
    loadedBytes: 0,
    totalBytes: file.bytes,
    cached: false,
  }));
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  let reported = 0;
  const tell = (force: boolean) => {
    const now = performance.now();
    if (!force && now - reported < reportEveryMs) return;
    reported = now;
    const loadedBytes = states.reduce((sum, state) => sum + state.loadedBytes, 0);
    report({ phase: 'download', loadedBytes, totalBytes, files: states.map((state) => ({ ...state })) });
  };
  tell(true);

  const storage = await openStorage();
  // One failure ends the other downloads too.
  const ownAbort = new AbortController();
  const joined = AbortSignal.any([signal, ownAbort.signal]);
  try {
    const contents = await Promise.all(
      files.map(async (file, i) => {
        const state = states[i]!;
        const key = `${base}${file.path}?sha256=${file.sha256}`;
        const kept = await readKept(storage, key, file);
        joined.throwIfAborted();
        if (kept) {
          state.cached = true;
          state.loadedBytes = file.bytes;
          tell(false);
          return kept;
        }
        const content = await fetchFile(base, file, joined, (loadedBytes) => {
          state.loadedBytes = loadedBytes;
          tell(false);
        });
        // Not awaited: keeping is for the next visit, and a full or forbidden storage must not fail this one.
        void keep(storage, key, content);
        return content;
      }),
    );
    tell(true);
    return new Map(files.map((file, i) => [file.path, contents[i]!]));
  } catch (error) {
    ownAbort.abort();
    signal.throwIfAborted();
    throw error;
  }
}

const reportEveryMs = 50;

async function fetchFile(
  base: string,
  file: ModelFile,
  signal: AbortSignal,
  onBytes: (loadedBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    // Kept by us, once it is checked: the browser's own cache would give a damaged answer again until it expires.
    response = await fetch(base + file.path, { signal, cache: 'no-store' });
  } catch (error) {
    signal.throwIfAborted();
    throw new EngineError('network', { file: file.path, detail: String(error) });
  }
  const isPage = response.headers.get('content-type')?.startsWith('text/html');
  // A single-page server answers a missing file with its index.html and 200.
  if (!response.ok || isPage || !response.body) {
    await response.body?.cancel();
    throw new EngineError('file-missing', { file: file.path, status: isPage ? 404 : response.status });
  }
  const content = new Uint8Array(file.bytes);
  let received = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (received + value.length <= content.length) content.set(value, received);
      received += value.length;
      if (received > content.length) break;
      onBytes(received);
    }
  } catch (error) {
    signal.throwIfAborted();
    // The connection broke, or the body was shorter than its length said.
    throw received > 0
      ? damaged(file, received)
      : new EngineError('network', { file: file.path, detail: String(error) });
  }
  if (received > content.length) await reader.cancel();
  if (received !== content.length || !(await matches(content, file))) throw damaged(file, received);
  return content;
}

function damaged(file: ModelFile, receivedBytes: number): EngineError {
  return new EngineError('file-damaged', { file: file.path, expectedBytes: file.bytes, receivedBytes });
}

async function matches(content: Uint8Array<ArrayBuffer>, file: ModelFile): Promise<boolean> {
  if (content.length !== file.bytes) return false;
  // Pages on plain http have no SubtleCrypto; the size was still checked.
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === file.sha256;
}

/** The browser's storage, or nothing where it is forbidden (private windows, sandboxed frames, plain http). */
async function openStorage(): Promise<Cache | undefined> {
  try {
    return await caches.open(storageName);
  } catch {
    return undefined;
  }
}

async function readKept(
  storage: Cache | undefined,
  key: string,
  file: ModelFile,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const response = await storage?.match(key);
    if (!response) return undefined;
    const content = new Uint8Array(await response.arrayBuffer());
    if (await matches(content, file)) return content;
    await storage?.delete(key);
  } catch {
    // A storage that cannot be read is no storage.
  }
  return undefined;
}

async function keep(
  storage: Cache | undefined,
  key: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    await storage?.put(key, new Response(content, { headers: { 'content-length': `${content.length}` } }));
  } catch {
    // Full: the next visit fetches again.
  }
}
