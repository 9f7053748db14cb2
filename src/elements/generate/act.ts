import type { KeyName } from '../../i18n/sections/writing.ts';
import type { GenerateActions } from './controls.ts';
import type { Writing } from './writing/writing.ts';

/** What the keys act on. */
export interface KeyContext {
  readonly actions: GenerateActions;
  readonly writing: Pick<
    Writing,
    'texts' | 'running' | 'canContinue' | 'goTo' | 'switchTo' | 'prune' | 'undo' | 'pick'
  >;
  readonly busy: boolean;
  /** How many texts are written at once. */
  readonly many: number;
  readonly edit: () => void;
  readonly copy: () => void;
}

/** Does what a key means. */
export function act(action: KeyName, key: string, context: KeyContext): void {
  const { actions, writing, busy, many, edit, copy } = context;
  const { branches, pinned, pinnedToken } = writing.texts;
  const { all, current } = branches;
  const switchBy = (offset: number) => {
    const next = all[all.findIndex(({ id }) => id === current?.id) + offset];
    if (next) writing.switchTo(next.id);
  };
  switch (action) {
    case 'generate':
      if (!busy) void actions.generate();
      break;
    case 'step':
      if (!busy) void actions.step();
      break;
    case 'back':
      actions.back();
      break;
    case 'here':
      if (pinned >= 0) writing.goTo(pinned);
      break;
    case 'pause':
      if (writing.running) void actions.pause();
      else if (writing.canContinue) void actions.resume();
      break;
    case 'stop':
      void actions.stop();
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
      if (current) writing.prune(current.id);
      break;
    case 'undo':
      writing.undo();
      break;
    case 'candidates': {
      const candidate = pinnedToken?.top[Number(key) - 1];
      if (candidate) writing.pick(candidate.tokenId, candidate.text);
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
