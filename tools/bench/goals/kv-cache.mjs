import { inTurn, ratio, sameTexts, tokensPerSecond } from '../statistics.mjs';

export const kvCache = {
  id: 'kv-cache',
  text: 'Decode tokens/s at 256 tokens, keys and values kept / not kept',
  goal: null,
  measure: async ({ ask, promptOf, quick, isOver }) => {
    const prompt = promptOf(256);
    // Without, each token takes as long as the whole text: a few of them are enough.
    const write = (kvCache) => () => ask('write', prompt, { maxTokens: quick ? 2 : 3, kvCache });
    const pairs = await inTurn(quick ? 2 : 4, write(true), write(false), isOver);
    const { each, a, b, ...value } = ratio(pairs, tokensPerSecond, 1);
    return {
      value,
      unit: 'times',
      details: {
        each,
        keptTokensPerSecond: a,
        notKeptTokensPerSecond: b,
        sameTokens: sameTexts(pairs),
      },
    };
  },
};
