import type { BranchAction } from '../../events/branch-event.ts';
import type { Messages } from '../../i18n/index.ts';
import { branchName } from '../branches/branch-texts.ts';
import type { Texts } from './writing/texts.ts';

/** Tells what was done to the branches, which is out of sight; `null` where none is shown. */
export function branchRemark(
  type: BranchAction['type'],
  { branches: { all, current } }: Pick<Texts, 'branches'>,
): ((messages: Messages) => string) | null {
  if (!current) return null;
  const place = all.indexOf(current) + 1;
  return ({ writing: words, branches }) => {
    const shown = words.branchOf(branchName(current, branches), place, all.length);
    return type === 'prune'
      ? `${words.prunedByKey} ${shown}`
      : type === 'undo'
        ? `${words.broughtBack} ${shown}`
        : shown;
  };
}
