import {
  downloadBytes,
  findForm,
  findModel,
  tokenizerFilesOf,
  type Engine,
  type EngineState,
  type LoadOptions,
  type Model,
  type Tokenizer,
} from '../../engine/index.ts';
import type { CatalogueEntry, FormId } from '../../models/types.ts';
import type { LoadProgress } from '../../protocol/results.ts';

/** What an element loads and gives back. */
export interface Loadable {
  dispose(): Promise<void>;
}

/** A kind of thing that an engine loads by a catalogue's id. */
export interface LoadKind<L extends Loadable> {
  readonly open: (engine: Engine, id: string, options: LoadOptions) => Promise<L>;
  /** Bytes to fetch for it; `form` is empty for the catalogue's first. */
  readonly bytes: (entry: CatalogueEntry, form: string, state: EngineState) => number;
  /** The load of what was loaded before, after a change of backend; `undefined` while there is none. */
  readonly again: (
    id: string,
    form: string,
    state: EngineState,
  ) => { readonly progress: LoadProgress | null } | undefined;
}

/** Models with their weights. */
export const models: LoadKind<Model> = {
  open: (engine, id, options) => engine.load(id, options),
  bytes: (entry, form, { choice, backend }) => {
    const chosen = backend?.backend ?? (choice === 'webgpu' ? 'webgpu' : 'wasm');
    const found = findForm(entry, (form || undefined) as FormId) ?? entry.forms[0]!;
    return downloadBytes(entry, found, chosen) ?? downloadBytes(entry, found, 'webgpu') ?? 0;
  },
  again: (id, form, state) => {
    const wanted = form || findModel(id)?.forms[0]?.id;
    return state.models.find((one) => one.id === id && one.form === wanted && one.status === 'loading');
  },
};

/** Tokenizers without their models. */
export const tokenizers: LoadKind<Tokenizer> = {
  open: (engine, id, { signal, onProgress }) => engine.loadTokenizer(id, { signal, onProgress }),
  bytes: (entry) => tokenizerFilesOf(entry).reduce((sum, file) => sum + file.bytes, 0),
  // The engine tells of models only; a tokenizer is there again in a moment.
  again: () => undefined,
};
