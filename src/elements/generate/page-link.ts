import type { nothing, TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import { followFocus } from './focus.ts';
import { linkNotice } from './link-notice.ts';
import type { LinkedText, takeLink } from './sharing.ts';
import type { Writing } from './writing/writing.ts';

/** Where what the page's address says is taken over and shown. */
export interface PageLinkHost {
  /** Takes over what the address says; `null` where it says nothing, or is none of the element's. */
  takeLink(): ReturnType<typeof takeLink>;
  writing(): Pick<Writing, 'texts' | 'openIds'>;
  busy(): boolean;
  /** Resolves once what has changed is shown. */
  updated(): Promise<unknown>;
  focusToken(index: number): void;
  changed(): void;
}

/** The link that the page was opened with, or that its address has become. */
export class PageLink {
  private readonly host: PageLinkHost;
  private text: LinkedText | null = null;
  /** What was not understood of it. */
  private ignored: readonly string[] = [];
  private readonly onHashChange = (): void => this.read();

  constructor(host: PageLinkHost) {
    this.host = host;
  }

  /** Whether it holds a text that waits to be shown. */
  get waits(): boolean {
    return this.text !== null;
  }

  connect(): void {
    window.addEventListener('hashchange', this.onHashChange);
  }

  disconnect(): void {
    window.removeEventListener('hashchange', this.onHashChange);
  }

  /** Takes over what the page's address says. It starts nothing: a text by ids waits for a click. */
  read(): void {
    const link = this.host.takeLink();
    if (!link) return;
    this.text = link.linked;
    this.ignored = link.ignored;
    this.host.changed();
  }

  /** Another text has come: the link's waits no more. */
  forget(): void {
    if (!this.text) return;
    this.text = null;
    this.host.changed();
  }

  private async open({ promptIds, branchIds, source }: LinkedText): Promise<void> {
    const { host } = this;
    const writing = host.writing();
    const follow = followFocus();
    if (!(await writing.openIds(promptIds, branchIds, source)) || host.writing() !== writing) return;
    this.forget();
    await host.updated();
    follow(() => host.focusToken(writing.texts.current!.promptLength));
  }

  render(messages: Messages): TemplateResult | typeof nothing {
    const { text, ignored, host } = this;
    const open = text && (() => void this.open(text));
    return linkNotice({ tokens: text?.branchIds.length ?? 0, ignored, busy: host.busy(), open }, messages);
  }
}
