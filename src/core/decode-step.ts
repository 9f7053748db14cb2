import { countAhead, DescendingOrder } from './descending-order.ts';
import { drawToken, filterDistribution, penalizeRepetition, type SamplingSettings } from './filters.ts';
import { logSumExp, summarize, surprisalBits } from './softmax.ts';

/** One token of the model's distribution. Logarithms are natural. */
export interface CandidateNumbers {
  readonly tokenId: number;
  /** Before temperature and filters. */
  readonly logProbability: number;
  readonly probability: number;
  /** After repetition penalty, temperature and filters, renormalised; 0 for a token that a filter cut. */
  readonly finalProbability: number;
}

/** What one decoding step computed, over the whole vocabulary. */
export interface StepNumbers extends CandidateNumbers {
  /** 1 for the likeliest token before temperature and filters. */
  readonly rank: number;
  /** −log₂ of the probability before temperature and filters. */
  readonly surprisalBits: number;
  /** Entropy of the whole distribution before temperature and filters. */
  readonly entropyBits: number;
  readonly finalLogProbability: number;
  /** How many tokens the filters kept (the vocabulary's size where none is on). */
  readonly keptCount: number;
  /** The share of the distribution after temperature that those tokens hold. */
  readonly keptMass: number;
  /** The random number that chose the token, in [0, 1); `null` for a greedy or forced choice. */
  readonly draw: number | null;
  readonly choice: 'greedy' | 'sampled';
  /** The likeliest tokens before temperature and filters, best first. */
  readonly top: readonly CandidateNumbers[];
}

/**
 * One decoding step: logits in, a chosen token and everything that led to it out.
 *
 * @param logits the model's scores for the next token, shape [vocabulary]
 * @param settings how to draw
 * @param textTokenIds the tokens so far, for the repetition penalty
 * @param draw a number in [0, 1); not used at temperature 0
 * @param topCount how many candidates to list
 * @throws BrokenLogitsError when the logits hold NaN or +∞
 */
export function decodeStep(
  logits: Float32Array,
  settings: SamplingSettings,
  textTokenIds: Iterable<number>,
  draw: number,
  topCount: number,
): StepNumbers {
  const { normaliser, entropyBits } = summarize(logits);
  const penalized = penalizeRepetition(logits, textTokenIds, settings.repetitionPenalty);
  const greedy = settings.temperature === 0;

  let tokenId: number;
  let finalLogProbabilityOf: (id: number) => number;
  let keptCount = 1;
  let keptMass = 1;
  let order: DescendingOrder | undefined;
  if (greedy) {
    const best = argmax(penalized);
    tokenId = best;
    finalLogProbabilityOf = (id) => (id === best ? 0 : -Infinity);
  } else {
    const final = filterDistribution(penalized, settings, penalized === logits ? normaliser : undefined);
    ({ keptCount, keptMass } = final);
    tokenId = drawToken(final, draw);
    const kept = keptCount < logits.length ? new Set(final.order.take(keptCount)) : undefined;
    const logKept = Math.log(keptMass);
    finalLogProbabilityOf = (id) =>
      kept && !kept.has(id) ? -Infinity : final.logProbabilities[id]! - final.normaliser - logKept;
    if (penalized === logits) order = final.order;
  }
  order ??= new DescendingOrder(logits);

  const candidate = (id: number): CandidateNumbers => {
    const logProbability = logits[id]! - normaliser;
    return {
      tokenId: id,
      logProbability,
      probability: Math.exp(logProbability),
      finalProbability: Math.exp(finalLogProbabilityOf(id)),
    };
  };
  const chosen = candidate(tokenId);
  return {
    ...chosen,
    rank: countAhead(logits, tokenId) + 1,
    surprisalBits: surprisalBits(chosen.logProbability),
    entropyBits,
    finalLogProbability: finalLogProbabilityOf(tokenId),
    keptCount,
    keptMass,
    draw: greedy ? null : draw,
    choice: greedy ? 'greedy' : 'sampled',
    top: order.take(topCount).map(candidate),
  };
}

/** How one given token stands in the distribution: the same numbers as a step's, with nothing drawn. */
export interface ScoreNumbers {
  readonly tokenId: number;
  readonly logProbability: number;
  readonly probability: number;
  readonly rank: number;
  readonly surprisalBits: number;
  readonly entropyBits: number;
  readonly top: readonly { tokenId: number; logProbability: number; probability: number }[];
}

/** Teacher forcing: the numbers of a token that the text, not the model, chose. */
export function scoreToken(logits: Float32Array, tokenId: number, topCount: number): ScoreNumbers {
  const { normaliser, entropyBits } = summarize(logits);
  const logProbability = logits[tokenId]! - normaliser;
  return {
    tokenId,
    logProbability,
    probability: Math.exp(logProbability),
    rank: countAhead(logits, tokenId) + 1,
    surprisalBits: surprisalBits(logProbability),
    entropyBits,
    top: topTokens(logits, topCount, normaliser),
  };
}

/** The likeliest tokens of a distribution, best first. */
export function topTokens(
  logits: Float32Array,
  topCount: number,
  normaliser = logSumExp(logits),
): { tokenId: number; logProbability: number; probability: number }[] {
  return new DescendingOrder(logits).take(topCount).map((tokenId) => {
    const logProbability = logits[tokenId]! - normaliser;
    return { tokenId, logProbability, probability: Math.exp(logProbability) };
  });
}

function argmax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
