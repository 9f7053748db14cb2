import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  jensenShannonBits,
  mostChoices,
  mostDifferent,
  parseVariants,
  writeVariants,
  type TemplatePart,
} from '../../src/core/variants.ts';

function textsOf(template: string): string[] {
  const result = parseVariants(template);
  if ('fault' in result) throw new Error(result.fault);
  return result.variants.map(({ text }) => text);
}

describe('parseVariants', () => {
  const templates: [template: string, texts: string[]][] = [
    [
      'In [Texas|Paris] they like to buy [MASK].',
      ['In Texas they like to buy [MASK].', 'In Paris they like to buy [MASK].'],
    ],
    ['[He|She] lost [his|her] key', ['He lost his key', 'She lost her key']],
    ['a [very |]good', ['a very good', 'a good']],
    ['a [|very |so ]good', ['a good', 'a very good', 'a so good']],
    ['No group, [MASK] | [CLS] []', ['No group, [MASK] | [CLS] []']],
    // Brackets without a bar are text within a choice too.
    ['[the [MASK]|it] is', ['the [MASK] is', 'it is']],
    ['[[MASK]|x]', ['[MASK]', 'x']],
    ['a [b', ['a [b']],
    ['a [b [c] d', ['a [b [c] d']],
    ['a ] b', ['a ] b']],
    ['a [ [b', ['a [ [b']],
    ['\\[a\\|b\\] [c\\|d|\\]\\\\]', ['[a|b] c|d', '[a|b] ]\\']],
    ['C:\\dir \\', ['C:\\dir \\']],
    ['[🙂|한]!', ['🙂!', '한!']],
  ];

  it.each(templates)('reads %j', (template, texts) => {
    expect(textsOf(template)).toEqual(texts);
  });

  it('says where groups and choices lie', () => {
    expect(parseVariants('x [ab|] y [c|dé]')).toEqual({
      variants: [
        {
          text: 'x ab y c',
          choices: ['ab', 'c'],
          spans: [
            { start: 2, end: 4 },
            { start: 7, end: 8 },
          ],
        },
        {
          text: 'x  y dé',
          choices: ['', 'dé'],
          spans: [
            { start: 2, end: 2 },
            { start: 5, end: 7 },
          ],
        },
      ],
      groups: [
        { start: 2, end: 7, choices: ['ab', ''] },
        { start: 10, end: 16, choices: ['c', 'dé'] },
      ],
      parts: ['x ', { choices: ['ab', ''] }, ' y ', { choices: ['c', 'dé'] }],
    });
  });

  const faults: [template: string, fault: object][] = [
    ['', { fault: 'empty' }],
    [' \n', { fault: 'empty' }],
    ['[a|]', { fault: 'empty' }],
    ['In [Texas|Paris they', { fault: 'unclosed', at: 3 }],
    ['[a [b|c', { fault: 'unclosed', at: 3 }],
    ['[a|b [c|d] e]', { fault: 'nested', at: 5 }],
    ['[a [c|d] e]', { fault: 'nested', at: 3 }],
    ['[a|b] [c|d|e]', { fault: 'uneven', counts: [2, 3] }],
    ['x [1|2|3|4|5|6|7]', { fault: 'too-many', at: 2, count: 7, limit: 6 }],
    ['[a|b|a] c', { fault: 'same', first: 0, second: 2 }],
    // Different choices can make the same text.
    ['[a|ab][bc|c]', { fault: 'same', first: 0, second: 1 }],
  ];

  it.each(faults)('finds the fault in %j', (template, fault) => {
    expect(parseVariants(template)).toEqual(fault);
  });

  it('never throws', () => {
    const anyTemplate = fc.string({
      unit: fc.constantFrom('[', '|', ']', '\\', 'a', ' ', '🙂'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(anyTemplate, (template) => {
        const result = parseVariants(template);
        if ('fault' in result) return;
        // Each group is a stretch of the template that begins and ends with a bracket.
        for (const { start, end } of result.groups)
          expect(template.slice(start, end)).toMatch(/^\[.*\|.*\]$/s);
        for (const { text, choices, spans } of result.variants) {
          expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(choices);
        }
        expect(parseVariants(writeVariants(result.parts))).toMatchObject({
          variants: result.variants,
          parts: result.parts,
        });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('writeVariants', () => {
  it('escapes only what it must', () => {
    expect(writeVariants(['In ', { choices: ['Texas', 'Paris'] }, ' buy [MASK] | x.'])).toBe(
      'In [Texas|Paris] buy [MASK] \\| x.',
    );
    expect(writeVariants(['a [', { choices: ['b]', 'c|d\\', '[MASK]'] }])).toBe(
      'a \\[[b\\]|c\\|d\\\\|[MASK]]',
    );
  });

  it('is read back as what was written', () => {
    const piece = fc.string({
      unit: fc.constantFrom('[', '|', ']', '\\', 'a', 'b', ' ', '[MASK]', '한'),
      maxLength: 8,
    });
    const template = fc
      .integer({ min: 2, max: mostChoices })
      .chain((count) =>
        fc.array(fc.tuple(piece, fc.array(piece, { minLength: count, maxLength: count })), { maxLength: 4 }),
      );
    fc.assert(
      fc.property(template, piece, (list, end) => {
        const parts: TemplatePart[] = [...list.flatMap(([text, choices]) => [text, { choices }]), end];
        const texts = Array.from({ length: list.length > 0 ? list[0]![1].length : 1 }, (_, i) =>
          parts.map((part) => (typeof part === 'string' ? part : part.choices[i])).join(''),
        );
        const result = parseVariants(writeVariants(parts));
        if (texts.some((text) => text.trim() === '')) expect(result).toEqual({ fault: 'empty' });
        else if (new Set(texts).size < texts.length) expect(result).toMatchObject({ fault: 'same' });
        else expect(result).toMatchObject({ variants: texts.map((text) => ({ text })) });
      }),
      { numRuns: 1000 },
    );
  });
});

const logs = (...probabilities: number[]) => probabilities.map(Math.log);

describe('jensenShannonBits', () => {
  it('is 0 for equal distributions, 1 for disjoint ones', () => {
    expect(jensenShannonBits(logs(0.2, 0.3, 0.5), logs(0.2, 0.3, 0.5))).toBeCloseTo(0, 15);
    expect(jensenShannonBits(logs(1, 0), logs(0, 1))).toBe(1);
    expect(jensenShannonBits([], [])).toBe(0);
  });

  it('is as by hand', () => {
    // p = (1/2, 1/2, 0), q = (1/2, 0, 1/2): the first token adds nothing, each other ½ · ½ · log₂ 2 = 1/4.
    expect(jensenShannonBits(logs(0.5, 0.5, 0), logs(0.5, 0, 0.5))).toBeCloseTo(0.5, 14);
    // p = (3/4, 1/4), q = (1/4, 3/4): H(m) − ½·(H(p) + H(q)) = 1 − 0.8112781244591328.
    expect(jensenShannonBits(logs(0.75, 0.25), logs(0.25, 0.75))).toBeCloseTo(0.1887218755408672, 14);
  });

  it('is the entropy of the mean less the mean entropy, symmetric, from 0 to 1', () => {
    const anyPair = fc
      .array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 30 })
      .filter((list) => list.some(([p]) => p > 0) && list.some(([, q]) => q > 0));
    const entropy = (list: readonly number[]) =>
      -list.reduce((sum, p) => sum + (p > 0 ? p * Math.log2(p) : 0), 0);
    const share = (list: readonly number[]) =>
      list.map((one) => one / list.reduce((sum, other) => sum + other, 0));
    fc.assert(
      fc.property(anyPair, (list) => {
        const p = share(list.map(([one]) => one));
        const q = share(list.map(([, other]) => other));
        const value = jensenShannonBits(logs(...p), logs(...q));
        expect(value).toBeCloseTo(
          entropy(p.map((one, i) => (one + q[i]!) / 2)) - (entropy(p) + entropy(q)) / 2,
          10,
        );
        expect(value).toBe(jensenShannonBits(logs(...q), logs(...p)));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('stays finite far apart, and refuses other lengths', () => {
    expect(jensenShannonBits([0, -5000], [-5000, 0])).toBeCloseTo(1, 14);
    expect(() => jensenShannonBits([0], [0, 0])).toThrow(RangeError);
  });
});

describe('mostDifferent', () => {
  it('weighs the ratio by the probabilities', () => {
    // The third token is a million times likelier in one, and next to impossible in both.
    const p = [Math.log(0.5), Math.log(0.5), Math.log(1e-9)];
    const q = [Math.log(0.25), Math.log(0.75), Math.log(1e-15)];
    expect(mostDifferent(p, q, 3).map(({ tokenId }) => tokenId)).toEqual([0, 1, 2]);
  });

  it('has the parts as by hand, in order', () => {
    // m = (5/8, 3/8). First: ½·(3/4·log₂ 6/5 + 1/2·log₂ 4/5); second: ½·(1/4·log₂ 2/3 + 1/2·log₂ 4/3).
    const [one, other] = mostDifferent(logs(0.75, 0.25), logs(0.5, 0.5), 5);
    expect(one).toMatchObject({ tokenId: 1 });
    expect(one!.bits).toBeCloseTo((0.25 * -0.5849625007211562 + 0.5 * 0.41503749927884376) / 2, 12);
    expect(one!.logRatio).toBeCloseTo(-Math.LN2, 12);
    expect(other).toMatchObject({ tokenId: 0 });
    expect(other!.bits).toBeCloseTo((0.75 * 0.2630344058337938 - 0.5 * 0.32192809488736235) / 2, 12);
    expect(other!.logRatio).toBeCloseTo(0.4054651081081644, 12);
  });

  it('leaves out what does not differ, and takes a side or a part of the tokens where told', () => {
    const p = logs(0.5, 0.2, 0.2, 0.1, 0);
    const q = logs(0.5, 0.1, 0.2, 0.1, 0.1);
    const ids = (...args: [number, Parameters<typeof mostDifferent>[3]?]) =>
      mostDifferent(p, q, ...args).map(({ tokenId }) => tokenId);
    expect(ids(9)).toEqual([4, 1]);
    expect(ids(1)).toEqual([4]);
    expect(ids(0)).toEqual([]);
    expect(ids(9, { side: 'first' })).toEqual([1]);
    expect(ids(9, { side: 'second' })).toEqual([4]);
    expect(ids(9, { include: (id) => id !== 4 })).toEqual([1]);
    expect(mostDifferent(p, q, 1)[0]!.logRatio).toBe(-Infinity);
  });

  it('has parts that make up the divergence', () => {
    const p = logs(0.7, 0.1, 0.15, 0.05);
    const q = logs(0.1, 0.6, 0.05, 0.25);
    const sum = mostDifferent(p, q, 10).reduce((total, { bits }) => total + bits, 0);
    expect(sum).toBeCloseTo(jensenShannonBits(p, q), 14);
  });
});
