/** What a token is measured by. Each is `null` where it is not known, as for the first token of a text. */
export interface MeasuredToken {
  /** Natural logarithm of the token's probability. */
  readonly logProbability: number | null;
  /** Entropy of the distribution that the token came from, in bits. */
  readonly entropyBits: number | null;
  /** Milliseconds that the model took for the token. */
  readonly timeMs: number | null;
}

/** The totals of a text. Each is `null` where no token tells it. */
export interface Measures {
  /** Tokens that have a probability. */
  readonly tokens: number;
  /** The sum of the log-probabilities, in nats: the logarithm of the probability of the text. */
  readonly logProbability: number | null;
  /**
   * The exponential of the mean negative log-probability of a token: among how many equally likely tokens the model
   * was as unsure. (Jelinek et al. 1977; Jurafsky & Martin, Speech and Language Processing, 3.3.)
   */
  readonly perplexity: number | null;
  /** The mean surprisal, which is the binary logarithm of the perplexity. */
  readonly meanSurprisalBits: number | null;
  /** The mean of the entropies that are known. */
  readonly meanEntropyBits: number | null;
  /** The sum of the times, in milliseconds. */
  readonly timeMs: number | null;
  /**
   * Timed tokens in a second of {@link timeMs}. The time of a text's first token holds that of reading the prompt,
   * so this is below the pace of the tokens after it.
   */
  readonly tokensPerSecond: number | null;
}

/** Sums up tokens as they come: {@link measure} for a text that grows. */
export class Measurer {
  private scored = 0;
  private logProbability = 0;
  private known = 0;
  private entropyBits = 0;
  private timed = 0;
  private timeMs = 0;

  add({ logProbability, entropyBits, timeMs }: MeasuredToken): void {
    if (logProbability !== null) {
      this.scored++;
      this.logProbability += logProbability;
    }
    if (entropyBits !== null) {
      this.known++;
      this.entropyBits += entropyBits;
    }
    if (timeMs !== null) {
      this.timed++;
      this.timeMs += timeMs;
    }
  }

  get measures(): Measures {
    const { scored, logProbability, known, entropyBits, timed, timeMs } = this;
    // A sum of roundings can come out above 0 for a text that was certain.
    const meanNats = scored > 0 ? Math.max(0, -logProbability) / scored : null;
    return {
      tokens: scored,
      logProbability: scored > 0 ? logProbability : null,
      perplexity: meanNats === null ? null : Math.exp(meanNats),
      meanSurprisalBits: meanNats === null ? null : meanNats / Math.LN2,
      meanEntropyBits: known > 0 ? entropyBits / known : null,
      timeMs: timed > 0 ? timeMs : null,
      tokensPerSecond: timeMs > 0 ? (timed * 1000) / timeMs : null,
    };
  }
}

/** The totals of tokens: log-probability, perplexity, surprisal, entropy, time. */
export function measure(tokens: Iterable<MeasuredToken>): Measures {
  const measurer = new Measurer();
  for (const token of tokens) measurer.add(token);
  return measurer.measures;
}
