import { html, type TemplateResult } from 'lit';
import { EngineError } from '../engine/index.ts';
import type { Messages } from '../i18n/index.ts';

/** Whether WebGPU was asked for and is not there. */
export function lacksWebGpu(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'webgpu-unavailable';
}

/** The way out of an error that WebGPU is not there. */
export function renderUseWasm(messages: Messages, onClick: () => void): TemplateResult {
  return html`<div class="row">
    <button part="use-wasm" @click=${onClick}>${messages.backend.useWasm}</button>
  </div>`;
}
