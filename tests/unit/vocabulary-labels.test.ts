import { expect, it } from 'vitest';
import { VocabularyLabels } from '../../src/elements/masked/vocabulary-labels.ts';
import type { Model } from '../../src/engine/index.ts';
import type { VocabularyTable } from '../../src/protocol/results.ts';

const tableOf = (text: string): VocabularyTable => ({
  texts: [text],
  special: [],
  continuation: [],
  bytes: new Map(),
});

it('keeps the names of the model that was asked last, whichever answers last', async () => {
  let answer = (_table: VocabularyTable): void => undefined;
  const slow = {
    vocabulary: () =>
      new Promise<VocabularyTable>((resolve) => {
        answer = resolve;
      }),
  } as unknown as Model;
  const fast = { vocabulary: async () => tableOf('new') } as unknown as Model;
  const labels = new VocabularyLabels();
  const early = labels.ask(slow);
  await labels.ask(fast);
  answer(tableOf('old'));
  expect((await early).texts).toEqual(['old']);
  expect(labels.label(0)?.text).toBe('new');
});
