import { firstDifference } from '../core/divergence.ts';
import { beginningOf, gather, lengthOf, release, type KvCache } from './kv-cache.ts';

/** Memory for texts that were computed: some 2,900 tokens of SmolLM2-135M. */
const mostBytes = 128 * 2 ** 20;

/**
 * Keys and values of the texts that were computed last, so that a text which begins as one of them did computes its
 * new tokens only: a continuation, a branch inside of the text, the same prompt again. The ones used longest ago go
 * first when memory runs out; the last one used always stays.
 */
export class PrefixCache {
  /** The one used last is the last. */
  private entries: KvCache[] = [];
  private readonly limit: number;

  constructor(limit = mostBytes) {
    this.limit = limit;
  }

  /** Bytes that are kept. */
  get bytes(): number {
    // Several may look at the same tensors.
    return [...new Set(this.entries.map(({ tensors }) => tensors))].reduce(
      (sum, { bytes }) => sum + bytes,
      0,
    );
  }

  /**
   * The keys and values of the longest beginning of a text that was computed before. They are the caller's from now
   * on, who gives them back with {@link put}, longer, or releases them.
   *
   * @param most positions that may be reused; at least the last token of a text has to run, for its logits
   */
  async take(tokenIds: readonly number[], most = tokenIds.length - 1): Promise<KvCache | null> {
    let best: KvCache | null = null;
    let shared = 0;
    for (const entry of this.entries) {
      const common = Math.min(most, firstDifference(entry.rows[0]!, tokenIds));
      if (common > shared || (common === shared && best && lengthOf(entry) < lengthOf(best))) {
        best = entry;
        shared = common;
      }
    }
    if (!best || shared === 0) return null;
    // Out of reach of other calls while it is read.
    this.entries = this.entries.filter((entry) => entry !== best);
    if (shared === lengthOf(best)) return best;
    const from = best;
    try {
      // A short beginning in long tensors would be carried, and copied at each step, with all the room behind it.
      if (shared >= from.tensors.room / 2) return beginningOf(from, shared);
      if (isWorthACopy(shared, lengthOf(from)))
        return await gather([{ cache: from, row: 0, length: shared }]);
      return null;
    } finally {
      this.put(from);
    }
  }

  /** Keeps a text's keys and values, of one row. A text that another one begins with needs no place of its own. */
  put(cache: KvCache | null): void {
    if (!cache) return;
    if (lengthOf(cache) === 0) return release(cache);
    const ids = cache.rows[0]!;
    const [longer, others] = [[] as KvCache[], [] as KvCache[]];
    for (const entry of this.entries) {
      const common = firstDifference(entry.rows[0]!, ids);
      if (common === ids.length && lengthOf(entry) >= ids.length) longer.push(entry);
      else if (common === lengthOf(entry)) release(entry);
      else others.push(entry);
    }
    if (longer.length > 0) release(cache);
    this.entries = [...others, ...longer, ...(longer.length > 0 ? [] : [cache])];
    while (this.entries.length > 1 && this.bytes > this.limit) release(this.entries.shift()!);
  }

  clear(): void {
    for (const entry of this.entries) release(entry);
    this.entries = [];
  }
}

/** A long text is not copied for the sake of the first tokens that many texts begin with, such as a chat's markers. */
function isWorthACopy(shared: number, length: number): boolean {
  return shared >= 16 || length <= 128;
}
