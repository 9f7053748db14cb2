import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RecordError } from '../../src/records/index.ts';
import { readTokens, tokensTable, writeTokens, type TokenizedText } from '../../src/records/views/tokens.ts';
import { thrown } from './thrown.ts';

const token = {
  tokenId: 7,
  text: ' =1',
  bytes: Uint8Array.of(0x20, 0x3d, 0x31),
  special: false,
  continuation: false,
  start: 0,
  end: 3,
};
const result: TokenizedText = {
  text: ' =1',
  tokenizations: [
    { model: 'stories-4m', kind: 'byte-level', vocabularySize: 4_096, tokens: [token] },
    {
      model: 'minilm-mlm',
      kind: 'word-piece',
      vocabularySize: 30_522,
      tokens: [
        { ...token, text: '=', bytes: Uint8Array.of(0x3d), start: 1, end: 2 },
        { ...token, text: '1', bytes: Uint8Array.of(0x31), start: 2, end: 3 },
      ],
    },
  ],
};

describe('a file of tokens', () => {
  it('comes back as it was', () => {
    const { data, models } = readTokens(writeTokens(result));
    expect(data).toEqual(result);
    expect(models.map(({ model, form, vocabularySize }) => [model, form, vocabularySize])).toEqual([
      ['stories-4m', '', 4_096],
      ['minilm-mlm', '', 30_522],
    ]);
  });

  const changed = (change: (file: { text: string; tokenizations: { tokens: object[] }[] }) => void) => {
    const file = JSON.parse(writeTokens(result)) as never;
    change(file);
    return JSON.stringify(file);
  };

  it.each<[string, string, string]>([
    ['a token past the text', changed((file) => (file.text = '')), 'contradiction'],
    [
      'an id past the vocabulary',
      changed(
        (file) =>
          (file.tokenizations[0]!.tokens[0] = {
            ...JSON.parse(JSON.stringify(token)),
            bytes: '20',
            tokenId: 4_096,
          }),
      ),
      'out-of-range',
    ],
    ['a text of other tokens', changed((file) => (file.text = ' =2')), 'contradiction'],
    ['a token left out', changed((file) => file.tokenizations[0]!.tokens.pop()), 'contradiction'],
    ['a WordPiece left out', changed((file) => file.tokenizations[1]!.tokens.pop()), 'contradiction'],
    [
      'a tokenization without its model',
      changed((file) => file.tokenizations.push({ tokens: [] })),
      'missing',
    ],
    ['a model without its tokenization', changed((file) => file.tokenizations.pop()), 'contradiction'],
    [
      'a token that ends first',
      changed((file) => Object.assign(file.tokenizations[0]!.tokens[0]!, { start: 3, end: 2 })),
      'contradiction',
    ],
  ])('is refused with %s', (_, file, problem) => {
    const error = thrown(() => readTokens(file));
    expect(error).toBeInstanceOf(RecordError);
    expect(error).toMatchObject({ code: 'damaged', data: { problem } });
  });

  it('is a table with texts that no spreadsheet takes for a formula', () => {
    const table = tokensTable(result, () => 'Ġ=1');
    expect(table.split('\r\n')).toEqual([
      'model,position,token_id,piece,text,bytes,start,end,special,continuation',
      'stories-4m,0,7,"""Ġ=1""",""" =1""",0x203d31,0,3,false,false',
      'minilm-mlm,0,7,"""Ġ=1""","""=""",0x3d,1,2,false,false',
      'minilm-mlm,1,7,"""Ġ=1""","""1""",0x31,2,3,false,false',
      '',
    ]);
  });
});

describe('the recorded example', () => {
  const path = new URL('../../src/elements/tokens/recorded/tokens.json', import.meta.url);

  it('is of all three tokenizers, and its bytes are the text', () => {
    const { data } = readTokens(readFileSync(fileURLToPath(path), 'utf8'));
    expect(data.tokenizations.map(({ model }) => model)).toEqual([
      'smollm2-135m-instruct',
      'stories-4m',
      'minilm-mlm',
    ]);
    for (const { kind, tokens } of data.tokenizations) {
      if (kind !== 'byte-level') continue;
      const bytes = tokens.filter((one) => !one.special).flatMap((one) => [...one.bytes]);
      expect(new TextDecoder().decode(Uint8Array.from(bytes))).toBe(data.text);
    }
  });
});
