import { spokenCandidate, spokenToken, visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Candidate, TextPiece } from '../../protocol/results.ts';
import type { Sample, SampleSet, Way } from '../../records/views/self-supervision.ts';
import { writtenLabel } from './guesses.ts';

/** A token by its name in the vocabulary, as it can be seen. */
export function seenName({ text, bytes }: Pick<TextPiece, 'text' | 'bytes'>): string {
  return visibleToken(text, bytes);
}

/** The same as it can be heard. */
export function heardName({ text, bytes, continuation }: TextPiece, { token }: Messages): string {
  const own = continuation ? text.replace(/^##/, '') : text;
  return spokenToken(own, token.whiteSpace, bytes) || visibleToken(text, bytes);
}

/** A candidate as it can be heard, beside which another may differ by its space. */
export function heardCandidate(way: Way, one: Candidate, { token, distribution }: Messages): string {
  const names = { ...token.whiteSpace, noSpace: distribution.noSpace };
  const spoken =
    way === 'masked'
      ? spokenToken(one.continuation ? one.text.replace(/^##/, '') : one.text, names)
      : spokenCandidate(one.text, names);
  return spoken || visibleToken(one.text);
}

/** A label inside of a sentence: as it is written, without the space before it where there is more. */
export function labelName(set: SampleSet, sample: Sample): string {
  const { text, bytes } = set.tokens[sample.position]!;
  // A part of a character is not all that is written there.
  if (set.way === 'next-token' && (text === '' || text.includes('\ufffd'))) return visibleToken(text, bytes);
  const written = writtenLabel(set, sample);
  return visibleToken(written.trim() || written);
}
