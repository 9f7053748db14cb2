/** Which positions are hidden to judge the token at one of them. */
export interface WordMasking {
  readonly position: number;
  /** Rising; `position` is the first. */
  readonly hidden: readonly number[];
}

/** What a token is, as far as it matters for hiding it. */
export interface MaskableToken {
  /** A marker that the tokenizer added, or a blank: not judged. */
  readonly fixed: boolean;
  /** Goes on with the word of the token before it. */
  readonly continuation: boolean;
}

/** How each token of a text is judged in the two ways of {@link wordMaskings}. */
export interface TokenMaskings {
  readonly plain: WordMasking;
  readonly withinWord: WordMasking;
}

/**
 * How to hide each token of a text in its turn, for the pseudo-log-likelihood Σ log p(token | the others).
 *
 * - `plain` hides the token alone (Salazar et al. 2020, https://aclanthology.org/2020.acl-main.240). A rare word in
 *   pieces is then flattered: its other pieces give each away.
 * - `withinWord` hides the later pieces of its word as well: PLL-word-l2r of Kauf & Ivanova 2023
 *   (https://arxiv.org/abs/2305.10588). It is the same object as `plain` where there is no later piece.
 *
 * @returns for each token its maskings; `null` for one that is fixed
 */
export function wordMaskings(tokens: readonly MaskableToken[]): (TokenMaskings | null)[] {
  return tokens.map((token, position) => {
    if (token.fixed) return null;
    const plain: WordMasking = { position, hidden: [position] };
    const hidden = [position];
    for (let next = position + 1; tokens[next]?.continuation && !tokens[next]!.fixed; next++) {
      hidden.push(next);
    }
    return { plain, withinWord: hidden.length === 1 ? plain : { position, hidden } };
  });
}

/** ids with the mask in the hidden places. */
export function hide(tokenIds: readonly number[], hidden: readonly number[], maskId: number): number[] {
  const ids = [...tokenIds];
  for (const position of hidden) ids[position] = maskId;
  return ids;
}
