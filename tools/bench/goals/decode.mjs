import { inTurn, ratio, tokensPerSecond } from '../statistics.mjs';

const promptTokens = 8;

/** Pairs of the engine and somebody else, both greedily after the same prompt; the engine computes the prompt anew too. */
async function against(setup, rounds, tokens, writeOther) {
  const prompt = setup.promptOf(promptTokens);
  try {
    const pairs = await inTurn(
      rounds,
      () => setup.ask('write', prompt, { maxTokens: tokens, prefixCache: false }),
      () => writeOther({ modelId: setup.model, threads: setup.threads, promptTokenIds: prompt, tokens }),
    );
    const same = pairs.every(({ a, b }) =>
      a.tokenIds.every((tokenId, i) => tokenId === b.tokenIds[i] || i >= b.tokenIds.length),
    );
    const { each, a, b, ...value } = ratio(pairs, tokensPerSecond);
    return {
      value,
      unit: 'times',
      details: {
        tokens: pairs.map(({ a }) => a.tokenIds.length),
        each,
        engineTokensPerSecond: a,
        otherTokensPerSecond: b,
        sameTokens: same,
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
  text: 'Decode tokens/s, engine / generate() on the same graph',
  goal: { atLeast: 1 },
  measure: (setup) => against(setup, setup.rounds, 32, withLibrary(setup, 'engine', 'default')),
};

export const sameRuntime = {
  id: 'decode-same-runtime',
  text: 'Decode tokens/s, engine / generate() on the same graph and the same build of ONNX Runtime',
  goal: null,
  slow: true,
  measure: (setup) => against(setup, setup.rounds, 32, withLibrary(setup, 'engine', 'plain')),
};

export const bareLoop = {
  id: 'decode-bare-loop',
  text: 'Decode tokens/s, engine / a bare loop on the same build, without probabilities or messages',
  goal: null,
  measure: (setup) => against(setup, setup.rounds, 32, (request) => setup.ask('writeBare', request)),
};

export const defaultGraph = {
  id: 'decode-default-graph',
  text: "Decode tokens/s, engine / generate() on the library's 4-bit graph",
  goal: { atLeast: 8 },
  measure: (setup) =>
    against(setup, setup.quick ? 2 : 5, setup.quick ? 8 : 16, withLibrary(setup, 'default', 'default')),
};
