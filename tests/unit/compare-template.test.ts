import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseVariants } from '../../src/core/variants.ts';
import { exampleNames, examples, firstExample } from '../../src/elements/compare/examples.ts';
import { faultText } from '../../src/elements/compare/fault-text.ts';
import {
  blankLastWord,
  canVary,
  readTemplate,
  variantNames,
  varyWords,
} from '../../src/elements/compare/template.ts';
import { en } from '../../src/i18n/en.ts';
import { readCompare } from '../../src/records/views/compare.ts';

describe('readTemplate', () => {
  it('gives the sentences and how many blanks each has', () => {
    const { variants, blanks, fault } = readTemplate('In [Texas|Paris] they ___ to buy [MASK].');
    expect(variants.map(({ text }) => text)).toEqual([
      'In Texas they ___ to buy [MASK].',
      'In Paris they ___ to buy [MASK].',
    ]);
    expect([blanks, fault]).toEqual([2, null]);
  });

  it.each([
    ['A cat sat on the [MASK].', { fault: 'single' }],
    ['A [cat|dog] sat.', { fault: 'no-blank' }],
    ['[The [MASK]|It] likes a [MASK].', { fault: 'blanks', counts: [2, 1] }],
    ['[He|She] said [his|her|its] [MASK].', { fault: 'uneven', counts: [2, 3] }],
    ['[a|b', { fault: 'unclosed', at: 0 }],
    ['[a|a] [MASK].', { fault: 'same', first: 0, second: 1 }],
  ])('says why %j cannot be compared', (template, fault) => {
    expect(readTemplate(template).fault).toEqual(fault);
  });

  it('has no fault to find with the examples', () => {
    for (const template of Object.values(examples)) expect(readTemplate(template).fault).toBeNull();
  });

  it('opens with an example that differs, and has a recording of each', () => {
    for (const name of exampleNames) {
      const path = new URL(`../../src/elements/compare/recorded/${name}.json`, import.meta.url);
      const { data } = readCompare(readFileSync(path, 'utf8'));
      expect(data.template).toBe(examples[name]);
      if (examples[name] === firstExample) expect(data.divergences[0]!.bits).toBeGreaterThan(0.2);
    }
  });
});

describe('faultText', () => {
  it('quotes the bracket that is meant, and no more than its beginning', () => {
    const fault = { fault: 'unclosed', at: 3 } as const;
    expect(faultText(fault, 'In [Texas|Paris, France they buy.', en)).toBe(
      'The bracket at “[Texas|Paris, Fr…” is never closed. Write ] after its last choice.',
    );
    expect(faultText(fault, 'In [a|b', en)).toContain('“[a|b”');
  });

  it('counts sentences from 1, and says how many choices are too many', () => {
    expect(faultText({ fault: 'same', first: 0, second: 2 }, '', en)).toContain(
      'Sentences 1 and 3 are the same.',
    );
    expect(faultText({ fault: 'too-many', at: 0, count: 8, limit: 6 }, '', en)).toMatch(
      /8 choices .* at most 6 sentences .* Take 2 out\./,
    );
  });

  it('says nothing of an empty field', () => {
    expect(faultText({ fault: 'empty' }, ' ', en)).toBeNull();
    expect(faultText({ fault: 'empty' }, '[|a]', en)).toContain('would be empty');
  });
});

describe('variantNames', () => {
  const names = (template: string) => variantNames(readTemplate(template).variants, '(nothing)');

  it('are the choices, of several groups joined', () => {
    expect(names('In [Texas|Paris] it [MASK].')).toEqual(['Texas', 'Paris']);
    expect(names('[He|She] lost [his|her] [MASK].')).toEqual(['He / his', 'She / her']);
    expect(names('A robin is [|not ]a [MASK].')).toEqual(['(nothing)', 'not']);
  });

  it('are told apart by number where spaces or the cut make them the same', () => {
    expect(names('a[ |  ]b [MASK].')).toEqual(['(nothing) (1)', '(nothing) (2)']);
    const [first, second] = names(`[${'x'.repeat(40)}a|${'x'.repeat(40)}b] [MASK].`);
    expect(first).toBe(`${'x'.repeat(27)}… (1)`);
    expect(second).toBe(`${'x'.repeat(27)}… (2)`);
  });
});

/** The template with a caret, or a selection between two of them, each written as `^`. */
function vary(marked: string): string {
  const from = marked.indexOf('^');
  const rest = marked.slice(from + 1).indexOf('^');
  const to = rest < 0 ? from : from + rest;
  const { text, caret } = varyWords(marked.replaceAll('^', ''), from, to);
  return `${text.slice(0, caret)}^${text.slice(caret)}`;
}

describe('varyWords', () => {
  it.each([
    ['In ^Texas^ they buy.', 'In [Texas|^] they buy.'],
    // Without the spaces around it.
    ['In^ Texas ^they buy.', 'In [Texas|^] they buy.'],
    // A blank that the selection cuts is taken whole.
    ['They like [MA^SK] a lot^.', 'They like [[MASK] a lot|^].'],
    // Within a group it gets one choice more.
    ['In [Te^xa^s|Paris] they buy.', 'In [Texas|Paris|^] they buy.'],
    ['^In [Texas|Paris] they^ buy.', 'In [Texas|Paris|^] they buy.'],
    // Also while another group is at fault.
    ['[He|She|It] lost [h^is^|her] hat.', '[He|She|It] lost [his|her|^] hat.'],
    // A bar would part the words in two.
    ['a ^b|c^ d', 'a [b\\|c|^] d'],
  ])('makes of %j %j', (before, after) => {
    expect(vary(before)).toBe(after);
  });

  it('loses no character of the text', () => {
    const template = fc.string({ unit: fc.constantFrom('a', ' ', '[', ']', '|', '\\', '.', '[MASK]') });
    fc.assert(
      fc.property(template, fc.nat(), fc.nat(), (text, a, b) => {
        const [from, to] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        fc.pre(canVary(text, from, to));
        const letters = (some: string) => some.replaceAll(/[^aMSK.]/g, '');
        expect(letters(varyWords(text, from, to).text)).toBe(letters(text));
      }),
    );
  });
});

describe('blankLastWord', () => {
  const blanked = (template: string) => {
    const set = parseVariants(template);
    if ('fault' in set) throw new Error(set.fault);
    return blankLastWord(set.parts);
  };

  it.each([
    ['In [Texas|Paris] they buy beer.', 'In [Texas|Paris] they buy [MASK].'],
    ['They buy [beer|wine].', 'They [MASK] [beer|wine].'],
    ['[He|She].', '[He|She] [MASK].'],
    ['[He|She]', '[He|She] [MASK].'],
    ['It costs \\[5\\] in [Texas|Paris] now!', 'It costs [5] in [Texas|Paris] [MASK]!'],
  ])('makes of %j %j', (before, after) => {
    expect(blanked(before)).toBe(after);
    expect(readTemplate(after).fault).toBeNull();
  });
});
