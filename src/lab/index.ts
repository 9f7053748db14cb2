/** Measuring configurations: no element, no page beyond what the browser tells of itself. */
export { compareOutputs } from './compare-outputs.ts';
export type { OutputGroup, Parting } from './compare-outputs.ts';
export { configurationAt, exactConfiguration, sameConfiguration } from './configurations.ts';
export { readEnvironment } from './environment.ts';
export { findFastest } from './fastest.ts';
export type { FastestOptions, FastestProgress, FastestResult } from './fastest.ts';
export { readMachine } from './machine.ts';
export type { Machine } from './machine.ts';
export { presetsOf } from './presets.ts';
export type { Preset, PresetContext, PresetId } from './presets.ts';
export { forgetFastest, recallFastest, rememberFastest } from './remember-fastest.ts';
export { runPlan } from './run-plan.ts';
export type { RunOptions, RunProgress } from './run-plan.ts';
export { summarizeCell } from './summarize-cell.ts';
export type { CellSummary } from './summarize-cell.ts';
export type { Trial } from './trial.ts';
export type * from './types.ts';
export { isFor, workloadIds } from './workloads.ts';
