/** A token of a branch that is compared was pinned, or the pin taken away, by a person. */
export class LmBranchPinEvent extends Event {
  static readonly type = 'lm-branch-pin';
  /** The branch's id. */
  readonly id: number;
  /** The token's place in the branch's text, prompt included; −1 where none is pinned any more. */
  readonly index: number;

  constructor(id: number, index: number) {
    super(LmBranchPinEvent.type, { bubbles: true, composed: true });
    this.id = id;
    this.index = index;
  }
}
