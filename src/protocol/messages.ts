import type { FormId } from '../models/types.ts';
import type { ErrorMessage } from './errors.ts';
import type { GenerateSettings } from './options.ts';
import type { RunSettings, RuntimeSettings } from './settings.ts';
import type {
  BackendInfo,
  BatchSummary,
  ChatMessage,
  ChatPrompt,
  FilledBlank,
  GenerationSummary,
  LoadProgress,
  MaskedRow,
  MaskedScore,
  ModelInfo,
  Predictions,
  RowStep,
  ScoredText,
  Step,
  TextPiece,
  TokenizerInfo,
  TokenPiece,
  VocabularyTable,
} from './results.ts';

/** What the page asks of the worker, and what each call answers. This is the whole contract between them. */
export interface Calls {
  start: { request: { settings: RuntimeSettings }; result: BackendInfo };
  load: { request: { modelId: string; form: FormId; modelBase: string }; result: ModelInfo };
  loadTokenizer: { request: { modelId: string; modelBase: string }; result: TokenizerInfo };
  /** Bytes that ONNX Runtime holds now; `null` before it has started. */
  memory: { request: Record<string, never>; result: number | null };
  unload: { request: { model: string }; result: null };
  generate: {
    request: { model: string; prompt: string | number[]; settings: GenerateSettings };
    result: GenerationSummary;
  };
  generateBatch: {
    /** One prompt for all rows, or one for each seed. */
    request: { model: string; prompts: (string | number[])[]; settings: GenerateSettings; seeds: number[] };
    result: BatchSummary;
  };
  score: {
    request: {
      model: string;
      text: string | number[];
      top: number;
      from: number;
      logits: boolean;
      run: RunSettings;
    };
    result: ScoredText;
  };
  logits: { request: { model: string; tokenIds: number[]; run: RunSettings }; result: Float32Array };
  fill: { request: { model: string; text: string; top: number; logits: boolean }; result: FilledBlank[] };
  predict: {
    request: { model: string; rows: MaskedRow[]; top: number; logits: boolean };
    result: Predictions;
  };
  scoreMasked: {
    request: { model: string; text: string; top: number; logits: boolean };
    result: MaskedScore;
  };
  tokenize: { request: { model: string; text: string | number[] }; result: TextPiece[] | TokenPiece[] };
  vocabulary: { request: { model: string }; result: VocabularyTable };
  applyChatTemplate: { request: { model: string; messages: ChatMessage[] }; result: ChatPrompt };
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
  /** How many runs of the model a call has had, of those that it needs. */
  | { readonly type: 'runs'; readonly id: number; readonly done: number; readonly of: number }
  | { readonly type: 'steps'; readonly id: number; readonly steps: Step[] | RowStep[] };

/** The key of a loaded model, or of its tokenizer alone. */
export function modelKey(modelId: string, part: FormId | 'tokenizer'): string {
  return `${modelId}:${part}`;
}

/** Hands the worker's script a port, with the message, where it runs in a frame: it answers there as a worker would. */
export const portMessage = 'lm-lens-port';
