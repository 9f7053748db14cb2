import type { Generation } from '../../../engine/index.ts';

/** Something under way that a person can end: calls by their signal, generations by a stop, waits at once. */
export class Job {
  private readonly abort = new AbortController();
  private generation: Generation<never, unknown> | null = null;
  private wake: () => void = () => undefined;
  private ending = false;
  private settle: () => void = () => undefined;
  /** Resolves when all of it is over, whatever came of it. */
  private readonly over = new Promise<void>((resolve) => {
    this.settle = resolve;
  });

  /** For calls that come before a generation. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Whether it was asked to end. */
  get isEnding(): boolean {
    return this.ending;
  }

  /** Remembers a generation, so that it can be stopped. */
  hold<S, R>(generation: Generation<S, R>): Generation<S, R> {
    this.generation = generation as unknown as Generation<never, unknown>;
    if (this.ending) void generation.stop().catch(() => undefined);
    return generation;
  }

  /** Waits, unless it is asked to end. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.ending) return resolve();
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      return undefined;
    });
  }

  /** Asks it to end; resolves when it has. */
  async end(): Promise<void> {
    this.ending = true;
    this.wake();
    if (this.generation) void this.generation.stop().catch(() => undefined);
    else this.abort.abort();
    await this.over;
  }

  /** Says that it is over. */
  finish(): void {
    this.settle();
  }
}
