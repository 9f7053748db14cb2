import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chipText, type ChipSegment, type ChipTextOptions } from '../../src/charts/chip-text.ts';

const encoder = new TextEncoder();
const line = (segments: readonly ChipSegment[]) =>
  segments
    .map((one) => (one.kind === 'text' ? one.text : one.kind === 'space' ? '·' : one.sign + one.text))
    .join('');

/** `before|body|after`, with marked spaces as `·`. */
function show(text: string, options?: ChipTextOptions): string {
  const { before, body, after } = chipText(text, encoder.encode(text), options);
  return [line(before), line(body), after].join('|');
}

describe('chipText', () => {
  it.each([
    ['cat', '|cat|'],
    [' cat', ' |cat|'],
    ['  cat', '··|cat|'],
    ['a b', '|a b|'],
    ['a  b', '|a··b|'],
    ['cat ', '|cat |'],
    [' ', '|·|'],
    ['   ', '|···|'],
    ['\n', '|↵|\n'],
    ['\n\n', '|↵\n↵|\n'],
    ['.\n', '|.↵|\n'],
    ['a\nb', '|a↵\nb|'],
    [' \n', '|·↵|\n'],
    ['\t', '|⇥\t|'],
    ['한글', '|한글|'],
  ])('shows %j as %j', (text, shown) => {
    expect(show(text)).toBe(shown);
  });

  it('marks every space where asked, and the last ones of a prompt', () => {
    expect(show(' a b ', { showSpaces: true })).toBe('·|a·b·|');
    expect(show(' a b ', { markTrailing: true })).toBe(' |a b·|');
  });

  it('shows what cannot be seen by its bytes', () => {
    // By hand: U+200D is E2 80 8D, U+FE0F is EF B8 8F.
    expect(show('\u200d')).toBe('|<E2><80><8D>|');
    expect(show('\ufe0f')).toBe('|<EF><B8><8F>|');
    expect(show('\u0007')).toBe('|<07>|');
    expect(line(chipText('', Uint8Array.of(0xf0, 0x9f)).body)).toBe('<F0><9F>');
    expect(line(chipText('\ufffd', Uint8Array.of(0x99)).body)).toBe('<99>');
    expect(chipText('', new Uint8Array())).toEqual({ before: [], body: [], after: '' });
  });

  it('shows what would disfigure the page by its code points', () => {
    expect(show(' a\u202eb')).toBe(' |a<U+202E>b|');
    expect(show('\u202e\u2066')).toBe('|<U+202E><U+2066>|');
    expect(show(`e${'\u0301'.repeat(400)}`)).toBe('|e<U+0301><U+0301><U+0301>…|');
    expect(show(`e${'\u0301'.repeat(8)}`)).toBe(`|e${'\u0301'.repeat(8)}|`);
    const { body } = chipText('\u202e', encoder.encode('\u202e'));
    expect(body).toEqual([{ kind: 'sign', sign: '<U+202E>', text: '' }]);
  });

  it('keeps the text, so that it can be copied', () => {
    const unit = fc.constantFrom(' ', 'a', '한', '\n', '\t');
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1 }), fc.boolean(), (text, showSpaces) => {
        const { before, body, after } = chipText(text, encoder.encode(text), { showSpaces });
        const copied = [...before, ...body].map((one) => (one.kind === 'space' ? ' ' : one.text)).join('');
        expect(copied + after).toBe(text);
      }),
    );
  });
});
