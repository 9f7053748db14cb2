import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeParse } from 'valibot';
import type { Model } from '../../src/engine/index.ts';
import {
  aloneAgainstBest,
  bestFill,
  ordersToJudge,
  orderOf,
  rankedOrders,
  wordSets,
} from '../../src/elements/fill-mask/orders/findings.ts';
import { fillInOrders, type WantedOrder } from '../../src/elements/fill-mask/orders/greedy.ts';
import { quotedWords, wordText } from '../../src/elements/fill-mask/orders/names.ts';
import { findingOf } from '../../src/elements/fill-mask/orders/render-finding.ts';
import { rowsOf } from '../../src/elements/fill-mask/orders/rows.ts';
import { scoreInOrders } from '../../src/elements/fill-mask/orders/same-words.ts';
import {
  sumOf,
  totalOf,
  type FilledStep,
  type NamedToken,
  type OrdersResult,
} from '../../src/elements/fill-mask/orders/types.ts';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { fillOrders } from '../../src/records/views/fill-orders.ts';
import {
  fakeId,
  FakeMasked,
  fakeMarkers,
  fakeTokenize,
  fakeVocabulary,
  type FakeLogits,
} from '../browser/fake-masked.ts';
import { catAndMat } from '../browser/cat-and-mat.ts';

const signal = new AbortController().signal;

function modelOf(logits: FakeLogits): { fake: FakeMasked; model: Model } {
  const fake = new FakeMasked(logits);
  const model = { info: { markers: fakeMarkers }, predict: fake.predict.bind(fake) };
  return { fake, model: model as unknown as Model };
}

function blanked(text: string): { tokenIds: number[]; positions: number[] } {
  const tokenIds = fakeTokenize(text).map(({ tokenId }) => tokenId);
  return { tokenIds, positions: tokenIds.flatMap((id, at) => (id === fakeMarkers.mask ? [at] : [])) };
}

const named = (name: (typeof fakeVocabulary)[number]): NamedToken => ({
  tokenId: fakeId(name),
  text: name,
  special: false,
  continuation: name.startsWith('##'),
});

const two = blanked('The [MASK] sat on the [MASK].');
const wanted: WantedOrder[] = [
  { way: 'leftToRight', order: [0, 1] },
  { way: 'rightToLeft', order: [1, 0] },
  { way: 'mostCertain', order: null },
];

