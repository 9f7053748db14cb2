import { html, nothing, type TemplateResult } from 'lit';
import { seenAndHeard } from '../../charts/seen-and-heard.ts';
import { harmlessText, surprisalShare, visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Round, Sample } from '../../records/views/self-supervision.ts';
import { surprisalScale } from '../chips/legend.ts';
import { details } from './details.ts';
import { canGuess } from './guesses.ts';
import { heardName, seenName } from './names.ts';
import { contextOf, isAdded, randomName, type ContextPart } from './samples.ts';
import { verdict } from './verdict.ts';

/** What the list of samples is drawn from, and what is done with it. */
export interface RowsContext {
  readonly round: Round;
  /** The sample whose label may be guessed now; −1 for none. */
  readonly active: number;
  /** The sample whose numbers are in sight; −1 for none. */
  readonly open: number;
  /** So many rows are drawn at most, and as many more as there are before the sample that may be guessed. */
  readonly most: number;
  /** The samples whose guess the model is asked about. */
  readonly scoring: ReadonlySet<number>;
  /** The model that judged the samples is there, and can be asked. */
  readonly canAsk: boolean;
  readonly language: string;
  readonly onGuess: (index: number, guess: string) => void;
  readonly onReveal: (index: number) => void;
  readonly onActivate: (index: number) => void;
  readonly onToggle: (index: number) => void;
  readonly onMore: () => void;
}

/** The samples: what the model reads of each, its label, and how both fared. */
export function sampleRows(context: RowsContext, messages: Messages): TemplateResult {
  const { round, active, most, onMore } = context;
  const { selfSupervision: texts } = messages;
  const { samples, way, judged } = round.set;
  // A later sample of the next token has the labels before it in its context.
  const isWaiting = way === 'next-token' && active >= 0;
  const inSight = isWaiting ? active + 1 : samples.length;
  const shown = Math.min(inSight, Math.max(most, active + 1));
  const rest = samples.length - shown;
  const isAnyRevealed = round.answers.some(({ revealed }) => revealed);
  return html`<div class="samples-frame">
    ${judged ? (isAnyRevealed ? heads(messages) : html`<p class="sealed">${texts.sealed}</p>`) : nothing}
    <ol class="samples ${judged ? 'judged' : ''}" part="samples" role="list" aria-label=${texts.samples}>
      ${samples.slice(0, shown).map((sample, index) => row(sample, index, context, messages))}
    </ol>
    ${
      rest === 0
        ? nothing
        : isWaiting
          ? html`<p class="soft waiting">${texts.waiting(rest)}</p>`
          : html`<button part="show-more" @click=${onMore}>${texts.showMore(rest)}</button>`
    }
    ${rest === 0 ? nothing : html`<p class="printed soft">${texts.notPrinted(rest, isWaiting)}</p>`}
    ${judged && isAnyRevealed ? surprisalLegend(messages) : nothing}
  </div>`;
}

/** Over the columns of numbers. */
function heads({ selfSupervision: texts }: Messages): TemplateResult {
  return html`<p class="heads soft" aria-hidden="true">
    <span>${texts.probability}</span><span>${texts.lossHead}</span>
  </p>`;
}

/** How the labels are tinted: by the same scale as the chips. */
function surprisalLegend({ chips: { legend }, selfSupervision: texts }: Messages): TemplateResult {
  return html`<p class="legend soft" part="legend">
    <span>${legend.tint} ${surprisalScale()} ${legend.bits}.</span>
    <span>${texts.legend}</span>
  </p>`;
}

function row(sample: Sample, index: number, context: RowsContext, messages: Messages): TemplateResult {
  const { round, active, open, canAsk, language } = context;
  const { selfSupervision: texts, format } = messages;
  const { set, answers } = round;
  const { revealed } = answers[index]!;
  const number = index + 1;
  const isOpen = revealed && open === index;
  return html`<li
    class="sample ${revealed ? 'revealed' : ''} ${index === active ? 'active' : ''}"
    part="sample"
  >
    <div class="line">
      <span class="no number" aria-hidden="true">${format.integer(number)}</span>
      <p class="context">
        <span class="hidden-visually">${texts.sample(number, set.samples.length)}: </span
        ><span class="input" lang=${language || nothing}
          >${contextOf(set, sample).map((part) => contextPart(part, sample, index, context, messages))}</span
        >${verdictMark(index, context, messages)}
      </p>
      ${revealed ? numbers(index, isOpen, context, messages) : nothing}
    </div>
    ${isOpen ? details({ round, index, scoring: context.scoring.has(index), canAsk, language }, messages) : nothing}
    ${!revealed ? answerForm(sample, index, context, messages) : nothing}
  </li>`;
}

function contextPart(
  part: ContextPart,
  sample: Sample,
  index: number,
  context: RowsContext,
  messages: Messages,
): unknown {
  switch (part.kind) {
    case 'text':
      return harmlessText(part.text);
    case 'marker':
      return html`<span class="marker">${part.text}</span>`;
    case 'random':
      return html`<span class="random">${visibleToken(part.text)}</span>`;
    case 'cut':
      return seenAndHeard('… ', messages.selfSupervision.cut);
    case 'label':
      return label(sample, index, context, messages);
  }
}

