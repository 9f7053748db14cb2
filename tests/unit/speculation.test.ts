import { describe, expect, it } from 'vitest';
import { decodeStep } from '../../src/core/decode-step.ts';
import { neutralSettings, type SamplingSettings } from '../../src/core/filters.ts';
import { findDraft } from '../../src/core/prompt-lookup.ts';
import { uniform } from '../../src/core/random.ts';

// Speculative sampling (Leviathan et al. 2023, algorithm 1) where the draft is certain of its token x: it is accepted with
// probability p(x), and where it is rejected the token comes from p with x taken out. The engine gets both by drawing from p
// with the place's own random number and accepting the draft where it is the token drawn. So the text has the model's
// distribution, and is the very text that would have been written without drafts.

/** A model that looks at the last token: the probabilities of the next, in hundredths, by hand. */
const chances = [
  [5, 50, 20, 10, 10, 5],
  [10, 5, 60, 15, 5, 5],
  [20, 10, 5, 45, 10, 10],
  [55, 10, 10, 5, 15, 5],
  [15, 25, 15, 15, 10, 20],
  [20, 20, 20, 20, 10, 10],
];
const table = chances.map((row) => Float32Array.from(row, (hundredths) => Math.log(hundredths / 100)));

const prompt = [4, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1];
const places = 3;
const draws = 20_000;

/** The 0.999 quantile of chi-square with 5 degrees of freedom: 6 tokens less one. */
const critical = 20.515;

/** What becomes of a drafted token. */
type Rule =
  /** The engine's. */
  | 'equal'
  /** Wrong: every draft is taken. */
  | 'always'
  /** Wrong: a rejected place draws again from the whole distribution, the rejected token with it. */
  | 'redraw'
  /** Wrong: what was computed after a rejected draft is used. */
  | 'go-on';

interface Written {
  readonly tokenIds: number[];
  readonly drafted: number;
  readonly accepted: number;
}

function write(seed: number, limit: number, rule: Rule, settings: SamplingSettings, count: number): Written {
  const text = [...prompt];
  let drafted = 0;
  let accepted = 0;
  const left = () => prompt.length + count - text.length;
  const draw = (row: Float32Array, round = 0) =>
    decodeStep(row, settings, text, uniform(seed + round * 1_000_003, text.length - prompt.length), 0)
      .tokenId;
  while (left() > 0) {
    const draft = findDraft(text, 2, Math.min(limit, left() - 1));
    drafted += draft.length;
    // One run: the logits after the text and after each drafted token, all computed before any token is drawn.
    const run = [text.at(-1)!, ...draft].map((last) => table[last]!);
    for (const [place, row] of run.entries()) {
      const guess = draft[place];
      let tokenId = draw(row);
      if (guess !== undefined && rule === 'always') tokenId = guess;
      const hit = tokenId === guess;
      if (guess !== undefined && !hit && rule === 'redraw') tokenId = draw(row, 1);
      text.push(tokenId);
      if (hit) accepted++;
      else if (rule !== 'go-on') break;
    }
  }
  return { tokenIds: text.slice(prompt.length), drafted, accepted };
}

/** Chi-square of the tokens at each place against the exact probabilities. */
function chiSquares(texts: readonly (readonly number[])[]): number[] {
  let exact = chances[prompt.at(-1)!]!.map((hundredths) => hundredths / 100);
  return Array.from({ length: places }, (_, place) => {
    const observed = chances.map(() => 0);
    for (const text of texts) observed[text[place]!]!++;
    const chiSquare = exact.reduce((sum, p, id) => sum + (observed[id]! - draws * p) ** 2 / (draws * p), 0);
    exact = chances.map((_row, next) =>
      exact.reduce((sum, p, last) => sum + (p * chances[last]![next]!) / 100, 0),
    );
    return chiSquare;
  });
}

function writeAll(rule: Rule): Written[] {
  return Array.from({ length: draws }, (_, seed) => write(seed, 4, rule, neutralSettings, places));
}

describe('speculation with a draft that is certain of its token', () => {
  it('keeps the distribution of the model at every place', () => {
    const texts = writeAll('equal');
    const each = chiSquares(texts.map(({ tokenIds }) => tokenIds));
    expect(each).toHaveLength(places);
    for (const chiSquare of each) expect(chiSquare).toBeLessThan(critical);
  });

  it('accepts a drafted token as often as the model would have written it', () => {
    // The first run drafts 2 and 3 after 1. Both are accepted with 0.60 · 0.45, the first alone with 0.60 · 0.55.
    const runs = Array.from(
      { length: draws },
      (_, seed) => write(seed, 2, 'equal', neutralSettings, 3).tokenIds,
    );
    const share = (hits: number) => hits / draws;
    const first = share(runs.filter(([token]) => token === 2).length);
    const both = share(runs.filter(([one, two]) => one === 2 && two === 3).length);
    // 3.29 standard errors, 0.999 of a normal distribution.
    expect(Math.abs(first - 0.6)).toBeLessThan(3.29 * Math.sqrt((0.6 * 0.4) / draws));
    expect(Math.abs(both - 0.27)).toBeLessThan(3.29 * Math.sqrt((0.27 * 0.73) / draws));
  });

  const wrong: [rule: Rule, why: string][] = [
    ['always', 'takes every draft'],
    ['redraw', 'draws a rejected place again from the whole distribution'],
    ['go-on', 'uses what was computed after a rejected draft'],
  ];

  it.each(wrong)('would be told from the rule %s, which %s', (rule) => {
    const each = chiSquares(writeAll(rule).map(({ tokenIds }) => tokenIds));
    expect(Math.max(...each)).toBeGreaterThan(critical);
  });

  const settings: [name: string, settings: SamplingSettings][] = [
    ['neutral settings', neutralSettings],
    ['filters and a penalty', { temperature: 0.8, topK: 5, topP: 0.9, minP: 0.05, repetitionPenalty: 1.2 }],
    ['greedy decoding', { ...neutralSettings, temperature: 0 }],
  ];

  it.each(settings)('writes the same text as without drafts, token by token: %s', (_name, sampling) => {
    let drafted = 0;
    let accepted = 0;
    for (let seed = 0; seed < 200; seed++) {
      const plain = write(seed, 0, 'equal', sampling, 40);
      expect(plain.drafted).toBe(0);
      for (const limit of [1, 4, 16]) {
        const speculated = write(seed, limit, 'equal', sampling, 40);
        expect(speculated.tokenIds).toEqual(plain.tokenIds);
        drafted += speculated.drafted;
        accepted += speculated.accepted;
      }
    }
    expect(accepted).toBeGreaterThan(1000);
    expect(drafted).toBeGreaterThanOrEqual(accepted);
  });
});
