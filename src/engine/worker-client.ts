import { abortError } from '../protocol/abort.ts';
import { EngineError } from '../protocol/errors.ts';
import type { Calls, CallType, RequestMessage, ResponseMessage } from '../protocol/messages.ts';
import type { LoadProgress, RowStep, Step } from '../protocol/results.ts';
import type { WorkerLike } from './page-thread.ts';

interface Pending {
  resolve(value: never): void;
  reject(error: unknown): void;
  onProgress: ((progress: LoadProgress) => void) | undefined;
  onSteps: ((steps: never[]) => void) | undefined;
  onRun: ((done: number, of: number) => void) | undefined;
}

/** What goes with a call. */
export interface CallOptions {
  /** Rejects the call with AbortError at once, and tells the worker to stop. */
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Steps of a generation, or {@link RowStep}s of a batch. */
  onSteps?: ((steps: Step[]) => void) | ((steps: RowStep[]) => void) | undefined;
  /** A run of the model is through, of those that the call needs. */
  onRun?: ((done: number, of: number) => void) | undefined;
}

/** A call under way. */
export interface Call<T extends CallType> {
  readonly result: Promise<Calls[T]['result']>;
  /** Asks the worker to end the call early; its result still comes. */
  stop(): void;
}

/** One worker and the calls it owes an answer. Every call settles: by its answer, its signal, or the worker's end. */
export class WorkerClient {
  /** What is under way to free a model, by its key; a load of the same key waits for it. */
  readonly leaving = new Map<string, Promise<void>>();

  private readonly worker: WorkerLike;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  private ended: EngineError | null = null;

  /** @param onFailure called once when the worker itself breaks, never after {@link terminate} */
  constructor(worker: WorkerLike, onFailure: (error: EngineError) => void) {
    this.worker = worker;
    worker.addEventListener('message', (event) =>
      this.receive((event as MessageEvent<ResponseMessage>).data),
    );
    const fail = (detail: string) => {
      if (this.ended) return;
      const error = new EngineError('worker-failed', { detail });
      this.terminate(error);
      onFailure(error);
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fail((event as ErrorEvent).message || 'The worker script could not be loaded');
    });
    worker.addEventListener('messageerror', () => fail('A message could not be read'));
  }

  call<T extends CallType>(type: T, request: Calls[T]['request'], options: CallOptions = {}): Call<T> {
    const id = this.nextId++;
    const { signal } = options;
    const stop = () => {
      if (this.pending.has(id)) this.send({ type: 'stop', id: this.nextId++, target: id });
    };
    const result = new Promise<Calls[T]['result']>((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      if (signal?.aborted) return reject(abortError());
      const onAbort = () => {
        stop();
        this.pending.delete(id);
        reject(abortError());
      };
      const settled = () => signal?.removeEventListener('abort', onAbort);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.pending.set(id, {
        resolve: (value: never) => {
          settled();
          resolve(value);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
        onProgress: options.onProgress,
        onSteps: options.onSteps,
        onRun: options.onRun,
      });
      this.send({ type, id, ...request } as RequestMessage);
      return undefined;
    });
    return { result, stop };
  }

  /** Ends the worker; every call under way rejects with `error`, and so does every later one. */
  terminate(error: EngineError): void {
    if (this.ended) return;
    this.ended = error;
    this.worker.terminate();
    for (const call of this.pending.values()) call.reject(error);
    this.pending.clear();
  }

  private send(message: RequestMessage): void {
    this.worker.postMessage(message);
  }

  private receive(message: ResponseMessage): void {
    const call = this.pending.get(message.id);
    // The call was cancelled: its answer is nobody's.
    if (!call) return;
    switch (message.type) {
      case 'progress':
        call.onProgress?.(message.progress);
        return;
      case 'steps':
        call.onSteps?.(message.steps as never[]);
        return;
      case 'runs':
        call.onRun?.(message.done, message.of);
        return;
      case 'result':
        this.pending.delete(message.id);
        call.resolve(message.value as never);
        return;
      case 'error':
        this.pending.delete(message.id);
        call.reject(EngineError.fromMessage(message.error));
        return;
      default:
        message satisfies never;
    }
  }
}
