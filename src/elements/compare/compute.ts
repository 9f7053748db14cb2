import type { Variant } from '../../core/variants.ts';
import { writeMasks } from '../../core/masks.ts';
import { EngineError, type Model } from '../../engine/index.ts';
import type { VocabularyLabels } from '../masked/vocabulary-labels.ts';
import { compareBlanks, type ComparedBlanks, type WholeVocabulary } from './comparison.ts';

/** What came of asking a model about a blank of several variants. */
export interface Computed {
  readonly compared: ComparedBlanks;
  readonly whole: WholeVocabulary;
  /** By variant: the tokens, and the place of the blank among them. */
  readonly rows: readonly { readonly tokenIds: readonly number[]; readonly position: number }[];
  /** Stretches of the sentences that the model has no token for. */
  readonly unknown: readonly string[];
}

/**
 * Asks a masked model about the same blank of several variants, all of them at once.
 *
 * @throws EngineError `no-mask` where the model finds fewer blanks, `text-too-long`, and what a run throws; AbortError
 */
export async function computeComparison(
  model: Model,
  asked: { readonly template: string; readonly blank: number; readonly variants: readonly Variant[] },
  labels: VocabularyLabels,
  signal: AbortSignal,
): Promise<Computed> {
  const { texts } = await labels.ask(model, signal);
  const { mask, unknown: unknownId } = model.info.markers;
  const unknown: string[] = [];
  const rows: { tokenIds: readonly number[]; position: number }[] = [];
  for (const { text } of asked.variants) {
    const written = writeMasks(text, texts[mask!]!);
    const pieces = await model.tokenize(written, { signal });
    const masks = pieces.flatMap(({ tokenId }, place) => (tokenId === mask ? [place] : []));
    const position = masks[asked.blank];
    if (position === undefined) throw new EngineError('no-mask', {});
    rows.push({ tokenIds: pieces.map(({ tokenId }) => tokenId), position });
    unknown.push(
      ...pieces
        .filter(({ tokenId }) => tokenId === unknownId)
        .map(({ start, end }) => written.slice(start, end)),
    );
  }
  const { rows: answers } = await model.predict(
    rows.map(({ tokenIds, position }) => ({ tokenIds, positions: [position] })),
    { top: 0, logits: true, signal },
  );
  const logits = answers.map(([answer]) => answer!.logits!);
  return { ...compareBlanks(asked, logits, labels.label), rows, unknown };
}
