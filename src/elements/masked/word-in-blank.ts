import { EngineError, type Model } from '../../engine/index.ts';
import type { WordScore } from '../../records/index.ts';

/**
 * How likely a masked model finds a word in a blank. A word of n pieces takes n masks in the place of the one; its pieces
 * are judged from left to right, each with those before it written and those after it still hidden, and the product of
 * the n conditionals is the word's.
 *
 * @param tokenIds the text with its blanks, markers included
 * @param position the blank
 * @throws EngineError `empty-text`, `unknown-word`, `text-too-long`
 */
export async function scoreWordInBlank(
  model: Model,
  tokenIds: readonly number[],
  position: number,
  word: string,
  signal: AbortSignal,
): Promise<WordScore> {
  const { mask, unknown } = model.info.markers;
  const all = await model.tokenize(word, { signal });
  const pieces = all.filter(({ start, end }) => end > start);
  if (pieces.length === 0) throw new EngineError('empty-text', {});
  if (pieces.some(({ tokenId }) => tokenId === unknown)) throw new EngineError('unknown-word', { word });
  const before = tokenIds.slice(0, position);
  const after = tokenIds.slice(position + 1);
  const rows = pieces.map(({ tokenId }, place) => ({
    tokenIds: [...before, ...pieces.map((piece, i) => (i < place ? piece.tokenId : mask!)), ...after],
    positions: [position + place],
    targets: [tokenId],
  }));
  const { rows: answers } = await model.predict(rows, { top: 0, signal });
  const scores = pieces.map(({ text, tokenId }, i) => {
    const { logProbability, rank } = answers[i]![0]!.target!;
    return { text, tokenId, logProbability, rank };
  });
  return {
    pieces: scores,
    logProbability: scores.reduce((sum, piece) => sum + piece.logProbability, 0),
    masks: pieces.length,
  };
}
