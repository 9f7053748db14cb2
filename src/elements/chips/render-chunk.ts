import { html, nothing, type TemplateResult } from 'lit';
import { chipText, type ChipSegment } from '../../charts/chip-text.ts';
import { hexadecimal, surprisalShare } from '../../charts/token-text.ts';
import type { CharacterGroup } from '../../core/characters.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { textOf, type Chunk } from './chunks.ts';
import { blankNumber, nameOf, sourceName, standsAlone, wholeOf } from './names.ts';
import { blankText, isBlank, isContinuation, isUnknown } from './pieces.ts';

/** What the chips are drawn by, beside the tokens. */
export interface ChipContext {
  readonly tokens: readonly TokenRecord[];
  readonly promptLength: number;
  /** Index of the first token that is kept, but not reached. */
  readonly cursor: number;
  readonly pinned: number;
  /** The token that the Tab key comes to. */
  readonly active: number;
  /** Tokens to be outlined. */
  readonly marked: ReadonlySet<number>;
  /** The places of the blanks, in order. */
  readonly blanks: readonly number[];
  /** Whether the text is a masked model's. */
  readonly masked: boolean;
  /** Whether the text was not written to be continued. */
  readonly noPrompt: boolean;
  readonly language: string;
  readonly showSpaces: boolean;
  /** Whether borders and ids are shown in the place of probabilities. */
  readonly borders: boolean;
  /** What is heard of a token beside its name; `null` where nothing is known of any. */
  readonly remarkOf: ((index: number) => string | null) | null;
  /** Whether a token came just now, and fades in. */
  readonly isFresh: (token: TokenRecord) => boolean;
  readonly messages: Messages;
}

/** The chips of a chunk. */
export function renderChunk({ groups }: Chunk, context: ChipContext): TemplateResult[] {
  return groups.map((group) =>
    standsAlone(group) ? renderChip(group, context) : renderGroup(group, context),
  );
}

/** What of {@link ChipContext} a chunk shows: it need not be drawn anew while these are the same. */
export function dependenciesOf(chunk: Chunk, context: ChipContext): unknown[] {
  const { start, end } = chunk;
  const within = (index: number) => (index >= start && index < end ? index : -1);
  const near = (index: number) => Math.max(start - 1, Math.min(end + 1, index));
  const { messages, language, showSpaces, borders, marked, blanks, masked, noPrompt, remarkOf } = context;
  return [
    chunk,
    [...marked].filter((index) => within(index) >= 0).join(),
    // Blanks are counted from the beginning of the text, and their number shows where there are several.
    blanks.filter((index) => index < start).length,
    blanks.length > 1,
    masked,
    noPrompt,
    within(context.pinned),
    within(context.active),
    near(context.promptLength),
    near(context.cursor),
    language,
    showSpaces,
    borders,
    remarkOf,
    messages,
  ];
}

function renderChip(group: CharacterGroup, context: ChipContext): TemplateResult {
  const index = group.start;
  const token = context.tokens[index]!;
  if (isBlank(token)) return renderBlank(group, context);
  const { before: spaces, body: rest, after } = shownText(group, context);
  // Where borders are shown, a space that is in the token lies inside of them; WordPiece has none.
  const isInside = context.borders && !context.masked;
  const before = isInside ? [] : spaces;
  const body = isInside ? [...spaces, ...rest] : rest;
  return html`<span
    class=${`chip ${classesOf(index, context)}`}
    part="chip"
    role="option"
    data-index=${index}
    tabindex=${index === context.active ? 0 : -1}
    aria-selected=${index === context.pinned}
    aria-label=${labelOf(index, group, context)}
    >${before.map(renderSegment)}<span
      class="body tinted"
      lang=${context.language || nothing}
      .style=${tintOf(token)}
      >${body.map(renderSegment)}</span
    >${after}</span
  >`;
}

/** A blank: a box with a rule below, which stays when a word is in it. */
function renderBlank(group: CharacterGroup, context: ChipContext): TemplateResult {
  const index = group.start;
  const token = context.tokens[index]!;
  const { before, filled } = blankText(token);
  const { body } = chipText(filled, token.bytes);
  return html`<span
    class=${`chip blank ${filled ? 'filled' : ''} ${classesOf(index, context)}`}
    part="chip"
    role="option"
    data-index=${index}
    data-number=${context.blanks.length > 1 ? blankNumber(index, context.blanks) : nothing}
    tabindex=${index === context.active ? 0 : -1}
    aria-selected=${index === context.pinned}
    aria-label=${labelOf(index, group, context)}
    >${before}<span class="body tinted" lang=${context.language || nothing} .style=${tintOf(token)}
      >${filled ? body.map(renderSegment) : nothing}</span
    ></span
  >`;
}

