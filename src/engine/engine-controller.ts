import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine } from './engine.ts';
import { engineContext, sharedEngine } from './shared.ts';

/** The engine of an element: its own, that of a provider around it, or the one that the page shares. */
export class EngineController implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly modelBase: () => string | undefined;
  private readonly consumer: ContextConsumer<typeof engineContext, ReactiveControllerHost & HTMLElement>;
  private own: Engine | null = null;
  private watched: Engine | null = null;
  private readonly onChange = () => this.host.requestUpdate();

  /** @param modelBase the element's folder of models, if it names one */
  constructor(host: ReactiveControllerHost & HTMLElement, modelBase: () => string | undefined) {
    this.host = host;
    this.modelBase = modelBase;
    this.consumer = new ContextConsumer(host, { context: engineContext, subscribe: true });
    host.addController(this);
  }

  /** Gives the element an engine of its own; `null` goes back to the one around it. */
  set(engine: Engine | null): void {
    this.own = engine;
    this.host.requestUpdate();
  }

  get engine(): Engine {
    const base = this.modelBase();
    return this.own ?? (base ? sharedEngine(base) : (this.consumer.value ?? sharedEngine()));
  }

  hostUpdate(): void {
    if (this.host.isConnected) this.watch(this.engine);
  }

  hostDisconnected(): void {
    this.watch(null);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  private watch(engine: Engine | null): void {
    if (engine === this.watched) return;
    this.watched?.removeEventListener('change', this.onChange);
    engine?.addEventListener('change', this.onChange);
    this.watched = engine;
  }
}
