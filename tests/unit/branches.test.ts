import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchTree } from '../../src/core/branch-tree.ts';
import { Branches, sharedLength, type Branch } from '../../src/core/branches.ts';

interface Token {
  readonly tokenId: number;
  readonly fact?: string;
}

const tokens = (...ids: number[]): Token[] => ids.map((tokenId) => ({ tokenId }));
const idsOf = ({ tokens }: Branch<Token>) => tokens.map(({ tokenId }) => tokenId);
const list = (branches: Branches<Token>) => branches.all.map(({ id }) => id);

/** Two prompt tokens, three generated, and a branch that parts at the fourth. */
function forked() {
  const branches = new Branches<Token>();
  const first = branches.start(tokens(1, 2, 3, 4, 5), 2).id;
  const second = branches.fork(first, 3).id;
  branches.push(second, { tokenId: 9 });
  return { branches, first, second };
}

const get = (branches: Branches<Token>, id: number) => branches.all.find((branch) => branch.id === id)!;

describe('branches', () => {
  it('begin with none', () => {
    const branches = new Branches<Token>();
    expect(branches.all).toEqual([]);
    expect(branches.current).toBeNull();
    expect(branches.undoable).toBe(0);
    expect(branches.undo()).toBeNull();
  });

  it('share the tokens before a fork', () => {
    const { branches, first, second } = forked();
    expect(idsOf(get(branches, second))).toEqual([1, 2, 3, 9]);
    expect(idsOf(get(branches, first))).toEqual([1, 2, 3, 4, 5]);
    for (const i of [0, 1, 2]) {
      expect(get(branches, second).tokens[i]).toBe(get(branches, first).tokens[i]);
    }
    expect(branches.current).toBe(get(branches, second));
    expect(branches.current).toMatchObject({ name: '', number: 2, promptLength: 2 });
  });

  it('are left alone by what is done to the list they were made of', () => {
    const branches = new Branches<Token>();
    const own = tokens(1, 2);
    branches.start(own, 1);
    own.push({ tokenId: 3 });
    expect(idsOf(branches.current!)).toEqual([1, 2]);
  });

  it('are new values where they changed, and the same where they did not', () => {
    const { branches, first, second } = forked();
    const before = branches.all;
    branches.push(second, ...tokens(10, 11));
    expect(branches.all).not.toBe(before);
    expect(before[1]!.tokens).toHaveLength(4);
    expect(idsOf(get(branches, second))).toEqual([1, 2, 3, 9, 10, 11]);
    expect(get(branches, first)).toBe(before[0]);
  });

  it('take newer facts wherever the old ones were shared', () => {
    const { branches, first, second } = forked();
    branches.prune(first);
    const twin = branches.start(tokens(1, 2, 3), 2).id;
    branches.replace(second, 1, { tokenId: 2, fact: 'scored' }, { tokenId: 3, fact: 'scored too' });
    expect(get(branches, second).tokens.map(({ fact }) => fact)).toEqual([
      undefined,
      'scored',
      'scored too',
      undefined,
    ]);
    // Equal ids of another origin are other tokens.
    expect(get(branches, twin).tokens.every(({ fact }) => fact === undefined)).toBe(true);
    expect(branches.undo()!.tokens[2]).toBe(get(branches, second).tokens[2]);
  });

  it('refuse facts of another token, or past the end', () => {
    const { branches, first } = forked();
    const before = branches.all;
    expect(() => branches.replace(first, 1, { tokenId: 7 })).toThrow(RangeError);
    expect(() => branches.replace(first, 1, ...tokens(2, 7))).toThrow(RangeError);
    expect(() => branches.replace(first, 5, { tokenId: 5 })).toThrow(RangeError);
    expect(() => branches.replace(first, 4, ...tokens(5, 6))).toThrow(RangeError);
    expect(() => branches.replace(first, -1, { tokenId: 1 })).toThrow(RangeError);
    expect(branches.all).toBe(before);
  });

  it('fork no earlier than the end of the prompt, and no later than the end', () => {
    const { branches, first } = forked();
    for (const at of [0, 1, 6, 2.5, NaN]) expect(() => branches.fork(first, at)).toThrow(RangeError);
    expect(idsOf(branches.fork(first, 2))).toEqual([1, 2]);
    expect(idsOf(branches.fork(first, 5))).toEqual([1, 2, 3, 4, 5]);
  });

  it('need a prompt', () => {
    const branches = new Branches<Token>();
    for (const length of [0, 3, -1, 1.5]) {
      expect(() => branches.start(tokens(1, 2), length)).toThrow(RangeError);
    }
    expect(branches.all).toEqual([]);
  });

  it('have names without white space around, of 60 characters', () => {
    const { branches, first } = forked();
    branches.rename(first, '  Paris \n');
    expect(get(branches, first).name).toBe('Paris');
    branches.rename(first, '🌊'.repeat(70));
    expect(get(branches, first).name).toBe('🌊'.repeat(60));
    branches.rename(first, `${'a'.repeat(59)} b`);
    expect(get(branches, first).name).toBe('a'.repeat(59));
    branches.rename(first, ' ');
    expect(get(branches, first).name).toBe('');
  });

  it('know no ids but their own', () => {
    const { branches } = forked();
    const calls: ((id: number) => unknown)[] = [
      (id) => branches.fork(id, 2),
      (id) => branches.push(id, { tokenId: 1 }),
      (id) => branches.replace(id, 0, { tokenId: 1 }),
      (id) => branches.switchTo(id),
      (id) => branches.rename(id, 'x'),
      (id) => branches.prune(id),
      (id) => branches.discard(id, null),
      (id) => branches.dropTwin(id),
    ];
    for (const call of calls) for (const id of [0, 3, 1.5, NaN]) expect(() => call(id)).toThrow(RangeError);
  });

  it('come back to their place after pruning', () => {
    const { branches, first, second } = forked();
    const third = branches.fork(first, 4).id;
    const before = branches.all;
    branches.prune(second);
    expect(list(branches)).toEqual([first, third]);
    expect(branches.current!.id).toBe(third);
    branches.prune(first);
    expect(branches.undoable).toBe(2);
    expect(branches.undo()).toBe(before[0]);
    expect(branches.undo()).toBe(before[1]);
    expect(branches.all).toEqual(before);
    expect(branches.current).toBe(before[1]);
    expect(branches.undoable).toBe(0);
  });

  it('are followed by the nearest one when the current one is pruned', () => {
    const branches = new Branches<Token>();
    const [a, b, c, d] = [tokens(1, 2, 3), tokens(1, 2, 4, 5), tokens(1, 2, 4, 6), tokens(8)].map(
      (text) => branches.start(text, 1).id,
    );
    branches.switchTo(c!);
    branches.prune(c!);
    // Three tokens in common, the others two or none.
    expect(branches.current!.id).toBe(b);
    branches.prune(b!);
    expect(branches.current!.id).toBe(a);
    branches.prune(a!);
    expect(branches.current!.id).toBe(d);
    branches.prune(d!);
    expect(branches.current).toBeNull();
    expect(branches.undo()!.id).toBe(d);
  });

  it('leave the current one where it is when another is pruned', () => {
    const { branches, first, second } = forked();
    branches.prune(first);
    expect(branches.current!.id).toBe(second);
  });

  it('are gone for good when discarded, and so is their number', () => {
    const { branches, first, second } = forked();
    const third = branches.fork(second, 4).id;
    branches.discard(third, first);
    expect(list(branches)).toEqual([first, second]);
    expect(branches.current!.id).toBe(first);
    expect(branches.undoable).toBe(0);
    branches.discard(branches.fork(second, 4).id, null);
    expect(branches.current!.id).toBe(second);
    branches.discard(second, 99);
    expect(branches.current!.id).toBe(first);
    expect(branches.fork(first, 3)).toMatchObject({ id: 5, number: 2 });
    // A pruned one may come back: its number stays its own.
    branches.prune(5);
    expect(branches.fork(first, 3).number).toBe(3);
    for (const { id } of branches.all) branches.discard(id, null);
    expect(branches.current).toBeNull();
  });

  it('drop an older twin without a name', () => {
    const branches = new Branches<Token>();
    const named = branches.start(tokens(1, 2, 3), 1).id;
    branches.rename(named, 'kept');
    branches.start(tokens(1, 2, 3), 1);
    const otherPrompt = branches.start(tokens(1, 2, 3), 2).id;
    const longer = branches.start(tokens(1, 2, 3, 4), 1).id;
    branches.start(tokens(1, 2, 3), 1);
    const last = branches.start(tokens(1, 2, 3), 1).id;
    branches.switchTo(2);
    expect(branches.dropTwin(longer)).toBe(false);
    expect(branches.dropTwin(named)).toBe(false);
    expect(branches.dropTwin(last)).toBe(true);
    expect(list(branches)).toEqual([named, otherPrompt, longer, last]);
    expect(branches.current!.id).toBe(last);
    expect(branches.undoable).toBe(0);
  });
});

