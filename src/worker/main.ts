import type { ModelInfo, RowStep, Step } from '../protocol/results.ts';
import {
  portMessage,
  type Calls,
  type CallType,
  type RequestMessage,
  type ResponseMessage,
} from '../protocol/messages.ts';
import { isAbort } from '../protocol/abort.ts';
import { EngineError, messageOf, type ErrorMessage } from '../protocol/errors.ts';
import { ModelHost } from './model-host.ts';
import { memoryNow } from './runtime-memory.ts';

/** Steps cross in bunches of at least this age, so that a fast model does not flood the page. */
const bunchMs = 16;

const host = new ModelHost();
interface Running {
  /** The key of the model that the call uses, if it uses one. */
  readonly model: string | null;
  readonly controller: AbortController;
  readonly settled: Promise<unknown>;
}

/** Calls under way, and how to end each early. */
const running = new Map<number, Running>();

/** Where calls come from and answers go to: the page, or a port of it where this is no worker. */
let page: Pick<MessagePort, 'postMessage'> = self;

function post(message: ResponseMessage, transfer: Transferable[] = []): void {
  page.postMessage(message, { transfer });
}

/** For comparison the script may run in a frame, in the page's own thread, which hands it a port. */
if (typeof WorkerGlobalScope === 'undefined' || !(self instanceof WorkerGlobalScope)) {
  self.addEventListener('message', (event: MessageEvent) => {
    const [port] = event.ports;
    if (event.data !== portMessage || !port) return;
    page = port;
    port.addEventListener('message', receive);
    port.start();
  });
} else {
  self.addEventListener('message', receive);
}

function receive(event: MessageEvent<RequestMessage>): void {
  const message = event.data;
  if (message.type === 'stop') {
    running.get(message.target)?.controller.abort();
    return;
  }
  const controller = new AbortController();
  const settled = answer(message, controller.signal)
    .then((value) => post({ type: 'result', id: message.id, value }, logitsIn(value)))
    .catch((error: unknown) => post({ type: 'error', id: message.id, error: describe(error) }))
    .finally(() => running.delete(message.id));
  const model = 'model' in message && message.type !== 'unload' ? message.model : null;
  running.set(message.id, { model, controller, settled });
}

/** The buffers of logits in an answer: a copy of each would be a vocabulary of numbers a token. */
function logitsIn(value: Calls[CallType]['result']): Transferable[] {
  if (value instanceof Float32Array) return [value.buffer];
  if (Array.isArray(value)) return buffersOf(value as readonly WithLogits[]);
  if (value === null || typeof value === 'number') return [];
  if ('rows' in value) return value.rows.flatMap((row) => (Array.isArray(row) ? buffersOf(row) : []));
  return 'tokens' in value && Array.isArray(value.tokens) ? buffersOf(value.tokens) : [];
}

interface WithLogits {
  readonly logits?: Float32Array;
  /** Of a masked model's tokens, whose logits lie in their predictions. */
  readonly plain?: WithLogits | null;
  readonly withinWord?: WithLogits | null;
}

/** Each buffer once: two predictions may be one object. */
function buffersOf(items: readonly WithLogits[]): Transferable[] {
  const found = items
    .flatMap((item) => [item, item.plain, item.withinWord])
    .flatMap((one) => (one?.logits ? [one.logits.buffer] : []));
  return [...new Set(found)];
}

function describe(error: unknown): ErrorMessage {
  // The page has rejected a cancelled call already; nobody reads this.
  return messageOf(isAbort(error) ? new EngineError('disposed', {}) : error);
}

/** Ends the calls that use a model and waits for them: a session must not be released under a run. */
async function endCallsOf(model: string): Promise<void> {
  const calls = [...running.values()].filter((call) => call.model === model);
  for (const { controller } of calls) controller.abort();
  await Promise.all(calls.map(({ settled }) => settled));
}

type CallMessage = Exclude<RequestMessage, { type: 'stop' }>;

async function answer(message: CallMessage, signal: AbortSignal): Promise<Calls[CallType]['result']> {
  const { id } = message;
  const isStopped = () => signal.aborted;
  switch (message.type) {
    case 'start':
      return host.start(message.settings);
    case 'load':
      return host.load(
        message,
        (progress) => {
          post({ type: 'progress', id, progress });
        },
        signal,
      ) satisfies Promise<ModelInfo>;
    case 'loadTokenizer':
      return host.loadTokenizer(
        message,
        (progress) => {
          post({ type: 'progress', id, progress });
        },
        signal,
      );
    case 'memory':
      return memoryNow();
    case 'unload':
      await endCallsOf(message.model);
      await host.unload(message.model);
      return null;
    case 'generate': {
      const bunch = new Bunch(id);
      try {
        return await host
          .causal(message.model)
          .generate(message.prompt, message.settings, (step) => bunch.add(step), isStopped);
      } finally {
        bunch.flush();
      }
    }
    case 'generateBatch': {
      const bunch = new Bunch(id);
      const { prompts, settings, seeds } = message;
      try {
        return await host
          .causal(message.model)
          .generateBatch(prompts, settings, seeds, (step) => bunch.add(step), isStopped);
      } finally {
        bunch.flush();
      }
    }
    case 'score': {
      const { text, top, from, logits, run } = message;
      return host.causal(message.model).score(text, top, from, logits, run, isStopped);
    }
    case 'logits':
      return host.causal(message.model).logits(message.tokenIds, message.run, isStopped);
    case 'fill':
    case 'predict':
    case 'scoreMasked': {
      const model = host.masked(message.model);
      const call = {
        isStopped,
        onRun: (done: number, of: number) => post({ type: 'runs', id, done, of }),
      };
      if (message.type === 'fill') return model.fill(message.text, message, call);
      if (message.type === 'predict') return model.predict(message.rows, message, call);
      return model.score(message.text, message, call);
    }
    case 'tokenize':
      return host.tokenize(message.model, message.text);
    case 'vocabulary':
      return host.vocabulary(message.model);
    case 'applyChatTemplate':
      return host.applyChatTemplate(message.model, message.messages);
    default:
      return message satisfies never;
  }
}

/** Gathers the steps of a generation into messages. */
class Bunch {
  private readonly id: number;
  private steps: (Step | RowStep)[] = [];
  private flushed = 0;

  constructor(id: number) {
    this.id = id;
  }

  add(step: Step | RowStep): void {
    this.steps.push(step);
    if (performance.now() - this.flushed >= bunchMs) this.flush();
  }

  flush(): void {
    const { id, steps } = this;
    if (steps.length > 0) post({ type: 'steps', id, steps }, buffersOf(steps));
    this.steps = [];
    this.flushed = performance.now();
  }
}
