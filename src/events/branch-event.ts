/** What a person asked for in the list of branches. Each `id` is that of a branch. */
export type BranchAction =
  | { readonly type: 'switch'; readonly id: number }
  /** An empty name gives the branch back its number. */
  | { readonly type: 'rename'; readonly id: number; readonly name: string }
  | { readonly type: 'prune'; readonly id: number }
  /** Takes back the last prune. */
  | { readonly type: 'undo' }
  /** `compared`: whether the branch was chosen for the comparison or let go of. */
  | { readonly type: 'compare'; readonly id: number; readonly compared: boolean };

/** A person did something with a branch; the host carries it out. */
export class LmBranchEvent extends Event {
  static readonly type = 'lm-branch';
  readonly action: BranchAction;

  constructor(action: BranchAction) {
    super(LmBranchEvent.type, { bubbles: true, composed: true });
    this.action = action;
  }
}
