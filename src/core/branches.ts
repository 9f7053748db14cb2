/** One text among several that begin alike: the prompt's tokens and those that came after. A value: a change makes a new one. */
export interface Branch<T> {
  /** Stays the same for as long as the branch is there, and is never given again. */
  readonly id: number;
  /** Set by a person, or `''`: then the branch is shown by its number. */
  readonly name: string;
  /** 1 for the first branch made; each new one gets the next after those that are there or can be brought back. */
  readonly number: number;
  /** How many tokens at the beginning are the prompt. */
  readonly promptLength: number;
  readonly tokens: readonly T[];
}

const longestName = 60;

/**
 * Branches of texts, kept by token ids. Branches hold the same token objects where one was forked from another.
 *
 * Every change makes a new list and new values of the branches that changed, so that a view can tell by identity what to
 * draw anew. All methods throw a RangeError for an id that is not among the branches.
 */
export class Branches<T extends { readonly tokenId: number }> {
  private list: readonly Branch<T>[] = [];
  private currentId: number | null = null;
  /** The last pruned one comes last. */
  private pruned: readonly Branch<T>[] = [];
  private nextId = 1;

  /** All branches, in the order of making. */
  get all(): readonly Branch<T>[] {
    return this.list;
  }

  /** The branch that is written on; `null` where there is none at all. */
  get current(): Branch<T> | null {
    return this.list.find(({ id }) => id === this.currentId) ?? null;
  }

  /** Whether there is a branch of this id. */
  has(id: number): boolean {
    return this.list.some((branch) => branch.id === id);
  }

  /** How many prunings can be undone. */
  get undoable(): number {
    return this.pruned.length;
  }

  /**
   * A branch of its own; it becomes the current one.
   *
   * @throws RangeError where `promptLength` is not from 1 to the number of tokens
   */
  start(tokens: readonly T[], promptLength: number): Branch<T> {
    requireBetween('The length of the prompt', promptLength, 1, tokens.length);
    const number = 1 + Math.max(0, ...[...this.list, ...this.pruned].map((one) => one.number));
    const branch = { id: this.nextId++, name: '', number, promptLength, tokens: [...tokens] };
    this.list = [...this.list, branch];
    this.currentId = branch.id;
    return branch;
  }

  /**
   * A branch that shares the first `at` tokens of another and ends there; it becomes the current one.
   *
   * @throws RangeError where `at` lies inside the prompt or past the end
   */
  fork(id: number, at: number): Branch<T> {
    const { tokens, promptLength } = this.find(id);
    requireBetween('The place of the fork', at, promptLength, tokens.length);
    return this.start(tokens.slice(0, at), promptLength);
  }

  /** Puts tokens at the end of a branch. */
  push(id: number, ...tokens: T[]): void {
    const branch = this.find(id);
    this.put({ ...branch, tokens: [...branch.tokens, ...tokens] });
  }

  /**
   * Puts newer facts on the tokens from a place on. Every branch that shares the old object gets the new one, those that
   * were pruned too: what is shared stays shared.
   *
   * @throws RangeError where the place is not in the text, or a token id differs
   */
  replace(id: number, at: number, ...tokens: T[]): void {
    const old = this.find(id).tokens;
    requireBetween('The place', at, 0, old.length - tokens.length);
    for (const [i, { tokenId }] of tokens.entries()) {
      const before = old[at + i]!.tokenId;
      if (tokenId !== before) throw new RangeError(`Token ${at + i} has the id ${before}, not ${tokenId}`);
    }
    const renew = (branch: Branch<T>): Branch<T> => {
      let renewed: T[] | undefined;
      for (const [i, token] of tokens.entries()) {
        const place = at + i;
        if (place >= branch.tokens.length || branch.tokens[place] !== old[place]) continue;
        renewed ??= [...branch.tokens];
        renewed[place] = token;
      }
      return renewed ? { ...branch, tokens: renewed } : branch;
    };
    this.list = this.list.map(renew);
    this.pruned = this.pruned.map(renew);
  }

