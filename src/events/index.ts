export { LmTokenEvent } from './token-event.ts';
export { LmDoneEvent } from './done-event.ts';
export { LmFillEvent } from './fill-event.ts';
export { LmProgressEvent } from './progress-event.ts';
export { LmErrorEvent } from './error-event.ts';
import type { LmDoneEvent } from './done-event.ts';
import type { LmErrorEvent } from './error-event.ts';
import type { LmFillEvent } from './fill-event.ts';
import type { LmProgressEvent } from './progress-event.ts';
import type { LmTokenEvent } from './token-event.ts';

declare global {
  interface HTMLElementEventMap {
    'lm-token': LmTokenEvent;
    'lm-done': LmDoneEvent;
    'lm-fill': LmFillEvent;
    'lm-progress': LmProgressEvent;
    'lm-error': LmErrorEvent;
  }
}
