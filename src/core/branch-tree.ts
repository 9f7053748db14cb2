import type { Branch } from './branches.ts';

/** A branch as it stands in the tree. */
export interface BranchRow<T> {
  readonly branch: Branch<T>;
  /** The branch that it hangs on; `null` for a root. */
  readonly parentId: number | null;
  /** How deep it is nested; 0 for a root. */
  readonly level: number;
  /** Index of the first token that its parent does not have; 0 for a root. */
  readonly forkAt: number;
}

/**
 * The branches as a tree by token ids: each hangs on the earlier branch with which it shares the longest beginning, and of
 * several such, on the first. Texts that part inside both of their prompts have nothing to do with each other.
 *
 * @param branches in the order of making
 * @returns each branch below its parent, the children of one in the order of where they part, then of making
 */
export function branchTree<T extends { readonly tokenId: number }>(
  branches: readonly Branch<T>[],
): readonly BranchRow<T>[] {
  const root = newNode();
  const roots: Link[] = [];
  const childrenOf: Link[][] = branches.map(() => []);
  for (const [index, branch] of branches.entries()) {
    const { parent, forkAt } = insert(root, branch, index);
    (parent < 0 ? roots : childrenOf[parent]!).push({ index, forkAt });
  }

  const rows: BranchRow<T>[] = [];
  const waiting: (Link & { parentId: number | null; level: number })[] = [];
  const queue = (links: Link[], parentId: number | null, level: number) => {
    // What is put last is taken first.
    links.sort((a, b) => b.forkAt - a.forkAt || branches[b.index]!.id - branches[a.index]!.id);
    for (const link of links) waiting.push({ ...link, parentId, level });
  };
  queue(roots, null, 0);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { index, parentId, level, forkAt } = next;
    const branch = branches[index]!;
    rows.push({ branch, parentId, level, forkAt });
    queue(childrenOf[index]!, branch.id, level + 1);
  }
  return rows;
}

interface Link {
  readonly index: number;
  readonly forkAt: number;
}

/** A place in the prefix tree of token ids: what the tokens from the root to here have in common. */
interface Node {
  /** Index of the first branch that comes through here; -1 for none. */
  passing: number;
  /** Index of the first that does so after the end of its prompt. */
  passingPrompt: number;
  /** The id that leads to `child`: most places have one way on, and a map for each would be most of the work. */
  tokenId: number;
  child: Node | null;
  /** All other ways on. */
  children: Map<number, Node> | null;
}

function insert<T extends { readonly tokenId: number }>(
  root: Node,
  { tokens, promptLength }: Branch<T>,
  index: number,
): { parent: number; forkAt: number } {
  let node = root;
  let parent = -1;
  let forkAt = 0;
  for (const [i, { tokenId }] of tokens.entries()) {
    node = step(node, tokenId);
    const depth = i + 1;
    // Past the end of this prompt, any earlier branch will do; before it, one whose own prompt has ended.
    const earlier = depth >= promptLength ? node.passing : node.passingPrompt;
    if (earlier >= 0) {
      parent = earlier;
      forkAt = depth;
    }
    if (node.passing < 0) node.passing = index;
    if (node.passingPrompt < 0 && depth >= promptLength) node.passingPrompt = index;
  }
  return { parent, forkAt };
}

function step(node: Node, tokenId: number): Node {
  if (node.child === null) {
    node.tokenId = tokenId;
    node.child = newNode();
    return node.child;
  }
  if (node.tokenId === tokenId) return node.child;
  node.children ??= new Map();
  let child = node.children.get(tokenId);
  if (!child) {
    child = newNode();
    node.children.set(tokenId, child);
  }
  return child;
}

function newNode(): Node {
  return { passing: -1, passingPrompt: -1, tokenId: -1, child: null, children: null };
}
