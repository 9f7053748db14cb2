import { html, nothing, type TemplateResult } from 'lit';
import type { LmBranchEvent } from '../../events/branch-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Texts } from './writing/texts.ts';

/** What the branches are shown from. */
export interface BranchesContext {
  readonly texts: Pick<Texts, 'branches' | 'recorded'>;
  /** Ids of the branches that are compared. */
  readonly compared: readonly number[];
  readonly busy: boolean;
  readonly language: string;
  readonly onBranch: (event: LmBranchEvent) => void;
}

/** The tree of branches, and those that are compared; nothing where there is one text only. */
export function branchesPanel(
  { texts, compared, busy, language, onBranch }: BranchesContext,
  { writing: words }: Messages,
): TemplateResult | typeof nothing {
  const { all, current, undoable } = texts.branches;
  if (texts.recorded || (all.length < 2 && undoable === 0)) return nothing;
  const chosen = all.filter(({ id }) => compared.includes(id));
  const heading = words.branches(all.length);
  return html`<section class="field" aria-label=${heading}>
    <h3>${heading}</h3>
    <lm-branches
      part="branches"
      .branches=${all}
      .current=${current?.id ?? -1}
      .undoable=${undoable}
      .compared=${compared}
      .language=${language}
      .busy=${busy}
      @lm-branch=${onBranch}
    ></lm-branches>
    ${
      chosen.length > 1
        ? html`<lm-side-by-side
            part="side-by-side"
            .branches=${chosen}
            .language=${language}
          ></lm-side-by-side>`
        : html`<p class="soft">${words.compareHint}</p>`
    }
  </section>`;
}
