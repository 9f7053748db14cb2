import { describe, expect, it } from 'vitest';
import { SearchableVocabulary } from '../../src/elements/tokens/vocabulary-search.ts';

const texts = ['[PAD]', 'ing', '##ing', ' the', 'The', 'there', 'other', '2', '12', ' 2', '\ufffd'];
const vocabulary = new SearchableVocabulary({
  texts,
  special: [0],
  continuation: [2],
  bytes: new Map([[10, Uint8Array.of(0xed)]]),
});
const search = (words: string, more: { begins?: boolean; caseSensitive?: boolean; most?: number } = {}) => {
  const { begins = false, caseSensitive = false, most = 100 } = more;
  const { ids, total } = vocabulary.search({ words, begins, caseSensitive }, most);
  return { found: ids.map((id) => texts[id]), total };
};

describe('the search in a vocabulary', () => {
  it('finds what contains the words, those that are the words first', () => {
    expect(search('the')).toEqual({ found: [' the', 'The', 'there', 'other'], total: 4 });
    expect(search('ing').found).toEqual(['ing', '##ing']);
    expect(search('')).toEqual({ found: [], total: 0 });
    expect(search('zebra')).toEqual({ found: [], total: 0 });
  });

  it('finds what begins with them, after a space or the marks of a piece', () => {
    expect(search('th', { begins: true }).found).toEqual([' the', 'The', 'there']);
    expect(search('in', { begins: true }).found).toEqual(['ing', '##ing']);
    expect(search(' t', { begins: true }).found).toEqual([' the']);
    expect(search('##', { begins: true }).found).toEqual(['##ing']);
  });

  it('tells capital from small letters where asked', () => {
    expect(search('The', { caseSensitive: true })).toEqual({ found: ['The'], total: 1 });
    expect(search('THE').total).toBe(4);
  });

  it('finds ids: #3 alone, 2 as a text as well', () => {
    expect(search('#3')).toEqual({ found: [' the'], total: 1 });
    expect(search('2')).toEqual({ found: ['##ing', '2', ' 2', '12'], total: 4 });
    expect(search('7').found).toEqual(['2']);
    expect(search('#11')).toEqual({ found: [], total: 0 });
  });

  it('lists so many and counts all', () => {
    expect(search('t', { most: 2 })).toEqual({ found: [' the', 'The'], total: 4 });
  });

  it('takes nothing for a pattern', () => {
    expect(search('[PAD]').found).toEqual(['[PAD]']);
    expect(search('.*').total).toBe(0);
  });
});
