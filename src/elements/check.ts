import { html, type TemplateResult } from 'lit';

/** A check box with its label. */
export function check(
  label: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
  disabled = false,
): TemplateResult {
  return html`<label class="check"
    ><input
      type="checkbox"
      .checked=${checked}
      ?disabled=${disabled}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    />${label}</label
  >`;
}
