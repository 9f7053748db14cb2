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
