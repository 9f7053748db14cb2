import { html, type TemplateResult } from 'lit';
import type { Messages } from '../i18n/index.ts';

/** The way out of an error that WebGPU is not there. */
export function renderUseWasm(messages: Messages, onClick: () => void): TemplateResult {
  return html`<div class="row">
    <button part="use-wasm" @click=${onClick}>${messages.backend.useWasm}</button>
  </div>`;
}
