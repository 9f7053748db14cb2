import type { GenerateSettings } from '../protocol/options.ts';
import type { BatchSummary, RowStep } from '../protocol/results.ts';
import { checkLogits } from './check-logits.ts';
import { dispatchesSince, dispatchesSoFar } from './gpu-dispatches.ts';
import { beginningOf, gather, lengthOf, release, type KvCache } from './kv-cache.ts';
import { memoryNow } from './runtime-memory.ts';
import { RowWriter } from './row-writer.ts';
import type { Writing } from './write-text.ts';
import { yieldToMessages } from './yield-to-messages.ts';

/** A text of a batch, and its place in it. */
interface Row {
  readonly index: number;
  readonly writer: RowWriter;
}

/**
 * Writes several texts at once, so that the weights are read once for all of them: continuations of one prompt, or of
 * different ones. Each prompt is computed once. A row is as long as its text is: shorter rows are padded behind, and one
 * that has ended leaves the batch. Each is what {@link writeText} writes with its seed, but for the order of sums in a wider
 * multiplication.
 *
 * Keys and values are kept from step to step in any case, and nothing is drafted: neither would be a batch.
 *
 * @param prompts the same list twice stands for the same prompt
 */
export async function writeBatch(
  writing: Writing,
  prompts: readonly (readonly number[])[],
  settings: GenerateSettings,
  seeds: readonly number[],
  emit: (step: RowStep) => void,
  isStopped: () => boolean,
): Promise<BatchSummary> {
  const started = performance.now();
  const dispatches = dispatchesSoFar();
  const { graph, row: model, backend, prefixes } = writing;
  const { prefixCache, allLogits } = settings.run;
  const wants = { keepLogits: 1, allLogits };
  const rows = seeds.map((seed, index): Row => ({
    index,
    writer: new RowWriter(model, prompts[index]!, settings, seed, started),
  }));
  let firstTokenMs: number | null = null;
  let computedTokens = 0;
  let reusedTokens = 0;

  const write = ({ index, writer }: Row, logits: Float32Array): void => {
    const step = checkLogits(backend, () => writer.write(logits));
    firstTokenMs ??= performance.now() - started;
    emit({ ...step, row: index });
  };
  const keep = prefixCache ? (cache: KvCache) => prefixes.put(cache) : null;

  /** The rows that still write, and their keys and values in the same order. */
  let live: Row[] = [];
  let cache: KvCache | null = null;
  const prompted = new Map<readonly number[], KvCache>();
  try {
    for (const prompt of new Set(prompts)) {
      const next = await graph.advance(
        prompt,
        prefixCache ? await prefixes.take(prompt) : null,
        wants,
        isStopped,
      );
      if (next.cache) {
        prompted.set(prompt, next.cache);
        // Also for the next prompt, which may begin alike.
        if (prefixCache) prefixes.put(beginningOf(next.cache, lengthOf(next.cache)));
      }
      computedTokens += next.computed;
      reusedTokens += lengthOf(next.cache) - next.computed;
      if (!next.logits) break;
      for (const row of rows) {
        if (prompts[row.index] === prompt) write(row, next.logits.data.slice());
      }
      await yieldToMessages();
      if (isStopped()) break;
    }
    live = rows.filter(({ writer }) => writer.generated.length > 0 && !writer.finishReason);
    if (live.length > 0 && !isStopped()) {
      cache = await gather(
        live.map(({ index }) => {
          const own = prompted.get(prompts[index]!)!;
          return { cache: own, row: 0, length: lengthOf(own) };
        }),
      );
    }
    // What is used up is forgotten first, since it is so where that fails, too.
    while (cache && live.length > 0 && !isStopped()) {
      const past: KvCache = cache;
      cache = null;
      const next = await graph.run(
        live.map(({ writer }) => [writer.textTokenIds.at(-1)!]),
        past,
        wants,
      );
      cache = next.cache;
      computedTokens += live.length;
      const { data, vocabulary } = next.logits;
      live.forEach((row, place) => write(row, data.slice(place * vocabulary, (place + 1) * vocabulary)));
      if (live.some(({ writer }) => writer.finishReason)) {
        const all: KvCache = cache;
        cache = null;
        const going = live.flatMap(({ writer }, place) => (writer.finishReason ? [] : [place]));
        cache = await retire(all, going, keep);
        live = going.map((place) => live[place]!);
      }
      await yieldToMessages();
    }
    if (cache) {
      const all: KvCache = cache;
      cache = null;
      cache = await retire(all, [], keep);
    }
  } finally {
    release(cache);
    for (const one of prompted.values()) release(one);
  }
  return {
    promptTokenIds: prompts[0]!,
    rows: rows.map(({ index, writer: { generated, finishReason } }) => ({
      seed: seeds[index]!,
      promptTokenIds: prompts[index]!,
      tokenIds: generated,
      finishReason: finishReason ?? 'stopped',
    })),
    firstTokenMs,
    computedTokens,
    reusedTokens,
    dispatches: dispatchesSince(dispatches),
    keptBytes: prefixes.bytes,
    memoryBytes: memoryNow(),
  };
}

/**
 * Takes rows out of a batch, which is used up.
 *
 * @param keep gets the keys and values of each row that leaves, since somebody may go on with its text
 */
async function retire(
  cache: KvCache,
  going: readonly number[],
  keep: ((cache: KvCache) => void) | null,
): Promise<KvCache | null> {
  const part = (row: number) => ({ cache, row, length: cache.rows[row]!.length });
  try {
    if (keep) {
      for (let row = 0; row < cache.rows.length; row++) {
        if (!going.includes(row)) keep(await gather([part(row)]));
      }
    }
    return going.length > 0 ? await gather(going.map(part)) : null;
  } finally {
    release(cache);
  }
}
