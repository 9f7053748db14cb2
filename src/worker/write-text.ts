import type { Backend } from '../models/types.ts';
import type { GenerateSettings } from '../protocol/options.ts';
import type { GenerationSummary, Step } from '../protocol/results.ts';
import type { CausalGraph, Logits } from './causal-graph.ts';
import { checkLogits } from './check-logits.ts';
import { Drafting } from './drafting.ts';
import { dispatchesSince, dispatchesSoFar } from './gpu-dispatches.ts';
import { beginningOf, lengthOf, release, type KvCache } from './kv-cache.ts';
import type { PrefixCache } from './prefix-cache.ts';
import { memoryNow } from './runtime-memory.ts';
import { RowWriter, type RowModel } from './row-writer.ts';
import { yieldToMessages } from './yield-to-messages.ts';

/** What a text is written with. */
export interface Writing {
  readonly graph: CausalGraph;
  readonly row: RowModel;
  readonly backend: Backend;
  readonly prefixes: PrefixCache;
}

/**
 * Writes one text until something ends it.
 *
 * A drafted token is verified by drawing: the run that computes it gives the distributions at its place and after it, the
 * step's own random number draws from the first, and the draft stands where the two are the same. So a draft x comes with
 * probability p(x), and else a token from p without x: the rule of Leviathan et al. 2023 (https://arxiv.org/abs/2211.17192,
 * algorithm 1) for a draft that is certain of its token; and the text is the same one as without drafts, but where the kernels
 * round a run of several positions otherwise than a run of one (WebGPU's for 4-bit weights do).
 *
 * @param emit called with each step as it is there
 * @param isStopped asked between runs
 */
export async function writeText(
  { graph, row: model, backend, prefixes }: Writing,
  promptTokenIds: readonly number[],
  settings: GenerateSettings,
  emit: (step: Step) => void,
  isStopped: () => boolean,
): Promise<GenerationSummary> {
  const started = performance.now();
  const dispatches = dispatchesSoFar();
  const { kvCache, prefixCache, allLogits, draftTokens } = settings.run;
  const row = new RowWriter(model, promptTokenIds, settings, settings.seed, started);
  const drafting = draftTokens > 0 ? new Drafting(settings.run, backend) : null;
  let cache = kvCache && prefixCache ? await prefixes.take(promptTokenIds) : null;
  const reusedTokens = lengthOf(cache);
  let computedTokens = 0;
  let firstTokenMs: number | null = null;
  try {
    for (;;) {
      const { textTokenIds, generated } = row;
      // The run itself gives one token, so the last one that may come need not be drafted.
      const room =
        Math.min(settings.maxTokens - generated.length, model.contextLength - textTokenIds.length) - 1;
      const draft = drafting && generated.length > 0 ? drafting.propose(textTokenIds, room) : [];
      const wants = { keepLogits: draft.length + 1, allLogits };
      const asked = [...textTokenIds, ...draft];
      let logits: Logits | null;
      if (kvCache) {
        const from = cache;
        // Used up, also where it fails.
        cache = null;
        const next = await graph.advance(asked, from, wants, isStopped);
        ({ cache, logits } = next);
        computedTokens += next.computed;
      } else {
        const next = await graph.run([asked], null, wants);
        release(next.cache);
        ({ logits } = next);
        computedTokens += asked.length;
      }
      if (!logits) break;
      const accepted = verify(row, draft, logits, backend, (step) => {
        firstTokenMs ??= performance.now() - started;
        emit(step);
      });
      drafting?.report(draft.length, accepted);
      if (cache && accepted < draft.length) cache = without(cache, draft.length - accepted);
      if (row.finishReason) break;
      await yieldToMessages();
      if (isStopped()) break;
    }
  } finally {
    if (prefixCache) prefixes.put(cache);
    else release(cache);
  }
  return {
    finishReason: row.finishReason ?? 'stopped',
    promptTokenIds,
    tokenIds: row.generated,
    seed: settings.seed,
    firstTokenMs,
    computedTokens,
    reusedTokens,
    draftedTokens: drafting?.drafted ?? 0,
    acceptedTokens: drafting?.accepted ?? 0,
    dispatches: dispatchesSince(dispatches),
    keptBytes: prefixes.bytes,
    memoryBytes: memoryNow(),
  };
}

/** Writes what a run gave: tokens as far as they are the drafted ones, and the one after. Gives how many were. */
function verify(
  row: RowWriter,
  draft: readonly number[],
  { data, vocabulary }: Logits,
  backend: Backend,
  emit: (step: Step) => void,
): number {
  for (let place = 0; ; place++) {
    const own = data.slice(place * vocabulary, (place + 1) * vocabulary);
    const step = checkLogits(backend, () => row.write(own));
    const stands = step.tokenId === draft[place];
    emit(stands ? { ...step, accepted: true } : step);
    if (!stands || row.finishReason) return stands ? place + 1 : place;
  }
}

/** A cache without its last positions; the graph writes over them. */
function without(cache: KvCache, positions: number): KvCache {
  const rest = beginningOf(cache, lengthOf(cache) - positions);
  release(cache);
  return rest;
}
