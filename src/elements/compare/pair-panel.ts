import { html, nothing, type TemplateResult } from 'lit';
import { scatterRange } from '../../charts/scatter-scale.ts';
import { scatter, type ScatterPoint } from '../../charts/scatter.ts';
import type { Messages } from '../../i18n/index.ts';
import type { ComparedWord } from '../../records/views/compare.ts';
import { scatterTexts } from '../scatter-texts.ts';
import { dumbbells, type Dumbbell } from './dumbbells.ts';
import type { Pair, PairView } from './pair-view.ts';
import { isPlainEscape } from './plain-escape.ts';
import { wordButton } from './word-button.ts';
import type { WordTexts } from './word-texts.ts';

/** What two variants set against each other are drawn from. */
export interface PairContext {
  readonly view: PairView;
  /** Of {@link view}, in its order; the same array as long as nothing changed. */
  readonly points: readonly ScatterPoint[];
  /** Of all variants. */
  readonly names: readonly string[];
  readonly words: WordTexts;
  readonly language: string;
  /** The tokens that were chosen, the last one last. */
  readonly chosen: readonly number[];
  /** The token that is pointed at in a list; `null` for none. */
  readonly pointed: number | null;
  readonly onPoint: (tokenId: number | null) => void;
  /** A word was chosen, or let go: by a button of a list, or in the chart. */
  readonly onChoose: (tokenId: number, from: HTMLElement | null) => void;
  readonly onPair: (pair: Pair) => void;
}

/** The points of a view. */
export function pointsOf({ words: shown, pair }: PairView, words: WordTexts): ScatterPoint[] {
  return shown.map((word) => ({
    x: word.logProbabilities[pair[0]]!,
    y: word.logProbabilities[pair[1]]!,
    label: words.name(word),
    name: words.sentence(word, pair, pair),
  }));
}

/** The choice of the two, where there are more. */
export function pairChoice(
  { view: { pair }, names, onPair }: PairContext,
  { compare: texts }: Messages,
): TemplateResult | typeof nothing {
  if (names.length < 3) return nothing;
  const choose = (axis: 0 | 1) => (event: Event) => {
    const value = Number((event.target as HTMLSelectElement).value);
    const other = pair[1 - axis]!;
    // Set against itself there would be nothing to see: the two change places.
    const rest = value === other ? pair[axis] : other;
    onPair(axis === 0 ? [value, rest] : [rest, value]);
  };
  const select = (axis: 0 | 1, label: string, part: string) =>
    html`<label class="row"
      >${label}<select part=${part} @change=${choose(axis)}>
        ${names.map((name, i) => html`<option value=${i} .selected=${i === pair[axis]}>${name}</option>`)}
      </select></label
    >`;
  return html`<div class="row pair" part="pair">
    ${select(0, texts.across, 'across')} ${select(1, texts.upwards, 'upwards')}
  </div>`;
}

/** The scatter of the two. */
export function pairScatter(
  { view, points, names, language, chosen, pointed, onChoose }: PairContext,
  messages: Messages,
): TemplateResult {
  const { compare: texts } = messages;
  const { words, pair, cloud } = view;
  const placeOf = (tokenId: number | undefined) => {
    const place = words.findIndex((word) => word.tokenId === tokenId);
    return place < 0 ? null : place;
  };
  const onKeydown = (event: KeyboardEvent) => {
    const index = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset['index'];
    const tokenId = words[Number(index)]?.tokenId;
    if (tokenId === undefined || !chosen.includes(tokenId) || !isPlainEscape(event)) return;
    event.preventDefault();
    onChoose(tokenId, null);
  };
  const chart = scatter(points, {
    label: texts.points(points.length),
    axes: { x: names[pair[0]]!, y: names[pair[1]]! },
    texts: { ...scatterTexts(messages), axis: texts.axis },
    language,
    ...(cloud ? { cloud } : {}),
    chosen: placeOf(chosen.at(-1)),
    pointed: placeOf(pointed ?? undefined),
    onChoose: (index) => onChoose(words[index]!.tokenId, null),
  });
  return html`<div @keydown=${onKeydown}>${chart}</div>`;
}

/** The words that differ most, towards each of the two. */
export function differentWords(context: PairContext, messages: Messages): TemplateResult {
  const { compare: texts } = messages;
  const { view } = context;
  return html`<section class="different" part="different">
    <h4>${texts.different}</h4>
    <p class="soft">${texts.differentHelp}</p>
    ${view.towards.map((words, side) => (words.length > 0 ? list(words, side, context, messages) : nothing))}
  </section>`;
}

function list(
  shown: readonly ComparedWord[],
  side: number,
  context: PairContext,
  messages: Messages,
): TemplateResult {
  const { compare: texts, format } = messages;
  const { view, points, names, words, onPoint } = context;
  const [x, y] = view.pair;
  const heading = texts.towards(names[view.pair[side]!]!);
  const percent = (log: number) => format.percent(Math.exp(log));
  const rows = shown.map((word): Dumbbell => {
    const [across, upwards] = [word.logProbabilities[x]!, word.logProbabilities[y]!];
    return {
      label: wordButton(word, context, messages),
      x: across,
      y: upwards,
      texts: [percent(across), percent(upwards), words.times(word, view.pair)],
    };
  });
  return html`<section class="towards">
    <h5>${heading}</h5>
    ${dumbbells(rows, {
      label: heading,
      range: scatterRange(points),
      tick: messages.scatter.tick,
      heads: [names[x]!, names[y]!, texts.ratio],
      onPoint: (index) => onPoint(index === null ? null : shown[index]!.tokenId),
    })}
  </section>`;
}
