import { literal, number, object, picklist, pipe, safeInteger, variant, type GenericSchema } from 'valibot';
import type { FormId, Task } from '../../models/types.ts';
import type { ErrorCode, ErrorFacts, ErrorMessage } from '../../protocol/errors.ts';
import { list, text } from '../view-schemas.ts';

/** The words of a type, every one of them: the compiler misses one that is not there. */
export function wordsOf<T extends string>(words: Readonly<Record<T, true>>): T[] {
  return Object.keys(words) as T[];
}

export const formId = picklist(wordsOf<FormId>({ fp32: true, fp16: true, q8: true, q4: true }));

/** Messages of the libraries come with the stack of their calls. */
const detail = text(100_000);
const name = text(1_000);
const names = list(name, 1_000);
const whole = pipe(number(), safeInteger());
const none = object({}) as unknown as GenericSchema<unknown, Record<string, never>>;
const onlyDetail = object({ detail });

/** The facts of each error, which its text for people is made of. */
const facts: { readonly [C in ErrorCode]: GenericSchema<unknown, ErrorFacts[C]> } = {
  'empty-text': none,
  'nul-character': object({ position: whole }),
  'lone-surrogate': object({ position: whole }),
  'text-too-long': object({ tokens: whole, limit: whole, over: whole }),
  'too-many-characters': object({ characters: whole, limit: whole }),
  'no-mask': none,
  'unknown-word': object({ word: detail }),
  'invalid-option': object({ name, value: detail, expected: detail }),
  'unknown-model': object({ id: name, known: names }),
  'unknown-form': object({ id: name, form: name, known: list(formId, 16) }),
  'setting-unavailable': object({
    setting: name,
    value: name,
    reason: picklist(wordsOf<ErrorFacts['setting-unavailable']['reason']>({ 'no-document': true })),
  }),
  'form-unavailable': object({ form: formId, backend: name, missing: name }),
  'no-chat-template': object({ id: name }),
  'wrong-task': object({
    id: name,
    task: picklist(wordsOf<Task>({ autoregressive: true, masked: true })),
    wanted: picklist(wordsOf<Task>({ autoregressive: true, masked: true })),
  }),
  'file-missing': object({ file: detail, status: whole }),
  'file-damaged': object({ file: detail, expectedBytes: whole, receivedBytes: whole }),
  network: object({ file: detail, detail }),
  'webgpu-unavailable': object({ reason: picklist(['no-api', 'no-adapter']) }),
  'worker-failed': onlyDetail,
  'session-failed': onlyDetail,
  'run-failed': onlyDetail,
  'broken-numbers': object({ backend: name }),
  unexpected: onlyDetail,
  replaced: none,
  disposed: none,
};

/**
 * Why a cell failed. The texts for people are made of the facts, so each error has to have its own: what else a file says
 * would reach them.
 */
export const errorMessage = variant(
  'code',
  (Object.keys(facts) as ErrorCode[]).map((code) =>
    object({ code: literal(code), message: detail, data: facts[code] }),
  ),
) as unknown as GenericSchema<unknown, ErrorMessage>;
