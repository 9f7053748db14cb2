import { describe, expect, it } from 'vitest';
import { markersNote } from '../../src/elements/self-supervision/notes.ts';
import { judgeGuess, spacedGuess, wordFrom } from '../../src/elements/self-supervision/guesses.ts';
import {
  countRound,
  newRound,
  nextToGuess,
  renewed,
  reveal,
} from '../../src/elements/self-supervision/rounds.ts';
import { noRounds, withRound } from '../../src/elements/self-supervision/rounds-of-ways.ts';
import {
  contextText,
  inputIds,
  maskedSamples,
  nextTokenSamples,
} from '../../src/elements/self-supervision/samples.ts';
import { en } from '../../src/i18n/en.ts';
import type { TextPiece } from '../../src/protocol/results.ts';
import { RecordError } from '../../src/records/index.ts';
import {
  readSelfSupervision,
  selfSupervisionLink,
  selfSupervisionTable,
  writeSelfSupervision,
  type Round,
  type SampleJudgement,
  type SampleSet,
} from '../../src/records/views/self-supervision.ts';
import { thrown } from './thrown.ts';

const encoder = new TextEncoder();
const model = { model: 'stories-4m', form: '', backend: null, vocabularySize: 4096 } as const;
const maskedModel = { model: 'minilm-mlm', form: '', backend: null, vocabularySize: 30_522 } as const;

function piece(tokenId: number, text: string, start: number, end: number): TextPiece {
  const special = start === end;
  return {
    tokenId,
    text,
    bytes: encoder.encode(text),
    special,
    continuation: text.startsWith('##'),
    start,
    end,
  };
}

/** Tokens that follow each other in the text, each with an id of its own. */
function pieces(names: readonly string[]): TextPiece[] {
  let at = 0;
  return names.map((name, i) => {
    if (/^<\|.*\|>$/.test(name)) return piece(i, name, at, at);
    at += name.length;
    return piece(i, name, at - name.length, at);
  });
}

const eos = { ...piece(9, '<|eos|>', 0, 0) };
const stories = nextTokenSamples('The girl.', pieces(['<|bos|>', 'The', ' girl', '.']), eos, model);

/** `The cat is purring.` as WordPiece has it. */
const purring = [
  piece(101, '[CLS]', 0, 0),
  piece(1996, 'the', 0, 3),
  piece(4937, 'cat', 4, 7),
  piece(2003, 'is', 8, 10),
  piece(24_956, 'purr', 11, 15),
  piece(2075, '##ing', 15, 18),
  piece(1012, '.', 18, 19),
  piece(102, '[SEP]', 19, 19),
];
const masking = { seed: 1, share: 1, wholeWords: false, replacement: 'mask' } as const;
const mask = { text: '[MASK]', tokenId: 103 };
const allHidden = maskedSamples('The cat is purring.', purring, masking, mask, maskedModel);

const judgement = (tokenId: number, probability: number, rank: number): SampleJudgement => ({
  tokenId,
  probability,
  logProbability: Math.log(probability),
  rank,
  surprisalBits: -Math.log2(probability),
  entropyBits: 1,
  top: [],
});

describe('the samples of the next token', () => {
  it('are one for each token that has one before it, the end of the text as the last label', () => {
    expect(stories.samples.map(({ position }) => stories.tokens[position]!.text)).toEqual([
      'The',
      ' girl',
      '.',
      '<|eos|>',
    ]);
    expect(stories.samples.map((one) => contextText(stories, one))).toEqual([
      '<|bos|>',
      '<|bos|>The',
      '<|bos|>The girl',
      '<|bos|>The girl.',
    ]);
  });

  it('have none for the first token where no marker stands before it', () => {
    const set = nextTokenSamples('The girl.', pieces(['The', ' girl', '.']), null, model);
    expect(set.samples.map((one) => contextText(set, one))).toEqual(['The', 'The girl']);
  });
});

