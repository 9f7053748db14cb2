import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkedText, groupsPerChunk, groupsPerParagraph } from '../../src/elements/chips/chunks.ts';
import { record } from '../browser/token-records.ts';

const words = (count: number, text = ' w') => Array.from({ length: count }, () => record(text));
const lengths = (text: ChunkedText) => text.chunks.map(({ groups }) => groups.length);

describe('ChunkedText', () => {
  it('cuts a text into chunks, and makes only the last anew when a token comes', () => {
    const text = new ChunkedText();
    const tokens = words(150);
    expect(text.update(tokens)).toBe(true);
    expect(lengths(text)).toEqual([64, 64, 22]);
    const before = [...text.chunks];
    expect(text.update(tokens)).toBe(false);
    tokens.push(record('!'));
    expect(text.update(tokens)).toBe(true);
    expect(lengths(text)).toEqual([64, 64, 23]);
    expect(text.chunks.map((chunk, i) => chunk === before[i])).toEqual([true, true, false]);
  });

  it('begins a new block after a line break, once there is enough before it', () => {
    const text = new ChunkedText();
    text.update([
      ...words(10),
      record('\n'),
      ...words(130),
      record('.\n'),
      ...words(5),
      record('\n'),
      ...words(3),
    ]);
    // 10 + 1 + 130 + 1 groups are the first paragraph: its last chunk ends on the line break.
    expect(text.paragraphs.map((chunks) => chunks.map(({ groups }) => groups.length))).toEqual([
      [64, 64, 14],
      [9],
    ]);
  });

  it('keeps a character of several tokens in one chunk', () => {
    const text = new ChunkedText();
    const half = (bytes: number[]) => record('', 0.5, { bytes: Uint8Array.from(bytes) });
    const tokens = [...words(63), half([0xed, 0x95])];
    text.update(tokens);
    const before = text.chunks[0];
    tokens.push(half([0x9c]), ...words(1));
    text.update(tokens);
    expect(text.chunks.map(({ start, end }) => [start, end])).toEqual([
      [0, 65],
      [65, 66],
    ]);
    expect(text.chunks[0]).not.toBe(before);
    expect(text.groupOf(64)).toMatchObject({ start: 63, end: 65, text: '한' });
    expect(text.text.endsWith('한 w')).toBe(true);
  });

  it('is after any changes what it would be from the start', () => {
    const token = fc.constantFrom(' a', 'b', '\n', '한').map((text) => record(text));
    const part = fc
      .tuple(fc.constantFrom(0, 3, 60, 64, 130), fc.array(token, { maxLength: 8 }))
      .map(([count, end]) => [...words(count), ...end]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300), part), { maxLength: 5 }), (edits) => {
        const text = new ChunkedText();
        let tokens: ReturnType<typeof record>[] = [];
        for (const [keep, more] of edits) {
          const before = [...text.chunks];
          const kept = Math.min(keep, tokens.length);
          tokens = [...tokens.slice(0, kept), ...more];
          text.update(tokens);
          // What lies before the change, in full chunks, is not made anew.
          const settled = before.filter(
            ({ end, groups, endsParagraph }) =>
              end <= kept && (groups.length === groupsPerChunk || endsParagraph),
          );
          expect(text.chunks.slice(0, settled.length).every((chunk, i) => chunk === settled[i])).toBe(true);
        }
        const anew = new ChunkedText();
        anew.update(tokens);
        expect(text.chunks).toEqual(anew.chunks);
        expect(text.chunks.flatMap(({ groups }) => groups)).toEqual(text.groups);
        for (const { groups, endsParagraph, paragraphGroups } of text.chunks) {
          expect(groups.length).toBeLessThanOrEqual(groupsPerChunk);
          if (endsParagraph) expect(paragraphGroups).toBeGreaterThanOrEqual(groupsPerParagraph);
        }
      }),
    );
  });
});
