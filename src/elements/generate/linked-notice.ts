import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';

/** Says that a link holds a text, with a button that loads the model to show it. */
export function linkedNotice(
  tokens: number,
  busy: boolean,
  onOpen: () => void,
  { writing: texts }: Messages,
): TemplateResult {
  return html`<div class="notice field">
    <p>${texts.linked(tokens)}</p>
    <div class="row">
      <button
        part="open-linked"
        aria-disabled=${busy}
        @click=${() => {
          if (!busy) onOpen();
        }}
      >
        ${texts.openLinked}
      </button>
    </div>
  </div>`;
}
