import { html, nothing, type TemplateResult } from 'lit';
import { findModel } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { ViewModel } from '../../records/index.ts';
import type { TwoWaysReading, WordReading } from '../../records/views/two-ways.ts';
import { unseenBy } from './unseen.ts';
import { countOf, leftOutOf, namedWords, totalsOf, wordsInPieces } from './words.ts';

/** What is told of a reading in sentences. */
export interface SummaryContext {
  readonly reading: TwoWaysReading;
  readonly words: readonly WordReading[];
  /** The autoregressive one first. */
  readonly models: readonly ViewModel[];
}

/** That a difference is one between two models, and what one of them does not see of the text. */
export function cautions({ reading, models }: SummaryContext, { twoWays: texts }: Messages): TemplateResult {
  const unseen = unseenBy(reading);
  const isWhole = unseen.capitals === null && unseen.accents === null && !unseen.spaces;
  return noteList([
    texts.twoModels(models.map(sizeOf)),
    ...(isWhole ? [] : [texts.unseenBy(unseen, nameOf(models[0]), nameOf(models[1]))]),
  ]);
}

/** What the first word is judged by, where the vocabularies cut differently, and what is left out. */
export function readingNotes(
  { reading, words, models }: SummaryContext,
  { twoWays: texts }: Messages,
): TemplateResult {
  const left = nameOf(models[0]);
  const silent = words.find((word) => word.left.missing === 'nothing-before');
  const cut = wordsInPieces(words);
  const unknown = words.filter((word) => word.both.missing === 'unknown');
  return noteList([
    ...(silent ? [texts.nothingBefore(silent.text, left)] : []),
    ...(reading.beginMarker === null ? [] : [texts.beginMarker(reading.beginMarker, left)]),
    ...(cut.length > 0
      ? [
          texts.inPieces(
            cut.map(({ text, left: a, both: b }) => ({ word: text, left: countOf(a), both: countOf(b) })),
          ),
        ]
      : []),
    ...(unknown.length > 0 ? [texts.notKnown(unknown.map(({ text }) => text))] : []),
  ]);
}

function noteList(notes: readonly string[]): TemplateResult {
  return html`<ul class="notes soft" part="notes" role="list">
    ${notes.map((note) => html`<li>${note}</li>`)}
  </ul>`;
}

/** So many fit into a line, of either sign. */
const mostNamed = 2;

/** The words with the largest differences, of either sign, in a sentence or two. */
export function finding(words: readonly WordReading[], { twoWays: texts }: Messages): string {
  const { helped, hurt } = namedWords(words, mostNamed);
  const gains = (some: readonly WordReading[]) =>
    some.map(({ text, gainBits }) => ({ word: text, bits: gainBits! }));
  const sentences = [
    ...(helped.length > 0 ? [texts.helped(gains(helped))] : []),
    ...(hurt.length > 0 ? [texts.hurt(gains(hurt), helped.length === 0)] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : texts.nothingNamed;
}

/** Both sums, and why they are not the same kind of thing. */
export function totals({ words }: SummaryContext, { twoWays: texts }: Messages): TemplateResult {
  const sums = totalsOf(words);
  if (sums.words === 0) return html`<p class="soft">${texts.noTotals}</p>`;
  const longest = Math.max(sums.left, sums.both, 1);
  const total = (name: 'left' | 'both', bits: number) =>
    html`<div class="total ${name}">
      <dt>${texts[name]}</dt>
      <dd>
        <span class="total-bits number">${texts.total(bits)}</span>
        <span class="soft number">${texts.perWord(bits / sums.words)}</span>
        <span class="total-track" aria-hidden="true"
          ><span class="total-bar" .style=${`width:${Math.min(100, (bits / longest) * 100)}%`}></span
        ></span>
      </dd>
    </div>`;
  const kinds = texts.kinds({
    leftOut: leftOutOf(words),
    before: words
      .slice(
        0,
        words.findIndex(({ gainBits }) => gainBits !== null),
      )
      .map(({ text }) => text),
    difference: sums.left - sums.both,
  });
  return html`<dl class="totals" part="totals">${total('left', sums.left)} ${total('both', sums.both)}</dl>
    <p>${texts.totalsOver(sums)}</p>
    <p class="soft prose">${kinds} ${texts.perplexity}</p>`;
}

/** All of it as a table, for those who want the numbers. */
export function numbersTable(
  { words }: SummaryContext,
  language: string,
  { twoWays: texts, format }: Messages,
): TemplateResult {
  const bits = (value: number | null) => (value === null ? '–' : format.decimal(value, 2));
  return html`<details>
    <summary><h4>${texts.numbers}</h4></summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${texts.numbers}>
      <table class="number">
        <caption>
          ${texts.numbersCaption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${texts.word}</th>
            <th scope="col">${texts.leftColumn}</th>
            <th scope="col">${texts.bothColumn}</th>
            <th scope="col">${texts.gainColumn}</th>
            <th scope="col">${texts.tokensColumn}</th>
          </tr>
        </thead>
        <tbody>
          ${words.map(
            ({ text, left, both, gainBits }) =>
              html`<tr>
                <th scope="row" lang=${language || nothing}>${text}</th>
                <td>${bits(left.surprisalBits)}</td>
                <td>${bits(both.surprisalBits)}</td>
                <td>
                  ${gainBits === null ? '–' : `${gainBits > 0 ? '+' : ''}${format.decimal(gainBits, 2)}`}
                </td>
                <td>${texts.tokenCounts(countOf(left), countOf(both))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

export function nameOf(model: ViewModel | undefined): string {
  return model ? (findModel(model.model)?.name ?? model.model) : '';
}

function sizeOf(model: ViewModel): { name: string; parameters: number } {
  return { name: nameOf(model), parameters: findModel(model.model)?.parameters ?? 0 };
}
