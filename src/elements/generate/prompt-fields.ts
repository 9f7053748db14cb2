import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import { button } from './button.ts';
import { check } from '../check.ts';

/** What the prompt is shown from. */
export interface PromptContext {
  readonly prompt: string;
  readonly system: string;
  /** Whether a chat was asked for. */
  readonly chat: boolean;
  /** Whether the model can chat. */
  readonly canChat: boolean;
  /** A chat's prompt as the model sees it; `null` before the model was loaded. */
  readonly rawPrompt: string | null;
  /** A prompt that was typed and then had to make room for that of another branch; `null` for none. */
  readonly aside: string | null;
  readonly busy: boolean;
  readonly language: string;
  readonly onPrompt: (text: string) => void;
  readonly onSystem: (text: string) => void;
  readonly onChat: (chat: boolean) => void;
  readonly onTakeBack: () => void;
  readonly onUseRaw: (rawPrompt: string) => void;
}

/** The prompt's text field; in a chat, the fields of both messages, and what the template makes of them. */
export function promptFields(context: PromptContext, messages: Messages): TemplateResult {
  const { prompt, system, chat, canChat, aside, busy, onPrompt, onSystem, onChat, onTakeBack } = context;
  const { generate, writing: texts } = messages;
  const inChat = chat && canChat;
  return html`${canChat ? check(texts.chat, chat, onChat, busy) : nothing}
    ${
      inChat
        ? html`<label class="field"
            ><span>${texts.system}</span>
            <textarea
              part="system"
              aria-describedby="system-hint"
              rows="2"
              spellcheck="false"
              .value=${system}
              @input=${(event: Event) => onSystem((event.target as HTMLTextAreaElement).value)}
            ></textarea>
            <span id="system-hint" class="hint">${texts.systemHint}</span>
          </label>`
        : nothing
    }
    <label class="field"
      ><span>${inChat ? texts.user : generate.prompt}</span>
      <textarea
        part="prompt"
        rows="2"
        spellcheck="false"
        .value=${prompt}
        @input=${(event: Event) => onPrompt((event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </label>
    ${
      aside === null
        ? nothing
        : html`<div class="row soft">
            <span>${texts.aside(aside)}</span> ${button(texts.takeBack, !busy, onTakeBack, 'small')}
          </div>`
    }
    ${inChat ? rawPromptOf(context, messages) : nothing}`;
}

function rawPromptOf(
  { rawPrompt, busy, language, onUseRaw }: PromptContext,
  { writing: texts }: Messages,
): TemplateResult {
  return html`<details>
    <summary>${texts.rawPrompt}</summary>
    <div class="field">
      <p class="soft">${rawPrompt === null ? texts.rawLater : texts.rawHint}</p>
      ${
        rawPrompt === null
          ? nothing
          : html`<p class="raw" part="raw-prompt" lang=${language}>${rawPrompt}</p>
              <div class="row">${button(texts.useRaw, !busy, () => onUseRaw(rawPrompt))}</div>`
      }
    </div>
  </details>`;
}
