import { describe, expect, it } from 'vitest';
import { RecordError, type Damage } from '../../src/records/record-error.ts';
import type { ViewModel } from '../../src/records/view-file.ts';
import {
  compareTable,
  readCompare,
  writeCompare,
  type ComparisonRecord,
} from '../../src/records/views/compare.ts';
import { thrown } from './thrown.ts';

const model: ViewModel = { model: 'minilm-mlm', form: 'q4', backend: 'wasm', vocabularySize: 30_522 };

const beer = {
  tokenId: 5404,
  text: 'beer',
  special: false,
  continuation: false,
  logProbabilities: [Math.log(0.5), -Infinity],
  ranks: [1, 30_000],
};
const comma = { ...beer, tokenId: 7, text: '=","', logProbabilities: [Math.log(0.25), 0], ranks: [2, 1] };

const record: ComparisonRecord = {
  template: 'In [Texas|] they buy [MASK].',
  blank: 0,
  variants: [
    { text: 'In Texas they buy [MASK].', choices: ['Texas'], entropyBits: 1.5 },
    { text: 'In  they buy [MASK].', choices: [''], entropyBits: 0 },
  ],
  words: [beer, comma],
  divergences: [{ first: 0, second: 1, bits: 0.25 }],
  pair: [1, 0],
  chosen: [5404],
  longWords: [
    {
      word: 'purring',
      scores: [-2, -3].map((logProbability) => ({
        pieces: [{ text: 'purr', tokenId: 9, logProbability, rank: 3 }],
        logProbability,
        masks: 2,
      })),
    },
  ],
};

it('reads what it wrote', () => {
  expect(readCompare(writeCompare(record, model))).toEqual({ model, data: record });
});

describe('a file that contradicts itself', () => {
  const [texas, nothing] = record.variants as [
    ComparisonRecord['variants'][0],
    ComparisonRecord['variants'][0],
  ];
  it.each<[string, Partial<ComparisonRecord>, string, Damage]>([
    ['another template', { template: 'In [Rome|] they buy [MASK].' }, '', 'contradiction'],
    ['a template that is none', { template: 'In [Texas| they buy' }, '', 'contradiction'],
    ['other choices', { variants: [texas, { ...nothing, choices: ['x'] }] }, '', 'contradiction'],
    ['one sentence', { variants: [texas] }, 'variants', 'out-of-range'],
    ['a word without a number', { words: [{ ...beer, ranks: [1] }] }, '', 'contradiction'],
    ['a word twice', { words: [beer, beer] }, '', 'contradiction'],
    ['a divergence that is not there', { divergences: [] }, '', 'contradiction'],
    ['a pair of one', { pair: [1, 1] }, '', 'contradiction'],
    ['a pair beyond the sentences', { pair: [0, 2] }, '', 'contradiction'],
    ['a chosen word that is not there', { chosen: [8] }, '', 'contradiction'],
    [
      'a token beyond the vocabulary',
      { words: [{ ...beer, tokenId: 30_522 }], chosen: [] },
      'words[0]',
      'out-of-range',
    ],
    [
      'a rank beyond the vocabulary',
      { words: [comma, { ...beer, ranks: [1, 30_523] }] },
      'words[1]',
      'out-of-range',
    ],
    [
      'more than one bit',
      { divergences: [{ first: 0, second: 1, bits: 1.5 }] },
      'divergences[0].bits',
      'out-of-range',
    ],
  ])('is refused: %s', (_, put, path, problem) => {
    const error = thrown(() => readCompare(writeCompare({ ...record, ...put }, model)));
    expect(error).toBeInstanceOf(RecordError);
    expect(error).toMatchObject({ code: 'damaged', data: { path, problem } });
  });

  it('is refused without a model, and with two', () => {
    const withModels = (...models: ViewModel[]) =>
      JSON.stringify({ ...JSON.parse(writeCompare(record, model)), models });
    expect(thrown(() => readCompare(withModels()))).toMatchObject({
      data: { path: 'models', problem: 'missing' },
    });
    expect(thrown(() => readCompare(withModels(model, model)))).toMatchObject({
      data: { problem: 'too-many' },
    });
  });
});

it('makes a row of each word, with its numbers in each sentence', () => {
  expect(compareTable(record, ({ tokenId }) => tokenId / 2)).toBe(
    [
      'token_id,text,special,continuation,probability 1: Texas,log_probability_nats 1: Texas,rank 1: Texas,probability 2: ,log_probability_nats 2: ,rank 2: ,divergence_bits',
      '5404,"""beer""",false,false,0.5,-0.6931471805599453,1,0,-Infinity,30000,2702',
      '7,"""=\\"",\\""""",false,false,0.25,-1.3862943611198906,2,1,0,1,3.5',
      '',
    ].join('\r\n'),
  );
});
