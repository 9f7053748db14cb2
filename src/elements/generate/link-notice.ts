import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import { ignoredNotice } from '../exchange/ignored-notice.ts';

/** What the page's address said. */
export interface LinkContext {
  /** How many tokens after the prompt it holds. */
  readonly tokens: number;
  /** Names of what was not understood. */
  readonly ignored: readonly string[];
  readonly busy: boolean;
  /** Loads the model to show the text; `null` where the link holds none. */
  readonly open: (() => void) | null;
}

/** Says that a link holds a text, with a button that loads the model to show it, and what was left out of the link. */
export function linkNotice(
  { tokens, ignored, busy, open }: LinkContext,
  messages: Messages,
): TemplateResult | typeof nothing {
  if (ignored.length === 0 && open === null) return nothing;
  const { writing: texts } = messages;
  // First on the page and there from the start: it is read in its place.
  return html`<div class="live">
    ${ignoredNotice(ignored, messages)}
    ${
      open === null
        ? nothing
        : html`<div class="notice field">
            <p>${texts.linked(tokens)}</p>
            <div class="row">
              <button
                part="open-linked"
                aria-disabled=${busy}
                @click=${() => {
                  if (!busy) open();
                }}
              >
                ${texts.openLinked}
              </button>
            </div>
          </div>`
    }
  </div>`;
}
