import { describe, expect, it, vi } from 'vitest';
import { resolveGenerateOptions } from '../../src/protocol/options.ts';
import { writeText } from '../../src/worker/write-text.ts';
import { idsOf, makeWriting, toyLogits, vocabularySize, type LogitsAfter } from './fake-graph.ts';

vi.mock('@huggingface/transformers', async () => ({ Tensor: (await import('./fake-tensor.ts')).FakeTensor }));

// Speculative sampling (Leviathan et al. 2023, algorithm 1) where the draft is certain of its token x: it is accepted with
// probability p(x), and where it is rejected the token comes from p with x taken out. The engine gets both by drawing from p
// with the place's own random number and accepting the draft where it is the token drawn. So the text has the model's
// distribution. That it is the very text of no drafts, seed by seed, is in write-text.test.ts.

const prompt = idsOf('eabcdabcdab');
const places = 3;
const draws = 20_000;

/** A token that ends a text would leave some without a third token. */
const neverEnds: LogitsAfter = (tokenIds) => toyLogits(tokenIds).fill(-Infinity, vocabularySize - 1);

/** The probabilities of the token after a text, shape [vocabulary]. */
function chancesAfter(tokenIds: readonly number[]): number[] {
  const weights = Array.from(neverEnds(tokenIds), Math.exp);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The exact probabilities of the token at each place: over all texts that lead there. */
const exact = (() => {
  let texts = [{ tokenIds: prompt, chance: 1 }];
  return Array.from({ length: places }, () => {
    texts = texts.flatMap(({ tokenIds, chance }) =>
      chancesAfter(tokenIds).map((next, id) => ({ tokenIds: [...tokenIds, id], chance: chance * next })),
    );
    return Array.from({ length: vocabularySize - 1 }, (_, id) =>
      texts.reduce((sum, text) => sum + (text.tokenIds.at(-1) === id ? text.chance : 0), 0),
    );
  });
})();

/** The 0.999 quantile of chi-square with 5 degrees of freedom: 6 tokens less one. */
const critical = 20.515;

async function writeAll(logitsAfter: LogitsAfter, draftTokens: number) {
  const writing = makeWriting({ logitsAfter });
  const tokenIds: (readonly number[])[] = [];
  let [drafted, accepted] = [0, 0];
  for (let seed = 0; seed < draws; seed++) {
    const settings = resolveGenerateOptions({ maxTokens: places, seed, top: 0, draftTokens, ngram: 1 });
    const written = await writeText(
      writing,
      prompt,
      settings,
      () => undefined,
      () => false,
    );
    tokenIds.push(written.tokenIds);
    drafted += written.draftedTokens;
    accepted += written.acceptedTokens;
  }
  return { tokenIds, drafted, accepted };
}

/** Chi-square of the tokens at each place against the exact probabilities. */
function chiSquares(texts: readonly (readonly number[])[]): number[] {
  return exact.map((chances, place) => {
    const observed = chances.map(() => 0);
    for (const text of texts) observed[text[place]!]!++;
    return chances.reduce((sum, p, id) => sum + (observed[id]! - draws * p) ** 2 / (draws * p), 0);
  });
}

describe('speculation with a draft that is certain of its token', { timeout: 60_000 }, () => {
  it('keeps the distribution of the model at every place', async () => {
    const { tokenIds, drafted, accepted } = await writeAll(neverEnds, 4);
    for (const chiSquare of chiSquares(tokenIds)) expect(chiSquare).toBeLessThan(critical);
    // Many were drafted and came, and many did not: both ways lead to these texts.
    expect(accepted).toBeGreaterThan(draws / 10);
    expect(drafted - accepted).toBeGreaterThan(draws / 10);
  });

  it('accepts a drafted token as often as the model would have written it', async () => {
    // Before the second of three places one token is drafted, if the first was in the prompt: after c, which went on with d,
    // that; after a second b, what came after the first; and so on, by hand.
    const drafts = new Map([...'abcde'].map((letter, id) => [idsOf(letter)[0]!, idsOf('bbdaa')[id]!]));
    const { drafted, accepted } = await writeAll(neverEnds, 1);
    const first = chancesAfter(prompt);
    const isDrafted = [...drafts.keys()].reduce((sum, id) => sum + first[id]!, 0);
    const isAccepted = [...drafts].reduce(
      (sum, [id, draft]) => sum + first[id]! * chancesAfter([...prompt, id])[draft]!,
      0,
    );
    for (const [count, p] of [
      [drafted, isDrafted],
      [accepted, isAccepted],
    ] as const) {
      // 3.29 standard errors, 0.999 of a normal distribution.
      expect(Math.abs(count / draws - p)).toBeLessThan(3.29 * Math.sqrt((p * (1 - p)) / draws));
    }
  });

  it('would be told from taking every draft', async () => {
    // A model that looks at what was drafted and writes that, whatever else it would have written.
    const peeks: LogitsAfter = (tokenIds, following) =>
      following === undefined || tokenIds.length < prompt.length
        ? neverEnds(tokenIds)
        : neverEnds(tokenIds).map((logit, id) => (id === following ? 50 : logit));
    const { tokenIds } = await writeAll(peeks, 4);
    expect(Math.max(...chiSquares(tokenIds))).toBeGreaterThan(critical);
  });
});
