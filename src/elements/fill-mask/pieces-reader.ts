import { writeMasks } from '../../core/masks.ts';
import type { Model } from '../../engine/index.ts';
import type { TextPiece } from '../../protocol/results.ts';
import { maskPiece } from '../chips/pieces.ts';
import type { BlankedText } from './blanks.ts';

/** A text in the model's pieces, and the blanks that it had then. */
export interface ReadText {
  readonly blanked: BlankedText;
  /** With each blank written as the model's mask: what the pieces are stretches of. */
  readonly written: string;
  readonly pieces: readonly TextPiece[];
}

/** Cuts the text that is there into the model's pieces as it changes, where the model is there; the latest text wins. */
export class PiecesReader {
  private readonly changed: () => void;
  private shown: ReadText | null = null;
  private asked: { readonly written: string; readonly model: Model | null } = { written: '', model: null };
  private request: AbortController | null = null;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  /** Whether a text is being cut; what is shown is of the one before. */
  get pending(): boolean {
    return this.request !== null;
  }

  /** The text in pieces: the one that is there, or for a moment the one before it; `null` where it is not known. */
  read(blanked: BlankedText): ReadText | null {
    const { shown } = this;
    if (!shown) return null;
    if (shown.written === writeMasks(blanked.text, maskPiece)) return { ...shown, blanked };
    return this.pending ? shown : null;
  }

  /** Looks whether the text is another one by now. */
  update(blanked: BlankedText, model: Model | null): void {
    const written = writeMasks(blanked.text, maskPiece);
    if (this.shown?.written === written) {
      this.shown = { ...this.shown, blanked };
      this.asked = { written, model };
      this.end();
      return;
    }
    if (!model) {
      this.end();
      return;
    }
    if (this.asked.written === written && this.asked.model === model) return;
    this.asked = { written, model };
    void this.cut(blanked, written, model);
  }

  /** Takes pieces that came with something else. */
  take(read: ReadText): void {
    this.end();
    this.shown = read;
  }

  /** Ends what is under way. */
  end(): void {
    this.request?.abort();
    this.request = null;
  }

  private async cut(blanked: BlankedText, written: string, model: Model): Promise<void> {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    try {
      const pieces = await model.tokenize(written, { signal: request.signal });
      if (!request.signal.aborted) this.shown = { blanked, written, pieces };
    } catch {
      // What is wrong with the text is said when it is to be filled; until then its words are shown.
    } finally {
      if (this.request === request) {
        this.request = null;
        this.changed();
      }
    }
  }
}
