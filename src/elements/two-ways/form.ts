import { html, nothing, type TemplateResult } from 'lit';
import { isGoOnKey } from '../go-on-key.ts';
import type { Messages } from '../../i18n/index.ts';
import { sentenceNotices } from '../masked/sentence-notices.ts';

/** What is asked for, and what can be done about it. */
export interface FormContext {
  readonly text: string;
  /** Whether each piece of a word is hidden alone. */
  readonly isPlain: boolean;
  /** Whether something is loaded or computed. */
  readonly busy: boolean;
  readonly running: boolean;
  /** What went wrong with the text is told beside it. */
  readonly isFaulty: boolean;
  /** The choices of models. */
  readonly choices: readonly unknown[];
  readonly onText: (text: string) => void;
  /** A text that was mended by a button, which goes away with it. */
  readonly onMend: (text: string) => void;
  readonly onMasking: (masking: 'within-word' | 'plain') => void;
  readonly onCompute: () => void;
  readonly onStop: () => void;
}

/** The sentence, the models, how words in pieces are hidden, and the button. */
export function form(context: FormContext, messages: Messages): TemplateResult {
  const { text, isPlain, busy, running, isFaulty, choices, onText, onMend, onMasking, onCompute, onStop } =
    context;
  const { twoWays: texts } = messages;
  return html`<div class="field">
      <label for="text">${texts.text}</label>
      <textarea
        id="text"
        part="text"
        rows="2"
        spellcheck="false"
        aria-invalid=${isFaulty ? 'true' : nothing}
        aria-describedby=${`${isFaulty ? 'outcome ' : ''}hint notices text-keys`}
        .value=${text}
        @input=${(event: Event) => onText((event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (!isGoOnKey(event)) return;
          event.preventDefault();
          onCompute();
        }}
      ></textarea>
      <span id="hint" class="soft">${texts.hint}</span>
      <span id="text-keys" hidden>${texts.textKeys}</span>
    </div>
    <div id="notices" class="notices">${sentenceNotices({ text, onMend }, messages)}</div>
    <div class="choices">
      ${choices}
      <label class="row model-choice"
        >${texts.masking}
        <select
          part="masking"
          @change=${(event: Event) => onMasking((event.target as HTMLSelectElement).value as 'within-word' | 'plain')}
        >
          <option value="within-word" .selected=${!isPlain}>${texts.maskings.withinWord}</option>
          <option value="plain" .selected=${isPlain}>${texts.maskings.plain}</option>
        </select>
      </label>
    </div>
    <div class="row" part="controls">
      <button class="primary" aria-disabled=${busy} @click=${onCompute}>${texts.button}</button>
      ${running ? html`<button part="stop" @click=${onStop}>${texts.stop}</button>` : nothing}
    </div>`;
}
