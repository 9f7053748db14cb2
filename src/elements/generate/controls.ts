import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import { button } from './button.ts';
import type { Writing } from './writing/writing.ts';

/** Choices of how many tokens a second are written; 0 for as many as come. */
const paces = [0, 8, 4, 2, 1];

/** What can be done with a text, by buttons and by keys. */
export interface GenerateActions {
  generate(): Promise<void>;
  step(): Promise<void>;
  back(): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
  generateMany(count: number): Promise<void>;
}

/** What the row of buttons is shown from. */
export interface ControlsContext {
  readonly actions: GenerateActions;
  readonly writing: Pick<
    Writing,
    'running' | 'phase' | 'doing' | 'canContinue' | 'canGoBack' | 'isEnded' | 'texts'
  >;
  readonly busy: boolean;
  /** Whether the model is being loaded. */
  readonly loading: boolean;
  readonly pace: number;
  readonly onPace: (pace: number) => void;
}

/** The row of buttons that write. */
export function controls(
  { actions, writing, busy, loading, pace, onPace }: ControlsContext,
  { generate, writing: texts }: Messages,
): TemplateResult {
  const { running, phase, doing } = writing;
  const resumable = !busy && writing.canContinue && writing.texts.writtenCount > 0;
  return html`<div class="row controls" part="controls">
    ${button(generate.button, !busy, () => void actions.generate(), 'primary')}
    ${button(generate.step, !busy && !writing.isEnded, () => void actions.step())}
    ${button(texts.back, !busy && writing.canGoBack, () => actions.back())}
    ${
      // One button, so that the focus stays where it is.
      button(
        running ? generate.pause : generate.resume,
        running ? phase === 'running' && doing !== 'many' && doing !== 'judging' : resumable,
        () => void (running ? actions.pause() : actions.resume()),
      )
    }
    ${button(generate.stop, running || loading, () => void actions.stop())}
    <label class="pace"
      ><span>${texts.pace}</span>
      <select @change=${(event: Event) => onPace(Number((event.target as HTMLSelectElement).value))}>
        ${paces.map(
          (one) =>
            html`<option value=${one} .selected=${one === pace}>
              ${one === 0 ? texts.paces.full : texts.paces.perSecond(one)}
            </option>`,
        )}
      </select></label
    >
  </div>`;
}
