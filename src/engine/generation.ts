import { isAbort } from '../protocol/abort.ts';
import type { GenerationSummary, Step } from '../protocol/results.ts';

/** How a generation is driven; the engine gives this to {@link Generation}. */
export interface GenerationSource<S = Step, R = GenerationSummary> {
  /** Starts it; resolves with the summary, rejects with what went wrong. */
  start(onSteps: (steps: S[]) => void, signal: AbortSignal): Promise<R>;
  /** Asks it to end after the token that is being computed. */
  stop(): void;
}

/**
 * A text being generated: `for await (const step of generation)` gives each token as it comes. It runs from the
 * moment it is made, whether or not somebody reads. Leaving the loop ends it; aborting its signal makes the loop
 * throw an AbortError.
 */
export class Generation<S = Step, R = GenerationSummary> implements AsyncIterableIterator<
  S,
  undefined,
  undefined
> {
  /** Resolves with what it came to, also after {@link stop}; rejects with what went wrong. */
  readonly finished: Promise<R>;

  private readonly source: GenerationSource<S, R>;
  private readonly leave = new AbortController();
  private readonly queue: S[] = [];
  private waiting: (() => void)[] = [];
  private over = false;
  private failure: unknown = null;

  constructor(source: GenerationSource<S, R>, signal?: AbortSignal) {
    this.source = source;
    const joined = signal ? AbortSignal.any([signal, this.leave.signal]) : this.leave.signal;
    const onSteps = (steps: S[]) => {
      this.queue.push(...steps);
      this.wakeAll();
    };
    this.finished = source.start(onSteps, joined);
    this.finished.then(
      () => this.end(null),
      (error: unknown) => this.end(error),
    );
  }

  /** Ends after the token that is being computed; the steps so far remain readable. */
  stop(): Promise<R> {
    this.source.stop();
    return this.finished;
  }

  async next(): Promise<IteratorResult<S, undefined>> {
    for (;;) {
      // After an abort nothing more is given out, even what is there already.
      if (this.failure !== null && isAbort(this.failure)) throw this.failure;
      const step = this.queue.shift();
      if (step) return { done: false, value: step };
      if (this.failure !== null) throw this.failure;
      if (this.over) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    }
  }

  /** Called by `break` in a loop. */
  async return(): Promise<IteratorResult<S, undefined>> {
    this.over = true;
    this.queue.length = 0;
    this.leave.abort();
    this.wakeAll();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private end(error: unknown): void {
    if (error !== null && !this.over) this.failure = error;
    this.over = true;
    this.wakeAll();
  }

  /** Every caller of `next` that waits looks again; there may be several. */
  private wakeAll(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const wake of waiting) wake();
  }
}
