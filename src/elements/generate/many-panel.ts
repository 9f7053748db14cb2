import { html, type TemplateResult } from 'lit';
import type { LmOpenCompletionEvent } from '../../events/open-completion-event.ts';
import type { Messages } from '../../i18n/index.ts';
import { button } from './button.ts';
import { firstCandidates } from './first-candidates.ts';
import type { Many } from './writing/many-at-once.ts';

/** What a device can hold at once, with room to spare. */
export const mostAtOnce = 64;

/** What many completions are shown from. */
export interface ManyContext {
  readonly completions: Many['completions'];
  readonly opened: Many['opened'];
  /** What they complete. */
  readonly prompt: string;
  readonly open: boolean;
  /** How many a click writes. */
  readonly count: number;
  readonly busy: boolean;
  readonly language: string;
  readonly onToggle: (open: boolean) => void;
  readonly onCount: (count: number) => void;
  readonly onWrite: () => void;
  readonly onOpen: (index: number) => void;
}

/** Many completions of the same prompt. */
export function manyPanel(
  {
    completions,
    opened,
    prompt,
    open,
    count,
    busy,
    language,
    onToggle,
    onCount,
    onWrite,
    onOpen,
  }: ManyContext,
  { writing: words }: Messages,
): TemplateResult {
  return html`<details
    ?open=${open}
    @toggle=${(event: Event) => onToggle((event.target as HTMLDetailsElement).open)}
  >
    <summary><h3>${words.many}</h3></summary>
    <div class="stack">
      <p class="soft">${words.manyHint}</p>
      <div class="row">
        <label class="row"
          >${words.manyCount}<input
            class="count"
            type="number"
            min="1"
            max=${mostAtOnce}
            .value=${String(count)}
            @change=${(event: Event) => {
              const input = event.target as HTMLInputElement;
              if (input.validity.valid && input.value !== '') onCount(input.valueAsNumber);
              else input.value = String(count);
            }}
        /></label>
        ${button(words.manyButton(count), !busy, onWrite)}
      </div>
      <lm-completions
        part="completions"
        .completions=${[...completions]}
        .first=${firstCandidates(completions)}
        .opened=${opened}
        .prompt=${prompt}
        .language=${language}
        .running=${completions.some(({ finishReason }) => finishReason === null)}
        .count=${completions.length}
        @lm-open-completion=${({ index }: LmOpenCompletionEvent) => onOpen(index)}
      ></lm-completions>
    </div>
  </details>`;
}
