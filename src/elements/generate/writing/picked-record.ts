import { scoreToken } from '../../../core/decode-step.ts';
import { surprisalBits } from '../../../core/softmax.ts';
import { Utf8Stream } from '../../../core/utf8.ts';
import type { RecordedCandidate, TokenRecord } from '../../../records/index.ts';
import type { TokenLabel } from '../../distribution/token-label.ts';

/** In bytes of UTF-8. */
const longestCharacter = 4;

/**
 * The record of a token that a person put in the place of another.
 *
 * @param old the token that stood there
 * @param before the tokens before it, whose last bytes may be those of a character that this one goes on with
 * @param bytes of a token that is a part of a character; others are their text's
 * @param logits what both were judged by; without them the numbers are those that were listed with the old one, if any
 */
export function pickedRecord(
  old: TokenRecord,
  tokenId: number,
  label: Pick<TokenLabel, 'text'> & Partial<TokenLabel>,
  before: readonly TokenRecord[],
  bytes: Uint8Array | undefined,
  logits: Float32Array | null,
): TokenRecord {
  const place = old.top.findIndex((candidate) => candidate.tokenId === tokenId);
  const listed = old.top[place];
  const { text: name, special = false, continuation = false } = listed ?? label;
  const own = bytes ?? new TextEncoder().encode(name);
  const text = special ? name : addedText(before, own);
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
    bytes: own,
    special,
    continuation,
    source: 'picked',
    top: old.top.map(asJudged),
    sampling: null,
    timeMs: null,
  };
}

/** What bytes add to a text: nothing while a character is unfinished, all of it when they finish it. */
function addedText(before: readonly TokenRecord[], bytes: Uint8Array): string {
  const stream = new Utf8Stream();
  // A character has four bytes at most, and a token one at least.
  for (const token of before.slice(-longestCharacter)) {
    if (token.special) stream.end();
    else stream.push(token.bytes);
  }
  return stream.push(bytes);
}

/** A candidate without what only a draw gives it. */
function asJudged(candidate: RecordedCandidate): RecordedCandidate {
  const { tokenId, text, special, continuation, logProbability, probability } = candidate;
  return { tokenId, text, special, continuation, logProbability, probability };
}
