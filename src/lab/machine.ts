import { isSoftware } from '../protocol/adapter.ts';
import type { Backend } from '../models/types.ts';

/** What decides which configurations can be tried here. */
export interface Machine {
  /** Logical cores. */
  readonly cores: number;
  /** Whether the page is cross-origin isolated, which more than one thread needs. */
  readonly isolated: boolean;
  /** `null` where the browser gives no adapter. */
  readonly webgpu: { readonly software: boolean; readonly halfPrecision: boolean } | null;
}

interface Adapter {
  readonly features: { has(name: string): boolean };
  readonly info?: Parameters<typeof isSoftware>[0];
}

interface Gpu {
  requestAdapter(): Promise<Adapter | null>;
}

/** Asks the browser. Never rejects. */
export async function readMachine(): Promise<Machine> {
  const { hardwareConcurrency, gpu } = navigator as unknown as { hardwareConcurrency?: number; gpu?: Gpu };
  const adapter = await Promise.resolve(gpu?.requestAdapter()).catch(() => null);
  return {
    cores: hardwareConcurrency || 1,
    isolated: Boolean(globalThis.crossOriginIsolated),
    webgpu: adapter
      ? {
          software: isSoftware(adapter.info ?? {}),
          halfPrecision: adapter.features.has('shader-f16'),
        }
      : null,
  };
}

/** The backends that are there, the likely faster first: a software adapter runs on the processor and comes last. */
export function backendsOf({ webgpu }: Machine): Backend[] {
  if (!webgpu) return ['wasm'];
  return webgpu.software ? ['wasm', 'webgpu'] : ['webgpu', 'wasm'];
}

/** Numbers of threads worth trying, the most first. */
export function threadsOf({ cores, isolated }: Machine): number[] {
  return isolated ? [4, 2, 1].filter((threads) => threads <= Math.max(1, cores)) : [1];
}
