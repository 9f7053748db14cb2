import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';

/** Says what was not understood of a link. */
export function ignoredNotice(
  names: readonly string[],
  { records }: Messages,
): TemplateResult | typeof nothing {
  return names.length > 0 ? html`<p class="notice" part="notice">${records.ignored(names)}</p>` : nothing;
}