  switchTo(id: number): void {
    this.currentId = this.find(id).id;
  }

  /** Names a branch: without white space around it, of 60 characters at most; `''` takes the name away. */
  rename(id: number, name: string): void {
    this.put({ ...this.find(id), name: cutName(name) });
  }

  /**
   * Takes a branch away, which can be undone. If it was the current one, the one nearest to it takes its place: the one
   * with which it shares the longest beginning, and of several, the one made next before or after it.
   */
  prune(id: number): void {
    this.pruned = [...this.pruned, this.remove(id)];
  }

  /**
   * Takes a branch away for good, as if it had never been.
   *
   * @param next which branch becomes the current one; where it is `null` or gone, the one that {@link prune} would choose
   */
  discard(id: number, next: number | null): void {
    this.remove(id);
    if (this.list.some((branch) => branch.id === next)) this.currentId = next;
  }

  /** Brings the branch that was pruned last back to its place and makes it the current one; `null` where none was. */
  undo(): Branch<T> | null {
    const branch = this.pruned.at(-1);
    if (!branch) return null;
    this.pruned = this.pruned.slice(0, -1);
    // Ids rise in the order of making.
    const place = this.list.findIndex(({ id }) => id > branch.id);
    this.list =
      place < 0 ? [...this.list, branch] : [...this.list.slice(0, place), branch, ...this.list.slice(place)];
    this.currentId = branch.id;
    return branch;
  }

  /**
   * Takes away, for good, older branches without a name that have the same prompt and token ids as this one. It becomes
   * the current one where such a branch was.
   *
   * @returns whether there were any
   */
  dropTwin(id: number): boolean {
    const branch = this.find(id);
    const isTwin = (other: Branch<T>) =>
      other.id < id &&
      other.name === '' &&
      other.promptLength === branch.promptLength &&
      other.tokens.length === branch.tokens.length &&
      sharedLength(other.tokens, branch.tokens) === branch.tokens.length;
    const rest = this.list.filter((other) => !isTwin(other));
    if (rest.length === this.list.length) return false;
    this.list = rest;
    if (!this.current) this.currentId = id;
    return true;
  }

  private remove(id: number): Branch<T> {
    const branch = this.find(id);
    const place = this.list.indexOf(branch);
    this.list = this.list.filter((other) => other !== branch);
    if (this.currentId === id) this.currentId = nearest(branch, place, this.list)?.id ?? null;
    return branch;
  }

  private put(branch: Branch<T>): void {
    this.list = this.list.map((other) => (other.id === branch.id ? branch : other));
  }

  private find(id: number): Branch<T> {
    const branch = this.list.find((one) => one.id === id);
    if (!branch) throw new RangeError(`There is no branch ${id}`);
    return branch;
  }
}

/** How many tokens two texts have in common from the first on. */
export function sharedLength<T extends { readonly tokenId: number }>(
  a: readonly T[],
  b: readonly T[],
): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && (a[length] === b[length] || a[length]!.tokenId === b[length]!.tokenId)) length++;
  return length;
}

function nearest<T extends { readonly tokenId: number }>(
  branch: Branch<T>,
  place: number,
  others: readonly Branch<T>[],
): Branch<T> | undefined {
  let best: Branch<T> | undefined;
  let bestShared = -1;
  let bestDistance = Infinity;
  for (const [i, other] of others.entries()) {
    const shared = sharedLength(branch.tokens, other.tokens);
    // Its place is free: the one before it is one place away, and so is the one that has moved up into it.
    const distance = i < place ? place - i : i - place + 1;
    if (shared > bestShared || (shared === bestShared && distance < bestDistance)) {
      best = other;
      bestShared = shared;
      bestDistance = distance;
    }
  }
  return best;
}

function cutName(name: string): string {
  // By characters: half of a pair would be no text.
  return Array.from(name.trim()).slice(0, longestName).join('').trim();
}

function requireBetween(what: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${what} is ${value}; it must be a whole number from ${min} to ${max}`);
  }
}
