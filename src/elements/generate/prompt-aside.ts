import type { PromptSource } from './writing/types.ts';
import type { Writing } from './writing/writing.ts';

/** Whose prompt is put aside. */
export interface AsideHost {
  /** The prompt that is there. */
  source(): PromptSource;
  /** The prompt that nobody wrote. */
  examplePrompt(): string | undefined;
  writing(): { readonly texts: Pick<Writing['texts'], 'hasSource'> };
  /** Makes a prompt the one that is there. */
  setSource(source: PromptSource): void;
  focusPrompt(): void;
  changed(): void;
}

/** A prompt that was typed and had to make room for that of another branch. */
export class PromptAside {
  private readonly host: AsideHost;
  private kept: PromptSource | null = null;

  constructor(host: AsideHost) {
    this.host = host;
  }

  /** Its text; `null` for none. */
  get prompt(): string | null {
    return this.kept?.prompt ?? null;
  }

  /** Keeps what was typed and is nowhere else, before another prompt takes its place. */
  put(next: PromptSource): void {
    const { host } = this;
    const typed = host.source();
    const isSame = typed.prompt === next.prompt && typed.system === next.system;
    const isTyped = typed.prompt !== '' && typed.prompt !== host.examplePrompt();
    if (isSame || !(isTyped || typed.system) || host.writing().texts.hasSource(typed)) return;
    this.kept = typed;
    host.changed();
  }

  takeBack(): void {
    const { kept, host } = this;
    if (!kept) return;
    this.forget();
    host.setSource(kept);
    host.focusPrompt();
  }

  forget(): void {
    if (!this.kept) return;
    this.kept = null;
    this.host.changed();
  }
}
