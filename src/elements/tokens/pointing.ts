import type { Span } from '../../core/text-spans.ts';
import type { Shown } from './rows.ts';

/** A token of one tokenizer. */
export interface PlacedToken {
  readonly model: string;
  readonly index: number;
}

/** What is pointed at: a token under the pointer or the focus, one that is pinned, or what is selected in the field. */
export class Pointing {
  private pointed: PlacedToken | null = null;
  private pinned: PlacedToken | null = null;
  private selected: Span | null = null;

  /** @param index −1 for none any more */
  point(model: string, index: number): boolean {
    // The row that is left tells so after the one that is entered.
    if (index < 0 && this.pointed?.model !== model) return false;
    this.pointed = index < 0 ? null : { model, index };
    return true;
  }

  /** @param index −1 for none any more */
  pin(model: string, index: number): void {
    this.pinned = index < 0 ? null : { model, index };
  }

  /** @returns whether it is another than before */
  select(start: number, end: number): boolean {
    const before = this.selected;
    this.selected = start < end ? { start, end } : null;
    if (before?.start === this.selected?.start && before?.end === this.selected?.end) return false;
    // What was done last counts.
    if (this.selected) this.pinned = null;
    return true;
  }

  /** Forgets the tokens: they are others now. */
  clear(): void {
    this.pointed = null;
    this.pinned = null;
  }

  pointedIn(model: string): number {
    const token = this.pointed ?? this.pinned;
    return token?.model === model ? token.index : -1;
  }

  pinnedIn(model: string): number {
    return this.pinned?.model === model ? this.pinned.index : -1;
  }

  /**
   * The stretch of the text that is meant; `null` for none.
   *
   * @param isCurrent whether what is shown is of the text in the field, where the selection is
   */
  stretchOf({ rows, text }: Shown, isCurrent: boolean): Span | null {
    const token = this.pointed ?? this.pinned;
    if (!token) return isCurrent && this.selected && this.selected.end <= text.length ? this.selected : null;
    const row = rows.find(({ tokenization }) => tokenization.model === token.model);
    const found = row?.tokenization.tokens[token.index];
    return found && found.start < found.end ? { start: found.start, end: found.end } : null;
  }
}
