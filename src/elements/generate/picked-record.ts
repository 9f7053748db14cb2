import { scoreToken } from '../../core/decode-step.ts';
import type { TokenRecord } from '../../records/index.ts';

/** What a token is called, as far as that is known. */
export interface TokenLabel {
  readonly text: string;
  readonly special?: boolean;
  readonly continuation?: boolean;
}

/**
 * The record of a token that a person put in the place of another.
 *
 * @param old the token that stood there
 * @param logits what both were judged by; without them the numbers are those that were listed with the old one, if any
 */
export function pickedRecord(
  old: TokenRecord,
  tokenId: number,
  label: TokenLabel,
  logits: Float32Array | null,
): TokenRecord {
  const place = old.top.findIndex((candidate) => candidate.tokenId === tokenId);
  const listed = old.top[place];
  const { text, special = false, continuation = false } = listed ?? label;
  const numbers = listed
    ? {
        probability: listed.probability,
        logProbability: listed.logProbability,
        rank: place + 1,
        surprisalBits: Math.max(0, -listed.logProbability / Math.LN2),
        entropyBits: old.entropyBits,
      }
    : { probability: null, logProbability: null, rank: null, surprisalBits: null, entropyBits: null };
  return {
    ...numbers,
    ...(logits ? scoreToken(logits, tokenId, 0) : {}),
    tokenId,
    text,
    bytes: new TextEncoder().encode(text),
    special,
    continuation,
    source: 'picked',
    top: old.top.map(({ finalProbability: _, ...candidate }) => candidate),
    sampling: null,
    timeMs: null,
  };
}
