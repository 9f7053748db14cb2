import { html, nothing, type TemplateResult } from 'lit';
import { isGoOnKey } from '../go-on-key.ts';
import type { Messages } from '../../i18n/index.ts';

/** The text field and the buttons below it. */
export interface TextControls {
  readonly text: string;
  readonly busy: boolean;
  /** Whether the model computes, which can be ended. */
  readonly running: boolean;
  /** Whether the text is what went wrong. */
  readonly isRefused: boolean;
  readonly onText: (text: string) => void;
  readonly onFill: () => void;
  readonly onAddBlank: () => void;
  readonly onStop: () => void;
}

export function textField(
  { text, isRefused, onText, onFill }: TextControls,
  { blanks: texts }: Messages,
): TemplateResult {
  return html`<div class="field">
    <label for="text">${texts.text}</label>
    <textarea
      id="text"
      part="text"
      rows="2"
      spellcheck="false"
      aria-invalid=${isRefused ? 'true' : nothing}
      aria-describedby=${`${isRefused ? 'error ' : ''}hint notices`}
      .value=${text}
      @input=${(event: Event) => onText((event.target as HTMLTextAreaElement).value)}
      @keydown=${(event: KeyboardEvent) => {
        if (!isGoOnKey(event)) return;
        event.preventDefault();
        onFill();
      }}
    ></textarea>
    <span id="hint" class="soft">${texts.hint}</span>
  </div>`;
}

export function fillControls(
  { busy, running, onFill, onAddBlank, onStop }: TextControls,
  { blanks: texts, generate }: Messages,
): TemplateResult {
  return html`<div class="row" part="controls">
    <button
      class="primary"
      aria-disabled=${busy}
      @click=${() => {
        if (!busy) onFill();
      }}
    >
      ${texts.button}
    </button>
    <button @click=${onAddBlank}>${texts.addBlank}</button>
    ${running ? html`<button part="stop" class="late" @click=${onStop}>${generate.stop}</button>` : nothing}
  </div>`;
}
