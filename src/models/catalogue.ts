import embeddedFiles from './embedded-files.json' with { type: 'json' };
import type { Backend, CatalogueEntry, FormId, Graph, ModelFile, ModelForm } from './types.ts';

const q4 = (data: readonly string[]): ModelForm => ({
  id: 'q4',
  graphs: {
    webgpu: { name: 'model_q4', data },
    wasm: { name: 'model_q4_folded', data, folded: true },
  },
});

/** The models that come with the site and the package. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    id: 'smollm2-135m-instruct',
    name: 'SmolLM2-135M-Instruct',
    task: 'autoregressive',
    parameters: 134_515_008,
    vocabularySize: 49_152,
    contextLength: 2048,
    licence: 'Apache-2.0',
    language: 'en',
    forms: [q4(['model_q4.onnx_data', 'model_q4.onnx_data_1'])],
    chat: true,
    example: 'The capital of France is',
  },
  {
    id: 'stories-4m',
    name: 'Stories-4M',
    task: 'autoregressive',
    parameters: 4_492_032,
    vocabularySize: 4_096,
    contextLength: 512,
    licence: 'Apache-2.0',
    language: 'en',
    forms: [
      q4(['model_q4.onnx_data']),
      {
        id: 'q8',
        graphs: {
          webgpu: { name: 'model_q8', data: ['model_q8.onnx_data'] },
          wasm: { name: 'model_q8_folded', data: ['model_q8.onnx_data'], folded: true },
        },
      },
      {
        id: 'fp32',
        graphs: { webgpu: { name: 'model', data: [] }, wasm: { name: 'model', data: [] } },
      },
      { id: 'fp16', graphs: { webgpu: { name: 'model_fp16', data: [], feature: 'shader-f16' } } },
    ],
    example: 'Once upon a time',
  },
  {
    id: 'minilm-mlm',
    name: 'MiniLM-MLM',
    task: 'masked',
    parameters: 22_744_506,
    vocabularySize: 30_522,
    contextLength: 512,
    licence: 'Apache-2.0',
    language: 'en',
    forms: [q4(['model_q4.onnx_data'])],
    example: 'The [MASK] bought a new [MASK].',
  },
];

/** The catalogue's entry for an id, or `undefined`. */
export function findModel(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}

/** The form of an entry: the one asked for, or its first. */
export function findForm(entry: CatalogueEntry, form?: FormId): ModelForm | undefined {
  return form === undefined ? entry.forms[0] : entry.forms.find((candidate) => candidate.id === form);
}

/**
 * The graph that a backend runs a form with.
 *
 * @param fold whether quantized weights shall be unpacked once, on WASM; else the graph is that of WebGPU, whose
 *   multiplications the WASM kernels unpack each time
 */
export function findGraph(form: ModelForm, backend: Backend, fold = true): Graph | undefined {
  const own = form.graphs[backend];
  return own?.folded && !fold ? (form.graphs.webgpu ?? own) : own;
}

/**
 * Every file that a graph of an entry needs, with its size and checksum.
 *
 * @throws Error when the file list is out of step with the catalogue; `npm run manifest:models` renews it
 */
export function filesOf(entry: CatalogueEntry, graph: Graph): ModelFile[] {
  const wanted = [
    'config.json',
    ...tokenizerPaths,
    ...listedFiles(entry)
      .map((file) => file.path)
      .filter((path) => path === 'generation_config.json'),
    `onnx/${graph.name}.onnx`,
    ...graph.data.map((name) => `onnx/${name}`),
  ];
  return pickFiles(entry, wanted);
}

const tokenizerPaths = ['tokenizer.json', 'tokenizer_config.json'];

/** The files that an entry's tokenizer needs. Throws as {@link filesOf}. */
export function tokenizerFilesOf(entry: CatalogueEntry): ModelFile[] {
  return pickFiles(entry, tokenizerPaths);
}

function listedFiles(entry: CatalogueEntry): readonly ModelFile[] {
  return (embeddedFiles as Record<string, ModelFile[]>)[entry.id] ?? [];
}

function pickFiles(entry: CatalogueEntry, paths: readonly string[]): ModelFile[] {
  const files = listedFiles(entry);
  return paths.map((path) => {
    const file = files.find((candidate) => candidate.path === path);
    if (!file) throw new Error(`${entry.id}: ${path} is not in embedded-files.json`);
    return file;
  });
}

/** Bytes to fetch for a model in a form on a backend, or `undefined` where that backend cannot run it. */
export function downloadBytes(entry: CatalogueEntry, form: ModelForm, backend: Backend): number | undefined {
  const graph = form.graphs[backend];
  return graph && filesOf(entry, graph).reduce((sum, file) => sum + file.bytes, 0);
}
