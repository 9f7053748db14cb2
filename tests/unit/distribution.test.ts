import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStep } from '../../src/core/decode-step.ts';
import { deriveDistribution, type FilterName } from '../../src/core/distribution.ts';
import { neutralSettings, type SamplingSettings } from '../../src/core/filters.ts';
import { BrokenLogitsError } from '../../src/core/softmax.ts';
import reference from '../fixtures/distribution-reference.json';
import { anyLogits, anySettings } from './arbitraries.ts';
import { makeLogits, type Formula } from './make-logits.ts';

interface Run {
  settings: SamplingSettings;
  text: number[];
  keptBy: Partial<Record<FilterName, number>>;
  keptCount: number;
  keptMass: number;
  scaledNormaliser: number | null;
  finalEntropyBits: number;
  segments: { tokenId: number; to: number }[];
  candidates: {
    tokenId: number;
    logit: number | null;
    penalizedLogit: number | null;
    logProbability: number | null;
    rank: number;
    scaledLog: number | null;
    kept: boolean;
    cutBy: FilterName[];
    finalLogProbability: number | null;
    tailMass: number;
  }[];
}

interface Case {
  name: string;
  formula: Formula;
  normaliser: number;
  entropyBits: number;
  top: number[];
  runs: Run[];
}

const cases = reference.cases as unknown as Case[];

