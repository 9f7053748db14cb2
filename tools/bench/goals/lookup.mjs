import { inTurn, ratio, sameTexts, tokensPerSecond } from '../statistics.mjs';

const tokens = 64;

/** The same text with drafts and without. */
async function withDrafts({ ask, pairsAtMost, isOver }, prompt, options) {
  const write = (draftTokens) => () => ask('write', prompt, { maxTokens: tokens, ...options, draftTokens });
  const pairs = await inTurn(pairsAtMost, write(8), write(0), isOver);
  const { each, a, b, ...value } = ratio(pairs, tokensPerSecond);
  const { draftedTokens, acceptedTokens, tokenIds } = pairs[0].a.summary;
  return {
    value,
    unit: 'times',
    note:
      draftedTokens === 0
        ? 'nothing was drafted: the ratio is what looking for drafts costs'
        : `${draftedTokens} tokens drafted, ${acceptedTokens} of them accepted, in a text of ${tokenIds.length}`,
    details: {
      each,
      withTokensPerSecond: a,
      withoutTokensPerSecond: b,
      tokens: tokenIds.length,
      draftedTokens,
      acceptedTokens,
      sameTokens: sameTexts(pairs),
    },
  };
}

export const lookupRepeating = {
  id: 'lookup-repeating',
  text: 'Tokens/s over 64 tokens of a text that repeats itself, 8 drafted tokens / none',
  goal: { atLeast: 1.5 },
  measure: async (setup) => {
    const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday'];
    const text = days.map((day) => `${day}: two loaves of bread, a bottle of milk and six eggs.\n`).join('');
    return withDrafts(setup, await setup.ask('tokenize', `${text}Friday:`), {});
  },
};

export const lookupOtherText = {
  id: 'lookup-other-text',
  text: 'Tokens/s over 64 tokens of a text that does not, 8 drafted tokens / none',
  goal: { atLeast: 0.95 },
  measure: async (setup) => {
    const prompt = setup.promptOf(8);
    // Greedily, small models soon repeat themselves; a sampled text goes on, but it must not end before its time.
    for (let seed = 1; seed <= 20; seed++) {
      const options = { temperature: 1, seed };
      const { tokenIds } = await setup.ask('write', prompt, {
        maxTokens: tokens,
        draftTokens: 0,
        ...options,
      });
      if (tokenIds.length === tokens) return withDrafts(setup, prompt, options);
    }
    throw new Error(`no seed from 1 to 20 writes ${tokens} tokens`);
  },
};
