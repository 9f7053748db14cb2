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

/** Ids of the markers that a vocabulary names in its configuration; `null` for one that it has not. */
export interface Markers {
  /** Stands for a blank. */
  readonly mask: number | null;
  /** Stands for a word that cannot be written in the vocabulary's pieces. */
  readonly unknown: number | null;
  /** Begins a text, whether the tokenizer puts it there or not. */
  readonly begin: number | null;
  readonly end: number | null;
  /** Fills up the shorter rows of a batch. */
  readonly pad: number | null;
}

/** A loaded tokenizer, which every model has. */
export interface TokenizerInfo {
  readonly id: string;
  readonly name: string;
  readonly task: Task;
  /** Bytes of the files that were read, from the network or from the browser's storage. */
  readonly bytes: number;
  /** The longest text, in tokens, special ones included. */
  readonly contextLength: number;
  readonly vocabularySize: number;
  /** How it cuts: runs of bytes by byte-pair encoding, or words into WordPiece's pieces. */
  readonly tokenizer: 'byte-level' | 'word-piece';
  readonly markers: Markers;
}

/** A loaded model. */
export interface ModelInfo extends TokenizerInfo {
  readonly form: FormId;
  readonly backend: Backend;
  readonly threads: number;
  readonly adapter: AdapterInfo | null;
  readonly loadTimes: LoadTimes;
}

/** What a load took, in milliseconds, the worker's start not included. */
export interface LoadTimes {
  /** Until every file was there and checked. */
  readonly downloadMs: number;
  /** Until the session was made of them. */
  readonly sessionMs: number;
  /** The first run, where it was asked for; 0 where not. */
  readonly warmUpMs: number;
  /** Whether every file came from the browser's storage. */
  readonly fromStorage: boolean;
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

/** A piece of a given text, with the stretch of it that the piece stands for, in UTF-16 units from `start` to `end`. */
export interface TextPiece extends TokenPiece {
  /**
   * White space is in a byte-level piece, in none of WordPiece. A marker that the tokenizer added stands for nothing:
   * its end is its start. A token that is a part of a character stands for the whole character.
   */
  readonly start: number;
  readonly end: number;
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
  /** Prompt lookup drafted this token, and it is the one that came: it did not wait for a run of its own. */
  readonly accepted?: true;
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

/** What a call cost. */
export interface CallCosts {
  /** Positions of the prompt whose keys and values were there from an earlier text. */
  readonly reusedTokens: number;
  /** Dispatches of compute shaders; `null` on WASM. */
  readonly dispatches: number | null;
  /** Bytes of the keys and values that are kept for later texts, once the call is over. */
  readonly keptBytes: number;
  /**
   * Bytes that ONNX Runtime holds once the call is over, for all models of the worker: weights, keys and values, and room for
   * its work; on WebGPU with its buffers. `null` where that is not known.
   */
  readonly memoryBytes: number | null;
}

/** What a batch of generations came to. */
export interface BatchSummary extends CallCosts {
  /** The first row's prompt as token ids. */
  readonly promptTokenIds: readonly number[];
  /** In the order of the seeds. */
  readonly rows: readonly {
    readonly seed: number;
    readonly promptTokenIds: readonly number[];
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
export interface GenerationSummary extends CallCosts {
  readonly finishReason: FinishReason;
  /** The prompt as token ids. */
  readonly promptTokenIds: readonly number[];
  /** The generated tokens. */
  readonly tokenIds: readonly number[];
  readonly seed: number;
  /** From the request to the first token, milliseconds; `null` where none came. */
  readonly firstTokenMs: number | null;
  /** Positions that the model computed; those reused from an earlier text do not count. */
  readonly computedTokens: number;
  /** Tokens that prompt lookup proposed. */
  readonly draftedTokens: number;
  /** Those of them that came. */
  readonly acceptedTokens: number;
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
  /** Shape [vocabulary]; only where asked for. */
  readonly logits?: Float32Array;
}

/** A text for a masked model, as token ids with its mask in each blank, and where it is asked. */
export interface MaskedRow {
  /** Markers included: `[CLS]` first, `[SEP]` last. */
  readonly tokenIds: readonly number[];
  /** Places among the ids; they need not be blanks. */
  readonly positions: readonly number[];
  /** For each position the token whose probability is wanted; none unless told. */
  readonly targets?: readonly number[];
}

/** How a token stands in a distribution. Logarithms are natural. */
export interface TokenNumbers {
  readonly tokenId: number;
  readonly probability: number;
  readonly logProbability: number;
  /** 1 for the likeliest token. */
  readonly rank: number;
  /** −log₂ of `probability`. */
  readonly surprisalBits: number;
}

/** A masked model's distribution at one position. */
export interface Prediction {
  readonly position: number;
  /** Entropy of the whole distribution. */
  readonly entropyBits: number;
  readonly top: readonly Candidate[];
  /** The numbers of the token that was asked for. */
  readonly target: TokenNumbers | null;
  /** Shape [vocabulary]; only where asked for. */
  readonly logits?: Float32Array;
}

/** What came of asking a masked model about several rows. */
export interface Predictions {
  /** For each row its positions. */
  readonly rows: readonly (readonly Prediction[])[];
  /** How often the model was run. */
  readonly runs: number;
}

/** A token of a given text and how a masked model judges it when it is hidden. */
export interface MaskedToken extends TextPiece {
  /** With this token alone hidden; `null` for what the tokenizer added and for blanks. */
  readonly plain: (TokenNumbers & Prediction) | null;
  /**
   * With the later pieces of its word hidden as well, so that they cannot give it away (PLL-word-l2r, Kauf & Ivanova
   * 2023, https://arxiv.org/abs/2305.10588). The same object as `plain` where the word has no later piece.
   */
  readonly withinWord: (TokenNumbers & Prediction) | null;
}

/** Every token of a text, judged by a masked model, and what that cost. */
export interface MaskedScore {
  readonly tokens: readonly MaskedToken[];
  /** How often the model was run. */
  readonly runs: number;
}
