import { EngineError } from '../protocol/errors.ts';
import { RecordError } from '../records/record-error.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { Messages } from './types.ts';

const languages: readonly Messages[] = [en, ko];

/** The texts for a language tag such as `ko-KR`; English where there is no translation. */
export function messagesFor(tag: string): Messages {
  const primary = tag.toLowerCase().split('-')[0];
  return languages.find((messages) => messages.language === primary) ?? en;
}

/** An error in words for people. */
export function describeError(messages: Messages, error: unknown): string {
  if (error instanceof EngineError) {
    const { code, data } = error as EngineError;
    // What was kept by another version may have a code, or lack a fact, that this one does not know.
    if (Object.hasOwn(messages.errors, code)) {
      try {
        return (messages.errors[code] as (facts: unknown) => string)(data);
      } catch {
        // Said in general, below.
      }
    }
  }
  if (error instanceof RecordError) {
    const { code, data } = error as RecordError;
    const text = messages.records.errors[code] as (facts: unknown) => string;
    return text(data);
  }
  return messages.errors.unexpected({ detail: error instanceof Error ? error.message : String(error) });
}
