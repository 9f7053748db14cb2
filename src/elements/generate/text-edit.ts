import { draftOf } from './editor.ts';
import type { Writing } from './writing/writing.ts';

/** What a text is edited in. */
export interface TextEditHost {
  /** What the model that is chosen wrote; it holds the draft. */
  writing(): Pick<Writing, 'texts' | 'draft' | 'running' | 'edit'>;
  busy(): boolean;
  /** Resolves once what has changed is shown. */
  updated(): Promise<unknown>;
  focusEditor(): void;
  focusEditButton(): void;
  focusToken(index: number): void;
  changed(): void;
}

/** Editing the text: where it begins and ends, and where the focus goes then. */
export class TextEdit {
  private readonly host: TextEditHost;
  private giveFocusBack: () => void = () => undefined;

  constructor(host: TextEditHost) {
    this.host = host;
  }

  /** @param byKey whether the focus comes back to the token that it was on */
  start(byKey = false): void {
    const { host } = this;
    const writing = host.writing();
    const { current, cursor } = writing.texts;
    if (host.busy() || !current) return;
    writing.draft = draftOf(current);
    // Somebody is at work on it.
    writing.texts.recorded = false;
    host.changed();
    this.giveFocusBack = byKey ? () => host.focusToken(cursor - 1) : () => host.focusEditButton();
    void host.updated().then(() => host.focusEditor());
  }

  /** Throws the draft away. */
  end(): void {
    const { host } = this;
    host.writing().draft = null;
    host.changed();
    void host.updated().then(() => this.giveFocusBack());
  }

  async apply(): Promise<void> {
    const { host } = this;
    const writing = host.writing();
    const { draft } = writing;
    if (!draft || writing.running) return;
    const taken = await writing.edit(draft.branchId, draft.text);
    if (!taken) return;
    writing.draft = null;
    if (host.writing() === writing) this.end();
  }
}
