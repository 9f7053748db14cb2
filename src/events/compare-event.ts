import type { ComparisonRecord } from '../records/views/compare.ts';

/** The blanks of several sentences were compared. */
export class LmCompareEvent extends Event {
  static readonly type = 'lm-compare';
  /** The sentences, and the words with their log-probabilities and ranks in each. */
  readonly comparison: ComparisonRecord;

  constructor(comparison: ComparisonRecord) {
    super(LmCompareEvent.type, { bubbles: true, composed: true });
    this.comparison = comparison;
  }
}
