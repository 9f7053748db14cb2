/** What a chunk may take, in milliseconds: a stop waits for one, and shall be there within 100 ms. */
const wantedMs = 75;

/** Lengths that are taken: few, so that a text is mostly cut at the same places each time. */
const lengths = [4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];

/**
 * How many positions of a long prompt to compute in one run: as many as are through before a stop has waited long. It
 * follows the machine, by the time that each position of the last chunk took, which grows with the text before it.
 */
export class ChunkLength {
  private length: number;

  /** @param first of the first chunk, before anything was measured */
  constructor(first: number) {
    this.length = longestUpTo(first);
  }

  /** Positions of the next chunk. */
  get next(): number {
    return this.length;
  }

  /** Tells what a chunk took, in milliseconds. */
  report(positions: number, ms: number): void {
    // A short run tells little: much of its time is there for any length.
    if (positions < lengths[0]!) return;
    const affordable = longestUpTo((positions * wantedMs) / Math.max(ms, 1e-3));
    // One hiccup of the machine shall not bring it down to the least, nor one lucky run up to the most.
    const [low, high] = [longestUpTo(this.length / 2), longestUpTo(this.length * 2)];
    this.length = Math.min(high, Math.max(low, affordable));
  }
}

function longestUpTo(positions: number): number {
  return lengths.findLast((length) => length <= positions) ?? lengths[0]!;
}
