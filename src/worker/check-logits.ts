import { BrokenLogitsError } from '../core/softmax.ts';
import type { Backend } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';

/**
 * What is computed from logits.
 *
 * @throws EngineError `broken-numbers` where they hold NaN or +∞
 */
export function checkLogits<T>(backend: Backend, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof BrokenLogitsError) throw new EngineError('broken-numbers', { backend });
    throw error;
  }
}
