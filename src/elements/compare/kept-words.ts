import type { ComparedWord } from '../../records/views/compare.ts';
import { findWord, type SearchPlace, type SearchState } from './word-search.ts';
import type { LongWord } from './word-texts.ts';

/** Whose words are kept. */
export interface KeptWordsHost {
  /** Where a word is looked for; `null` while nothing is shown. */
  place(): SearchPlace | null;
  /** A word that was found is one of those that are shown from now on. */
  add(word: ComparedWord): void;
  failed(error: unknown): void;
  changed(): void;
}

/** The words whose numbers are kept in sight, and the search for others. */
export class KeptWords {
  /** Tokens, the last one last. */
  chosen: readonly number[] = [];
  /** Words of several tokens. */
  longWords: readonly LongWord[] = [];
  search: SearchState = { phase: 'idle' };
  private readonly host: KeptWordsHost;
  private searching: AbortController | null = null;

  constructor(host: KeptWordsHost) {
    this.host = host;
  }

  /** Keeps other words, and ends a search. */
  reset(chosen: readonly number[] = [], longWords: readonly LongWord[] = []): void {
    this.abort();
    this.chosen = chosen;
    this.longWords = longWords;
    this.search = { phase: 'idle' };
    this.host.changed();
  }

  abort(): void {
    this.searching?.abort();
    this.searching = null;
    if (this.search.phase === 'asking') this.say({ phase: 'idle' });
  }

  /** Keeps a token, or no more. */
  readonly toggle = (tokenId: number): void => {
    const { chosen } = this;
    this.chosen = chosen.includes(tokenId) ? chosen.filter((id) => id !== tokenId) : [...chosen, tokenId];
    this.host.changed();
  };

  readonly removeLong = (word: LongWord): void => {
    this.longWords = this.longWords.filter((one) => one !== word);
    this.host.changed();
  };

  private say(search: SearchState): void {
    this.search = search;
    this.host.changed();
  }

  /** Looks for a word, and keeps it. What comes of it is in {@link search}. */
  async find(typed: string): Promise<void> {
    const place = this.host.place();
    if (!place || this.search.phase === 'asking') return;
    const word = typed.trim();
    if (word === '') {
      this.say({ phase: 'missing' });
      return;
    }
    const searching = new AbortController();
    this.searching = searching;
    // Without the model there is nobody to ask.
    if (place.model) this.say({ phase: 'asking' });
    try {
      const found = await findWord(word, place, searching.signal);
      if (searching !== this.searching) return;
      if (found?.kind === 'token') {
        this.host.add(found.word);
        this.chosen = [...this.chosen.filter((id) => id !== found.word.tokenId), found.word.tokenId];
      } else if (found) {
        this.longWords = [...this.longWords.filter((one) => one.word !== word), found.word];
      }
      this.say(found ? { phase: 'idle' } : { phase: 'not-in-file', word });
    } catch (error) {
      // Whoever ended it has said what holds now.
      if (searching !== this.searching) return;
      this.say({ phase: 'failed', error });
      this.host.failed(error);
    }
  }
}
