import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { messagesFor } from './messages-for.ts';
import type { Messages } from './types.ts';

const listening = new Set<LocaleController>();
let observer: MutationObserver | null = null;

/** The texts in the language of the nearest `lang` attribute around an element, also across shadow roots. */
export class LocaleController implements ReactiveController {
  messages: Messages;
  private readonly host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    this.messages = messagesFor('en');
    host.addController(this);
  }

  hostConnected(): void {
    listening.add(this);
    observer ??= new MutationObserver(() => {
      for (const controller of listening) controller.update();
    });
    if (listening.size === 1) {
      observer.observe(document.documentElement, {
        attributes: true,
        attributeFilter: ['lang'],
        subtree: true,
      });
    }
    this.update();
  }

  hostDisconnected(): void {
    listening.delete(this);
    if (listening.size === 0) observer?.disconnect();
  }

  private update(): void {
    const messages = messagesFor(languageOf(this.host));
    if (messages === this.messages) return;
    this.messages = messages;
    this.host.requestUpdate();
  }
}

function languageOf(element: Element): string {
  let at: Element | null = element;
  while (at) {
    const nearest: Element | null = at.closest('[lang]');
    if (nearest) return nearest.getAttribute('lang') || 'en';
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}
