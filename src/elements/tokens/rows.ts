import { findModel } from '../../engine/index.ts';
import type { Task } from '../../models/types.ts';
import type { TokenRecord } from '../../records/index.ts';
import type { TokenizedText, Tokenization } from '../../records/views/tokens.ts';
import { changesOf, type TextChanges } from './changes.ts';
import { countText, countTokens, type TextCounts, type TokenCounts } from './counts.ts';
import { lessonOf, type Lesson } from './lesson.ts';
import { recordsOf } from './records.ts';

/** What is shown of one tokenizer. */
export interface Row {
  readonly tokenization: Tokenization;
  readonly name: string;
  readonly task: Task;
  /** One for each token. */
  readonly records: readonly TokenRecord[];
  readonly counts: TokenCounts;
  /** `null` where the tokens give the text back. */
  readonly changes: TextChanges | null;
}

/** What is shown of a text. */
export interface Shown {
  readonly text: string;
  readonly result: TokenizedText;
  readonly size: TextCounts;
  readonly rows: readonly Row[];
  readonly lesson: Lesson | null;
}

export function nameOfModel(model: string): string {
  return findModel(model)?.name ?? model;
}

/**
 * All that is derived from the tokenizations of a text.
 *
 * @param before what was shown of an earlier text, of which the records that are the same are kept
 */
export function shownOf(result: TokenizedText, before: Shown | null): Shown {
  const { text } = result;
  const size = countText(text);
  const rows = result.tokenizations.map((tokenization): Row => {
    const { model, tokens } = tokenization;
    const old = before?.rows.find((row) => row.tokenization.model === model);
    return {
      tokenization,
      name: nameOfModel(model),
      task: findModel(model)?.task ?? 'autoregressive',
      records: recordsOf(text, tokenization, old?.records),
      counts: countTokens(tokens, size),
      changes: changesOf(text, tokenization),
    };
  });
  return { text, result, size, rows, lesson: lessonOf(result) };
}
