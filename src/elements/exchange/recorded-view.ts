import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { findModel } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { ViewModel } from '../../records/index.ts';

/** Where a recorded example is shown. */
export interface RecordedViewHost {
  /** Whether the element is to stay empty until something is computed. */
  noExample(): boolean;
  /** Whether what is asked for (text, model, settings) is what the example shows. It must stay so once that is opened. */
  asksForExample(): boolean;
  /** Whether nothing is shown and nothing is under way. */
  isEmpty(): boolean;
  /** Shows what a file holds: the same as for a file that is brought in. */
  open(text: string): readonly ViewModel[];
  /** Takes away what {@link open} showed. */
  clear(): void;
}

/** What the models computed for somebody else, until something is computed, brought in or typed here. */
export class RecordedView implements ReactiveController {
  private readonly element: ReactiveControllerHost;
  private readonly host: RecordedViewHost;
  private readonly load: () => Promise<{ default: string }>;
  private models: readonly ViewModel[] | null = null;
  private wasTried = false;
  private attempts = 0;

  /** @param load such as `() => import('./recorded/fill-mask.json?raw')` */
  constructor(
    element: ReactiveControllerHost,
    host: RecordedViewHost,
    load: () => Promise<{ default: string }>,
  ) {
    this.element = element;
    this.host = host;
    this.load = load;
    element.addController(this);
  }

  /** Whether what is shown is the example. */
  get isShown(): boolean {
    return this.models !== null;
  }

  hostUpdate(): void {
    if (this.isShown && (this.host.noExample() || !this.host.asksForExample())) this.giveWay();
  }

  hostUpdated(): void {
    if (!this.wasTried && this.isWanted) void this.show();
  }

  private get isWanted(): boolean {
    const { host } = this;
    return !host.noExample() && host.asksForExample() && host.isEmpty();
  }

  /** Shows the example where it is wanted and nothing else is there; also where a run that it gave way to came to nothing. */
  async show(): Promise<void> {
    if (this.isShown || !this.isWanted) return;
    this.wasTried = true;
    const attempt = ++this.attempts;
    try {
      const { default: text } = await this.load();
      if (attempt !== this.attempts || !this.isWanted) return;
      // Opening it has any example give way, so that it is named afterwards.
      const models = this.host.open(text);
      this.models = models;
      this.element.requestUpdate();
    } catch {
      // The page is offline, or its host has moved the file: an example is not missed.
    }
  }

  /** To be called when something is run or brought in: an example that is shown, or under way, makes room. */
  giveWay(): void {
    this.attempts++;
    if (!this.isShown) return;
    this.models = null;
    this.host.clear();
    this.element.requestUpdate();
  }

  /**
   * Says that what is shown was computed earlier; nothing where it was not.
   *
   * @param button the text of the button that computes anew
   */
  render({ exchange }: Messages, button: string): TemplateResult | typeof nothing {
    if (!this.models) return nothing;
    const names = this.models.map(({ model }) => findModel(model)?.name ?? model);
    return html`<p class="soft recorded">${exchange.recorded(names, button)}</p>`;
  }
}
