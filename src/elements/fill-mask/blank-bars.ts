import { html, nothing, type TemplateResult } from 'lit';
import { bars, type Bar } from '../../charts/bars.ts';
import { spokenToken, visibleToken } from '../../charts/token-text.ts';
import { summarize } from '../../core/softmax.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Candidate } from '../../protocol/results.ts';
import { spelled, type Choice } from './blanks.ts';
import { othersOf } from './blank-records.ts';
import type { BlankResult } from './predictions.ts';

/** What can be done with a blank. */
export interface BlankActions {
  readonly onTake: (blank: number, candidate: Candidate) => void;
  readonly onEmpty: (blank: number) => void;
  readonly onPutBack: (blank: number) => void;
  readonly onPin: (blank: number) => void;
  /** A word that was typed. */
  readonly onTakeWord: (blank: number, choice: Choice) => void;
}

/** A blank as it is shown. */
export interface BlankContext {
  readonly blank: number;
  readonly result: BlankResult;
  /** What the numbers were computed with. */
  readonly choices: readonly (Choice | null)[];
  /** Whether something is in the blank now. */
  readonly filled: boolean;
  /** The word that was blanked. */
  readonly word: string | null;
  readonly language: string;
  /** `null` where the blank is of an earlier text. */
  readonly actions: BlankActions | null;
  /** The search for any word below the bars. */
  readonly search: TemplateResult | typeof nothing;
}

/** One blank with its likeliest tokens. */
export function blankBars(context: BlankContext, messages: Messages): TemplateResult {
  const { blank, result, choices, language, actions, search } = context;
  const { blanks: texts } = messages;
  const rows = result.top.map((candidate, index) => barOf(candidate, index, context, messages));
  const moved = rows.some(({ fill }) => fill !== undefined);
  // There from the start, so that no row moves when there are two.
  const heads = moved
    ? { first: texts.heads.before, second: texts.heads.now }
    : { first: messages.distribution.probability, second: '' };
  const name = actions ? texts.blank(blank + 1) : texts.earlierBlank(blank + 1);
  return html`<section class="blank" part="blank" data-blank=${blank} aria-label=${name}>
    <h3>${name}</h3>
    ${blankRemarks(choices, blank, messages)}
    ${bars(rows, texts.bars(blank + 1, rows.length), language, { heads })}
    ${actions ? blankButtons(context, actions, messages) : nothing} ${search}
  </section>`;
}

/** What is in the blank, and what its numbers were computed with. */
export function blankRemarks(
  choices: readonly (Choice | null)[],
  blank: number,
  { blanks: texts }: Messages,
): TemplateResult {
  const choice = choices[blank] ?? null;
  const others = othersOf(choices, blank);
  return html`<p class="soft">
    ${choice ? filledText(choice, texts) : nothing}
    ${others.length > 0 ? texts.given(others) : choices.length > 1 ? texts.alone : nothing}
  </p>`;
}

function filledText({ pieces }: Choice, texts: Messages['blanks']): string {
  const [first] = pieces;
  if (pieces.length === 1 && first!.continuation) return texts.pieceChosen(first!.text);
  return texts.filled(
    spelled(pieces),
    pieces.map(({ text }) => text),
  );
}

function blankButtons(
  { blank, filled, word }: BlankContext,
  { onEmpty, onPutBack, onPin }: BlankActions,
  { blanks: texts }: Messages,
): TemplateResult {
  return html`<div class="row">
    <button part="pin" class="small" aria-label=${texts.allOf(blank + 1)} @click=${() => onPin(blank)}>
      ${texts.all}
    </button>
    ${
      filled
        ? html`<button part="empty" class="small" @click=${() => onEmpty(blank)}>
            ${texts.empty(blank + 1)}
          </button>`
        : nothing
    }
    ${
      word === null
        ? nothing
        : html`<button part="put-back" class="small" @click=${() => onPutBack(blank)}>
            ${texts.putBack(word)}
          </button>`
    }
  </div>`;
}

function barOf(
  candidate: Candidate,
  index: number,
  { blank, result, choices, actions }: BlankContext,
  messages: Messages,
): Bar {
  const { blanks: texts, format, token } = messages;
  const { tokenId, text, continuation, special, probability } = candidate;
  const chosen = choices[blank]?.pieces.length === 1 && choices[blank].pieces[0]!.tokenId === tokenId;
  const name = visibleToken(text);
  const heard = spokenToken(continuation ? text.replace(/^##/, '') : text, token.whiteSpace);
  const before = result.before && probabilityIn(result.before, tokenId);
  const now = format.percent(probability);
  const note = continuation ? token.piece : special ? remarkOn(text, messages) : null;
  return {
    label: name,
    heard,
    number: format.integer(index + 1),
    ...(before === null
      ? { value: probability, text: now }
      : {
          value: before,
          fill: probability,
          text: format.percent(before),
          fillText: { text: now, name: texts.heads.now },
        }),
    ...(note === null ? {} : { note }),
    ...(chosen ? { mark: texts.chosen } : {}),
    ...(actions && !chosen
      ? {
          action: html`<button
            part="take"
            aria-label=${texts.takeThis(continuation ? `${heard}, ${token.piece}` : heard, blank + 1)}
            @click=${() => actions.onTake(blank, candidate)}
          >
            ${texts.take}
          </button>`,
        }
      : {}),
  };
}

function remarkOn(text: string, { distribution }: Messages): string {
  return text === '[UNK]' ? distribution.unknownWord : distribution.marker;
}

/** Sums over a vocabulary are made once for logits that are shown for a while. */
const normalisers = new WeakMap<Float32Array, number>();

function probabilityIn(logits: Float32Array, tokenId: number): number {
  let normaliser = normalisers.get(logits);
  if (normaliser === undefined) {
    ({ normaliser } = summarize(logits));
    normalisers.set(logits, normaliser);
  }
  return Math.exp(logits[tokenId]! - normaliser);
}
