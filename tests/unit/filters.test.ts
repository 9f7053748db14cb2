import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniform } from '../../src/core/random.ts';
import {
  drawToken,
  filterDistribution,
  neutralSettings,
  penalizeRepetition,
  type SamplingSettings,
} from '../../src/core/filters.ts';
import { BrokenLogitsError } from '../../src/core/softmax.ts';
import reference from '../fixtures/core-reference.json';
import { anyLogits, anySettings } from './arbitraries.ts';
import { makeLogits, type Formula } from './make-logits.ts';

interface Final {
  settings: SamplingSettings;
  text: number[];
  keptBy: { topK?: number; topP?: number; minP?: number };
  keptCount: number;
  keptMass: number;
  steps: { draw: number | null; tokenId: number }[];
}

interface Case {
  name: string;
  formula: Formula;
  finals: Final[];
}

const cases = reference.cases as Case[];

/** Logits whose softmax gives these probabilities, as near as float32 comes. */
function logitsOf(...probabilities: number[]): Float32Array {
  return Float32Array.from(probabilities, (probability) => Math.log(probability));
}

function filter(logits: Float32Array, changes: Partial<SamplingSettings> = {}) {
  return filterDistribution(logits, { ...neutralSettings, ...changes });
}

/** The kept tokens, likeliest first, and what each is drawn with. */
function keptShares(logits: Float32Array, changes: Partial<SamplingSettings> = {}): [number, number][] {
  const { order, keptCount, keptMass, logProbabilities, normaliser } = filter(logits, changes);
  return order.take(keptCount).map((id) => [id, Math.exp(logProbabilities[id]! - normaliser) / keptMass]);
}

function expectShares(actual: [number, number][], expected: [number, number][]): void {
  expect(actual.map(([id]) => id)).toEqual(expected.map(([id]) => id));
  for (const [i, [, share]] of expected.entries()) expect(actual[i]![1]).toBeCloseTo(share, 6);
}

const filtersOnly = anySettings.map((settings) => ({ ...settings, repetitionPenalty: 1 }));

