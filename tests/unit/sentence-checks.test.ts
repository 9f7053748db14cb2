import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lacksFullStop, outerSpaces, withFullStop } from '../../src/core/sentence-checks.ts';

describe('lacksFullStop', () => {
  it.each([
    'The cat sat on the [MASK]',
    'The cat sat on the ___ ',
    '[MASK]',
    'two words',
    'He said, “no”',
    'and so on:',
    'well, then,',
    'Is it (yes. or) no',
    '고양이가 앉았다',
  ])('sees it in %j', (text) => {
    expect(lacksFullStop(text)).toBe(true);
  });

  it.each([
    'The [MASK] sat.',
    'The [MASK] sat. \n',
    'Is it [MASK]?',
    'It is [MASK]!',
    'And then [MASK]…',
    'And then [MASK]...',
    '猫は[MASK]。',
    'He said, “it is [MASK].”',
    "He said, 'it is [MASK].'",
    '(It is [MASK].)',
    'Er sagte: »Nein, nie.«',
    'What [MASK]?!',
    'cat',
    "don't",
    '',
    '  ',
    '- -',
  ])('does not in %j', (text) => {
    expect(lacksFullStop(text)).toBe(false);
  });
});

describe('withFullStop', () => {
  it('puts it before the white space at the end', () => {
    expect(withFullStop('The [MASK] sat')).toBe('The [MASK] sat.');
    expect(withFullStop(' The [MASK] \n')).toBe(' The [MASK]. \n');
    expect(withFullStop('“no”')).toBe('“no”.');
  });

  it('leaves a sentence and a blank text as they are', () => {
    expect(withFullStop('It sat. ')).toBe('It sat. ');
    expect(withFullStop('“It sat.” ')).toBe('“It sat.” ');
    expect(withFullStop('')).toBe('');
    expect(withFullStop(' \n')).toBe(' \n');
  });

  it('leaves nothing lacking, and takes nothing away', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('cat', '[MASK]', ' ', '.', '?', '”', ')', ',') }),
        (text) => {
          const full = withFullStop(text);
          expect(lacksFullStop(full)).toBe(false);
          expect(withFullStop(full)).toBe(full);
          expect([text, text.trimEnd() + '.' + text.slice(text.trimEnd().length)]).toContain(full);
        },
      ),
    );
  });
});

describe('outerSpaces', () => {
  it('counts both ends', () => {
    expect(outerSpaces('  a b \n\t')).toEqual({ leading: 2, trailing: 3 });
    expect(outerSpaces('a')).toEqual({ leading: 0, trailing: 0 });
    expect(outerSpaces('')).toEqual({ leading: 0, trailing: 0 });
    expect(outerSpaces(' \n ')).toEqual({ leading: 3, trailing: 0 });
    expect(outerSpaces('\u00a0a\u3000')).toEqual({ leading: 1, trailing: 1 });
  });
});
