import type { TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import { branchRemark } from './branch-remark.ts';
import type { GenerateActions } from './controls.ts';
import { manyPanel, mostAtOnce } from './many-panel.ts';
import type { Writing } from './writing/writing.ts';

/** Where many texts are written at once and shown. */
export interface ManyTextsHost {
  actions(): Pick<GenerateActions, 'generateMany'>;
  writing(): Pick<Writing, 'texts' | 'many' | 'running' | 'writeMany' | 'openCompletion'>;
  busy(): boolean;
  /** The language of the model's tokens. */
  language(): string;
  say(remark: ReturnType<typeof branchRemark>): void;
  changed(): void;
}

/** Many texts at once: how many, and what is shown of them. */
export class ManyTexts {
  private readonly host: ManyTextsHost;
  private isOpen = false;
  private chosen = 8;

  constructor(host: ManyTextsHost) {
    this.host = host;
  }

  /** How many are written at a click. */
  get count(): number {
    return this.chosen;
  }

  /** @param count brought within what can be held at once */
  async write(count: number): Promise<void> {
    const writing = this.host.writing();
    if (writing.running) return;
    this.show(true);
    await writing.writeMany(Math.max(1, Math.min(mostAtOnce, Math.round(count) || 1)));
  }

  private show(open: boolean): void {
    if (this.isOpen === open) return;
    this.isOpen = open;
    this.host.changed();
  }

  private openCompletion(index: number): void {
    const { host } = this;
    const writing = host.writing();
    if (host.busy()) return;
    writing.openCompletion(index);
    host.say(branchRemark('switch', writing.texts));
  }

  render(messages: Messages): TemplateResult {
    const { host, chosen: count, isOpen: open } = this;
    const { many } = host.writing();
    return manyPanel(
      {
        completions: many?.completions ?? [],
        opened: many?.opened ?? [],
        prompt: many?.source.prompt ?? '',
        open,
        onToggle: (shown) => this.show(shown),
        count,
        busy: host.busy(),
        language: host.language(),
        onCount: (chosen) => {
          this.chosen = chosen;
          host.changed();
        },
        onWrite: () => void host.actions().generateMany(count),
        onOpen: (index) => this.openCompletion(index),
      },
      messages,
    );
  }
}
