export type * from './token-record.ts';
export type * from './word-score.ts';
export * from './sampling-record.ts';
export * from './from-results.ts';
export * from './session.ts';
export * from './read-session.ts';
export { sessionLimits, type SessionLimits } from './session-schema.ts';
export {
  damaged,
  RecordError,
  type Damage,
  type RecordErrorCode,
  type RecordErrorFacts,
} from './record-error.ts';
export * from './csv.ts';
export * from './link.ts';
export * from './view-link.ts';
export * from './formats.ts';
export { mostFileBytes } from './parse-file.ts';
export * from './view-file.ts';
export * from './table.ts';
export * from './settings-link.ts';
