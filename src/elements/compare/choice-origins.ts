/** Where words were chosen, so that the focus can go back there when they are let go. */
export class ChoiceOrigins {
  /** By token: the button of a list, or `null` for the chart. What was found by its name is not there. */
  private readonly origins = new Map<number, HTMLElement | null>();

  /** A word was chosen, by a button or in the chart; of one that was chosen before, it was let go. */
  toggled(tokenId: number, isChosen: boolean, from: HTMLElement | null): void {
    if (isChosen) this.origins.set(tokenId, from);
    else this.origins.delete(tokenId);
  }

  /**
   * Lets a word go.
   *
   * @param placeOf where a token is in the chart; below 0 where it is not
   * @returns what gets the focus, once all is drawn anew; `null` where that is not there any more
   */
  letGo(
    tokenId: number,
    result: HTMLElement,
    placeOf: (tokenId: number) => number,
  ): () => HTMLElement | null {
    const from = this.origins.get(tokenId);
    this.origins.delete(tokenId);
    return () => {
      if (from === undefined) return null;
      if (from === null) return result.querySelector<HTMLElement>(`[data-index="${placeOf(tokenId)}"]`);
      // The list may have been drawn anew, and the button be another word's.
      return from.isConnected && from.dataset['token'] === String(tokenId)
        ? from
        : result.querySelector<HTMLElement>(`button.word[data-token="${tokenId}"]`);
    };
  }
}
