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
  /** Which of several examples is asked for; without it there is one. */
  which?(): string;
  /** Whether nothing is shown, or nothing but one of several examples, and nothing is under way. */
  isEmpty(): boolean;
  /** Shows what a file holds: the same as for a file that is brought in. */
  open(text: string): readonly ViewModel[];
  /** Takes away what {@link open} showed. */
  clear(): void;
}

/** How near to what is seen of the page an element comes before its example is fetched. */
const sightMargin = '600px';

/** What the models computed for somebody else, until something is computed, brought in or typed here. */
export class RecordedView implements ReactiveController {
  private readonly element: ReactiveControllerHost & Element;
  private readonly host: RecordedViewHost;
  private readonly load: (which: string) => Promise<{ default: string }>;
  private models: readonly ViewModel[] | null = null;
  /** Which example {@link models} are of. */
  private shownOne = '';
  /** The example that was last tried. */
  private tried: string | null = null;
  private attempts = 0;
  private sight: IntersectionObserver | null = null;

  /** @param load such as `() => import('./recorded/fill-mask.json?raw')`; of several examples, the one that it is given */
  constructor(
    element: ReactiveControllerHost & Element,
    host: RecordedViewHost,
    load: (which: string) => Promise<{ default: string }>,
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
    if (this.tried !== this.which && this.isWanted) this.showInSight();
  }

  hostDisconnected(): void {
    this.sight?.disconnect();
    this.sight = null;
  }

  /** A page may have many views, and most of its readers see the first ones only. */
  private showInSight(): void {
    if (this.sight) return;
    const sight = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.hostDisconnected();
        if (this.tried !== this.which) void this.show();
      },
      { rootMargin: sightMargin },
    );
    sight.observe(this.element);
    this.sight = sight;
  }

  private get which(): string {
    return this.host.which?.() ?? '';
  }

  private get isWanted(): boolean {
    const { host } = this;
    return !host.noExample() && host.asksForExample() && host.isEmpty();
  }

  /**
   * Shows the example where it is wanted and nothing else is there; also where a run that it gave way to came to nothing.
   * Another example stays until it is there.
   */
  async show(): Promise<void> {
    const { which } = this;
    if ((this.isShown && this.shownOne === which) || !this.isWanted) return;
    this.tried = which;
    const attempt = ++this.attempts;
    const isAsked = () => attempt === this.attempts && this.which === which && this.isWanted;
    try {
      const { default: text } = await this.load(which);
      if (!isAsked()) return;
      // Opening it has any example give way, so that it is named afterwards.
      const models = this.host.open(text);
      this.models = models;
      this.shownOne = which;
      this.element.requestUpdate();
    } catch {
      // The page is offline, or its host has moved the file: an example is not missed, and another one is not in its place.
      if (isAsked()) this.giveWay();
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
