import type { Model } from '../../../engine/index.ts';
import type { Writing } from './writing.ts';

/** Lets a writing know what its model's tokens are called. */
export async function nameTokens(writing: Writing, model: Model): Promise<void> {
  writing.vocabularySize = model.info.vocabularySize;
  try {
    writing.vocabulary ??= await model.vocabulary();
  } catch {
    // Tokens that were not listed with a step go by their ids.
  }
}
