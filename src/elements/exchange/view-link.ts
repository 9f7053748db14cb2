import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Messages } from '../../i18n/index.ts';
import { ignoredNotice } from './ignored-notice.ts';
import { paramsOfPage } from './page-address.ts';

/** Where what the page's address says is taken over. */
export interface ViewLinkHost {
  /** Under which name the address says it; without one nothing is read. */
  linkKey(): string;
  /**
   * Takes over what the address says, and starts nothing.
   *
   * @returns the names of what was not taken
   */
  takeLink(params: URLSearchParams): readonly string[];
}

/** Reads the link that the page was opened with, or that its address has become. */
export class ViewLink implements ReactiveController {
  private readonly element: ReactiveControllerHost;
  private readonly host: ViewLinkHost;
  /** What was not understood. */
  private ignored: readonly string[] = [];
  /** The key that was read: an element that is moved, and connected again, keeps what it has become. */
  private readKey = '';

  constructor(element: ReactiveControllerHost, host: ViewLinkHost) {
    this.element = element;
    this.host = host;
    element.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.onHashChange);
    this.readOnce();
  }

  hostUpdated(): void {
    // The key may come after the element is in the page.
    this.readOnce();
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.onHashChange);
  }

  private readonly onHashChange = (): void => this.read();

  private readOnce(): void {
    const key = this.host.linkKey();
    if (key === this.readKey) return;
    this.readKey = key;
    this.read();
  }

  private read(): void {
    const key = this.host.linkKey();
    const params = key ? paramsOfPage(key) : null;
    if (!params && this.ignored.length === 0) return;
    // What an earlier address said goes with it.
    this.ignored = params ? this.host.takeLink(params) : [];
    this.element.requestUpdate();
  }

  /** Says what was not understood of the link. First in the element and there from the start: it is read in its place. */
  render(messages: Messages): TemplateResult | typeof nothing {
    if (this.ignored.length === 0) return nothing;
    return html`<div class="live">${ignoredNotice(this.ignored, messages)}</div>`;
  }
}
