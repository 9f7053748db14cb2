/** The longest time that a timer can be set to. */
const mostMs = 2 ** 31 - 1;

/**
 * Does something under a signal that fires with another one or when a time is over.
 *
 * @throws what `work` throws: AbortError where it was ended, be it by time or by the signal
 */
export async function withLimit<T>(
  limitMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), Math.min(mostMs, Math.max(0, limitMs)));
  try {
    return await work(AbortSignal.any([signal, limit.signal]));
  } finally {
    clearTimeout(timer);
  }
}
