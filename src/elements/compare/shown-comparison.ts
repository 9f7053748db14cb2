import type { Model } from '../../engine/index.ts';
import type { ViewModel } from '../../records/index.ts';
import { compareTable, type ComparisonRecord } from '../../records/views/compare.ts';
import { spreadBits, type ComparedBlanks } from './comparison.ts';
import type { Computed } from './compute.ts';
import { KeptWords } from './kept-words.ts';
import type { Pair } from './pair-view.ts';
import type { SearchPlace } from './word-search.ts';

/** What is shown: computed here, or read from a file, which has no {@link Computed.whole}. */
export interface Shown extends Pick<Computed, 'unknown' | 'rows'> {
  readonly compared: ComparedBlanks;
  readonly whole: Computed['whole'] | null;
  readonly source: ViewModel;
}

/** What is asked for now, and who can be asked. */
export interface ShownHost {
  text(): string;
  blank(): number;
  model(): string;
  loaded(): Model | null;
  failed(error: unknown): void;
  changed(): void;
}

/** The comparison that is shown, with what a person chose in it. */
export class ShownComparison {
  readonly kept: KeptWords;
  private readonly host: ShownHost;
  private current: Shown | null = null;
  private chosenPair: Pair = [0, 1];

  constructor(host: ShownHost) {
    this.host = host;
    this.kept = new KeptWords({
      place: () => this.searchPlace,
      add: (word) => {
        const { current } = this;
        if (!current || current.compared.words.some(({ tokenId }) => tokenId === word.tokenId)) return;
        const words = [...current.compared.words, word];
        this.current = { ...current, compared: { ...current.compared, words } };
      },
      failed: (error) => host.failed(error),
      changed: () => host.changed(),
    });
  }

  get shown(): Shown | null {
    return this.current;
  }

  /** Shows another comparison, or none. The pair stays: there may be fewer variants now. */
  take(
    shown: Shown | null,
    chosen?: ComparisonRecord['chosen'],
    longWords?: ComparisonRecord['longWords'],
  ): void {
    this.current = shown;
    this.kept.reset(chosen, longWords);
  }

  /** The variants in the chart, as they were chosen; there may be fewer by now. */
  get pair(): Pair {
    return this.chosenPair;
  }

  set pair(pair: Pair) {
    this.chosenPair = pair;
    this.host.changed();
  }

  /** The two variants that the chart shows. */
  get shownPair(): Pair {
    const count = this.current?.compared.variants.length ?? 0;
    const [x, y] = this.pair;
    return x !== y && x < count && y < count ? this.pair : [0, 1];
  }

  /** Whether what is shown is of the template, the blank and the model that are there. */
  get isCurrent(): boolean {
    const { current, host } = this;
    if (!current) return false;
    const { compared, source } = current;
    return (
      compared.template === host.text() && compared.blank === host.blank() && source.model === host.model()
    );
  }

  private get searchPlace(): SearchPlace | null {
    const { current, host } = this;
    if (!current) return null;
    const { compared, whole, rows, source } = current;
    return {
      words: compared.words,
      whole,
      rows,
      model: source.model === host.model() ? host.loaded() : null,
    };
  }

  /** As a file has it. */
  get record(): ComparisonRecord | null {
    const { current, kept } = this;
    if (!current) return null;
    const { chosen, longWords } = kept;
    return {
      ...current.compared,
      pair: [...this.shownPair],
      chosen: [...chosen],
      longWords: [...longWords],
    };
  }

  table(): string | null {
    const { record } = this;
    return record && compareTable(record, spreadBits);
  }
}
