import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDistributions, klDivergence } from '../../src/core/drift.ts';
import { BrokenLogitsError } from '../../src/core/softmax.ts';

const logits = (...values: number[]) => Float32Array.from(values);

describe('klDivergence', () => {
  // By Python in float64 from float32 logits; by hand the first, ¾·ln 1.5 + ¼·ln 0.5, and the last, (p − q) · ln(p / q).
  it.each([
    ['even chances from 3 to 1', logits(0, 0), logits(Math.log(3), 0), 0.13081203594113697],
    ['turned round', logits(1, 2, 3), logits(3, 2, 1), 1.1504207652088825],
    ['from even chances', logits(0.5, -1.25, 3, 0), logits(0, 0, 0, 0), 1.1876021863138857],
    ['both without one token', logits(0, -Infinity, 1), logits(0, -Infinity, 0), 0.12011450695827752],
    ['huge logits', logits(3000, 3001), logits(3001, 3000), Math.tanh(0.5)],
  ])('is right for %s', (_name, of, reference, expected) => {
    // The logits are float32: ln 3 is not exact.
    expect(klDivergence(of, reference)).toBeCloseTo(expected, 7);
  });

  it('keeps what is small', () => {
    expect(klDivergence(logits(0.5, -1.25, 3, 0), logits(0.5, -1.25, 3.001, 0))).toBeCloseTo(
      5.5587471975e-8,
      14,
    );
  });

  it('has a direction', () => {
    // 2 to 1 against 1 to 1: ⅔·ln 4/3 + ⅓·ln 2/3 one way, ½·ln 9/8 the other.
    const skewed = logits(Math.LN2, 0);
    const even = logits(0, 0);
    expect(klDivergence(even, skewed)).toBeCloseTo((2 / 3) * Math.log(4 / 3) + (1 / 3) * Math.log(2 / 3), 7);
    expect(klDivergence(skewed, even)).toBeCloseTo(Math.log(9 / 8) / 2, 7);
  });

  it('is infinite where what the reference allows is impossible, not the other way round', () => {
    expect(klDivergence(logits(0, -Infinity), logits(0, 0))).toBe(Infinity);
    expect(klDivergence(logits(0, 0), logits(0, -Infinity))).toBeCloseTo(Math.LN2, 12);
  });

  it('is never below 0, and next to nothing between logits that differ by a constant', () => {
    const values = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(values, fc.integer({ min: -100, max: 100 }), (scores, shift) => {
        const nats = klDivergence(logits(...scores.map((score) => score + shift)), logits(...scores));
        expect(nats).toBeGreaterThanOrEqual(0);
        expect(nats).toBeLessThan(1e-12);
      }),
    );
  });

  it('refuses distributions of unlike length', () => {
    expect(() => klDivergence(logits(0, 1), logits(0))).toThrow(RangeError);
  });

  it.each([NaN, Infinity])('refuses %d on either side', (broken) => {
    expect(() => klDivergence(logits(0, broken), logits(0, 1))).toThrow(BrokenLogitsError);
    expect(() => klDivergence(logits(0, 1), logits(0, broken))).toThrow(BrokenLogitsError);
  });
});

describe('compareDistributions', () => {
  const same = { logits: logits(1, 2, 3), reference: logits(1, 2, 3) };
  const turned = { logits: logits(1, 2, 3), reference: logits(3, 2, 1) };
  const close = { logits: logits(0.5, -1.25, 3, 0), reference: logits(0, 0, 0.1, 0) };

  it('gives the mean, the worst and the share of likeliest tokens that agree', () => {
    const { meanKlNats, ...rest } = compareDistributions([same, turned, same, same]);
    expect(meanKlNats).toBeCloseTo(1.1504207652088825 / 4, 12);
    expect(rest).toEqual({
      worstKlNats: klDivergence(turned.logits, turned.reference),
      topAgreement: 0.75,
      positions: 4,
    });
  });

  it('asks of the likeliest token only that it is the same one', () => {
    expect(compareDistributions([close]).topAgreement).toBe(1);
  });

  it('takes positions one by one', () => {
    function* pairs() {
      yield same;
      yield turned;
    }
    expect(compareDistributions(pairs())).toMatchObject({ topAgreement: 0.5, positions: 2 });
  });

  it('refuses to compare nothing', () => {
    expect(() => compareDistributions([])).toThrow(RangeError);
  });
});
