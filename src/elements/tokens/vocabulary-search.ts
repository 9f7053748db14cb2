import type { VocabularyTable } from '../../protocol/results.ts';

/** What is looked for in a vocabulary. */
export interface VocabularyQuery {
  /** A part of a token's text; a number or `#` and a number is an id as well. */
  readonly words: string;
  /** Only tokens that begin with the words; a space or `##` before them does not count unless it is asked for. */
  readonly begins: boolean;
  readonly caseSensitive: boolean;
}

/** What was found. */
export interface FoundTokens {
  /** The first of them: that of the id asked for, those that are the words, then by id. */
  readonly ids: readonly number[];
  readonly total: number;
}

/** A vocabulary that can be searched; its texts in small letters are made once. */
export class SearchableVocabulary {
  readonly table: VocabularyTable;
  private readonly special: ReadonlySet<number>;
  private readonly continuation: ReadonlySet<number>;
  private lower: readonly string[] | null = null;

  constructor(table: VocabularyTable) {
    this.table = table;
    this.special = new Set(table.special);
    this.continuation = new Set(table.continuation);
  }

  isSpecial(id: number): boolean {
    return this.special.has(id);
  }

  isContinuation(id: number): boolean {
    return this.continuation.has(id);
  }

  /**
   * The tokens that a query means; none for an empty one.
   *
   * @param most so many ids at most
   */
  search({ words, begins, caseSensitive }: VocabularyQuery, most: number): FoundTokens {
    const { texts } = this.table;
    if (words === '') return { ids: [], total: 0 };
    const number = /^#?\d{1,9}$/.test(words) ? Number(words.replace('#', '')) : null;
    const byId = number !== null && number < texts.length ? [number] : [];
    if (words.startsWith('#') && number !== null) return { ids: byId, total: byId.length };
    const wanted = caseSensitive ? words : words.toLowerCase();
    const searched = caseSensitive ? texts : this.lowerTexts;
    const exact: number[] = [];
    const others: number[] = [];
    let total = byId.length;
    searched.forEach((text, id) => {
      const at = text.indexOf(wanted);
      if (at < 0 || id === byId[0]) return;
      const start = this.startOf(text, id);
      if (begins && at !== 0 && !text.startsWith(wanted, start)) return;
      total++;
      if (text.length === wanted.length || text.slice(start) === wanted) exact.push(id);
      else if (others.length < most) others.push(id);
    });
    return { ids: [...byId, ...exact, ...others].slice(0, most), total };
  }

  /** Where a token's own text begins, after a space or the marks of a piece. */
  private startOf(text: string, id: number): number {
    if (this.continuation.has(id)) return 2;
    return text.startsWith(' ') ? 1 : 0;
  }

  private get lowerTexts(): readonly string[] {
    this.lower ??= this.table.texts.map((text) => text.toLowerCase());
    return this.lower;
  }
}
