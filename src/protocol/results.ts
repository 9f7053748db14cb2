import type { Backend, FormId, Task } from '../models/types.ts';

/** The backend that was asked for. */
export type BackendChoice = Backend | 'auto';

/** Why a backend was taken. */
export type BackendReason =
  'asked' | 'hardware-adapter' | 'no-webgpu-api' | 'no-adapter' | 'software-adapter';

/** What the browser says of its graphics adapter. */
export interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** A software adapter runs on the processor: right numbers, no speed. */
  readonly software: boolean;
  /** Whether half precision is there (`shader-f16`). */
  readonly halfPrecision: boolean;
}

/** The machine as the worker found it. */
export interface BackendInfo {
  readonly backend: Backend;
  readonly reason: BackendReason;
  /** Threads of the WASM build; 1 where the page is not cross-origin isolated. */
  readonly threads: number;
  /** Whether the page is cross-origin isolated, which more than one thread needs. */
  readonly isolated: boolean;
  readonly adapter: AdapterInfo | null;
}

/** A loaded model. */
export interface ModelInfo {
  readonly id: string;
  readonly name: string;
  readonly task: Task;
  readonly form: FormId;
  readonly backend: Backend;
  readonly threads: number;
  /** Bytes of the files that were read, from the network or from the browser's storage. */
  readonly bytes: number;
  /** The longest text, in tokens, special ones included. */
  readonly contextLength: number;
  readonly vocabularySize: number;
  readonly adapter: AdapterInfo | null;
}

/** How far a load has come. */
export interface LoadProgress {
  /** Fetching the files, then opening the session (reading weights, compiling). */
  readonly phase: 'download' | 'session';
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly files: readonly {
    readonly path: string;
    readonly loadedBytes: number;
    readonly totalBytes: number;
    /** Came from the browser's storage. */
    readonly cached: boolean;
  }[];
}

/** A piece of text as the model sees it. */
export interface TokenPiece {
  readonly tokenId: number;
  /**
   * The token's text. In a running text: what the token adds, so that the pieces joined are the whole; a token
   * that ends inside a character adds nothing until the character is complete.
   */
  readonly text: string;
  /** The token's own bytes in UTF-8. */
  readonly bytes: Uint8Array;
  /** A marker such as `<|im_end|>` or `[CLS]`, not text. */
  readonly special: boolean;
  /** A piece that continues a word (`##ing`), WordPiece vocabularies only. */
  readonly continuation: boolean;
}

/** The tokens of a vocabulary by id. */
export interface VocabularyTable {
  /** Each token by itself: `##ing` keeps its marks, an unfinished character shows as U+FFFD. */
  readonly texts: readonly string[];
  /** Ids of markers such as `<|im_end|>`. */
  readonly special: readonly number[];
  /** Ids of pieces that continue a word, WordPiece vocabularies only. */
  readonly continuation: readonly number[];
  /** The bytes of the tokens that are a part of a character, which their text cannot say. */
  readonly bytes: ReadonlyMap<number, Uint8Array>;
}

/** A part of a conversation. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A conversation as the model sees it: one text, with its markers. */
export interface ChatPrompt {
  readonly text: string;
  readonly pieces: readonly TokenPiece[];
}

/** A token that could have come. Logarithms are natural. */
export interface Candidate {
  readonly tokenId: number;
  readonly text: string;
  readonly special: boolean;
  readonly continuation: boolean;
  readonly logProbability: number;
  readonly probability: number;
}

/** A candidate of a generation step, with its probability after temperature and filters beside the model's own. */
export interface StepCandidate extends Candidate {
  /** After repetition penalty, temperature and filters, renormalised; 0 where a filter cut the token. */
  readonly finalProbability: number;
}

/** Why a generation ended. */
export type FinishReason = 'end-of-text' | 'stop-string' | 'max-tokens' | 'context-full' | 'stopped';

/** One generated token and what led to it. */
export interface Step extends TokenPiece {
  /** 0 for the first generated token of the text; goes on counting when a text is continued. */
  readonly index: number;
  /** Before temperature and filters, over the whole vocabulary. */
  readonly probability: number;
  /** Natural logarithm of `probability`. */
  readonly logProbability: number;
  /** 1 for the likeliest token. */
  readonly rank: number;
  /** −log₂ of `probability`. */
  readonly surprisalBits: number;
  /** Entropy of the whole distribution. */
  readonly entropyBits: number;
  /** After repetition penalty, temperature and filters, renormalised. */
  readonly finalProbability: number;
  /** Natural logarithm of `finalProbability`. */
  readonly finalLogProbability: number;
  /** How many tokens the filters kept. */
  readonly keptCount: number;
  /** The share of the distribution after temperature that those tokens hold. */
  readonly keptMass: number;
  /** The random number that chose the token, in [0, 1); `null` for a greedy choice. */
  readonly draw: number | null;
  readonly choice: 'greedy' | 'sampled';
  /** The likeliest tokens before temperature and filters, best first. */
  readonly top: readonly StepCandidate[];
  /** Since the step before; for the first, since the request, prompt included. Milliseconds. */
  readonly timeMs: number;
  /** On the last step only. */
  readonly finishReason?: Exclude<FinishReason, 'stopped'>;
  /** What the token was drawn from, before penalty and temperature, shape [vocabulary]; only where asked for. */
  readonly logits?: Float32Array;
}

/** A step of one text among several. */
export interface RowStep extends Step {
  /** 0 for the text of the first seed. */
  readonly row: number;
}

/** What a batch of generations came to. */
export interface BatchSummary {
  /** The prompt as token ids. */
  readonly promptTokenIds: readonly number[];
  /** In the order of the seeds. */
  readonly rows: readonly {
    readonly seed: number;
    /** The generated tokens. */
    readonly tokenIds: readonly number[];
    readonly finishReason: FinishReason;
  }[];
  /** From the request to the first token, milliseconds; `null` where none came. */
  readonly firstTokenMs: number | null;
  /** Positions that the model computed, the prompt's once, each row's after it. */
  readonly computedTokens: number;
}

/** What a generation came to. */
export interface GenerationSummary {
  readonly finishReason: FinishReason;
  /** The prompt as token ids. */
  readonly promptTokenIds: readonly number[];
  /** The generated tokens. */
  readonly tokenIds: readonly number[];
  readonly seed: number;
  /** From the request to the first token, milliseconds; `null` where none came. */
  readonly firstTokenMs: number | null;
  /** Positions that the model computed; tokens reused from the call before do not count. */
  readonly computedTokens: number;
}

/** A token of a given text and how the model would have judged it. `null`: the first token has nothing before it. */
export interface ScoredToken extends TokenPiece {
  readonly probability: number | null;
  readonly logProbability: number | null;
  readonly rank: number | null;
  readonly surprisalBits: number | null;
  readonly entropyBits: number | null;
  readonly top: readonly Candidate[];
  /** What the model judged the token by, shape [vocabulary]; only where asked for. */
  readonly logits?: Float32Array;
}

/** The tokens of a text that were judged, and what that cost. */
export interface ScoredText {
  readonly tokens: readonly ScoredToken[];
  /** Positions that the model computed; tokens that were computed before do not count. */
  readonly computedTokens: number;
}

/** What a masked model puts into one blank, the other blanks left blank. */
export interface FilledBlank {
  /** 0 for the first blank of the text. */
  readonly index: number;
  /** The mask's place among the tokens. */
  readonly position: number;
  readonly entropyBits: number;
  readonly top: readonly Candidate[];
}
