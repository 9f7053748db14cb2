import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { murmur3, uniform } from '../../src/core/random.ts';
import reference from '../fixtures/core-reference.json';

const { hashes, draws } = reference.random;

/** Pearson's χ² against equal shares. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** How many of the bins 0 … bins − 1 the values of [0, 1) fall into. */
function countBins(values: Iterable<number>, bins: number): number[] {
  const counts: number[] = Array.from({ length: bins }, () => 0);
  for (const value of values) counts[Math.floor(value * bins)]!++;
  return counts;
}

/** The 99.9th percentile of χ² with 99 degrees of freedom, from tables. */
const limitOf99 = 148.23;

describe('murmur3', () => {
  it.each(hashes)('hashes $words with seed $hashSeed as mmh3 does', ({ words, hashSeed, hash }) => {
    expect(murmur3(words, hashSeed)).toBe(hash);
  });

  it('gives the published values', () => {
    // The empty input with seed 1, four zero bytes, and "test" (74 65 73 74) with seed 0.
    expect(murmur3([], 1)).toBe(0x514e28b7);
    expect(murmur3([0], 0)).toBe(0x2362f9de);
    expect(murmur3([0x74736574], 0)).toBe(0xba6bd213);
  });
});

describe('uniform', () => {
  it.each(draws)(
    'draws for seed $seed, step $step as mmh3 does',
    ({ seed, step, h0, h1, uniform: value }) => {
      const words = [seed % 2 ** 32, Math.floor(seed / 2 ** 32), step];
      expect(murmur3(words, 0)).toBe(h0);
      expect(murmur3(words, 1)).toBe(h1);
      expect(uniform(seed, step)).toBe(value);
      expect(uniform(seed, step)).toBe(((h0 >>> 5) * 2 ** 26 + (h1 >>> 6)) / 2 ** 53);
    },
  );

  it('tells seeds apart that share their lower 32 bits', () => {
    const seeds = [5, 5 + 2 ** 32, 5 + 2 ** 33, 5 + 2 ** 52];
    expect(new Set(seeds.map((seed) => uniform(seed, 0))).size).toBe(4);
  });

  it('stays in [0, 1)', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(2 ** 32 - 1), (seed, step) => {
        const value = uniform(seed, step);
        return value >= 0 && value < 1;
      }),
    );
  });

  it.each([0, 1, 42, 2 ** 32 + 42, 2 ** 53 - 1])('is uniform over 20,000 steps of seed %d', (seed) => {
    const values = Array.from({ length: 20_000 }, (_, step) => uniform(seed, step));
    expect(chiSquare(countBins(values, 100))).toBeLessThan(limitOf99);
    expect(new Set(values).size).toBe(20_000);
  });

  it('is uniform over 20,000 seeds of one step', () => {
    const values = Array.from({ length: 20_000 }, (_, seed) => uniform(seed, 3));
    expect(chiSquare(countBins(values, 100))).toBeLessThan(limitOf99);
  });

  it('gives successive steps that do not depend on each other', () => {
    // 10 × 10 cells of (this step, the next), 10,000 pairs that share no number.
    const cells = Array.from({ length: 10_000 }, (_, pair) => {
      const [first, second] = [uniform(7, 2 * pair), uniform(7, 2 * pair + 1)];
      return (Math.floor(first * 10) * 10 + Math.floor(second * 10) + 0.5) / 100;
    });
    expect(chiSquare(countBins(cells, 100))).toBeLessThan(limitOf99);
  });

  it('fills the low bits too', () => {
    // Bit 26 − k of the second hash; a double of [0, 1) times 2^27 leaves those 26 bits as the fraction.
    const fractions = Array.from({ length: 20_000 }, (_, step) => (uniform(11, step) * 2 ** 27) % 1);
    expect(chiSquare(countBins(fractions, 100))).toBeLessThan(limitOf99);
  });
});
