import type { CatalogueEntry } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import { modelKey } from '../protocol/messages.ts';
import type { TokenizerInfo } from '../protocol/results.ts';
import { defaultSettings } from '../protocol/settings.ts';
import { Slot, type SlotOwner } from './slot.ts';
import { createWorker } from './worker-url.ts';
import { WorkerClient } from './worker-client.ts';

/**
 * The tokenizers that are loaded without their models, in a worker of their own: they need no backend, so they work where
 * the chosen one does not, they outlive a change of it, and no long run of a model holds them up.
 */
export class TokenizerHost {
  private readonly slots = new Map<string, Slot<TokenizerInfo>>();
  private readonly owner: SlotOwner;
  private client: WorkerClient | null = null;
  private disposed = false;

  /** @param modelBase the folder that holds the models' folders, as an absolute URL with a slash at its end */
  constructor(modelBase: string, changed: () => void) {
    const current = () => this.client;
    this.owner = {
      modelBase,
      connect: async () => this.connect(),
      settings: () => defaultSettings,
      get client() {
        return current();
      },
      changed,
      breakDown: (client, error) => {
        if (this.client === client) this.end(error);
      },
      remove: (slot) => {
        if (this.slots.get(slot.key) === slot) this.slots.delete(slot.key);
      },
    };
  }

  /** The slot of an entry's tokenizer, made where there is none. */
  slotOf(entry: CatalogueEntry): Slot<TokenizerInfo> {
    const key = modelKey(entry.id, 'tokenizer');
    const slot = this.slots.get(key) ?? new Slot<TokenizerInfo>(this.owner, entry, null);
    this.slots.set(key, slot);
    return slot;
  }

  /** Ends the worker. Calls under way reject with `disposed`, and so does every later one. */
  dispose(): void {
    this.disposed = true;
    this.slots.clear();
    this.end(new EngineError('disposed', {}));
  }

  /** @throws EngineError `worker-failed` where the page forbids the worker, `disposed` */
  private connect(): WorkerClient {
    if (this.disposed) throw new EngineError('disposed', {});
    if (this.client) return this.client;
    let client: WorkerClient;
    try {
      client = new WorkerClient(createWorker(), () => {
        if (this.client === client) this.client = null;
      });
    } catch (error) {
      throw new EngineError('worker-failed', { detail: String(error) });
    }
    this.client = client;
    return client;
  }

  private end(error: EngineError): void {
    const { client } = this;
    this.client = null;
    client?.terminate(error);
  }
}
