/** Every public class, type and function. Registers nothing and fetches nothing. */
export * from './engine/index.ts';
export * from './events/index.ts';
export { LmBackend } from './elements/backend/backend.ts';
export { LmBranches } from './elements/branches/branches.ts';
export { LmCompletions } from './elements/completions/completions.ts';
export type { Completion, FirstToken } from './elements/completions/types.ts';
export { LmSideBySide } from './elements/side-by-side/side-by-side.ts';
export { LmDistribution } from './elements/distribution/distribution.ts';
export type { TokenLabel } from './elements/distribution/token-label.ts';
export { LmFillMask } from './elements/fill-mask/fill-mask.ts';
export { LmGenerate } from './elements/generate/generate.ts';
export { LmSampling } from './elements/sampling/sampling.ts';
export { LmChips } from './elements/chips/chips.ts';
export { LmMeasures } from './elements/measures/measures.ts';
export type { WordPieceScore, WordScore } from './records/word-score.ts';
export { version } from './version.ts';
