/**
 * Tokens before a place beyond which more agreement is not asked for: as many as the longest n-gram of the settings. It
 * bounds the time, and in a text that goes round in a short circle it makes the latest rounds equals, so that one is taken
 * that has enough after it.
 */
const furthestAgreement = 8;

/**
 * Drafts by prompt lookup decoding (Saxena 2023): the last tokens of a text are looked for earlier in it, and what
 * followed there is taken for what comes next. It costs no model.
 *
 * Of several places, the one is taken whose tokens before agree with the end of the text the longest, since a longer
 * shared context says more about what follows; beyond 8 tokens (or the n-gram, where that is longer) more is not asked
 * for. Of equals it is the one with most tokens after it, up to `most`, and of those the latest, since a text is likelier
 * to go on with what it is about now.
 *
 * It reads backwards once and compares at most 8 tokens at each place: some ten microseconds for 2,048 tokens.
 *
 * @param tokenIds the text
 * @param ngram how many tokens at its end have to be found, 1 at least
 * @param most how many tokens to draft at most
 * @returns the drafted tokens, all of them from the text; none where its end does not occur earlier
 * @throws RangeError where `ngram` or `most` is not such a number
 */
export function findDraft(tokenIds: readonly number[], ngram: number, most: number): number[] {
  if (!Number.isInteger(ngram) || ngram < 1) throw new RangeError(`An n-gram of ${ngram} tokens cannot be`);
  if (!Number.isInteger(most) || most < 0) throw new RangeError(`A draft of ${most} tokens cannot be`);
  if (most === 0) return [];
  const length = tokenIds.length;
  const enough = Math.max(ngram, furthestAgreement);
  let bestPlace = -1;
  let bestAgreement = ngram;
  let bestFollowing = 0;
  // A place is where the draft would begin; the tokens before it have to be the last of the text.
  for (let place = length - 1; place >= ngram; place--) {
    const reach = Math.min(enough, place);
    let agreement = 0;
    while (agreement < reach && tokenIds[place - 1 - agreement] === tokenIds[length - 1 - agreement]) {
      agreement++;
    }
    if (agreement < bestAgreement) continue;
    const following = Math.min(most, length - place);
    if (agreement === bestAgreement && following <= bestFollowing) continue;
    bestPlace = place;
    bestAgreement = agreement;
    bestFollowing = following;
    if (agreement === enough && following === most) break;
  }
  return bestPlace < 0 ? [] : tokenIds.slice(bestPlace, bestPlace + most);
}
