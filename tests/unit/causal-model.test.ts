import { beforeEach, describe, expect, it, vi } from 'vitest';
import { scoreToken } from '../../src/core/decode-step.ts';
import type { CatalogueEntry } from '../../src/models/types.ts';
import { defaultSettings, resolveRunSettings } from '../../src/protocol/settings.ts';
import { CausalModel } from '../../src/worker/causal-model.ts';
import type { OpenModel } from '../../src/worker/open-model.ts';
import { endId, idsOf, ToySession, toyLogits, vocabulary, type ToyOptions } from './fake-graph.ts';
import { watchTensors, type FakeTensor } from './fake-tensor.ts';

vi.mock('@huggingface/transformers', async () => ({ Tensor: (await import('./fake-tensor.ts')).FakeTensor }));

const never = () => false;
const run = resolveRunSettings({}, defaultSettings);
const text = idsOf('abcdefabcdeabcdabcdefabcdefabcfedabcde');

function open(options: ToyOptions = {}) {
  const session = new ToySession(options);
  const model = {
    session,
    vocabulary,
    endIds: [endId],
    close: () => session.release(),
  } as unknown as OpenModel;
  // On WASM the first chunk of such a model has 4 positions.
  const entry = { contextLength: 200, parameters: 2.7e8 } as CatalogueEntry;
  return { model: new CausalModel(model, entry, 'wasm'), session };
}

let tensors: readonly FakeTensor[];

beforeEach(() => {
  tensors = watchTensors();
});

describe('a model', () => {
  it('scores a text and gives logits as the model asked for each token anew, reusing what was computed', async () => {
    for (const way of [{}, { prefixCache: false }, { kvCache: false }, { allLogits: true }]) {
      const { model, session } = open();
      const own = { ...run, ...way };
      const { tokens } = await model.score(text, 2, 0, false, own, never);
      const expected = text.slice(1).map((id, i) => scoreToken(toyLogits(text.slice(0, i + 1)), id, 2));
      expect(tokens.map(({ probability }) => probability)).toEqual([
        null,
        ...expected.map(({ probability }) => probability),
      ]);
      const before = session.positions;
      expect(before).toBe(text.length - 1);
      expect(await model.logits(text, own, never)).toEqual(toyLogits(text));
      const isReused = own.kvCache && own.prefixCache;
      expect(session.positions - before).toBe(isReused ? 1 : text.length);
      await model.close();
    }
    expect(tensors.filter(({ disposed }) => disposed !== 1)).toEqual([]);
  });

  it.each([1, 2, 3])('whose run %i fails says so, and frees every tensor once', async (fails) => {
    const calls = [
      (model: CausalModel) => model.score(text, 2, 0, false, run, never),
      (model: CausalModel) => model.logits(text, run, never),
    ];
    for (const call of calls) {
      const { model } = open({
        beforeRun: (count) => {
          if (count === fails) throw new Error('out of memory');
        },
      });
      await expect(call(model)).rejects.toMatchObject({ code: 'run-failed' });
      await model.close();
    }
    expect(tensors.filter(({ disposed }) => disposed !== 1)).toEqual([]);
  });

  it('that is stopped in the midst of a text keeps what was computed', async () => {
    const { model, session } = open();
    const stops = () => session.runs.length === 2;
    await expect(model.score(text, 2, 0, false, run, stops)).rejects.toMatchObject({ code: 'disposed' });
    const before = session.positions;
    expect(await model.logits(text, run, never)).toEqual(toyLogits(text));
    expect(session.positions).toBe(text.length);
    expect(before).toBeGreaterThan(0);
    await model.close();
    expect(tensors.filter(({ disposed }) => disposed !== 1)).toEqual([]);
  });
});