/** Probabilities after temperature, straight from the definition. */
function softmax(logits: Float32Array, temperature: number): number[] {
  const max = logits.reduce((a, b) => Math.max(a, b));
  const powers = Array.from(logits, (logit) => Math.exp((logit - max) / temperature));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

function sortIds(logits: Float32Array): number[] {
  // A stable sort keeps the lower id first among equals.
  return Array.from(logits.keys()).sort((a, b) =>
    logits[a] === logits[b] ? 0 : logits[a]! > logits[b]! ? -1 : 1,
  );
}

describe.each(cases)('numpy over $name', ({ formula, finals }) => {
  const logits = makeLogits(formula);
  const sampled = finals.filter(({ settings }) => settings.temperature > 0);

  it.each(sampled)('keeps and draws the same with $settings', (expected) => {
    const { settings, text, keptBy, keptCount, keptMass, steps } = expected;
    const final = filterDistribution(penalizeRepetition(logits, text, settings.repetitionPenalty), settings);
    expect(final.keptBy).toEqual(keptBy);
    expect(final.keptCount).toBe(keptCount);
    expect(final.keptMass).toBeCloseTo(keptMass, settings.repetitionPenalty === 1 ? 10 : 5);
    expect(steps.map(({ draw }) => drawToken(final, draw!))).toEqual(steps.map(({ tokenId }) => tokenId));
  });
});

describe('penalizeRepetition', () => {
  it('divides positive logits and multiplies negative ones', () => {
    expect(penalizeRepetition(Float32Array.of(2, -2, 0, 0.5, -0.5, 4), [0, 1, 2, 3, 4], 2)).toEqual(
      Float32Array.of(1, -4, 0, 0.25, -1, 4),
    );
  });

  it('rewards below 1', () => {
    expect(penalizeRepetition(Float32Array.of(2, -2, 3), [0, 1], 0.5)).toEqual(Float32Array.of(4, -1, 3));
  });

  it('counts a token once however often the text has it', () => {
    expect(penalizeRepetition(Float32Array.of(8, 1), [0, 0, 0], 2)).toEqual(Float32Array.of(4, 1));
  });

  it('leaves the logits as they were', () => {
    const logits = Float32Array.of(2, -2);
    penalizeRepetition(logits, [0, 1], 2);
    expect(logits).toEqual(Float32Array.of(2, -2));
  });

  it('copies nothing at 1', () => {
    const logits = Float32Array.of(2, -2);
    expect(penalizeRepetition(logits, [0, 1], 1)).toBe(logits);
  });

  it('ignores ids outside the vocabulary', () => {
    expect(penalizeRepetition(Float32Array.of(2, -2), [2, 99, -1], 2)).toEqual(Float32Array.of(2, -2));
  });

  it('leaves an impossible token impossible', () => {
    expect(penalizeRepetition(Float32Array.of(1, -Infinity), [1], 2)).toEqual(Float32Array.of(1, -Infinity));
  });

  it('takes any iterable of ids', () => {
    expect(penalizeRepetition(Float32Array.of(2, 2), new Set([1]), 2)).toEqual(Float32Array.of(2, 1));
  });
});

describe('filterDistribution by hand', () => {
  const logits = logitsOf(0.125, 0.5, 0.125, 0.25);

  it('keeps all where nothing is asked', () => {
    expect(filter(logits)).toMatchObject({ keptCount: 4, keptMass: 1 });
    expect(filter(logits).keptBy).toEqual({});
    expectShares(keptShares(logits), [
      [1, 0.5],
      [3, 0.25],
      [0, 0.125],
      [2, 0.125],
    ]);
  });

  it('sharpens at temperature 1/2 by squaring', () => {
    // ¼, 1/16, 1/64, 1/64 is 16 : 4 : 1 : 1, over 22.
    expectShares(keptShares(logits, { temperature: 0.5 }), [
      [1, 16 / 22],
      [3, 4 / 22],
      [0, 1 / 22],
      [2, 1 / 22],
    ]);
  });

  it('flattens at temperature 2 by square roots', () => {
    // √4 : √2 : 1 : 1
    const sum = 4 + Math.SQRT2;
    expectShares(keptShares(logits, { temperature: 2 }), [
      [1, 2 / sum],
      [3, Math.SQRT2 / sum],
      [0, 1 / sum],
      [2, 1 / sum],
    ]);
  });

  it('keeps the k likeliest, the lower id of equals', () => {
    // ½ + ¼ + ⅛ = ⅞
    expect(filter(logits, { topK: 3 })).toMatchObject({ keptCount: 3, keptBy: { topK: 3 } });
    expect(filter(logits, { topK: 3 }).keptMass).toBeCloseTo(0.875, 6);
    expectShares(keptShares(logits, { topK: 3 }), [
      [1, 4 / 7],
      [3, 2 / 7],
      [0, 1 / 7],
    ]);
  });

  it('has top-k off from the size of the vocabulary on', () => {
    for (const topK of [0, 4, 5, 1e6]) {
      expect(filter(logits, { topK })).toMatchObject({ keptCount: 4, keptMass: 1 });
      expect(filter(logits, { topK }).keptBy).toEqual({});
    }
  });

  it('keeps the smallest set that reaches top-p', () => {
    // ½, ¾, ⅞, 1
    const counts = [0, 0.3, 0.49, 0.51, 0.74, 0.76, 0.86, 0.88, 0.99].map(
      (topP) => filter(logits, { topP }).keptCount,
    );
    expect(counts).toEqual([1, 1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('counts the token that reaches top-p exactly', () => {
    // Four equal logits: exactly ¼ each, in float64 too.
    expect(filter(new Float32Array(4), { topP: 0.5 })).toMatchObject({ keptCount: 2, keptMass: 0.5 });
    expect(filter(new Float32Array(4), { topP: 0.75 })).toMatchObject({ keptCount: 3, keptMass: 0.75 });
  });

  it('keeps what is at least min-p as likely as the best', () => {
    // Of ½: ¼ is a half of it, ⅛ a quarter.
    const counts = [0.1, 0.24, 0.26, 0.49, 0.51, 0.99].map((minP) => filter(logits, { minP }).keptCount);
    expect(counts).toEqual([4, 4, 2, 2, 1, 1]);
  });

  it('keeps every token that is as likely as the best at a min-p of 1', () => {
    expect(filter(Float32Array.of(1, 2, 2, 0, 2), { minP: 1 })).toMatchObject({
      keptCount: 3,
      keptBy: { minP: 3 },
    });
  });

  it('lets the shortest run win and tells what each would keep', () => {
    expect(filter(logits, { topK: 3, topP: 0.6, minP: 0.2 })).toMatchObject({
      keptCount: 2,
      keptBy: { topK: 3, topP: 2, minP: 4 },
    });
  });

  it('judges top-p on the whole vocabulary, not on what top-k left', () => {
    // 0.4 + 0.3 reaches 0.5. Renormalised after top-k 2, 0.4 / 0.7 = 0.57 would reach it alone.
    expect(filter(logitsOf(0.4, 0.3, 0.2, 0.1), { topK: 2, topP: 0.5 }).keptCount).toBe(2);
  });

  it('judges filters after temperature', () => {
    // At temperature ½ the best holds 16/22 = 0.73; before it holds ½.
    expect(filter(logits, { topP: 0.7, temperature: 0.5 }).keptCount).toBe(1);
    expect(filter(logits, { topP: 0.7 }).keptCount).toBe(2);
    // At temperature ½ the second is ¼ as likely as the best; before it is ½.
    expect(filter(logits, { minP: 0.4, temperature: 0.5 }).keptCount).toBe(1);
    expect(filter(logits, { minP: 0.4 }).keptCount).toBe(2);
  });

  it('bears the smallest temperatures', () => {
    for (const temperature of [1e-3, 1e-30, 5e-324]) {
      const final = filter(Float32Array.of(-3e38, 7, 7.5, 3), { temperature });
      expect([0, 0.5, 1 - 2 ** -53].map((draw) => drawToken(final, draw))).toEqual([2, 2, 2]);
    }
  });

  it('takes a normaliser that is known already, where it holds', () => {
    // Half of the true one's exponential, so that every probability doubles: only for a look at what is taken.
    const known = -Math.LN2;
    expect(filterDistribution(logits, neutralSettings, known).normaliser).toBe(known);
    // After a temperature it would be another one: 4/16 + 1/16 + 2/64 over the maximum's 1/4 is 1.375.
    const warm = filterDistribution(logits, { ...neutralSettings, temperature: 0.5 }, known);
    expect(warm.normaliser).toBeCloseTo(Math.log(1.375), 6);
  });

  it('refuses broken logits at any temperature', () => {
    for (const temperature of [0.5, 1]) {
      for (const broken of [NaN, Infinity]) {
        expect(() => filter(Float32Array.of(1, broken, 2), { temperature })).toThrow(BrokenLogitsError);
      }
      expect(() => filter(Float32Array.of(-Infinity, -Infinity), { temperature })).toThrow(BrokenLogitsError);
    }
  });
});

describe('filterDistribution always', () => {
  it('keeps a run from the top, at least one, and its mass', () => {
    fc.assert(
      fc.property(anyLogits, filtersOnly, (logits, settings) => {
        const { order, keptCount, keptMass, keptBy } = filterDistribution(logits, settings);
        const sorted = sortIds(logits);
        const probabilities = softmax(logits, settings.temperature);
        expect(keptCount).toBeGreaterThanOrEqual(1);
        expect(keptCount).toBeLessThanOrEqual(logits.length);
        expect(keptCount).toBe(Math.min(logits.length, ...Object.values(keptBy)));
        expect(order.take(keptCount)).toEqual(sorted.slice(0, keptCount));
        const mass = sorted.slice(0, keptCount).reduce((sum, id) => sum + probabilities[id]!, 0);
        expect(Math.abs(keptMass - mass)).toBeLessThan(1e-9);
      }),
    );
  });

  it('reaches top-p, and would not with one token less', () => {
    fc.assert(
      fc.property(anyLogits, filtersOnly, (logits, { temperature, topP }) => {
        const { keptCount } = filter(logits, { temperature, topP });
        const probabilities = softmax(logits, temperature);
        const kept = sortIds(logits).slice(0, keptCount);
        const mass = kept.reduce((sum, id) => sum + probabilities[id]!, 0);
        expect(mass).toBeGreaterThan(topP - 1e-9);
        if (topP < 1 && keptCount > 1) {
          expect(mass - probabilities[kept.at(-1)!]!).toBeLessThan(topP + 1e-9);
        }
      }),
    );
  });

  it('keeps by min-p what is likely enough, and nothing else', () => {
    fc.assert(
      fc.property(anyLogits, filtersOnly, (logits, { temperature, minP }) => {
        fc.pre(minP > 1e-300);
        const { keptCount } = filter(logits, { temperature, minP });
        const probabilities = softmax(logits, temperature);
        const sorted = sortIds(logits);
        const threshold = minP * probabilities[sorted[0]!]!;
        expect(probabilities[sorted[keptCount - 1]!]!).toBeGreaterThanOrEqual(threshold * (1 - 1e-9));
        const cut = sorted[keptCount];
        if (cut !== undefined) expect(probabilities[cut]!).toBeLessThanOrEqual(threshold * (1 + 1e-9));
      }),
    );
  });

  it('keeps exactly k by top-k', () => {
    fc.assert(
      fc.property(anyLogits, fc.integer({ min: 1, max: 70 }), (logits, topK) => {
        expect(filter(logits, { topK }).keptCount).toBe(Math.min(topK, logits.length));
      }),
    );
  });

  it('does not touch the logits', () => {
    fc.assert(
      fc.property(anyLogits, filtersOnly, (logits, settings) => {
        const before = logits.slice();
        filterDistribution(logits, settings);
        expect(logits).toEqual(before);
      }),
    );
  });
});

describe('drawToken', () => {
  it('inverts the cumulative distribution, likeliest first', () => {
    // 1 holds [0, ½), 3 [½, ¾), 0 [¾, ⅞), 2 the rest.
    const final = filter(logitsOf(0.125, 0.5, 0.125, 0.25));
    const draws = [0, 0.49, 0.51, 0.74, 0.76, 0.87, 0.88, 0.999];
    expect(draws.map((draw) => drawToken(final, draw))).toEqual([1, 1, 3, 3, 0, 0, 2, 2]);
  });

  it('gives a boundary to the next token', () => {
    const final = filter(new Float32Array(4));
    expect([0, 0.25, 0.5, 0.75].map((draw) => drawToken(final, draw))).toEqual([0, 1, 2, 3]);
  });

  it('spreads the draw over the kept tokens alone', () => {
    // Kept are ½ and ¼ of ¾: the boundary is at ⅔.
    const final = filter(logitsOf(0.125, 0.5, 0.125, 0.25), { topK: 2 });
    expect([0, 0.66, 0.67, 1 - 2 ** -53].map((draw) => drawToken(final, draw))).toEqual([1, 1, 3, 3]);
  });

  it('gives the last token of the vocabulary where rounding leaves a gap', () => {
    // Over thirds and sevenths the float64 sums end a hair below or above 1; the last draw must not fall out.
    for (let size = 1; size < 200; size++) {
      expect(drawToken(filter(new Float32Array(size)), 1 - 2 ** -53)).toBe(size - 1);
    }
  });

  it('never draws a token that is impossible, even in a gap that rounding leaves', () => {
    for (let size = 1; size < 200; size++) {
      const logits = Float32Array.from({ length: size + 1 }, (_, id) => (id < size ? -id / 8 : -Infinity));
      expect(drawToken(filter(logits), 1 - 2 ** -53)).toBeLessThan(size);
    }
  });

  it('never draws a token whose probability is 0, even in a gap that rounding leaves', () => {
    expect(drawToken(filter(Float32Array.of(0, -1, -10_000)), 1 - 2 ** -53)).toBe(1);
  });

  it('never draws a token that is cut or has no probability', () => {
    const anyDraw = fc.maxSafeNat().map((numerator) => numerator / 2 ** 53);
    fc.assert(
      fc.property(anyLogits, filtersOnly, anyDraw, (logits, settings, draw) => {
        const final = filterDistribution(logits, settings);
        const id = drawToken(final, draw);
        expect(sortIds(logits).slice(0, final.keptCount)).toContain(id);
        expect(softmax(logits, settings.temperature)[id]).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('gives each token its share of a grid of draws', () => {
    const grid = 2000;
    fc.assert(
      fc.property(anyLogits, filtersOnly, (logits, settings) => {
        const final = filterDistribution(logits, settings);
        const counts = new Map<number, number>();
        for (let i = 0; i < grid; i++) {
          const id = drawToken(final, (i + 0.5) / grid);
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
        const probabilities = softmax(logits, settings.temperature);
        const kept = sortIds(logits).slice(0, final.keptCount);
        const mass = kept.reduce((sum, id) => sum + probabilities[id]!, 0);
        for (const id of kept) {
          // An interval of length p holds p · grid points of the grid, give or take one.
          const expected = (probabilities[id]! / mass) * grid;
          expect(Math.abs((counts.get(id) ?? 0) - expected)).toBeLessThan(1 + 1e-6);
          counts.delete(id);
        }
        expect(counts.size).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('gives each token its share of seeded draws', () => {
    // χ² of 20,000 draws over 4 tokens, 3 degrees of freedom: the 99.9th percentile is 16.27.
    const shares = [0.5, 0.25, 0.125, 0.125];
    const final = filter(logitsOf(...shares));
    const counts = [0, 0, 0, 0];
    for (let step = 0; step < 20_000; step++) counts[drawToken(final, uniform(1, step))]!++;
    const chiSquare = shares.reduce((sum, share, id) => {
      const expected = share * 20_000;
      return sum + (counts[id]! - expected) ** 2 / expected;
    }, 0);
    expect(chiSquare).toBeLessThan(16.27);
  });
});
