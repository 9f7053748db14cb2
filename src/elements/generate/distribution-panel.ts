import { html, nothing, type TemplateResult } from 'lit';
import type { SamplingSettings } from '../../core/filters.ts';
import type { LmPickEvent } from '../../events/pick-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { WordScore } from '../../records/index.ts';
import type { TokenLabel } from '../distribution/token-label.ts';
import { button } from './button.ts';
import type { Writing } from './writing/writing.ts';

/** What the pinned token's distribution is shown from. */
export interface DistributionContext {
  readonly writing: Pick<Writing, 'texts' | 'running' | 'vocabularySize' | 'logitsAt'>;
  readonly settings: SamplingSettings;
  readonly busy: boolean;
  readonly language: string;
  readonly label: (tokenId: number) => TokenLabel | undefined;
  readonly scoreWord: (word: string, signal: AbortSignal) => Promise<WordScore>;
  /** What asking for a word will load first; empty where the model is there. */
  readonly askHint: string;
  readonly onPick: (event: LmPickEvent) => void;
  readonly onCompute: () => void;
  readonly onGoHere: () => void;
  readonly onLeave: () => void;
}

/** Where the pinned token came from. */
export function distributionPanel(
  context: DistributionContext,
  { writing: words }: Messages,
): TemplateResult | typeof nothing {
  const { writing, settings, busy, language, label, scoreWord, askHint } = context;
  const { texts, running, vocabularySize } = writing;
  const { current, pinned: index, pinnedToken } = texts;
  if (!current) return nothing;
  if (!pinnedToken) return html`<p class="soft">${words.pin}</p>`;
  const own = index >= current.promptLength;
  const before = current.tokens[index - 1]?.text ?? '';
  return html`<div class="distribution">
    <lm-distribution
      part="distribution"
      exportparts="bars, bar, facts, why, draw-bar"
      .record=${pinnedToken}
      .logits=${writing.logitsAt(index)}
      .textTokenIds=${texts.idsBefore(index)}
      .settings=${settings}
      .label=${label}
      .vocabularySize=${vocabularySize}
      .language=${language}
      .scoreWord=${index > 0 && !running ? scoreWord : null}
      .spaceBefore=${!/\s$/u.test(before)}
      .canCompute=${index > 0 && !busy}
      .canPick=${own && !busy}
      .askHint=${askHint}
      @lm-pick=${context.onPick}
      @lm-compute=${context.onCompute}
      @lm-leave=${context.onLeave}
    ></lm-distribution>
    ${
      own && texts.cursor !== index
        ? html`<div class="row">${button(words.goHere, !busy, context.onGoHere)}</div>`
        : nothing
    }
  </div>`;
}
