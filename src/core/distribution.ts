import type { CandidateNumbers } from './decode-step.ts';
import { countAhead, DescendingOrder } from './descending-order.ts';
import {
  drawToken,
  filterDistribution,
  penalizeRepetition,
  type FinalDistribution,
  type SamplingSettings,
} from './filters.ts';
import { summarize, type DistributionSummary } from './softmax.ts';

/** A filter that can cut a token. */
export type FilterName = 'topK' | 'topP' | 'minP';

const filterNames: readonly FilterName[] = ['topK', 'topP', 'minP'];

/** One token on its way from the logit to the probability that it is drawn with. Logarithms are natural. */
export interface DistributionCandidate extends CandidateNumbers {
  /** The model's score. */
  readonly logit: number;
  /** After the repetition penalty. */
  readonly penalizedLogit: number;
  /** 1 for the likeliest before penalty, temperature and filters; of equals the lower id comes first. */
  readonly rank: number;
  /** The probability after penalty and temperature, before the filters. */
  readonly scaled: number;
  /** Whether all filters let it pass. */
  readonly kept: boolean;
  /** The filters that cut it, each by itself. */
  readonly cutBy: readonly FilterName[];
  /** Natural logarithm of `finalProbability`; −∞ for a token that was cut. */
  readonly finalLogProbability: number;
}

/** A part of the cumulative bar: the draws in [from, to) take it. */
export interface DrawSegment {
  /** `null` for all kept tokens that have no part of their own. */
  readonly tokenId: number | null;
  /** How many tokens share it: 1, or those of the last part. */
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

/** The distribution of one step, before and after penalty, temperature and filters, over the whole vocabulary. */
export interface Distribution {
  readonly settings: SamplingSettings;
  readonly vocabularySize: number;
  /** ln Σ exp(logits). */
  readonly normaliser: number;
  /** ln Σ exp(penalised logits ÷ temperature); NaN at temperature 0. */
  readonly scaledNormaliser: number;
  /** Entropy before penalty, temperature and filters. */
  readonly entropyBits: number;
  /** Entropy of the distribution that is drawn from. */
  readonly finalEntropyBits: number;
  /** How many tokens all filters together keep, at least 1. */
  readonly keptCount: number;
  /** The share of probability, after temperature, that the kept tokens hold. */
  readonly keptMass: number;
  /** What each filter alone would keep; absent where it is off. */
  readonly keptBy: FinalDistribution['keptBy'];
  /** The likeliest tokens before temperature and filters, best first. */
  top(count: number): DistributionCandidate[];
  /** @throws RangeError when the vocabulary has no such id */
  candidate(tokenId: number): DistributionCandidate;
  /** The probability, before temperature and filters, of all tokens that rank after this one. */
  tailMass(tokenId: number): number;
  /** The kept tokens on the cumulative bar, likeliest first; those after the first `count` share the last part. */
  segments(count: number): DrawSegment[];
  /** The token that a draw in [0, 1) takes; the best one at temperature 0, whatever the draw. */
  pick(draw: number): number;
}

/**
 * Everything that the view of a step shows, from the logits that the model gave. What costs a pass over the vocabulary
 * is computed when it is first asked for.
 *
 * At temperature 0 the final distribution is all on the best token after the penalty (the lower id of equals), and no
 * filter is asked.
 *
 * @param logits the model's scores for the next token, shape [vocabulary]; must not change afterwards
 * @param textTokenIds the tokens before it, for the repetition penalty
 * @param summary of `logits`, where the caller has it already
 * @throws BrokenLogitsError when the logits hold NaN or +∞, or no finite value
 */
export function deriveDistribution(
  logits: Float32Array,
  settings: SamplingSettings,
  textTokenIds: Iterable<number>,
  summary: DistributionSummary = summarize(logits),
): Distribution {
  const penalized = penalizeRepetition(logits, textTokenIds, settings.repetitionPenalty);
  return new DerivedDistribution(logits, penalized, { ...settings }, summary);
}

class DerivedDistribution implements Distribution {
  readonly settings: SamplingSettings;
  readonly normaliser: number;
  readonly entropyBits: number;
  private readonly logits: Float32Array;
  private readonly penalized: Float32Array;
  /** `null` at temperature 0. */
  private readonly final: FinalDistribution | null;
  private readonly penalizedOrder: DescendingOrder;
  private baseOrder: DescendingOrder | undefined;
  private knownFinalEntropy: number | undefined;

  constructor(
    logits: Float32Array,
    penalized: Float32Array,
    settings: SamplingSettings,
    { normaliser, entropyBits }: DistributionSummary,
  ) {
    this.logits = logits;
    this.penalized = penalized;
    this.settings = settings;
    this.normaliser = normaliser;
    this.entropyBits = entropyBits;
    this.final =
      settings.temperature === 0
        ? null
        : filterDistribution(penalized, settings, penalized === logits ? normaliser : undefined);
    this.penalizedOrder = this.final?.order ?? new DescendingOrder(penalized);
  }

  get vocabularySize(): number {
    return this.logits.length;
  }

  get keptCount(): number {
    return this.final?.keptCount ?? 1;
  }

  get keptMass(): number {
    return this.final?.keptMass ?? 1;
  }

