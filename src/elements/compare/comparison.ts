import { DescendingOrder } from '../../core/descending-order.ts';
import { logSoftmax, summarize } from '../../core/softmax.ts';
import { jensenShannonBits, mostDifferent, type Variant } from '../../core/variants.ts';
import type { ComparedWord, ComparisonRecord } from '../../records/views/compare.ts';
import type { TokenLabel } from '../distribution/token-label.ts';

/** As many of each variant's likeliest tokens are shown as words. */
export const shownOfEach = 200;
/** As many of those that differ most are shown to each side. */
export const shownDifferent = 10;

/** The numbers of a comparison over the whole vocabulary, which no file holds. */
export interface WholeVocabulary {
  /** By variant: natural-log probabilities, shape [vocabulary]. */
  readonly logs: readonly Float64Array[];
  /** By variant: the rank of each token, 1 for the likeliest, shape [vocabulary]. */
  readonly ranks: readonly Int32Array[];
  readonly label: (tokenId: number) => TokenLabel | undefined;
}

/** What was computed of the blanks of several variants: the numbers, without what a person chose. */
export type ComparedBlanks = Omit<ComparisonRecord, 'pair' | 'chosen' | 'longWords'>;

/**
 * Compares what a model puts into a blank of several variants.
 *
 * @param logits by variant, shape [vocabulary]
 * @throws BrokenLogitsError where they are no numbers
 */
export function compareBlanks(
  { template, blank, variants }: { template: string; blank: number; variants: readonly Variant[] },
  logits: readonly Float32Array[],
  label: (tokenId: number) => TokenLabel | undefined,
): { readonly compared: ComparedBlanks; readonly whole: WholeVocabulary } {
  const orders = logits.map((values) => new DescendingOrder(values).take(values.length));
  const whole: WholeVocabulary = {
    logs: logits.map((values) => logSoftmax(values)),
    ranks: orders.map(ranksOf),
    label,
  };
  const { logs } = whole;
  const pairs = pairsOf(variants.length);
  const ids = new Set(orders.flatMap((order) => order.slice(0, shownOfEach)));
  for (const [first, second] of pairs) {
    for (const side of ['first', 'second'] as const) {
      for (const { tokenId } of mostDifferent(logs[first]!, logs[second]!, shownDifferent, { side })) {
        ids.add(tokenId);
      }
    }
  }
  const words = [...ids].map((tokenId) => wordOf(whole, tokenId));
  const compared: ComparedBlanks = {
    template,
    blank,
    variants: variants.map(({ text, choices }, i) => ({
      text,
      choices: [...choices],
      entropyBits: summarize(logits[i]!).entropyBits,
    })),
    words: words.sort((a, b) => highest(b) - highest(a) || a.tokenId - b.tokenId),
    divergences: pairs.map(([first, second]) => ({
      first,
      second,
      bits: jensenShannonBits(logs[first]!, logs[second]!),
    })),
  };
  return { compared, whole };
}

function pairsOf(count: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, first) =>
    Array.from({ length: count - first - 1 }, (_unused, i) => [first, first + 1 + i] as const),
  ).flat();
}

function ranksOf(order: readonly number[]): Int32Array {
  const ranks = new Int32Array(order.length);
  order.forEach((tokenId, place) => {
    ranks[tokenId] = place + 1;
  });
  return ranks;
}

/** The log-probability of a word where it is likeliest. */
export function highest({ logProbabilities }: ComparedWord): number {
  return Math.max(...logProbabilities);
}

/** The numbers of one token. */
export function wordOf({ logs, ranks, label }: WholeVocabulary, tokenId: number): ComparedWord {
  const { text, special, continuation } = label(tokenId) ?? { text: '', special: false, continuation: false };
  return {
    tokenId,
    text,
    special,
    continuation,
    logProbabilities: logs.map((log) => log[tokenId]!),
    ranks: ranks.map((rank) => rank[tokenId]!),
  };
}

/**
 * What a word adds to the Jensen-Shannon divergence of all variants (Lin 1991, with equal weights), in bits:
 * Σ p·log₂(p/m) / n, m the mean of the n probabilities. Never below 0.
 */
export function spreadBits({ logProbabilities }: Pick<ComparedWord, 'logProbabilities'>): number {
  const top = Math.max(...logProbabilities);
  if (top === -Infinity) return 0;
  const count = logProbabilities.length;
  const logMean = top + Math.log(logProbabilities.reduce((sum, log) => sum + Math.exp(log - top), 0) / count);
  const sum = logProbabilities.reduce(
    (total, log) => total + (log === -Infinity ? 0 : Math.exp(log) * (log - logMean)),
    0,
  );
  return Math.max(0, sum / (count * Math.LN2));
}
