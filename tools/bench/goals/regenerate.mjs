import { inTurn, ratio, sameTexts } from '../statistics.mjs';

export const regenerate = {
  id: 'regenerate',
  text: 'First token after a prompt of 400 tokens, without the prefix cache / with it',
  goal: { atLeast: 20 },
  measure: async ({ ask, promptOf, quick, isOver }) => {
    const prompt = promptOf(400);
    // The first pair, which warms up, computes the prompt for those that follow.
    const write = (prefixCache) => () => ask('write', prompt, { maxTokens: 1, prefixCache });
    const pairs = await inTurn(quick ? 2 : 6, write(false), write(true), isOver);
    const { each, a, b, ...value } = ratio(pairs, ({ firstMs }) => firstMs, 1);
    return {
      value,
      unit: 'times',
      details: {
        each,
        withoutMs: a,
        withMs: b,
        computedWithout: pairs[0].a.summary.computedTokens,
        computedWith: pairs[0].b.summary.computedTokens,
        sameTokens: sameTexts(pairs),
      },
    };
  },
};
