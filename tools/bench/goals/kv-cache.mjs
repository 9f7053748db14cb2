import { inTurn, ratio, tokensPerSecond } from '../statistics.mjs';

export const kvCache = {
  id: 'kv-cache',
  text: 'Decode tokens/s at 256 tokens, keys and values kept / not kept',
  goal: null,
  measure: async ({ ask, promptOf, quick }) => {
    const prompt = promptOf(256);
    // Without, each token takes as long as the whole text: a few of them are enough.
    const write = (kvCache) => () => ask('write', prompt, { maxTokens: 3, kvCache });
    const pairs = await inTurn(quick ? 1 : 3, write(true), write(false));
    const { each, a, b, ...value } = ratio(pairs, tokensPerSecond, 1);
    return {
      value,
      unit: 'times',
      details: {
        each,
        keptTokensPerSecond: a,
        notKeptTokensPerSecond: b,
        sameTokens: pairs.every(({ a, b }) => JSON.stringify(a.tokenIds) === JSON.stringify(b.tokenIds)),
      },
    };
  },
};
