/** How a text that was edited is told in tokens: those that stay, and the text to be cut into new ones. */
export interface EditedText {
  /** How many of the old tokens stay as they are. */
  readonly kept: number;
  /** What follows them. */
  readonly rest: string;
}

/**
 * Which tokens of a text an edit leaves alone. A text that is cut into tokens anew may be cut otherwise, so tokens before
 * the first change stay, by their ids. The rest begins with white space, where tokenizers begin a word anyway, or is the
 * whole text: cut by itself it gives the tokens that it would give in its place.
 *
 * @param pieces what each token adds to the text
 * @param text the text as it was edited
 */
export function findEdit(pieces: readonly string[], text: string): EditedText {
  let place = 0;
  let kept = 0;
  let end = 0;
  for (const [index, piece] of pieces.entries()) {
    if (!text.startsWith(piece, place)) break;
    place += piece.length;
    const rest = text.slice(place);
    if (rest === '' ? index === pieces.length - 1 || piece !== '' : /^\s/u.test(rest)) {
      kept = index + 1;
      end = place;
    }
  }
  return { kept, rest: text.slice(end) };
}
