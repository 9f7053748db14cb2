/** The engine without any element: load a model, generate, score, fill, tokenize. */
export { createEngine, Engine } from './engine.ts';
export type { EngineOptions, EngineState, LoadOptions } from './engine.ts';
export { Model } from './model.ts';
export type {
  BatchOptions,
  FillOptions,
  MaskedOptions,
  ReadingSettings,
  ReadOptions,
  ScoreOptions,
} from './model.ts';
export { Tokenizer } from './text-reader.ts';
export { Generation } from './generation.ts';
export { setDefaultModelBase } from './model-base.ts';
export { getWorkerUrl, setWorkerUrl } from './worker-url.ts';
export { engineContext, sharedEngine } from './shared.ts';
export { EngineError } from '../protocol/errors.ts';
export type { ErrorCode, ErrorFacts } from '../protocol/errors.ts';
export type { GenerateOptions } from '../protocol/options.ts';
export type * from '../protocol/results.ts';
export {
  changedSettings,
  defaultSettings,
  readSettings,
  runSettingNames,
  settingNames,
  settingRanges,
  takesNewWorker,
} from '../protocol/settings.ts';
export type {
  AdjustedSetting,
  InferenceSettings,
  RunSettings,
  RuntimeSettings,
  SettingName,
  SettingRange,
} from '../protocol/settings.ts';
export { catalogue, downloadBytes, findForm, findModel, tokenizerFilesOf } from '../models/catalogue.ts';
export type { Backend, CatalogueEntry, FormId, Graph, ModelFile, ModelForm, Task } from '../models/types.ts';