describe('fillInOrders', () => {
  it('fills each order greedily, given what was filled before', async () => {
    const { model } = modelOf(catAndMat);
    const { alone, filled } = await fillInOrders(model, two, wanted, signal);
    expect(alone.map(({ blank, text }) => [blank, text])).toEqual([
      [0, 'cat'],
      [1, 'mat'],
    ]);
    expect(filled.map(({ way, steps }) => [way, steps.map(({ blank, text }) => `${blank} ${text}`)])).toEqual(
      [
        ['leftToRight', ['0 cat', '1 rug']],
        ['rightToLeft', ['1 mat', '0 dog']],
        ['mostCertain', ['1 mat', '0 dog']],
      ],
    );
    // By hand: 0.5 · 0.8, and 0.6 · 0.7 twice.
    expect(filled.map(({ steps }) => Math.exp(totalOf(steps)))).toEqual([
      expect.closeTo(0.4, 6),
      expect.closeTo(0.42, 6),
      expect.closeTo(0.42, 6),
    ]);
    // −0.8 log₂ 0.8 − 0.2 log₂ 0.2
    expect(filled[0]!.steps[1]!.entropyBits).toBeCloseTo(0.7219, 4);
    const words = await scoreInOrders(
      model,
      two,
      wordSets({ alone, filled }),
      ordersToJudge(2, filled),
      signal,
    );
    expect(bestFill({ filled, words }).way).toBe('rightToLeft');
  });

  it('asks once a blank for all orders together, and the same row once', async () => {
    const { fake, model } = modelOf(catAndMat);
    const told: number[][] = [];
    await fillInOrders(model, two, wanted, signal, (...step) => told.push(step));
    expect(fake.asked.map((rows) => rows.length)).toEqual([1, 2]);
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('takes the leftmost blank and the lowest id where all are alike', async () => {
    const { model } = modelOf(() => new Float32Array(fakeVocabulary.length));
    const { filled } = await fillInOrders(model, blanked('[MASK] [MASK] [MASK]'), [wanted[2]!], signal);
    expect(filled[0]!.steps.map(({ blank, tokenId }) => [blank, tokenId])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
  });
});

describe('scoreInOrders', () => {
  const catRug = [[named('cat')], [named('rug')]];

  it('judges the same words in every order, from 2^k − 1 rows', async () => {
    const { fake, model } = modelOf(catAndMat);
    const orders = ordersToJudge(2, []);
    const [set] = await scoreInOrders(model, two, [catRug], orders, signal);
    expect(fake.asked.map((rows) => rows.length)).toEqual([3]);
    // By hand: 0.5 · 0.8 and 0.4 · 0.9.
    expect(set!.orders.map(({ order, steps }) => [order.join(), Math.exp(sumOf(steps))])).toEqual([
      ['0,1', expect.closeTo(0.4, 6)],
      ['1,0', expect.closeTo(0.36, 6)],
    ]);
    expect(rankedOrders(set!).map(({ order }) => order.join())).toEqual(['0,1', '1,0']);
  });

  it('asks a row that two sets share once', async () => {
    const { fake, model } = modelOf(catAndMat);
    const catMat = [[named('cat')], [named('mat')]];
    await scoreInOrders(model, two, [catRug, catMat], ordersToJudge(2, []), signal);
    // All blank, cat filled, rug filled, mat filled.
    expect(fake.asked[0]).toHaveLength(4);
  });

  it('gives a word of two pieces two masks, and reads them from left to right', async () => {
    const mask = fakeMarkers.mask!;
    const { fake, model } = modelOf(() => new Float32Array(fakeVocabulary.length));
    const words = [[named('purr'), named('##ing')], [named('mat')]];
    const [set] = await scoreInOrders(model, blanked('[MASK] [MASK]'), [words], [[0, 1]], signal);
    const [cls, sep] = [fakeId('[CLS]'), fakeId('[SEP]')];
    expect(fake.asked[0]).toEqual([
      { tokenIds: [cls, mask, mask, mask, sep], positions: [1], targets: [fakeId('purr')] },
      { tokenIds: [cls, fakeId('purr'), mask, mask, sep], positions: [2], targets: [fakeId('##ing')] },
      {
        tokenIds: [cls, fakeId('purr'), fakeId('##ing'), mask, sep],
        positions: [3],
        targets: [fakeId('mat')],
      },
    ]);
    // Each piece is one of 19 equally likely tokens.
    const each = -Math.log(fakeVocabulary.length);
    expect(set!.orders[0]!.steps).toEqual([expect.closeTo(2 * each, 5), expect.closeTo(each, 5)]);
  });

  it('gives every order the same where one joint distribution is behind it', async () => {
    // A table of p(first, second) over three tokens each; its conditionals are those of one distribution.
    const tokens = ['cat', 'dog', 'beer'] as const;
    const weight = fc.integer({ min: 1, max: 50 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(weight, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
        fc.nat(2),
        fc.nat(2),
        async (table, first, second) => {
          const at = (row: number, column: number) => table[row]![column]!;
          const places = [0, 1, 2];
          const logits: FakeLogits = (row, position) => {
            const values = new Float32Array(fakeVocabulary.length).fill(-100);
            const other = row[position === 1 ? 2 : 1]!;
            const known = tokens.findIndex((name) => fakeId(name) === other);
            for (const own of places) {
              const weights = places
                .filter((one) => known < 0 || one === known)
                .map((one) => (position === 1 ? at(own, one) : at(one, own)));
              values[fakeId(tokens[own]!)] = Math.log(sumOf(weights));
            }
            return values;
          };
          const { model } = modelOf(logits);
          const words = [[named(tokens[first]!)], [named(tokens[second]!)]];
          const [set] = await scoreInOrders(
            model,
            blanked('[MASK] [MASK]'),
            [words],
            ordersToJudge(2, []),
            signal,
          );
          const expected = Math.log(at(first, second) / sumOf(table.flat()));
          for (const { steps } of set!.orders) expect(sumOf(steps)).toBeCloseTo(expected, 4);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the findings', () => {
  it('set the words of each blank alone against the best fill, in every order', async () => {
    const { model } = modelOf(catAndMat);
    const fills = await fillInOrders(model, two, wanted, signal);
    const sets = wordSets(fills);
    expect(sets.map(quotedWords)).toEqual(['“cat”, “mat”', '“cat”, “rug”', '“dog”, “mat”']);
    const words = await scoreInOrders(model, two, sets, ordersToJudge(2, fills.filled), signal);
    const found = aloneAgainstBest({ text: '', ...fills, words, own: null });
    expect(found.order).toEqual([1, 0]);
    expect(found.same).toBe('none');
    // By hand: mat first 0.6 · 0.3 for cat and 0.6 · 0.7 for dog; cat first 0.5 · 0.2, dog first 0.3 · 0.5.
    expect(
      found.leads.map(({ order, alone, best }) => [order.join(), Math.exp(alone), Math.exp(best)]),
    ).toEqual([
      ['1,0', expect.closeTo(0.18, 6), expect.closeTo(0.42, 6)],
      ['0,1', expect.closeTo(0.1, 6), expect.closeTo(0.15, 6)],
    ]);
    expect(found.wins).toBe(2);
  });

  it('say so where they are the same', async () => {
    const { model } = modelOf(() => Float32Array.from(fakeVocabulary, (_, id) => id));
    const fills = await fillInOrders(model, two, wanted, signal);
    const words = await scoreInOrders(model, two, wordSets(fills), [[0, 1]], signal);
    expect(words).toHaveLength(1);
    const result = { text: '', ...fills, words, own: null };
    expect(aloneAgainstBest(result).same).toBe('every');
    expect(findingOf(result, en)).toBe(
      'Each blank alone gives “wine”, “wine”, and so does every order in which they were filled one by one.',
    );
  });

  // What MiniLM gave for "She put the [MASK] on the [MASK].": two sets of words whose ranking the order turns round.
  const turning = (): OrdersResult => {
    const step = (
      blank: number,
      name: (typeof fakeVocabulary)[number],
      logProbability: number,
    ): FilledStep => ({
      ...named(name),
      blank,
      logProbability,
      probability: Math.exp(logProbability),
      entropyBits: 1,
    });
    const set = (one: NamedToken, other: NamedToken, first: number[], second: number[]) => ({
      words: [[one], [other]],
      orders: [
        { order: [0, 1], steps: first },
        { order: [1, 0], steps: second },
      ],
    });
    return {
      text: 'She put the [MASK] on the [MASK].',
      alone: [step(0, 'cat', -4), step(1, 'mat', -2)],
      filled: [
        { way: 'leftToRight', steps: [step(0, 'cat', -4), step(1, 'rug', -2.23)] },
        { way: 'rightToLeft', steps: [step(1, 'mat', -2), step(0, 'dog', -5)] },
      ],
      words: [
        set(named('cat'), named('mat'), [-4, -3.09], [-2, -4.48]),
        set(named('cat'), named('rug'), [-4, -2.23], [-3, -3.59]),
        set(named('dog'), named('mat'), [-5, -3], [-2, -5]),
      ],
      own: set(named('dog'), named('dog'), [-3, -3], [-2.38, -3]),
    };
  };

  it('say that the order turns two sets of words round, and in how many orders', () => {
    const { leads, wins } = aloneAgainstBest(turning());
    expect(leads.map(({ best, alone }) => Number((best - alone).toFixed(2)))).toEqual([0.86, -0.11]);
    expect(wins).toBe(1);
    expect(findingOf(turning(), en).replaceAll('\u00a0', ' ')).toBe(
      'Each blank alone gives “cat”, “mat”; one by one in the order 1 → 2: “cat”, “rug”, likelier together in 1 of 2 orders.',
    );
    expect(findingOf(turning(), ko)).toContain('순서 2가지 중 1가지에서');
  });

  it('compare every row in the order that likes it best, the words of the reader with a sign', () => {
    const rows = rowsOf(turning(), en);
    expect(
      rows.map(({ key, total, likeliest, lead, best }) => [key, total, likeliest.total, lead, best]),
    ).toEqual([
      ['alone', -6, expect.closeTo(-6.48, 6), expect.closeTo(-0.25, 6), false],
      ['leftToRight', expect.closeTo(-6.23, 6), expect.closeTo(-6.23, 6), 0, true],
      ['rightToLeft', -7, -7, expect.closeTo(-0.77, 6), false],
      ['own', null, expect.closeTo(-5.38, 6), expect.closeTo(0.85, 6), false],
    ]);
    const { lead } = en.maskedOrders;
    expect([0.85, -0.25, 0.001, -0.001].map(lead)).toEqual(['+0.85', '−0.25', '0.00', '0.00']);
  });

  it('take the fill as the best whose words do best in any order', () => {
    const result = turning();
    // Filled right to left these come to −7, but to −5.9 the other way round.
    const words = result.words.map((set, i) =>
      i === 2 ? { ...set, orders: [{ order: [0, 1], steps: [-3, -2.9] }, set.orders[1]!] } : set,
    );
    expect(bestFill({ ...result, words }).way).toBe('rightToLeft');
  });

  it('judge five blanks in the orders that were filled, each once', async () => {
    const { model } = modelOf(() => new Float32Array(fakeVocabulary.length));
    const order = [0, 1, 2, 3, 4];
    const { filled } = await fillInOrders(
      model,
      blanked('[MASK] [MASK] [MASK] [MASK] [MASK]'),
      [
        { way: 'leftToRight', order },
        { way: 'rightToLeft', order: order.toReversed() },
        { way: 'mostCertain', order: null },
      ],
      signal,
    );
    expect(ordersToJudge(5, filled)).toEqual([order, order.toReversed()]);
    expect(ordersToJudge(4, [])).toHaveLength(24);
    expect(orderOf(filled[1]!)).toEqual(order.toReversed());
  });

  it('write a word of pieces as one, and keep the marks of a piece by itself', () => {
    expect(wordText([named('purr'), named('##ing')])).toBe('purring');
    expect(wordText([named('##ing')])).toBe('##ing');
  });
});

describe('the part of a file', () => {
  const made = async () => {
    const { model } = modelOf(catAndMat);
    const fills = await fillInOrders(model, two, wanted, signal);
    const words = await scoreInOrders(model, two, wordSets(fills), ordersToJudge(2, fills.filled), signal);
    return { text: 'The [MASK] sat on the [MASK].', ...fills, words, own: words[0]! };
  };

  it('is read as it was written', async () => {
    const result = await made();
    const parsed = safeParse(fillOrders, JSON.parse(JSON.stringify(result)));
    expect(parsed.success && parsed.output).toEqual(result);
  });

  it.each([
    ['a blank twice', 'alone.1.blank', 0],
    ['a blank that there is not', 'filled.0.steps.0.blank', 5],
    ['a probability that its logarithm is not', 'filled.0.steps.0.probability', 0.25],
    ['an order of one blank', 'words.0.orders.0.order', [0]],
    ['words of one blank', 'words.0.words', [[]]],
    ['steps without a number', 'words.0.orders.0.steps', [0]],
    ['a set of words that was not judged', 'words.2.words.0.0.tokenId', 3],
    ['words that were judged in other orders', 'words.1.orders.0.order', [1, 0]],
    ['another way', 'filled.0.way', 'upwards'],
  ])('is refused with %s', async (_, path, value) => {
    const file = JSON.parse(JSON.stringify(await made())) as never;
    const names = path.split('.');
    const last = names.pop()!;
    const at = names.reduce<Record<string, never>>((one, name) => one[name]!, file);
    (at as Record<string, unknown>)[last] = value;
    expect(safeParse(fillOrders, file).success).toBe(false);
  });
});