  get keptBy(): FinalDistribution['keptBy'] {
    return this.final?.keptBy ?? {};
  }

  get scaledNormaliser(): number {
    const { final, settings } = this;
    if (!final) return NaN;
    if (settings.temperature === 1) return final.normaliser;
    // The filters took the maximum out before they divided.
    return final.normaliser + this.penalized[this.best]! / settings.temperature;
  }

  get finalEntropyBits(): number {
    return (this.knownFinalEntropy ??= this.computeFinalEntropy());
  }

  private get best(): number {
    return this.penalizedOrder.at(0)!;
  }

  private computeFinalEntropy(): number {
    const { final, logits } = this;
    if (!final) return 0;
    const unchanged = this.penalized === logits && this.settings.temperature === 1;
    if (unchanged && final.keptCount === logits.length) return this.entropyBits;
    const subtract = final.normaliser + Math.log(final.keptMass);
    let sum = 0;
    for (let id = 0; id < logits.length; id++) {
      if (!this.isAmongFirst(id, final.keptCount)) continue;
      const logProbability = final.logProbabilities[id]! - subtract;
      const probability = Math.exp(logProbability);
      // 0 · −∞ would be NaN.
      if (probability > 0) sum -= probability * logProbability;
    }
    return Math.max(0, sum / Math.LN2);
  }

  /** Whether a token is one of the first so many after the penalty: compared with the last of them, not looked up. */
  private isAmongFirst(tokenId: number, count: number): boolean {
    if (count >= this.penalized.length) return true;
    const last = this.penalizedOrder.at(count - 1)!;
    const value = this.penalized[tokenId]!;
    const lastValue = this.penalized[last]!;
    return value > lastValue || (value === lastValue && tokenId <= last);
  }

  private describe(tokenId: number, rank: number): DistributionCandidate {
    const { final, logits, penalized } = this;
    const logProbability = logits[tokenId]! - this.normaliser;
    const kept = final ? this.isAmongFirst(tokenId, final.keptCount) : tokenId === this.best;
    const scaledLog = final
      ? final.logProbabilities[tokenId]! - final.normaliser
      : tokenId === this.best
        ? 0
        : -Infinity;
    const finalLogProbability = kept ? scaledLog - Math.log(this.keptMass) : -Infinity;
    return {
      tokenId,
      logit: logits[tokenId]!,
      penalizedLogit: penalized[tokenId]!,
      logProbability,
      probability: Math.exp(logProbability),
      rank,
      scaled: Math.exp(scaledLog),
      kept,
      cutBy: filterNames.filter((name) => {
        const count = this.keptBy[name];
        return count !== undefined && !this.isAmongFirst(tokenId, count);
      }),
      finalProbability: Math.exp(finalLogProbability),
      finalLogProbability,
    };
  }

  top(count: number): DistributionCandidate[] {
    this.baseOrder ??=
      this.penalized === this.logits ? this.penalizedOrder : new DescendingOrder(this.logits);
    return this.baseOrder.take(count).map((tokenId, place) => this.describe(tokenId, place + 1));
  }

  candidate(tokenId: number): DistributionCandidate {
    this.check(tokenId);
    return this.describe(tokenId, countAhead(this.logits, tokenId) + 1);
  }

  tailMass(tokenId: number): number {
    this.check(tokenId);
    const { logits, normaliser } = this;
    const value = logits[tokenId]!;
    // Summed, not taken from 1: a tail of 1e-20 would be lost in the difference.
    let sum = 0;
    for (let id = 0; id < logits.length; id++) {
      const other = logits[id]!;
      if (other < value || (other === value && id > tokenId)) sum += Math.exp(other - normaliser);
    }
    return sum;
  }

  segments(count: number): DrawSegment[] {
    const { final } = this;
    if (!final) return [{ tokenId: this.best, count: 1, from: 0, to: 1 }];
    const { keptCount, keptMass, logProbabilities, normaliser, order } = final;
    const found: { tokenId: number | null; count: number; from: number; to: number }[] = [];
    const shown = Math.min(count, keptCount);
    let cumulative = 0;
    for (let place = 0; place < shown; place++) {
      const tokenId = order.at(place)!;
      const from = cumulative / keptMass;
      cumulative += Math.exp(logProbabilities[tokenId]! - normaliser);
      const to = cumulative / keptMass;
      // No draw takes a token without any width, as of one that is impossible but that no filter cut.
      if (to > from && from < 1) found.push({ tokenId, count: 1, from, to: Math.min(1, to) });
    }
    const from = found.at(-1)?.to ?? 0;
    if (keptCount > shown && from < 1) found.push({ tokenId: null, count: keptCount - shown, from, to: 1 });
    // Rounding leaves a hair at the end, which the last token takes, as `drawToken` says.
    else found.at(-1)!.to = 1;
    return found;
  }

  pick(draw: number): number {
    return this.final ? drawToken(this.final, draw) : this.best;
  }

  private check(tokenId: number): void {
    if (!(Number.isInteger(tokenId) && tokenId >= 0 && tokenId < this.logits.length)) {
      throw new RangeError(`There is no token ${tokenId} in a vocabulary of ${this.logits.length}`);
    }
  }
}
