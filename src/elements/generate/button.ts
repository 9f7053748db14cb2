import { html, nothing, type TemplateResult } from 'lit';

/**
 * A button that can be reached when it is of no use, so that the focus stays where it is.
 *
 * @param kind a class, such as `primary`
 */
export function button(text: string, usable: boolean, onClick: () => void, kind = ''): TemplateResult {
  return html`<button
    class=${kind || nothing}
    aria-disabled=${!usable}
    @click=${() => {
      if (usable) onClick();
    }}
  >
    ${text}
  </button>`;
}
