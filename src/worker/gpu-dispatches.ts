let count: number | null = null;

/**
 * Counts the dispatches of compute shaders in this worker from now on. ONNX Runtime records them through the browser's own
 * objects, so they can be counted on their way.
 */
export function countDispatches(): void {
  if (count !== null || typeof GPUComputePassEncoder === 'undefined') return;
  count = 0;
  const { prototype } = GPUComputePassEncoder;
  for (const name of ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect'] as const) {
    const original = prototype[name] as (this: GPUComputePassEncoder, ...args: unknown[]) => undefined;
    prototype[name] = function counted(this: GPUComputePassEncoder, ...args: unknown[]): undefined {
      count!++;
      return original.apply(this, args);
    } as never;
  }
}

/** Dispatches so far; `null` where they are not counted, such as on WASM. */
export function dispatchesSoFar(): number | null {
  return count;
}

/** Dispatches since an earlier count. */
export function dispatchesSince(before: number | null): number | null {
  return count === null || before === null ? null : count - before;
}
