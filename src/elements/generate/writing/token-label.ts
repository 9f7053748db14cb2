import type { VocabularyTable } from '../../../protocol/results.ts';
import type { TokenLabel } from '../../distribution/token-label.ts';

/** What a token is called; `undefined` where the vocabulary is not known or has no such token. */
export function tokenLabel(vocabulary: VocabularyTable | null, tokenId: number): TokenLabel | undefined {
  const text = vocabulary?.texts[tokenId];
  if (!vocabulary || text === undefined) return undefined;
  return {
    text,
    special: vocabulary.special.includes(tokenId),
    continuation: vocabulary.continuation.includes(tokenId),
  };
}
