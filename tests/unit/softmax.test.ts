import { describe, expect, it } from 'vitest';
import {
  BrokenLogitsError,
  logSoftmax,
  logSumExp,
  summarize,
  surprisalBits,
} from '../../src/core/softmax.ts';
import reference from '../fixtures/core-reference.json';
import { makeLogits, type Formula } from './make-logits.ts';

interface Case {
  name: string;
  formula: Formula;
  logSumExp: number;
  entropyBits: number;
  ranks: { tokenId: number; rank: number; logProbability: number | null }[];
  logSoftmax?: (number | null)[];
}

const cases = reference.cases as Case[];

/** Compares by the number's own size, so that a small entropy counts as well as a large one. */
function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected), `${actual} for ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.abs(expected),
  );
}

/** The entropy alone. */
function entropyBits(logits: ArrayLike<number>): number {
  return summarize(logits).entropyBits;
}

describe.each(cases)('numpy over $name', (expected) => {
  const logits = makeLogits(expected.formula);

  it('agrees on the normaliser', () => {
    expect(logSumExp(logits)).toBeCloseTo(expected.logSumExp, 10);
    expect(summarize(logits).normaliser).toBe(logSumExp(logits));
  });

  it('agrees on the entropy', () => {
    expectClose(entropyBits(logits), expected.entropyBits);
    // The entropy of normalised scores is the same.
    expectClose(entropyBits(logSoftmax(logits)), expected.entropyBits);
  });

  it('agrees on log-probabilities', () => {
    const result = logSoftmax(logits);
    expect(result).toHaveLength(expected.formula.size);
    for (const { tokenId, logProbability } of expected.ranks) {
      if (logProbability === null) expect(result[tokenId]).toBe(-Infinity);
      else expect(result[tokenId]).toBeCloseTo(logProbability, 9);
    }
    for (const [id, logProbability] of (expected.logSoftmax ?? []).entries()) {
      if (logProbability === null) expect(result[id]).toBe(-Infinity);
      else expect(result[id]).toBeCloseTo(logProbability, 9);
    }
  });
});

it('keeps a probability of 1e-12 to ten digits', () => {
  const { formula, logSoftmax: wanted } = cases.find(({ name }) => name === 'probabilities of 1e-12')!;
  const result = logSoftmax(makeLogits(formula));
  // Logits around −27.6 beside one of 0 and one of −0.5: e^−27.6 is 1e-12.
  const ratios = Array.from(result, (value, id) => Math.exp(value - wanted![id]!));
  for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThan(1e-10);
  expect(Math.min(...result.map(Math.exp))).toBeLessThan(1e-12);
  expect(Math.min(...result.map(Math.exp))).toBeGreaterThan(1e-13);
});

describe('by hand', () => {
  it('sums two equal logits to their value and ln 2', () => {
    expect(logSumExp([3, 3])).toBeCloseTo(3 + Math.LN2, 14);
  });

  it('does not overflow or underflow far from zero', () => {
    // e^1e6 is not a double, e^−1e6 is 0; only the differences count.
    expect(logSumExp([1e6, 1e6])).toBeCloseTo(1e6 + Math.LN2, 8);
    expect(logSumExp([-1e6, -1e6])).toBeCloseTo(-1e6 + Math.LN2, 8);
    expect(logSoftmax([3e38, 0])).toEqual(Float64Array.of(0, -3e38));
  });

  it('gives n equal logits log2(n) bits', () => {
    expect(entropyBits([5, 5, 5, 5, 5, 5, 5, 5])).toBeCloseTo(3, 12);
    expect(entropyBits(new Float32Array(49_152))).toBeCloseTo(Math.log2(49_152), 9);
  });

  it('gives 1/2, 1/4, 1/8, 1/8 an entropy of 1.75 bits', () => {
    // ½·1 + ¼·2 + 2·⅛·3
    expect(entropyBits([-1, -2, -3, -3].map((bits) => bits * Math.LN2))).toBeCloseTo(1.75, 12);
  });

  it('gives a certain token no entropy, not minus zero', () => {
    expect(entropyBits([7])).toBe(0);
    expect(entropyBits([0, -Infinity, -Infinity])).toBe(0);
    // e^−800 is below the smallest double.
    expect(entropyBits([0, -800])).toBe(0);
  });

  it('gives an almost certain token its small entropy', () => {
    // p = e^−30 / (1 + e^−30): −p·log₂ p − (1 − p)·log₂(1 − p) is (30 p + ln(1 + e^−30)) / ln 2, about 4e-12.
    const odds = Math.exp(-30);
    expect(entropyBits([0, -30])).toBeCloseTo(((30 * odds) / (1 + odds) + Math.log1p(odds)) / Math.LN2, 14);
  });

  it('measures surprisal in bits', () => {
    expect(surprisalBits(Math.log(0.125))).toBeCloseTo(3, 14);
    expect(surprisalBits(0)).toBe(0);
    // A log-probability that rounding put above 0.
    expect(surprisalBits(1e-16)).toBe(0);
    expect(surprisalBits(-Infinity)).toBe(Infinity);
  });
});

describe('broken logits', () => {
  const broken: [name: string, logits: number[]][] = [
    ['NaN at the start', [NaN, 1, 2]],
    ['NaN at the end', [1, 2, NaN]],
    ['nothing but NaN', [NaN, NaN]],
    ['NaN beside -Infinity', [-Infinity, NaN]],
    ['+Infinity', [1, Infinity, 2]],
    ['two +Infinity', [Infinity, Infinity]],
    ['+Infinity and -Infinity', [Infinity, -Infinity]],
    ['nothing but -Infinity', [-Infinity, -Infinity]],
    ['no logits', []],
  ];

  it.each(broken)('are refused: %s', (_name, logits) => {
    const scores = Float32Array.from(logits);
    expect(() => logSumExp(scores)).toThrow(BrokenLogitsError);
    expect(() => logSoftmax(scores)).toThrow(BrokenLogitsError);
    expect(() => summarize(scores)).toThrow(BrokenLogitsError);
  });

  it('are told by name', () => {
    expect(new BrokenLogitsError('x')).toMatchObject({ name: 'BrokenLogitsError', message: 'x' });
  });

  it('are not -Infinity beside a finite one', () => {
    expect(logSoftmax([-Infinity, 4])).toEqual(Float64Array.of(-Infinity, 0));
  });
});
