import { EngineError } from '../protocol/errors.ts';
import { portMessage } from '../protocol/messages.ts';
import { getWorkerUrl } from './worker-url.ts';

/** What the engine uses of a worker, so that the page's own thread can stand in for one. */
export interface WorkerLike extends EventTarget {
  postMessage(message: unknown): void;
  terminate(): void;
}

/**
 * Runs the worker's script in the page's own thread, for comparison: a frame without an address of its own shares the thread
 * with the page around it, and gives everything back when it is removed.
 *
 * @throws EngineError `setting-unavailable` where there is no page to put it into
 */
export function createPageThread(): WorkerLike {
  if (typeof document === 'undefined' || !document.documentElement) {
    throw new EngineError('setting-unavailable', { setting: 'thread', value: 'page', reason: 'no-document' });
  }
  return new PageThread();
}

class PageThread extends EventTarget implements WorkerLike {
  private readonly frame = document.createElement('iframe');
  private readonly channel = new MessageChannel();

  constructor() {
    super();
    const { frame, channel } = this;
    frame.hidden = true;
    frame.title = 'lm-lens';
    frame.tabIndex = -1;
    frame.ariaHidden = 'true';
    document.documentElement.append(frame);
    try {
      this.begin(frame, channel);
    } catch (error) {
      frame.remove();
      throw error;
    }
  }

  private begin(frame: HTMLIFrameElement, channel: MessageChannel): void {
    channel.port1.addEventListener('message', ({ data }: MessageEvent) =>
      this.dispatchEvent(new MessageEvent('message', { data })),
    );
    channel.port1.addEventListener('messageerror', () => this.dispatchEvent(new Event('messageerror')));
    channel.port1.start();
    const fail = (message: string) => this.dispatchEvent(new ErrorEvent('error', { message }));
    const own = frame.contentWindow!;
    // A script that fails while it is run has been loaded all the same.
    own.addEventListener('error', ({ message }) => fail(message));
    const script = frame.contentDocument!.createElement('script');
    script.type = 'module';
    script.src = getWorkerUrl();
    script.addEventListener('load', () =>
      own.postMessage(portMessage, { targetOrigin: '*', transfer: [channel.port2] }),
    );
    script.addEventListener('error', () => fail('The script could not be loaded into a frame'));
    frame.contentDocument!.head.append(script);
  }

  /** Waits in the port until the script has taken it. */
  postMessage(message: unknown): void {
    this.channel.port1.postMessage(message);
  }

  terminate(): void {
    this.channel.port1.close();
    this.frame.remove();
  }
}
