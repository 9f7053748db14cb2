import { html, nothing, type TemplateResult } from 'lit';
import { surprisalShare } from '../../charts/token-text.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import type { Chunk } from './chunks.ts';
import { standsAlone } from './names.ts';
import { blankText, isBlank, isContinuation, isUnknown } from './pieces.ts';
import type { ChipContext } from './render-chunk.ts';

/** Marks that tokens carry by themselves; those that occur are explained. */
const markNames = [
  'notScored',
  'picked',
  'typed',
  'blank',
  'joint',
  'unknown',
  'character',
  'special',
  'space',
  'newline',
  'tab',
] as const;
type Mark = (typeof markNames)[number];

const tests: Record<Exclude<Mark, 'character'>, (token: TokenRecord) => boolean> = {
  notScored: (token) => token.probability === null && !(isBlank(token) && blankText(token).filled === ''),
  picked: ({ source }) => source === 'picked',
  typed: ({ source }) => source === 'typed',
  blank: isBlank,
  joint: isContinuation,
  unknown: isUnknown,
  special: (token) => token.special && !isBlank(token) && !isUnknown(token),
  space: ({ text }) => /^ +$| {2}/.test(text),
  newline: ({ text }) => text.includes('\n'),
  tab: ({ text }) => text.includes('\t'),
};

/** Once a chunk: a text that grows is not looked through anew with each token. */
const marksOfChunk = new WeakMap<Chunk, ReadonlySet<Mark>>();

function marksIn(chunk: Chunk, tokens: readonly TokenRecord[]): ReadonlySet<Mark> {
  let marks = marksOfChunk.get(chunk);
  if (!marks) {
    const part = tokens.slice(chunk.start, chunk.end);
    marks = new Set(
      markNames.filter((mark) =>
        mark === 'character' ? !chunk.groups.every(standsAlone) : part.some(tests[mark]),
      ),
    );
    marksOfChunk.set(chunk, marks);
  }
  return marks;
}

/** What the legend shows of the scale of surprisal, in bits. */
const surprisalStops = [0, 2, 5, 9, 14];

/** The scale of surprisal, from no tint to the full one. */
export function surprisalScale(): TemplateResult {
  return html`<span class="scale number"
    >${surprisalStops.map(
      (bits) =>
        html`<span .style=${`--share:${surprisalShare(bits)}`}>${bits}${bits === 14 ? '+' : ''} </span>`,
    )}</span
  >`;
}

const jointSample = html`<span class="sample" aria-hidden="true"
  >ab<span class="joint-sample">c</span></span
>`;

/** What the tints, bars and marks mean. */
export function renderLegend(chunks: readonly Chunk[], context: ChipContext): TemplateResult {
  const { legend } = context.messages.chips;
  const { tokens, promptLength, cursor, showSpaces } = context;
  const found = chunks.map((chunk) => marksIn(chunk, tokens));
  const has = (mark: Mark) => found.some((marks) => marks.has(mark));
  const promptEndsOnSpace = tokens[promptLength - 1]?.text.endsWith(' ') ?? false;
  const sample = (look: string, text: string, shown = 'abc') =>
    html`<li><span class="sample ${look}" aria-hidden="true">${shown}</span>${text}</li>`;
  return html`<ul class="legend soft" part="legend" role="list" aria-label=${legend.heading}>
    <li class="tint">${legend.tint} ${surprisalScale()} ${legend.bits}</li>
    <li><span class="sample bar-sample" aria-hidden="true"></span>${legend.bar}</li>
    ${has('notScored') ? html`<li>${legend.notScored}</li>` : nothing}
    ${promptLength > 0 && promptLength < tokens.length ? sample('soft-ink', legend.prompt) : nothing}
    ${has('picked') ? sample('picked', legend.picked) : nothing}
    ${has('typed') ? sample('typed', legend.typed) : nothing}
    ${cursor < tokens.length ? sample('cursor', legend.ahead, '') : nothing}
    ${has('blank') ? sample('blank-sample', legend.blank, '') : nothing}
    ${has('joint') ? html`<li>${jointSample}${legend.joint}</li>` : nothing}
    ${has('unknown') ? sample('wavy', legend.unknown) : nothing}
    ${has('character') ? sample('dotted', legend.character, '한') : nothing}
    ${has('special') ? html`<li>${legend.special}</li>` : nothing}
    ${showSpaces || promptEndsOnSpace || has('space') ? sample('dot', legend.space, '·') : nothing}
    ${has('newline') ? sample('sign', legend.newline, '↵') : nothing}
    ${has('tab') ? sample('sign', legend.tab, '⇥') : nothing}
  </ul>`;
}
