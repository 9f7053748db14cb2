import type { Branch } from '../../src/core/branches.ts';
import type { TokenRecord } from '../../src/records/token-record.ts';

const encoder = new TextEncoder();
const ids = new Map<string, number>();

/** A token whose id is that of its text; a probability of `null` is that of a token that was not scored. */
export function tokenRecord(
  text: string,
  probability: number | null = 0.5,
  more: Partial<TokenRecord> = {},
): TokenRecord {
  if (!ids.has(text)) ids.set(text, ids.size);
  const isScored = probability !== null;
  return {
    tokenId: ids.get(text)!,
    text,
    bytes: encoder.encode(text),
    special: false,
    continuation: false,
    source: isScored ? 'sampled' : 'prompt',
    probability,
    logProbability: isScored ? Math.log(probability) : null,
    rank: isScored ? 1 : null,
    surprisalBits: isScored ? -Math.log2(probability) : null,
    entropyBits: isScored ? 1 : null,
    top: [],
    sampling: null,
    timeMs: isScored ? 10 : null,
    ...more,
  };
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
