import {
  blankedText,
  blankStretch,
  choose,
  giveBack,
  retyped,
  type BlankedText,
  type Choice,
} from './blanks.ts';
import type { NamedToken } from './orders/types.ts';

/** The blanks of the text as a person makes, fills and empties them, and which one is looked at. */
export class BlankEditor {
  blanked: BlankedText = blankedText('');
  /** The blank whose distribution is shown; −1 for none. */
  pinned = -1;
  /** The place of the word or blank that the focus goes to once it is drawn; `null` for nowhere. */
  focusPlace: number | null = null;
  private readonly changed: (text: string) => void;

  /** @param changed told of each change of the text or of what is in a blank */
  constructor(changed: (text: string) => void) {
    this.changed = changed;
  }

  /** Takes a text that the page has set: what was chosen for the blanks of another one is not for these. */
  sync(text: string): void {
    if (text === this.blanked.text) return;
    this.blanked = blankedText(text);
    this.pinned = -1;
  }

  /** Takes a text that was typed: the blanks that the edit has left alone keep what is in them. */
  type(text: string): void {
    if (text === this.blanked.text) return;
    const before = this.blanked.blanks.length;
    this.blanked = retyped(this.blanked, text);
    // With other blanks, it is not known which one was looked at.
    if (this.blanked.blanks.length !== before) this.pinned = -1;
  }

  /** Takes a text with all that is known of its blanks. */
  take(text: string, words: readonly (string | null)[], choices: readonly (Choice | null)[]): void {
    const { blanks } = blankedText(text);
    this.pinned = -1;
    this.set({
      text,
      blanks: blanks.map((one, i) => ({ ...one, word: words[i] ?? null, choice: choices[i] ?? null })),
    });
  }

  /** Makes a blank of a word. */
  blank(start: number, end: number): void {
    const after = blankStretch(this.blanked, start, end);
    const made = after.blanks.findIndex((one) => one.start === start);
    if (this.pinned >= made && made >= 0) this.pinned++;
    this.focusPlace = start;
    this.set(after);
  }

  /** Puts the word back that was blanked; `false` where there is none. */
  putBack(blank: number): boolean {
    const after = giveBack(this.blanked, blank);
    if (after === this.blanked) return false;
    if (this.pinned === blank) this.pinned = -1;
    else if (this.pinned > blank) this.pinned--;
    this.focusPlace = this.blanked.blanks[blank]!.start;
    this.set(after);
    return true;
  }

  /** Puts a word into a blank, or empties it. */
  choose(blank: number, choice: Choice | null): void {
    this.set(choose(this.blanked, blank, choice));
  }

  /** Fills all blanks at once. */
  chooseAll(choices: readonly Choice[]): void {
    this.set(
      choices.reduce<BlankedText>(
        (blanked, choice, blank) => (blanked.blanks[blank] ? choose(blanked, blank, choice) : blanked),
        this.blanked,
      ),
    );
  }

  /** Names what is in the blanks, once the vocabulary is known. */
  rename(nameOf: (piece: NamedToken) => NamedToken): void {
    const blanks = this.blanked.blanks.map((one) =>
      one.choice ? { ...one, choice: { ...one.choice, pieces: one.choice.pieces.map(nameOf) } } : one,
    );
    this.blanked = { ...this.blanked, blanks };
  }

  private set(blanked: BlankedText): void {
    this.blanked = blanked;
    this.changed(blanked.text);
  }
}