/** An operation by numbers, which are brought into range when it is carried out. */
const anyOperation = fc.record({
  kind: fc.constantFrom(
    'start',
    'fork',
    'push',
    'replace',
    'switch',
    'rename',
    'prune',
    'discard',
    'undo',
    'twin',
  ),
  which: fc.nat(20),
  at: fc.nat(20),
  // Few ids, so that texts meet again.
  ids: fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }),
});

describe('branches always', () => {
  it('hold together, whatever is done to them', () => {
    fc.assert(
      fc.property(fc.array(anyOperation, { maxLength: 40 }), (operations) => {
        const branches = new Branches<Token>();
        const seen = new Set<number>();
        /** How many tokens a branch took from another. */
        const forks: { id: number; from: number; at: number }[] = [];
        for (const { kind, which, at, ids } of operations) {
          const { all } = branches;
          const branch = all[which % Math.max(1, all.length)];
          if (kind === 'start') {
            const made = branches.start(tokens(...ids), 1 + (at % ids.length));
            expect(seen.has(made.id)).toBe(false);
            expect(branches.current).toBe(made);
          } else if (kind === 'undo') {
            const { undoable } = branches;
            const back = branches.undo();
            expect(branches.undoable).toBe(Math.max(0, undoable - 1));
            if (back) expect(branches.current).toBe(back);
          } else if (branch) {
            const { id, promptLength, tokens: own } = branch;
            switch (kind) {
              case 'fork': {
                const place = promptLength + (at % (own.length - promptLength + 1));
                const made = branches.fork(id, place);
                expect(seen.has(made.id)).toBe(false);
                forks.push({ id: made.id, from: id, at: place });
                break;
              }
              case 'push':
                branches.push(id, ...tokens(...ids));
                break;
              case 'replace': {
                const place = at % own.length;
                branches.replace(id, place, { tokenId: own[place]!.tokenId, fact: `${which}` });
                break;
              }
              case 'switch':
                branches.switchTo(id);
                expect(branches.current!.id).toBe(id);
                break;
              case 'rename':
                branches.rename(id, `name ${which}`);
                break;
              case 'prune': {
                const wasCurrent = branches.current!.id;
                branches.prune(id);
                expect(branches.all).toHaveLength(all.length - 1);
                if (wasCurrent !== id) expect(branches.current!.id).toBe(wasCurrent);
                // There and back again, every other time.
                if (at % 2 === 0) {
                  expect(branches.undo()).toBe(branch);
                  expect(branches.all).toEqual(all);
                }
                break;
              }
              case 'discard':
                branches.discard(id, all[at % all.length]!.id);
                expect(branches.all).toEqual(all.filter((other) => other !== branch));
                break;
              case 'twin':
                if (branches.dropTwin(id)) expect(branches.all.length).toBeLessThan(all.length);
                break;
            }
          }
          for (const { id } of branches.all) seen.add(id);
          const now = list(branches);
          expect(now).toEqual([...new Set(now)].sort((a, b) => a - b));
          const numbers = branches.all.map(({ number }) => number);
          expect(new Set(numbers).size).toBe(numbers.length);
          if (now.length === 0) expect(branches.current).toBeNull();
          else expect(branches.all).toContain(branches.current);
          for (const fork of forks) {
            const made = get(branches, fork.id);
            const from = get(branches, fork.from);
            if (!made || !from) continue;
            for (let i = 0; i < fork.at; i++) expect(made.tokens[i]).toBe(from.tokens[i]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** A branch of the tree's tests: its id is its place. */
const branch = (id: number, promptLength: number, ...ids: number[]): Branch<Token> => ({
  id,
  name: '',
  number: id,
  promptLength,
  tokens: tokens(...ids),
});

const rowsOf = (branches: readonly Branch<Token>[]) =>
  branchTree(branches).map(({ branch: { id }, parentId, level, forkAt }) => [id, parentId, level, forkAt]);

describe('the tree of branches', () => {
  it('is empty for none', () => {
    expect(branchTree([])).toEqual([]);
  });

  it('hangs each branch on the earlier one that it shares most with', () => {
    expect(
      rowsOf([
        branch(1, 2, 1, 2, 3, 4, 5, 6),
        branch(2, 2, 1, 2, 3, 4, 9, 9),
        branch(3, 2, 1, 2, 8),
        // Shares five tokens with 2, four with 1.
        branch(4, 2, 1, 2, 3, 4, 9, 7),
      ]),
    ).toEqual([
      [1, null, 0, 0],
      [3, 1, 1, 2],
      [2, 1, 1, 4],
      [4, 2, 2, 5],
    ]);
  });

  it('takes the first of several that share as much, and orders by place, then by making', () => {
    expect(
      rowsOf([branch(1, 1, 1, 2), branch(2, 1, 1, 3), branch(3, 1, 1, 4), branch(4, 1, 1, 2, 5)]),
    ).toEqual([
      [1, null, 0, 0],
      [2, 1, 1, 1],
      [3, 1, 1, 1],
      [4, 1, 1, 2],
    ]);
  });

  it('begins a root where no first token is shared', () => {
    expect(rowsOf([branch(1, 1, 1, 2), branch(2, 1, 3, 2), branch(3, 1, 3, 4)])).toEqual([
      [1, null, 0, 0],
      [2, null, 0, 0],
      [3, 2, 1, 1],
    ]);
  });

  it('begins a root where the texts part inside both prompts', () => {
    expect(rowsOf([branch(1, 3, 1, 2, 3, 4), branch(2, 3, 1, 2, 5, 6)])).toEqual([
      [1, null, 0, 0],
      [2, null, 0, 0],
    ]);
  });

  it('hangs a text on another prompt where one prompt is shared whole', () => {
    // The first prompt is the beginning of the second, then the second that of the third.
    expect(rowsOf([branch(1, 2, 1, 2, 3, 4), branch(2, 3, 1, 2, 5, 6)])).toEqual([
      [1, null, 0, 0],
      [2, 1, 1, 2],
    ]);
    expect(rowsOf([branch(1, 3, 1, 2, 3, 4), branch(2, 2, 1, 2, 5, 6)])).toEqual([
      [1, null, 0, 0],
      [2, 1, 1, 2],
    ]);
    // Three tokens of 1, but inside both prompts; two of 2, which are its prompt.
    expect(rowsOf([branch(1, 4, 1, 2, 3, 4), branch(2, 2, 1, 2, 9), branch(3, 4, 1, 2, 3, 8)])).toEqual([
      [1, null, 0, 0],
      [2, 1, 1, 2],
      [3, 2, 2, 2],
    ]);
  });

  it('hangs a text that has nothing of its own at its end', () => {
    expect(rowsOf([branch(1, 1, 1, 2, 3), branch(2, 1, 1, 2), branch(3, 1, 1, 2, 3)])).toEqual([
      [1, null, 0, 0],
      [2, 1, 1, 2],
      [3, 1, 1, 3],
    ]);
  });

  it('is what comparing all with all gives', () => {
    const anyBranch = fc
      .array(fc.nat(2), { minLength: 1, maxLength: 6 })
      .chain((ids) => fc.tuple(fc.constant(ids), fc.integer({ min: 1, max: ids.length })));
    fc.assert(
      fc.property(fc.array(anyBranch, { maxLength: 12 }), (texts) => {
        const branches = texts.map(([ids, promptLength], i) => branch(i + 1, promptLength, ...ids));
        const rows = branchTree(branches);
        expect(rows.map(({ branch }) => branch.id).sort((a, b) => a - b)).toEqual(
          branches.map(({ id }) => id),
        );
        for (const [place, { branch, parentId, level, forkAt }] of rows.entries()) {
          let expected: { id: number | null; shared: number } = { id: null, shared: 0 };
          for (const other of branches.slice(0, branch.id - 1)) {
            const shared = sharedLength(other.tokens, branch.tokens);
            const related = shared >= Math.min(other.promptLength, branch.promptLength);
            if (related && shared > expected.shared) expected = { id: other.id, shared };
          }
          expect({ parentId, forkAt }).toEqual({ parentId: expected.id, forkAt: expected.shared });
          const parent = rows.findIndex((row) => row.branch.id === parentId);
          expect(level).toBe(parent < 0 ? 0 : rows[parent]!.level + 1);
          expect(parent).toBeLessThan(place);
          // Nothing but descendants of the parent stands between.
          for (const row of rows.slice(parent + 1, place)) expect(row.level).toBeGreaterThanOrEqual(level);
        }
      }),
      { numRuns: 300 },
    );
  });
});
