/** A worker that the engine is held against: it answers one request at a time, and keeps its session between them. */
export class Peer<Q, R> {
  private readonly create: () => Worker;
  private worker: Worker | null = null;

  constructor(create: () => Worker) {
    this.create = create;
  }

  /** @throws Error with what went wrong in the worker */
  ask(request: Q): Promise<R> {
    this.worker ??= this.create();
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const settled = new AbortController();
      const { signal } = settled;
      const settle = (finish: () => void) => {
        settled.abort();
        finish();
      };
      worker.addEventListener(
        'message',
        (event: MessageEvent<R>) => {
          settle(() => resolve(event.data));
        },
        { signal },
      );
      worker.addEventListener(
        'error',
        (event) => {
          settle(() => reject(new Error(event.message || 'The worker could not be loaded')));
        },
        { signal },
      );
      worker.postMessage(request);
    });
  }

  /** Ends the worker and frees its session; the next request starts another. */
  end(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}

/** What a peer is asked to write. */
export interface WriteRequest {
  modelId: string;
  /** The folder of the models' folders. */
  modelBase: string;
  threads: number;
  promptTokenIds: number[];
  /** How many tokens to write, greedily; 0 loads the model alone. */
  tokens: number;
}

/** What came of it. Times are in milliseconds. */
export interface Written {
  tokenIds: number[];
  /** From the request, the model being loaded, to the first token; 0 where none was asked for. */
  firstMs: number;
  /** From token to token. */
  stepsMs: number[];
}
