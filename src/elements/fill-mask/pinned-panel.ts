import { html, nothing, type TemplateResult } from 'lit';
import { visibleToken } from '../../charts/token-text.ts';
import type { LmPickEvent } from '../../events/pick-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenLabel } from '../distribution/token-label.ts';
import type { AnyWord } from './any-word.ts';
import { blankRemarks } from './blank-bars.ts';
import type { BlankEditor } from './blank-editor.ts';
import { recordOfBlank } from './blank-records.ts';
import { spelled, type Blank } from './blanks.ts';
import type { Filling } from './filling.ts';
import type { Gestures } from './gestures.ts';
import type { BlankResult } from './predictions.ts';

/** What the distribution of a blank is shown from. */
export interface PinnedContext {
  readonly editor: BlankEditor;
  readonly filling: Filling;
  readonly words: AnyWord;
  readonly gestures: Gestures;
  readonly language: string;
  readonly label: (tokenId: number) => TokenLabel | undefined;
  /** What looking a word up brings with it. */
  readonly askHint: string;
}

/** The whole distribution of the blank that is looked at, and what can be done with it; nothing where none is. */
export function pinnedPanel(context: PinnedContext, messages: Messages): TemplateResult | typeof nothing {
  const { editor, filling, gestures } = context;
  const { blanks: texts } = messages;
  const index = editor.pinned;
  const blank = editor.blanked.blanks[index];
  if (!blank) return nothing;
  const { choice } = blank;
  const result = filling.isOfText ? (filling.result!.blanks[index] ?? null) : null;
  return html`<section
    class="pinned"
    part="pinned"
    aria-labelledby="pinned-title"
    @keydown=${gestures.onPanelKeydown}
  >
    <div class="pinned-head">
      <h3 id="pinned-title" tabindex="-1">${titleOf(blank, index, result, messages)}</h3>
      <button part="unpin" class="small" @click=${() => gestures.unpin()}>${texts.unpin}</button>
    </div>
    ${result ? blankRemarks(filling.result!.choices, index, messages) : nothing}
    ${result ? distribution(context, index, result) : html`<p>${texts.noNumbers(texts.button)}</p>`}
    ${result && choice && choice.pieces.length > 1 ? html`<p class="soft">${texts.severalPieces}</p>` : nothing}
    ${buttons(blank, index, gestures, messages)}
    ${result ? search(context, blank, index, result, messages) : nothing}
  </section>`;
}

/** The blank with its word, or with the likeliest one while it is empty. */
function titleOf(
  { choice }: Blank,
  index: number,
  result: BlankResult | null,
  { blanks: texts }: Messages,
): string {
  if (choice) return texts.blankWith(index + 1, spelled(choice.pieces));
  const best = result?.top[0];
  return best ? texts.blankLikeliest(index + 1, visibleToken(best.text)) : texts.blank(index + 1);
}

function buttons(
  { word, choice }: Blank,
  index: number,
  gestures: Gestures,
  { blanks: texts }: Messages,
): TemplateResult | typeof nothing {
  if (!choice && word === null) return nothing;
  return html`<div class="row">
    ${
      choice
        ? html`<button
            part="empty"
            class="small"
            @click=${() => {
              gestures.put(index, null);
              gestures.focusPanel();
            }}
          >
            ${texts.empty(index + 1)}
          </button>`
        : nothing
    }
    ${
      word === null
        ? nothing
        : html`<button part="put-back" class="small" @click=${() => gestures.putBack(index)}>
            ${texts.putBack(word)}
          </button>`
    }
  </div>`;
}

function search(
  { words, filling, gestures, language, askHint }: PinnedContext,
  { choice }: Blank,
  blank: number,
  result: BlankResult,
  messages: Messages,
): TemplateResult {
  const { vocabularySize } = filling.result!.model;
  const onTake = (taken: NonNullable<typeof choice>) => gestures.ofBars.onTakeWord(blank, taken);
  return words.render({ blank, result, choice, language, askHint, vocabularySize, onTake }, messages);
}

function distribution(
  { filling, gestures, language, label }: PinnedContext,
  index: number,
  result: BlankResult,
): TemplateResult {
  const { choices, model } = filling.result!;
  return html`<lm-distribution
    task="masked"
    exportparts="bars, bar, facts, pick, compute, arithmetic"
    can-pick
    no-heading
    .record=${recordOfBlank(result, choices[index] ?? null)}
    .logits=${result.logits}
    .label=${label}
    .vocabularySize=${model.vocabularySize}
    .language=${language}
    .count=${Math.max(1, result.top.length)}
    .canCompute=${result.logits === null}
    @lm-pick=${({ tokenId }: LmPickEvent) => {
      gestures.take(index, { tokenId });
      gestures.focusPanel();
    }}
    @lm-compute=${() => {
      gestures.focusPanel();
      void filling.keepLogits(index);
    }}
    @lm-leave=${() => gestures.unpin()}
  ></lm-distribution>`;
}
