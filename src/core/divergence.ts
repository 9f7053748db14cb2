/** A sequence of token ids. */
export type TokenIds = ArrayLike<number>;

/**
 * A stretch that some sequences have in common, until they part: a node of a radix tree (Morrison 1968). It is the
 * places `start` to `end` (exclusive) of any of its rows.
 */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Which sequences go this way, in their order. */
  readonly rows: readonly number[];
  /** Those of them that have no token after this run. */
  readonly ended: readonly number[];
  /** Where the others go on: each begins with another token, the way of the most sequences first. */
  readonly children: readonly Run[];
}

/** The first place, at `from` or after it, where two sequences differ; the shorter's length where it begins the other. */
export function firstDifference(one: TokenIds, other: TokenIds, from = 0): number {
  const length = Math.min(one.length, other.length);
  let at = Math.min(from, length);
  while (at < length && one[at] === other[at]) at++;
  return at;
}

/** How many tokens all sequences have in common from the start on; 0 for none, the whole length for one alone. */
export function commonLength(sequences: readonly TokenIds[]): number {
  const [first, ...rest] = sequences;
  if (!first) return 0;
  // The others against the first: what all have in common, the first has.
  return rest.reduce((length, other) => Math.min(length, firstDifference(first, other)), first.length);
}

/**
 * Where sequences part, as a tree of runs: whatever has one way on only is one run, however long.
 *
 * @param from the place where the tree begins; what lies before it is not compared
 * @returns the root, which holds what all have in common and may be empty (`start` equals `end`)
 */
export function divergenceTree(sequences: readonly TokenIds[], from = 0): Run {
  const all = sequences.map((_, row) => row);
  return runOf(sequences, all, from);
}

function runOf(sequences: readonly TokenIds[], rows: readonly number[], start: number): Run {
  const [lead, ...others] = rows;
  if (lead === undefined) return { start, end: start, rows, ended: [], children: [] };
  let end = Math.max(start, sequences[lead]!.length);
  for (const row of others) {
    end = Math.max(start, Math.min(end, firstDifference(sequences[lead]!, sequences[row]!, start)));
  }
  const ended: number[] = [];
  const ways = new Map<number, number[]>();
  for (const row of rows) {
    const next = sequences[row]![end];
    if (next === undefined) ended.push(row);
    else if (ways.has(next)) ways.get(next)!.push(row);
    else ways.set(next, [row]);
  }
  const children = [...ways.values()]
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!)
    .map((way) => runOf(sequences, way, end));
  return { start, end, rows, ended, children };
}

/**
 * For each sequence the place where it leaves the last of the others; its length where another goes all of its way.
 *
 * @param root the tree of {@link divergenceTree}
 * @returns by row
 */
export function partingPlaces(root: Run): number[] {
  const places: number[] = [];
  const visit = ({ start, end, rows, ended, children }: Run): void => {
    for (const row of ended) places[row] = rows.length === 1 ? start : end;
    for (const child of children) visit(child);
  };
  visit(root);
  return places;
}