/**
 * A character of several tokens: shown once, its tokens as stripes behind it, each with its own tint and bar. The
 * bytes come into sight where they are asked for; the style sheet does that, so that the focus moves nothing anew.
 */
function renderGroup(group: CharacterGroup, context: ChipContext): TemplateResult {
  const { messages } = context;
  const whole = group.state === 'whole';
  const shown = whole ? shownText(group, context) : null;
  const indexes = Array.from({ length: group.end - group.start }, (_, i) => group.start + i);
  // The ink is that of the deepest stripe, on which it must be read as well.
  const deepest = Math.max(...indexes.map((index) => shareOf(context.tokens[index]!)));
  const label = messages.chips.group(wholeOf(group, messages), indexes.length);
  return html`${shown?.before.map(renderSegment)}<span
      class="group ${whole ? '' : 'unfinished'}"
      part="group"
      role="group"
      data-index=${group.start}
      aria-label=${label}
      ><span
        class="whole ${placeOf(group.start, context).join(' ')}"
        aria-hidden="true"
        lang=${context.language || nothing}
        .style=${`--share:${deepest.toFixed(3)}`}
        >${shown?.body.map(renderSegment)}</span
      ><span class="parts"
        >${indexes.map((index) => {
          const token = context.tokens[index]!;
          return html`<span
            class=${`chip part tinted ${classesOf(index, context)}`}
            part="chip"
            role="option"
            data-index=${index}
            tabindex=${index === context.active ? 0 : -1}
            aria-selected=${index === context.pinned}
            aria-label=${labelOf(index, group, context)}
            .style=${tintOf(token)}
            ><span class="hex">${hexadecimal(token.bytes)}</span></span
          >`;
        })}</span
      ></span
    >${shown?.after}`;
}

function shownText(group: CharacterGroup, { tokens, promptLength, showSpaces }: ChipContext) {
  return chipText(textOf(group, tokens), tokens[group.start]!.bytes, {
    showSpaces,
    markTrailing: group.end === promptLength,
  });
}

function renderSegment(segment: ChipSegment): unknown {
  switch (segment.kind) {
    case 'text':
      return segment.text;
    case 'space':
      return html`<span class="space"> </span>`;
    case 'sign':
      return html`<span class="sign">${segment.sign}</span>${segment.text}`;
  }
}

function classesOf(index: number, context: ChipContext): string {
  const token = context.tokens[index]!;
  const classes = placeOf(index, context);
  if (isContinuation(token)) classes.push('joined');
  if (isUnknown(token)) classes.push('unknown');
  else if (token.special && !isBlank(token)) classes.push('special');
  if (context.marked.has(index)) classes.push('marked');
  if (token.probability === null) classes.push('unscored');
  if (context.borders && index % 2 === 1) classes.push('second');
  if (index === context.cursor) classes.push('at-cursor');
  if (token.source === 'picked' || token.source === 'typed') classes.push(token.source);
  if (context.isFresh(token)) classes.push('fresh');
  return classes.join(' ');
}

function placeOf(index: number, { promptLength, cursor }: ChipContext): string[] {
  return [...(index < promptLength ? ['prompt'] : []), ...(index >= cursor ? ['ahead'] : [])];
}

/** How deep a token is tinted; not at all without a number. */
function shareOf({ surprisalBits }: TokenRecord): number {
  return surprisalBits === null ? 0 : surprisalShare(surprisalBits);
}

function tintOf(token: TokenRecord): string {
  return `--share:${shareOf(token).toFixed(3)};--p:${(token.probability ?? 0).toFixed(3)}`;
}

function labelOf(index: number, group: CharacterGroup, context: ChipContext): string {
  const { tokens, messages, promptLength, cursor, borders } = context;
  const { chips, format, token: words } = messages;
  const token = tokens[index]!;
  const { probability, rank, source } = token;
  const blank = isBlank(token);
  const filled = blank && blankText(token).filled !== '';
  const facts: string[] = [];
  // What the look tells beside the numbers.
  if (filled) facts.push(chips.blank(blankNumber(index, context.blanks)));
  if (isContinuation(token)) facts.push(words.piece);
  if (isUnknown(token)) facts.push(chips.unknown);
  if (borders) facts.push(chips.tokenId(token.tokenId));
  if (probability !== null) facts.push(format.percent(probability));
  // An empty blank has no token that could have been scored.
  else if (!borders && !context.remarkOf && (!blank || filled)) facts.push(chips.notScored);
  const remark = context.remarkOf?.(index) ?? null;
  if (remark !== null) facts.push(remark);
  if (rank !== null) facts.push(chips.rank(rank));
  if (source === 'picked' || source === 'typed' || (filled && source === 'greedy'))
    facts.push(sourceName(source, context));
  else if (index < promptLength) facts.push(sourceName('prompt', context));
  if (index >= cursor) facts.push(chips.ahead);
  return chips.chip(nameOf(index, group, context), facts);
}
