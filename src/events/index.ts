export { LmTokenEvent } from './token-event.ts';
export { LmDoneEvent } from './done-event.ts';
export { LmFillEvent } from './fill-event.ts';
export { LmProgressEvent } from './progress-event.ts';
export { LmErrorEvent } from './error-event.ts';
export { LmPickEvent } from './pick-event.ts';
export { LmComputeEvent } from './compute-event.ts';
export { LmLeaveEvent } from './leave-event.ts';
export { LmSamplingEvent } from './sampling-event.ts';
export { LmBranchEvent, type BranchAction } from './branch-event.ts';
export { LmBranchPinEvent } from './branch-pin-event.ts';
export { LmOpenCompletionEvent } from './open-completion-event.ts';
export { LmPinEvent } from './pin-event.ts';
export { LmPointEvent } from './point-event.ts';
import type { LmBranchEvent } from './branch-event.ts';
import type { LmBranchPinEvent } from './branch-pin-event.ts';
import type { LmComputeEvent } from './compute-event.ts';
import type { LmDoneEvent } from './done-event.ts';
import type { LmErrorEvent } from './error-event.ts';
import type { LmFillEvent } from './fill-event.ts';
import type { LmLeaveEvent } from './leave-event.ts';
import type { LmOpenCompletionEvent } from './open-completion-event.ts';
import type { LmPinEvent } from './pin-event.ts';
import type { LmPickEvent } from './pick-event.ts';
import type { LmPointEvent } from './point-event.ts';
import type { LmProgressEvent } from './progress-event.ts';
import type { LmSamplingEvent } from './sampling-event.ts';
import type { LmTokenEvent } from './token-event.ts';

declare global {
  interface HTMLElementEventMap {
    'lm-token': LmTokenEvent;
    'lm-done': LmDoneEvent;
    'lm-fill': LmFillEvent;
    'lm-pin': LmPinEvent;
    'lm-point': LmPointEvent;
    'lm-progress': LmProgressEvent;
    'lm-error': LmErrorEvent;
    'lm-pick': LmPickEvent;
    'lm-compute': LmComputeEvent;
    'lm-leave': LmLeaveEvent;
    'lm-sampling': LmSamplingEvent;
    'lm-branch': LmBranchEvent;
    'lm-branch-pin': LmBranchPinEvent;
    'lm-open-completion': LmOpenCompletionEvent;
  }
}
