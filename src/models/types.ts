/** What a model was trained to do: predict the next token, or the hidden ones. */
export type Task = 'autoregressive' | 'masked';

/** Where a model runs. */
export type Backend = 'webgpu' | 'wasm';

/** A form of the weights, by the numbers that they are stored in. */
export type FormId = 'fp32' | 'fp16' | 'q8' | 'q4';

/** A file of a model, below the model's folder. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** The graph that one backend runs for a form: which ONNX file, and how it is opened. */
export interface Graph {
  /** The name before `.onnx`, below `onnx/`. */
  readonly name: string;
  /** Weight files that the graph reads, below `onnx/`. */
  readonly data: readonly string[];
  /**
   * The weights lie behind `DequantizeLinear` and are folded to float32 once, when the session is created:
   * the WASM kernels unpack a 4-bit matrix at every multiplication, which is ten times slower.
   */
  readonly folded?: boolean;
  /** A WebGPU feature without which the graph cannot run. */
  readonly feature?: 'shader-f16';
}

/** A form of a model's weights and the graph that each backend runs it with; none where it cannot. */
export interface ModelForm {
  readonly id: FormId;
  readonly graphs: { readonly [B in Backend]?: Graph };
}

/** A model of the catalogue. */
export interface CatalogueEntry {
  readonly id: string;
  /** The name that people know it by. */
  readonly name: string;
  readonly task: Task;
  /** Parameters of the network. */
  readonly parameters: number;
  /** How many tokens there are, special ones included. */
  readonly vocabularySize: number;
  /** The longest text it takes, in tokens, special ones included. */
  readonly contextLength: number;
  /** An SPDX identifier. */
  readonly licence: string;
  /** The first is the one that `load` takes when no form is asked for. */
  readonly forms: readonly ModelForm[];
  /** The language that it was trained on, as a BCP 47 tag. */
  readonly language: string;
  /** Whether it was trained to chat and so has a template for it. */
  readonly chat?: boolean;
  /** A prompt or a text to begin with. */
  readonly example: string;
}
