let last: Promise<unknown> = Promise.resolve();

/**
 * Runs one piece of work at a time. ONNX Runtime in the browser has a single instance: two runs, or a run and the
 * opening of a session, must not overlap ("Session already started").
 */
export function exclusive<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}
