import type { Distribution, DistributionCandidate, FilterName } from '../../core/index.ts';
import type { TokenRecord } from '../../records/token-record.ts';

/** A candidate as it is shown: derived from the logits, or as it was recorded. Logarithms are natural. */
export interface ShownCandidate {
  readonly tokenId: number;
  readonly probability: number;
  readonly logProbability: number;
  /** `null` where nothing was drawn and so nothing is known of it. */
  readonly final: number | null;
  readonly finalLog: number | null;
  readonly cut: boolean;
  /** Empty where it is not known which. */
  readonly cutBy: readonly FilterName[];
}

/** All tokens without a row of their own. */
export interface ShownRest extends Omit<ShownCandidate, 'tokenId' | 'cutBy'> {
  readonly count: number;
  /** How many of them the filters kept; `null` where that is not known. */
  readonly kept: number | null;
}

/** The rows of the bars. */
export interface ShownCandidates {
  readonly rows: readonly ShownCandidate[];
  /** `null` where every token has a row. */
  readonly rest: ShownRest | null;
}

function derived(one: DistributionCandidate, greedy: boolean): ShownCandidate {
  return {
    tokenId: one.tokenId,
    probability: one.probability,
    logProbability: one.logProbability,
    final: one.finalProbability,
    finalLog: one.finalLogProbability,
    // Greedy takes the best one; no filter has cut the others.
    cut: !greedy && !one.kept,
    cutBy: one.cutBy,
  };
}

/** The likeliest tokens, the chosen one where it is none of them, and what is left. */
export function deriveCandidates(
  distribution: Distribution,
  chosenId: number,
  count: number,
): ShownCandidates {
  const greedy = distribution.settings.temperature === 0;
  const all = distribution.top(count);
  const lastOfTop = all.at(-1);
  if (!all.some(({ tokenId }) => tokenId === chosenId) && chosenId < distribution.vocabularySize) {
    all.push(distribution.candidate(chosenId));
  }
  const rows = all.map((one) => derived(one, greedy));
  const left = distribution.vocabularySize - rows.length;
  if (left <= 0) return { rows, rest: null };
  const outside = all.length > count ? all.at(-1)!.probability : 0;
  // Summed over the tail: 1 minus the rows would lose a small one.
  const probability = lastOfTop
    ? Math.max(0, distribution.tailMass(lastOfTop.tokenId) - outside)
    : 1 - outside;
  const kept = distribution.keptCount - all.filter((one) => one.kept).length;
  const final = kept === 0 ? 0 : Math.max(0, 1 - sum(rows.map((row) => row.final ?? 0)));
  return { rows, rest: makeRest(left, probability, final, !greedy && kept === 0, kept) };
}

/** The same from what was recorded, where the logits are not there. */
export function recordedCandidates(record: TokenRecord, vocabularySize: number): ShownCandidates {
  const { sampling, top } = record;
  const filtered =
    sampling !== null &&
    sampling.draw !== null &&
    (vocabularySize === 0 || sampling.keptCount < vocabularySize);
  const row = (
    tokenId: number,
    probability: number,
    logProbability: number,
    final: number | null,
  ): ShownCandidate => ({
    tokenId,
    probability,
    logProbability,
    final,
    finalLog: final === null ? null : Math.log(final),
    cut: filtered && final === 0 && probability > 0,
    cutBy: [],
  });
  const rows = top.map((one) =>
    row(one.tokenId, one.probability, one.logProbability, one.finalProbability ?? null),
  );
  if (!rows.some(({ tokenId }) => tokenId === record.tokenId) && record.probability !== null) {
    rows.push(
      row(record.tokenId, record.probability, record.logProbability!, sampling?.finalProbability ?? null),
    );
  }
  const left = vocabularySize - rows.length;
  if (left <= 0) return { rows, rest: null };
  const probability = Math.max(0, 1 - sum(rows.map((one) => one.probability)));
  if (rows.some((one) => one.final === null)) {
    return { rows, rest: makeRest(left, probability, null, false, null) };
  }
  const final = 1 - sum(rows.map((one) => one.final!));
  // Rounding leaves a hair where the filters left nothing of the others.
  const none = final < 1e-6;
  return { rows, rest: makeRest(left, probability, none ? 0 : final, filtered && none, null) };
}

function makeRest(
  count: number,
  probability: number,
  final: number | null,
  cut: boolean,
  kept: number | null,
): ShownRest {
  return {
    count,
    probability,
    logProbability: Math.log(probability),
    final,
    finalLog: final === null ? null : Math.log(final),
    cut: cut && probability > 0,
    kept,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