describe('the samples of hidden tokens', () => {
  it('hide text, and no marker', () => {
    expect(allHidden.samples.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(inputIds(allHidden, 103)).toEqual([101, 103, 103, 103, 103, 103, 103, 102]);
  });

  it('have one input for all labels', () => {
    const set: SampleSet = {
      ...allHidden,
      samples: [
        { position: 2, kind: 'mask', random: null },
        { position: 3, kind: 'random', random: { tokenId: 7592, text: 'hello' } },
        { position: 6, kind: 'kept', random: null },
      ],
    };
    expect(inputIds(set, 103)).toEqual([101, 1996, 103, 7592, 24_956, 2075, 1012, 102]);
    const input = '[CLS]The [MASK] hello purring.[SEP]';
    expect(set.samples.map((one) => contextText(set, one))).toEqual([input, input, input]);
  });

  it('leave a blank that was typed alone: it has no label', () => {
    const tokens = [
      piece(101, '[CLS]', 0, 0),
      { ...piece(103, '[MASK]', 0, 6), special: true },
      piece(1012, '.', 6, 7),
    ];
    const set = maskedSamples('[MASK].', tokens, masking, mask, maskedModel);
    expect(set.samples.map(({ position }) => position)).toEqual([2]);
  });

  it('take words as the text has them, where the tokenizer cuts at an apostrophe and at a hyphen', () => {
    const text = "It wasn't well-known – 'yes'.";
    const names = ['it', 'wasn', "'", 't', 'well', '-', 'known', '–', "'", 'yes', "'", '.'];
    let at = 0;
    const tokens = names.map((name, i) => {
      const start = text.toLowerCase().indexOf(name, at);
      at = start + name.length;
      return piece(i, name, start, at);
    });
    const wordsBySeed = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const one = { ...masking, seed, share: 0, wholeWords: true };
      const set = maskedSamples(text, tokens, one, mask, maskedModel);
      wordsBySeed.add(set.samples.map(({ position }) => names[position]).join(' '));
    }
    // A quotation mark is no part of the word in it.
    expect([...wordsBySeed].sort()).toEqual(['it', "wasn ' t", 'well - known', '–', "'", 'yes', '.'].sort());
  });
});

describe('the note on the markers', () => {
  const separated = { ...piece(9, '<|endoftext|>', 0, 0) };
  const of = (id: string, chat: { begin: string; end: string } | null) =>
    markersNote(
      nextTokenSamples('The girl.', pieces(['The', ' girl', '.']), separated, { ...model, model: id }, chat),
      en,
    );

  it('says what a marker was for only of the model that it is known of', () => {
    const chat = { begin: '<|im_start|>', end: '<|im_end|>' };
    expect(of('smollm2-135m-instruct', chat)).toContain('<|endoftext|> separated the texts');
    for (const other of [of('another', chat), of('another', null)]) {
      expect(other).toContain('Its vocabulary has the marker <|endoftext|>');
      expect(other).not.toContain('separated');
    }
  });
});

