import { blankOneWord } from '../../core/masks.ts';
import type { LmChips } from '../chips/chips.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Candidate } from '../../protocol/results.ts';
import type { BlankActions } from './blank-bars.ts';
import type { BlankEditor } from './blank-editor.ts';
import { blankKey } from './blank-keys.ts';
import type { Choice, Stretch } from './blanks.ts';
import type { Filling } from './filling.ts';
import type { PiecesReader } from './pieces-reader.ts';
import type { ShownTokens } from './shown-tokens.ts';
import { moveAmongWords } from './words-view.ts';

/** What a person's gestures act on. */
export interface GesturesHost {
  readonly editor: BlankEditor;
  readonly filling: Filling;
  readonly reader: PiecesReader;
  readonly shown: ShownTokens;
  isLoaded(): boolean;
  choiceOf(tokenIds: readonly number[]): Choice;
  /** New numbers after a gesture, where the model is there. */
  refill(): void;
  /** Tells the page of a choice. */
  chosen(blank: number, tokenIds: readonly number[] | null): void;
  say(remark: (messages: Messages) => string): void;
  field(): HTMLTextAreaElement;
  root(): ParentNode;
  updated(): Promise<unknown>;
  changed(): void;
}

/** What clicks and keys do with words and blanks, and where the focus goes when they take their button away. */
export class Gestures {
  /** Those of the bars of each blank. */
  readonly ofBars: BlankActions;
  private readonly host: GesturesHost;

  constructor(host: GesturesHost) {
    this.host = host;
    const focus = (blank: number, part: string) => this.focus(`.blank[data-blank="${blank}"] [part=${part}]`);
    this.ofBars = {
      onTake: (blank, candidate) => {
        this.take(blank, candidate);
        // Its own button goes once the numbers are there.
        focus(blank, 'pin');
      },
      onEmpty: (blank) => {
        this.put(blank, null);
        focus(blank, 'pin');
      },
      onPutBack: (blank) => this.putBack(blank),
      onTakeWord: (blank, choice) => {
        this.put(blank, choice);
        if (this.host.editor.pinned === blank) this.focusPanel();
        else focus(blank, 'pin');
      },
      onPin: (blank) => {
        this.onBlank(blank);
        this.focusPanel();
      },
    };
  }

  /** Makes a blank of a word. */
  readonly onWord = ({ start, end }: Stretch): void => {
    const { reader, editor } = this.host;
    // What is shown is of the text before.
    if (reader.pending) return;
    editor.blank(start, end);
    this.host.refill();
  };

  /** Shows the distribution of a blank, or closes it. */
  readonly onBlank = (blank: number): void => {
    const { editor, filling } = this.host;
    editor.pinned = editor.pinned === blank ? -1 : blank;
    this.host.changed();
    if (this.host.isLoaded() && filling.isOfText) void filling.keepLogits(editor.pinned);
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    const { shown, reader, editor } = this.host;
    const { index, blank: own } = (event.composedPath()[0] as HTMLElement).dataset;
    if (event.defaultPrevented) return;
    if (index === undefined && moveAmongWords(event)) {
      event.preventDefault();
      return;
    }
    const blank = own === undefined ? (shown.list?.[Number(index)]?.blank ?? -1) : Number(own);
    const action = blank < 0 ? null : blankKey(event);
    if (action === null || reader.pending) return;
    event.preventDefault();
    switch (action) {
      case 'unpin':
        if (editor.pinned >= 0) this.onBlank(editor.pinned);
        return;
      case 'detail':
        if (editor.pinned !== blank) this.onBlank(blank);
        this.focusPanel();
        return;
      case 'empty':
        if (editor.blanked.blanks[blank]!.choice) this.put(blank, null);
        else this.putBack(blank);
        return;
      default:
        this.takeRank(blank, action);
    }
  };

  /** Makes a blank of the selection, or of the word at the caret. */
  readonly addBlank = (): void => {
    const { editor } = this.host;
    const field = this.host.field();
    const { selectionStart, selectionEnd, value } = field;
    const { text, start, end } = blankOneWord(value, selectionStart, selectionEnd);
    editor.blank(start, end + value.length - text.length);
    editor.focusPlace = null;
    this.host.refill();
    void this.host.updated().then(() => {
      field.focus();
      field.setSelectionRange(start, end);
    });
  };

  /** Puts a word into a blank, or empties it. */
  put(blank: number, choice: Choice | null): void {
    this.host.editor.choose(blank, choice);
    this.host.chosen(blank, choice && choice.pieces.map(({ tokenId }) => tokenId));
    this.host.refill();
  }

  take(blank: number, { tokenId }: Pick<Candidate, 'tokenId'>): void {
    this.put(blank, this.host.choiceOf([tokenId]));
  }

  putBack(blank: number): void {
    if (this.host.editor.putBack(blank)) this.host.refill();
    else this.host.say(({ blanks: texts }) => texts.nothingHidden);
  }

  /** Closes the distribution; the focus goes to its blank. */
  unpin(): void {
    const { editor } = this.host;
    editor.focusPlace = editor.blanked.blanks[editor.pinned]?.start ?? null;
    this.onBlank(editor.pinned);
  }

  /** Escape anywhere in the panel of a blank, but for a field that has something to clear. */
  readonly onPanelKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    const { target } = event;
    // The distribution tells by an event of its own.
    if (!(target instanceof HTMLElement) || target.localName === 'lm-distribution') return;
    if (target instanceof HTMLInputElement && target.value !== '') return;
    event.preventDefault();
    this.unpin();
  };

  focusPanel(): void {
    this.focus('#pinned-title');
  }

  /** To be called when all is drawn: the focus goes where a gesture has left it. */
  settle(): void {
    const { editor, reader, shown } = this.host;
    const place = editor.focusPlace;
    if (place === null || reader.pending) return;
    editor.focusPlace = null;
    const root = this.host.root();
    const index = shown.list?.findIndex(({ start }) => start === place) ?? -1;
    if (index >= 0) void root.querySelector<LmChips>('lm-chips')?.focusToken(index);
    else root.querySelector<HTMLElement>(`.word[data-place="${place}"]`)?.focus();
  }

  private takeRank(blank: number, rank: number): void {
    const { filling } = this.host;
    const candidate = filling.isOfText ? filling.result?.blanks[blank]?.top[rank - 1] : undefined;
    if (candidate) this.take(blank, candidate);
  }

  /** What was done took its button away. */
  private focus(selector: string): void {
    void this.host.updated().then(() => this.host.root().querySelector<HTMLElement>(selector)?.focus());
  }
}
