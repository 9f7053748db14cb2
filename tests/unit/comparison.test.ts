import { describe, expect, it } from 'vitest';
import { parseVariants } from '../../src/core/variants.ts';
import { compareBlanks, spreadBits, wordOf } from '../../src/elements/compare/comparison.ts';
import { mostSpread, viewPair } from '../../src/elements/compare/pair-view.ts';
import { WordTexts } from '../../src/elements/compare/word-texts.ts';
import { en } from '../../src/i18n/en.ts';

const label = (tokenId: number) => ({ text: `t${tokenId}`, special: false, continuation: false });

/** What is asked of as many variants as there are rows of weights; a token's probability is its share of the row. */
function compare(...weights: number[][]) {
  const template = `[${weights.map((_, i) => `v${i}`).join('|')}] [MASK].`;
  const set = parseVariants(template);
  if ('fault' in set) throw new Error(set.fault);
  const logits = weights.map((row) => Float32Array.from(row, Math.log));
  return compareBlanks({ template, blank: 0, variants: set.variants }, logits, label);
}

describe('compareBlanks', () => {
  it('gives each word its log-probability and rank in each variant, the likeliest first', () => {
    const { compared, whole } = compare([8, 2, 6, 0], [2, 12, 2, 0]);
    expect(compared.words.map(({ tokenId, ranks }) => [tokenId, ...ranks])).toEqual([
      [1, 3, 1],
      [0, 1, 2],
      [2, 2, 3],
      [3, 4, 4],
    ]);
    const probabilities = compared.words.map(({ logProbabilities }) => logProbabilities.map(Math.exp));
    [
      [0.125, 0.75],
      [0.5, 0.125],
      [0.375, 0.125],
      [0, 0],
    ].forEach((row, i) => row.forEach((value, j) => expect(probabilities[i]![j]).toBeCloseTo(value, 6)));
    expect(compared.variants.map(({ text }) => text)).toEqual(['v0 [MASK].', 'v1 [MASK].']);
    // −Σ p·log₂ p by hand.
    expect(compared.variants[0]!.entropyBits).toBeCloseTo(0.5 + 0.375 + 0.375 * 1.415037, 5);
    expect(wordOf(whole, 2)).toEqual(compared.words[2]);
  });

  it('has the divergence of every pair', () => {
    const { divergences } = compare([1, 0], [1, 0], [0, 1]).compared;
    expect(divergences.map(({ first, second, bits }) => [first, second, bits])).toEqual([
      [0, 1, 0],
      [0, 2, 1],
      [1, 2, 1],
    ]);
  });

  it('lists the likeliest of each variant, and not the whole vocabulary', () => {
    const rising = Array.from({ length: 1_000 }, (_, i) => 1 + i);
    const { words } = compare(rising, [...rising].reverse()).compared;
    expect(words).toHaveLength(400);
    expect(words.every(({ tokenId }) => tokenId < 200 || tokenId >= 800)).toBe(true);
  });
});

describe('viewPair', () => {
  it('sets two of several against each other: the most different first, what is left as the cloud', () => {
    const size = 1_000;
    const weights = (tokenId: number) =>
      Array.from({ length: size }, (_, i) => (i === tokenId ? size : 1 + (i % 7)));
    // The likeliest of the third variant are far from those of the others.
    const third = Array.from({ length: size }, (_, i) => (i >= 700 && i % 7 === 0 ? 1_000 : 1));
    const { compared, whole } = compare(weights(13), weights(20), third);
    const view = viewPair(compared, whole, [1, 0], []);
    expect(view.towards.map(([first]) => first!.tokenId)).toEqual([20, 13]);
    expect(view.words.slice(0, 2).map(({ tokenId }) => tokenId)).toEqual([20, 13]);
    expect(view.bits).toBe(compared.divergences[0]!.bits);
    const shown = new Set(view.words.map(({ tokenId }) => tokenId));
    expect(compared.words.length).toBeGreaterThan(view.words.length);
    expect(shown.has(700)).toBe(false);
    expect(view.cloud!.x).toHaveLength(size - shown.size);
    expect(view.cloud!.y).toHaveLength(size - shown.size);
    // One that was chosen is a point in any case.
    const chosen = viewPair(compared, whole, [1, 0], [700]).words;
    expect(chosen.some(({ tokenId }) => tokenId === 700)).toBe(true);
  });

  it('does without the cloud where the rest of the vocabulary is not known', () => {
    const { compared } = compare([8, 2, 6], [2, 12, 2]);
    const { cloud, towards } = viewPair(compared, null, [0, 1], []);
    expect(cloud).toBeNull();
    expect(towards[0].map(({ tokenId }) => tokenId)).toEqual([0, 2]);
  });
});

describe('spreadBits', () => {
  const of = (...probabilities: number[]) => spreadBits({ logProbabilities: probabilities.map(Math.log) });

  it('is a word’s part of the divergence of all variants', () => {
    // Three variants that share no word: log₂ 3 in all.
    expect(3 * of(1, 0, 0)).toBeCloseTo(Math.log2(3), 12);
    // ½·(0.5·log₂(0.5/0.3125) + 0.125·log₂(0.125/0.3125)).
    expect(of(0.5, 0.125)).toBeCloseTo(0.0868975, 6);
    expect(of(0.2, 0.2, 0.2)).toBeCloseTo(0, 12);
    expect(of(0, 0)).toBe(0);
  });

  it('orders the words of the table', () => {
    const { compared } = compare([8, 2, 6], [2, 12, 2], [4, 4, 8]);
    const order = mostSpread(compared, 2).map(({ tokenId }) => tokenId);
    // By hand 0.135, 0.060 and 0.0598 bits.
    expect(order).toEqual([1, 0]);
  });
});

describe('the words in words', () => {
  const { compared } = compare([8, 2, 6, 4, 0, 1e-3], [2, 12, 2, 4, 0, 4e-3]);
  const texts = new WordTexts(compared.words, ['Texas', 'Paris'], en);
  const wordAt = (tokenId: number) => compared.words.find((word) => word.tokenId === tokenId)!;
  const sentence = (tokenId: number) => texts.sentence(wordAt(tokenId), [0, 1], [0, 1]);

  it('say both probabilities, both ranks, and the ratio', () => {
    expect(sentence(0)).toBe(
      't0: 40.00% with “Texas” (rank 1), 10.00% with “Paris” (rank 3); 4.0 times likelier with “Texas”',
    );
    expect(sentence(3)).toContain('; about as likely with both');
    expect(sentence(5)).toContain('4.0 times likelier with “Paris”');
    // Of two that are impossible, none is likelier.
    expect(sentence(4)).toContain('; about as likely with both');
    expect(texts.times(wordAt(0), [0, 1])).toBe('4.0 ×');
    expect(texts.times(wordAt(4), [0, 1])).toBe('');
  });
});
