import type { nothing, TemplateResult } from 'lit';
import type { BranchAction } from '../../events/branch-event.ts';
import type { Messages } from '../../i18n/index.ts';
import { branchesPanel } from './branches-panel.ts';
import type { Writing } from './writing/writing.ts';

/** Whose branches are changed and shown. */
export interface BranchChangesHost {
  writing(): Pick<Writing, 'texts' | 'switchTo' | 'rename' | 'prune' | 'undo'>;
  busy(): boolean;
  /** The language of the model's tokens. */
  language(): string;
  say(remark: null): void;
  changed(): void;
}

/** What is done to the branches, and which of them are compared. */
export class BranchChanges {
  private readonly host: BranchChangesHost;
  /** Ids of the branches that are compared. */
  private compared: readonly number[] = [];

  constructor(host: BranchChangesHost) {
    this.host = host;
  }

  /** The branches are those of another model. */
  forgetCompared(): void {
    this.compared = [];
  }

  change(action: BranchAction): void {
    const writing = this.host.writing();
    this.host.say(null);
    switch (action.type) {
      case 'switch':
        writing.switchTo(action.id);
        break;
      case 'rename':
        writing.rename(action.id, action.name);
        break;
      case 'prune':
        writing.prune(action.id);
        break;
      case 'undo':
        writing.undo();
        break;
      case 'compare':
        this.compared = this.compared.filter((id) => id !== action.id);
        if (action.compared) this.compared = [...this.compared, action.id];
        break;
      default:
        action satisfies never;
    }
    this.host.changed();
  }

  render(messages: Messages): TemplateResult | typeof nothing {
    const { host, compared } = this;
    return branchesPanel(
      {
        texts: host.writing().texts,
        compared,
        busy: host.busy(),
        language: host.language(),
        onBranch: ({ action }) => this.change(action),
      },
      messages,
    );
  }
}
