import type { Branch } from '../../src/core/branches.ts';
import type { TokenRecord } from '../../src/records/token-record.ts';

const encoder = new TextEncoder();

/** A token as it would be recorded, with the numbers that follow from its probability. */
export function record(
  text: string,
  probability: number | null = 0.5,
  more: Partial<TokenRecord> = {},
): TokenRecord {
  const known = probability !== null;
  return {
    tokenId: 1,
    text,
    bytes: encoder.encode(text),
    special: false,
    continuation: false,
    source: 'sampled',
    probability,
    logProbability: known ? Math.log(probability) : null,
    rank: known ? 1 : null,
    surprisalBits: known ? -Math.log2(probability) : null,
    entropyBits: known ? 2 : null,
    top: [],
    sampling: null,
    timeMs: known ? 10 : null,
    ...more,
  };
}

/** A token that is some bytes of a character. */
export function byteRecord(bytes: readonly number[], probability: number, text = ''): TokenRecord {
  return record(text, probability, { bytes: Uint8Array.from(bytes) });
}

const ids = new Map<string, number>();

/** A token whose id is that of its text; a probability of `null` is that of a token that was not scored. */
export function tokenRecord(
  text: string,
  probability: number | null = 0.5,
  more: Partial<TokenRecord> = {},
): TokenRecord {
  if (!ids.has(text)) ids.set(text, ids.size);
  const given = probability === null;
  return record(text, probability, {
    tokenId: ids.get(text)!,
    source: given ? 'prompt' : 'sampled',
    entropyBits: given ? null : 1,
    ...more,
  });
}

/** Tokens of words with the space before them; those of the prompt, up to a bar, are not scored: `Once upon| a time`. */
export function textBranch(
  id: number,
  text: string,
  more: Partial<Branch<TokenRecord>> = {},
): Branch<TokenRecord> {
  const [prompt = '', own = ''] = text.split('|');
  const words = (part: string) => part.match(/\s?\S+/g) ?? [];
  const given = words(prompt).map((word) => tokenRecord(word, null));
  const tokens = [...given, ...words(own).map((word) => tokenRecord(word))];
  return { id, name: '', number: id, promptLength: given.length, tokens, ...more };
}
