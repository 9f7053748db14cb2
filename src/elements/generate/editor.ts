import { html, nothing, type TemplateResult } from 'lit';
import { joinedText } from '../../charts/run-text.ts';
import type { Branch } from '../../core/branches.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenRecord } from '../../records/index.ts';
import { button } from './button.ts';
import { check } from '../check.ts';
import type { Draft } from './writing/types.ts';

/** The text after the prompt of a branch, to be edited. */
export function draftOf({ id, tokens, promptLength }: Branch<TokenRecord>): Draft {
  const before = joinedText(tokens, promptLength);
  return { branchId: id, before, text: before };
}

/** The text field in which the text after the prompt is edited. */
export function editor(
  draft: Draft,
  { busy, onApply, onCancel }: { busy: boolean; onApply: () => void; onCancel: () => void },
  { writing: texts }: Messages,
): TemplateResult {
  return html`<div class="field">
    <label class="field"
      >${texts.editField}
      <textarea
        part="editor"
        rows="6"
        spellcheck="false"
        aria-describedby="edit-hint"
        .value=${draft.text}
        @input=${(event: Event) => {
          draft.text = (event.target as HTMLTextAreaElement).value;
        }}
        @keydown=${(event: KeyboardEvent) => {
          event.stopPropagation();
          // What was typed is not thrown away by a slip.
          if (event.key === 'Escape' && draft.text === draft.before) onCancel();
        }}
      ></textarea>
    </label>
    <p id="edit-hint" class="soft">${texts.editHint}</p>
    <div class="row">
      ${button(texts.apply, !busy, onApply, 'apply')} ${button(texts.cancel, true, onCancel)}
    </div>
  </div>`;
}

/** What the controls below the text are shown from. */
export interface ToolsContext {
  readonly editing: boolean;
  readonly busy: boolean;
  readonly showSpaces: boolean;
  readonly showBytes: boolean;
  readonly onEdit: () => void;
  readonly onShowSpaces: (shown: boolean) => void;
  readonly onShowBytes: (shown: boolean) => void;
}

/** The row of controls below the text. */
export function tools(context: ToolsContext, { writing: texts }: Messages): TemplateResult {
  const { editing, busy, showSpaces, showBytes, onEdit, onShowSpaces, onShowBytes } = context;
  return html`<div class="row tools" part="tools">
    ${editing ? nothing : button(texts.edit, !busy, onEdit, 'edit')}
    ${check(texts.showSpaces, showSpaces, onShowSpaces)} ${check(texts.showBytes, showBytes, onShowBytes)}
  </div>`;
}
