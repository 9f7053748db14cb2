/** So long after the last letter a person is taken to have stopped, in milliseconds. */
const pauseMs = 1_000;

/** Whether a person is typing: what comes of each letter is seen at once, and heard when they pause or leave the field. */
export class Typing {
  private readonly changed: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  get isGoingOn(): boolean {
    return this.timer !== undefined;
  }

  /** A letter was typed. */
  letter(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), pauseMs);
    this.changed();
  }

  end(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.changed();
  }
}
