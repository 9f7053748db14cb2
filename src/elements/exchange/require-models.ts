import { findModel } from '../../engine/index.ts';
import { damaged, requireSameModel, type ViewModel } from '../../records/index.ts';

/**
 * Makes sure that the models that a file names can be shown, each with the vocabulary that the catalogue has of it.
 *
 * @param chosen the model that is chosen, for the message
 * @param allowed those that may be chosen instead
 * @throws RecordError `other-model`, `other-vocabulary`, or `damaged` where there is none
 */
export function requireModels(
  found: readonly ViewModel[],
  chosen: string,
  allowed: readonly string[] = [chosen],
): void {
  if (found.length === 0) throw damaged('models', 'missing');
  for (const one of found) {
    const expected = allowed.includes(one.model) ? one.model : chosen;
    requireSameModel(one, expected, findModel(expected));
  }
}
