import { EngineError, type ErrorMessage } from '../protocol/errors.ts';

/** Any error as one that can be kept and shown. */
export function errorMessage(error: unknown): ErrorMessage {
  if (error instanceof EngineError) return error.toMessage();
  return new EngineError('unexpected', { detail: String(error) }).toMessage();
}
