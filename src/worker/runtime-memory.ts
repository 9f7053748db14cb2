/** Memories of WebAssembly that were made in this worker: ONNX Runtime makes one, which grows and never shrinks. */
const memories = new Set<WebAssembly.Memory>();

/** Bytes of the GPU buffers that were made and not destroyed. */
let gpuBytes = 0;
let isWatching = false;

/**
 * Keeps account of the memory that ONNX Runtime takes from now on. Browsers tell it late or not at all, and leave out the GPU;
 * but it is taken through their own objects, so it can be counted on its way.
 */
export function watchMemory(): void {
  if (isWatching) return;
  isWatching = true;
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.add(this);
    }
  };
  if (typeof GPUDevice === 'undefined' || typeof GPUBuffer === 'undefined') return;
  const createBuffer = GPUDevice.prototype.createBuffer;
  GPUDevice.prototype.createBuffer = function counted(
    this: GPUDevice,
    descriptor: GPUBufferDescriptor,
  ): GPUBuffer {
    const buffer = createBuffer.call(this, descriptor);
    live.add(buffer);
    gpuBytes += buffer.size;
    return buffer;
  };
  const destroy = GPUBuffer.prototype.destroy;
  GPUBuffer.prototype.destroy = function counted(this: GPUBuffer): undefined {
    // A buffer may be destroyed twice.
    if (live.delete(this)) gpuBytes -= this.size;
    return destroy.call(this);
  };
}

const live = new WeakSet<GPUBuffer>();

/** Bytes that ONNX Runtime holds in this worker, the GPU's included; `null` before it has started. */
export function memoryNow(): number | null {
  if (memories.size === 0) return null;
  return [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, gpuBytes);
}
