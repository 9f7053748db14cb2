import { scoreToken } from '../../../core/decode-step.ts';
import { surprisalBits } from '../../../core/softmax.ts';
import type { RecordedCandidate, TokenRecord } from '../../../records/index.ts';
import type { TokenLabel } from '../../distribution/token-label.ts';

/**
 * The record of a token that a person put in the place of another.
 *
 * @param old the token that stood there
 * @param logits what both were judged by; without them the numbers are those that were listed with the old one, if any
 */
export function pickedRecord(
  old: TokenRecord,
  tokenId: number,
  label: Pick<TokenLabel, 'text'> & Partial<TokenLabel>,
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
        surprisalBits: surprisalBits(listed.logProbability),
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
    top: old.top.map(asJudged),
    sampling: null,
    timeMs: null,
  };
}

/** A candidate without what only a draw gives it. */
function asJudged(candidate: RecordedCandidate): RecordedCandidate {
  const { tokenId, text, special, continuation, logProbability, probability } = candidate;
  return { tokenId, text, special, continuation, logProbability, probability };
}
