import type { ScatterCloud } from '../../charts/scatter.ts';
import { mostDifferent } from '../../core/variants.ts';
import type { ComparedWord } from '../../records/views/compare.ts';
import {
  shownDifferent,
  shownOfEach,
  spreadBits,
  type ComparedBlanks,
  type WholeVocabulary,
} from './comparison.ts';

/** The variants that are set against each other, by index: across and upwards. */
export type Pair = readonly [x: number, y: number];

/** Two variants of a comparison set against each other. */
export interface PairView {
  readonly pair: Pair;
  /** The words of the scatter, the most important first: they get their labels first. */
  readonly words: readonly ComparedWord[];
  /** The words that are likelier across and upwards and add most to the divergence, the largest part first. */
  readonly towards: readonly [readonly ComparedWord[], readonly ComparedWord[]];
  /** The Jensen-Shannon divergence of the two. */
  readonly bits: number;
  /** All other tokens; `null` where they are not known. */
  readonly cloud: ScatterCloud | null;
}

/**
 * Sets two variants against each other.
 *
 * @param chosen tokens that are shown in any case
 */
export function viewPair(
  { words, divergences }: ComparedBlanks,
  whole: WholeVocabulary | null,
  pair: Pair,
  chosen: readonly number[],
): PairView {
  const [x, y] = pair;
  const logs = pair.map((variant) => words.map(({ logProbabilities }) => logProbabilities[variant]!));
  const different = (side: 'first' | 'second') =>
    mostDifferent(logs[0]!, logs[1]!, shownDifferent, { side }).map(({ tokenId: place }) => words[place]!);
  const towards = [different('first'), different('second')] as const;
  const likeliest = pair.map((variant) =>
    words
      .filter(({ ranks }) => ranks[variant]! <= shownOfEach)
      .sort((a, b) => a.ranks[variant]! - b.ranks[variant]!),
  );
  const others = words.filter(({ tokenId }) => chosen.includes(tokenId));
  const shown = inTurns([...towards, ...likeliest, others]);
  const [first, second] = x < y ? [x, y] : [y, x];
  return {
    pair,
    words: shown,
    towards,
    bits: divergences.find((one) => one.first === first && one.second === second)?.bits ?? 0,
    cloud: whole && cloudOf(whole, pair, new Set(shown.map(({ tokenId }) => tokenId))),
  };
}

/** The first of each list, then the second of each, and so on, each word once. */
function inTurns(lists: readonly (readonly ComparedWord[])[]): ComparedWord[] {
  const found = new Set<ComparedWord>();
  const longest = Math.max(...lists.map((list) => list.length));
  for (let place = 0; place < longest; place++) {
    for (const list of lists) if (place < list.length) found.add(list[place]!);
  }
  return [...found];
}

function cloudOf({ logs }: WholeVocabulary, [x, y]: Pair, shown: ReadonlySet<number>): ScatterCloud {
  const rest = (values: Float64Array) =>
    Float32Array.from(values).filter((_, tokenId) => !shown.has(tokenId));
  return { x: rest(logs[x]!), y: rest(logs[y]!) };
}

/** The words that add most to the divergence of all variants, the largest part first. */
export function mostSpread({ words }: ComparedBlanks, count: number): ComparedWord[] {
  return words
    .map((word) => ({ word, bits: spreadBits(word) }))
    .sort((a, b) => b.bits - a.bits || a.word.tokenId - b.word.tokenId)
    .slice(0, count)
    .map(({ word }) => word);
}
