import { catalogue } from '../../engine/index.ts';
import type { Task } from '../../models/types.ts';
import { damaged, readView, writeView, type ViewModel } from '../../records/index.ts';
import { twoWays, type Masking, type TwoWaysReading } from '../../records/views/two-ways.ts';
import { requireModels } from '../exchange/require-models.ts';
import type { Shown } from './shown.ts';
import { wordsOf } from './words.ts';

/** What a file holds beside the reading. */
export interface TwoWaysState {
  readonly masking: Masking;
  /** A place in the text inside of the chosen word; `null` for none. */
  readonly chosenAt: number | null;
}

/** The ids of the catalogue's models for a task. */
export function modelsFor(task: Task): string[] {
  return catalogue.filter((entry) => entry.task === task).map(({ id }) => id);
}

/** All that is shown, as JSON: both scorings, the guesses for each word, and how the vocabularies were aligned. */
export function writeTwoWays({ reading, models, words }: Shown, state: TwoWaysState): string {
  const { text, beginMarker, left, both, blanks } = reading;
  const { masking, chosenAt } = state;
  return writeView('two-ways', { text, masking, chosenAt, beginMarker, left, both, blanks, words }, models);
}

/**
 * Reads what {@link writeTwoWays} wrote. The words are aligned anew.
 *
 * @param chosen the ids of the two models that are chosen
 * @param fixed whether no others may be
 * @throws RecordError
 */
export function readTwoWays(
  text: string,
  chosen: { readonly left: string; readonly both: string },
  fixed: boolean,
): { readonly reading: TwoWaysReading; readonly models: readonly ViewModel[]; readonly state: TwoWaysState } {
  const { models, data } = readView(text, 'two-ways', twoWays);
  const [left, both, more] = models;
  if (!left || !both) throw damaged('models', 'missing');
  if (more) throw damaged('models', 'too-many');
  requireModels([left], chosen.left, fixed ? [chosen.left] : modelsFor('autoregressive'));
  requireModels([both], chosen.both, fixed ? [chosen.both] : modelsFor('masked'));
  const { masking, chosenAt, ...reading } = data;
  if (wordsOf(reading, masking).length !== reading.blanks.length) throw damaged('blanks', 'contradiction');
  return { reading, models, state: { masking, chosenAt } };
}
