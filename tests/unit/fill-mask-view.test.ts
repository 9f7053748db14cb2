import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { choicesOfLink } from '../../src/elements/fill-mask/view-data.ts';
import { RecordError } from '../../src/records/index.ts';
import {
  fillMaskLink,
  fillMaskTable,
  readFillMask,
  writeFillMask,
  type LinkedChoice,
} from '../../src/records/views/fill-mask.ts';

/** A file that the real model's numbers are in. */
const recorded = readFileSync(
  new URL('../../src/elements/fill-mask/recorded/fill-mask.json', import.meta.url),
  'utf8',
);

/** What of the file a change is made to. */
interface Json {
  text: string;
  words: unknown[];
  choices: unknown[];
  filled: {
    pieces: { start: number }[];
    blanks: { top: { tokenId: number; probability: number }[] }[];
  };
}

/** The file with a change. */
function changed(change: (file: Json) => void): string {
  const file = JSON.parse(recorded) as Json;
  change(file);
  return JSON.stringify(file);
}

describe('a file of the view', () => {
  it('is what it was after it was read and written', () => {
    const { models, data } = readFillMask(recorded);
    expect(JSON.parse(writeFillMask(data, models))).toEqual(JSON.parse(recorded));
    expect(data.filled!.blanks).toHaveLength(2);
  });

  const damages: [what: string, change: (file: Json) => void][] = [
    ['fewer words than blanks', (file) => file.words.pop()],
    ['fewer choices than blanks', (file) => file.choices.pop()],
    ['fewer results than blanks', (file) => file.filled.blanks.pop()],
    ['a mask that is none of the text’s blanks', (file) => (file.filled.pieces[2]!.start = 3)],
    ['pieces that are not in order', (file) => file.filled.pieces.reverse()],
    [
      'a token that no vocabulary of this size has',
      (file) => (file.filled.blanks[0]!.top[0]!.tokenId = 30_522),
    ],
    [
      'a probability that is not that of its logarithm',
      (file) => (file.filled.blanks[0]!.top[0]!.probability = 0.9),
    ],
    ['a choice of nothing', (file) => (file.choices[0] = { pieces: [], source: 'picked' })],
    ['another text', (file) => (file.text = 'The [MASK] sat.')],
    ['a text of other words', (file) => (file.text = 'The [MASK] bought a red [MASK].')],
    ['a text that goes on', (file) => (file.text = `${file.text} More.`)],
    ['a token left out', (file) => file.filled.pieces.splice(3, 1)],
  ];

  it.each(damages)('is refused with %s', (_, change) => {
    expect(() => readFillMask(changed(change))).toThrow(RecordError);
  });

  it('is a table with a row for each candidate, step, and token in its turn', () => {
    const rows = fillMaskTable(readFillMask(recorded).data).trimEnd().split('\r\n');
    const of = (table: string) => rows.filter((row) => row.startsWith(`${table},`));
    expect(of('candidates')).toHaveLength(2 * 10);
    expect(of('candidates')[0]).toMatch(
      /^candidates,,,,1,,,,,1,\d+,"""company""",false,false,0\.0\d+,-\d\.\d+,,\d+\.\d+$/,
    );
    // Alone, from left to right, from right to left, the most certain first: two blanks each.
    expect(of('fills')).toHaveLength(4 * 2);
    expect(of('fills')[4]).toMatch(/^fills,rightToLeft,2 1,1,2,,,,,,\d+,/);
    // Five words and marks are hidden in their turn, with each masking; the two blanks are none.
    expect(of('in-turn')).toHaveLength(2 * 5);
    expect(of('in-turn')[0]).toMatch(/^in-turn,,,,,,,1,plain,\d+,\d+,"""the""",/);
    expect(of('words').length % 4).toBe(0);
    expect(1 + ['candidates', 'fills', 'words', 'in-turn'].flatMap(of).length).toBe(rows.length);
  });
});

describe('a link of the view', () => {
  const choices: (LinkedChoice | null)[] = [
    { tokenIds: [3_899, 4_580], word: 'dog,house: 100 %' },
    null,
    { tokenIds: [35], word: '' },
  ];
  const state = { model: 'minilm-mlm', text: '___ and ___, or ___', choices };
  const read = (entries: [string, string][]) => fillMaskLink.read('fill', new URLSearchParams(entries));

  it('says text and choices, and is read as it was written', () => {
    const address = new URLSearchParams(fillMaskLink.write('fill', state)).toString();
    expect(fillMaskLink.read('fill', new URLSearchParams(address))).toEqual({ state, ignored: [] });
    // Empty blanks are not worth their commas.
    expect(fillMaskLink.write('fill', { choices: [null, null] })).toEqual([]);
  });

  it.each(['zz', '-1:a', 'zzzzzz:a', 'a:%', 'a.:b'])('leaves out choices that are none: %s', (written) => {
    expect(read([['fill.choices', written]])).toEqual({
      state: {},
      ignored: [{ name: 'choices', reason: 'invalid' }],
    });
  });

  it('has choices for its own blanks and tokens only', () => {
    expect(choicesOfLink(choices, 2, 'minilm-mlm')).toBeNull();
    expect(choicesOfLink([{ tokenIds: [30_522], word: 'a' }], 1, 'minilm-mlm')).toBeNull();
    const [first, second, third] = choicesOfLink(choices, 3, 'minilm-mlm')!;
    expect(first!.pieces.map(({ tokenId }) => tokenId)).toEqual([3_899, 4_580]);
    expect(second).toBeNull();
    expect(third!.pieces[0]!.text).toBe('#35');
  });
});
