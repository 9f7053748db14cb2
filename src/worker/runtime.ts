import { env, LogLevel } from '@huggingface/transformers';
// The names in the package's exports; asyncify is the build that serves both WebGPU and WASM.
import runtimeModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import runtimeWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { EngineError } from '../protocol/errors.ts';
import type { AdapterInfo, BackendChoice, BackendInfo, BackendReason } from '../protocol/results.ts';
import type { Backend } from '../models/types.ts';

/** More threads than this do not help a model that waits for memory. */
const mostThreads = 4;

/**
 * Chooses the backend and sets ONNX Runtime up for it. Once in a worker's life: the first session fixes the
 * threads, so another choice takes another worker.
 *
 * @throws EngineError `webgpu-unavailable` when WebGPU was asked for and is not there
 */
export async function startRuntime(choice: BackendChoice, threads: number | null): Promise<BackendInfo> {
  const adapter = choice === 'wasm' ? null : await findAdapter();
  const { backend, reason } = chooseBackend(choice, adapter);

  env.logLevel = LogLevel.ERROR;
  env.useWasmCache = false;

  const isolated = globalThis.crossOriginIsolated;
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new EngineError('worker-failed', { detail: 'ONNX Runtime has no WebAssembly backend' });
  const cores = navigator.hardwareConcurrency || 1;
  const wanted = threads ?? Math.min(mostThreads, cores);
  wasm.numThreads = isolated && backend === 'wasm' ? Math.max(1, Math.min(wanted, cores)) : 1;
  wasm.wasmPaths = {
    mjs: new URL(runtimeModule, import.meta.url).href,
    wasm: new URL(runtimeWasm, import.meta.url).href,
  };
  return {
    backend,
    reason,
    threads: wasm.numThreads,
    isolated,
    adapter: adapter && typeof adapter === 'object' ? adapter : null,
  };
}

type AdapterFound = AdapterInfo | 'no-api' | 'no-adapter' | null;

function chooseBackend(
  choice: BackendChoice,
  adapter: AdapterFound,
): { backend: Backend; reason: BackendReason } {
  if (choice === 'wasm' || adapter === null) return { backend: 'wasm', reason: 'asked' };
  if (choice === 'webgpu') {
    if (typeof adapter === 'string') throw new EngineError('webgpu-unavailable', { reason: adapter });
    return { backend: 'webgpu', reason: 'asked' };
  }
  if (adapter === 'no-api') return { backend: 'wasm', reason: 'no-webgpu-api' };
  if (adapter === 'no-adapter') return { backend: 'wasm', reason: 'no-adapter' };
  if (adapter.software) return { backend: 'wasm', reason: 'software-adapter' };
  return { backend: 'webgpu', reason: 'hardware-adapter' };
}

async function findAdapter(): Promise<AdapterFound> {
  if (!navigator.gpu) return 'no-api';
  let adapter: GPUAdapter | null;
  try {
    adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    adapter = null;
  }
  if (!adapter) return 'no-adapter';
  const { vendor, architecture, description } = adapter.info;
  return {
    vendor,
    architecture,
    description,
    software:
      adapter.info.isFallbackAdapter || /swiftshader|llvmpipe|basic render/i.test(description + architecture),
    halfPrecision: adapter.features.has('shader-f16'),
  };
}
