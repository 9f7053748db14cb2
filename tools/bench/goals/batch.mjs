import { inTurn, ratio } from '../statistics.mjs';

export const batch = {
  id: 'batch',
  text: 'Tokens/s in all, a batch of 8 / a batch of 1',
  goal: { atLeast: 2 },
  measure: async ({ ask, rounds, promptOf }) => {
    const prompt = promptOf(8);
    const write = (seeds) => () => ask('writeBatch', prompt, { seeds, maxTokens: 32, top: 0 });
    const pairs = await inTurn(rounds, write([1, 2, 3, 4, 5, 6, 7, 8]), write([1]));
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
