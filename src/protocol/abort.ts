/** The error of a call that its signal cancelled. */
export function abortError(): DOMException {
  return new DOMException('The call was cancelled', 'AbortError');
}

/** Whether an error is that of a cancelled call. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** What a promise gives, unless the signal fires first: then it rejects with AbortError, whatever the promise does. */
export function unlessAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortError());
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
