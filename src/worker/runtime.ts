import { env, LogLevel } from '@huggingface/transformers';
// The names in the package's exports. The plain build runs on WASM alone, and is half as large as that for WebGPU, whose
// asyncify transformation slows the kernels down as well.
import gpuModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import plainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { isSoftware } from '../protocol/adapter.ts';
import { EngineError } from '../protocol/errors.ts';
import type { AdapterInfo, BackendChoice, BackendInfo, BackendReason } from '../protocol/results.ts';
import type { Backend } from '../models/types.ts';
import type { RuntimeSettings } from '../protocol/settings.ts';
import { countDispatches } from './gpu-dispatches.ts';
import { watchMemory } from './runtime-memory.ts';

/** More threads than this do not help a model that waits for memory. */
const mostThreads = 4;

/**
 * Chooses the backend and sets ONNX Runtime up for it. Once in a worker's life: the first session fixes the
 * threads, so another choice takes another worker.
 *
 * @throws EngineError `webgpu-unavailable` when WebGPU was asked for and is not there
 */
export async function startRuntime(settings: RuntimeSettings): Promise<BackendInfo> {
  const { backend: choice, threads, powerPreference } = settings;
  const adapter = choice === 'wasm' ? null : await findAdapter(powerPreference);
  const { backend, reason } = chooseBackend(choice, adapter);

  watchMemory();
  env.logLevel = LogLevel.ERROR;
  env.useWasmCache = false;

  const isolated = globalThis.crossOriginIsolated;
  const { wasm, webgpu } = env.backends.onnx;
  if (!wasm) throw new EngineError('worker-failed', { detail: 'ONNX Runtime has no WebAssembly backend' });
  const cores = navigator.hardwareConcurrency || 1;
  const wanted = threads ?? Math.min(mostThreads, cores);
  wasm.numThreads = isolated && backend === 'wasm' ? Math.max(1, Math.min(wanted, cores)) : 1;
  const [module, binary] = backend === 'wasm' ? [plainModule, plainWasm] : [gpuModule, gpuWasm];
  wasm.wasmPaths = {
    mjs: new URL(module, import.meta.url).href,
    wasm: new URL(binary, import.meta.url).href,
  };
  if (backend === 'webgpu') {
    if (webgpu) webgpu.powerPreference = powerPreference;
    countDispatches();
  }
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

async function findAdapter(powerPreference: RuntimeSettings['powerPreference']): Promise<AdapterFound> {
  if (!navigator.gpu) return 'no-api';
  let adapter: GPUAdapter | null;
  try {
    adapter = await navigator.gpu.requestAdapter({ powerPreference });
  } catch {
    adapter = null;
  }
  if (!adapter) return 'no-adapter';
  const { vendor, architecture, description } = adapter.info;
  return {
    vendor,
    architecture,
    description,
    software: isSoftware(adapter.info),
    halfPrecision: adapter.features.has('shader-f16'),
  };
}
