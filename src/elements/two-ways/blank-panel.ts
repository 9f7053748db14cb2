import { html, nothing, type TemplateResult } from 'lit';
import { bars, type Bar } from '../../charts/bars.ts';
import { seenAndHeard } from '../../charts/seen-and-heard.ts';
import { harmlessText, spokenCandidate, spokenToken, visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Candidate } from '../../protocol/results.ts';
import type { ViewModel } from '../../records/index.ts';
import type { TwoWaysReading, WordReading } from '../../records/views/two-ways.ts';
import { aroundWord, bothBlank, leftBlank, type BlankSide } from './blank.ts';
import { nameOf } from './summary.ts';

/** What the two distributions of a blank are drawn from. */
export interface BlankContext {
  readonly reading: TwoWaysReading;
  readonly words: readonly WordReading[];
  readonly word: WordReading;
  /** The autoregressive one first. */
  readonly models: readonly ViewModel[];
  readonly language: string;
  readonly onClose: () => void;
}

type Side = 'left' | 'both';

/** Both distributions in the place of a word, side by side, each under what its model reads. */
export function blankPanel(context: BlankContext, messages: Messages): TemplateResult {
  const { reading, words, word, models } = context;
  const { twoWays: texts } = messages;
  const heading = (text: string) => `${texts.blankBefore}${text}${texts.blankAfter}`;
  return html`<section class="blank-panel" part="blank" aria-labelledby="blank-title">
    <div class="head">
      <h3 id="blank-title" tabindex="-1">
        ${seenAndHeard(heading(harmlessText(word.text)), heading(spokenToken(word.text, messages.token.whiteSpace)))}
      </h3>
      <button part="close" @click=${context.onClose}>${texts.close}</button>
    </div>
    <p class="soft">${texts.blankHint}</p>
    <div class="sides">
      ${side('left', leftBlank(reading, word), models[0], context, messages)}
      ${side('both', bothBlank(reading, words, word), models[1], context, messages)}
    </div>
  </section>`;
}

function side(
  name: Side,
  blank: BlankSide | null,
  model: ViewModel | undefined,
  context: BlankContext,
  messages: Messages,
): TemplateResult {
  const { twoWays: texts } = messages;
  const label = name === 'left' ? texts.leftBars : texts.bothBars;
  const isLikeliest = blank?.pieces.length === 1;
  return html`<section class="side ${name}" aria-label=${texts[name]}>
    <h4>
      <span class="mark-${name}" aria-hidden="true"></span>${texts[name]}
      <span class="soft">${nameOf(model)}</span>
    </h4>
    ${contextOf(name, context, messages)}
    ${
      blank === null
        ? html`<p class="notice">${name === 'left' ? texts.leftSilent : texts.bothSilent}</p>`
        : html`${facts(name, blank, model?.vocabularySize ?? 0, messages)}
            <p class="soft bars-title">${label}</p>
            ${bars(rows(name, blank, isLikeliest || name === 'left', messages), label, context.language)}`
    }
  </section>`;
}

/** The text as the model has it: a box for the word, and what is not read struck out of sight. */
function contextOf(
  name: Side,
  { reading, word, language }: BlankContext,
  { twoWays: texts }: Messages,
): TemplateResult {
  const [before, , after] = aroundWord(reading.text, word);
  const rest =
    name === 'both'
      ? harmlessText(after)
      : after === ''
        ? nothing
        : html`<span class="unread" aria-hidden="true">${harmlessText(after)}</span
            ><span class="hidden-visually">(${texts.unseen})</span>`;
  // No white space of the template's own: it would show.
  return html`<p lang=${language || nothing}>
    <span class="context"
      >${harmlessText(before)}<span class="box"><span class="hidden-visually">(${texts.blank})</span></span
      >${rest}</span
    >
  </p>`;
}

function facts(
  name: Side,
  { pieces, logProbability, entropyBits }: BlankSide,
  size: number,
  messages: Messages,
) {
  const { twoWays: texts, format, token } = messages;
  if (logProbability === null) {
    return html`<p class="notice">${texts.bothUnknown}</p>
      <dl class="facts">
        <div>
          <dt>${texts.entropy}</dt>
          <dd class="number">${token.bits(entropyBits)}</dd>
        </div>
      </dl>`;
  }
  const several = pieces.length > 1;
  const rank = several ? texts.ranks(pieces.map((piece) => piece.rank)) : texts.rankOf(pieces[0]!.rank, size);
  const product = pieces.map((piece) => `${visibleToken(piece.text)} ${format.percent(piece.probability)}`);
  return html`<dl class="facts">
      <div class="main">
        <dt>${texts.probability}</dt>
        <dd class="number">${format.percent(Math.exp(logProbability))}</dd>
      </div>
      <div>
        <dt>${texts.rank}</dt>
        <dd class="number">${rank}</dd>
      </div>
      <div>
        <dt>${texts.entropy}</dt>
        <dd class="number">${token.bits(entropyBits)}</dd>
      </div>
    </dl>
    ${
      several
        ? html`<p class="soft">
            ${texts.product(product)} ${name === 'both' ? texts.masks(pieces.length) : nothing}
          </p>`
        : nothing
    }`;
}

/**
 * The likeliest tokens, and the word's own first token behind them where it is none of them.
 *
 * @param hasOwn whether that token is one of this distribution: a word of several pieces is none of one mask
 */
function rows(name: Side, { top, pieces }: BlankSide, hasOwn: boolean, messages: Messages): Bar[] {
  const { twoWays: texts, format } = messages;
  const own = hasOwn ? pieces[0] : undefined;
  const row = (one: Omit<Candidate, 'logProbability'>): Bar => {
    const isOwn = own?.tokenId === one.tokenId;
    const isOutside = isOwn && !top.some(({ tokenId }) => tokenId === one.tokenId);
    const notes = [
      ...(one.continuation ? [messages.token.piece] : []),
      ...(isOutside ? [messages.chips.rank(own.rank)] : []),
    ];
    return {
      label: visibleToken(one.text),
      heard: heardName(name, one, messages),
      value: one.probability,
      text: format.percent(one.probability),
      ...(notes.length > 0 ? { note: notes.join(', ') } : {}),
      ...(isOwn ? { mark: texts.here, markHeard: texts.hereHeard(own.rank) } : {}),
    };
  };
  const listed = top.map(row);
  return own && !top.some(({ tokenId }) => tokenId === own.tokenId) ? [...listed, row(own)] : listed;
}

function heardName(
  name: Side,
  { text, continuation }: Pick<Candidate, 'text' | 'continuation'>,
  { token, distribution }: Messages,
): string {
  const spoken =
    name === 'both'
      ? spokenToken(continuation ? text.replace(/^##/, '') : text, token.whiteSpace)
      : spokenCandidate(text, { ...token.whiteSpace, noSpace: distribution.noSpace });
  return spoken || visibleToken(text);
}
