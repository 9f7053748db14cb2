import { html, nothing, type TemplateResult } from 'lit';
import { isGoOnKey } from '../go-on-key.ts';
import { harmlessText } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import { sentenceNotices } from '../masked/sentence-notices.ts';
import { exampleNames, exampleOf, type ExampleName } from './examples.ts';
import { faultText } from './fault-text.ts';
import { sentenceList } from './sentences.ts';
import type { TemplateEditor } from './template-editor.ts';
import type { ReadTemplate } from './template.ts';

/** What the field with its sentences is drawn from. */
export interface AskedContext {
  readonly text: string;
  readonly read: ReadTemplate;
  readonly names: readonly string[];
  readonly blank: number;
  /** Of the model. */
  readonly language: string;
  /** Stretches that the model has no token for. */
  readonly unknown: readonly string[];
  readonly busy: boolean;
  /** What is busy can be stopped. */
  readonly running: boolean;
  readonly editor: TemplateEditor;
  readonly onExample: (name: ExampleName) => void;
  readonly onBlank: (blank: number) => void;
  readonly onCompare: () => void;
  readonly onStop: () => void;
}

/** The template, what is wrong with it, the sentences that it stands for, and the buttons. */
export function askedSentences(context: AskedContext, messages: Messages): TemplateResult {
  const { text, read, names, blank, language, unknown, busy, running, editor, onCompare, onStop } = context;
  const { hasSelection: canVary, isTyping, onText, onSelection, onVary, onBlankLast, onMend } = editor;
  const { compare: texts } = messages;
  const fault = read.fault && faultText(read.fault, text, messages);
  // Seen below, and described by the field; told once, when it is known.
  const told = fault ?? (unknown.length > 0 ? messages.masked.unknown(unknown.map(harmlessText)) : nothing);
  return html`${exampleChoice(context, messages)}
    <div class="field">
      <label for="text">${texts.text}</label>
      <textarea
        id="text"
        part="text"
        rows="2"
        spellcheck="false"
        aria-describedby="fault hint notices"
        aria-invalid=${fault === null ? nothing : 'true'}
        .value=${text}
        @input=${(event: Event) => onText((event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (!isGoOnKey(event)) return;
          event.preventDefault();
          onCompare();
        }}
        @select=${onSelection}
        @selectionchange=${onSelection}
        @keyup=${onSelection}
        @pointerup=${onSelection}
        @focus=${onSelection}
      ></textarea>
      <span id="hint" class="soft">${texts.hint}</span>
      <div class="vary">
        <button
          part="vary"
          aria-disabled=${!canVary}
          aria-describedby=${canVary ? nothing : 'vary-hint'}
          @click=${onVary}
        >
          ${texts.vary}
        </button>
        <span id="vary-hint" class="soft ${canVary ? 'hidden' : ''}">${texts.varyHint}</span>
      </div>
    </div>
    <div id="fault">${fault === null ? nothing : html`<p class="error" part="fault">${fault}</p>`}</div>
    <div class="hidden-visually" role="status">${isTyping ? nothing : told}</div>
    ${
      read.fault?.fault === 'no-blank'
        ? html`<div class="row">
            <button part="blank-last" @click=${onBlankLast}>${texts.blankLast}</button>
          </div>`
        : nothing
    }
    ${sentenceList(read.variants, { names, blank, language }, messages)} ${blankChoice(context, messages)}
    ${sentenceNotices({ id: 'notices', text, unknown, onMend }, messages)}
    <div class="row" part="controls">
      <button
        class="primary"
        aria-disabled=${busy}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        title=${texts.compareKeys}
        @click=${onCompare}
      >
        ${texts.compare}
      </button>
      ${running ? html`<button @click=${onStop}>${texts.stop}</button>` : nothing}
    </div>`;
}

function exampleChoice({ text, onExample }: AskedContext, { compare: texts }: Messages): TemplateResult {
  const current = exampleOf(text);
  return html`<label class="row choices"
    >${texts.examples}<select
      part="examples"
      @change=${(event: Event) => {
        const name = (event.target as HTMLSelectElement).value as ExampleName | '';
        if (name) onExample(name);
      }}
    >
      <option value="" .selected=${current === undefined}>${texts.chooseExample}</option>
      ${exampleNames.map(
        (name) =>
          html`<option value=${name} .selected=${current === name}>${texts.exampleNames[name]}</option>`,
      )}
    </select></label
  >`;
}

function blankChoice(
  { read: { blanks }, blank, onBlank }: AskedContext,
  { compare: texts }: Messages,
): TemplateResult | typeof nothing {
  if (blanks < 2) return nothing;
  return html`<label class="row choices"
    >${texts.whichBlank}<select
      part="blank"
      @change=${(event: Event) => onBlank(Number((event.target as HTMLSelectElement).value))}
    >
      ${Array.from(
        { length: blanks },
        (_, i) => html`<option value=${i} .selected=${i === blank}>${texts.blank(i + 1)}</option>`,
      )}
    </select></label
  >`;
}
