/** Hands on what comes once a frame at most: a fast model writes several tokens in one. */
export class PerFrame<T> {
  private readonly deliver: (items: readonly T[]) => void;
  private waiting: T[] = [];
  private frame = 0;

  /** @param deliver is given one item at least */
  constructor(deliver: (items: readonly T[]) => void) {
    this.deliver = deliver;
  }

  push(item: T): void {
    this.waiting.push(item);
    this.frame ||= requestAnimationFrame(() => this.flush());
  }

  /** Hands on at once what waits. */
  flush(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { waiting } = this;
    if (waiting.length === 0) return;
    this.waiting = [];
    this.deliver(waiting);
  }
}
