import { visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { ComparisonRecord, ComparedWord } from '../../records/views/compare.ts';
import { percentWithOdds } from '../distribution/probability-text.ts';
import { TokenNames } from '../distribution/token-names.ts';
import type { Pair } from './pair-view.ts';

/** A word of several tokens, with its score in each variant. */
export type LongWord = ComparisonRecord['longWords'][number];

/** From here on a ratio of two probabilities is worth telling: rounded, it is not 1.0. */
const leastRatio = 1.05;

/** Below it a percentage with two decimals says little. */
const leastPercent = 0.0005;

/** The words of a comparison in words of the page. */
export class WordTexts {
  private readonly byId: ReadonlyMap<number, ComparedWord>;
  private readonly names: readonly string[];
  private readonly messages: Messages;
  private readonly tokens: TokenNames;

  /** @param names of the variants, in their order */
  constructor(words: readonly ComparedWord[], names: readonly string[], messages: Messages) {
    this.byId = new Map(words.map((word) => [word.tokenId, word]));
    this.names = names;
    this.messages = messages;
    this.tokens = new TokenNames({
      record: null,
      label: (tokenId) => this.byId.get(tokenId),
      masked: true,
      messages,
    });
  }

  /** As it is seen: `##ing` for a piece. */
  name({ tokenId }: ComparedWord): string {
    return this.tokens.nameOf(tokenId);
  }

  /** As it is heard where {@link remark} stands beside it. */
  spoken({ tokenId }: ComparedWord): string {
    return this.tokens.spokenOf(tokenId);
  }

  /** What it is where it is no word; `null` for a word. */
  remark({ tokenId }: ComparedWord): string | null {
    return this.tokens.remark(tokenId);
  }

  /** The numbers of a word in some variants, and how the two of a pair relate. */
  sentence(word: ComparedWord, variants: readonly number[], pair: Pair): string {
    const { logProbabilities, ranks } = word;
    const remark = this.remark(word);
    const name = this.name(word);
    return this.told(remark === null ? name : `${name} (${remark})`, logProbabilities, ranks, variants, pair);
  }

  /** The same of a word of several tokens, which has no rank. */
  longSentence({ word, scores }: LongWord, pair: Pair): string {
    const logs = scores.map(({ logProbability }) => logProbability);
    const masks = scores[0]?.masks ?? scores[0]?.pieces.length ?? 0;
    const { compare: texts } = this.messages;
    const told = this.told(visibleToken(word), logs, null, [...logs.keys()], pair);
    return `${told}; ${texts.masks(masks)}`;
  }

  private told(
    name: string,
    logs: readonly number[],
    ranks: readonly number[] | null,
    variants: readonly number[],
    pair: Pair,
  ): string {
    const { compare: texts } = this.messages;
    const numbers = variants.map((variant) =>
      texts.numbers(
        this.probability(Math.exp(logs[variant]!)),
        this.names[variant]!,
        ranks && ranks[variant]!,
      ),
    );
    return `${name}: ${numbers.join(', ')}; ${this.ratio(logs, pair)}`;
  }

  /** How many times the larger of two probabilities is the smaller, as a number; empty where that is 1. */
  times({ logProbabilities: logs }: ComparedWord, [x, y]: Pair): string {
    const ratio = Math.exp(Math.abs(logs[x]! - logs[y]!));
    return ratio < leastRatio || Number.isNaN(ratio) ? '' : this.messages.compare.ratioOf(ratio);
  }

  /** As a percentage; where that says too little, with 1 in N. */
  private probability(probability: number): string {
    const { messages } = this;
    return probability < leastPercent
      ? percentWithOdds(messages, probability)
      : messages.format.percent(probability);
  }

  private ratio(logs: readonly number[], [x, y]: Pair): string {
    const { compare: texts } = this.messages;
    // Of two that are impossible, none is likelier.
    const difference = logs[x] === logs[y] ? 0 : logs[x]! - logs[y]!;
    const ratio = Math.exp(Math.abs(difference));
    return ratio < leastRatio ? texts.alike : texts.times(ratio, this.names[difference > 0 ? x : y]!);
  }
}