describe('a guess', () => {
  const at = (set: SampleSet, position: number) => set.samples.find((one) => one.position === position)!;

  it.each([
    ['girl', true, true],
    [' Girl ', true, true],
    ['gi', false, false],
    ['boy', false, false],
    ['', false, false],
  ])('of “%s” for “ girl”', (guess, right, isLabel) => {
    expect(judgeGuess(guess, stories, at(stories, 2))).toEqual({ right, isLabel });
  });

  it('of the whole word is right where the label is its first piece', () => {
    expect(wordFrom(allHidden, at(allHidden, 4))).toBe('purring');
    expect(judgeGuess('purring', allHidden, at(allHidden, 4))).toEqual({ right: true, isLabel: false });
    expect(judgeGuess('purr', allHidden, at(allHidden, 4))).toEqual({ right: true, isLabel: true });
    expect(judgeGuess('purring', allHidden, at(allHidden, 5)).right).toBe(false);
  });

  it('of a piece may have its marks', () => {
    expect(judgeGuess('##ing', allHidden, at(allHidden, 5)).right).toBe(true);
    expect(judgeGuess('ing', allHidden, at(allHidden, 5)).right).toBe(true);
  });

  it('of the end of a text is its marker', () => {
    expect(judgeGuess('<|eos|>', stories, at(stories, 4))).toEqual({ right: true, isLabel: true });
    expect(judgeGuess('<|eos|>', stories, at(stories, 3)).right).toBe(false);
  });

  it.each([
    [1, 'dog', 'dog'],
    [2, 'dog', ' dog'],
    [2, ' dog', ' dog'],
    [3, 'dog', ' dog'],
    [3, '!', '!'],
    [4, 'dog', ' dog'],
  ])('has the space that a token in its place has: sample %i, “%s”', (position, guess, written) => {
    expect(spacedGuess(guess, stories, at(stories, position))).toBe(written);
  });

  it('that goes on with a word has no space', () => {
    const set = nextTokenSamples('unkind', pieces(['<|bos|>', 'un', 'kind']), null, model);
    expect(spacedGuess('do', set, at(set, 2))).toBe('do');
    expect(judgeGuess('kind', set, at(set, 2)).right).toBe(true);
  });
});

describe('a round', () => {
  const judged = [judgement(1, 0.5, 1), judgement(2, 0.125, 3), judgement(3, 0.5, 2), judgement(9, 0.25, 1)];
  const round = newRound({ ...stories, judged });

  it('counts what is revealed, in nats', () => {
    const after = reveal(round, 1, { text: 'girl', right: true, score: null });
    const counts = countRound(after);
    expect(counts).toMatchObject({ samples: 4, revealed: 2, guessed: 1, right: 1, modelRight: 0 });
    // (ln 2 + ln 8) / 2 = 2 ln 2, whose exponential is 4.
    expect(counts.loss!.mean).toBeCloseTo(2 * Math.LN2, 12);
    expect(counts.loss!.perplexity).toBeCloseTo(4, 12);
  });

  it('of the next token reveals what stands before a label, and of hidden tokens that one alone', () => {
    expect(reveal(round, 2).answers.map(({ revealed }) => revealed)).toEqual([true, true, true, false]);
    const masked = reveal(newRound(allHidden), 2).answers.map(({ revealed }) => revealed);
    expect(masked).toEqual([false, false, true, false, false, false]);
  });

  it('goes on with the next label, and back to those that were left out', () => {
    const some = reveal(reveal(newRound(allHidden), 5), 0);
    expect(nextToGuess(some, 5)).toBe(1);
    const kept = {
      ...allHidden,
      samples: allHidden.samples.map((one) => ({ ...one, kind: 'kept' as const })),
    };
    expect(nextToGuess(newRound(kept))).toBe(-1);
  });

  it('keeps its guesses where the samples are the same, and forgets them where they are others', () => {
    const after = reveal(newRound(stories), 0);
    expect(renewed({ ...stories, judged }, after).answers).toBe(after.answers);
    const other = nextTokenSamples('The cat.', pieces(['<|bos|>', 'The', ' cat', '.']), eos, model);
    expect(renewed(other, after).answers.some(({ revealed }) => revealed)).toBe(false);
  });

  it('of another text takes the place of both ways', () => {
    const rounds = withRound(
      withRound(noRounds, newRound(stories)),
      newRound({ ...allHidden, text: 'The girl.' }),
    );
    expect(rounds.nextToken).not.toBeNull();
    expect(withRound(rounds, newRound({ ...allHidden })).nextToken).toBeNull();
  });

  it('of a masking adds its mean to those before it, once', () => {
    const judgedAt = (seed: number, probability: number) =>
      newRound({
        ...allHidden,
        masking: { ...masking, seed },
        samples: allHidden.samples.slice(0, 1),
        judged: [judgement(1996, probability, 1)],
      });
    const rounds = [judgedAt(1, 0.5), judgedAt(2, 0.25), judgedAt(2, 0.25)].reduce(withRound, noRounds);
    expect(rounds.losses.map(({ seed, hidden, meanLoss }) => [seed, hidden, meanLoss])).toEqual([
      [1, 1, -Math.log(0.5)],
      [2, 1, -Math.log(0.25)],
    ]);
  });
});

