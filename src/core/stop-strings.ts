/**
 * Watches a growing text for stop strings. A stop string may begin in one token and end in another, so the end
 * of the text is kept as far back as the longest one reaches.
 */
export class StopWatcher {
  private readonly stops: readonly string[];
  private readonly reach: number;
  private tail = '';

  constructor(stops: readonly string[]) {
    this.stops = stops.filter((stop) => stop.length > 0);
    this.reach = Math.max(0, ...this.stops.map((stop) => stop.length - 1));
  }

  /** Adds text; returns the stop string that it completes, if any. */
  push(text: string): string | undefined {
    if (this.stops.length === 0) return undefined;
    const seen = this.tail + text;
    const old = this.tail.length;
    // Only what ends in the new text counts: a stop string that was passed before must not stop again.
    const found = this.stops.find((stop) => seen.includes(stop, Math.max(0, old - stop.length + 1)));
    this.tail = this.reach === 0 ? '' : seen.slice(-this.reach);
    return found;
  }
}
