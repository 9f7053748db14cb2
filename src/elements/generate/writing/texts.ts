import { Branches, sharedLength, type Branch } from '../../../core/branches.ts';
import type { TokenRecord } from '../../../records/index.ts';
import { idsOf, writtenPrompt } from './prompt-tokens.ts';
import type { PromptSource } from './types.ts';

/** A branch that was recorded elsewhere, such as in a file. */
export type RecordedBranch = Pick<Branch<TokenRecord>, 'name' | 'promptLength' | 'tokens'>;

/** Where somebody was, to come back to. */
export interface Place {
  readonly id: number | null;
  readonly cursor: number;
  readonly pinned: number;
}

/**
 * The texts that one model has written: branches of token records, each with what it was written on from, and a place in
 * the current one. It runs no model.
 */
export class Texts {
  readonly branches = new Branches<TokenRecord>();
  /** The next token comes here; tokens from here on are ahead, kept for as long as what is written agrees. */
  cursor = 0;
  /** The token whose numbers are shown; -1 for none. */
  pinned = -1;
  /** The only branch is a recording that nobody has touched. */
  recorded = false;

  private readonly sources = new Map<number, PromptSource>();

  get current(): Branch<TokenRecord> | null {
    return this.branches.current;
  }

  /** What the current branch was written on from. */
  get source(): PromptSource | null {
    return (this.current && this.sources.get(this.current.id)) ?? null;
  }

  get pinnedToken(): TokenRecord | undefined {
    return this.current?.tokens[this.pinned];
  }

  get place(): Place {
    const { current, cursor, pinned } = this;
    return { id: current?.id ?? null, cursor, pinned };
  }

  /** How many tokens after the prompt stand before the place where the next one comes. */
  get writtenCount(): number {
    return this.current ? this.cursor - this.current.promptLength : 0;
  }

  /** How many tokens are kept after that place. */
  get aheadCount(): number {
    return this.current ? this.current.tokens.length - this.cursor : 0;
  }

  /** Whether the text before the cursor has come to its end. */
  get closed(): boolean {
    return this.current?.tokens[this.cursor - 1]?.finishReason !== undefined;
  }

  /** The seed that the last drawn token before the cursor was drawn with. */
  get lastSeed(): number | undefined {
    return this.current?.tokens.slice(0, this.cursor).findLast(({ sampling }) => sampling)?.sampling?.seed;
  }

  /** Whether the current text is one that a person or the model wrote on from this. */
  isOf({ prompt, system }: PromptSource): boolean {
    const { source } = this;
    return source !== null && !this.recorded && source.prompt === prompt && source.system === system;
  }

  /** Whether some text was written on from this. */
  hasSource({ prompt, system }: PromptSource): boolean {
    return [...this.sources.values()].some((one) => one.prompt === prompt && one.system === system);
  }

  /** Ids of the tokens before one of the current text. */
  idsBefore(index: number): number[] {
    return idsOf(this.current?.tokens.slice(0, index) ?? []);
  }

  /** A text of its own, shown from now on. */
  open(tokens: readonly TokenRecord[], promptLength: number, source: PromptSource): void {
    const { id } = this.branches.start(tokens, promptLength);
    this.sources.set(id, source);
    this.goToEnd();
  }

  /**
   * Adds branches; what is there stays.
   *
   * @param current the place of the one to show among them
   * @param source what the shown one was written on from
   */
  add(branches: readonly RecordedBranch[], current: number, source: PromptSource): void {
    this.dropRecording();
    const shown = branches[current]!;
    const ids: number[] = [];
    for (const { name, promptLength, tokens } of branches) {
      const samePrompt =
        promptLength === shown.promptLength &&
        sharedLength(tokens.slice(0, promptLength), shown.tokens) === promptLength;
      const own = { prompt: writtenPrompt(tokens.slice(0, promptLength)), system: null };
      this.open(tokens, promptLength, samePrompt ? source : own);
      const { id } = this.current!;
      if (name !== '') this.branches.rename(id, name);
      ids.push(id);
    }
    this.branches.switchTo(ids[current]!);
    this.goToEnd();
  }

  /** A branch that goes on from a place of the current text with other tokens. */
  forkAt(index: number, records: readonly TokenRecord[]): void {
    const { id } = this.fork(index);
    this.branches.push(id, ...records);
    this.recorded = false;
    this.cursor = index + records.length;
    this.pinned = -1;
  }

  /** Tokens that agree with those ahead take their place; the first that does not begins a branch. */
  put(records: readonly TokenRecord[]): void {
    let rest = records;
    let branch = this.current!;
    const agreeing = sharedLength(branch.tokens.slice(this.cursor, this.cursor + records.length), records);
    if (agreeing > 0) {
      this.branches.replace(branch.id, this.cursor, ...records.slice(0, agreeing));
      this.cursor += agreeing;
      rest = records.slice(agreeing);
      branch = this.current!;
    }
    if (rest.length === 0) return;
    if (this.cursor < branch.tokens.length) branch = this.fork(this.cursor);
    this.branches.push(branch.id, ...rest);
    this.cursor += rest.length;
  }

  goTo(index: number): void {
    const { current } = this;
    if (!current) return;
    this.cursor = Math.max(current.promptLength, Math.min(current.tokens.length, index));
  }

  /**
   * Changes which branch is shown; the pin stays where both texts are the same.
   *
   * @returns whether another one is shown
   */
  show(change: (branches: Branches<TokenRecord>) => void): boolean {
    const before = this.current;
    change(this.branches);
    const { current, pinned } = this;
    if (current?.id === before?.id) return false;
    this.goToEnd();
    if (before && current && pinned < current.tokens.length) {
      this.pinned = pinned <= sharedLength(before.tokens, current.tokens) ? pinned : -1;
    }
    this.recorded = false;
    return true;
  }

  /**
   * Goes back to where somebody was.
   *
   * @param opened whether a text was opened since; it is taken away for good
   */
  returnTo({ id, cursor, pinned }: Place, opened: boolean): void {
    if (opened) this.branches.discard(this.current!.id, id);
    this.cursor = cursor;
    this.pinned = pinned;
  }

  /** A recording that was only looked at makes room for the reader's own text. */
  dropRecording(): void {
    if (!this.recorded) return;
    for (const { id } of this.branches.all) this.branches.discard(id, null);
    this.recorded = false;
  }

  private fork(index: number): Branch<TokenRecord> {
    const { id } = this.current!;
    const fork = this.branches.fork(id, index);
    this.sources.set(fork.id, this.sources.get(id)!);
    return fork;
  }

  private goToEnd(): void {
    this.cursor = this.current?.tokens.length ?? 0;
    this.pinned = -1;
  }
}
