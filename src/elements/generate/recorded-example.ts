import type { TokenRecord } from '../../records/index.ts';
import { exampleLogits, exampleOf } from './examples.ts';
import type { PromptSource } from './writing/types.ts';
import type { Writing } from './writing/writing.ts';

/** Where a recorded example is shown. */
export interface ExampleHost {
  /** The model that is chosen. */
  model(): string;
  /** What that model wrote here. */
  writing(): Pick<Writing, 'texts' | 'phase' | 'add' | 'logitsAt'>;
  /** What is asked for, which is the example's prompt where one is wanted. */
  source(): PromptSource;
  /** Whether an example would be one of what is asked for. */
  wantsExample(): boolean;
  keepLogits(token: TokenRecord, logits: Float32Array | null | undefined): void;
  changed(): void;
}

/** What the model wrote for somebody else, until it writes here. */
export class RecordedExample {
  private readonly host: ExampleHost;

  constructor(host: ExampleHost) {
    this.host = host;
  }

  /** Shows it, where it is wanted and nothing else is there. */
  async show(): Promise<void> {
    const { host } = this;
    const writing = host.writing();
    const model = host.model();
    const { texts } = writing;
    const wanted = () =>
      host.model() === model &&
      host.wantsExample() &&
      texts.branches.all.length === 0 &&
      writing.phase === 'idle';
    if (!wanted()) return;
    const example = await exampleOf(model);
    if (!example || !wanted()) return;
    writing.add(example.branches, example.current, host.source(), example.vocabularySize);
    texts.recorded = true;
  }

  /** The logits of a recording are fetched when somebody looks at a step. */
  async fetchLogits(): Promise<void> {
    const { host } = this;
    const writing = host.writing();
    const { current, recorded, pinned } = writing.texts;
    if (!current || !recorded || pinned <= 0 || writing.logitsAt(pinned)) return;
    const logits = await exampleLogits(host.model());
    if (!logits) return;
    for (const [index, token] of current.tokens.entries()) host.keepLogits(token, logits[index]);
    host.changed();
  }
}
