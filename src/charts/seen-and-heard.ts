import { html } from 'lit';

/**
 * Something whose marks are for the eye, and what is heard in its place: "·girl" would be read as "middle dot girl".
 * For where the style `hiddenVisually` is.
 */
export function seenAndHeard(seen: unknown, heard: string): unknown {
  if (seen === heard) return seen;
  return html`<span class="hidden-visually">${heard}</span><span aria-hidden="true">${seen}</span>`;
}
