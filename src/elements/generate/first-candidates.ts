import type { Completion, FirstToken } from '../completions/types.ts';

/**
 * The distribution that the first tokens of many completions came from: the likeliest that were recorded, and the tokens
 * that came. It is the same for all, since they have the same prompt.
 */
export function firstCandidates(completions: readonly Completion[]): FirstToken[] {
  const found = new Map<number, FirstToken>();
  for (const { tokens } of completions) {
    const token = tokens[0];
    if (!token) continue;
    if (found.size === 0) {
      for (const { tokenId, text, probability, finalProbability = 0 } of token.top) {
        found.set(tokenId, { tokenId, text, probability, finalProbability });
      }
    }
    const { tokenId, text, probability, sampling } = token;
    if (found.has(tokenId) || probability === null || !sampling) continue;
    found.set(tokenId, { tokenId, text, probability, finalProbability: sampling.finalProbability });
  }
  return [...found.values()].sort((a, b) => b.probability - a.probability);
}