/** By the number's own size: a wrong 1e-12 would pass a comparison of differences. */
function expectClose(actual: number, expected: number, tolerance = 1e-9): void {
  const difference = actual === expected ? 0 : Math.abs(actual - expected);
  expect(difference, `${actual} for ${expected}`).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

/** JSON has no −∞. */
const log = (value: number | null) => value ?? -Infinity;

const derive = (logits: Float32Array, changes: Partial<SamplingSettings> = {}, text: Iterable<number> = []) =>
  deriveDistribution(logits, { ...neutralSettings, ...changes }, text);

describe.each(cases)('numpy over $name', (expected) => {
  const logits = makeLogits(expected.formula);

  it('has the same base', () => {
    const distribution = derive(logits);
    expect(distribution.vocabularySize).toBe(expected.formula.size);
    expectClose(distribution.normaliser, expected.normaliser);
    expectClose(distribution.entropyBits, expected.entropyBits);
    expect(distribution.top(10).map(({ tokenId }) => tokenId)).toEqual(expected.top);
    expect(distribution.top(10).map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each(expected.runs)('derives the same with $settings', ({ settings, text, candidates, ...run }) => {
    const distribution = deriveDistribution(logits, settings, text);
    expect(distribution.keptBy).toEqual(run.keptBy);
    expect(distribution.keptCount).toBe(run.keptCount);
    expectClose(distribution.keptMass, run.keptMass);
    expect(distribution.finalEntropyBits).toBeCloseTo(run.finalEntropyBits, 9);
    if (run.scaledNormaliser === null) expect(distribution.scaledNormaliser).toBeNaN();
    else expect(distribution.scaledNormaliser).toBeCloseTo(run.scaledNormaliser, 9);
    for (const { tokenId, scaledLog, ...wanted } of candidates) {
      const candidate = distribution.candidate(tokenId);
      const { logit, penalizedLogit, rank, kept, cutBy } = candidate;
      expect({ logit, penalizedLogit, rank, kept, cutBy }).toEqual({
        logit: log(wanted.logit),
        penalizedLogit: log(wanted.penalizedLogit),
        rank: wanted.rank,
        kept: wanted.kept,
        cutBy: wanted.cutBy,
      });
      expectClose(candidate.logProbability, log(wanted.logProbability));
      expectClose(candidate.probability, Math.exp(log(wanted.logProbability)));
      expectClose(candidate.scaled, Math.exp(log(scaledLog)));
      expect(candidate.finalLogProbability).toBeCloseTo(log(wanted.finalLogProbability), 9);
      expectClose(candidate.finalProbability, Math.exp(log(wanted.finalLogProbability)));
      expectClose(distribution.tailMass(tokenId), wanted.tailMass, 1e-8);
    }
    const segments = distribution.segments(run.segments.length);
    for (const [i, { tokenId, to }] of run.segments.entries()) {
      expect(segments[i]!.tokenId).toBe(tokenId);
      expectClose(segments[i]!.to, to);
    }
  });
});

describe('deriveDistribution by hand', () => {
  // Probabilities ½, ¼, ⅛, ⅛: the logits of 1, 3, 0, 2.
  const logits = Float32Array.from([-3, -1, -3, -2], (bits) => bits * Math.LN2);

  it('follows a candidate through every stage', () => {
    // At temperature ½ the shares are 16 : 4 : 1 : 1 of 22; top-k 2 keeps 20 of them; the second has 4 of 20.
    const distribution = derive(logits, { temperature: 0.5, topK: 2 });
    const second = distribution.candidate(3);
    expect(second).toMatchObject({ rank: 2, kept: true, cutBy: [] });
    expect(second.logit).toBeCloseTo(-2 * Math.LN2, 6);
    expect(second.probability).toBeCloseTo(1 / 4, 6);
    expect(second.scaled).toBeCloseTo(4 / 22, 6);
    expect(second.finalProbability).toBeCloseTo(1 / 5, 6);
    // exp(logit ÷ temperature − ln Σ) is the probability after temperature.
    expect(Math.exp(second.penalizedLogit / 0.5 - distribution.scaledNormaliser)).toBeCloseTo(4 / 22, 6);
    // ⅘ and ⅕: 0.8·log₂1.25 + 0.2·log₂5
    expect(distribution.finalEntropyBits).toBeCloseTo(0.7219, 4);
  });

  it('tells every filter that cuts a token', () => {
    // Top-k 3 cuts the last; top-p 0.6 the last two; min-p 0.9 all but the best.
    const distribution = derive(logits, { topK: 3, topP: 0.6, minP: 0.9 });
    expect([1, 3, 0, 2].map((id) => distribution.candidate(id).cutBy)).toEqual([
      [],
      ['minP'],
      ['topP', 'minP'],
      ['topK', 'topP', 'minP'],
    ]);
    expect(distribution.keptBy).toEqual({ topK: 3, topP: 2, minP: 1 });
  });

  it('sums what ranks below, of equals the higher id', () => {
    const distribution = derive(logits);
    expect([1, 3, 0, 2].map((id) => distribution.tailMass(id))).toEqual([
      expect.closeTo(1 / 2, 6),
      expect.closeTo(1 / 4, 6),
      expect.closeTo(1 / 8, 6),
      0,
    ]);
  });

  it('lays the kept tokens on the bar, the rest as one part', () => {
    expect(derive(logits).segments(2)).toEqual([
      { tokenId: 1, count: 1, from: 0, to: expect.closeTo(0.5, 6) },
      { tokenId: 3, count: 1, from: expect.closeTo(0.5, 6), to: expect.closeTo(0.75, 6) },
      { tokenId: null, count: 2, from: expect.closeTo(0.75, 6), to: 1 },
    ]);
    expect(derive(logits, { topK: 1 }).segments(5)).toEqual([{ tokenId: 1, count: 1, from: 0, to: 1 }]);
    expect(derive(logits, { temperature: 0 }).segments(5)).toEqual([
      { tokenId: 1, count: 1, from: 0, to: 1 },
    ]);
    expect(derive(logits).segments(0)).toEqual([{ tokenId: null, count: 4, from: 0, to: 1 }]);
  });

  it('gives an impossible token no part of the bar', () => {
    expect(derive(Float32Array.of(-Infinity, 3)).segments(5)).toEqual([
      { tokenId: 1, count: 1, from: 0, to: 1 },
    ]);
  });

  it('is all on the best token after the penalty at temperature 0, whatever the draw and the filters', () => {
    // The penalty takes token 0 from 2 to ½.
    const distribution = derive(
      Float32Array.of(2, 1, 0),
      { temperature: 0, topP: 0.1, repetitionPenalty: 4 },
      [0],
    );
    expect([0, 0.5, 0.999].map((draw) => distribution.pick(draw))).toEqual([1, 1, 1]);
    expect(distribution).toMatchObject({ keptCount: 1, keptMass: 1, keptBy: {}, finalEntropyBits: 0 });
    expect(distribution.scaledNormaliser).toBeNaN();
    expect(distribution.candidate(0)).toMatchObject({ rank: 1, finalProbability: 0, kept: false, cutBy: [] });
    expect(distribution.candidate(1)).toMatchObject({ rank: 2, finalProbability: 1, kept: true, scaled: 1 });
  });

  it('refuses an id that the vocabulary has not', () => {
    for (const id of [-1, 4, 1.5, NaN]) {
      expect(() => derive(logits).candidate(id)).toThrow(RangeError);
      expect(() => derive(logits).tailMass(id)).toThrow(RangeError);
    }
  });

  it.each([NaN, Infinity])('refuses logits that hold %d', (broken) => {
    for (const temperature of [0, 0.5, 1]) {
      expect(() => derive(Float32Array.of(1, broken, 2), { temperature })).toThrow(BrokenLogitsError);
    }
  });
});

describe('deriveDistribution always', () => {
  const anyText = fc.array(fc.nat(70), { maxLength: 8 });
  const withGreedy = fc.oneof(
    { weight: 5, arbitrary: anySettings },
    { weight: 1, arbitrary: anySettings.map((settings) => ({ ...settings, temperature: 0 })) },
  );
  const anyDraw = fc.maxSafeNat().map((numerator) => numerator / 2 ** 53);

  it('keeps at least one, in the order of the penalised logits, and gives them 1 in all', () => {
    fc.assert(
      fc.property(anyLogits, withGreedy, anyText, (logits, settings, text) => {
        const distribution = deriveDistribution(logits, settings, text);
        const all = distribution.top(logits.length);
        const kept = all.filter((one) => one.kept);
        expect(kept.length).toBeGreaterThanOrEqual(1);
        expect(kept).toHaveLength(distribution.keptCount);
        const sum = all.reduce((total, { finalProbability }) => total + finalProbability, 0);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
        const lowest = Math.min(...kept.map(({ penalizedLogit }) => penalizedLogit));
        for (const one of all) {
          if (one.kept) {
            expect(one.cutBy).toEqual([]);
          } else {
            expect(one.finalProbability).toBe(0);
            expect(one.finalLogProbability).toBe(-Infinity);
            expect(one.penalizedLogit).toBeLessThanOrEqual(lowest);
            if (settings.temperature > 0) expect(one.cutBy).not.toEqual([]);
          }
        }
        // The order of the kept is that of their penalised logits.
        for (const [i, one] of kept.entries()) {
          for (const other of kept.slice(i + 1)) {
            if (one.penalizedLogit > other.penalizedLogit) {
              expect(one.finalProbability).toBeGreaterThanOrEqual(other.finalProbability);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the step that draws', () => {
    fc.assert(
      fc.property(anyLogits, withGreedy, anyText, anyDraw, (logits, settings, text, draw) => {
        const distribution = deriveDistribution(logits, settings, text);
        const step = decodeStep(logits, settings, text, draw, logits.length);
        expect(distribution.pick(draw)).toBe(step.tokenId);
        const { rank, finalProbability, probability } = distribution.candidate(step.tokenId);
        expect({ rank, probability }).toEqual({ rank: step.rank, probability: step.probability });
        expectClose(finalProbability, step.finalProbability, 1e-12);
        expect(distribution.top(logits.length).map(({ tokenId }) => tokenId)).toEqual(
          step.top.map(({ tokenId }) => tokenId),
        );
        expect(distribution.entropyBits).toBe(step.entropyBits);
      }),
      { numRuns: 300 },
    );
  });

  it('tiles the bar from 0 to 1 with parts that the draws take', () => {
    fc.assert(
      fc.property(anyLogits, withGreedy, anyText, fc.nat(70), (logits, settings, text, count) => {
        const distribution = deriveDistribution(logits, settings, text);
        const segments = distribution.segments(count);
        expect(segments[0]!.from).toBe(0);
        expect(segments.at(-1)!.to).toBe(1);
        for (const [i, { tokenId, from, to }] of segments.entries()) {
          expect(to).toBeGreaterThan(from);
          if (i > 0) expect(from).toBe(segments[i - 1]!.to);
          // The middle, where the part is wide enough for one.
          if (tokenId !== null && to - from > 1e-9) expect(distribution.pick((from + to) / 2)).toBe(tokenId);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('splits 1 into what ranks before, the token, and the tail', () => {
    fc.assert(
      fc.property(anyLogits, (logits) => {
        const distribution = derive(logits);
        let before = 0;
        for (const { tokenId, probability } of distribution.top(logits.length)) {
          const total = before + probability + distribution.tailMass(tokenId);
          expect(Math.abs(total - 1)).toBeLessThan(1e-9);
          before += probability;
        }
      }),
    );
  });

  it('leaves the logits as they were', () => {
    fc.assert(
      fc.property(anyLogits, withGreedy, anyText, (logits, settings, text) => {
        const before = logits.slice();
        const distribution = deriveDistribution(logits, settings, text);
        distribution.segments(5);
        distribution.tailMass(0);
        void distribution.finalEntropyBits;
        expect(logits).toEqual(before);
      }),
    );
  });
});
