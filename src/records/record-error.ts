import type { FormatName } from './formats.ts';

/** What is wrong with a value of a file. */
export type Damage =
  /** It is not there. */
  | 'missing'
  /** A text where a number should be, and the like. */
  | 'wrong-kind'
  | 'out-of-range'
  /** More of them, or a longer text, than is taken. */
  | 'too-many'
  /** It contradicts another value, such as a probability its logarithm. */
  | 'contradiction'
  /** There is nothing of that name, such as a setting of an engine. */
  | 'unknown';

/** What can be wrong with a file, and the facts that a message for people needs. Texts come from the code through i18n. */
export interface RecordErrorFacts {
  'not-json': Record<string, never>;
  /** JSON, but not of a format of ours. */
  'not-ours': { expected: FormatName };
  /** A file of ours, of another view. */
  'wrong-view': { found: FormatName; expected: FormatName };
  'newer-version': { version: number };
  'too-large': { bytes: number; limit: number; expected: FormatName };
  /** A session without a text. */
  empty: Record<string, never>;
  /** `path` leads to the first bad value, such as `tokens[3].rank`. */
  damaged: { path: string; problem: Damage };
  'other-model': { model: string; expected: string };
  /** The model that it names has another number of tokens in its vocabulary. */
  'other-vocabulary': { found: number; expected: number };
}

export type RecordErrorCode = keyof RecordErrorFacts;

/** A file that could not be read. `message` is English, for a developer's console. */
export class RecordError<C extends RecordErrorCode = RecordErrorCode> extends Error {
  override name = 'RecordError';
  readonly code: C;
  readonly data: RecordErrorFacts[C];

  constructor(code: C, data: RecordErrorFacts[C]) {
    const facts = Object.entries(data).map(([name, value]) => `${name}: ${String(value)}`);
    super(facts.length > 0 ? `${code} (${facts.join(', ')})` : code);
    this.code = code;
    this.data = data;
  }
}

export function damaged(path: string, problem: Damage): RecordError<'damaged'> {
  return new RecordError('damaged', { path, problem });
}
