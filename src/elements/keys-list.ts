import { css, html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../i18n/index.ts';

/** Keys that work in one place, and what each does there. */
export interface KeyGroup {
  /** Where they work. */
  readonly where: string;
  readonly keys: readonly { readonly names: readonly string[]; readonly does: string }[];
}

/** The key with which a text field goes on: on a Mac as well. */
export const goOnKeys: readonly string[] = ['Ctrl+Enter', '⌘+Enter'];

/** The keys of an element, folded away. */
export function keysList(groups: readonly KeyGroup[], { writing }: Messages): TemplateResult {
  return html`<details>
    <summary><h3>${writing.keys}</h3></summary>
    ${groups.map(
      ({ where, keys }) =>
        html`<p class="soft">${where}</p>
          ${keyRows(keys)}`,
    )}
  </details>`;
}

/** Keys with what each does. */
export function keyRows(keys: KeyGroup['keys']): TemplateResult {
  return html`<dl class="keys" part="keys">
    ${keys.map(
      ({ names, does }) =>
        html`<div>
          <dt>${names.map((name, i) => html`${i > 0 ? ' ' : nothing}<kbd>${name}</kbd>`)}</dt>
          <dd>${does}</dd>
        </div>`,
    )}
  </dl>`;
}

export const keysListStyles = css`
  .keys {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
    gap: 4px 24px;
    padding: 8px 0 16px;
    font-size: 0.875rem;
  }
  .keys > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .keys dt {
    min-width: 6em;
  }
  .keys dd {
    flex: 1 1 8em;
    min-width: 0;
  }
  kbd {
    display: inline-block;
    min-width: 1.75em;
    padding: 0 6px;
    border: 1px solid var(--control-line);
    border-radius: 4px;
    font-family: var(--token-font);
    font-size: 0.8125rem;
    text-align: center;
  }
`;
