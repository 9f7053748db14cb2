import type { Messages } from '../../i18n/index.ts';
import type { Pointing } from './pointing.ts';
import { shownName } from './piece-names.ts';
import { nameOfModel, type Shown } from './rows.ts';
import { tokensOver } from './stretches.ts';

/** How many tokens a text became, and which tokenizer lost a part of it. */
export function heardFinding({ size, rows, lesson }: Shown, { tokenizers: texts }: Messages): string {
  const named = rows.map(({ name, counts }) => ({ name, tokens: counts.tokens }));
  const losing = (lesson?.losing ?? []).map(({ model, unknown }) =>
    texts.heardUnknown(nameOfModel(model), unknown),
  );
  return [texts.heardCounts(size, named), ...losing].join(' ');
}

/** What is marked where, since a token is pinned; empty where none is. */
export function heardPin(shown: Shown, pointing: Pointing, { tokenizers: texts }: Messages): string {
  const row = shown.rows.find(({ tokenization }) => pointing.pinnedIn(tokenization.model) >= 0);
  const token = row?.tokenization.tokens[pointing.pinnedIn(row.tokenization.model)];
  if (!row || !token) return '';
  const name = shownName(token, row.tokenization.kind);
  // A marker stands for nothing of the text.
  if (token.start === token.end) return texts.pinned(name, []);
  const others = shown.rows.filter((one) => one !== row);
  return texts.pinned(
    name,
    others.map((one) => ({ name: one.name, tokens: tokensOver(one.tokenization.tokens, token).size })),
  );
}
