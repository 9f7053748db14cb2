import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripPaths, valuePath } from '../../src/charts/strip.ts';
import { measure, Measurer, type MeasuredToken } from '../../src/core/measures.ts';

const none: MeasuredToken = { logProbability: null, entropyBits: null, timeMs: null };
const token = (
  probability: number | null,
  entropyBits: number | null = null,
  timeMs: number | null = null,
) => ({
  logProbability: probability === null ? null : Math.log(probability),
  entropyBits,
  timeMs,
});

describe('measure', () => {
  it('sums the log-probabilities of what is scored', () => {
    // By hand: p = 1/2, 1/4, 1/8 is 6 bits in 3 tokens: 2 bits a token, perplexity 2² = 4, −6 ln 2 nats.
    const result = measure([none, token(1 / 2), token(1 / 4), token(1 / 8)]);
    expect(result.tokens).toBe(3);
    expect(result.logProbability).toBeCloseTo(-6 * Math.LN2, 12);
    expect(result.perplexity).toBeCloseTo(4, 12);
    expect(result.meanSurprisalBits).toBeCloseTo(2, 12);
  });

  it('keeps improbable tokens', () => {
    // Python: ls = [math.log(p) for p in (0.5, 0.25, 1e-12, 0.8)];
    // sum(ls), math.exp(-sum(ls) / 4), -sum(ls) / 4 / math.log(2).
    const result = measure([token(0.5), token(0.25), token(1e-12), token(0.8)]);
    expect(result.logProbability).toBeCloseTo(-29.93360620892259, 10);
    expect(result.perplexity).toBeCloseTo(1778.2794100389212, 7);
    expect(result.meanSurprisalBits).toBeCloseTo(10.796266308383927, 10);
  });

  it('has the perplexity of a uniform choice: the number of choices', () => {
    for (const choices of [1, 2, 7, 49_152]) {
      expect(measure(Array.from({ length: 5 }, () => token(1 / choices))).perplexity).toBeCloseTo(choices, 6);
    }
  });

  it('means entropy and time over the tokens that have them', () => {
    // By hand: (1 + 4) / 2 = 2.5 bits; 100 + 25 + 25 = 150 ms for 3 tokens is 20 a second.
    const result = measure([token(null), token(0.5, 1, 100), token(0.5, null, 25), token(0.5, 4, 25)]);
    expect(result).toMatchObject({ tokens: 3, meanEntropyBits: 2.5, timeMs: 150, tokensPerSecond: 20 });
  });

  it('says nothing where nothing is known', () => {
    const nothing = {
      tokens: 0,
      logProbability: null,
      perplexity: null,
      meanSurprisalBits: null,
      meanEntropyBits: null,
      timeMs: null,
      tokensPerSecond: null,
    };
    expect(measure([])).toEqual(nothing);
    expect(measure([none, none])).toEqual(nothing);
  });

  it('has no pace for no time, and no perplexity below 1', () => {
    expect(measure([token(1, 0, 0)])).toMatchObject({ timeMs: 0, tokensPerSecond: null, perplexity: 1 });
    expect(measure([{ ...none, logProbability: 1e-9 }]).perplexity).toBe(1);
    expect(Object.is(measure([token(1)]).meanSurprisalBits, 0)).toBe(true);
  });

  it('is infinite for an impossible text', () => {
    expect(measure([token(0.5), { ...none, logProbability: -Infinity }])).toMatchObject({
      logProbability: -Infinity,
      perplexity: Infinity,
    });
  });

  it('comes to the same token by token, and does not depend on the order by more than rounding', () => {
    const any = fc.record({
      logProbability: fc.option(fc.double({ min: -40, max: 0, noNaN: true })),
      entropyBits: fc.option(fc.double({ min: 0, max: 16, noNaN: true })),
      timeMs: fc.option(fc.double({ min: 0, max: 1000, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 50 }), (tokens) => {
        const measurer = new Measurer();
        for (const one of tokens) measurer.add(one);
        expect(measurer.measures).toEqual(measure(tokens));
        const reversed = measure(tokens.toReversed());
        const { logProbability, perplexity } = measure(tokens);
        if (logProbability !== null) expect(reversed.logProbability).toBeCloseTo(logProbability, 9);
        if (perplexity !== null) {
          expect(perplexity).toBeGreaterThanOrEqual(1);
          // Perplexity is two to the bits a token.
          expect(2 ** measure(tokens).meanSurprisalBits! / perplexity).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});

describe('stripPaths', () => {
  it('has a bar a token, from below up to its bits, and an entropy line that breaks', () => {
    const paths = stripPaths([
      { surprisalBits: null, entropyBits: null },
      { surprisalBits: 2, entropyBits: 3 },
      { surprisalBits: 0, entropyBits: 1.5 },
      { surprisalBits: 5, entropyBits: null },
      { surprisalBits: 1, entropyBits: 15 },
    ]);
    // By hand: 15 units high; 2 bits end at 13; above 14 bits nothing is drawn of the line.
    expect(paths.bars).toBe('M1 15V13h0.8V15zM2 15V15h0.8V15zM3 15V10h0.8V15zM4 15V14h0.8V15z');
    expect(paths.line).toBe('M1.4 12L2.4 13.5M4.4 1');
    expect(paths.caps).toBe('');
    expect(paths.columns).toBe(40);
  });

  it('clips what is above the scale, and marks it', () => {
    const { bars, caps } = stripPaths([{ surprisalBits: 39.9, entropyBits: 0 }]);
    expect(bars).toBe('M0 15V1h0.8V15z');
    expect(caps).toBe('M0 0.6V0h0.8V0.6z');
  });
});

describe('valuePath', () => {
  it('scales to the longest and leaves out what is not known', () => {
    expect(valuePath([null, 10, 40])).toEqual({ path: 'M1 1V0.75h0.8V1zM2 1V0h0.8V1z', longest: 40 });
    expect(valuePath([null, 0])).toEqual({ path: '', longest: 0 });
  });
});
