import { spokenCandidate, spokenToken, visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { isBlank, unknownPiece } from '../chips/pieces.ts';
import type { TokenLabel } from './token-label.ts';

/** What the tokens of a distribution are named from. */
export interface NameSources {
  readonly record: TokenRecord | null;
  /** Names the tokens of the vocabulary. */
  readonly label: ((tokenId: number) => TokenLabel | undefined) | null;
  /** Of a masked model: tokens go by their name in the vocabulary, `##ing` for a piece that continues a word. */
  readonly masked: boolean;
  readonly messages: Messages;
}

/** The names of the tokens of one distribution, as they are seen and heard. */
export class TokenNames {
  private readonly sources: NameSources;

  constructor(sources: NameSources) {
    this.sources = sources;
  }

  textOf(tokenId: number): string | undefined {
    const { record, label, masked } = this.sources;
    const own = record?.tokenId === tokenId ? record : null;
    if (!masked && own) return own.text;
    // As it stands in the text it may have upper case and a space that the token has not.
    const name =
      (own && !isBlank(own) ? own.piece : undefined) ??
      record?.top.find((one) => one.tokenId === tokenId)?.text ??
      label?.(tokenId)?.text ??
      own?.text.trim();
    if (!masked || name === undefined || !this.continues(tokenId) || name.startsWith('##')) return name;
    return `##${name}`;
  }

  /** Whether a token continues a word. */
  continues(tokenId: number): boolean {
    return this.labelOf(tokenId)?.continuation ?? false;
  }

  /** A remark on a token of a masked model that is no word; `null` for a word. */
  remark(tokenId: number): string | null {
    const { masked, messages } = this.sources;
    if (!masked) return null;
    const label = this.labelOf(tokenId);
    if (label?.continuation) return messages.token.piece;
    if (!label?.special) return null;
    const { distribution: texts } = messages;
    return this.textOf(tokenId) === unknownPiece ? texts.unknownWord : texts.marker;
  }

  /** A token as it can be seen; one of unknown text, or of a part of a character, by its id. */
  readonly nameOf = (tokenId: number): string => {
    const text = this.textOf(tokenId);
    const name = text === undefined ? '' : visibleToken(text, this.bytesOf(tokenId));
    if (name === '') return `#${tokenId}`;
    return name.includes('\ufffd') ? `${name} #${tokenId}` : name;
  };

  /** The same as it can be heard, by which a word with a space before it differs from one without, and a piece from a word. */
  readonly heardNameOf = (tokenId: number): string => {
    const spoken = this.spokenOf(tokenId);
    return this.continues(tokenId) && this.sources.masked
      ? `${spoken}, ${this.sources.messages.token.piece}`
      : spoken;
  };

  /** The same where the remark on a token is heard beside it. */
  readonly spokenOf = (tokenId: number): string => {
    const text = this.textOf(tokenId);
    if (!text) return this.nameOf(tokenId);
    const { masked, messages } = this.sources;
    const { token, distribution } = messages;
    const names = { ...token.whiteSpace, noSpace: distribution.noSpace };
    const spoken = masked
      ? // The marks of a piece would be spelled out.
        spokenToken(this.continues(tokenId) ? text.slice(2) : text, names, this.bytesOf(tokenId))
      : spokenCandidate(text, names, this.bytesOf(tokenId));
    return spoken || this.nameOf(tokenId);
  };

  private labelOf(tokenId: number): TokenLabel | undefined {
    const { record, label } = this.sources;
    const named = record?.top.find((one) => one.tokenId === tokenId) ?? label?.(tokenId);
    if (named) return named;
    // A blank is a marker, but not what is in it.
    return record?.tokenId === tokenId
      ? { ...record, special: record.special && !isBlank(record) }
      : undefined;
  }

  private bytesOf(tokenId: number): Uint8Array | undefined {
    const { record } = this.sources;
    return record?.tokenId === tokenId ? record.bytes : undefined;
  }
}
