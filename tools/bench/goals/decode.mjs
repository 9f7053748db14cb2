import { inTurn, ratio, sameTexts, tokensPerSecond } from '../statistics.mjs';

const promptTokens = 8;

/** Pairs of the engine and somebody else, both greedily after the same prompt; the engine computes the prompt anew too. */
async function against(setup, writeOther, { pairsAtMost, tokens, ownOptions = { prefixCache: false } } = {}) {
  pairsAtMost ??= setup.pairsAtMost;
  tokens ??= setup.quick ? 16 : 32;
  const prompt = setup.promptOf(promptTokens);
  try {
    const pairs = await inTurn(
      pairsAtMost,
      () => setup.ask('write', prompt, { maxTokens: tokens, ...ownOptions }),
      () => writeOther({ modelId: setup.model, threads: setup.threads, promptTokenIds: prompt, tokens }),
      setup.isOver,
    );
    const { each, a, b, ...value } = ratio(pairs, tokensPerSecond);
    return {
      value,
      unit: 'times',
      details: {
        tokens: pairs.map(({ a }) => a.tokenIds.length),
        otherTokens: pairs.map(({ b }) => b.tokenIds.length),
        each,
        engineTokensPerSecond: a,
        otherTokensPerSecond: b,
        sameTokens: sameTexts(pairs),
        // Prompt and messages included.
        whole: ratio(pairs, ({ firstMs, stepsMs }) => 1 / (firstMs + stepsMs.reduce((s, ms) => s + ms, 0)))
          .median,
      },
    };
  } finally {
    await setup.ask('endPeers');
  }
}

const withLibrary = (setup, graph, runtime) => (request) =>
  setup.ask('writeWithLibrary', { ...request, graph, runtime });

export const sameGraph = {
  id: 'decode-same-graph',
  text: 'Decode tokens/s, engine / generate() on the same graph, each on its own build of ONNX Runtime',
  goal: { atLeast: 1 },
  beside: 'decode-same-runtime',
  measure: (setup) => against(setup, withLibrary(setup, 'engine', 'default')),
};

export const sameRuntime = {
  id: 'decode-same-runtime',
  text: "Beside it: the same, both on the engine's build (what the engine's loop is worth without it)",
  goal: null,
  measure: (setup) => against(setup, withLibrary(setup, 'engine', 'plain')),
};

export const bareLoop = {
  id: 'decode-bare-loop',
  text: 'Decode tokens/s, engine / a bare loop on the same build, without probabilities or messages',
  goal: null,
  measure: (setup) => against(setup, (request) => setup.ask('writeBare', request)),
};

export const defaultGraph = {
  id: 'decode-default-graph',
  text: "Decode tokens/s, engine / generate() on the library's 4-bit graph",
  goal: { atLeast: 8 },
  measure: (setup) =>
    against(setup, withLibrary(setup, 'default', 'default'), {
      pairsAtMost: setup.quick ? 2 : 6,
      tokens: setup.quick ? 8 : 16,
    }),
};

/** The file that transformers.js takes on WASM when it is told nothing but the model: `q8`, under its own name for it. */
const libraryFile = 'model_quantized.onnx';

export const libraryDefault = {
  id: 'decode-library-default',
  text: 'Decode tokens/s, engine as it comes / generate() as the library takes the model by itself (q8)',
  goal: null,
  measure: async (setup) => {
    if (setup.threadsAsked) return { leftOut: 'neither side is as it comes with --threads' };
    if (!(await setup.ask('hasFile', setup.model, `onnx/${libraryFile}`))) {
      return { leftOut: `the model has no such file: onnx/${libraryFile}` };
    }
    // Other weights: the texts may well differ.
    return against(setup, withLibrary(setup, 'library', 'default'), { ownOptions: {} });
  },
};
