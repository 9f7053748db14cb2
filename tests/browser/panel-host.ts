import { html, LitElement, type CSSResultGroup, type TemplateResult } from 'lit';
import '../../src/elements/chips/define.ts';
import '../../src/elements/distribution/define.ts';
import { writeMasks } from '../../src/core/masks.ts';
import { InTurnPanel } from '../../src/elements/fill-mask/in-turn/in-turn-panel.ts';
import { inTurnStyles } from '../../src/elements/fill-mask/in-turn/in-turn.styles.ts';
import { OrdersPanel } from '../../src/elements/fill-mask/orders/orders-panel.ts';
import { ordersStyles } from '../../src/elements/fill-mask/orders/orders.styles.ts';
import type { MaskedSentence, SentenceHost } from '../../src/elements/fill-mask/sentence.ts';
import { VocabularyLabels } from '../../src/elements/masked/vocabulary-labels.ts';
import { EngineError, type Model } from '../../src/engine/index.ts';
import { LocaleController } from '../../src/i18n/index.ts';
import { barStyles } from '../../src/charts/bars.ts';
import { shared } from '../../src/styles/shared.ts';
import { tokens } from '../../src/styles/tokens.ts';

/** The least element that panels can live in: its model is set, and it keeps what the panels tell it. */
export class PanelHost extends LitElement implements SentenceHost {
  static override styles: CSSResultGroup = [tokens, shared, barStyles, ordersStyles, inTurnStyles];

  private readonly locale = new LocaleController(this);
  readonly labels = new VocabularyLabels();
  readonly errors: unknown[] = [];
  readonly taken: (readonly number[])[] = [];
  model: Model | null = null;
  source = '';
  chosen: readonly (readonly number[] | null)[] = [];
  panel: OrdersPanel | InTurnPanel = new OrdersPanel(this);

  async ready(): Promise<Model | null> {
    return this.model;
  }

  async sentence(model: Model, signal: AbortSignal): Promise<MaskedSentence> {
    const text = writeMasks(this.source, '[MASK]');
    const pieces = await model.tokenize(text, { signal });
    const tokenIds = pieces.map(({ tokenId }) => tokenId);
    const { mask } = model.info.markers;
    const positions = tokenIds.flatMap((id, position) => (id === mask ? [position] : []));
    if (positions.length === 0) throw new EngineError('no-mask', {});
    return { text, pieces, tokenIds, positions };
  }

  text(): string {
    return this.source;
  }

  choices(): readonly (readonly number[] | null)[] {
    return this.chosen;
  }

  choose(tokenIds: readonly number[]): void {
    this.taken.push(tokenIds);
    this.chosen = tokenIds.map((id) => [id]);
    this.changed();
  }

  language(): string {
    return 'en';
  }

  failed(error: unknown): void {
    this.errors.push(error);
  }

  changed(): void {
    this.requestUpdate();
  }

  override render(): TemplateResult {
    return html`<div part="base" .style=${'--accent: var(--masked)'}>
      ${this.panel.render(this.locale.messages)}
    </div>`;
  }
}

customElements.define('panel-host', PanelHost);

/** Puts a host into the page with a panel, a model and a text. */
export async function mountPanel<P extends OrdersPanel | InTurnPanel>(
  Panel: new (host: SentenceHost) => P,
  model: Model,
  text: string,
): Promise<{ host: PanelHost; panel: P }> {
  const host = document.createElement('panel-host') as PanelHost;
  const panel = new Panel(host);
  Object.assign(host, { panel, model, source: text });
  document.body.replaceChildren(host);
  await host.updateComplete;
  return { host, panel };
}
