import { inTurn, ratio, round, median } from '../statistics.mjs';

export const load = {
  id: 'load',
  text: 'Load with nothing kept, generate() on the same graph / engine',
  goal: null,
  measure: async ({ openPage, sent, model, threads, quick, isOver }) => {
    const fresh = async (use) => {
      const opened = await openPage();
      const before = sent.length;
      try {
        return await use(opened, () => sent.slice(before));
      } finally {
        await opened.close();
      }
    };
    const library = () =>
      fresh(async ({ ask }, sentSoFar) => {
        const ms = await ask('loadWithLibrary', model, threads);
        return { ms, sent: sentSoFar() };
      });
    const engine = () =>
      fresh(async ({ ask, page }, sentSoFar) => {
        const { ms, info } = await ask('load', model, threads);
        const sent = sentSoFar();
        await untilStored(page);
        const fromStorageMs = (await ask('load', model, threads)).ms;
        return { ms, fromStorageMs, loadTimes: info.loadTimes, sent };
      });
    const pairs = await inTurn(quick ? 2 : 4, library, engine, isOver);
    const { each, a, b, ...value } = ratio(pairs, ({ ms }) => ms);
    return {
      value,
      unit: 'times',
      details: {
        each,
        libraryMs: round(a, 0),
        engineMs: round(b, 0),
        engineFromStorageMs: round(median(pairs.map(({ b }) => b.fromStorageMs)), 0),
        engineLoadTimes: pairs[0].b.loadTimes,
        libraryBytes: bytesOf(pairs[0].a.sent),
        engineBytes: bytesOf(pairs[0].b.sent),
      },
    };
  },
};

/** Files are put into the browser's storage while the model is in use already. */
function untilStored(page) {
  return page.waitForFunction(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().some(({ url }) => /onnx_data|model\.onnx/.test(url));
  });
}

/** Of the runtime, the model and the scripts. */
function bytesOf(sent) {
  const bytes = { runtime: 0, model: 0, scripts: 0 };
  for (const { path, bytes: more } of sent) {
    const kind = /ort-wasm/.test(path) ? 'runtime' : /\/models\//.test(path) ? 'model' : 'scripts';
    bytes[kind] += more;
  }
  return bytes;
}
