import { html, nothing, type TemplateResult } from 'lit';
import { bars, type Bar } from '../../charts/bars.ts';
import { harmlessText, visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Guess, Round } from '../../records/views/self-supervision.ts';
import { canGuess } from './guesses.ts';
import { heardCandidate, heardName, seenName } from './names.ts';
import { verdict } from './verdict.ts';

/** What is told of one sample that was revealed. */
export interface DetailsContext {
  readonly round: Round;
  readonly index: number;
  /** The model is asked about the guess. */
  readonly scoring: boolean;
  /** The model that judged the samples is there, and can be asked. */
  readonly canAsk: boolean;
  readonly language: string;
}

/** How the guess and the model fared with a sample, and what the model held for likely. */
export function details(context: DetailsContext, messages: Messages): TemplateResult {
  const { round, index, language } = context;
  const { selfSupervision: texts, format } = messages;
  const { set } = round;
  const judged = set.judged?.[index];
  const kept = !canGuess(set.samples[index]!);
  const said = html`<p>${kept ? texts.inSight : verdict(index, round, messages)}</p>`;
  if (!judged) {
    return html`<div class="details" part="details">
      ${said}
      <p class="soft">${texts.noModel(texts.judge)}</p>
    </div>`;
  }
  const label = texts.bars(judged.top.length);
  return html`<div class="details" part="details">
    ${said} ${guessed(context, messages)}
    <dl class="facts">
      <div>
        <dt>${texts.probability}</dt>
        <dd class="number">${format.percent(judged.probability)}</dd>
      </div>
      <div>
        <dt>${texts.loss}, −ln</dt>
        <dd class="number">
          ${texts.lossValue(0 - judged.logProbability)}
          <span class="soft">(${texts.bits(judged.surprisalBits)})</span>
        </dd>
      </div>
      <div>
        <dt>${texts.rank}</dt>
        <dd class="number">${texts.rankOf(judged.rank, set.model.vocabularySize)}</dd>
      </div>
    </dl>
    <p class="soft bars-title">${label}</p>
    ${bars(rows(round, index, messages), label, language)}
  </div>`;
}

/** How likely the model finds what was guessed, where that is not the label. */
function guessed(
  { round, index, scoring, canAsk }: DetailsContext,
  messages: Messages,
): TemplateResult | typeof nothing {
  const { selfSupervision: texts, format } = messages;
  const guess = round.answers[index]!.guess;
  if (!guess) return nothing;
  if (scoring) return html`<p class="soft">${texts.scoring}</p>`;
  if (!guess.score) {
    if (guess.right) return nothing;
    return html`<p class="soft">${canAsk ? texts.notScored : texts.notAsked(texts.judge)}</p>`;
  }
  const { logProbability } = guess.score;
  const told = texts.yours(
    harmlessText(guess.text.trim() || guess.text),
    format.percent(Math.exp(logProbability)),
  );
  return html`<p>${told}${howScored(guess, messages)}.</p>`;
}

function howScored({ score }: Guess, { selfSupervision: texts }: Messages): string {
  const { pieces, masks = 0 } = score!;
  if (pieces.length < 2) return '';
  return `, ${masks > 1 ? texts.withMasks(masks) : texts.asWhole(pieces.length)}`;
}

/** The model's likeliest tokens, and the label behind them where it is none of them. */
function rows({ set }: Round, index: number, messages: Messages): Bar[] {
  const { selfSupervision: texts, format, token: words } = messages;
  const judged = set.judged![index]!;
  const label = set.tokens[set.samples[index]!.position]!;
  const listed = judged.top.map((one): Bar => {
    const isLabel = one.tokenId === judged.tokenId;
    return {
      label: visibleToken(one.text),
      heard: heardCandidate(set.way, one, messages),
      value: one.probability,
      text: format.percent(one.probability),
      ...(one.continuation ? { note: words.piece } : {}),
      ...(isLabel ? { mark: texts.here, markHeard: texts.hereHeard(judged.rank) } : { action: null }),
    };
  });
  if (judged.top.some(({ tokenId }) => tokenId === judged.tokenId)) return listed;
  const own: Bar = {
    label: seenName(label),
    heard: heardName(label, messages),
    number: format.integer(judged.rank),
    value: judged.probability,
    text: format.percent(judged.probability),
    mark: texts.here,
    markHeard: texts.hereHeard(judged.rank),
  };
  return [...listed, own];
}
