import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/models/catalogue.ts';
import { requireModel } from '../../src/records/session.ts';
import { readSession } from '../../src/records/read-session.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const readText = (path: string) => readFileSync(root + path, 'utf8');

interface Config {
  readonly vocab_size: number;
  readonly max_position_embeddings: number;
}

interface Tokenizer {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
  readonly added_tokens: readonly { readonly id: number }[];
}

describe.each(catalogue)('what the catalogue says of $id', ({ id, vocabularySize, contextLength }) => {
  it('is what its configuration says', () => {
    const config = JSON.parse(readText(`public/models/${id}/config.json`)) as Config;
    expect(vocabularySize).toBe(config.vocab_size);
    expect(contextLength).toBeLessThanOrEqual(config.max_position_embeddings);
  });

  it('is what its tokenizer has', () => {
    const { model, added_tokens } = JSON.parse(readText(`public/models/${id}/tokenizer.json`)) as Tokenizer;
    const ids = new Set([...Object.values(model.vocab), ...added_tokens.map((token) => token.id)]);
    expect(ids.size).toBe(vocabularySize);
    expect(Math.max(...ids)).toBe(vocabularySize - 1);
  });
});

describe('the sessions that were recorded', () => {
  const names = ['smollm2-135m-instruct', 'stories-4m', 'stories-4m-logits'];

  it.each(names)('agree with it, and have the prompt that was written: %s', (name) => {
    const session = readSession(readText(`src/elements/generate/recorded/${name}.json`));
    const entry = catalogue.find(({ id }) => id === session.model)!;
    expect(() => requireModel(session, entry.id, entry)).not.toThrow();
    expect(session.prompt).toBe(entry.example);
  });
});
