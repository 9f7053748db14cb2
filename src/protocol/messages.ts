import type { FormId } from '../models/types.ts';
import type { ErrorMessage } from './errors.ts';
import type { GenerateSettings } from './options.ts';
import type {
  BackendChoice,
  BackendInfo,
  FilledBlank,
  GenerationSummary,
  LoadProgress,
  ModelInfo,
  ScoredToken,
  Step,
  TokenPiece,
} from './results.ts';

/** What the page asks of the worker, and what each call answers. This is the whole contract between them. */
export interface Calls {
  start: { request: { backend: BackendChoice; threads: number | null }; result: BackendInfo };
  load: { request: { modelId: string; form: FormId; modelBase: string }; result: ModelInfo };
  unload: { request: { model: string }; result: null };
  generate: {
    request: { model: string; prompt: string | number[]; settings: GenerateSettings };
    result: GenerationSummary;
  };
  score: { request: { model: string; text: string | number[]; top: number }; result: ScoredToken[] };
  fill: { request: { model: string; text: string; top: number }; result: FilledBlank[] };
  tokenize: { request: { model: string; text: string }; result: TokenPiece[] };
}

export type CallType = keyof Calls;

/** A call; `model` is the key that `load` was given: id and form. */
export type RequestMessage =
  | { [T in CallType]: { readonly type: T; readonly id: number } & Calls[T]['request'] }[CallType]
  /** Ends the call `target` early. A generation then answers with what it has; other calls answer as usual. */
  | { readonly type: 'stop'; readonly id: number; readonly target: number };

export type ResponseMessage =
  | { readonly type: 'result'; readonly id: number; readonly value: Calls[CallType]['result'] }
  | { readonly type: 'error'; readonly id: number; readonly error: ErrorMessage }
  | { readonly type: 'progress'; readonly id: number; readonly progress: LoadProgress }
  | { readonly type: 'steps'; readonly id: number; readonly steps: Step[] };

/** The key of a loaded model. */
export function modelKey(modelId: string, form: FormId): string {
  return `${modelId}:${form}`;
}
