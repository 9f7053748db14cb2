import { inTurn, ratio } from '../statistics.mjs';

export const batch = {
  id: 'batch',
  text: 'Tokens/s in all, a batch of 8 / a batch of 1',
  goal: { atLeast: 2 },
  measure: async ({ ask, pairsAtMost, isOver, promptOf, quick }) => {
    const prompt = promptOf(8);
    const write = (seeds) => () => ask('writeBatch', prompt, { seeds, maxTokens: quick ? 16 : 32, top: 0 });
    const pairs = await inTurn(pairsAtMost, write([1, 2, 3, 4, 5, 6, 7, 8]), write([1]), isOver);
    const { each, a, b, ...value } = ratio(
      pairs,
      ({ decodedTokens, decodeMs }) => (1000 * decodedTokens) / decodeMs,
    );
    return {
      value,
      unit: 'times',
      details: {
        each,
        tokensPerSecondOf8: a,
        tokensPerSecondOf1: b,
        // Rows end where the model ends their text.
        rowTokens: pairs[0].a.summary.rows.map(({ tokenIds }) => tokenIds.length),
      },
    };
  },
};
