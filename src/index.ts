/** Every public class, type and function. Registers nothing and fetches nothing. */
export * from './engine/index.ts';
export * from './events/index.ts';
export { LmBackend } from './elements/backend/backend.ts';
export { LmBench } from './elements/bench/bench.ts';
export type {
  Cell as BenchCell,
  CellEnd as BenchCellEnd,
  Configuration as BenchConfiguration,
  Drift as BenchDrift,
  Environment as BenchEnvironment,
  Measurement as BenchMeasurement,
  Plan as BenchPlan,
  Report as BenchReport,
  Visit as BenchVisit,
  WorkloadId as BenchWorkload,
} from './lab/types.ts';
export { LmBranches } from './elements/branches/branches.ts';
export { LmCompare } from './elements/compare/compare.ts';
export type { ComparedWord, ComparisonRecord } from './records/views/compare.ts';
export { LmCompletions } from './elements/completions/completions.ts';
export type { Completion, FirstToken } from './elements/completions/types.ts';
export { LmSideBySide } from './elements/side-by-side/side-by-side.ts';
export { LmDistribution } from './elements/distribution/distribution.ts';
export type { TokenLabel } from './elements/distribution/token-label.ts';
export { LmFillMask } from './elements/fill-mask/fill-mask.ts';
export { LmGenerate } from './elements/generate/generate.ts';
export { LmSampling } from './elements/sampling/sampling.ts';
export { LmSettings } from './elements/settings/settings.ts';
export { effectsOfPage, type Effect, type EffectStore } from './elements/settings/effects.ts';
export { LmChips } from './elements/chips/chips.ts';
export { LmSelfSupervision } from './elements/self-supervision/self-supervision.ts';
export { LmTokens } from './elements/tokens/tokens.ts';
export type { TokenizedText, Tokenization } from './records/views/tokens.ts';
export { LmMeasures } from './elements/measures/measures.ts';
export { LmMetrics } from './elements/metrics/metrics.ts';
export type { GenerationMetrics } from './core/metrics.ts';
export { LmTwoWays } from './elements/two-ways/two-ways.ts';
export type { WordReading, WordSide } from './records/views/two-ways.ts';
export type { Branch } from './core/branches.ts';
export { RecordError, type RecordErrorCode, type RecordErrorFacts } from './records/record-error.ts';
export type { RecordedCandidate, SamplingRecord, TokenRecord, TokenSource } from './records/token-record.ts';
export type { WordPieceScore, WordScore } from './records/word-score.ts';
export { version } from './version.ts';
