import { html, type TemplateResult } from 'lit';

/** A check box with its name. */
export function check(label: string, checked: boolean, onChange: (checked: boolean) => void): TemplateResult {
  return html`<label class="check"
    ><input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    />${label}</label
  >`;
}
