import { wordMaskings } from '../../../core/word-maskings.ts';
import type { MaskedToken } from '../../../protocol/results.ts';

/** Which of the two judgements of a token is meant. */
export type Masking = 'withinWord' | 'plain';

export const maskings: readonly Masking[] = ['withinWord', 'plain'];

/** What a text comes to when every token of it is hidden in its turn. */
export interface PseudoTotals {
  /** The pseudo-log-likelihood: Σ ln p(token | the others), in nats (Salazar et al. 2020). */
  readonly logLikelihood: number;
  /** The same with logarithms to base 2. */
  readonly logLikelihoodBits: number;
  /** exp(−logLikelihood / tokens); `null` where no token was judged. */
  readonly perplexity: number | null;
  /** How many tokens were judged: not the markers and the blanks. */
  readonly tokens: number;
}

/** Sums the judgements of one masking. */
export function pseudoTotals(tokens: readonly Pick<MaskedToken, Masking>[], masking: Masking): PseudoTotals {
  const judged = tokens.flatMap((token) => token[masking] ?? []);
  const logLikelihood = judged.reduce((sum, { logProbability }) => sum + logProbability, 0);
  return {
    logLikelihood,
    logLikelihoodBits: logLikelihood / Math.LN2,
    perplexity: judged.length > 0 ? Math.exp(-logLikelihood / judged.length) : null,
    tokens: judged.length,
  };
}

/** For each token, whether the later pieces of its word were hidden for one of its two judgements. */
export function judgedTwice(tokens: readonly Pick<MaskedToken, 'plain' | 'continuation'>[]): boolean[] {
  const maskings = wordMaskings(
    tokens.map(({ plain, continuation }) => ({ fixed: plain === null, continuation })),
  );
  return maskings.map((one) => one !== null && one.withinWord !== one.plain);
}
