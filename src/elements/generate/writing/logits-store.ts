import type { TokenRecord } from '../../../records/index.ts';

/** Some 680 tokens of a vocabulary of 49,152, or 8,000 of one of 4,096. */
const mostBytes = 128 * 2 ** 20;

/**
 * The logits of recent tokens, so that a distribution can be derived anew without running the model. Those used longest
 * ago go first; they can be computed again.
 */
export class LogitsStore {
  /** In the order of use, the latest last. */
  private readonly kept = new Map<TokenRecord, Float32Array>();
  private readonly limit: number;
  private bytes = 0;

  constructor(limit = mostBytes) {
    this.limit = limit;
  }

  /** How many vectors of logits fit beside each other, with room to spare. */
  capacity(vocabularySize: number): number {
    return Math.max(1, Math.floor(this.limit / 2 / (vocabularySize * 4)));
  }

  get(token: TokenRecord): Float32Array | null {
    const logits = this.kept.get(token);
    if (!logits) return null;
    this.kept.delete(token);
    this.kept.set(token, logits);
    return logits;
  }

  set(token: TokenRecord, logits: Float32Array | null | undefined): void {
    if (!logits) return;
    this.delete(token);
    this.kept.set(token, logits);
    this.bytes += logits.byteLength;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.limit || oldest === token) break;
      this.delete(oldest);
    }
  }

  /** What is kept of some tokens, for an export; does not count as use. */
  of(tokens: Iterable<TokenRecord>): Map<TokenRecord, Float32Array> {
    const found = new Map<TokenRecord, Float32Array>();
    for (const token of tokens) {
      const logits = this.kept.get(token);
      if (logits) found.set(token, logits);
    }
    return found;
  }

  /** What was kept of a token is that of another, which has taken its place. */
  move(token: TokenRecord, next: TokenRecord): void {
    const logits = this.kept.get(token);
    if (!logits || token === next) return;
    this.delete(token);
    this.set(next, logits);
  }

  delete(token: TokenRecord): void {
    this.bytes -= this.kept.get(token)?.byteLength ?? 0;
    this.kept.delete(token);
  }
}
