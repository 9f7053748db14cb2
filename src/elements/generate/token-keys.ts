import type { BranchAction } from '../../events/branch-event.ts';
import type { Messages } from '../../i18n/index.ts';
import { act, type KeyContext } from './act.ts';
import { branchRemark } from './branch-remark.ts';
import type { GenerateActions } from './controls.ts';
import { actionOf } from './shortcuts.ts';

/** What keys on a token can do. */
export interface TokenKeysHost {
  actions(): GenerateActions;
  writing(): KeyContext['writing'];
  busy(): boolean;
  /** How many texts are written at once. */
  many(): number;
  pinAt(index: number): void;
  pick(tokenId: number, text: string): void;
  goTo(index: number): void;
  focusToken(index: number): void;
  focusDistribution(): void;
  /** Begins to edit the text; the focus comes back to the token. */
  startEdit(): void;
  /** Resolves with whether the browser allowed it. */
  copyText(): Promise<boolean>;
  changeBranch(action: BranchAction): void;
  say(remark: ((messages: Messages) => string) | null): void;
}

/** The keys while a token has the focus: what they do, and what is told of it. */
export class TokenKeys {
  private readonly host: TokenKeysHost;

  constructor(host: TokenKeysHost) {
    this.host = host;
  }

  readonly onKeydown = (event: KeyboardEvent): void => {
    const action = actionOf(event);
    const { index: place } = (event.composedPath()[0] as HTMLElement).dataset;
    // The keys are those of a token; a button in the text has its own.
    if (!action || event.defaultPrevented || place === undefined) return;
    event.preventDefault();
    act(action, event.key, this.contextAt(Number(place)));
  };

  private contextAt(index: number): KeyContext {
    const { host } = this;
    const writing = host.writing();
    return {
      actions: host.actions(),
      writing,
      busy: host.busy(),
      index,
      many: host.many(),
      pin: () => {
        if (index !== writing.texts.pinned) host.pinAt(index);
      },
      pick: (tokenId, text) => {
        host.pick(tokenId, text);
        host.focusToken(index);
      },
      goHere: () => host.goTo(index),
      toDetail: () => host.focusDistribution(),
      edit: () => host.startEdit(),
      copy: () => void this.copy(),
      branch: (change) => {
        host.changeBranch(change);
        host.say(branchRemark(change.type, writing.texts));
        host.focusToken(index);
      },
      refuse: (why) => host.say(({ writing: words }) => words.refused[why]),
    };
  }

  private async copy(): Promise<void> {
    const copied = await this.host.copyText();
    this.host.say(({ records }) => (copied ? records.textCopied : records.notCopied));
  }
}