/** The place of a label: a box, with the label in it once that is revealed. */
function label(sample: Sample, index: number, { round }: RowsContext, messages: Messages): TemplateResult {
  const { selfSupervision: texts } = messages;
  const { set, answers } = round;
  const token = set.tokens[sample.position]!;
  const { revealed } = answers[index]!;
  const arrow = html`<span class="arrow"
    ><span aria-hidden="true"> → </span
    ><span class="hidden-visually" lang=${messages.language}> ${texts.leadsTo} </span></span
  >`;
  const before =
    sample.kind === 'random'
      ? html`<span class="random">${visibleToken(randomName(sample))}</span>${arrow}`
      : sample.kind === 'next'
        ? arrow
        : nothing;
  const isMarker = isAdded(token);
  // Of a label that is in sight from the start the loss is told only with the others.
  const bits = revealed ? set.judged?.[index]?.surprisalBits : undefined;
  return html`${before}<span
      class="label ${revealed || sample.kind === 'kept' ? 'shown' : ''} ${isMarker ? 'marker' : ''} ${
        bits === undefined ? '' : 'tinted'
      }"
      part="label"
      .style=${bits === undefined ? '' : `--share:${surprisalShare(bits).toFixed(3)}`}
      >${
        revealed || sample.kind === 'kept'
          ? seenAndHeard(seenName(token), heardName(token, messages))
          : html`<span aria-hidden="true">?</span
              ><span class="hidden-visually" lang=${messages.language}>(${texts.hidden})</span>`
      }</span
    >`;
}

/** Whether a guess was right, in a sign and, to be heard, in words. */
function verdictMark(
  index: number,
  { round }: RowsContext,
  messages: Messages,
): TemplateResult | typeof nothing {
  const guess = round.answers[index]!.guess;
  if (!guess) return nothing;
  return html`<span class="verdict ${guess.right ? 'right' : 'wrong'}"
    ><span aria-hidden="true">${guess.right ? '✓' : '✗'} ${harmlessText(guess.text.trim())}</span
    ><span class="hidden-visually"> ${verdict(index, round, messages)}</span></span
  >`;
}

function numbers(index: number, isOpen: boolean, context: RowsContext, messages: Messages): TemplateResult {
  const { selfSupervision: texts, format } = messages;
  const judged = context.round.set.judged?.[index];
  return html`<span class="numbers number"
      >${
        judged
          ? html`<span class="probability"
                ><span class="name">${texts.probability} </span>${format.percent(judged.probability)}</span
              ><span class="loss"
                ><span class="name">${texts.loss} </span>${texts.lossValue(0 - judged.logProbability)}</span
              >`
          : nothing
      }</span
    >
    <button
      class="toggle"
      part="details-button"
      aria-expanded=${isOpen}
      aria-label=${texts.details(index + 1)}
      @click=${() => context.onToggle(index)}
    >
      <span aria-hidden="true">${isOpen ? '▴' : '▾'}</span>
    </button>`;
}

function answerForm(sample: Sample, index: number, context: RowsContext, messages: Messages): TemplateResult {
  const { round, active, language, onGuess, onReveal, onActivate } = context;
  const { selfSupervision: texts } = messages;
  const { set } = round;
  const which = texts.sample(index + 1, set.samples.length);
  const revealButton = html`<button
    type="button"
    part="reveal"
    aria-label=${`${texts.reveal}: ${which}`}
    @click=${() => onReveal(index)}
  >
    ${texts.reveal}
  </button>`;
  if (!canGuess(sample)) {
    return html`<div class="answer row">
      <p class="soft">${texts.inSight}</p>
      ${revealButton}
    </div>`;
  }
  if (index !== active) {
    return html`<div class="answer row">
      <button
        type="button"
        part="guess-this"
        aria-label=${`${texts.guessThis}: ${which}`}
        @click=${() => onActivate(index)}
      >
        ${texts.guessThis}
      </button>
      ${revealButton}
    </div>`;
  }
  const last = set.tokens.at(-1)!;
  const ending = set.way === 'next-token' && isAdded(last) ? last.text : null;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    onGuess(index, (event.target as HTMLFormElement).querySelector('input')!.value);
  };
  return html`<form class="answer row" part="guess-form" @submit=${onSubmit}>
    <label class="field guess"
      >${texts.guess[set.way]}<input
        class="guess-field"
        part="guess"
        type="text"
        maxlength="200"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        lang=${language || nothing}
    /></label>
    <button class="primary">${texts.guessButton}</button>
    ${revealButton}
    ${
      ending === null
        ? nothing
        : html`<button type="button" part="ends-here" @click=${() => onGuess(index, ending)}>
            ${texts.endsHere}
          </button>`
    }
  </form>`;
}
