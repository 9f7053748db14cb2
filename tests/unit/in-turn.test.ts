import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  readInTurn,
  writeInTurn,
  type InTurnResult,
} from '../../src/elements/fill-mask/in-turn/in-turn-file.ts';
import { judgedTwice, pseudoTotals } from '../../src/elements/fill-mask/in-turn/totals.ts';
import { inTurn } from '../../src/records/views/in-turn.ts';
import { fakeId, FakeMasked, fakeVocabulary, type FakeLogits } from '../browser/fake-masked.ts';

/** `purr` is certain to one half beside `##ing`, to one eighth beside a mask; all else to one half. */
const purring: FakeLogits = (row, position) => {
  const purr = fakeId('purr');
  const hinted = row[position + 1] === fakeId('##ing');
  const logits = new Float32Array(fakeVocabulary.length).fill(-100);
  logits.fill(Math.log(0.5));
  return logits.map((value, id) => (id === purr ? Math.log(hinted ? 9 : 1.5) : value));
};

async function judge(source: string): Promise<InTurnResult> {
  const { tokens, runs } = await new FakeMasked(purring).scoreMasked(source, { top: 3 });
  return { source, text: source, tokens, runs };
}

// 18 tokens of weight 1/2 are 9: beside ##ing purr has 9 / 18, beside a mask 1.5 / 10.5.
const hinted = Math.log(9 / 18);
const unhinted = Math.log(1.5 / 10.5);
// Every other token where no ##ing is on its right: 0.5 / 10.5.
const other = Math.log(0.5 / 10.5);

describe('pseudoTotals', () => {
  it('sum either masking, over the tokens that are judged', async () => {
    const { tokens } = await judge('The purring [MASK].');
    const plain = pseudoTotals(tokens, 'plain');
    const withinWord = pseudoTotals(tokens, 'withinWord');
    // The, purr, ##ing and the full stop; neither the markers nor the blank.
    expect([plain.tokens, withinWord.tokens]).toEqual([4, 4]);
    expect(plain.logLikelihood).toBeCloseTo(3 * other + hinted, 5);
    expect(withinWord.logLikelihood).toBeCloseTo(3 * other + unhinted, 5);
    expect(plain.logLikelihoodBits).toBeCloseTo(plain.logLikelihood * Math.log2(Math.E), 9);
    expect(plain.perplexity).toBeCloseTo(Math.exp(-(3 * other + hinted) / 4), 4);
    const twice = judgedTwice(tokens);
    expect(tokens.filter((_, i) => twice[i]).map(({ text }) => text)).toEqual(['purr']);
  });

  it('have no perplexity where nothing was judged', async () => {
    const { tokens } = await judge('[MASK]');
    expect(pseudoTotals(tokens, 'plain')).toEqual({
      logLikelihood: 0,
      logLikelihoodBits: 0,
      perplexity: null,
      tokens: 0,
    });
  });
});

describe('the part of a file', () => {
  it('is read as it was written', async () => {
    const result = await judge('The purring [MASK].');
    const parsed = safeParse(inTurn, JSON.parse(JSON.stringify(writeInTurn(result))));
    expect(parsed.success).toBe(true);
    if (!parsed.success) return;
    const read = readInTurn(parsed.output);
    expect(read).toEqual(result);
  });

  it.each([
    ['a stretch beyond the text', (token: { end: number }) => (token.end = 99)],
    [
      'a stretch before the one before',
      (token: { start: number; end: number }) => (token.start = token.end = 0),
    ],
  ])('is refused with %s', async (_, damage) => {
    const file = writeInTurn(await judge('The purring cat.'));
    const { tokens } = file;
    damage(tokens[3]!.piece);
    expect(safeParse(inTurn, file).success).toBe(false);
  });

  it('is refused where a token is judged in one way alone', async () => {
    const file = writeInTurn(await judge('The purring cat.'));
    const tokens = file.tokens.map((token) => ({ ...token, plain: null }));
    expect(safeParse(inTurn, { ...file, tokens }).success).toBe(false);
  });
});
