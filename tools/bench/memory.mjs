// How the memory of the page's process grows: within a text, by its keys and values; from text to text, by a leak.
import { readFileSync } from 'node:fs';
import { median, round } from './statistics.mjs';

export async function measureMemory(bench, { model, threads, quick }) {
  const { page, ask, close } = await bench.openPage();
  try {
    const empty = await pageMemory(bench.browser);
    // Only Linux tells the memory of a process this way.
    if (!empty) return { leftOut: 'this system does not tell it' };
    const { info } = await ask('load', model, threads);
    const ids = await ask('tokenize', 'The old sailor walked down to the harbour and');
    const longRun = Math.min(quick ? 150 : 1000, info.contextLength - 16);
    // Long texts, one after the other, each sample once garbage is freed. What grows within a text is its keys and values, of
    // which ONNX Runtime holds a copy for the step's input and one for its output beside the worker's own; what a text adds
    // to the one before, beyond the keys and values that are kept, would be a leak. The first one warms everything up.
    const texts = quick ? [1, 2, 3] : [1, 2, 3, 4];
    const last = texts.length;
    const samples = [];
    for (const text of texts) {
      // Another first token, so that each text starts from nothing.
      const state = { ids: [ids[text], ...ids.slice(1, 8)], written: 0 };
      for (const tokens of [50, longRun / 2, longRun]) {
        const told = await writeUpTo(ask, state, tokens);
        samples.push({ text, tokens, ...told, ...(await settledMemory(bench.browser, page)) });
      }
    }
    const at = (text, count) => samples.find((one) => one.text === text && one.tokens === count);
    const perText = (name) => round((at(last, longRun)[name] - at(2, longRun)[name]) / (last - 2) / 1e6, 1);
    const { keptBytes, memoryBytes } = at(last, longRun);
    return {
      emptyPageMB: round(empty.now / 1e6, 0),
      peakMB: round(Math.max(...samples.map(({ peak }) => peak)) / 1e6, 0),
      samplesMB: samples.map(({ text, tokens, now, keptBytes }) => ({
        text,
        tokens,
        MB: round(now / 1e6, 0),
        keptMB: round(keptBytes / 1e6, 1),
      })),
      tokens: longRun,
      keysAndValuesMB: round(((await kvBytesPerToken(page, model)) * (longRun - 50)) / 1e6, 1),
      growthWithinTextMB: round(
        median(texts.slice(1).map((text) => at(text, longRun).now - at(text, 50).now)) / 1e6,
        1,
      ),
      growthFromTextToTextMB: perText('now'),
      keptFromTextToTextMB: perText('keptBytes'),
      // What the engine tells of itself at the end.
      keptMB: round(keptBytes / 1e6, 1),
      toldMB: memoryBytes === null ? null : round(memoryBytes / 1e6, 0),
    };
  } finally {
    await close();
  }
}

async function kvBytesPerToken(page, model) {
  const config = await page.evaluate(
    async (id) => (await fetch(`../../models/${id}/config.json`)).json(),
    model,
  );
  const { num_hidden_layers: layers, num_key_value_heads: heads, head_dim: width } = config;
  return layers * 2 * heads * width * Float32Array.BYTES_PER_ELEMENT;
}

/** Goes on with a text until it has so many tokens, also beyond an end of text; gives what the engine tells of its memory then. */
async function writeUpTo(ask, state, count) {
  let told;
  while (state.written < count) {
    const { tokenIds, summary } = await ask('write', state.ids, {
      maxTokens: count - state.written,
      temperature: 1,
      topK: 40,
      seed: 7,
      continued: state.written,
    });
    state.ids.push(...tokenIds);
    state.written += tokenIds.length;
    told = summary;
  }
  return { keptBytes: told.keptBytes, memoryBytes: told.memoryBytes };
}

/** The memory once garbage is collected and freed, which goes on in the background. */
async function settledMemory(browser, page) {
  // The engine's worker only: a thread of the WASM build waits for work and would never answer.
  const workers = page.workers().filter((worker) => worker.url().includes('lm-lens-worker'));
  let least = await pageMemory(browser);
  for (let unchanged = 0; unchanged < 4;) {
    await Promise.all([page, ...workers].map((where) => where.evaluate(() => globalThis.gc?.())));
    await new Promise((resolve) => setTimeout(resolve, 250));
    const memory = await pageMemory(browser);
    unchanged = memory.now < least.now - 1e6 ? 0 : unchanged + 1;
    if (memory.now < least.now) least = memory;
  }
  return least;
}

/** Resident bytes of the page's own process, the largest there is, now and at most. */
async function pageMemory(browser) {
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
