import { html, nothing, type TemplateResult } from 'lit';
import { isGoOnKey } from '../go-on-key.ts';
import type { Messages } from '../../i18n/index.ts';
import { ways, type Round, type Way } from '../../records/views/self-supervision.ts';
import { sentenceNotices } from '../masked/sentence-notices.ts';
import type { ModelLoad } from '../model-element/model-load.ts';
import { unknownStretches } from './notes.ts';

/** The choice between the two ways. */
export function wayChoice(
  current: Way,
  onChoose: (way: Way) => void,
  { selfSupervision: texts }: Messages,
): TemplateResult {
  return html`<fieldset part="way">
    <legend class="hidden-visually">${texts.way}</legend>
    <div class="ways">
      ${ways.map(
        (way) =>
          html`<label
            ><input
              type="radio"
              name="way"
              value=${way}
              .checked=${way === current}
              @change=${() => onChoose(way)}
            />${texts.ways[way]}</label
          >`,
      )}
    </div>
  </fieldset>`;
}

/** What the sentence is, and where it goes. */
export interface SourceContext {
  readonly way: Way;
  readonly text: string;
  readonly round: Round | null;
  readonly open: boolean;
  /** What went wrong was the text's fault. */
  readonly isFaulty: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly onText: (text: string) => void;
  /** A text that was mended by a button, which goes away with it. */
  readonly onMend: (text: string) => void;
  /** Makes the samples, by key. */
  readonly onEnter: () => void;
}

/** The sentence, folded away while its labels are to be guessed, and what is better known of it. */
export function sourceFold(context: SourceContext, messages: Messages): TemplateResult {
  const { way, text, round, open, isFaulty, onToggle, onText, onMend, onEnter } = context;
  const { selfSupervision: texts } = messages;
  const isCurrent = round?.set.text === text;
  const unknown = round && isCurrent ? unknownStretches(round.set) : [];
  return html`<details
      part="source"
      ?open=${open}
      @toggle=${(event: Event) => onToggle((event.target as HTMLDetailsElement).open)}
    >
      <summary>${texts.sentence}</summary>
      <div class="field source-body">
        <label class="hidden-visually" for="text">${texts.sentenceField}</label>
        <textarea
          id="text"
          part="text"
          rows="2"
          spellcheck="false"
          aria-invalid=${isFaulty ? 'true' : nothing}
          aria-describedby=${`${isFaulty ? 'outcome ' : ''}notices text-keys`}
          .value=${text}
          @input=${(event: Event) => onText((event.target as HTMLTextAreaElement).value)}
          @keydown=${(event: KeyboardEvent) => {
            if (!isGoOnKey(event)) return;
            event.preventDefault();
            onEnter();
          }}
        ></textarea>
        <span id="text-keys" class="soft">${texts.textKeys}</span>
      </div>
    </details>
    <div id="notices" class="notices">
      ${way === 'masked' ? sentenceNotices({ text, unknown, onMend }, messages) : nothing}
    </div>
    ${round && !isCurrent ? html`<p class="notice" part="notice">${texts.earlier}</p>` : nothing}`;
}

/** What the buttons are drawn from, and what they do. */
export interface ControlsContext {
  readonly way: Way;
  readonly busy: boolean;
  /** A label can be guessed: that comes first then. */
  readonly isGuessing: boolean;
  /** Something is being computed, which can be stopped. */
  readonly running: boolean;
  /** The samples that are shown are those of the sentence. */
  readonly isCurrent: boolean;
  readonly model: ModelLoad;
  readonly tokenizer: ModelLoad;
  readonly hasError: boolean;
  readonly onCompute: () => void;
  readonly onMake: () => void;
  readonly onAnother: () => void;
  readonly onDraw: () => void;
  readonly onStop: () => void;
}

/** The buttons. The first thing to do is to make the samples, then to guess, then to take other ones. */
export function controls(context: ControlsContext, messages: Messages): TemplateResult {
  const { way, busy, running, isCurrent, isGuessing } = context;
  const { selfSupervision: texts } = messages;
  return html`<div class="row" part="controls">
    ${
      isCurrent
        ? nothing
        : html`<button class="primary" part="make" aria-disabled=${busy} @click=${context.onMake}>
            ${texts.make}
          </button>`
    }
    <button part="judge" aria-disabled=${busy} @click=${context.onCompute}>${texts.judge}</button>
    <button
      class=${isCurrent && !isGuessing ? 'primary' : ''}
      part="another"
      aria-disabled=${busy}
      @click=${context.onAnother}
    >
      ${texts.another}
    </button>
    ${
      way === 'masked' && isCurrent
        ? html`<button part="draw" @click=${context.onDraw}>${texts.draw}</button>`
        : nothing
    }
    ${running ? html`<button part="stop" @click=${context.onStop}>${texts.stop}</button>` : nothing}
  </div>`;
}

/** What the buttons will fetch; nothing once all is there. */
export function hint(
  { model, tokenizer, hasError, isCurrent }: ControlsContext,
  { selfSupervision: texts }: Messages,
): TemplateResult | typeof nothing {
  const { entry, phase, name } = model;
  if (hasError || phase !== 'none' || !entry) return nothing;
  const buttons = isCurrent ? [texts.another] : [texts.make, texts.another];
  const own = tokenizer.phase === 'none' ? { buttons, bytes: tokenizer.bytesOf(entry) } : null;
  return html`<p class="soft" part="load-hint">
    ${texts.hint(texts.judge, name, model.bytesOf(entry), own)}
  </p>`;
}
