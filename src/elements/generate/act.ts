import type { BranchAction } from '../../events/branch-event.ts';
import type { KeyName } from '../../i18n/sections/writing.ts';
import type { GenerateActions } from './controls.ts';
import type { Writing } from './writing/writing.ts';

/** What the keys act on. */
export interface KeyContext {
  readonly actions: GenerateActions;
  readonly writing: Pick<Writing, 'texts' | 'running' | 'canContinue'>;
  readonly busy: boolean;
  /** The token that has the focus. */
  readonly index: number;
  /** How many texts are written at once. */
  readonly many: number;
  /** Makes the token that has the focus the pinned one. */
  readonly pin: () => void;
  readonly pick: (tokenId: number, text: string) => void;
  readonly goHere: () => void;
  readonly toDetail: () => void;
  readonly edit: () => void;
  readonly copy: () => void;
  readonly branch: (action: BranchAction) => void;
  /** Says why nothing was done. */
  readonly refuse: (why: 'prompt' | 'last') => void;
}

/** Does what a key means. */
export function act(action: KeyName, key: string, context: KeyContext): void {
  const { actions, writing, busy, index, many, pin, pick, goHere, toDetail, edit, copy, branch, refuse } =
    context;
  const { branches } = writing.texts;
  const { all, current } = branches;
  const isPrompt = index < (current?.promptLength ?? 0);
  const switchBy = (offset: number) => {
    const next = all[all.findIndex(({ id }) => id === current?.id) + offset];
    if (next) branch({ type: 'switch', id: next.id });
  };
  switch (action) {
    case 'generate':
      if (!busy) void actions.generate();
      break;
    case 'step':
      if (!busy) void actions.step();
      break;
    case 'back':
      if (!busy) actions.back();
      break;
    case 'here':
      if (isPrompt) refuse('prompt');
      else if (!busy) goHere();
      break;
    case 'pause':
      if (writing.running) void actions.pause();
      else if (!busy && writing.canContinue) void actions.resume();
      break;
    case 'stop':
      void actions.stop();
      break;
    case 'detail':
      pin();
      toDetail();
      break;
    case 'edit':
      edit();
      break;
    case 'many':
      if (!busy) void actions.generateMany(many);
      break;
    case 'previousBranch':
      switchBy(-1);
      break;
    case 'nextBranch':
      switchBy(1);
      break;
    case 'prune':
      if (all.length < 2) refuse('last');
      else if (current && !busy) branch({ type: 'prune', id: current.id });
      break;
    case 'undo':
      if (branches.undoable > 0 && !busy) branch({ type: 'undo' });
      break;
    case 'candidates': {
      if (isPrompt) refuse('prompt');
      else if (!busy) {
        pin();
        const candidate = current?.tokens[index]?.top[Number(key) - 1];
        if (candidate) pick(candidate.tokenId, candidate.text);
      }
      break;
    }
    case 'copy':
      copy();
      break;
    default:
      // Moving and pinning are the token list's own.
      break;
  }
}
