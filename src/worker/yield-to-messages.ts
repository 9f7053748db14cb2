const channel = new MessageChannel();
let waiting: (() => void)[] = [];
channel.port1.onmessage = () => {
  const resolve = waiting;
  waiting = [];
  for (const one of resolve) one();
};

/**
 * Lets the worker's message queue run. A loop that awaits only micro-tasks, as a WASM run does, would keep a
 * stop message waiting until its end; `setTimeout` would cost 4 ms a token.
 */
export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
