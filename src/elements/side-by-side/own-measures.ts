import type { Branch } from '../../core/branches.ts';
import { measure, type Measures } from '../../core/measures.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { ownStart } from '../branches/branch-texts.ts';

/** What stands under a text that is compared. */
export type ComparedMeasure = 'logProbability' | 'perplexity' | 'meanSurprisalBits';

export interface OwnMeasures {
  /** Tokens after the shared beginning and the prompt, scored or not. */
  readonly count: number;
  /** The prompt goes on past what is shared: the tokens are those after it. */
  readonly isAfterPrompt: boolean;
  readonly measures: Measures;
}

/** The measures of what a branch does not share, its prompt left out. */
export function ownMeasures(branch: Branch<TokenRecord>, shared: number): OwnMeasures {
  const start = ownStart(branch, shared);
  const own = branch.tokens.slice(start);
  return { count: own.length, isAfterPrompt: start > shared, measures: measure(own) };
}

/**
 * The columns that are best in a measure, ties all; none where all are the same, or where fewer than two are known.
 * Log-probabilities are sums, so they are ranked only between texts with as many tokens.
 */
export function bestIn(columns: readonly OwnMeasures[], which: ComparedMeasure): ReadonlySet<number> {
  const values = columns.map(({ measures }) => measures[which]);
  const known = values.filter((value) => value !== null);
  const none = new Set<number>();
  if (known.length < 2 || new Set(known).size < 2) return none;
  const isSum = which === 'logProbability';
  if (isSum && !haveOneLength(columns)) return none;
  const best = isSum ? Math.max(...known) : Math.min(...known);
  return new Set(values.flatMap((value, at) => (value === best ? [at] : [])));
}

/** Whether all scored tokens are as many in each. */
export function haveOneLength(columns: readonly OwnMeasures[]): boolean {
  return new Set(columns.map(({ measures }) => measures.tokens)).size < 2;
}