describe('a file', () => {
  const judged = [judgement(1, 0.5, 1), judgement(2, 0.125, 3), judgement(3, 0.5, 2), judgement(9, 0.25, 1)];
  const nextToken: Round = reveal(newRound({ ...stories, judged }), 1, {
    text: 'a dog',
    right: false,
    score: { pieces: [{ text: ' a', tokenId: 5, logProbability: -2, rank: 4 }], logProbability: -2 },
  });
  const view = {
    way: 'masked' as const,
    nextToken,
    masked: newRound({ ...allHidden, text: 'The cat is purring.' }),
    losses: [{ ...masking, hidden: 6, meanLoss: Infinity }],
  };
  const alone = { ...view, masked: null };

  it('gives back what was written', () => {
    expect(readSelfSupervision(writeSelfSupervision(alone)!)).toEqual(alone);
    const masked = { ...view, nextToken: null };
    expect(readSelfSupervision(writeSelfSupervision(masked)!)).toEqual(masked);
    expect(writeSelfSupervision({ ...noRounds, way: 'masked' })).toBeNull();
  });

  /** The file with one value changed, by the way to it. */
  const damaged = (path: string, value: unknown): string => {
    const file = JSON.parse(writeSelfSupervision(alone)!) as object;
    const keys = path.split('.');
    const parent = keys.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key) as object, file);
    Reflect.set(parent, keys.at(-1)!, value);
    return JSON.stringify(file);
  };

  it.each<[string, string, unknown]>([
    ['a label that is not the judged one', 'nextToken.judged.0.tokenId', 7],
    ['a place without a token', 'nextToken.samples.0.position', 99],
    ['fewer answers than samples', 'nextToken.answers', []],
    ['a probability that is not its logarithm’s', 'nextToken.judged.0.probability', 0.9],
    ['a token of another vocabulary', 'nextToken.tokens.0.tokenId', 5000],
    ['two models for one way', 'models.1', model],
    ['no samples', 'nextToken', null],
    ['hidden tokens as next ones', 'nextToken.samples.0.kind', 'mask'],
    ['a way that there is not', 'way', 'both'],
  ])('is refused with %s', (_, path, value) => {
    expect(thrown(() => readSelfSupervision(damaged(path, value)))).toBeInstanceOf(RecordError);
  });

  it('is a table as well', () => {
    const rows = selfSupervisionTable([nextToken], contextText).split('\r\n');
    expect(rows[0]).toMatch(/^way,model,seed,sample,context,label,/);
    expect(rows[2]).toBe(
      `next-token,stories-4m,,2,"""<|bos|>The""",""" girl""",2,next,${-Math.log(0.125)},3,0.125,3,"""a dog""",false,-2`,
    );
    expect(rows).toHaveLength(6);
  });
});

it('a link gives back the settings, and lists what it does not know', () => {
  const link = selfSupervisionLink(['stories-4m'], ['minilm-mlm']);
  const state = {
    text: 'A = B & C.',
    way: 'masked',
    seed: 7,
    share: 0.4,
    wholeWords: true,
    replacement: 'bert',
    model: 'stories-4m',
    maskedModel: 'minilm-mlm',
  } as const;
  const params = new URLSearchParams(link.write('s', state));
  expect(link.read('s', new URLSearchParams(params.toString()))).toEqual({ state, ignored: [] });
  const bad = new URLSearchParams('s.way=both&s.seed=-1&s.share=2');
  expect(link.read('s', bad).ignored.map(({ name }) => name)).toEqual(['way', 'seed', 'share']);
});
