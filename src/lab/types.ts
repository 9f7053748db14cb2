import type { FormId } from '../models/types.ts';
import type { ErrorMessage } from '../protocol/errors.ts';
import type { BackendInfo } from '../protocol/results.ts';
import type { InferenceSettings } from '../protocol/settings.ts';

/** What a cell of the matrix has a model do. */
export type WorkloadId =
  /** Writes 32 tokens after a prompt of 8, greedily. */
  | 'short-prompt'
  /** Writes 8 tokens after a prompt of 400, or of what the context has room for. */
  | 'long-prompt'
  /** Writes 8 tokens after a prompt of 400 that was written after before. */
  | 'regenerate'
  /** Writes 64 tokens after a text that repeats itself. */
  | 'repeating'
  /** Writes 8 tokens after each of some lengths of text, whose keys and values are there already. */
  | 'context'
  /** Judges a text of some 64 tokens (autoregressive), or of some 12 with each hidden in its turn (masked). */
  | 'score'
  /** Writes 16 tokens for each of 8 rows at once. */
  | 'batch'
  /** Fills the blanks of some sentences (masked). */
  | 'fill';

/** A model in a form, run with some settings. */
export interface Configuration {
  readonly modelId: string;
  readonly form: FormId;
  readonly settings: InferenceSettings;
}

/** The times and counts of one run of a workload. Times are in milliseconds. */
export interface Measurement {
  /** From the request to the first token or, where nothing is written, to the answer. */
  readonly firstMs: number;
  /** Positions that were computed before the first token. */
  readonly prefillTokens: number;
  /** Tokens after the first, all rows together. */
  readonly decodedTokens: number;
  /** From the first token to the last. */
  readonly decodeMs: number;
  /** From token to token, of each row; drafted tokens that were accepted come with the one before. */
  readonly stepsMs: readonly number[];
  readonly totalMs: number;
  readonly draftedTokens: number;
  readonly acceptedTokens: number;
  /** Positions of the prompt whose keys and values were there already. */
  readonly reusedTokens: number;
  /** Dispatches of compute shaders; `null` on WASM. */
  readonly dispatches: number | null;
  /** What came out, so that configurations can be held against each other; row after row. */
  readonly tokenIds: readonly number[];
  /** Of `context`: tokens/s at each length of text. */
  readonly byContext?: readonly { readonly tokens: number; readonly tokensPerSecond: number }[];
}

/** One visit to a cell: a fresh worker loads the model, warms up, and is measured some times. */
export interface Visit {
  readonly load: {
    /** From the request, the worker's start included, to the loaded model. */
    readonly totalMs: number;
    readonly downloadMs: number;
    readonly sessionMs: number;
    readonly warmUpMs: number;
    readonly bytes: number;
    /** Whether every file came from the browser's storage. */
    readonly fromStorage: boolean;
  };
  readonly measurements: readonly Measurement[];
  /** Bytes that ONNX Runtime held at the end, see `Engine.memory`. */
  readonly memoryBytes: number | null;
  /** The page was in the background at some time of it, where browsers slow timers and workers down. */
  readonly hidden?: true;
}

/** Why a cell has no more visits than it has. */
export type CellEnd =
  | { readonly kind: 'done' }
  /** By the user. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'time-limit'; readonly limitMs: number }
  | { readonly kind: 'failed'; readonly error: ErrorMessage }
  /** The workload is not for this kind of model. */
  | { readonly kind: 'not-applicable' };

/** One cell of the matrix. */
export interface Cell {
  /** The place of its configuration in the report. */
  readonly configuration: number;
  readonly workload: WorkloadId;
  /** `null` while it waits or runs. */
  readonly end: CellEnd | null;
  /** What the first worker found; `null` before. */
  readonly backend: BackendInfo | null;
  readonly visits: readonly Visit[];
}

/** How far a configuration's distributions lie from the reference's, on the model's stored prompts. */
export interface Drift {
  readonly configuration: number;
  /** The place of the configuration that is the reference: in the plan or, after the plan's, in the report's `references`. */
  readonly reference: number;
  /** Mean Kullback-Leibler divergence of the configuration from the reference, in nats, over the positions. */
  readonly meanKlNats: number;
  readonly worstKlNats: number;
  /** Share of the positions whose likeliest token is the same. */
  readonly topAgreement: number;
  readonly positions: number;
  /**
   * Largest difference of a listed log-probability to the values in the model's `reference.json`, in nats; `null` for other
   * forms than the one that the file was made with.
   */
  readonly worstFromFile: number | null;
}

/** The machine and the page, as far as the browser tells. */
export interface Environment {
  readonly userAgent: string;
  /** Logical cores. */
  readonly cores: number;
  /** As the browser rounds it, in GiB; `null` where it does not tell. */
  readonly memoryGiB: number | null;
  readonly isolated: boolean;
  readonly adapter: string | null;
  readonly versions: { readonly lmLens: string; readonly transformers: string; readonly onnxRuntime: string };
  /** When it was measured, ISO 8601. */
  readonly date: string;
}

/** What a benchmark is asked to do. */
export interface Plan {
  readonly configurations: readonly Configuration[];
  readonly workloads: readonly WorkloadId[];
  /** Visits to each cell; they go round, A B A B, so that what changes with time meets all alike. */
  readonly rounds: number;
  /** Measurements in each visit, after one that warms up and is thrown away. */
  readonly repetitions: number;
  /** What a cell may take in all, in seconds. */
  readonly limitSeconds: number;
  /** Whether the distributions are compared. */
  readonly drift: boolean;
}

/** What a benchmark found, also while it runs. */
export interface Report {
  readonly plan: Plan;
  readonly environment: Environment;
  readonly cells: readonly Cell[];
  /** One for each configuration that could be compared. */
  readonly drifts: readonly Drift[];
  /** What the drifts are measured from, where the plan itself does not have it; no cells belong to them. */
  readonly references?: readonly Configuration[];
}
