import { catalogue } from '../../engine/index.ts';
import { choiceField, defineLink, textField, type Link } from '../../records/index.ts';

/** What a link says of the view. */
export interface TokensLink {
  readonly text: string;
  readonly view: 'chips' | 'table';
  readonly search: string;
  readonly searchIn: string;
}

export const tokensLink: Link<TokensLink> = defineLink({
  text: textField(),
  view: choiceField(['chips', 'table']),
  search: textField(200),
  searchIn: choiceField(catalogue.map(({ id }) => id)),
});
