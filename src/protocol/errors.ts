import type { FormId, Task } from '../models/types.ts';

/** What can go wrong, and the facts that a message for people needs. Texts come from the code through i18n. */
export interface ErrorFacts {
  'empty-text': Record<string, never>;
  'nul-character': { position: number };
  'lone-surrogate': { position: number };
  /** Counted in tokens, special ones included. */
  'text-too-long': { tokens: number; limit: number; over: number };
  /** So long that it was not tokenized: no text of so many characters fits. */
  'too-many-characters': { characters: number; limit: number };
  'no-mask': Record<string, never>;
  /** The vocabulary has no pieces that the word could be written in. */
  'unknown-word': { word: string };
  'invalid-option': { name: string; value: string; expected: string };
  'unknown-model': { id: string; known: string[] };
  'unknown-form': { id: string; form: string; known: FormId[] };
  /** A setting, or a combination of settings, that cannot be had in this page. */
  'setting-unavailable': { setting: string; value: string; reason: 'no-document' };
  'form-unavailable': { form: FormId; backend: string; missing: string };
  'no-chat-template': { id: string };
  'wrong-task': { id: string; task: Task; wanted: Task };
  'file-missing': { file: string; status: number };
  'file-damaged': { file: string; expectedBytes: number; receivedBytes: number };
  network: { file: string; detail: string };
  'webgpu-unavailable': { reason: 'no-api' | 'no-adapter' };
  'worker-failed': { detail: string };
  'session-failed': { detail: string };
  'run-failed': { detail: string };
  'broken-numbers': { backend: string };
  unexpected: { detail: string };
  replaced: Record<string, never>;
  disposed: Record<string, never>;
}

export type ErrorCode = keyof ErrorFacts;

/** An error as it crosses to the page. */
export type ErrorMessage = {
  [C in ErrorCode]: { readonly code: C; readonly message: string; readonly data: ErrorFacts[C] };
}[ErrorCode];

/**
 * The one error that the engine throws, beside the `AbortError` of a cancelled call.
 * `code` and `data` say what happened; `message` is English, for a developer's console.
 */
export class EngineError<C extends ErrorCode = ErrorCode> extends Error {
  override name = 'EngineError';
  readonly code: C;
  readonly data: ErrorFacts[C];

  constructor(code: C, data: ErrorFacts[C], message: string = describe(code, data)) {
    super(message);
    this.code = code;
    this.data = data;
  }

  /** The form that crosses between worker and page. */
  toMessage(): ErrorMessage {
    return { code: this.code, message: this.message, data: this.data } as ErrorMessage;
  }

  static fromMessage(error: ErrorMessage): EngineError {
    return new EngineError(error.code, error.data as never, error.message);
  }
}

/** Whether a run or a session broke in a way that leaves the worker unusable. */
export function isFatal(code: ErrorCode): boolean {
  return code === 'run-failed' || code === 'session-failed' || code === 'broken-numbers';
}

/** Any error in the form that crosses, and that can be kept and shown. */
export function messageOf(error: unknown): ErrorMessage {
  if (error instanceof EngineError) return error.toMessage();
  return new EngineError('unexpected', { detail: String(error) }).toMessage();
}

function describe(code: ErrorCode, data: object): string {
  const facts = Object.entries(data).map(([name, value]) => `${name}: ${String(value)}`);
  return facts.length > 0 ? `${code} (${facts.join(', ')})` : code;
}
