import { shownTokens, type ShownToken } from './blank-records.ts';
import type { Messages } from '../../i18n/index.ts';
import type { ReadText } from './pieces-reader.ts';
import type { FillResult } from './predictions.ts';

/** The tokens of the text as they were drawn last, made anew only where something changed: a chip is known by its identity. */
export class ShownTokens {
  list: readonly ShownToken[] | null = null;
  /** Of an empty blank what is likeliest in it, as it is heard; another function only where it says something else. */
  remarkOf: (index: number) => string | null = () => null;
  private of: readonly unknown[] = [];
  private remarked: readonly unknown[] = [];

  /** @param result the numbers of the blanks; `null` where they are of another text */
  update(read: ReadText | null, result: FillResult | null): readonly ShownToken[] | null {
    const of = [read?.pieces, read?.blanked, result?.blanks];
    if (of.every((one, i) => one === this.of[i]) && this.of.length > 0) return this.list;
    this.of = of;
    this.list = read ? keep(shownTokens(read, result?.blanks ?? []), this.list ?? []) : null;
    return this.list;
  }

  /** @param result the numbers of the blanks as they are; `null` where there are none */
  remark(result: FillResult | null, messages: Messages): (index: number) => string | null {
    const { list } = this;
    const of = [list, result?.blanks, messages];
    if (of.every((one, i) => one === this.remarked[i]) && this.remarked.length > 0) return this.remarkOf;
    this.remarked = of;
    this.remarkOf = (index) => {
      const blank = list?.[index]?.blank ?? -1;
      const best = result && !result.choices[blank] ? result.blanks[blank]?.top[0] : undefined;
      return best
        ? messages.blanks.heardLikeliest(best.text, messages.format.percent(best.probability))
        : null;
    };
    return this.remarkOf;
  }
}

/** Tokens that are what they were stay the same objects. */
function keep(tokens: readonly ShownToken[], before: readonly ShownToken[]): ShownToken[] {
  return tokens.map((token, i) => {
    const old = before[i];
    return old && isSame(old.record, token.record) ? { ...token, record: old.record } : token;
  });
}

function isSame(a: ShownToken['record'], b: ShownToken['record']): boolean {
  return (
    a.tokenId === b.tokenId &&
    a.text === b.text &&
    a.piece === b.piece &&
    a.source === b.source &&
    a.probability === b.probability &&
    a.rank === b.rank
  );
}
