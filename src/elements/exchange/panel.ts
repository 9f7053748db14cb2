import { html, nothing, type TemplateResult } from 'lit';
import { describeError, type Messages } from '../../i18n/index.ts';

/** A remark in the language that is shown. */
export type Remark = (messages: Messages) => string;

/** What is in the panel. */
export interface PanelContext {
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly buttons: TemplateResult;
  readonly remark: Remark | null;
  /** `null` for none. */
  readonly error: unknown;
  /** What could help against the error. */
  readonly remedy?: TemplateResult | typeof nothing;
}

/** The ways in and out, folded away, with what became of them beside the buttons that were pressed. */
export function exchangePanel(
  { open, onToggle, buttons, remark, error, remedy = nothing }: PanelContext,
  messages: Messages,
): TemplateResult {
  return html`<details
    ?open=${open}
    @toggle=${(event: Event) => onToggle((event.target as HTMLDetailsElement).open)}
  >
    <summary><h3>${messages.records.heading}</h3></summary>
    <div class="stack">
      ${buttons}
      <div class="live" role="status">
        ${remark ? html`<p class="notice" part="notice">${remark(messages)}</p>` : nothing}
      </div>
      <div class="live" role="alert">
        ${
          error
            ? html`<div class="error" part="error">
                <p>${describeError(messages, error)}</p>
                ${remedy}
              </div>`
            : nothing
        }
      </div>
    </div>
  </details>`;
}

/** A button that looks as the ones beside it and asks for a file. */
export function fileField(label: string, onFile: (file: File) => void): TemplateResult {
  return html`<label class="file"
    >${label}<input
      class="hidden-visually"
      type="file"
      accept=".json,application/json"
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const file = input.files?.[0];
        // The same file can be chosen again once it was mended.
        input.value = '';
        if (file) onFile(file);
      }}
  /></label>`;
}

/** A link that could not be copied, to be copied by hand; nothing where there is none. */
export function linkField(link: string | null, label: string): TemplateResult | typeof nothing {
  if (link === null) return nothing;
  return html`<label class="field"
    >${label}<input
      type="text"
      readonly
      .value=${link}
      @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
  /></label>`;
}
