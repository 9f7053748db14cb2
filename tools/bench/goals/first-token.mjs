import { median, round, spread } from '../statistics.mjs';

export const firstToken = {
  id: 'first-token',
  text: 'First token after a prompt of 8 tokens, in decode steps of the same text',
  goal: null,
  measure: async ({ ask, pairsAtMost, isOver, promptOf, quick }) => {
    const inSteps = [];
    const byLength = [];
    for (const length of quick ? [8, 128] : [8, 128, 400]) {
      const times = [];
      for (let i = 0; i < (length > 128 ? 2 : pairsAtMost) && (i < 2 || !isOver()); i++) {
        const options = { maxTokens: length === 8 ? 17 : 1, prefixCache: false };
        const { firstMs, stepsMs } = await ask('write', promptOf(length), options);
        times.push(firstMs);
        // A text that ends at once has no steps to hold its first token against.
        if (stepsMs.length >= 8) inSteps.push(firstMs / median(stepsMs));
      }
      byLength.push({ promptTokens: length, ms: round(median(times), 0) });
    }
    return { value: spread(inSteps, 2), unit: 'steps', details: { byLength } };
  },
};
