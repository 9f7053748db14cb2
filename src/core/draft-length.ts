/** The weight of a new trial once the average has begun to forget: it remembers some ten trials. */
const rate = 0.1;

/** Runs with a match that draft nothing before the first trial of whether drafting has begun to pay. */
const firstWait = 4;

/** The most of them: a text that never repeats itself then pays for one position in 33 runs, at most 3 %. */
const longestWait = 32;

/**
 * How many tokens to draft for a run of the model that verifies them.
 *
 * A run of k drafted tokens gives 1 + a + a² + … + aᵏ tokens where each is accepted with probability a, and costs 1 + c·k
 * runs of one position: the most tokens for the cost is at the k that maximises the quotient (Leviathan et al. 2023,
 * section 3.2, for drafts that cost nothing and positions that do). Where even one drafted token costs more than it gives,
 * nothing is drafted, but for a single token now and then, after 4, 8, 16 and then every 32 runs, so that a text that
 * begins to repeat itself is noticed. A trial that is accepted is followed by another at once.
 *
 * The probability a is that of Laplace's rule of succession, (accepted + 1) / (trials + 2), until a trial weighs a tenth,
 * and from then an exponential average with that rate: nothing is known at first, so the first trials decide fast, and
 * after that a change of the text shows within some ten. A drafted token is a trial up to the first that was rejected; what
 * came after it was not tried.
 *
 * No clock is read: the same reports give the same lengths.
 */
export class DraftLength {
  private readonly limit: number;
  private readonly costPerToken: number;
  private acceptance = 0.5;
  /** Trials so far, with the two that the rule of succession begins with. */
  private trials = 2;
  /** Runs that draft nothing between this trial and the next. */
  private wait = firstWait;
  private waited = 0;

  /**
   * @param limit the most tokens to draft
   * @param costPerToken what one more position adds to the time of a run, as a share of a run of one position
   * @throws RangeError where the limit is not a whole number from 0 or the cost not a finite one from 0
   */
  constructor(limit: number, costPerToken: number) {
    if (!Number.isInteger(limit) || limit < 0) throw new RangeError(`A limit of ${limit} tokens cannot be`);
    if (!Number.isFinite(costPerToken) || costPerToken < 0) {
      throw new RangeError(`A cost of ${costPerToken} cannot be`);
    }
    this.limit = limit;
    this.costPerToken = costPerToken;
  }

  /** How many tokens to draft now, from 0 to the limit. To be asked once before each run that has a match. */
  next(): number {
    const best = this.best(this.acceptance);
    // Where a token does not pay even if it is certain to be accepted, nothing is to be found out.
    if (best > 0 || this.best(1) === 0) return best;
    if (this.waited < this.wait) {
      this.waited++;
      return 0;
    }
    return 1;
  }

  /**
   * Tells what became of a draft.
   *
   * @param drafted how many tokens were drafted: what `next` gave, or fewer
   * @param accepted how many of them, from the first, were what the model wrote
   * @throws RangeError where these are not whole numbers with 0 ≤ accepted ≤ drafted
   */
  report(drafted: number, accepted: number): void {
    if (!Number.isInteger(drafted) || !Number.isInteger(accepted) || accepted < 0 || accepted > drafted) {
      throw new RangeError(`${accepted} accepted of ${drafted} drafted tokens cannot be`);
    }
    if (drafted === 0) return;
    const paid = this.best(this.acceptance) > 0;
    for (let token = 0; token < accepted; token++) this.learn(1);
    if (accepted < drafted) this.learn(0);
    if (this.best(this.acceptance) > 0) this.wait = firstWait;
    else if (accepted === drafted) this.wait = 0;
    else if (!paid) this.wait = Math.min(longestWait, Math.max(firstWait, this.wait * 2));
    this.waited = 0;
  }

  private learn(outcome: 0 | 1): void {
    this.trials++;
    this.acceptance += (outcome - this.acceptance) * Math.max(rate, 1 / this.trials);
  }

  /** The length with most tokens for the cost at an acceptance; of equals the shortest. */
  private best(acceptance: number): number {
    let best = 0;
    let bestYield = 1;
    let tokens = 1;
    let power = 1;
    for (let drafted = 1; drafted <= this.limit; drafted++) {
      power *= acceptance;
      tokens += power;
      const tokensForCost = tokens / (1 + this.costPerToken * drafted);
      if (tokensForCost > bestYield) {
        best = drafted;
        bestYield = tokensForCost;
      }
    }
    return best;
  }
}
