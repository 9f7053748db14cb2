import type { ReactiveControllerHost } from 'lit';
import { blankLastWord, canVary, varyWords, type ReadTemplate } from './template.ts';

/** After so long without a key, a screen reader is told what is wrong with a template. */
const typingPauseMs = 1_000;

/** Whose template is edited. */
export interface TemplateEditorHost {
  /** Drawn by then. */
  field(): HTMLTextAreaElement;
  read(): ReadTemplate;
  setText(text: string): void;
}

/** What is done to the template: typing, and the buttons that write something into it. */
export class TemplateEditor {
  /** Something was typed a moment ago: what is wrong with it is seen, and not yet told. */
  isTyping = false;
  /** Words are selected in the field. */
  hasSelection = false;
  private readonly element: ReactiveControllerHost;
  private readonly host: TemplateEditorHost;
  private pause: ReturnType<typeof setTimeout> | undefined;

  constructor(element: ReactiveControllerHost, host: TemplateEditorHost) {
    this.element = element;
    this.host = host;
  }

  readonly onText = (text: string): void => {
    this.host.setText(text);
    this.isTyping = true;
    this.element.requestUpdate();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.isTyping = false;
      this.element.requestUpdate();
    }, typingPauseMs);
  };

  /** Ends the wait for a pause: the element has left the page. */
  end(): void {
    clearTimeout(this.pause);
    if (!this.isTyping) return;
    this.isTyping = false;
    this.element.requestUpdate();
  }

  readonly onSelection = (): void => {
    const { selectionStart, selectionEnd, value } = this.host.field();
    const hasSelection = canVary(value, selectionStart, selectionEnd);
    if (hasSelection === this.hasSelection) return;
    this.hasSelection = hasSelection;
    this.element.requestUpdate();
  };

  readonly onVary = (): void => {
    const field = this.host.field();
    const { selectionStart, selectionEnd, value } = field;
    this.onSelection();
    if (!this.hasSelection) {
      field.focus();
      return;
    }
    const { text, caret } = varyWords(value, selectionStart, selectionEnd);
    this.setTextAt(text, caret);
  };

  readonly onBlankLast = (): void => {
    const text = blankLastWord(this.host.read().parts);
    this.setTextAt(text, text.lastIndexOf('[MASK]') + '[MASK]'.length);
  };

  /** Takes a mended template. */
  readonly onMend = (text: string): void => this.setTextAt(text, text.length);

  private setTextAt(text: string, caret: number): void {
    this.host.setText(text);
    void this.element.updateComplete.then(() => {
      const field = this.host.field();
      field.focus();
      field.setSelectionRange(caret, caret);
      this.onSelection();
    });
  }
}
