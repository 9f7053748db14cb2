import { html, nothing, type TemplateResult } from 'lit';
import { spokenToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import { button } from './button.ts';
import type { Writing } from './writing/writing.ts';

type Shown = Pick<Writing, 'running' | 'phase' | 'summary' | 'texts' | 'doing'>;

/** What the text is doing, in a sentence; empty for nothing. Many at once tell of themselves. */
export function statusText({ running, phase, summary, texts, doing }: Shown, messages: Messages): string {
  const { generate } = messages;
  const { recorded, writtenCount } = texts;
  // A single token is told when it is there.
  if (running) return doing === 'text' || doing === 'judging' ? generate.working : '';
  if (recorded || writtenCount === 0) return '';
  if (phase === 'paused') {
    const paused = generate.paused(writtenCount);
    return doing === 'step' ? `${lastToken(texts, messages)} ${paused}` : paused;
  }
  if (phase === 'done' && summary) {
    // What this run wrote; it may have gone on with a text.
    const count = summary.tokenIds.length;
    const finished = generate.finished(summary.finishReason, count);
    return count < writtenCount ? `${finished} ${messages.writing.inAll(writtenCount)}` : finished;
  }
  return '';
}

/** The token before the cursor as it is heard, with its probability. */
function lastToken(
  { current, cursor }: Writing['texts'],
  { token, format, writing, chips }: Messages,
): string {
  const last = current?.tokens[cursor - 1];
  if (!last || last.probability === null || last.rank === null) return '';
  const name = spokenToken(last.text, token.whiteSpace, last.bytes);
  return writing.stepped(name, format.percent(last.probability), chips.rank(last.rank));
}

/** How much text is kept after the place where the next token comes. */
export function aheadRemark(
  { running, texts: { aheadCount } }: Pick<Writing, 'running' | 'texts'>,
  { writing: texts }: Messages,
): TemplateResult | typeof nothing {
  return aheadCount > 0 && !running ? html`<p class="soft">${texts.ahead(aheadCount)}</p>` : nothing;
}

/**
 * The seed that the text was drawn with, to be kept for the next one.
 *
 * @param kept the seed that the settings say
 */
export function seedRemark(
  { running, texts }: Pick<Writing, 'running' | 'texts'>,
  kept: number | null,
  onKeep: (seed: number) => void,
  { writing: words }: Messages,
): TemplateResult | typeof nothing {
  // Before the seed is looked for: while a text is written this is asked once a frame.
  if (running || texts.recorded) return nothing;
  const { lastSeed: seed } = texts;
  if (seed === undefined) return nothing;
  return html`<div class="row soft number">
    <span>${words.seed(seed)}</span>
    ${kept === seed ? nothing : button(words.keepSeed, true, () => onKeep(seed), 'small')}
  </div>`;
}
