import type { SamplingSettings } from '../../../core/filters.ts';
import type { Model } from '../../../engine/index.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { GenerationSummary, Step } from '../../../protocol/results.ts';
import type { MetricsReport } from '../metrics-meter.ts';

/**
 * `starting`: something was asked for and waits for its model. Of what is under way, one thing is done at a time.
 */
export type Phase = 'idle' | 'starting' | 'running' | 'pausing' | 'paused' | 'done';

/** What a text is written on from. */
export interface PromptSource {
  /** The text, or what the user says in a chat. */
  readonly prompt: string;
  /** What the system is told; `null` for a plain prompt. */
  readonly system: string | null;
}

/** A text that is being edited. */
export interface Draft {
  /** The branch that it was taken from. */
  readonly branchId: number;
  readonly before: string;
  text: string;
}

/** What a text is written with. */
export interface WritingOptions {
  readonly settings: SamplingSettings;
  /** `null`: a new one each time. */
  readonly seed: number | null;
  readonly maxTokens: number;
  /** Tokens a second; 0 for as many as come. */
  readonly pace: number;
}

/** What the element does for a text that is being written. */
export interface WritingHost {
  source(): PromptSource;
  options(): WritingOptions;
  /** The model, loaded first where it is not; `null` where that was cancelled or failed, which is then shown. */
  ready(): Promise<Model | null>;
  /** Shows an error. */
  fail(error: unknown): void;
  /** Shows a passing remark. */
  remark(notice: (messages: Messages) => string): void;
  /** Another branch is shown, which was written on from this. */
  takeSource(source: PromptSource): void;
  /** Something that is shown has changed. */
  changed(): void;
  /** New tokens are there; once a frame at most. */
  written(steps: readonly Step[]): void;
  /** The numbers of what is being generated; four times a second at most, and at the end. */
  measured: MetricsReport;
  ended(summary: GenerationSummary): void;
}
