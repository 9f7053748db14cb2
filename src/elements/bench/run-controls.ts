import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { Estimate } from './estimate.ts';

/** What the buttons do, and what they are beside. */
export interface RunControlsContext {
  readonly estimate: Estimate;
  readonly isRunning: boolean;
  readonly isStopping: boolean;
  readonly onRun: () => void;
  readonly onStop: () => void;
}

/** What the run will take, and the buttons that begin and end it. */
export function runControls(context: RunControlsContext, messages: Messages): TemplateResult {
  const { estimate, isRunning, isStopping, onRun, onStop } = context;
  const { bench: texts } = messages;
  const isEmpty = estimate.cells === 0;
  return html`<div class="run">
    <div id="estimate" part="estimate">
      ${
        isEmpty
          ? html`<p>${texts.nothingToRun}</p>`
          : html`<p>${texts.estimate(estimate.visits, estimate.cells, estimate.bytes)}</p>
              <p class="soft">
                ${texts.estimateTime(estimate.seconds, estimate.mostSeconds)} ${texts.disturb}
              </p>`
      }
    </div>
    <div class="row" part="controls">
      <button
        class="primary"
        aria-disabled=${isRunning || isEmpty ? 'true' : 'false'}
        aria-describedby="estimate"
        @click=${onRun}
      >
        ${texts.run}
      </button>
      ${
        isRunning
          ? html`<button part="stop" aria-disabled=${isStopping ? 'true' : 'false'} @click=${onStop}>
              ${isStopping ? texts.stopping : texts.stop}
            </button>`
          : nothing
      }
    </div>
  </div>`;
}
